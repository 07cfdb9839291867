"""The absence window, and what people read about who is away."""

from datetime import date

from slack_sdk.models.blocks import Block, DatePickerElement, RadioButtonsElement, UserSelectElement
from slack_sdk.models.views import View

from handlers.kit.elements import Message, actions, button, field, line, modal, note, option, plain
from handlers.kit.ids import Press
from handlers.kit.state import pack
from handlers.members import ids
from okra.dates import say_day
from okra.people import Timing


def away_form(user_id: str, today: date, *, for_others: bool, team_id: int | None) -> View:
    """When are you away? Who decides in a team may say it for a colleague."""
    blocks: list[Block] = [note("You won't be asked while you are away, and you are not counted as missing.")]
    if for_others:
        blocks.append(field("Who", ids.WHO, UserSelectElement(action_id=ids.WHO, initial_user=user_id)))
    blocks += [
        field("First day away", ids.FIRST, DatePickerElement(action_id=ids.FIRST, initial_date=today.isoformat())),
        field(
            "Last day away",
            ids.LAST,
            DatePickerElement(action_id=ids.LAST, initial_date=today.isoformat()),
            hint="That day included.",
        ),
    ]
    return modal("Away", ids.AWAY_FORM, blocks, submit="Save", metadata=pack(team=team_id))


def away_set(name: str | None, first: date, last: date, today: date) -> Message:
    """For the one who said it; `name` is None when they said it of themselves."""
    who = "You are" if name is None else f"{name} is"
    you = "you" if name is None else "them"
    if first > today:
        span = f"from {say_day(first, today)} to {say_day(last, today)}, both days included"
        text = f"{who} away {span}. Until then I ask as usual, and not in between."
        return Message(text=text, blocks=[line(plain(text))])
    text = f"{who} away until {say_day(last, today)}, that day included. I won't ask {you} before then."
    blocks: list[Block] = [line(plain(text))]
    if name is None:
        blocks += [note("Answering is still welcome: /okra checkin"), actions(button("I'm back", Press.BACK))]
    return Message(text=text, blocks=blocks)


def timing_form(chosen: Timing) -> View:
    """When shall I ask you?"""
    options = [
        option("When the team is asked", Timing.TEAM.value),
        option("At that time of day where I am", Timing.OWN.value),
    ]
    picker = RadioButtonsElement(
        action_id=ids.TIMING, options=options, initial_option=next(o for o in options if o.value == chosen.value)
    )
    blocks = [field("When shall I ask you?", ids.TIMING, picker, hint="Your time zone comes from your Slack profile.")]
    return modal("Your check-in time", ids.TIMING_FORM, blocks, metadata=pack())

"""What the newcomer may do next in session 1: facilitating, taking part, while it is paused, and when it is over."""

from demo.calendar import week_of
from demo.hints import OPEN_MESSAGE, Hint
from demo.quarter import LEAD
from demo.workshop.hints_steps import AT
from demo.workshop.inside import CHANNEL, COCKPIT, Inside
from demo.workshop.sight import OVER, Moment
from sandbox.page.companion import Deed

SESSION, DONE = "session-1", "session-1 is over"
"""What the guide's offers are called."""
ON_THE_LIST = "OKRs of"
"""How the window begins that one is in when OKRs were stored."""


def in_session(inside: Inside) -> list[Hint]:
    """What to try at the step that the session is at."""
    moment, person = inside.moment, inside.person
    if moment.over:
        return [*_after(inside), *_back_to_be(inside)]
    if moment.facilitator != person.name:
        return _taking_part(inside)
    if not moment.running:
        return _paused(inside)
    return AT[moment.step](inside)


def _back_to_be(inside: Inside) -> list[Hint]:
    name = inside.workshop.newcomer
    if name in ("", inside.person.name):
        return []
    deed = Deed(be=inside.quarter.person(name).id, go=inside.quarter.stage.direct(inside.quarter.person(name)))
    return [Hint(f"Become {name} again.", f"Be {name}", deed, False, aside=True)]


def _taking_part(inside: Inside) -> list[Hint]:
    said = f"{inside.moment.facilitator or 'Somebody'} facilitates. Take part as you like: everything is on the card."
    return [Hint(said, CHANNEL, inside.channel, False, aside=True), *_back_to_be(inside)]


def _paused(inside: Inside) -> list[Hint]:
    hints = [Hint("The session is paused, and your colleagues wait. Press “Go on”.", COCKPIT, inside.cockpit, False)]
    if "paused until" in inside.moment.text:
        on_its_own = "Or let the night pass: in the morning it goes on by itself."
        hints.append(Hint(on_its_own, "Travel to tomorrow", Deed(travel="tomorrow"), False, aside=True))
    return hints


def _after(inside: Inside) -> list[Hint]:
    quarter, week = inside.quarter, week_of(inside.workshop.ended or inside.quarter.now())
    now = week_of(quarter.now())
    person, modal = inside.person, inside.person.modal
    stored = modal is not None and modal.title.startswith(ON_THE_LIST)
    asks = quarter.scenery.copy(person, now) is not None and now > week
    lead = Deed(be=quarter.person(LEAD).id, go=quarter.stage.channel.id)
    make = "Press “Make these our OKRs”, read what okra understood, and store it."
    own = Hint(make, COCKPIT, inside.cockpit, stored)
    leads = Hint(f"{LEAD} leads the team: {_lower(make)}", f"Be {LEAD}", lead, stored)
    return [
        own if person.name == LEAD else leads,
        Hint(
            "Press “Export”: everything that was written comes as files, a zip in the thread under the card.",
            CHANNEL,
            inside.channel,
            any(seen.pictures for seen in inside.thread),
        ),
        Hint("Travel to Friday's check-in.", "Travel to Friday 14:00", Deed(travel="next-prompt"), now > week),
        Hint(
            "Press “Check in” in okra's message: it asks for your new key results.", OPEN_MESSAGE, inside.cockpit, asks
        ),
        Hint("That was session 1. Go on with the quarter.", "Back to the quarter", Deed(take=DONE), False, aside=True),
    ]


def _lower(said: str) -> str:
    return said[0].lower() + said[1:]


def where(moment: Moment) -> str:
    """ "Step 2 of 8: How we could contribute. 5 of 8 are done."."""
    if moment.step == OVER:
        return "Session 1 is over. What you wrote is kept."
    title = str(moment.card.message.blocks[0]["text"]["text"])
    done, of = moment.count
    counted = f" {done} of {of} {'pairs ' if moment.step == 'pairs' else ''}are done." if of else ""
    return f"Step {moment.number} of {len(AT)}: {title}.{counted}"

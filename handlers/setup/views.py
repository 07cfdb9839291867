"""The setup window and the team's welcome."""

from datetime import date, time

from slack_sdk.models.blocks import (
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from handlers.kit.elements import (
    Message,
    actions,
    button,
    divider,
    field,
    header,
    line,
    modal,
    note,
    option,
    plain,
    select,
    text_input,
)
from handlers.kit.ids import Press
from handlers.kit.state import pack
from handlers.kit.text import plural
from handlers.setup import ids
from okra.calendar import Rhythm
from okra.confidence import Thresholds
from okra.settings import DayOff, TeamSettings
from okra.team import Team

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def form(settings: TeamSettings, channel_id: str, country_name: str | None, *, first_time: bool) -> View:
    """The window, filled with what is set or with sensible defaults: for most teams one look and one click."""
    rhythm = settings.rhythm
    blocks = [
        note("Everybody in this channel is in the team; who joins or leaves later is noticed by itself."),
        field("Team name", ids.NAME, text_input(ids.NAME, settings.name, max_length=60)),
        field(
            "Lead",
            ids.LEAD,
            UserSelectElement(action_id=ids.LEAD, initial_user=settings.lead_id or None),
            hint="Reads the weekly digest, and may change these settings.",
        ),
        field(
            "Facilitators",
            ids.FACILITATORS,
            UserMultiSelectElement(action_id=ids.FACILITATORS, initial_users=list(settings.facilitator_ids) or None),
            hint="May change these settings and the OKRs too.",
            optional=True,
        ),
        divider(),
        field("Time zone", ids.ZONE, _typed_choice(ids.ZONE, option(rhythm.zone, rhythm.zone), 1), hint="Type a city."),
        field("Check-in day", ids.WEEKDAY, _weekday(ids.WEEKDAY, rhythm.weekday)),
        field("Check-in time", ids.AT, _time(ids.AT, rhythm.at)),
        field("Reminder day", ids.REMINDER_WEEKDAY, _weekday(ids.REMINDER_WEEKDAY, rhythm.reminder_weekday)),
        field(
            "Reminder time",
            ids.REMINDER_AT,
            _time(ids.REMINDER_AT, rhythm.reminder_at),
            hint="One private nudge, only to those who have not answered.",
        ),
        field("Close day", ids.CLOSE_WEEKDAY, _weekday(ids.CLOSE_WEEKDAY, rhythm.close_weekday)),
        field("Close time", ids.CLOSE_AT, _time(ids.CLOSE_AT, rhythm.close_at)),
        divider(),
        *_digest_fields(rhythm, settings.digest_channel_id),
        divider(),
        *_calendar_fields(settings, country_name),
        divider(),
        note("When should I offer the lead to look back with the team? I offer it, the team decides."),
        *_notice_fields(settings.thresholds),
    ]
    title = "Set up your team" if first_time else "Team settings"
    return modal(title, ids.FORM, blocks, submit="Save", metadata=pack(channel=channel_id))


def _digest_fields(rhythm: Rhythm, channel_id: str | None) -> list[InputBlock]:
    chosen = ids.AFTER_CLOSE if rhythm.digest_weekday is None else str(rhythm.digest_weekday)
    days = [option("Right after the close", ids.AFTER_CLOSE), *_weekday_options()]
    return [
        field("Digest day", ids.DIGEST_WEEKDAY, select(ids.DIGEST_WEEKDAY, days, chosen=chosen)),
        field(
            "Digest time",
            ids.DIGEST_AT,
            _time(ids.DIGEST_AT, rhythm.digest_at),
            hint="Only if you chose a day.",
            optional=True,
        ),
        field(
            "Digest channel",
            ids.DIGEST_CHANNEL,
            ConversationSelectElement(
                action_id=ids.DIGEST_CHANNEL,
                initial_conversation=channel_id,
                filter=ConversationFilter(include=["public", "private"], exclude_bot_users=True),
            ),
            hint="Besides the lead. A channel sees themes, never people. Invite me there first.",
            optional=True,
        ),
    ]


def _calendar_fields(settings: TeamSettings, country_name: str | None) -> list[InputBlock]:
    initial = option(country_name, settings.country) if settings.country and country_name else None
    return [
        field(
            "Public holidays of",
            ids.COUNTRY,
            _typed_choice(ids.COUNTRY, initial, 1),
            hint="Type a country. Nobody is asked on its public holidays.",
            optional=True,
        ),
        field(
            "Other days off",
            ids.DAYS_OFF,
            text_input(ids.DAYS_OFF, days_off_text(settings.days_off), multiline=True),
            hint="One a line, with a name if you like: 2026-12-24 Christmas Eve",
            optional=True,
        ),
        field("Cycle starts", ids.CYCLE_START, _date(ids.CYCLE_START, settings.cycle_start)),
        field(
            "Cycle ends",
            ids.CYCLE_END,
            _date(ids.CYCLE_END, settings.cycle_end),
            hint="A quarter, or any 2 to 26 weeks.",
        ),
    ]


def _notice_fields(thresholds: Thresholds) -> list[InputBlock]:
    drop, low = int(thresholds.drop), int(thresholds.low)
    return [
        field("Confidence falls from one check-in to the next", ids.DROP, _counted(ids.DROP, "by", range(1, 6), drop)),
        field("Confidence is low", ids.LOW, _counted(ids.LOW, "below", range(2, 9), low)),
        field("… and stays low", ids.LOW_WEEKS, _weeks(ids.LOW_WEEKS, range(1, 7), thresholds.low_weeks)),
        field("A key result stands still", ids.FLAT_WEEKS, _weeks(ids.FLAT_WEEKS, range(2, 9), thresholds.flat_weeks)),
    ]


def _counted(action_id: str, word: str, numbers: range, chosen: int) -> StaticSelectElement:
    return select(action_id, [option(f"{word} {number}", str(number)) for number in numbers], chosen=str(chosen))


def _weeks(action_id: str, numbers: range, chosen: int) -> StaticSelectElement:
    options = [option(f"for {plural(number, 'week')}", str(number)) for number in numbers]
    return select(action_id, options, chosen=str(chosen))


def days_off_text(days: tuple[DayOff, ...]) -> str:
    """Days off as the form shows and reads them."""
    return "\n".join(f"{off.day.isoformat()} {off.name}".rstrip() for off in days)


def _weekday_options() -> list[Option]:
    return [option(name, str(number)) for number, name in enumerate(WEEKDAYS)]


def _weekday(action_id: str, chosen: int) -> StaticSelectElement:
    return select(action_id, _weekday_options(), chosen=str(chosen))


def _time(action_id: str, chosen: time | None) -> TimePickerElement:
    return TimePickerElement(action_id=action_id, initial_time=chosen.strftime("%H:%M") if chosen else None)


def _date(action_id: str, chosen: date) -> DatePickerElement:
    return DatePickerElement(action_id=action_id, initial_date=chosen.isoformat())


def _typed_choice(action_id: str, initial: Option | None, min_length: int) -> ExternalDataSelectElement:
    return ExternalDataSelectElement(action_id=action_id, initial_option=initial, min_query_length=min_length)


def rhythm_in_words(rhythm: Rhythm) -> str:
    """ "Fridays at 14:00 (Europe/Berlin), closing Monday 10:00"."""
    return (
        f"{WEEKDAYS[rhythm.weekday]}s at {rhythm.at:%H:%M} ({rhythm.zone}), "
        f"closing {WEEKDAYS[rhythm.close_weekday]} {rhythm.close_at:%H:%M}"
    )


def saved(team: Team, has_okrs: bool) -> Message:
    """For the one who saved: what happens next, and where to go."""
    text = f"{team.name} is set up. I'll ask for a check-in on {rhythm_in_words(team.rhythm)}."
    buttons = [button("Settings", Press.SETUP, str(team.id))]
    if not has_okrs:
        buttons.insert(0, button("Add your OKRs", Press.OKRS, str(team.id), style="primary"))
    return Message(text=text, blocks=[line(plain(text)), actions(*buttons)])


def welcome(team: Team, lead_name: str) -> Message:
    """What the channel reads, once: what will happen and who arranged it. Edited when the settings change."""
    text = f"{team.name} checks in here on {rhythm_in_words(team.rhythm)}."
    return Message(
        text=text,
        blocks=[
            header(f"{team.name} checks in here"),
            line(
                plain(f"{rhythm_in_words(team.rhythm)}. I'll ask each of you privately: how confident you are, where "),
                plain("your key results stand, what is in the way, what comes next. It takes about a minute. "),
                plain("The answers come together here as a conversation starter, not as a report."),
            ),
            note(f"{lead_name} leads the team and reads the digest. Type /okra to see what you can do."),
            actions(
                button("Check in", Press.CHECK_IN, str(team.id)),
                button("Our OKRs", Press.OKRS, str(team.id)),
            ),
        ],
    )

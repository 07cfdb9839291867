"""What the bot answers when something cannot be, in the very words that the code refuses with."""

from collections.abc import Callable
from datetime import date
from typing import Final

from slack_sdk.models.views import View

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import TEAM
from handlers.command import commands_of, did_you_mean
from handlers.kit import guard
from handlers.kit.door import told
from handlers.kit.elements import Message, only_you
from handlers.kit.state import unpack
from handlers.members import forms as members
from handlers.okrs.listeners import ALREADY_GONE
from handlers.okrs.use_cases import NO_CYCLE
from handlers.register import FEATURES
from handlers.setup.use_cases import IN_A_CHANNEL
from okra.permissions import ALLOWED, Action
from okra.refusal import Refused

_TODAY: Final = date(2026, 9, 4)


def _sentence(what: str, about: str, text: Callable[[], str]) -> Exhibit:
    return Exhibit(f"answers / {what}", about, only_you, lambda: only_you(text()))


def _suggestion(what: str, about: str, typed: str) -> Exhibit:
    return _sentence(what, about, lambda: did_you_mean(typed, commands_of(FEATURES)))


def _refused(what: str, about: str, attempt: Callable[[], object]) -> Exhibit:
    return _sentence(what, about, lambda: _words_of(attempt))


def _words_of(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except Refused as refused:
        return refused.sentence
    raise AssertionError("nothing was refused")


def _may_not(action: Action, who: str) -> Exhibit:
    words = action.value.replace("_", " ")
    return _sentence(f"may not {words}", f"{who} reads it instead of being let in.", lambda: ALLOWED[action][1])


def _away(what: str, about: str, typed: str) -> Exhibit:
    return _refused(what, about, lambda: members.typed(typed, _TODAY))


def _in_a_window(message: Message) -> View:
    shown: View = told(message)
    return shown


EXHIBITS = (
    _suggestion("did you mean", "Somebody types /okra chekin.", "chekin"),
    _suggestion("unknown", "Somebody types /okra with words that are like none of its own.", "lunch on thursday?"),
    _sentence("no team here", "Somebody types /okra okrs in a channel without a team.", lambda: guard.NO_TEAM_HERE),
    _sentence("no team at all", "Somebody without a team types /okra okrs in private.", lambda: guard.NO_TEAM_AT_ALL),
    _sentence("team is gone", "Somebody presses an old button of a team that was removed.", lambda: guard.GONE),
    _sentence("setup in private", "Somebody types /okra setup in a direct message.", lambda: IN_A_CHANNEL),
    _sentence("no cycle", "The lead types /okra okrs between two cycles.", lambda: NO_CYCLE.format(team=TEAM)),
    _refused("older version", "Somebody presses a button from before an update.", lambda: unpack("7")),
    _may_not(Action.CHANGE_TEAM, "A member who types /okra setup"),
    _may_not(Action.EDIT_OKRS, "A member who types /okra okrs paste"),
    _may_not(Action.LIST_OKRS, "A guest who types /okra okrs"),
    _may_not(Action.ANSWER_CHECKIN, "A guest who presses Check in"),
    _may_not(Action.SEE_DIGEST, "A member who types /okra digest"),
    _may_not(Action.SET_AWAY_FOR_OTHERS, "A member who says that a colleague is away"),
    _away("no such day", "Somebody types /okra away until 31 nov.", "until 31 nov"),
    _away("not a day", "Somebody types /okra away until lunch.", "until lunch"),
    _away("two possible days", "Somebody types /okra away until 01/10/2026.", "until 01/10/2026"),
    _away("a day in the past", "Somebody types /okra away until 2026-09-01.", "until 2026-09-01"),
    _away("longer than a year", "Somebody types /okra away until 2028-01-01.", "until 2028-01-01"),
    Exhibit(
        "answers / inside a window",
        "The lead chooses Edit beside a key result that somebody removed meanwhile.",
        told,
        lambda: _in_a_window(only_you(ALREADY_GONE)),
    ),
)

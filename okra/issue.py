"""Issues: what is in the way. An issue has an owner and an age, and stays open until closed (product words)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

WEEK_SECONDS = 7 * 24 * 3600
SAME_ISSUE = 0.5
"""How alike (0 to 1) two wordings must be to count as one issue, once a colleague has spoken about it."""
_LIST_MARK = re.compile(r"^[-*•]\s+")


class IssueState(StrEnum):
    """Where an issue stands; a help request is open and names who could help."""

    OPEN = "open"
    NEEDS_HELP = "needs_help"
    SOLVED = "solved"


@dataclass(frozen=True, slots=True)
class Issue:
    """What is in the way of a team. `help_from` names a person or a team in the owner's words."""

    id: int
    team_id: int
    owner_id: str
    text: str
    state: IssueState
    raised_at: datetime
    help_from: str = ""
    solved_at: datetime | None = None


def age_in_weeks(issue: Issue, now: datetime) -> int:
    """Full weeks since the issue was raised, 0 or more."""
    return max(0, int((now - issue.raised_at).total_seconds() // WEEK_SECONDS))


def in_order_for(user_id: str, issues: Iterable[Issue]) -> list[Issue]:
    """A member's own issues first, then the others; the oldest of each first."""
    return sorted(issues, key=lambda issue: (issue.owner_id != user_id, issue.raised_at, issue.id))


def lines(text: str) -> tuple[str, ...]:
    """The issues in a box with one a line: without blank lines, list marks in front and repetitions."""
    stripped = (_LIST_MARK.sub("", line.strip()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in stripped if line))


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of an issue, and when (aware UTC)."""

    at: datetime
    state: IssueState
    help_from: str = ""
    by_owner: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an issue stands after all that was said of it."""

    state: IssueState = IssueState.OPEN
    help_from: str = ""
    solved_at: datetime | None = None


def standing(said: Iterable[Said]) -> Standing:
    """The newest word counts; an issue of which nothing was said is open.

    Only the owner takes a request for help back: a colleague's "still open" leaves it as it was.
    """
    stands = Standing()
    for word in sorted(said, key=lambda one: one.at):
        stands = _after(stands, word)
    return stands


def _after(stands: Standing, word: Said) -> Standing:
    match word.state:
        case IssueState.SOLVED:
            return Standing(IssueState.SOLVED, solved_at=word.at)
        case IssueState.NEEDS_HELP:
            return Standing(IssueState.NEEDS_HELP, word.help_from or stands.help_from)
        case IssueState.OPEN:
            keeps = stands.state is IssueState.NEEDS_HELP and not word.by_owner
            return stands if keeps else Standing()


@dataclass(frozen=True, slots=True)
class Raised:
    """An issue that an answer raised; `touched` once another answer has spoken about it."""

    id: int
    text: str
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """What an edited answer does to the issues that it raised."""

    changed: tuple[tuple[int, str], ...] = ()
    removed: tuple[int, ...] = ()
    added: tuple[str, ...] = ()


def revise(raised: Sequence[Raised], wanted: Sequence[str]) -> Revision:
    """Turn the issues that an answer had raised into the lines it has now.

    A line that took another's place is that issue in new words. An issue of which a colleague has spoken meanwhile
    stays as it is, unless its new wording is clearly the same issue: nobody's words may lose what they are about.
    """
    changed: list[tuple[int, str]] = []
    removed: list[int] = []
    added: list[str] = []
    matcher = SequenceMatcher(None, [one.text for one in raised], wanted, autojunk=False)
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            continue
        old, new = list(raised[old_from:old_to]), list(wanted[new_from:new_to])
        pairs = [(one, text) for one, text in zip(old, new, strict=False) if not one.touched or _alike(one.text, text)]
        changed += [(one.id, text) for one, text in pairs]
        followed = {one.id for one, _ in pairs}
        taken = {text for _, text in pairs}
        removed += [one.id for one in old if one.id not in followed and not one.touched]
        added += [text for text in new if text not in taken]
    return Revision(tuple(changed), tuple(removed), tuple(added))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio() >= SAME_ISSUE

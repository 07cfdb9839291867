"""What was changed about a cycle's OKRs on the way, in one line each, so that its report can mark it.

A new owner, another order or another hypothesis is no change of what is to be reached, and leaves no trace here.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from okra.okr import KeyResult, Measure, describe
from okra.refusal import quoted

LONGEST_TITLE = 120
"""Characters of a title in a line."""


class Change(StrEnum):
    """What happened to it."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class OkrChange:
    """One change of an objective, or of one of its key results; `at` is aware UTC, `said` quotes what people wrote."""

    objective_id: int
    key_result_id: int | None
    what: Change
    said: str
    at: datetime


Told = tuple[Change, str]
"""What happened, and the line that says so."""
Aim = tuple[str, Measure]
"""What a key result says is to be reached: its title and its measure."""


def aim_of(key_result: KeyResult) -> Aim:
    """What a key result says is to be reached."""
    return key_result.title, key_result.measure


def objective_change(before: str | None, after: str | None) -> Told | None:
    """What became of an objective's words; None where nothing did. No words before: added; none after: removed."""
    if before == after:
        return None
    if before is None:
        return Change.ADDED, f"New objective {_quoted(after)}"
    if after is None:
        return Change.REMOVED, f"Objective {_quoted(before)} taken off the list"
    return Change.CHANGED, f"Objective {_quoted(after)}, before: {_quoted(before)}"


def key_result_change(before: Aim | None, after: Aim | None) -> Told | None:
    """The same for a key result: its words, and what moves from where to where."""
    if before == after:
        return None
    if before is None:
        return (Change.ADDED, f"New key result {_whole(after)}") if after else None
    if after is None:
        return Change.REMOVED, f"Key result {_quoted(before[0])} taken off the list"
    if before[0] == after[0]:
        return Change.CHANGED, f"Key result {_whole(after)}, before: {describe(before[1])}"
    return Change.CHANGED, f"Key result {_whole(after)}, before: {_whole(before)}"


def _whole(aim: Aim) -> str:
    return f"{_quoted(aim[0])} ({describe(aim[1])})"


def _quoted(text: str | None) -> str:
    return quoted(text or "", LONGEST_TITLE)

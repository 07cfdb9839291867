"""Pace: progress against the elapsed share of the cycle, and what overrides it. Green must be earned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from okra.okr import KeyResult, Measure, MeasureKind, mean_progress, progress

BEHIND_POINTS: Final = 15.0
AT_RISK_POINTS: Final = 25.0
PATIENCE: Final = timedelta(days=3)
"""How long after a close a value may be missing before it is called outdated."""
WEEK: Final = timedelta(days=7)


class Pace(StrEnum):
    """The word of a status; `shape` tells the same without colour."""

    ON_TRACK = "on track"
    BEHIND = "behind"
    AT_RISK = "at risk"
    NO_DATA = "no data"
    OUTDATED = "outdated"

    @property
    def shape(self) -> str:
        """One character that differs in outline, not only in colour."""
        return _SHAPES[self]


_SHAPES: Final = {
    Pace.ON_TRACK: "●",
    Pace.BEHIND: "◐",
    Pace.AT_RISK: "▲",
    Pace.NO_DATA: "○",
    Pace.OUTDATED: "◌",
}


@dataclass(frozen=True, slots=True)
class Status:
    """How a key result or objective stands: always a word, a shape and a number.

    `progress` is 0 to 1, None without data. `lag` is in points of per cent behind the calendar (negative: ahead), None
    where there is no line to lag behind.
    """

    pace: Pace
    progress: float | None
    lag: float | None = None

    @property
    def word(self) -> str:
        """The pace in words."""
        return self.pace.value

    @property
    def shape(self) -> str:
        """The pace as an outline."""
        return self.pace.shape

    @property
    def number(self) -> str:
        """Progress in full per cent, rounded down so that 100 % means reached; "– %" without data."""
        return "– %" if self.progress is None else f"{percent(self.progress)} %"

    def __str__(self) -> str:
        return f"{self.shape} {self.word} · {self.number}"


def percent(share: float) -> int:
    """A share from 0 to 1 in full per cent, rounded down: 100 only for the whole."""
    # 0.29 * 100 is 28.999…: rounding away that noise must not lift 99.99… to 100.
    return 100 if share >= 1 else min(99, int(round(share * 100, 6)))


def lag_in_points(done: float, elapsed: float) -> float:
    """Points of per cent by which `done` is behind `elapsed` (both 0 to 1); negative when ahead."""
    return round((elapsed - done) * 100, 6)


def pace(measure: Measure, done: float, elapsed: float) -> Pace:
    """The pace of a key result at `done` (0 to 1) when `elapsed` (0 to 1) of its cycle is over.

    Moves are compared with a straight line: behind above 15 points of lag, at risk above 25. A band has no line: within
    it is on track, outside at risk. Done/not done has none either, so the two limits are counted from the end: not
    done is on track until 25 points of the cycle are left, then behind, and at risk in the last 15.
    """
    if measure.kind in (MeasureKind.STAY_ABOVE, MeasureKind.STAY_BELOW):
        return Pace.ON_TRACK if done >= 1 else Pace.AT_RISK
    if measure.kind is MeasureKind.DONE:
        return Pace.ON_TRACK if done >= 1 else _pace_of_undone(points_left=round((1 - elapsed) * 100, 6))
    return pace_of_lag(lag_in_points(done, elapsed))


def pace_of_lag(lag: float) -> Pace:
    """The pace of a lag in points: at risk above 25, behind above 15."""
    if lag > AT_RISK_POINTS:
        return Pace.AT_RISK
    return Pace.BEHIND if lag > BEHIND_POINTS else Pace.ON_TRACK


def _pace_of_undone(points_left: float) -> Pace:
    if points_left < BEHIND_POINTS:
        return Pace.AT_RISK
    return Pace.BEHIND if points_left < AT_RISK_POINTS else Pace.ON_TRACK


def is_outdated(value_at: datetime, closes: Iterable[datetime], now: datetime) -> bool:
    """Whether a round closed more than three days ago to which the latest value does not belong.

    `closes` are the closing instants of the team's rounds in which people were asked, in any order, future ones too. A
    value belongs to a round when it came within the week before its close, or later. All instants are aware UTC.
    """
    due = [close for close in closes if now - close > PATIENCE]
    return bool(due) and value_at <= max(due) - WEEK


def status(key_result: KeyResult, elapsed: float, closes: Iterable[datetime], now: datetime) -> Status:
    """How a key result stands when `elapsed` (0 to 1) of its cycle is over.

    No data and outdated override every pace; an outdated status keeps its last progress as the number.
    """
    done = progress(key_result.measure, key_result.current)
    if done is None or key_result.current_at is None:
        return Status(Pace.NO_DATA, None)
    if is_outdated(key_result.current_at, closes, now):
        return Status(Pace.OUTDATED, done)
    return Status(pace(key_result.measure, done, elapsed), done, _lag(key_result.measure, done, elapsed))


def _lag(measure: Measure, done: float, elapsed: float) -> float | None:
    linear = measure.kind in (MeasureKind.MOVE, MeasureKind.RAISE_BY, MeasureKind.REDUCE_BY)
    return lag_in_points(done, elapsed) if linear else None


def objective_status(statuses: Iterable[Status]) -> Status:
    """An objective's status from its key results': mean progress (no data counts as 0) and the most serious word.

    Most serious first: at risk, outdated, no data, behind, on track; no data when there is nothing to look at.
    """
    parts = list(statuses)
    mean = mean_progress(part.progress for part in parts)
    if mean is None:
        return Status(Pace.NO_DATA, None)
    return Status(min((part.pace for part in parts), key=MOST_SERIOUS_FIRST.index), mean)


MOST_SERIOUS_FIRST: Final = (Pace.AT_RISK, Pace.OUTDATED, Pace.NO_DATA, Pace.BEHIND, Pace.ON_TRACK)

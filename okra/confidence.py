"""Confidence over the weeks: bands, change, spread, the six-week strip, and what the cycle notices.

Lists of weeks run from the oldest to the week that is looked at. Weeks without data (the round was missed, everybody
was off, nobody answered) are skipped over in comparisons; they never count as zero.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from okra.calendar import Week
from okra.numbers import say_number
from okra.okr import KeyResult, MeasureKind, Objective, progress

LOWEST: Final = 1
HIGHEST: Final = 10
SPREAD_FROM: Final = 4
"""With fewer answers a spread would tell who said what."""
STRIP_WEEKS: Final = 6
BLOCKS: Final = "▁▂▃▄▅▆▇█"
NO_DATA: Final = "·"
MISSED: Final = "×"


class Band(StrEnum):
    """How confident a number from 1 to 10 is."""

    AT_RISK = "at risk"
    """1–3"""
    WAVERING = "wavering"
    """4–7"""
    CONFIDENT = "confident"
    """8–10"""


def band(confidence: float) -> Band:
    """The band of a confidence or of an average: at risk below 4, wavering below 8, confident from 8."""
    if confidence < 4:
        return Band.AT_RISK
    return Band.WAVERING if confidence < 8 else Band.CONFIDENT


def average(confidences: Sequence[int]) -> float | None:
    """The mean to one decimal (half up), as people read it, so that bands and changes agree with what is shown.

    None without any confidence.
    """
    if not confidences:
        return None
    count = len(confidences)
    return (20 * sum(confidences) + count) // (2 * count) / 10


def spread(confidences: Sequence[int]) -> int | None:
    """The points between the highest and the lowest confidence; None below four answers."""
    return max(confidences) - min(confidences) if len(confidences) >= SPREAD_FROM else None


@dataclass(frozen=True, slots=True)
class WeekConfidence:
    """One objective's confidence in one week. `average` is None without an answer.

    `spread` is how far the lowest and the highest answer, `low` and `high`, lie apart; None below four answers.
    """

    week: Week
    average: float | None = None
    spread: int | None = None
    answers: int = 0
    missed: bool = False
    """The bot was down and nobody was asked."""
    low: int | None = None
    high: int | None = None


def week_confidence(week: Week, confidences: Sequence[int], *, missed: bool = False) -> WeekConfidence:
    """Sum up the confidences (1 to 10 each) that were given for one objective in one week."""
    apart = spread(confidences)
    low, high = (None, None) if apart is None else (min(confidences), max(confidences))
    return WeekConfidence(week, average(confidences), apart, len(confidences), missed, low, high)


def change(weeks: Sequence[WeekConfidence]) -> float | None:
    """This week's average against the last earlier week with data, in points; None where either is lacking."""
    known = _known(weeks)
    if len(known) < 2 or weeks[-1].average is None:
        return None
    return round(known[-1] - known[-2], 1)


def say_change(points: float | None) -> str:
    """A change as shape and number: "↗ +0.5", "↘ −2", "→ 0"; "→ –" where there is nothing to compare with."""
    if points is None:
        return "→ –"
    if points == 0:
        return "→ 0"
    return f"↗ +{points:g}" if points > 0 else f"↘ −{-points:g}"


def strip(weeks: Sequence[WeekConfidence]) -> str:
    """The last six weeks as one character each: a block's height for the average, "·" no data, "×" missed."""
    return "".join(_character(week) for week in weeks[-STRIP_WEEKS:])


def strip_in_words(weeks: Sequence[WeekConfidence]) -> str:
    """The strip for people who hear it, oldest first: "7, 6.5, no data, missed, 5"; "no weeks yet" when empty."""
    return ", ".join(_word(week) for week in weeks[-STRIP_WEEKS:]) or "no weeks yet"


def _character(week: WeekConfidence) -> str:
    if week.average is None:
        return MISSED if week.missed else NO_DATA
    share = (week.average - LOWEST) / (HIGHEST - LOWEST)
    return BLOCKS[min(len(BLOCKS) - 1, int(share * len(BLOCKS)))]


def _word(week: WeekConfidence) -> str:
    if week.average is None:
        return "missed" if week.missed else "no data"
    return f"{week.average:g}"


def _known(weeks: Sequence[WeekConfidence]) -> list[float]:
    return [week.average for week in weeks if week.average is not None]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When the cycle notices something: points, points, and weeks with data in a row."""

    drop: float = 2.0
    low: float = 4.0
    low_weeks: int = 2
    flat_weeks: int = 3


USUAL: Final = Thresholds()


class NoticeKind(StrEnum):
    """What the cycle noticed; each is a reason to offer a retro, never to impose one."""

    DROP = "drop"
    LOW = "low"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth a retro. `title` is the objective's, or the key result's where `key_result_id` is set."""

    kind: NoticeKind
    objective_id: int
    title: str
    detail: str
    key_result_id: int | None = None

    @property
    def sentence(self) -> str:
        """The notice in one sentence."""
        return f"“{self.title}”: {self.detail}"


@dataclass(frozen=True, slots=True)
class WeekValue:
    """One key result's value at the end of one week; None where nobody reported one."""

    week: Week
    value: Decimal | None = None


def notices(
    objective: Objective,
    weeks: Sequence[WeekConfidence],
    values: Mapping[int, Sequence[WeekValue]],
    thresholds: Thresholds = USUAL,
) -> list[Notice]:
    """What the cycle notices about one objective: confidence down by 2, below 4 for two weeks, a key result flat for 3.

    `values` maps key result ids to their weeks. Only a week with data of its own gives notices, so that an old fall is
    not reported again in a silent week.
    """
    flat = (_flat(key_result, values.get(key_result.id, ()), thresholds) for key_result in objective.key_results)
    return [*_falls(objective, weeks, thresholds), *(notice for notice in flat if notice is not None)]


def _falls(objective: Objective, weeks: Sequence[WeekConfidence], thresholds: Thresholds) -> Iterator[Notice]:
    points, known = change(weeks), _known(weeks)
    if points is not None and points <= -thresholds.drop:
        detail = f"confidence fell from {known[-2]:g} to {known[-1]:g} since the check-in before."
        yield Notice(NoticeKind.DROP, objective.id, objective.title, detail)
    recent = known[-thresholds.low_weeks :]
    silent = not weeks or weeks[-1].average is None
    if not silent and len(recent) == thresholds.low_weeks and max(recent) < thresholds.low:
        detail = f"confidence has been below {thresholds.low:g} for {thresholds.low_weeks} weeks, now at {known[-1]:g}."
        yield Notice(NoticeKind.LOW, objective.id, objective.title, detail)


def _flat(key_result: KeyResult, values: Sequence[WeekValue], thresholds: Thresholds) -> Notice | None:
    recent = [week.value for week in values if week.value is not None][-thresholds.flat_weeks :]
    if len(recent) < thresholds.flat_weeks or values[-1].value is None or len(set(recent)) > 1:
        return None
    if not _should_move(key_result, recent[-1]):
        return None
    still = say_number(recent[-1], key_result.measure.unit)
    detail = f"has not moved for {thresholds.flat_weeks} weeks, still at {still}."
    return Notice(NoticeKind.FLAT, key_result.objective_id, key_result.title, detail, key_result.id)


def _should_move(key_result: KeyResult, value: Decimal) -> bool:
    """Bands are meant to hold still, done/not done moves once, and who has arrived may rest."""
    linear = key_result.measure.kind in (MeasureKind.MOVE, MeasureKind.RAISE_BY, MeasureKind.REDUCE_BY)
    arrived = (progress(key_result.measure, value) or 0.0) >= 1
    return linear and not arrived

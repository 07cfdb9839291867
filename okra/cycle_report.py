"""A cycle's report: what was achieved, how confidence went and what moved it, how well it foretold, what was learned.

No names, no ranking: it speaks of the team and of its objectives. Source: product.md, section 4; docs/cycle-report.md.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from okra import cycle_items
from okra.achievement import (
    Achievement,
    EndScore,
    Tally,
    objective_points,
    points,
    tally_key_results,
    tally_milestones,
    together,
)
from okra.calibration import Calibration, Guess, guesses
from okra.cycle import Cycle
from okra.cycle_events import CycleEvent, events
from okra.cycle_facts import CycleFacts, CycleRecord
from okra.cycle_items import Decision, Grade, MilestoneEnd
from okra.grip import say_value
from okra.okr import Hypothesis, KeyResult, Objective, describe, progress
from okra.okr_change import Change
from okra.okr_items import KEY_RESULT, OBJECTIVE
from okra.participation import Participation, WeekTurnout, participation
from okra.pulse import PulseLine, pulse_lines

MOST_EARLIER: Final = 8
"""Earlier cycles that a report looks back on: two years of quarters."""


class Verdict(StrEnum):
    """What the team says of a hypothesis at the end."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HypothesisEnd:
    """A hypothesis with the team's verdict; None where nobody judged it."""

    text: str
    verdict: Verdict | None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class KeyResultEnd:
    """A key result at the cycle's end; `measure` and `value` in words, `value` "" where nothing was reported."""

    title: str
    measure: str
    value: str
    score: EndScore
    spread: int | None = None
    hypotheses: tuple[HypothesisEnd, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveEnd:
    """An objective at the cycle's end: confidence is its average a week, `events` what happened to it alone."""

    id: int
    title: str
    points: int | None
    key_results: tuple[KeyResultEnd, ...] = ()
    confidence: tuple[float | None, ...] = ()
    events: tuple[CycleEvent, ...] = ()
    guesses: tuple[Guess, ...] = ()
    decision: Decision | None = None
    why: str = ""

    @property
    def tally(self) -> Tally:
        """How many of its key results were achieved."""
        return tally_key_results(one.score for one in self.key_results)


@dataclass(frozen=True, slots=True)
class CycleReport:
    """One cycle of one team, summed up. `weeks` counts its check-ins, `week` says how many of them have begun.

    `over` once the last retro was held or the last day is gone: only then are there guesses to be judged. `events` are
    all of the cycle's, those of one objective among them; `removed` counts what was taken off the list on the way.
    """

    team: str
    cycle: Cycle
    over: bool
    week: int
    weeks: int
    objectives: tuple[ObjectiveEnd, ...]
    milestones: tuple[MilestoneEnd, ...]
    achievement: Achievement
    earlier: tuple[Achievement, ...]
    events: tuple[CycleEvent, ...]
    participation: Participation
    learnings: tuple[str, ...]
    pulse: tuple[PulseLine, ...]
    removed: int = 0

    @property
    def before(self) -> Tally:
        """All earlier cycles together."""
        return together(self.earlier)

    @property
    def calibration(self) -> Calibration:
        """The guesses of all objectives."""
        return Calibration(tuple(guess for objective in self.objectives for guess in objective.guesses))

    @property
    def hypotheses(self) -> Counter[Verdict | None]:
        """How many hypotheses got which verdict; None for those that nobody judged."""
        key_results = [one for objective in self.objectives for one in objective.key_results]
        return Counter(one.verdict for key_result in key_results for one in key_result.hypotheses)

    @property
    def decisions(self) -> Counter[Decision]:
        """How many objectives are kept, changed and dropped."""
        return Counter(one.decision for one in self.objectives if one.decision is not None)


def cycle_report(facts: CycleFacts, today: date) -> CycleReport:
    """Sum a cycle up as it stands on a day of the team's calendar."""
    record = facts.record
    over = today > record.cycle.end or any(retro.closing for retro in facts.retros)
    happened = events(facts)
    objectives = tuple(_objective(one, facts, happened, over=over) for one in record.objectives)
    looked_back_on = facts.earlier[-MOST_EARLIER:]
    achieved = [_achievement(one) for one in looked_back_on]
    return CycleReport(
        team=facts.team,
        cycle=record.cycle,
        over=over,
        week=_begun(facts, today),
        weeks=len(facts.weeks),
        objectives=objectives,
        milestones=cycle_items.milestones(record.items),
        achievement=_achievement(record, over=over),
        earlier=tuple(one for one in achieved if one.both.of),
        events=happened,
        participation=_participation(facts),
        learnings=cycle_items.learnings(record.items),
        pulse=pulse_lines([cycle_items.pulses(one.items) for one in (*looked_back_on, record)]),
        removed=sum(change.what is Change.REMOVED for change in facts.changes),
    )


def _achievement(record: CycleRecord, *, over: bool = True) -> Achievement:
    """Of a cycle that still runs, only those milestones count of which somebody has said what became of them."""
    graded = cycle_items.grades(record.items)
    scores = [_score(one, graded) for objective in record.objectives for one in objective.key_results]
    outcomes = [one.outcome for one in cycle_items.milestones(record.items) if over or one.outcome is not None]
    return Achievement(record.cycle.name, tally_key_results(scores), tally_milestones(outcomes))


def _score(key_result: KeyResult, graded: Mapping[str, Grade]) -> EndScore:
    grade = graded.get(f"{KEY_RESULT}{key_result.id}")
    done = progress(key_result.measure, key_result.current)
    return EndScore(grade.points if grade else None, None if done is None else points(done))


def _objective(
    objective: Objective, facts: CycleFacts, happened: tuple[CycleEvent, ...], *, over: bool
) -> ObjectiveEnd:
    graded = cycle_items.grades(facts.record.items)
    ended = tuple(_key_result(one, graded) for one in objective.key_results)
    score = objective_points(one.score.points for one in ended)
    confidence = tuple(facts.confidences.get(objective.id, ()))
    decided = cycle_items.decisions(facts.record.items).get(f"{OBJECTIVE}{objective.id}")
    return ObjectiveEnd(
        id=objective.id,
        title=objective.title,
        points=score,
        key_results=ended,
        confidence=confidence,
        events=tuple(event for event in happened if event.objective_id == objective.id),
        guesses=guesses(confidence, score, facts.record.cycle.weeks) if over else (),
        decision=decided[0] if decided else None,
        why=decided[1] if decided else "",
    )


def _key_result(key_result: KeyResult, graded: Mapping[str, Grade]) -> KeyResultEnd:
    grade = graded.get(f"{KEY_RESULT}{key_result.id}")
    current = key_result.current
    return KeyResultEnd(
        title=key_result.title,
        measure=describe(key_result.measure),
        value=say_value(current, key_result.measure) if current is not None else "",
        score=_score(key_result, graded),
        spread=grade.spread if grade else None,
        hypotheses=tuple(map(_hypothesis, key_result.hypotheses)),
    )


def _hypothesis(one: Hypothesis) -> HypothesisEnd:
    return HypothesisEnd(one.text, Verdict(one.verdict) if one.verdict else None, one.evidence)


def _participation(facts: CycleFacts) -> Participation:
    numbers = {week: number for number, week in enumerate(facts.weeks, 1)}
    return participation(
        WeekTurnout(numbers[week], *turnout) for week, turnout in facts.turnouts.items() if week in numbers
    )


def _begun(facts: CycleFacts, today: date) -> int:
    """How many of the cycle's check-in weeks have begun."""
    return sum(week.monday() <= today for week in facts.weeks)

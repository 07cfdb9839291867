"""Cycles that are over, or nearly, as reports are made of them: team Explore's, and a few that are at an extreme."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from demo.gallery.team import (
    EXPORT_BROKEN,
    HYPOTHESIS,
    LEGAL_SLOT,
    TEAM,
    TEAM_ID,
    TITLE,
    completion,
    engagement,
    objective,
    second_objective,
    tickets,
)
from demo.gallery.weeks import reported
from okra.cycle import Cycle, name_for, quarter_around
from okra.cycle_facts import CycleFacts, CycleRecord, Held, InTheWay, weeks_of
from okra.cycle_report import CycleReport, cycle_report
from okra.items import Item, ItemKind
from okra.okr import Hypothesis, KeyResult, Measure, Objective
from okra.okr_change import Change, OkrChange

BERLIN = ZoneInfo("Europe/Berlin")
QUARTER = replace(quarter_around(date(2026, 9, 1), TEAM_ID), id=3)
FRIDAY = 4
LOWERED = "Key result “Boost tutorial engagement” (15 % → 50 %), before: 15 % → 60 %"
TITLES = (
    TITLE,
    "Let people try the product before they talk to us",
    "Turn support from a last resort into a reason to stay",
    "Bring back the people who left in their first month",
    "Make our numbers something that everybody trusts",
    "Be ready for the second country by the end of the year",
    "Give every new colleague a first week that they tell their friends about",
    "Let the platform carry twice as many people",
)


def _at(cycle: Cycle, week: int) -> datetime:
    """The check-in of a week, counted from 1."""
    day = weeks_of(cycle, FRIDAY)[week - 1].day(FRIDAY)
    return datetime.combine(day, time(12), UTC)


def _graded(key_result: int, score: float, spread: float | None = None) -> Item:
    facts = {"score": score, "spread": spread, "voices": 6, "computed": None}
    return Item(f"s9/grade/{key_result}", ItemKind.GRADE, "", (f"okr/k{key_result}",), facts)


def _decided(objective_id: int, decision: str, why: str = "") -> Item:
    return Item(f"s9/decide/{objective_id}", ItemKind.DECISION, why, (f"okr/o{objective_id}",), {"decision": decision})


def _milestone(number: int, title: str, outcome: str, why: str = "") -> tuple[Item, Item]:
    milestone = Item(f"s2/{number}", ItemKind.MILESTONE, title)
    return milestone, Item(f"s9/judge/{number}", ItemKind.OUTCOME, why, (milestone.key,), {"outcome": outcome})


def _pulse(autonomy: float, retros: float, alignment: float) -> tuple[Item, ...]:
    means = {"autonomy": autonomy, "retros": retros, "alignment": alignment}
    return tuple(
        Item(
            f"s9/pulse/{name}", ItemKind.PULSE, name, (), {"question": name, "mean": mean, "answers": 6 if mean else 3}
        )
        for name, mean in means.items()
    )


def _learned(*texts: str) -> tuple[Item, ...]:
    return tuple(Item(f"s9/learned/{number}", ItemKind.LEARNING, text) for number, text in enumerate(texts))


def _before(name: str, achieved: int, of: int, *pulse: Item) -> CycleRecord:
    """An earlier cycle that reached so many of so many key results."""
    cycle = Cycle(1, TEAM_ID, name, QUARTER.start - timedelta(days=91), QUARTER.start - timedelta(days=1))
    done = [
        KeyResult(900 + number, 90, "Reach", Measure.done(), current=Decimal(number < achieved)) for number in range(of)
    ]
    return CycleRecord(cycle, (Objective(90, TEAM_ID, 1, "Before", key_results=tuple(done)),), pulse)


def past_year() -> tuple[CycleRecord, ...]:
    """Three cycles before this one."""
    return (
        _before("Q4 2025", 4, 9),
        _before("Q1 2026", 6, 10, *_pulse(3.4, 3.1, 3.0)),
        _before("Q2 2026", 9, 12, *_pulse(3.9, 3.6, 3.8)),
    )


def usual() -> CycleFacts:
    """Explore's third quarter: a dip in August, a retro, and most of it reached."""
    judged = Hypothesis(1, 11, HYPOTHESIS, "confirmed", "+9 points among those who saw it")
    refuted = Hypothesis(2, 12, "If the tutorial is short, people watch it.", "refuted", "38 s or 3 min: no difference")
    first = objective(
        replace(reported(completion(), 88), hypotheses=(judged,)),
        replace(reported(engagement(), 31), hypotheses=(refuted,)),
        replace(tickets(), current=None, current_at=None),
    )
    second = second_objective()
    kept, opened = second.key_results
    second = replace(second, key_results=(reported(kept, 1), reported(opened, 1)))
    items = (
        _graded(11, 0.9, 0.2), _graded(12, 0.45, 0.5), _graded(21, 0.8, 0.1), _graded(22, 1.0, 0.0),
        _decided(1, "change", "Count first success, not the tutorial"), _decided(2, "keep"),
        *_milestone(1, "A progress bar for half of new users", "done"),
        *_milestone(2, "A tutorial of one minute", "dropped", "Nobody watches it, however short"),
        *_milestone(3, "A sandbox without sign-up", "done"),
        *_learned(
            "People finish what they can see the end of",
            "Whatever needs legal's words needs a month: ask in week 1",
            "A tutorial is a symptom; the form itself was the cure",
        ),
        *_pulse(4.2, 4.0, 3.7),
    )  # fmt: skip
    weeks = weeks_of(QUARTER, FRIDAY)
    return CycleFacts(
        team=TEAM,
        where=BERLIN,
        record=CycleRecord(QUARTER, (first, second), items),
        weeks=weeks,
        confidences={
            1: (6.9, 7.2, 7.4, 7.8, 7.1, 5.0, 4.6, 5.8, 6.2, 6.6, 7.0, 7.1, 7.4),
            2: (5.5, 5.8, None, 6.1, 6.5, 6.4, 6.9, 7.3, 7.7, 8.2, 8.5, 8.8, 9.1),
        },
        turnouts={week: (7 - number % 3, 8 - number % 2) for number, week in enumerate(weeks)},
        retros=(Held(_at(QUARTER, 7), 1), Held(_at(QUARTER, 13) + timedelta(days=4), None, closing=True)),
        issues=(
            InTheWay(LEGAL_SLOT, _at(QUARTER, 3), _at(QUARTER, 8)),
            InTheWay(EXPORT_BROKEN, _at(QUARTER, 6), _at(QUARTER, 7)),
            InTheWay("Nobody owns the tutorial", _at(QUARTER, 7), _at(QUARTER, 9), 1),
        ),
        changes=(
            OkrChange(1, 12, Change.CHANGED, LOWERED, _at(QUARTER, 8)),
        ),
        earlier=past_year(),
    )  # fmt: skip


def empty() -> CycleFacts:
    """A cycle in which nothing was written down and nobody was asked."""
    return CycleFacts(TEAM, BERLIN, CycleRecord(QUARTER), weeks_of(QUARTER, FRIDAY))


def one_objective() -> CycleFacts:
    """A team of three with one objective, its first cycle, and no retro at the end."""
    facts = usual()
    alone = CycleRecord(QUARTER, facts.record.objectives[:1])
    return replace(
        facts, record=alone, confidences={1: facts.confidences[1]}, earlier=(), retros=(),
        turnouts=dict.fromkeys(facts.weeks, (2, 3)),
    )  # fmt: skip


def very_full() -> CycleFacts:
    """Eight objectives with five key results each, something in every week, and eight cycles before."""
    facts = usual()
    objectives = tuple(_a_full_objective(number, title) for number, title in enumerate(TITLES, 1))
    items = [
        *(item for one in objectives for item in _its_items(one)),
        *(part for number in range(12) for part in _milestone(number, f"Release {number + 1}", "done")),
        *_learned(*(f"{text} ({number})" for number in range(6) for text in (LEGAL_SLOT, EXPORT_BROKEN))),
        *_pulse(4.2, 4.0, 3.7),
    ]
    issues = tuple(
        InTheWay(f"{LEGAL_SLOT}, release {number}", _at(QUARTER, 1 + number % 13), _at(QUARTER, 13), number % 8 or None)
        for number in range(40)
    )
    return replace(
        facts,
        record=CycleRecord(QUARTER, objectives, tuple(items)),
        confidences={one.id: _line(one.id, 13) for one in objectives},
        retros=tuple(Held(_at(QUARTER, 2 + number), number) for number in range(1, 9)),
        issues=issues,
        changes=tuple(
            OkrChange(number, None, Change.CHANGED, f"Objective “{title}”, before: “Calm”", _at(QUARTER, 5))
            for number, title in enumerate(TITLES, 1)
        ),
        earlier=tuple(_before(f"Q{1 + at % 4} {2024 + at // 4}", 5 + at % 7, 14, *_pulse(3.0 + at / 10, 3.5, 3.6))
                      for at in range(1, 9)),
    )  # fmt: skip


def _a_full_objective(number: int, title: str) -> Objective:
    measure = Measure.move(Decimal(0), Decimal(100), "%")
    names = (
        "Share of new people who reach their first success on day one",
        "Answers in the help centre that people call useful",
        "Teams that invite a second colleague within a week",
        "Calls to support that end without a follow-up",
        "People who say that they would miss us if we were gone",
    )
    key_results = tuple(
        KeyResult(
            number * 10 + at, number, name, measure, None, Decimal((20 * at + 11 * number) % 101), _at(QUARTER, 13),
            (Hypothesis(number * 10 + at, number * 10 + at, f"{name}: if we do less", "confirmed", "So it was"),),
        )
        for at, name in enumerate(names)
    )  # fmt: skip
    return Objective(number, TEAM_ID, 3, title, key_results=key_results)


def _its_items(one: Objective) -> Sequence[Item]:
    why = "It moved less than we hoped: half of the people never saw it, the other half did not need it"
    graded = [_graded(kr.id, (7 * kr.id % 101) / 100, 0.6) for kr in one.key_results]
    return [*graded, _decided(one.id, ("keep", "change", "drop")[one.id % 3], why)]


def _line(seed: int, weeks: int) -> tuple[float | None, ...]:
    """Confidence that wanders, with a gap."""
    values = [round(1 + (seed * 37 + week * (11 + seed)) % 90 / 10, 1) for week in range(weeks)]
    return tuple(None if week == seed % weeks else value for week, value in enumerate(values))


def of_length(weeks: int) -> CycleFacts:
    """A cycle of so many weeks from the beginning of the quarter on, with two objectives."""
    end = QUARTER.start + timedelta(weeks=weeks) - timedelta(days=1)
    cycle = replace(QUARTER, end=end, name=name_for(QUARTER.start, end))
    facts = usual()
    last = len(weeks_of(cycle, FRIDAY))
    return replace(
        facts,
        record=replace(facts.record, cycle=cycle),
        weeks=weeks_of(cycle, FRIDAY),
        confidences={1: _line(3, last), 2: _line(4, last)},
        turnouts=dict.fromkeys(weeks_of(cycle, FRIDAY), (6, 8)),
        retros=(Held(_at(cycle, last), None, closing=True),),
        issues=tuple(InTheWay(LEGAL_SLOT, _at(cycle, week)) for week in range(1, last + 1, 2)),
        changes=(OkrChange(1, 12, Change.CHANGED, LOWERED, _at(cycle, 2)),),
    )


def long_words() -> CycleFacts:
    """People who write in whole paragraphs, and a cycle with a long name."""
    facts = usual()
    long = "Whatever needs legal's words needs a month, and two where somebody is on holiday: ask in week 1. "
    items = (*facts.record.items, *_learned(long * 8), _decided(1, "drop", long * 4))
    named = replace(QUARTER, name="The quarter in which we finally make the first week seamless for everybody")
    titled = tuple(replace(one, title=f"{one.title}, {long}") for one in facts.record.objectives)
    return replace(facts, record=CycleRecord(named, titled, items))


def told(facts: CycleFacts, today: date | None = None) -> CycleReport:
    """The report of a cycle two days after its end, or on another day."""
    return cycle_report(facts, today or facts.record.cycle.end + timedelta(days=2))


def running() -> CycleReport:
    """Explore's quarter in its sixth week."""
    facts = usual()
    so_far: dict[str, Any] = {
        "confidences": {one: (*values[:6], *[None] * 7) for one, values in facts.confidences.items()},
        "retros": (), "changes": (), "issues": (replace(facts.issues[0], solved_at=None),),
        "turnouts": dict(list(facts.turnouts.items())[:5]),
        "record": replace(facts.record, items=()),
    }  # fmt: skip
    return told(replace(facts, **so_far), facts.weeks[5].day(FRIDAY))

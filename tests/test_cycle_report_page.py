"""docs/cycle-report.md is true: okra computes from its tables what it says, and its sums are right."""

import ast
import operator
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from okra.calibration import Calibration, chance
from okra.cycle import quarter_around
from okra.cycle_facts import CycleFacts, CycleRecord, weeks_of
from okra.cycle_report import CycleReport, ObjectiveEnd, cycle_report
from okra.cycle_report_words import (
    achieved_lines,
    calibration_line,
    calibration_lines,
    headline,
    participation_line,
    pulse_line,
)
from okra.items import Item, ItemKind
from okra.measure_words import read_exact
from okra.numbers import read_number
from okra.okr import KeyResult, Measure, Objective

PAGE = (Path(__file__).parent.parent / "docs" / "cycle-report.md").read_text(encoding="utf-8")
QUARTER = quarter_around(date(2026, 8, 1), 1)
NOTHING = "–"
Row = dict[str, str]


def table(*heads: str) -> list[Row]:
    """The rows of the page's table with these heads."""
    (lines,) = (
        found
        for found in re.findall(r"(?:^\|.*\|\n)+", PAGE, re.MULTILINE)
        if cells(found.splitlines()[0]) == list(heads)
    )
    return [dict(zip(heads, cells(line), strict=True)) for line in lines.splitlines()[2:]]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


KEY_RESULTS = table("objective", "key result", "measure", "last value", "the team's score", "score", "achieved")
MILESTONES = table("milestone", "week", "outcome")
BEFORE = table("cycle before", "achieved", "of")
CONFIDENCE = table("objective", "week 4", "week 8", "week 12")
GAPS = table("objective", "week", "believed", "reached", "gap", "word")
TURNOUTS = table("week", "answered", "expected")
PULSE = table("question", "cycle before: answers", "mean", "this cycle: answers", "mean")
SENTENCES = [row["sentence"] for row in table("sentence")]
SUMS = re.findall(r"`([-+*/(). 0-9]+) = (-?[0-9.]+)`", PAGE)


def key_result(number: int, row: Row) -> KeyResult:
    """A key result as its row tells it."""
    measure = Measure.done() if row["measure"] == "done / not done" else read_exact(row["measure"])
    assert measure is not None, row
    said = row["last value"]
    value = None if said == NOTHING else Decimal(1) if said == "done" else read_number(said)
    return KeyResult(number, 1, row["key result"], measure, None, value)


def objectives() -> tuple[Objective, ...]:
    """The objectives in the order in which they come, with their key results."""
    titles = list(dict.fromkeys(row["objective"] for row in KEY_RESULTS))
    every = [(row["objective"], key_result(number, row)) for number, row in enumerate(KEY_RESULTS, 1)]
    return tuple(
        Objective(number, 1, 1, title, key_results=tuple(one for of, one in every if of == title))
        for number, title in enumerate(titles, 1)
    )


def items() -> list[Item]:
    """What the sessions and the last retro handed on."""
    made = [
        Item(f"grade/{number}", ItemKind.GRADE, "", (f"okr/k{number}",), {"score": float(row["the team's score"])})
        for number, row in enumerate(KEY_RESULTS, 1)
        if row["the team's score"] != NOTHING
    ]
    for row in MILESTONES:
        key = row["milestone"]
        made.append(Item(key, ItemKind.MILESTONE, key))
        if row["week"] != NOTHING:
            made.append(Item(f"week/{key}", ItemKind.PLACEMENT, "", (key,), {"week": int(row["week"])}))
        if row["outcome"] != NOTHING:
            made.append(Item(f"end/{key}", ItemKind.OUTCOME, "", (key,), {"outcome": row["outcome"]}))
    return made + pulse(3)


def pulse(column: int) -> list[Item]:
    """The pulse whose answers stand in a column of its table, and its means in the next one."""
    (lines,) = re.findall(r"^\| question \|.*\n\|.*\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    rows = [cells(line) for line in lines.splitlines()]
    return [
        Item(f"pulse/{row[0]}", ItemKind.PULSE, "", (), {
            "question": row[0], "answers": int(row[column]), "mean": float(row[column + 1])
        })
        for row in rows
    ]  # fmt: skip


def cycles_before() -> Sequence[CycleRecord]:
    """The earlier cycles; the last of them has the pulse."""
    made = []
    for number, row in enumerate(BEFORE):
        done = [
            KeyResult(1_000 + at, 99, "Reach", Measure.done(), None, Decimal(at < int(row["achieved"])))
            for at in range(int(row["of"]))
        ]
        found = pulse(1) if number == len(BEFORE) - 1 else []
        cycle = quarter_around(date(2026, 1 + 3 * number, 1), 1)
        assert cycle.name == row["cycle before"]
        made.append(CycleRecord(cycle, (Objective(99, 1, 9, "Before", key_results=tuple(done)),), tuple(found)))
    return made


def confidence(row: Row) -> tuple[float | None, ...]:
    """One objective's confidence in the thirteen weeks."""
    said = {int(head.removeprefix("week ")): value for head, value in row.items() if head != "objective"}
    return tuple(float(said[week]) if said.get(week, NOTHING) != NOTHING else None for week in range(1, 14))


@pytest.fixture(scope="module")
def report() -> CycleReport:
    """The report as okra computes it from the page's tables."""
    every = objectives()
    ids = {one.title: one.id for one in every}
    weeks = weeks_of(QUARTER, 4)
    facts = CycleFacts(
        team="Explore",
        where=ZoneInfo("Europe/Berlin"),
        record=CycleRecord(QUARTER, every, tuple(items())),
        weeks=weeks,
        confidences={ids[row["objective"]]: confidence(row) for row in CONFIDENCE},
        turnouts={weeks[int(row["week"]) - 1]: (int(row["answered"]), int(row["expected"])) for row in TURNOUTS},
        earlier=tuple(cycles_before()),
    )
    return cycle_report(facts, QUARTER.end + timedelta(days=1))


def test_the_tables_are_whole() -> None:
    assert [len(rows) for rows in (KEY_RESULTS, MILESTONES, BEFORE, CONFIDENCE, GAPS, TURNOUTS, PULSE)] == [
        5, 5, 2, 2, 5, 4, 3,
    ]  # fmt: skip
    assert len(SENTENCES) == 12
    assert len(SUMS) >= 10


def test_every_key_result_has_the_score_that_the_page_says(report: CycleReport) -> None:
    computed = {one.title: one.score for objective in report.objectives for one in objective.key_results}
    for row in KEY_RESULTS:
        score = computed[row["key result"]]
        assert score.points == (None if row["score"] == NOTHING else round(100 * float(row["score"]))), row
        assert score.achieved == (row["achieved"] == "yes"), row


def test_every_gap_is_the_one_that_the_page_says(report: CycleReport) -> None:
    computed = [(one, guess) for one in report.objectives for guess in one.guesses]
    assert [
        told(one, guess.week, guess.confidence, guess.result, guess.gap, guess.leaning) for one, guess in computed
    ] == [tuple(row.values()) for row in GAPS]


def told(one: ObjectiveEnd, week: int, believed: float, reached: int, gap: int, word: str) -> tuple[str, ...]:
    return one.title, str(week), str(chance(believed)), str(reached), str(gap), str(word)


def test_the_report_says_what_the_page_says(report: CycleReport) -> None:
    calibration: Calibration = report.calibration
    assert [
        headline(report),
        *achieved_lines(report),
        calibration_line(report),
        *calibration_lines(calibration),
        participation_line(report.participation),
        *map(pulse_line, report.pulse),
    ] == SENTENCES


SIGNS: dict[type[ast.AST], Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
}


def worth(node: ast.AST) -> float:
    """What a sum comes to."""
    match node:
        case ast.Expression(body):
            return worth(body)
        case ast.Constant(value):
            return float(str(value))
        case ast.BinOp(left, sign, right):
            return SIGNS[type(sign)](worth(left), worth(right))
        case ast.UnaryOp(sign, one):
            return SIGNS[type(sign)](worth(one))
    raise AssertionError(ast.dump(node))


@pytest.mark.parametrize(("left", "right"), SUMS)
def test_every_sum_on_the_page_is_right_to_its_last_digit(left: str, right: str) -> None:
    decimals = len(right.partition(".")[2])
    assert abs(worth(ast.parse(left, mode="eval")) - float(right)) < 10**-decimals

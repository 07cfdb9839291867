"""The team's OKRs as they stand, as what a retro works on."""

from decimal import Decimal

from okra.golden_thread import path
from okra.items import ItemKind, by_key
from okra.okr import Hypothesis, KeyResult, Measure, Objective
from okra.okr_items import items_of

RELIABLE = Objective(
    7, 1, 1, "Matches take place", supports=3,
    key_results=(
        KeyResult(
            8, 7, "Players confirm early", Measure.move(Decimal(40), Decimal(80), "%"), current=Decimal(60),
            hypotheses=(Hypothesis(9, 8, "Reminders help"),),
        ),
        KeyResult(10, 7, "Nobody is sent home", Measure.done()),
    ),
)  # fmt: skip


def test_each_hangs_on_what_it_hangs_on_in_the_golden_thread() -> None:
    items = by_key(items_of([RELIABLE]))
    assert path(items, "okr/h9") == "Matches take place › Players confirm early › Reminders help"
    assert items["okr/o7"].hangs_on == ("strategic/3",)


def test_a_key_result_says_where_it_stands() -> None:
    moved, silent = (item for item in items_of([RELIABLE]) if item.kind is ItemKind.KEY_RESULT)
    assert dict(moved.facts) == {"id": 8, "measure": "40 % → 80 %", "value": "60 %", "progress": 0.5}
    assert dict(silent.facts) == {"id": 10, "measure": "done / not done", "value": "", "progress": None}

"""What facts say in words, for files that people read."""

from typing import Any

import pytest

from okra.export import tree
from okra.items import Item, ItemKind
from okra.script import built_in

RESULT = Item("okr/k8", ItemKind.KEY_RESULT, "Completion")
NAMES = {"UBEN": "Ben *the* builder"}


def lines(kind: ItemKind, text: str = "", hangs_on: tuple[str, ...] = (), **facts: Any) -> list[str]:
    """The list in the file in which one such item stands."""
    (file,) = tree(built_in()["retro-end"], [Item("s1/x", kind, text, hangs_on, facts)], [RESULT], NAMES).values()
    return file.split("\n\n")[1].splitlines()


@pytest.mark.parametrize(
    ("kind", "text", "facts", "said"),
    [
        (ItemKind.GRADE, "", {"score": 0.66, "spread": 0.5, "computed": 0.721}, "0.66, progress (computed 0.72; 0.50 apart)"),
        (ItemKind.GRADE, "", {"score": 1.0, "spread": None, "computed": None}, "1.00, reached in full (no value reported)"),
        (ItemKind.VERDICT, "12 of 14", {"verdict": "confirmed"}, "confirmed: 12 of 14"),
        (ItemKind.VERDICT, "", {"verdict": "unknown"}, "unknown"),
        (ItemKind.OUTCOME, "", {"outcome": "not_done"}, "not done"),
        (ItemKind.DECISION, "Only the first day", {"decision": "change"}, "change: Only the first day"),
        (ItemKind.PULSE, "Our retros change something", {"answers": 6, "mean": 4.2}, "4.2 of 5: Our retros change something (6 answers)"),
        (ItemKind.PULSE, "Our retros change something", {"answers": 3, "mean": None}, "too few answers to show: Our retros change something"),
        (ItemKind.NOTE, "The bar", {"author": "UBEN", "asked": "What surprised us?"}, "The bar (What surprised us?)"),
        (ItemKind.NOTE, "The bar", {"author": "UBEN"}, "The bar"),
        (ItemKind.LEARNING, "Users skip it", {"author": "UBEN", "asked": "Learned"}, "Users skip it (Learned)"),
        (ItemKind.LEARNING, "Users skip it", {"author": "UBEN", "asked": "What did we learn?"}, "Users skip it"),
        (ItemKind.DETRACTOR, "Old code", {"asked": "Anchors"}, "Detractor: Old code (Anchors)"),
    ],
)  # fmt: skip
def test_facts_are_said_in_words(kind: ItemKind, text: str, facts: dict[str, Any], said: str) -> None:
    assert lines(kind, text, **facts)[0] == f"- {said}"


def test_an_action_says_who_does_it_until_when_and_an_issue_whose_it_is() -> None:
    assert lines(ItemKind.ACTION, "Cut it", owner="UBEN", due="2026-09-11") == [
        r"- Action: Cut it (Ben \*the\* builder; until 2026-09-11)"
    ]
    assert lines(ItemKind.ACTION, "Cut it", owner="UGONE", due=None) == ["- Action: Cut it"]
    assert lines(ItemKind.ISSUE, "Clicks", owner="UBEN") == [r"- Issue: Clicks (Ben \*the\* builder)"]


def test_a_score_says_for_which_key_result_it_is() -> None:
    said = lines(ItemKind.GRADE, "", ("okr/k8",), score=0.7, spread=None, computed=0.7)
    assert said == ["- 0.70, delivered (computed 0.70)", "  - for: Completion"]


def test_what_pulled_comes_before_what_pushed() -> None:
    items = [Item(f"s1/{at}", kind, f"{at}") for at, kind in enumerate([ItemKind.DETRACTOR, ItemKind.ATTRACTOR] * 2)]
    file = tree(built_in()["retro"], items)["okra/retro/attractors-detractors.md"]
    assert [line.split(":")[0] for line in file.splitlines()[2:]] == [
        "- Attractor",
        "- Attractor",
        "- Detractor",
        "- Detractor",
    ]

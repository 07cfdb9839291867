"""Scoring a cycle's end: everybody in private, then all together; never who gave what."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.achievement import points
from okra.items import Item, ItemKind
from okra.okr import ScoreBand
from okra.refusal import Refused
from okra.steps.grade import Give, Show, read_score, say_own, together
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, Table, item

KEY_RESULTS = (
    item("k1", "Completion", ItemKind.KEY_RESULT, progress=0.72),
    item("k2", "Tickets", ItemKind.KEY_RESULT, progress=None),
)


def table(*given: tuple[str, str, int], inputs: tuple[Item, ...] = KEY_RESULTS) -> Table:
    step = Table("grade", inputs=inputs)
    for by, key, scored in given:
        step.do(Give(key, scored), by)
    return step


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0.7", 70), ("0,7", 70), (".7", 70), ("70 %", 70), ("70%", 70), (" 0.75 ", 75), ("1", 100), ("100 %", 100), ("0", 0),
        ("0 %", 0), ("66.7 %", 66), ("0.999", 99), ("0.29", 29), ("٠.٧", 70), ("1.0", 100),
    ],
)  # fmt: skip
def test_a_score_is_read_as_people_type_it(typed: str, read: int) -> None:
    assert read_score(typed) == read


@pytest.mark.parametrize(
    "typed", ["7", "70", "1.1", "-0.1", "101 %", "-5 %", "abc", "", "0.7 0.8", "1e999", "12.000,50", "0.7k"]
)
def test_what_is_no_score_is_told_in_a_sentence(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_score(typed, "box")
    assert refusal.value.sentence
    assert refusal.value.field == "box"


@given(st.integers(0, 100))
def test_ones_own_score_can_be_read_back(scored: int) -> None:
    assert read_score(say_own(scored)) == scored


def test_scores_are_handed_on_together_beside_what_was_computed() -> None:
    step = table((ADA, "k1", 70), (BEN, "k1", 80), (CLEO, "k1", 50), (DAN, "k1", 75), (ADA, "k2", 30), (BEN, "k2", 31))
    assert [(one.key, one.kind, one.text, one.hangs_on, one.facts) for one in step.handed_on] == [
        ("s1/step/of:k1", ItemKind.GRADE, "", ("k1",), {"score": 0.68, "spread": 0.3, "voices": 4, "computed": 0.72}),
        ("s1/step/of:k2", ItemKind.GRADE, "", ("k2",), {"score": 0.3, "spread": None, "voices": 2, "computed": None}),
    ]


def test_nobody_sees_what_others_gave() -> None:
    step = table((ADA, "k1", 70), (BEN, "k1", 80), (CLEO, "k1", 50), (DAN, "k1", 75))
    assert (step.state.own(ADA, "k1"), step.state.own(ADA, "k2"), step.state.own(EVE, "k1")) == (70, None, None)
    assert step.state.together("k1") is None
    assert step.state.to_talk_about == ()
    step.do(Show(), BEN)
    told = repr(step.handed_on) + repr(step.state.together("k1"))
    assert not [who for who in step.people if who in told]


def test_shown_together_with_their_band_and_how_far_apart_they_are() -> None:
    step = table((ADA, "k1", 70), (BEN, "k1", 80), (CLEO, "k1", 40), (DAN, "k1", 75), (ADA, "k2", 30))
    step.do(Show(), BEN)
    said = step.state.together("k1")
    assert (said.points, said.band, said.voices, said.lowest, said.highest, said.spread) == (
        66,
        ScoreBand.PROGRESS,
        4,
        40,
        80,
        40,
    )
    assert [one.key for one in step.state.to_talk_about] == ["k1"]
    alone = step.state.together("k2")
    assert (alone.points, alone.lowest, alone.highest, alone.spread) == (30, None, None, None)
    step.do(Show(yes=False), BEN)
    assert step.state.together("k1") is None


def test_only_the_facilitator_shows_and_then_nobody_changes_a_score() -> None:
    step = table((CLEO, "k1", 70))
    with pytest.raises(Refused, match="Only the facilitator"):
        step.do(Show(), CLEO)
    step.do(Show(), BEN)
    with pytest.raises(Refused, match="closed"):
        step.do(Give("k1", 80), CLEO)
    step.do(Show(yes=False), BEN)
    step.do(Give("k1", 80), CLEO)
    assert step.state.own(CLEO, "k1") == 80


def test_a_score_is_changed_and_taken_back_by_whoever_gave_it() -> None:
    step = table((CLEO, "k1", 70), (CLEO, "k1", 60), (DAN, "k1", 10))
    assert step.handed_on[0].facts["voices"] == 2
    step.do(Give("k1", None), CLEO)
    step.do(Give("k1", None), CLEO)
    assert (step.state.own(CLEO, "k1"), step.state.own(DAN, "k1")) == (None, 10)


@pytest.mark.parametrize(
    ("by", "key", "scored", "why"),
    [
        (EVE, "k1", 70, "Join"),
        (CLEO, "k3", 70, "gone"),
        (CLEO, "k1", 101, "from 0 to 1"),
        (CLEO, "k1", -1, "from 0 to 1"),
    ],
)
def test_what_cannot_be_scored_is_refused(by: str, key: str, scored: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        table().do(Give(key, scored), by)


def test_who_has_scored_anything_is_done_and_what_is_open_is_told() -> None:
    step = table()
    assert (step.turnout, step.problems) == ((0, 4), ["2 of 2 have no score yet."])
    step.do(Give("k1", 70), CLEO)
    assert (step.turnout, step.problems) == ((1, 4), ["1 of 2 has no score yet.", "The scores are not shown yet."])
    step.do(Give("k2", 0), DAN)
    step.do(Show(), BEN)
    assert (step.turnout, step.problems) == ((2, 4), [])
    step.people = (ADA, BEN, CLEO)
    assert step.turnout == (1, 3)
    assert table(inputs=()).problems == []


def test_what_is_gone_takes_its_scores_along() -> None:
    step = table((CLEO, "k1", 70), (CLEO, "k2", 70))
    step.inputs = KEY_RESULTS[1:]
    assert [one.hangs_on for one in step.handed_on] == [("k2",)]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=60))
def test_the_mean_is_never_said_higher_than_it_is_and_a_spread_only_from_four_on(scores: list[int]) -> None:
    said = together(scores)
    assert said is not None
    assert said.points <= Fraction(sum(scores), len(scores)) < said.points + 1
    assert (said.points == 100) == (set(scores) == {100})
    assert said.spread == (max(scores) - min(scores) if len(scores) >= 4 else None)
    step = Table("grade", inputs=KEY_RESULTS, people=tuple(f"U{at}" for at in range(len(scores))))
    for at, scored in enumerate(scores):
        step.do(Give("k1", scored), f"U{at}")
    facts: dict[str, Any] = dict(step.handed_on[0].facts)
    assert points(facts["score"]) == said.points

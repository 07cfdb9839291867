"""Scoring in silence, and putting milestones into weeks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.items import ItemKind
from okra.milestone import Effort, Scored
from okra.refusal import Refused
from okra.steps.place import Place
from okra.steps.score import Score, Settle, Show
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, Table, all_fresh, item

MILESTONES = tuple(item(key, kind=ItemKind.MILESTONE) for key in ("m1", "m2", "m3"))
S, M, L = Effort.S, Effort.M, Effort.L


def scoring() -> Table:
    return Table("score", inputs=MILESTONES[:2])


def test_a_score_is_silent_until_the_facilitator_shows_all() -> None:
    step = scoring()
    step.do(Score("m1", Scored(S, 5, 1)), CLEO)
    step.do(Score("m1", Scored(L, 4, 1)), DAN)
    assert step.state.summary("m1") is None
    assert step.state.to_talk_about == ()
    assert step.state.own(CLEO, "m1") == Scored(S, 5, 1)
    with pytest.raises(Refused, match="Only the facilitator"):
        step.do(Show(), CLEO)
    step.do(Show(), BEN)
    summary = step.state.summary("m1")
    assert summary is not None
    assert (summary.efforts, summary.business_spread, summary.voices) == ((S, L), 1, 2)
    assert step.state.to_talk_about == MILESTONES[:1]


def test_only_disagreements_are_talked_about_and_a_settled_one_no_more() -> None:
    step = scoring()
    for by, first, second in ((CLEO, S, M), (DAN, L, M)):
        step.do(Score("m1", Scored(first)), by)
        step.do(Score("m2", Scored(second)), by)
    step.do(Show(), BEN)
    assert step.problems == ["You see “text of m1” very differently."]
    with pytest.raises(Refused, match="Only the facilitator"):
        step.do(Settle("m1", Scored(M)), CLEO)
    step.do(Settle("m1", Scored(M)), BEN)
    assert step.problems == []
    assert [one.facts["effort"] for one in step.handed_on] == ["M", "M"]


def test_people_may_change_their_score_after_the_conversation() -> None:
    step = scoring()
    step.do(Score("m1", Scored(S)), CLEO)
    step.do(Score("m1", Scored(L)), DAN)
    step.do(Show(), BEN)
    step.do(Score("m1", Scored(M)), DAN)
    assert step.state.to_talk_about == ()


def test_who_scored_everything_is_done() -> None:
    step = scoring()
    step.do(Score("m1", Scored(S)), CLEO)
    assert step.turnout == (0, 4)
    assert step.problems == ["1 of 2 have no score yet."]
    step.do(Score("m2", Scored()), CLEO)
    assert step.turnout == (1, 4)


def test_who_leaves_one_to_others_is_done_and_counts_as_no_voice() -> None:
    step = scoring()
    step.do(Score("m1", Scored()), CLEO)
    step.do(Score("m2", Scored(S)), CLEO)
    step.do(Score("m2", Scored()), DAN)
    step.do(Show(), BEN)
    assert step.turnout == (1, 4)
    assert step.problems == ["1 of 2 have no score yet."]
    assert [one.voices for key in ("m1", "m2") if (one := step.state.summary(key))] == [0, 1]
    assert [one.hangs_on for one in step.handed_on] == [("m2",)]


def test_what_was_not_settled_stays_as_all_said_it() -> None:
    step = scoring()
    for by, effort, business in ((CLEO, S, 2), (DAN, L, 4)):
        step.do(Score("m1", Scored(effort, business)), by)
    step.do(Show(), BEN)
    with pytest.raises(Refused, match="Choose what you came to") as refusal:
        step.do(Settle("m1", Scored()), BEN)
    assert refusal.value.field == "effort"
    step.do(Settle("m1", Scored(M)), BEN)
    assert step.state.together("m1") == Scored(M, 3, None)
    assert [one.text for one in step.handed_on] == ["effort M, business value 3, user value ?"]


@pytest.mark.parametrize("scored", [Scored(business=0), Scored(business=6), Scored(ux=-1)])
def test_values_lie_between_1_and_5(scored: Scored) -> None:
    with pytest.raises(Refused, match="from 1 to 5"):
        scoring().do(Score("m1", scored), CLEO)


def test_what_is_gone_or_who_is_not_here_is_refused() -> None:
    with pytest.raises(Refused, match="gone"):
        scoring().do(Score("m3", Scored(S)), CLEO)
    with pytest.raises(Refused, match="Join it first"):
        scoring().do(Score("m1", Scored(S)), EVE)


def test_a_score_hangs_on_its_milestone_and_never_says_who() -> None:
    step = scoring()
    step.do(Score("m1", Scored(S, 5, 2)), CLEO)
    (made,) = step.handed_on
    assert (made.kind, made.hangs_on) == (ItemKind.SCORE, ("m1",))
    assert made.text == "effort S, business value 5, user value 2"
    assert CLEO not in repr(made)


@given(st.lists(st.sampled_from([S, M, L]), min_size=1, max_size=30))
def test_the_middle_is_what_somebody_said_and_the_order_of_voices_does_not_count(efforts: list[Effort]) -> None:
    middles = []
    for order in (efforts, efforts[::-1]):
        step = Table("score", inputs=MILESTONES[:1], people=tuple(f"U{n}" for n in range(len(order))))
        for number, effort in enumerate(order):
            step.do(Score("m1", Scored(effort)), f"U{number}")
        middles.append(step.handed_on[0].facts["effort"])
    assert middles[0] == middles[1]
    assert middles[0] in {str(one) for one in efforts}


def placing() -> Table:
    return Table("place", inputs=MILESTONES)


def test_everybody_places_and_what_has_no_week_is_open() -> None:
    step = placing()
    assert step.problems == ["3 of 3 milestones have no week yet."]
    step.do(Place("m1", 3, risk=" it could\x00 slip "), CLEO)
    step.do(Place("m2", 1), DAN)
    assert [one.key for one in step.state.open] == ["m3"]
    assert [(one.hangs_on, one.facts["week"], one.facts["risk"]) for one in step.handed_on] == [
        (("m2",), 1, ""),
        (("m1",), 3, "it could slip"),
    ]


def test_who_saw_an_older_plan_is_told_where_it_stands_now() -> None:
    step = placing()
    step.do(Place("m1", 3), CLEO)
    with pytest.raises(Refused, match="in week 3") as refusal:
        step.do(Place("m1", 5), DAN)
    assert refusal.value.field == "week"
    step.do(Place("m1", 5, version=1), DAN)
    step.do(Place("m1", None, version=2), CLEO)
    with pytest.raises(Refused, match="nowhere"):
        step.do(Place("m1", 5), DAN)
    assert step.state.version("m1") == 3
    step.do(Place("m1", 7, version=3), DAN)
    assert step.state.placed["m1"].week == 7


def test_what_is_sent_twice_is_placed_once() -> None:
    step = placing()
    step.do(Place("m1", 3, ("m2",), " late "), CLEO)
    assert step.decided(Place("m1", 3, ("m2",), " late "), CLEO) == []
    for other in (Place("m1", 4, ("m2",), "late"), Place("m1", 3, (), "late"), Place("m1", 3, ("m2",), "")):
        with pytest.raises(Refused, match="in week 3"):
            step.do(other, CLEO)
    step.do(Place("m1", None, version=1), CLEO)
    assert step.decided(Place("m1", None, version=1), CLEO) == []


def test_of_two_who_move_the_same_thing_at_once_nobody_writes_over_the_other() -> None:
    step = placing()
    assert all_fresh(step.decided(Place("m1", 3), CLEO))
    step.do(Place("m1", 3), CLEO)
    assert all_fresh(step.decided(Place("m1", 4, version=1), DAN))
    assert all_fresh(step.decided(Place("m1", None, version=1), DAN))


@pytest.mark.parametrize("week", [0, -1, 14])
def test_a_week_outside_the_cycle_is_refused(week: int) -> None:
    with pytest.raises(Refused, match="weeks 1 to 13"):
        placing().do(Place("m1", week), CLEO)


def test_dependencies_are_kept_and_never_go_in_a_circle() -> None:
    step = placing()
    step.do(Place("m1", 1, needs=("m2", "m1", "gone", "m2")), CLEO)
    assert step.state.placed["m1"].needs == ("m2",)
    step.do(Place("m2", 2, needs=("m3",)), CLEO)
    with pytest.raises(Refused, match="already") as refusal:
        step.do(Place("m3", 3, needs=("m1",)), CLEO)
    assert refusal.value.field == "needs"


def test_what_begins_before_something_that_it_needs_is_told() -> None:
    step = placing()
    step.do(Place("m1", 1, needs=("m2",)), CLEO)
    assert step.problems[1:] == ["“text of m1” begins before something that it needs."]
    step.do(Place("m2", 2), CLEO)
    assert step.problems[1:] == ["“text of m1” begins before something that it needs."]
    step.do(Place("m1", 3, needs=("m2",), version=1), CLEO)
    assert step.problems == ["1 of 3 milestones have no week yet."]


def test_a_placement_of_something_that_is_gone_is_left_out_and_back_when_it_is() -> None:
    step = placing()
    step.do(Place("m1", 1, needs=("m2",)), CLEO)
    step.inputs = MILESTONES[:1]
    assert step.state.placed["m1"].needs == ()
    step.inputs = MILESTONES[1:]
    assert step.handed_on == []
    step.inputs = MILESTONES
    assert step.state.placed["m1"].needs == ("m2",)


moves = st.tuples(
    st.sampled_from(["m1", "m2", "m3"]), st.none() | st.integers(1, 13), st.lists(st.sampled_from(["m1", "m2", "m3"]), max_size=2),
    st.integers(0, 4), st.sampled_from([ADA, BEN, CLEO]),
)  # fmt: skip


@given(st.lists(moves, max_size=20))
def test_no_plan_ever_has_a_circle(story: list[tuple[str, int | None, list[str], int, str]]) -> None:
    step = placing()
    for on, week, needs, version, by in story:
        try:
            step.do(Place(on, week, tuple(needs), version=version), by)
        except Refused:
            continue
    placed = step.state.placed
    waiting = set(placed)
    while ready := {key for key in waiting if not waiting & set(placed[key].needs)}:
        waiting -= ready
    assert not waiting

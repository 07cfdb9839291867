"""Drafting together: nobody's words are written over, and everything hangs on something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.items import ItemKind
from okra.refusal import Refused
from okra.steps.draft import Remove, Write
from tests.okra.session.hall import CLEO, DAN, EVE, Table, all_fresh, item, texts

OBJECTIVE, KEY_RESULT, HYPOTHESIS = ItemKind.OBJECTIVE, ItemKind.KEY_RESULT, ItemKind.HYPOTHESIS
CLUSTER = item("c", kind=ItemKind.CLUSTER)


def table(**options: object) -> Table:
    options = {"makes": (OBJECTIVE, KEY_RESULT, HYPOTHESIS), "from": (ItemKind.CLUSTER,), **options}
    return Table("draft", options, inputs=(CLUSTER,))


def with_objective() -> Table:
    step = table()
    step.do(Write("o", OBJECTIVE, "Build trust in ratings", made_of=("c",)))
    return step


def test_drafts_hang_on_what_stands_above_them_then_on_what_they_were_made_of() -> None:
    step = with_objective()
    step.do(Write("k", KEY_RESULT, "Players rate", "s1/step/o", "from 40% to 70%", made_of=("c", "gone")))
    step.do(Write("h", HYPOTHESIS, "If it is seen, people rate more", "s1/step/k"))
    made = {one.kind: one for one in step.handed_on}
    assert made[OBJECTIVE].hangs_on == ("c",)
    assert made[KEY_RESULT].hangs_on == ("s1/step/o", "c")
    assert made[KEY_RESULT].facts == {"measure": "from 40% to 70%"}
    assert made[HYPOTHESIS].hangs_on == ("s1/step/k",)
    assert [draft.kind for draft in step.state.drafts] == [OBJECTIVE, KEY_RESULT, HYPOTHESIS]


def test_who_comes_too_late_is_told_the_newer_text() -> None:
    step = with_objective()
    step.do(Write("o", OBJECTIVE, "Build trust, fast", version=1), DAN)
    with pytest.raises(Refused, match=r"“Build trust, fast”\. Close this and open it") as refusal:
        step.do(Write("o", OBJECTIVE, "Mine", version=1), CLEO)
    assert refusal.value.field == "text"
    with pytest.raises(Refused, match="changed this meanwhile"):
        step.do(Remove("o", 1), CLEO)
    step.do(Write("o", OBJECTIVE, "Mine", version=2), CLEO)
    assert texts(step.handed_on) == {"Mine"}


def test_who_comes_too_late_is_told_the_newer_measure_too() -> None:
    step = with_objective()
    step.do(Write("k", KEY_RESULT, "Players rate", "s1/step/o", "from 40% to 70%"))
    step.do(Write("k", KEY_RESULT, "Players rate", "s1/step/o", "from 40% to 50%", version=1), DAN)
    with pytest.raises(Refused, match=r"Players rate \(from 40% to 50%\)"):
        step.do(Write("k", KEY_RESULT, "Players rate", "s1/step/o", "from 40% to 90%", version=1), CLEO)


def test_every_version_is_kept_so_that_two_at_once_never_write_over_each_other() -> None:
    step = with_objective()
    step.do(Write("o", OBJECTIVE, "Second", version=1), DAN)
    step.do(Remove("o", 2), CLEO)
    assert [row.body.get("text") for row in step.rows] == ["Build trust in ratings", "Second", None]
    step = with_objective()
    for deed in (Write("o", OBJECTIVE, "x", version=1), Remove("o", 1), Write("n", OBJECTIVE, "x")):
        assert all_fresh(step.decided(deed, DAN))


def test_what_is_sent_twice_is_written_once() -> None:
    step = with_objective()
    assert step.decided(Write("o", OBJECTIVE, " Build trust in ratings", made_of=("c",))) == []
    with pytest.raises(Refused, match="Build trust in ratings"):
        step.do(Write("o", OBJECTIVE, "Build trust, fast", made_of=("c",)))
    step.do(Remove("o", 1), DAN)
    assert step.decided(Remove("o", 1), DAN) == []


def test_what_was_taken_out_stays_out_and_the_words_can_be_a_new_draft() -> None:
    step = with_objective()
    step.do(Remove("o", 1), DAN)
    assert step.handed_on == []
    for version in (0, 1, 2):
        with pytest.raises(Refused, match="took this out"):
            step.do(Write("o", OBJECTIVE, "back again", version=version), CLEO)
    with pytest.raises(Refused):
        step.do(Remove("o", 2), CLEO)
    assert step.do(Write("o2", OBJECTIVE, "back again"), CLEO).drafts


def test_what_others_hang_on_is_not_taken_out() -> None:
    step = with_objective()
    step.do(Write("k", KEY_RESULT, "Players rate", "s1/step/o"))
    with pytest.raises(Refused, match="hangs on it"):
        step.do(Remove("o", 1))
    step.do(Remove("k", 1))
    step.do(Remove("o", 1))


def test_one_whose_objective_is_gone_is_not_lost_from_sight() -> None:
    step = with_objective()
    step.do(Write("k", KEY_RESULT, "Players rate", "s1/step/o"))
    gone = [row for row in step.rows if "draft:o" not in row.key]
    step.rows = tuple(gone)
    assert texts(step.state.under(None)) == {"Players rate"}
    assert step.handed_on[0].hangs_on == ()


@pytest.mark.parametrize("under", [None, "gone", "c", "s1/step/k"])
def test_a_key_result_hangs_on_an_objective(under: str | None) -> None:
    step = with_objective()
    with pytest.raises(Refused, match="Choose the objective") as refusal:
        step.do(Write("k", KEY_RESULT, "Players rate", under))
    assert refusal.value.field == "under"


def test_nothing_else_is_drafted_than_the_script_says_and_a_draft_keeps_its_kind() -> None:
    step = with_objective()
    with pytest.raises(Refused, match="does not draft that"):
        step.do(Write("v", ItemKind.VISION, "A vision"))
    with pytest.raises(Refused, match="does not draft that"):
        step.do(Write("o", HYPOTHESIS, "If …", "s1/step/o", version=1))


def test_who_is_not_here_drafts_nothing() -> None:
    with pytest.raises(Refused, match="Join it first"):
        table().do(Write("o", OBJECTIVE, "x"), EVE)


def test_one_to_three_key_results_are_the_norm_and_more_are_never_forbidden() -> None:
    step = with_objective()
    assert "“Build trust in ratings” has no key result yet." in step.problems
    for number in range(4):
        step.do(Write(f"k{number}", KEY_RESULT, f"Result {number}", "s1/step/o"))
    assert "“Build trust in ratings” has 4 key results; one to three keep a team's focus." in step.problems


edits = st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 4), st.booleans(), st.sampled_from([CLEO, DAN]))


@given(st.lists(edits, max_size=25))
def test_only_who_saw_the_latest_version_changes_it(story: list[tuple[str, int, bool, str]]) -> None:
    step = table()
    for number, (name, version, away, by) in enumerate(story):
        before, known = step.state, step.state.find(name)
        deed = Remove(name, version) if away else Write(name, OBJECTIVE, f"text {number}", version=version)
        try:
            step.do(deed, by)
        except Refused:
            assert step.state == before
        else:
            assert step.state == before or version == (known.version if known else 0)
    assert len({row.key for row in step.rows}) == len(step.rows)


@given(st.permutations(["a", "k", "z", "m"]))
def test_drafts_stand_in_the_order_in_which_they_were_written_also_when_they_are_changed(ids: list[str]) -> None:
    step = table()
    for name in ids:
        step.do(Write(name, OBJECTIVE, f"Objective {name}"))
    step.do(Write(ids[0], OBJECTIVE, f"Objective {ids[0]}", version=1))
    assert [draft.id for draft in step.state.drafts] == ids

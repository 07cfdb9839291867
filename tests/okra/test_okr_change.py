"""What was changed about OKRs, in a line that people understand."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from okra.okr import Measure
from okra.okr_change import Aim, Change, key_result_change, objective_change

HALF = ("Tutorial engagement", Measure.move(Decimal(15), Decimal(50), "%"))
LESS = ("Tutorial engagement", Measure.move(Decimal(15), Decimal(40), "%"))
OTHER = ("Tutorials seen to the end", Measure.move(Decimal(15), Decimal(40), "%"))

words = st.text(max_size=300)
aims = st.tuples(words, st.sampled_from([HALF[1], LESS[1], Measure.done()]))


class TestAnObjective:
    def test_was_added_renamed_or_removed(self) -> None:
        assert objective_change(None, "Delight") == (Change.ADDED, "New objective “Delight”")
        assert objective_change("Delight", None) == (Change.REMOVED, "Objective “Delight” taken off the list")
        assert objective_change("Delight", "Calm") == (Change.CHANGED, "Objective “Calm”, before: “Delight”")

    @given(words)
    def test_that_is_saved_as_it_was_did_not_change(self, title: str) -> None:
        assert objective_change(title, title) is None


class TestAKeyResult:
    def test_was_added_or_removed(self) -> None:
        assert key_result_change(None, HALF) == (Change.ADDED, "New key result “Tutorial engagement” (15 % → 50 %)")
        assert key_result_change(HALF, None) == (
            Change.REMOVED,
            "Key result “Tutorial engagement” taken off the list",
        )

    def test_got_another_target(self) -> None:
        assert key_result_change(HALF, LESS) == (
            Change.CHANGED,
            "Key result “Tutorial engagement” (15 % → 40 %), before: 15 % → 50 %",
        )

    def test_got_other_words(self) -> None:
        assert key_result_change(HALF, OTHER) == (
            Change.CHANGED,
            "Key result “Tutorials seen to the end” (15 % → 40 %), before: “Tutorial engagement” (15 % → 50 %)",
        )

    @given(aims)
    def test_that_is_saved_as_it_was_did_not_change(self, aim: Aim) -> None:
        assert key_result_change(aim, aim) is None

    def test_that_never_was_did_not_change(self) -> None:
        assert key_result_change(None, None) is None


@given(st.none() | aims, st.none() | aims)
def test_a_line_is_one_line_and_not_too_long(before: Aim | None, after: Aim | None) -> None:
    told = key_result_change(before, after)
    if told is not None:
        assert "\n" not in told[1]
        assert len(told[1]) < 400

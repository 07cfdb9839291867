"""What people type into the OKR windows, and what they are told when it cannot be read."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit.payload import Values
from handlers.okrs import forms, ids
from handlers.okrs.values import KeyResultForm, Typed
from okra.okr import KeyResult, Measure, MeasureKind
from okra.refusal import Refused, RefusedFields
from tests.handlers.okrs.samples import NASTY, PERCENT, a_key_result, values

TEAM = {"UCLEO", "UBEN"}
COMPLETE = Typed(title="Completion", start="65", target="90", unit="%")


def understood(before: KeyResult | None = None, **typed: Any) -> KeyResultForm:
    """The window as it is understood, filled in like COMPLETE unless said otherwise."""
    given_ = {name: getattr(COMPLETE, name) for name in COMPLETE.__slots__} | typed
    return forms.key_result(Typed(**given_), TEAM, before)


def faults(before: KeyResult | None = None, **typed: Any) -> dict[str, str]:
    """The sentences beside the fields, which are named without the feature's prefix."""
    with pytest.raises(RefusedFields) as refused:
        understood(before, **typed)
    return {block.removeprefix("okrs."): sentence for block, sentence in refused.value.sentences.items()}


class TestAnObjective:
    def test_its_words_stand_on_one_line(self) -> None:
        assert (
            forms.objective(values(title="  Make the\nfirst  week seamless ")).title == "Make the first week seamless"
        )

    @pytest.mark.parametrize("title", [None, "", "  \n\t ", "\u2003", "\u200b"])
    def test_without_words_it_is_refused_beside_the_box(self, title: str | None) -> None:
        with pytest.raises(Refused) as refused:
            forms.objective(values(title=title))
        assert (refused.value.field, refused.value.sentence) == (ids.TITLE, forms.NO_OBJECTIVE)

    def test_what_it_supports_counts_only_where_it_was_asked(self) -> None:
        unasked, none = forms.objective(values(title="a")), forms.objective(values(title="a", supports=None))
        assert (unasked.asked, none.asked, none.supports) == (False, True, None)
        assert forms.objective(values(title="a", supports="4")).supports == 4


class TestNumbers:
    @pytest.mark.parametrize(
        ("typed", "measure"),
        [
            ({}, PERCENT),
            ({"start": "9", "target": "-4,5", "unit": " clicks "}, Measure.move(Decimal(9), Decimal("-4.5"), "clicks")),
            ({"start": "65 %", "target": "90 %", "unit": ""}, PERCENT),
            ({"start": "65%", "target": "90", "unit": ""}, PERCENT),
            ({"start": "9 h", "target": "4 h", "unit": "h"}, Measure.move(Decimal(9), Decimal(4), "h")),
            ({"start": "€0", "target": "€1.5m", "unit": ""}, Measure.move(Decimal(0), Decimal(1_500_000), "€")),
            ({"start": "٦٥", "target": "٩٠"}, PERCENT),
            ({"kind": MeasureKind.RAISE_BY, "start": "junk", "target": "30"}, Measure.raise_by(Decimal(30))),
            ({"kind": MeasureKind.REDUCE_BY, "target": "30 %"}, Measure.reduce_by(Decimal(30))),
            ({"kind": MeasureKind.STAY_ABOVE, "target": "99.99"}, Measure.stay_above(Decimal("99.99"), "%")),
            (
                {"kind": MeasureKind.STAY_BELOW, "target": "0", "unit": "outages"},
                Measure.stay_below(Decimal(0), "outages"),
            ),
            ({"kind": MeasureKind.DONE, "start": "junk", "target": "junk"}, Measure.done()),
        ],
    )
    def test_each_kind_reads_its_own(self, typed: dict[str, Any], measure: Measure) -> None:
        assert understood(**typed).measure == measure

    @pytest.mark.parametrize("typed", ["abc", "1e999", "12.000,50", "NaN", "∞", "", "1 2", *NASTY[:3]])
    def test_what_is_no_number_is_said_beside_its_field(self, typed: str) -> None:
        assert list(faults(start=typed)) == ["start"]
        assert list(faults(target=typed)) == ["target"]
        assert list(faults(kind=MeasureKind.STAY_BELOW, target=typed)) == ["target"]

    def test_an_ambiguous_number_gets_both_readings(self) -> None:
        assert "1200" in faults(target="1.200")["target"]

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"start": "90", "target": "90.0"}, "target"),
            ({"start": "5000", "target": "90"}, "start"),
            ({"kind": MeasureKind.RAISE_BY, "target": "0"}, "target"),
            ({"kind": MeasureKind.REDUCE_BY, "target": "101"}, "target"),
        ],
    )
    def test_a_measure_that_cannot_move_is_refused(self, typed: dict[str, Any], field: str) -> None:
        assert list(faults(**typed)) == [field]

    @given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(MeasureKind))
    def test_whatever_is_typed_is_understood_or_refused_in_words(
        self, start: str, target: str, kind: MeasureKind
    ) -> None:
        try:
            understood(start=start, target=target, kind=kind)
        except RefusedFields as refused:
            assert refused.sentences.keys() <= {ids.START, ids.TARGET}
            assert all(sentence.strip() for sentence in refused.sentences.values())


class TestAKeyResult:
    def test_it_is_understood_whole(self) -> None:
        form = understood(title=" Onboarding\ncompletion ", owner_id="UCLEO", hypotheses="If so\n\n  If  not\nIf so\n")
        assert form == KeyResultForm("Onboarding completion", PERCENT, "UCLEO", ("If so", "If not"))

    def test_all_faults_are_told_at_once(self) -> None:
        assert list(faults(title=" ", start="abc", target="xyz", owner_id="UEVE")) == [
            "title",
            "start",
            "target",
            "owner",
        ]

    def test_only_the_team_may_own_it(self) -> None:
        assert faults(owner_id="UEVE") == {"owner": forms.NOT_IN_TEAM}
        assert understood(owner_id="").owner_id is None

    def test_an_owner_who_left_stays_until_somebody_else_is_chosen(self) -> None:
        assert understood(a_key_result(owner_id="UGONE"), owner_id="UGONE").owner_id == "UGONE"
        assert list(faults(a_key_result(owner_id="UGONE"), owner_id="UEVE")) == ["owner"]

    @pytest.mark.parametrize("kind", [MeasureKind.DONE, MeasureKind.RAISE_BY, MeasureKind.REDUCE_BY])
    def test_values_that_were_reported_are_not_read_as_something_else(self, kind: MeasureKind) -> None:
        assert "as “65 % → 90 %”" in faults(a_key_result(), kind=kind, target="30")["kind"]
        assert understood(a_key_result(current=None), kind=kind, target="30").measure.kind is kind

    def test_a_limit_in_place_of_a_move_reads_the_same_values(self) -> None:
        assert understood(a_key_result(), kind=MeasureKind.STAY_ABOVE).measure == Measure.stay_above(Decimal(90), "%")

    @pytest.mark.parametrize("words", NASTY)
    def test_its_words_are_taken_as_they_are(self, words: str) -> None:
        form = understood(title=words, hypotheses=f"{words}\n{words}!")
        assert (form.title, form.hypotheses) == (words, (words, f"{words}!"))


class TestTheWindow:
    def test_fields_that_the_kind_hides_keep_what_was_typed(self) -> None:
        shown = values(title="Completion", kind="raise_by", target="30", owner=None, hypotheses=None)
        typed = forms.typed(shown, {ids.START: "65", ids.TARGET: "90", ids.UNIT: "%"})
        assert typed == Typed("Completion", MeasureKind.RAISE_BY, "65", "30", "%")

    def test_a_field_that_was_emptied_stays_empty(self) -> None:
        shown = values(title="a", kind="move", start=None, target="90", unit=None)
        assert forms.typed(shown, {ids.START: "65"}).start == ""

    def test_a_window_that_lags_behind_the_chosen_kind_is_noticed(self) -> None:
        assert forms.asks_for_all(values(kind="done"))
        assert forms.asks_for_all(values(kind="raise_by", target=None))
        assert not forms.asks_for_all(values(kind="move", target="90"))

    def test_the_pasted_text_is_found_after_any_number_of_goes(self) -> None:
        state = {"okrs.text:3": {"okrs.text": {"type": "plain_text_input", "value": "Objective: o"}}}
        assert forms.pasted_text(Values(state)) == ("okrs.text:3", "Objective: o")

    def test_what_no_database_can_keep_never_gets_in(self) -> None:
        assert forms.objective(values(title="a\x00b\ud800c")).title == "abc"

"""The OKR windows: what they say, and that Slack takes them whatever they hold."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit.text import size
from handlers.okrs import views
from handlers.okrs.forms import hypotheses_in
from handlers.okrs.values import Listing, Place, Typed
from handlers.okrs.views_forms import key_result_form, objective_form, remove_form, typed_from
from handlers.okrs.views_parts import pieces
from handlers.okrs.views_paste import confirm_form, paste_form
from okra.numbers import read_number
from okra.okr import KeyResult, Measure, MeasureKind
from okra.paste import parse
from tests.handlers.okrs.samples import NASTY, a_key_result, a_list, an_objective, believing, buttons, many, read

HERE = Place(7)


def pages(shown: Listing) -> Iterator[str]:
    """Every page of a list, turned over by its own buttons."""
    page = 0
    while True:
        view = views.listing(replace(shown, page=page))
        yield read(view)
        forward = [button for button in buttons(view) if button["text"]["text"].startswith("More")]
        if not forward:
            return
        page = int(forward[0]["value"])


class TestTheList:
    def test_a_lead_reads_it_and_finds_what_to_do(self) -> None:
        first = a_key_result(hypotheses=believing("If people see how far they have come, they finish"))
        second = a_key_result(
            12, "Support tickets", measure=Measure.reduce_by(Decimal(30)), owner_id=None, current=None
        )
        assert read(views.listing(a_list(an_objective(1, "Make the first week seamless", first, second)))) == WHOLE

    def test_a_member_reads_the_same_without_anything_to_edit(self) -> None:
        view = views.listing(a_list(an_objective(1, "Seamless", a_key_result()), may_edit=False))
        said = read(view)
        assert "65 % → 90 % · now 71 % · Cleo" in said
        assert "⋯" not in said
        assert buttons(view) == []

    def test_without_okrs_it_says_how_to_begin(self) -> None:
        view = views.listing(a_list())
        said = read(view)
        assert "No OKRs yet" in said
        assert "paste what you have" in said
        assert [button["text"]["text"] for button in buttons(view)] == ["Add objective", "Paste OKRs"]

    def test_without_okrs_a_member_learns_who_can_add_them(self) -> None:
        view = views.listing(a_list(may_edit=False))
        assert "Your lead or a facilitator can add them here." in read(view)
        assert buttons(view) == []

    @pytest.mark.parametrize(
        ("measure", "current", "said"),
        [
            (Measure.done(), None, "done / not done"),
            (Measure.done(), Decimal(1), "done / not done · now done"),
            (Measure.done(), Decimal(0), "done / not done · now not done"),
            (Measure.stay_below(Decimal(4), "h"), Decimal("3.5"), "stay below 4 h · now 3.5 h"),
            (Measure.raise_by(Decimal(30)), Decimal(12), "raise by 30 % · now 12 %"),
            (Measure.move(Decimal(9), Decimal(4), "clicks"), Decimal(7), "9 clicks → 4 clicks · now 7 clicks"),
        ],
    )
    def test_where_each_kind_of_key_result_stands(self, measure: Measure, current: Decimal | None, said: str) -> None:
        key_result = a_key_result(measure=measure, current=current, owner_id=None)
        assert (
            f"│ {said}\n"
            in read(
                views.listing(
                    a_list(an_objective(1, "Seamless", key_result)),
                )
            )
            + "\n"
        )

    def test_more_than_three_key_results_draw_a_kind_warning_for_those_who_edit(self) -> None:
        four = [a_key_result(number) for number in range(4)]
        warned, calm = an_objective(1, "Seamless", *four), an_objective(1, "Seamless", *four[:3])
        assert "4 key results is a lot" in " ".join(read(views.listing(a_list(warned))).split())
        assert "is a lot" not in read(views.listing(a_list(calm)))
        assert "is a lot" not in read(views.listing(a_list(warned, may_edit=False)))

    def test_it_says_which_strategic_okr_an_objective_supports(self) -> None:
        tied = replace(an_objective(), supports=4)
        assert "Supports: Win the midmarket" in read(views.listing(a_list(tied, strategic={4: "Win the midmarket"})))
        assert "Supports" not in read(views.listing(a_list(tied)))

    def test_only_what_stands_below_something_can_move_up(self) -> None:
        two = [an_objective(number, f"O{number}", a_key_result(number)) for number in (1, 2)]
        menus = {
            block["text"]["text"]: [option["text"]["text"] for option in block["accessory"]["options"]]
            for block in views.listing(a_list(*two)).to_dict()["blocks"]
            if "accessory" in block
        }
        assert menus["Objective: O1"] == ["Edit", "Add key result", "Remove"]
        assert menus["Objective: O2"] == ["Edit", "Add key result", "Move up", "Remove"]

    @pytest.mark.parametrize("may_edit", [True, False])
    @pytest.mark.parametrize("words", ["words", *NASTY])
    def test_slack_takes_a_large_list_and_every_row_is_on_one_page(self, words: str, may_edit: bool) -> None:
        objectives = tuple(
            replace(
                one,
                title=f"<{one.id}> {words}",
                key_results=tuple(replace(kr, title=f"<{kr.id}> {words}") for kr in one.key_results),
            )
            for one in many(12, 6, words)
        )
        whole = "\n".join(pages(a_list(*objectives, may_edit=may_edit)))
        for objective in objectives:
            assert whole.count(f"<{objective.id}>") == 1
            for key_result in objective.key_results:
                assert whole.count(f"<{key_result.id}>") == 1

    def test_a_page_that_is_gone_shows_the_last_one(self) -> None:
        assert "No OKRs yet" in read(views.listing(a_list(page=7)))
        last = views.listing(a_list(*many(12, 6), page=views.LAST_PAGE))
        assert [button["text"]["text"] for button in buttons(last)] == ["← Earlier", "Add objective", "Paste OKRs"]

    def test_long_hypotheses_are_shown_whole(self) -> None:
        thoughts = [" ".join([f"thought {number}", *["because of reasons"] * 30]) for number in range(5)]
        key_result = a_key_result(hypotheses=believing(*thoughts))
        said = " ".join(
            re.sub("[│┊]", "", read(views.listing(a_list(an_objective(1, "Seamless", key_result))))).split()
        )
        assert all(thought in said for thought in thoughts)

    def test_words_of_people_ping_nobody_and_format_nothing(self) -> None:
        words = NASTY[0]
        key_result = a_key_result(title=words, hypotheses=believing(words))
        for may_edit in (True, False):
            view = str(views.listing(a_list(an_objective(1, words, key_result), may_edit=may_edit)).to_dict())
            assert words in view
            assert not any(kind in view for kind in ("mrkdwn", "user_id", "broadcast"))


class TestTheForms:
    @pytest.mark.parametrize(
        ("kind", "asked"),
        [
            (MeasureKind.MOVE, ["From", "To", "Unit"]),
            (MeasureKind.RAISE_BY, ["Raise by how many per cent?"]),
            (MeasureKind.REDUCE_BY, ["Reduce by how many per cent?"]),
            (MeasureKind.STAY_ABOVE, ["Stay above", "Unit"]),
            (MeasureKind.STAY_BELOW, ["Stay below", "Unit"]),
            (MeasureKind.DONE, []),
        ],
    )
    def test_each_kind_asks_for_its_own_numbers(self, kind: MeasureKind, asked: list[str]) -> None:
        view = key_result_form(HERE, Typed(kind=kind))
        read(view)
        labels = [block["label"]["text"] for block in view.to_dict()["blocks"]]
        assert labels == ["Key result", "How does it move?", *asked, "Owner", "Hypotheses"]

    def test_choosing_a_kind_is_told_at_once(self) -> None:
        live = [
            block["block_id"]
            for block in key_result_form(HERE, Typed()).to_dict()["blocks"]
            if block.get("dispatch_action")
        ]
        assert live == ["okrs.kind"]

    def test_an_objective_may_support_a_strategic_okr_where_there_is_one(self) -> None:
        assert "Supports" not in read(objective_form(HERE, None, {}))
        said = read(objective_form(HERE, replace(an_objective(), supports=4), {3: "Other", 4: "Win the midmarket"}))
        assert "Supports (optional)\n│ ( Win the midmarket ▾ )" in said

    def test_the_windows_say_whether_they_add_or_edit(self) -> None:
        assert read(objective_form(HERE, None, {})).startswith("┌─ Add objective")
        assert read(objective_form(HERE, an_objective(), {})).startswith("┌─ Edit objective")
        assert read(key_result_form(replace(HERE, objective_id=1), Typed())).startswith("┌─ Add key result")
        assert read(key_result_form(Place(7, 0, 1, 11), Typed())).startswith("┌─ Edit key result")

    def test_removing_says_what_goes_and_what_stays(self) -> None:
        objective = read(remove_form(Place(7, 0, 1), "Make the first week seamless"))
        assert "this objective and its key results:" in " ".join(objective.replace("│", "").split())
        assert "Make the first week seamless" in objective
        assert "stays in past check-ins" in objective
        assert "[ Keep it ]" in objective
        assert "key results:" not in read(remove_form(Place(7, 0, 1, 11), "Completion"))

    @pytest.mark.parametrize("words", NASTY)
    def test_slack_takes_them_whatever_stands_in_them(self, words: str) -> None:
        read(objective_form(HERE, an_objective(1, words), {4: words}))
        read(remove_form(Place(7, 0, 1), words))
        key_result = a_key_result(
            title=words, measure=Measure.move(Decimal(1), Decimal(2), words), hypotheses=believing(words)
        )
        read(key_result_form(HERE, typed_from(key_result)))

    @pytest.mark.parametrize("length", [299, 301, 2_990])
    def test_editing_cuts_no_words_that_were_pasted(self, length: int) -> None:
        title = "w" * length
        for view in (objective_form(HERE, an_objective(1, title), {}), key_result_form(HERE, Typed(title=title))):
            box = view.to_dict()["blocks"][0]["element"]
            assert box["initial_value"] == title
            assert box["max_length"] >= length

    @given(
        st.decimals(min_value=-(10**11) + 1, max_value=10**11 - 1, places=3, allow_nan=False, allow_infinity=False)
        | st.integers(min_value=-(10**11) + 1, max_value=10**11 - 1).map(Decimal)
    )
    def test_every_number_that_is_shown_for_editing_is_read_back(self, number: Decimal) -> None:
        measure = Measure.move(number.normalize(), number + 1, "h")
        typed = typed_from(KeyResult(1, 1, "Completion", measure))
        assert (read_number(typed.start), read_number(typed.target)) == (number, number + 1)

    def test_hypotheses_stand_one_a_line(self) -> None:
        typed = typed_from(a_key_result(hypotheses=believing("If so", "If not so")))
        assert typed.hypotheses == "If so\nIf not so"
        assert hypotheses_in(typed.hypotheses) == ("If so", "If not so")


SEED = """\
Objective: Make the first week seamless
KR1: Increase onboarding completion from 65% to 90%
Hypothesis: If people see how far they have come, they finish
KR2: 80% of users finish the tutorial
By the way, lunch is at noon
"""


class TestPasting:
    def test_the_box_shows_an_example_and_says_how_to_paste_more(self) -> None:
        said = read(paste_form(HERE))
        assert "Objective: …" in said
        assert "3,000 characters" in said
        assert "You pasted this before" not in said

    def test_a_text_from_last_time_is_there_again(self) -> None:
        said = read(paste_form(HERE, SEED))
        assert "You pasted this before and did not store it." in said
        assert "By the way, lunch is at noon" in said

    def test_it_shows_what_was_understood_assumed_and_not_understood(self) -> None:
        assert read(confirm_form(HERE, parse(SEED), ())) == CONFIRM

    def test_it_says_where_an_objective_of_the_list_is_continued(self) -> None:
        assert "It is on your list" in read(confirm_form(HERE, parse(SEED), {"Make the first week seamless"}))

    def test_an_objective_without_key_results_is_taken_and_said_so(self) -> None:
        said = read(confirm_form(HERE, parse("Objective: One\n\nObjective: Two\nKR: Ship it"), ()))
        assert said.count("No key results found") == 1
        assert "Store these" in said

    @pytest.mark.parametrize(
        "text",
        [
            "Objective: o\n" + "KR1:a\n" * 497,
            "O1: a\n" * 500,
            "Objective: o\nKR1: a\n" + "H:b\n" * 740,
            "Objective: o\n" + "\n".join("x" for _ in range(1_490)),
            "Objective: " + "o" * 2_980,
            "Objective: o\nKR1: " + "🦊" * 1_490,
            "Objective: o\n\n" + "z" * 2_980,
            *(
                f"Objective: {words[:450]}\nKR1: {words[:450]}\nHypothesis: {words[:450]}\n\n{words[:200]}"
                for words in NASTY
            ),
        ],
        ids=lambda text: text[:24].replace("\n", "/"),
    )
    def test_slack_takes_whatever_three_thousand_characters_can_say(self, text: str) -> None:
        assert size(text) <= 3_000
        read(confirm_form(HERE, parse(text), ()))
        read(paste_form(HERE, text))

    @given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=400))
    def test_every_line_that_was_not_understood_is_shown_as_it_was(self, noise: str) -> None:
        pasted = parse(f"Objective: o\n\n{noise}")
        view = confirm_form(HERE, pasted, ())
        quoted = [
            element
            for block in view.to_dict()["blocks"]
            for element in block.get("elements", ())
            if element["type"] == "rich_text_quote"
        ]
        words = "".join(part["text"] for quote in quoted for part in quote["elements"] if not part.get("style"))
        assert words == "\n".join(line.text for line in pasted.not_understood)


class TestPieces:
    @given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(2, 40))
    def test_nothing_is_lost_and_each_piece_fits(self, text: str, limit: int) -> None:
        parts = list(pieces(text, limit))
        assert "".join(parts) == text
        assert all(0 < size(part) <= limit for part in parts)

    def test_they_break_between_lines(self) -> None:
        assert list(pieces("one\ntwo\nthree", 8)) == ["one\ntwo\n", "three"]


WHOLE = """\
┌─ OKRs of Explore ───────────────────────────────────────────────────────────
│
│ ┊ Explore · Q3 2026
│ ────────────────────────────────────────────────────────────────────────────
│ Objective: Make the first week          [ ⋯ ] Edit · Add key result · Remove
│ seamless
│
│ •  Onboarding completion                                 [ ⋯ ] Edit · Remove
│ 65 % → 90 % · now 71 % · Cleo
│ ┊ Hypothesis: If people see how far they have come, they finish
│
│ •  Support tickets                             [ ⋯ ] Edit · Move up · Remove
│ reduce by 30 %
│
│ [ Add objective ]  [ Paste OKRs ]
│
└─ [ Done ]"""
CONFIRM = """\
┌─ Did I get it right? ───────────────────────────────────────────────────────
│
│ Objective: Make the first week seamless
│ • Increase onboarding completion
│   65 % → 90 %
│   Hypothesis: If people see how far they have come, they finish
│ • 80% of users finish the tutorial
│   0 % → 80 %
│   The start is not stated, so it is taken as 0 %.
│ ────────────────────────────────────────────────────────────────────────────
│ Not understood, so not stored:
│ > By the way, lunch is at noon  (line 5: It is not an objective, a key
│ > result or a hypothesis.)
│
│ [ ← Back to the text ]
│
└─ [ Cancel ]  [• Store it ]"""

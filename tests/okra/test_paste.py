"""Objectives pasted as text, and written back as text."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.okr import describe
from okra.outline import clean
from okra.paste import DraftHypothesis, DraftKeyResult, DraftObjective, Line, Pasted, parse, to_text
from tests.okra.measures import MEASURES_WITH_UNITS

EXPLORE = """\
Objective: Make the first week seamless and confidence-boosting for new users.
Key Results:
- Increase onboarding completion from 65% to 90%.
- Boost tutorial engagement from 15% to 50%.
- Reduce support tickets about account setup by 30%.
"""
MATCHES = """\
Objective: Improve match reliability in urban areas
KR1: 80% of matches created have at least 6 confirmed players 12h before start
KR2: 95% of matches send an automatic reminder 24h before kickoff
Hypothesis: If users receive timely reminders, they will confirm earlier.
"""


def shape(text: str) -> list[tuple[str, list[str]]]:
    """Each objective's title with its key results in a few words."""
    return [
        (objective.title, [f"{kr.title} | {describe(kr.measure)}" for kr in objective.key_results])
        for objective in parse(text).objectives
    ]


def lost(text: str) -> list[str]:
    return [line.text for line in parse(text).not_understood]


class TestTheSeedsForms:
    def test_reads_an_objective_with_a_bulleted_list(self) -> None:
        assert shape(EXPLORE) == [
            (
                "Make the first week seamless and confidence-boosting for new users",
                [
                    "Increase onboarding completion | 65 % → 90 %",
                    "Boost tutorial engagement | 15 % → 50 %",
                    "Reduce support tickets about account setup | reduce by 30 %",
                ],
            )
        ]
        assert lost(EXPLORE) == []

    def test_reads_numbered_labels_and_hangs_the_hypothesis_on_the_key_result_above(self) -> None:
        (objective,) = parse(MATCHES).objectives
        first, second = objective.key_results
        assert [describe(kr.measure) for kr in (first, second)] == ["0 % → 80 %", "0 % → 95 %"]
        assert first.assumptions == ("The start is not stated, so it is taken as 0 %.",)
        assert (first.hypotheses, second.hypotheses) == (
            (),
            (DraftHypothesis("If users receive timely reminders, they will confirm earlier"),),
        )

    def test_reads_several_objectives_and_leaves_the_prose_between_them(self) -> None:
        text = (
            f"Their plan\n\n{EXPLORE}Over the quarter they redesigned it.\n- a point about something else\n\n{MATCHES}"
        )
        assert [len(key_results) for _, key_results in shape(text)] == [3, 2]
        assert lost(text) == [
            "Their plan",
            "Over the quarter they redesigned it.",
            "- a point about something else",
        ]

    def test_leaves_a_numbered_section_after_labelled_key_results(self) -> None:
        text = f"{MATCHES}\n3. Patterns that help\n"
        assert lost(text) == ["3. Patterns that help"]

    def test_knows_the_lines_that_each_item_came_from(self) -> None:
        (objective,) = parse(EXPLORE).objectives
        assert [line.number for line in objective.source] == [1]
        assert [[line.number for line in kr.source] for kr in objective.key_results] == [[2, 3], [4], [5]]


class TestHowPeopleWriteIt:
    @pytest.mark.parametrize(
        "label",
        [
            "Objective:",
            "OBJECTIVE :",
            "objective 1:",
            "Objective #2 –",
            "Objective - ",
            "O1:",
            "O:",
            "**Objective:**",
            "*Objective*:",
            "## Objective:",
            "> Objective:",
            "- Objective:",
            "1. Objective:",
            ":dart: Objective:",
            "🎯 Objective:",
            "\ufeffObjective:",
        ],
    )
    def test_objective_labels(self, label: str) -> None:
        assert shape(f"{label} A calm first week") == [("A calm first week", [])]

    @pytest.mark.parametrize(
        "label",
        [
            "KR1:",
            "KR:",
            "kr 2:",
            "KR1.2:",
            "KR1.",
            "KR 3 –",
            "Key Result 1:",
            "key result:",
            "**KR1:**",
            "O1KR2:",
            "O1.KR1:",
            "- KR1:",
            "• *KR1*:",
            "Key Results:\n-",
            "Key results\n*",
            "**Key Results:**\n1.",
            "KRs:\n•",
            "-",
            "•",
            "Key Results:\n",
            "Key results:\n\n",
            "- [ ]",
        ],
    )
    def test_key_result_labels(self, label: str) -> None:
        assert shape(f"Objective: Calm\n{label} NPS scores from 20 to 35") == [("Calm", ["NPS scores | 20 → 35"])]

    @pytest.mark.parametrize("label", ["Hypothesis:", "hypothesis 1:", "H1:", "*Hypothesis:*", "Hypotheses:\n-"])
    def test_hypothesis_labels(self, label: str) -> None:
        (objective,) = parse(f"Objective: Calm\nKR: NPS from 20 to 35\n{label} If we ask, they answer.").objectives
        assert objective.key_results[0].hypotheses == (DraftHypothesis("If we ask, they answer"),)

    def test_bold_around_a_whole_line(self) -> None:
        assert shape("**Objective 1: Calm**") == [("Calm", [])]

    def test_windows_line_ends_smart_quotes_and_dashes(self) -> None:
        text = "Objective: “Calm” – always\r\n\r\nKR1: Open tickets from 9 to 4\r\n"
        assert shape(text) == [("“Calm” – always", ["Open tickets | 9 → 4"])]

    def test_a_label_alone_on_its_line(self) -> None:
        assert shape("Objective:\nCalm\nKR1:\nTickets solved from 9 to 4") == [("Calm", ["Tickets solved | 9 → 4"])]

    def test_key_results_without_bullets_below_their_heading(self) -> None:
        text = "Objective: Calm\nKey results:\nTickets solved by 20%\nReduce churned users by 5%\n\nThat is all."
        assert [len(key_results) for _, key_results in shape(text)] == [2]
        assert lost(text) == ["That is all."]

    def test_a_list_of_objectives_with_key_results_below_each(self) -> None:
        text = "Objectives:\n- Calm\n  - tickets solved 1 → 2\n  - calls taken 2 → 3\n- Fast\n  - clicks needed 9 → 4"
        assert shape(text) == [
            ("Calm", ["tickets solved | 1 → 2", "calls taken | 2 → 3"]),
            ("Fast", ["clicks needed | 9 → 4"]),
        ]

    def test_a_hypothesis_before_its_metric(self) -> None:
        (objective,) = parse("Objective: Calm\nHypothesis: If a, then b\nKR1: Tickets from 9 to 4").objectives
        assert objective.key_results[0].hypotheses == (DraftHypothesis("If a, then b"),)


class TestContinuedLines:
    def test_an_indented_line_joins_the_item_above(self) -> None:
        text = "Objective: Calm\n- Solved tickets.\n  From 20 to 35"
        assert shape(text) == [("Calm", ["Solved tickets | 20 → 35"])]

    def test_a_line_in_lower_case_joins_an_unfinished_item(self) -> None:
        assert shape("Objective: Make the first week\nseamless") == [("Make the first week seamless", [])]

    @pytest.mark.parametrize("below", ["Another thought", "\nseamless"])
    def test_other_lines_do_not(self, below: str) -> None:
        text = f"Objective: Make the first week\n{below}"
        assert shape(text) == [("Make the first week", [])]
        assert lost(text) == [below.strip()]

    def test_nothing_joins_a_finished_sentence(self) -> None:
        assert lost("Objective: Calm.\nand so on") == ["and so on"]


class TestWhatIsNotUnderstood:
    @pytest.mark.parametrize(
        ("text", "line", "why"),
        [
            ("  Hello there!", "  Hello there!", "not an objective, a key result or a hypothesis"),
            ("KR1: Tickets from 9 to 4", "KR1: Tickets from 9 to 4", "no objective above"),
            ("- Tickets from 9 to 4", "- Tickets from 9 to 4", "what this point belongs to"),
            ("Hypothesis: If a, then b", "Hypothesis: If a, then b", "no key result above"),
            ("Objective: Calm\nHypothesis: If a", "Hypothesis: If a", "no key result that it could belong to"),
            ("Objective: Calm\nKey results:", "Key results:", "Nothing follows"),
            ("Objective: Calm\nKR1: Fewer calls\n   - a detail", "   - a detail", "what this point belongs to"),
            ("Objective: Calm\n•", "•", "is empty"),
        ],
    )
    def test_comes_back_verbatim_with_its_reason(self, text: str, line: str, why: str) -> None:
        (left_over,) = parse(text).not_understood
        assert left_over.text == line
        assert left_over.number == text.splitlines().index(line) + 1
        assert why in left_over.why

    def test_an_empty_text_says_nothing(self) -> None:
        assert parse("\n  \n---\n") == Pasted((), ())


FRAGMENTS = st.sampled_from(
    [
        "",
        "   ",
        "---",
        "Objective:",
        "Objective: A",
        "O2: Fast",
        "**Objective: B**",
        "Key Results:",
        "Objectives:",
        "KRs",
        "KR1: 80% of x",
        "- by 30%",
        "* from 5 to 9",
        "1. reach 500 users",
        "  - nested",
        "•",
        "Hypothesis: if",
        "H1:",
        "Hypotheses:",
        "and more",
        "  indented",
        "Prose. With stops.",
        "KR: (5 → 5)",
        "KR2: x (1 → 2)",
        "> quoted",
        "*",
    ]
)
ONE_LINE = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
TEXTS = st.lists(FRAGMENTS | ONE_LINE | st.builds(str.__add__, FRAGMENTS, ONE_LINE), max_size=12).map("\n".join)


LAYOUT = re.compile(r"[\s\u200b\u2060\ufeff]*[-=_*~`─—–]*[\s\u200b\u2060\ufeff]*")


def sources(pasted: Pasted) -> list[Line]:
    found: list[Line] = []
    for objective in pasted.objectives:
        found += objective.source
        for key_result in objective.key_results:
            found += key_result.source
            found += (line for hypothesis in key_result.hypotheses for line in hypothesis.source)
    return found


class TestNoLineIsEverLost:
    @given(TEXTS)
    def test_every_line_but_layout_is_a_source_or_not_understood_exactly_once(self, text: str) -> None:
        pasted = parse(text)
        found = sorted([*sources(pasted), *pasted.not_understood], key=lambda line: line.number)
        lines = [(n, line) for n, line in enumerate(text.splitlines(), start=1) if not LAYOUT.fullmatch(line)]
        assert [(line.number, line.text) for line in found] == lines

    @given(TEXTS)
    def test_what_was_read_has_words_and_what_was_not_has_a_reason(self, text: str) -> None:
        pasted = parse(text)
        titles = [title for objective in pasted.objectives for title in (objective.title, *_below(objective))]
        assert all(title.strip() for title in titles)
        assert all(line.why for line in pasted.not_understood)


def _below(objective: DraftObjective) -> list[str]:
    return [text for kr in objective.key_results for text in (kr.title, *(h.text for h in kr.hypotheses))]


WORDS = st.text(min_size=1, max_size=30).map(clean).filter(lambda text: text.strip("\u200b\u2060\ufeff "))
KEY_RESULTS = st.builds(
    DraftKeyResult,
    WORDS,
    MEASURES_WITH_UNITS,
    hypotheses=st.lists(st.builds(DraftHypothesis, WORDS), max_size=2).map(tuple),
)
OBJECTIVES = st.lists(st.builds(DraftObjective, WORDS, st.lists(KEY_RESULTS, max_size=3).map(tuple)), max_size=3).map(
    tuple
)


class TestWritingItBack:
    def test_looks_like_what_people_paste(self) -> None:
        assert to_text(parse(MATCHES).objectives) == (
            "Objective: Improve match reliability in urban areas\n"
            "KR1: 80% of matches created have at least 6 confirmed players 12h before start (0 % → 80 %)\n"
            "KR2: 95% of matches send an automatic reminder 24h before kickoff (0 % → 95 %)\n"
            "Hypothesis: If users receive timely reminders, they will confirm earlier"
        )

    @given(OBJECTIVES)
    def test_is_read_as_the_same_objectives(self, objectives: tuple[DraftObjective, ...]) -> None:
        assert parse(to_text(objectives)) == Pasted(objectives, ())

    @given(TEXTS)
    def test_settles_whatever_was_pasted(self, text: str) -> None:
        once = parse(text).objectives
        assert parse(to_text(once)) == Pasted(tuple(_confirmed(objective) for objective in once), ())


def _confirmed(objective: DraftObjective) -> DraftObjective:
    return replace(objective, key_results=tuple(replace(kr, assumptions=()) for kr in objective.key_results))

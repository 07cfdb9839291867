"""Judging: a known word for each thing, said together; nothing is decided by default."""

from typing import Any

import pytest

from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.script import ScriptFaultsError, read_script
from okra.steps.judge import WORDS, Judge
from tests.okra.session.hall import CLEO, DAN, EVE, Table, all_fresh, item, script_text

VERDICT, OUTCOME, DECISION = ItemKind.VERDICT, ItemKind.OUTCOME, ItemKind.DECISION
HYPOTHESES = (item("h1", kind=ItemKind.HYPOTHESIS), item("h2", kind=ItemKind.HYPOTHESIS))
SHOWED = "12 of 14 finished"


def table(makes: ItemKind = VERDICT, inputs: tuple[Item, ...] = HYPOTHESES) -> Table:
    return Table("judge", {"of": (ItemKind.HYPOTHESIS,), "makes": makes}, inputs)


def test_a_word_is_handed_on_with_its_reason_and_hangs_on_what_it_is_about() -> None:
    step = table()
    step.do(Judge("h1", "confirmed", f" {SHOWED} "))
    assert [(one.key, one.kind, one.text, one.hangs_on, one.facts) for one in step.handed_on] == [
        ("s1/step/of:h1", VERDICT, SHOWED, ("h1",), {"verdict": "confirmed"})
    ]


@pytest.mark.parametrize(("makes", "word"), [(kind, word) for kind, words in WORDS.items() for word in words])
def test_each_sort_of_judgement_has_its_words_and_no_others(makes: ItemKind, word: str) -> None:
    step = table(makes)
    step.do(Judge("h1", word, "because"))
    assert step.handed_on[0].kind is makes
    assert step.handed_on[0].facts == {str(makes): word}
    others = {one for kind, words in WORDS.items() for one in words if kind is not makes}
    for other in (*others, "maybe", ""):
        with pytest.raises(Refused, match="one of the words") as refusal:
            step.do(Judge("h2", other, "because"))
        assert refusal.value.field == "word"


@pytest.mark.parametrize("word", ["confirmed", "refuted"])
@pytest.mark.parametrize("why", ["", "  ", "\u200b"])
def test_a_verdict_needs_its_evidence(word: str, why: str) -> None:
    with pytest.raises(Refused) as refusal:
        table().do(Judge("h1", word, why))
    assert refusal.value.field == "why"


@pytest.mark.parametrize(
    ("makes", "word"),
    [(VERDICT, "unknown"), *((kind, word) for kind in (OUTCOME, DECISION) for word in WORDS[kind])],
)
def test_other_words_may_stand_without_a_reason(makes: ItemKind, word: str) -> None:
    step = table(makes)
    step.do(Judge("h1", word))
    assert step.handed_on[0].text == ""


def test_what_nobody_has_spoken_of_is_handed_on_without_a_word() -> None:
    step = table(DECISION)
    assert step.handed_on == []
    step.do(Judge("h2", "keep"))
    assert [one.hangs_on for one in step.handed_on] == [("h2",)]
    assert [one.key for one in step.state.open] == ["h1"]


@pytest.mark.parametrize(
    ("makes", "said"),
    [
        (VERDICT, ["2 of 2 have no verdict yet.", "1 of 2 has no verdict yet."]),
        (OUTCOME, ["2 of 2 have no word yet.", "1 of 2 has no word yet."]),
        (DECISION, ["2 of 2 have no decision yet.", "1 of 2 has no decision yet."]),
    ],
)
def test_how_many_are_without_a_word_is_told(makes: ItemKind, said: list[str]) -> None:
    step = table(makes)
    before = step.problems
    step.do(Judge("h1", WORDS[makes][0], SHOWED))
    assert [*before, *step.problems] == said
    step.do(Judge("h2", WORDS[makes][0], SHOWED))
    assert step.problems == []
    assert table(makes, ()).problems == []


def test_who_comes_too_late_is_told_the_newer_word() -> None:
    step = table()
    step.do(Judge("h1", "refuted", SHOWED), DAN)
    with pytest.raises(Refused, match="it now says “refuted”"):
        step.do(Judge("h1", "confirmed", SHOWED), CLEO)
    step.do(Judge("h1", "confirmed", SHOWED, version=1), CLEO)
    assert step.handed_on[0].facts == {"verdict": "confirmed"}
    outcome = table(OUTCOME)
    outcome.do(Judge("h1", "not_done"), DAN)
    with pytest.raises(Refused, match="it now says “not done”"):
        outcome.do(Judge("h1", "done"), CLEO)


def test_a_word_can_be_taken_back_and_said_again() -> None:
    step = table()
    step.do(Judge("h1", "refuted", SHOWED))
    step.do(Judge("h1", None, "whatever", version=1))
    assert step.handed_on == []
    with pytest.raises(Refused, match="taken back"):
        step.do(Judge("h1", "unknown"))
    step.do(Judge("h1", "unknown", version=2))
    assert step.handed_on[0].facts == {"verdict": "unknown"}


def test_every_version_is_kept_so_that_two_at_once_never_write_over_each_other() -> None:
    step = table()
    step.do(Judge("h1", "refuted", SHOWED))
    for deed in (Judge("h1", None, version=1), Judge("h1", "unknown", version=1), Judge("h2", "unknown")):
        assert all_fresh(step.decided(deed, DAN))
    step.do(Judge("h1", "unknown", version=1))
    assert len(step.rows) == 2


def test_only_those_present_judge_and_only_what_is_there() -> None:
    with pytest.raises(Refused, match="Join it first"):
        table().do(Judge("h1", "unknown"), EVE)
    with pytest.raises(Refused, match="gone"):
        table().do(Judge("h3", "unknown"))


def test_what_is_gone_takes_its_word_along() -> None:
    step = table()
    step.do(Judge("h1", "unknown"))
    step.inputs = HYPOTHESES[1:]
    assert step.handed_on == []
    step.inputs = HYPOTHESES
    assert len(step.handed_on) == 1


def test_nobody_is_waited_for() -> None:
    assert table().turnout == (4, 4)


@pytest.mark.parametrize(
    "options",
    ["{of: [note]}", "{of: [note], makes: note}", "{of: [note], makes: [verdict]}", "{of: [note], makes: {a: b}}"],
)
def test_a_script_says_what_is_made(options: str) -> None:
    text = script_text(("judge", "judge", options), takes="note")
    with pytest.raises(ScriptFaultsError, match="makes"):
        read_script(text, "ours.yaml")


def test_a_script_knows_what_its_judging_gives() -> None:
    text = script_text(("judge", "judge", "{of: [note], makes: outcome}"), takes="note", gives="outcome")
    step = read_script(text, "ours.yaml").step("judge")
    made: Any = step.options["makes"]
    assert made is OUTCOME

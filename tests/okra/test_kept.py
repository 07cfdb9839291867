"""What goes on into the next cycle: what was decided to, and nothing else."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from okra.cycle_items import Decision
from okra.items import Item, ItemKind
from okra.kept import Kept, draft_rows, kept, outline
from okra.okr import Hypothesis, KeyResult, Measure, Objective
from okra.paste import parse
from okra.promotion import outline_of
from okra.steps.draft import KIND as DRAFTING
from okra.steps.step import Room, Setting
from tests.okra.measures import MEASURES_WITH_UNITS, NUMBERS

DONE_AT_90 = Measure.move(Decimal(65), Decimal(90), "%")


def objective(number: int, *key_results: KeyResult) -> Objective:
    return Objective(number, 1, 1, f"Objective {number}", key_results=key_results)


def key_result(number: int, current: int | None = None, *verdicts: str | None) -> KeyResult:
    beliefs = tuple(Hypothesis(10 * number + at, number, f"Belief {at}", said) for at, said in enumerate(verdicts))
    now = None if current is None else Decimal(current)
    return KeyResult(number, 1, f"Result {number}", DONE_AT_90, current=now, hypotheses=beliefs)


def decision(number: int, said: Decision, why: str = "") -> Item:
    return Item(f"s9/decide/{number}", ItemKind.DECISION, why, (f"okr/o{number}",), {"decision": str(said)})


def test_nothing_carries_over_by_default() -> None:
    assert kept([objective(1)], []) == ()


def test_what_is_dropped_stays_behind() -> None:
    decided = [decision(1, Decision.DROP), decision(2, Decision.KEEP), decision(3, Decision.CHANGE, "Only day one")]
    going_on = kept([objective(1), objective(2), objective(3)], decided)
    assert [(one.objective.id, one.decision, one.why) for one in going_on] == [
        (2, Decision.KEEP, ""), (3, Decision.CHANGE, "Only day one"),
    ]  # fmt: skip


def test_a_key_result_begins_where_it_stands_and_refuted_hypotheses_stay_behind() -> None:
    (one,) = kept([objective(1, key_result(2, 71, "refuted", "confirmed", None))], [decision(1, Decision.KEEP)])
    (moved,) = one.objective.key_results
    assert moved.measure == Measure.move(Decimal(71), Decimal(90), "%")
    assert [belief.text for belief in moved.hypotheses] == ["Belief 1", "Belief 2"]


def test_one_that_has_arrived_or_was_never_measured_keeps_its_measure() -> None:
    results = (key_result(2, 90), key_result(3), key_result(4, 95))
    (one,) = kept([objective(1, *results)], [decision(1, Decision.KEEP)])
    assert [result.measure for result in one.objective.key_results] == [DONE_AT_90] * 3


@given(st.lists(st.sampled_from(Decision), max_size=4), st.integers(-5, 120))
def test_the_outline_is_read_back_as_it_was_meant(said: list[Decision], current: int) -> None:
    going_on = kept(
        [objective(number, key_result(2, current, None)) for number in range(len(said))],
        [decision(number, word) for number, word in enumerate(said)],
    )
    read = parse(outline(going_on))
    assert read.not_understood == ()
    assert [one.title for one in read.objectives] == [one.objective.title for one in going_on]
    assert all(one.key_results[0].measure.target == Decimal(90) for one in read.objectives)


def drafted(going_on: tuple[Kept, ...], *goals: Item) -> list[Item]:
    options = {"makes": (ItemKind.OBJECTIVE, ItemKind.KEY_RESULT, ItemKind.HYPOTHESIS), "from": ()}
    room = Room(prefix="s1", people=(), facilitator="U1", seed=1, inputs=goals)
    return list(DRAFTING.hand_on(DRAFTING.read(Setting("draft", options, draft_rows(going_on, "s1/draft/"), room))))


def test_as_drafts_they_hang_together_and_say_where_they_come_from() -> None:
    going_on = kept([objective(1, key_result(2, None, None))], [decision(1, Decision.CHANGE, "Only day one")])
    top, result, belief = drafted(going_on)
    assert dict(top.facts) == {"kept": "change", "why": "Only day one"}
    assert (result.hangs_on, belief.hangs_on) == ((top.key,), (result.key,))
    assert dict(result.facts) == {"measure": "65 % → 90 %"}


@given(MEASURES_WITH_UNITS, st.none() | NUMBERS)
def test_whatever_its_measure_it_is_read_back_from_the_text_and_from_the_drafts(
    measure: Measure, current: Decimal | None
) -> None:
    result = replace(key_result(2, None, None), measure=measure, current=current)
    going_on = kept([objective(1, result)], [decision(1, Decision.KEEP)])
    (meant,) = going_on[0].objective.key_results
    for text in (outline(going_on), outline_of(drafted(going_on))):
        ((read,),) = (one.key_results for one in parse(text).objectives)
        assert (read.title, read.measure) == ("Result 2", meant.measure)
        assert [belief.text for belief in read.hypotheses] == ["Belief 0"]


def test_it_still_supports_the_goal_that_it_supported() -> None:
    going_on = kept([replace(objective(1), supports=4)], [decision(1, Decision.KEEP)])
    (top,) = drafted(going_on, Item("strategic/4", ItemKind.STRATEGY, "Win the midmarket"))
    assert top.hangs_on == ("strategic/4",)
    (loose,) = drafted(going_on)
    assert loose.hangs_on == ()

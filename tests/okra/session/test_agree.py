"""Agreeing: everybody speaks for themselves, about what is there now."""

import pytest

from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.steps.agree import Choice, Say
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, Table, item

DRAFTS = (
    item("o", "Build trust", ItemKind.OBJECTIVE),
    item("k", "Players rate", ItemKind.KEY_RESULT, measure="40 → 70"),
)


def table() -> Table:
    return Table("agree", {"of": (ItemKind.OBJECTIVE, ItemKind.KEY_RESULT)}, inputs=(*DRAFTS, item("n")))


def test_people_agree_live_with_it_or_object_and_may_change_their_mind() -> None:
    step = table()
    step.do(Say(Choice.AGREE), CLEO)
    step.do(Say(Choice.LIVE), DAN)
    step.do(Say(Choice.OBJECT, "Who does it?"), BEN)
    step.do(Say(Choice.AGREE), DAN)
    assert step.turnout == (3, 4)
    assert step.state.counts == {Choice.AGREE: 2, Choice.LIVE: 0, Choice.OBJECT: 1}
    assert step.problems == ["1 person objects: what would they need?"]
    (made,) = step.handed_on
    assert (made.text, made.hangs_on) == ("2 agree, 1 objects", ("o", "k"))
    assert made.facts["objections"] == [{"author": BEN, "text": "Who does it?"}]


def test_an_objection_needs_its_reason() -> None:
    for why in ("", "  ", "\u200b"):
        with pytest.raises(Refused) as refusal:
            table().do(Say(Choice.OBJECT, why), CLEO)
        assert refusal.value.field == "why"


def test_nobody_says_it_from_outside() -> None:
    with pytest.raises(Refused, match="Join it first"):
        table().do(Say(Choice.AGREE), EVE)


def test_silence_is_told_and_hands_on_nothing() -> None:
    assert table().problems == ["Nobody has said yet whether they agree."]
    assert table().handed_on == []


def test_an_objection_is_still_heard_when_its_author_has_left() -> None:
    step = table()
    step.do(Say(Choice.OBJECT, "Too much at once"), CLEO)
    step.people = (ADA, BEN, DAN)
    assert step.turnout == (0, 3)
    assert step.problems == ["1 person objects: what would they need?"]
    assert step.handed_on[0].facts["objections"]


@pytest.mark.parametrize(
    "changed",
    [Item("o", ItemKind.OBJECTIVE, "Build much trust"), Item("o", ItemKind.OBJECTIVE, "Build trust", facts={"x": 1})],
)
def test_who_agreed_to_an_earlier_wording_is_asked_again(changed: Item) -> None:
    step = table()
    step.do(Say(Choice.AGREE), CLEO)
    step.do(Say(Choice.AGREE), DAN)
    step.inputs = (changed, DRAFTS[1])
    assert step.turnout == (0, 4)
    assert step.state.outdated == (CLEO, DAN)
    assert step.problems == ["2 people spoke of an earlier wording: ask again."]
    assert step.handed_on == []
    step.do(Say(Choice.AGREE), CLEO)
    assert step.turnout == (1, 4)
    step.inputs = (*DRAFTS, item("n"))
    assert step.state.outdated == (CLEO,)


def test_what_is_not_agreed_on_may_change_and_so_may_the_order() -> None:
    step = table()
    step.do(Say(Choice.AGREE), CLEO)
    step.inputs = (item("n", "another note"), *DRAFTS[::-1])
    assert step.turnout == (1, 4)


def test_who_read_an_earlier_wording_is_told_before_they_say_anything() -> None:
    step = table()
    seen = step.state.wording
    step.do(Say(Choice.AGREE, seen=seen), CLEO)
    step.inputs = DRAFTS[:1]
    with pytest.raises(Refused, match="changed meanwhile"):
        step.do(Say(Choice.AGREE, seen=seen), DAN)

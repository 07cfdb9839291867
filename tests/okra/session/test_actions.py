"""Actions: somebody does something until a day; and what is in the way becomes an issue, once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.action import check_due
from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.steps.actions import LONGEST_ACTION, Remove, Write
from okra.steps.hindrances import Raise, Withdraw
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, Table, all_fresh, item, texts

TODAY = date(2026, 9, 2)
CLICKS = item("clicks", "Too many clicks", ItemKind.CLUSTER, of="detractor")
HELP = item("help", "Ana answers within the hour", ItemKind.CLUSTER, of="attractor")
BOTH = item("both", "The new office", ItemKind.CLUSTER)


def table(*more: Item) -> Table:
    return Table("actions", inputs=(CLICKS, HELP, BOTH, *more))


def with_action() -> Table:
    step = table()
    step.do(Write("a", "Cut the tutorial", DAN, TODAY, "clicks"))
    return step


def test_an_action_hangs_on_what_it_answers_and_says_who_does_it_until_when() -> None:
    step = with_action()
    step.do(Write("b", "Thank Ana", CLEO, None, "help"))
    assert [(one.key, one.kind, one.text, one.hangs_on, one.facts) for one in step.handed_on] == [
        ("s1/step/a", ItemKind.ACTION, "Cut the tutorial", ("clicks",), {"owner": DAN, "due": "2026-09-02"}),
        ("s1/step/b", ItemKind.ACTION, "Thank Ana", ("help",), {"owner": CLEO, "due": None}),
    ]


def test_what_is_due_first_comes_first_and_what_has_no_date_last() -> None:
    step = table()
    for name, due in (("a", None), ("b", TODAY + timedelta(days=9)), ("c", TODAY)):
        step.do(Write(name, f"action {name}", CLEO, due, "clicks"))
    assert [action.id for action in step.state.actions] == ["c", "b", "a"]


def test_an_owner_is_somebody_who_is_there() -> None:
    for deed in (
        Write("a", "Cut it", EVE, None, "clicks"),
        Write("a", "Cut it", "", None, "clicks"),
        Raise("clicks", EVE),
    ):
        with pytest.raises(Refused, match="in this session") as refusal:
            table().do(deed)
        assert refusal.value.field == "owner"


def test_nobody_acts_from_outside() -> None:
    for deed in (Write("a", "Cut it", CLEO, None, "clicks"), Remove("a", 0), Raise("clicks", CLEO), Withdraw("clicks")):
        with pytest.raises(Refused, match="Join it first"):
            table().do(deed, EVE)


def test_an_action_answers_something_where_there_is_anything_to_answer() -> None:
    for on in (None, "gone"):
        with pytest.raises(Refused, match="what it answers"):
            table().do(Write("a", "Cut it", CLEO, None, on))
    alone = Table("actions")
    alone.do(Write("a", "Cut it", CLEO))
    assert alone.handed_on[0].hangs_on == ()


def test_an_action_outlives_what_it_answered() -> None:
    step = with_action()
    step.inputs = (HELP,)
    assert [(one.text, one.hangs_on) for one in step.handed_on] == [("Cut the tutorial", ())]


@pytest.mark.parametrize("text", ["", " \u200b", "x" * (LONGEST_ACTION + 1)])
def test_an_action_has_words_and_is_never_cut(text: str) -> None:
    with pytest.raises(Refused):
        table().do(Write("a", text, CLEO, None, "clicks"))


def test_who_comes_too_late_is_told_the_newer_text() -> None:
    step = with_action()
    step.do(Write("a", "Cut half of it", DAN, TODAY, "clicks", version=1), DAN)
    for deed in (Write("a", "Mine", CLEO, TODAY, "clicks", version=1), Remove("a", 1)):
        with pytest.raises(Refused, match="Cut half of it"):
            step.do(deed)
    step.do(Remove("a", 2))
    assert step.handed_on == []
    with pytest.raises(Refused, match="took this out"):
        step.do(Write("a", "Again", CLEO, TODAY, "clicks", version=2))


def test_what_is_sent_twice_is_written_once() -> None:
    step = with_action()
    assert step.decided(Write("a", "Cut the tutorial ", DAN, TODAY, "clicks")) == []
    with pytest.raises(Refused, match="Cut the tutorial"):
        step.do(Write("a", "Cut the tutorial", CLEO, TODAY, "clicks"))
    step.do(Remove("a", 1))
    assert step.decided(Remove("a", 1)) == []


def test_every_version_is_kept_so_that_two_at_once_never_write_over_each_other() -> None:
    step = with_action()
    for deed in (Write("a", "x", CLEO, None, "clicks", version=1), Remove("a", 1), Raise("clicks", CLEO)):
        assert all_fresh(step.decided(deed, DAN))
    step.do(Raise("clicks", CLEO))
    assert all_fresh(step.decided(Withdraw("clicks"), DAN))


def test_what_is_in_the_way_becomes_an_issue_with_an_owner_once() -> None:
    step = table()
    step.do(Raise("clicks", DAN), CLEO)
    step.do(Raise("clicks", DAN), BEN)
    assert [(one.key, one.kind, one.text, one.hangs_on, one.facts) for one in step.handed_on] == [
        ("s1/step/issue:clicks", ItemKind.ISSUE, "Too many clicks", ("clicks",), {"owner": DAN})
    ]
    assert len(step.rows) == 1
    with pytest.raises(Refused, match="Take it back first"):
        step.do(Raise("clicks", CLEO), CLEO)


def test_an_issue_can_be_said_in_other_words() -> None:
    step = table()
    step.do(Raise("clicks", DAN, "The set-up asks for nine clicks"))
    assert texts(step.handed_on) == {"The set-up asks for nine clicks"}


def test_an_issue_can_be_taken_back_and_made_again() -> None:
    step = table()
    step.do(Raise("clicks", DAN))
    step.do(Withdraw("clicks"))
    step.do(Withdraw("clicks"))
    assert step.handed_on == []
    step.do(Raise("clicks", CLEO))
    assert step.handed_on[0].facts == {"owner": CLEO}


def test_an_issue_outlives_the_group_that_it_was_made_of() -> None:
    step = table()
    step.do(Raise("clicks", DAN))
    step.inputs = (HELP,)
    assert [(one.text, one.hangs_on) for one in step.handed_on] == [("Too many clicks", ())]
    step.do(Withdraw("clicks"))
    assert step.handed_on == []


def test_what_helped_the_team_is_no_issue() -> None:
    step = table(item("learned", kind=ItemKind.CLUSTER, of="learning"))
    assert [one.key for one in step.state.hindrances] == ["clicks", "both"]
    for on in ("help", "learned", "gone"):
        with pytest.raises(Refused, match="in the way"):
            step.do(Raise(on, DAN))
    step.do(Raise("clicks", DAN))
    assert [one.key for one in step.state.hindrances] == ["both"]


def test_what_got_the_most_votes_is_offered_first() -> None:
    votes = [Item(f"v{key}", ItemKind.VOTES, "", (key,), {"dots": dots}) for key, dots in (("both", 1), ("help", 3))]
    assert [one.key for one in table(*votes).state.items] == ["help", "both", "clicks"]


def test_what_is_open_is_told() -> None:
    assert table().problems == ["There is no action yet."]
    step = with_action()
    assert step.problems == []
    step.do(Write("b", "Thank Ana", CLEO, None, "help"))
    step.do(Raise("clicks", ADA))
    step.people = (BEN, CLEO)
    assert step.problems == [
        "“Cut the tutorial” has an owner who is not here any more.",
        "“Too many clicks” has an owner who is not here any more.",
        "“Thank Ana” has no date yet.",
    ]


def test_nobody_is_waited_for() -> None:
    assert table().turnout == (4, 4)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(2, 26), st.integers(-400, 400))
def test_a_day_is_taken_from_today_to_a_cycle_ahead_and_no_other(today: date, weeks: int, days: int) -> None:
    if 0 <= days <= 7 * weeks:
        check_due(today + timedelta(days=days), today, weeks)
    else:
        with pytest.raises(Refused) as refusal:
            check_due(today + timedelta(days=days), today, weeks)
        assert refusal.value.field == "due"

"""How many answered: shares that point at nobody."""

import random

from hypothesis import given
from hypothesis import strategies as st

from okra.participation import NAMELESS_FROM, WeekTurnout, participation

turnouts = st.builds(
    lambda week, expected, share: WeekTurnout(week, int(expected * share), expected),
    st.integers(1, 26),
    st.integers(0, 60),
    st.floats(0, 1),
)


@given(st.lists(turnouts))
def test_no_check_in_of_fewer_than_four_is_in_any_number(found: list[WeekTurnout]) -> None:
    part = participation(found)
    assert all(week.expected >= NAMELESS_FROM == 4 for week in part.weeks)
    large = [week for week in found if week.expected >= NAMELESS_FROM]
    assert (part.answered, part.expected) == (sum(w.answered for w in large), sum(w.expected for w in large))


@given(st.lists(turnouts))
def test_every_check_in_that_hoped_for_somebody_is_shown_or_counted_as_left_out(found: list[WeekTurnout]) -> None:
    part = participation(found)
    assert len(part.weeks) + part.left_out == sum(week.expected > 0 for week in found)


@given(st.lists(turnouts))
def test_a_share_lies_between_0_and_1(found: list[WeekTurnout]) -> None:
    share = participation(found).share
    assert share is None or 0 <= share <= 1


@given(st.lists(turnouts), st.randoms(use_true_random=False))
def test_the_numbers_know_no_order(found: list[WeekTurnout], chance: random.Random) -> None:
    one, other = participation(found), participation(chance.sample(found, len(found)))
    assert (one.answered, one.expected, one.left_out) == (other.answered, other.expected, other.left_out)


@given(st.lists(turnouts, min_size=1), st.data())
def test_one_more_answer_never_lowers_the_share(found: list[WeekTurnout], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(found) - 1))
    one = found[index]
    more = WeekTurnout(one.week, min(one.expected, one.answered + 1), one.expected)
    after = participation([*found[:index], more, *found[index + 1 :]])
    assert (after.share or 0) >= (participation(found).share or 0)


def test_no_check_in_has_no_share() -> None:
    assert participation([]).share is None


def test_one_check_in_is_its_own_share() -> None:
    assert participation([WeekTurnout(1, 3, 4)]).share == 0.75


def test_weeks_come_in_order() -> None:
    part = participation([WeekTurnout(3, 4, 5), WeekTurnout(1, 5, 5)])
    assert [week.week for week in part.weeks] == [1, 3]

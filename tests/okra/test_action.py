"""Actions: how old and how late, in which order, who is asked, and what people's words do to them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from okra.action import (
    Action,
    ActionState,
    Said,
    Standing,
    age_in_weeks,
    asked_of,
    days_overdue,
    in_order,
    may_close,
    standing,
)

NOW = datetime(2026, 9, 4, 12, tzinfo=UTC)
TODAY = date(2026, 9, 4)
DAY = timedelta(days=1)
OPEN, DONE, DROPPED = ActionState


def an_action(
    number: int, owner: str = "UBEN", days_old: int = 0, due: date | None = None, closed_at: datetime | None = None
) -> Action:
    state = DONE if closed_at else OPEN
    return Action(number, 1, owner, f"action {number}", state, NOW - days_old * DAY, due, closed_at)


def test_the_age_counts_full_weeks_and_is_never_negative() -> None:
    ages = [age_in_weeks(an_action(1, days_old=days), NOW) for days in (-3, 0, 6, 7, 20, 21)]
    assert ages == [0, 0, 0, 1, 2, 3]


def test_the_age_of_a_closed_action_ended_with_it() -> None:
    assert age_in_weeks(an_action(1, days_old=20, closed_at=NOW - 10 * DAY), NOW) == 1


def test_it_is_late_from_the_day_after_the_one_it_was_due() -> None:
    late = [days_overdue(an_action(1, due=TODAY - days * DAY), TODAY) for days in (-1, 0, 1, 8)]
    assert late == [0, 0, 1, 8]


def test_without_a_day_or_once_closed_nothing_is_late() -> None:
    assert days_overdue(an_action(1), TODAY) == 0
    assert days_overdue(an_action(1, due=TODAY - DAY, closed_at=NOW), TODAY) == 0


def test_the_soonest_due_comes_first_and_the_oldest_of_those_without_a_day() -> None:
    actions = [
        an_action(1, days_old=2),
        an_action(2, due=TODAY + DAY),
        an_action(3, days_old=9),
        an_action(4, due=TODAY),
    ]
    assert [action.id for action in in_order(actions)] == [4, 2, 3, 1]


def test_people_are_asked_about_their_own_and_about_those_whose_owner_left() -> None:
    actions = [an_action(1, "U_GONE"), an_action(2, "UADA"), an_action(3, "UBEN"), an_action(4, "UBEN", due=TODAY)]
    assert [action.id for action in asked_of("UBEN", actions, ["UADA", "UBEN"])] == [4, 3, 1]


def test_the_owner_says_how_it_stands_and_others_only_once_the_owner_left() -> None:
    team = ["UADA", "UBEN"]
    assert may_close(an_action(1, "UBEN"), "UBEN", team)
    assert not may_close(an_action(1, "UBEN"), "UADA", team)
    assert may_close(an_action(1, "U_GONE"), "UADA", team)
    assert not may_close(an_action(1, "U_GONE"), "U_OUTSIDE", team)
    assert may_close(an_action(1, "U_OUTSIDE"), "U_OUTSIDE", team), "one's own, although not in the team"


@given(st.sampled_from(["UADA", "UBEN", "U_GONE"]), st.sampled_from(["UADA", "UBEN", "U_GONE"]))
def test_everybody_may_close_what_they_are_asked_about(owner: str, user: str) -> None:
    action, team = an_action(1, owner), ["UADA", "UBEN"]
    if user in team:
        assert may_close(action, user, team) == (action in asked_of(user, [action], team))


def test_an_action_of_which_nothing_was_said_is_open() -> None:
    assert standing([]) == Standing()


def test_the_newest_word_counts_in_whatever_order_it_is_told() -> None:
    assert standing([Said(NOW + DAY, DROPPED), Said(NOW, DONE)]) == Standing(DROPPED, NOW + DAY)


def test_a_done_action_that_comes_back_is_open_without_a_date() -> None:
    assert standing([Said(NOW, DONE), Said(NOW + DAY, OPEN)]) == Standing()


def test_done_said_twice_was_done_the_first_time() -> None:
    assert standing([Said(NOW, DONE), Said(NOW + DAY, DONE)]) == Standing(DONE, NOW)


WORDS = st.lists(st.builds(Said, st.datetimes(timezones=st.just(UTC)), st.sampled_from(ActionState)), max_size=8)


@given(WORDS.flatmap(lambda said: st.tuples(st.just(said), st.permutations(said))))
def test_the_order_in_which_words_are_read_changes_nothing(both: tuple[list[Said], list[Said]]) -> None:
    said, shuffled = both
    assert standing(shuffled) == standing(said)


@given(WORDS)
def test_only_what_is_closed_has_a_date_and_it_is_one_of_the_words(said: list[Said]) -> None:
    stands = standing(said)
    assert (stands.closed_at is None) == (stands.state is OPEN)
    assert stands.state is OPEN or Said(stands.closed_at or NOW, stands.state) in said


@given(WORDS, st.sampled_from(ActionState))
def test_a_word_later_than_all_others_is_where_it_stands(said: list[Said], state: ActionState) -> None:
    last = max((one.at for one in said), default=NOW)
    if last < datetime.max.replace(tzinfo=UTC) - DAY:
        assert standing([*said, Said(last + DAY, state)]).state is state


@given(st.integers(-1000, 1000), st.integers(0, 1000))
def test_a_day_later_an_action_is_no_younger_and_no_less_late(due_in: int, days_old: int) -> None:
    action = an_action(1, days_old=days_old, due=TODAY + due_in * DAY)
    assert age_in_weeks(action, NOW + DAY) >= age_in_weeks(action, NOW)
    assert days_overdue(action, TODAY + DAY) - days_overdue(action, TODAY) in (0, 1)

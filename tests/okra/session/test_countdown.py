"""The countdown: true in words, and looked at no more often than it changes."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from okra.countdown import MINUTE, left, next_look
from okra.session import Mode, What
from tests.okra.session.hall import Hall


def test_the_last_ten_minutes_are_counted_one_by_one_and_those_before_by_fives() -> None:
    hall = Hall()
    hall.command(What.EXTENDED, minutes=30)
    said = [left(hall.session, hall.now)]
    while (then := next_look(hall.session, hall.now)) is not None:
        hall.now = then
        said.append(left(hall.session, hall.now))
    fives = [f"{minutes} min left" for minutes in (40, 35, 30, 25, 20, 15)]
    assert said == [*fives, *(f"{minutes} min left" for minutes in range(10, 0, -1))]
    hall.now = hall.session.deadline
    assert left(hall.session, hall.now) == "time is up"


@given(st.timedeltas(timedelta(0), timedelta(minutes=14)), st.integers(1, 90))
def test_what_it_says_stays_true_until_the_next_look(passed: timedelta, more: int) -> None:
    hall = Hall()
    hall.command(What.EXTENDED, minutes=more)
    hall.now += passed
    session, said = hall.session, left(hall.session, hall.now)
    then = next_look(session, hall.now) or session.deadline
    if session.remaining(hall.now):
        assert hall.now < then
        assert left(session, then - timedelta(microseconds=1)) == said
        assert left(session, then) != said
        assert then - hall.now <= 5 * MINUTE


def test_nothing_is_counted_while_it_stands_still_or_people_are_hours_apart() -> None:
    assert next_look(Hall(mode=Mode.ASYNC).session, Hall().now) is None
    paused = Hall()
    paused.command(What.PAUSED)
    assert next_look(paused.session, paused.now) is None
    late = Hall()
    late.later(minutes=12)
    assert next_look(late.session, late.now) is None
    assert left(late.session, late.now) == "time is up"

"""Where a session is, until when, and who may do what: the facilitator's cockpit."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.refusal import Refused
from okra.session import (
    CLOCK,
    GRACE,
    GRACE_APART,
    LONGEST_PAUSE,
    Command,
    Mode,
    Phase,
    What,
    decide,
    may_take_over,
    replay,
)
from okra.session_log import AT_LEAST
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, NOW, Hall

TEN = timedelta(minutes=10)
"""What each step of the test's script takes."""


def test_a_session_begins_with_its_first_step_and_whoever_begins_it_facilitates() -> None:
    session = Hall().session
    assert (session.facilitator, session.step, session.phase) == (BEN, 0, Phase.RUNNING)
    assert session.people == (BEN, ADA, CLEO, DAN)
    assert session.deadline == NOW + TEN


def test_people_hours_apart_have_hours() -> None:
    assert Hall(mode=Mode.ASYNC).session.deadline == NOW + timedelta(hours=24)


def test_next_gives_a_whole_timebox_and_back_what_was_left_of_it() -> None:
    hall = Hall()
    hall.later(minutes=4)
    hall.move()
    assert hall.session.deadline == hall.now + TEN
    hall.later(minutes=3)
    hall.move(to=-1)
    assert hall.session.remaining(hall.now) == timedelta(minutes=6)
    hall.move()
    assert hall.session.remaining(hall.now) == timedelta(minutes=7)


def test_one_who_comes_back_to_a_step_has_a_little_time_at_least() -> None:
    hall = Hall()
    hall.later(minutes=15)
    hall.move()
    hall.move(to=-1)
    assert hall.session.remaining(hall.now) == AT_LEAST


def test_of_two_clicks_on_next_one_counts() -> None:
    hall = Hall()
    seen = hall.session.moves
    assert hall.move(seen=seen)
    assert hall.command(What.MOVED, to=2, seen=seen) == ()
    assert hall.session.step == 1


def test_there_is_nothing_before_the_first_step_and_after_the_last() -> None:
    hall = Hall()
    for to in (-1, 0, 2):
        with pytest.raises(Refused, match="no step in that direction"):
            hall.move(to=to)
    hall.go_to(hall.script.steps[-1].id)
    assert hall.session.is_last
    with pytest.raises(Refused, match="no step in that direction"):
        hall.move()


def test_five_more_minutes_count_from_now_when_the_time_is_up() -> None:
    hall = Hall()
    hall.command(What.EXTENDED, minutes=5)
    assert hall.session.remaining(hall.now) == timedelta(minutes=15)
    hall.later(minutes=20)
    hall.command(What.EXTENDED, minutes=5)
    assert hall.session.remaining(hall.now) == timedelta(minutes=5)
    for minutes in (0, -1, 7 * 24 * 60 + 1):
        with pytest.raises(Refused, match="a minute at least"):
            hall.command(What.EXTENDED, minutes=minutes)


def test_of_two_clicks_on_five_more_minutes_one_counts() -> None:
    hall = Hall()
    given = hall.session.extended
    assert hall.command(What.EXTENDED, minutes=5, given=given)
    assert hall.command(What.EXTENDED, minutes=5, given=given) == ()
    assert hall.command(What.EXTENDED, minutes=5, given=given + 1)
    assert hall.session.remaining(hall.now) == timedelta(minutes=20)


def test_while_paused_the_clock_stands_still_and_the_session_does_not_move() -> None:
    hall = Hall()
    hall.later(minutes=4)
    hall.command(What.PAUSED)
    assert hall.command(What.PAUSED) == ()
    hall.later(hours=20)
    assert hall.session.remaining(hall.now) == timedelta(minutes=6)
    with pytest.raises(Refused, match="paused"):
        hall.move()
    hall.command(What.RESUMED)
    assert hall.command(What.RESUMED) == ()
    assert hall.session.remaining(hall.now) == timedelta(minutes=6)


def test_more_time_in_a_pause_counts_even_where_the_time_was_up_before() -> None:
    hall = Hall()
    hall.later(minutes=30)
    hall.command(What.PAUSED)
    hall.command(What.EXTENDED, minutes=5)
    hall.later(hours=1)
    hall.command(What.RESUMED)
    assert hall.session.remaining(hall.now) == timedelta(minutes=5)


def test_a_pause_ends_within_two_weeks() -> None:
    hall = Hall()
    for until in (NOW, NOW - TEN, NOW + LONGEST_PAUSE + TEN):
        with pytest.raises(Refused, match="two weeks"):
            hall.command(What.PAUSED, until=until)
    hall.command(What.PAUSED, until=NOW + TEN)
    assert hall.session.resumes_at == NOW + TEN


@pytest.mark.parametrize("what", [What.MOVED, What.EXTENDED, What.PAUSED, What.HANDED_OVER, What.ENDED, What.ACCEPTED])
def test_only_the_facilitator_or_the_lead_decides(what: What) -> None:
    hall = Hall()
    command = {
        "to": DAN if what is What.HANDED_OVER else 1,
        "minutes": 5,
        "keys": ("a",) if what is What.ACCEPTED else (),
    }
    for by in (CLEO, EVE):
        with pytest.raises(Refused, match="Only the facilitator"):
            hall.command(what, by, **command)
    assert hall.command(what, ADA, **command)


def test_the_facilitator_hands_over_to_somebody_who_is_there() -> None:
    hall = Hall()
    with pytest.raises(Refused, match="in this session"):
        hall.command(What.HANDED_OVER, to=EVE)
    assert hall.command(What.HANDED_OVER, to=BEN) == ()
    hall.command(What.HANDED_OVER, to=CLEO)
    assert hall.command(What.HANDED_OVER, to=CLEO) == ()
    with pytest.raises(Refused, match="Only the facilitator"):
        hall.move(BEN)
    hall.move(CLEO)


def test_nobody_takes_over_from_a_facilitator_who_is_at_it() -> None:
    hall = Hall()
    with pytest.raises(Refused, match="still at it"):
        hall.command(What.TOOK_OVER, CLEO)
    hall.later(minutes=19)
    with pytest.raises(Refused, match="still at it"):
        hall.command(What.TOOK_OVER, CLEO)
    hall.command(What.EXTENDED, minutes=5)
    hall.later(minutes=14)
    assert not may_take_over(hall.session, CLEO, hall.now)


def test_somebody_takes_over_when_the_facilitator_stays_silent_after_the_time_is_up() -> None:
    for mode, box, grace in ((Mode.LIVE, TEN, GRACE), (Mode.ASYNC, timedelta(hours=24), GRACE_APART)):
        hall = Hall(mode=mode)
        hall.now += box + grace
        assert not may_take_over(hall.session, EVE, hall.now)
        hall.command(What.TOOK_OVER, CLEO)
        assert hall.session.facilitator == CLEO


def test_a_facilitator_whom_the_clock_had_to_go_on_without_is_silent_since_then() -> None:
    hall = Hall(mode=Mode.ASYNC)
    hall.later(hours=24, minutes=1)
    hall.move(CLOCK)
    assert hall.session.missed == NOW + timedelta(hours=24)
    hall.later(hours=23)
    assert not may_take_over(hall.session, CLEO, hall.now)
    hall.later(hours=1)
    assert may_take_over(hall.session, CLEO, hall.now)
    hall.command(What.EXTENDED, minutes=5)
    assert hall.session.missed is None
    assert not may_take_over(hall.session, CLEO, hall.now)


def test_the_clock_moves_gives_time_and_ends_pauses_without_being_anybody() -> None:
    hall = Hall(mode=Mode.ASYNC)
    assert hall.move(CLOCK)
    assert hall.command(What.EXTENDED, CLOCK, minutes=60)
    hall.command(What.PAUSED)
    assert hall.command(What.RESUMED, CLOCK)
    assert CLOCK not in hall.session.people
    assert hall.session.facilitator == BEN


def test_who_took_over_has_time_to_look_around() -> None:
    hall = Hall()
    hall.later(minutes=30)
    hall.command(What.TOOK_OVER, CLEO)
    with pytest.raises(Refused, match="still at it"):
        hall.command(What.TOOK_OVER, DAN)
    hall.now += GRACE
    hall.command(What.TOOK_OVER, DAN)


def test_who_was_handed_over_to_has_time_to_look_around() -> None:
    hall = Hall()
    hall.later(minutes=30)
    hall.command(What.HANDED_OVER, to=CLEO)
    assert not may_take_over(hall.session, DAN, hall.now)


def test_a_pause_that_nobody_ends_does_not_lock_the_session() -> None:
    hall = Hall()
    hall.command(What.PAUSED, until=NOW + timedelta(days=1))
    hall.now += timedelta(days=1)
    assert not may_take_over(hall.session, CLEO, hall.now)
    hall.now += GRACE
    hall.command(What.TOOK_OVER, CLEO)
    hall.command(What.RESUMED, CLEO)
    hall.command(What.PAUSED, CLEO)
    hall.now += LONGEST_PAUSE + GRACE
    assert may_take_over(hall.session, DAN, hall.now)


def test_when_the_facilitator_has_left_anybody_takes_over_at_once_and_a_lead_always() -> None:
    hall = Hall()
    hall.command(What.LEFT, BEN)
    hall.command(What.TOOK_OVER, DAN)
    hall.command(What.TOOK_OVER, ADA)
    assert hall.session.facilitator == ADA
    assert hall.command(What.TOOK_OVER, ADA) == ()


def test_latecomers_join_and_people_leave_each_once() -> None:
    hall = Hall()
    assert hall.command(What.JOINED, EVE)
    assert hall.command(What.JOINED, EVE) == ()
    assert hall.session.people[-1] == EVE
    assert hall.command(What.LEFT, CLEO)
    assert hall.command(What.LEFT, CLEO) == ()
    assert CLEO not in hall.session.people


def test_nothing_happens_after_the_end() -> None:
    hall = Hall()
    hall.command(What.ENDED)
    for what in What:
        if what is not What.STARTED:
            with pytest.raises(Refused, match="over"):
                hall.command(what, minutes=5, to=1)


def test_things_that_hang_on_nothing_are_told_before_the_end_and_can_be_accepted() -> None:
    hall = Hall()
    with pytest.raises(Refused, match="2 things hang on nothing"):
        hall.command(What.ENDED, keys=("a", "b"))
    hall.command(What.ACCEPTED, keys=("a",))
    assert hall.command(What.ACCEPTED, keys=("a",)) == ()
    with pytest.raises(Refused, match="1 thing hangs on nothing"):
        hall.command(What.ENDED, keys=("a", "b"))
    hall.command(What.ACCEPTED, keys=("a", "b"))
    hall.command(What.ENDED, keys=("b", "a"))
    assert hall.session.phase is Phase.ENDED


def test_back_keeps_how_far_the_session_has_come() -> None:
    hall = Hall()
    hall.go_to("read")
    hall.go_to("ideas")
    assert (hall.session.step, hall.session.reached) == (1, 3)


commands = st.builds(
    Command,
    what=st.sampled_from([what for what in What if what not in (What.STARTED, What.ENDED)]),
    by=st.sampled_from([ADA, BEN, CLEO, EVE]),
    is_lead=st.booleans(),
    seen=st.none() | st.integers(0, 5),
    to=st.integers(-1, 14) | st.sampled_from([ADA, BEN, CLEO, EVE]),
    minutes=st.integers(-1, 60),
    until=st.none() | st.timedeltas(timedelta(0), timedelta(days=20)).map(lambda later: NOW + later),
    keys=st.lists(st.sampled_from("ab")).map(tuple),
)


@given(st.lists(st.tuples(commands, st.timedeltas(timedelta(0), timedelta(hours=5))), max_size=30))
def test_whatever_people_click_the_session_stays_sound_and_a_replay_tells_the_same(
    story: list[tuple[Command, timedelta]],
) -> None:
    hall = Hall()
    for command, later in story:
        hall.now += later
        before = hall.session
        try:
            happened = decide(before, command, hall.now)
        except Refused:
            continue
        hall.events += happened
        session = hall.session
        assert session == before or happened
        assert 0 <= session.step <= session.reached < len(hall.script.steps)
        assert len(set(session.people)) == len(session.people)
        assert session.remaining(hall.now) >= timedelta(0)
        assert (session.phase is Phase.PAUSED) == (session.paused_at is not None)
        assert replay(hall.script, list(hall.events)) == session

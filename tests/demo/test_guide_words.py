"""Which steps of the guide have a button: few enough that one sees what to click."""

from hypothesis import given
from hypothesis import strategies as st

from demo.calendar import Beat, moment
from demo.guide import clock, next_ones


@given(st.lists(st.booleans(), max_size=8))
def test_at_most_two_steps_invite_none_of_them_done_and_the_first_open_one_always(done: list[bool]) -> None:
    inviting = next_ones(done)
    assert len(inviting) <= 2
    assert not any(done[number] for number in inviting)
    assert (min(inviting) == done.index(False)) if False in done else not inviting


def test_what_was_passed_over_invites_beside_what_comes_next() -> None:
    assert next_ones([False, False, False]) == {0}
    assert next_ones([True, False, False]) == {1}
    assert next_ones([False, False, True, True, False, False]) == {0, 4}


def test_the_clock_speaks_of_here_and_of_berlin() -> None:
    at = moment(6, Beat.PROMPT)
    assert clock(at, "Europe/Berlin") == "It is Friday 14:00 in Berlin, week 6 of 13."
    assert clock(at, "Asia/Kolkata") == "It is Friday 17:30 in India (Friday 14:00 in Berlin), week 6 of 13."
    assert clock(at, "America/Sao_Paulo") == "It is Friday 9:00 in São Paulo (Friday 14:00 in Berlin), week 6 of 13."

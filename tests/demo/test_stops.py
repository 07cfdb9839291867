"""Where one may travel to, from any moment."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from demo.__main__ import NOW, STOPS
from demo.calendar import BEGINNING, BERLIN, Beat, moment, say, wall_clock, week_of
from demo.stops import END, MIDPOINT, destination, stops

LENGTH = int((END - BEGINNING) / timedelta(minutes=1)) + 3 * 24 * 60
moments = st.integers(0, LENGTH).map(lambda minutes: BEGINNING + timedelta(minutes=minutes))


@given(moments)
def test_stops_lie_ahead_in_order_and_none_twice_what_is_over_says_so(now: datetime) -> None:
    shown = stops(now)
    ahead = [stop for stop in shown if not stop.why_not]
    assert all(stop.moment > now for stop in ahead)
    assert all(earlier.moment < later.moment for earlier, later in pairwise(ahead))
    assert all(stop.moment <= now for stop in shown if stop.why_not)
    assert shown[: len(ahead)] == ahead
    assert len({stop.key for stop in shown}) == len(shown)


@given(moments)
def test_every_stop_that_is_offered_leads_where_it_says(now: datetime) -> None:
    assert all(destination(stop.key, now) == stop.moment for stop in stops(now) if not stop.why_not)
    assert destination("next-friday", now) == destination("next-prompt", now)
    assert destination("yesterday", now) is None


def test_from_the_sixth_friday_one_may_go_to_all_of_them() -> None:
    offered = {stop.key: say(stop.moment) for stop in stops(moment(6, Beat.PROMPT))}
    assert offered == {
        "reminder": "Fri 9 Oct 16:30",
        "digest": "Mon 12 Oct 10:00",
        "late": "Mon 12 Oct 14:30",
        "next-prompt": "Fri 16 Oct 14:00",
        "midpoint": "Mon 19 Oct 10:00",
        "end": "Mon 30 Nov 10:00",
    }


def test_at_the_end_nothing_is_left_to_travel_to() -> None:
    assert [stop.key for stop in stops(END + timedelta(hours=5))] == ["midpoint", "end"]
    assert MIDPOINT < END


def test_fridays_stay_at_two_when_the_clocks_change() -> None:
    for week in range(1, 14):
        at = moment(week, Beat.PROMPT).astimezone(BERLIN)
        assert (at.weekday(), at.hour, at.minute) == (4, 14, 0)
        assert week_of(at) == week
        assert week_of(at - timedelta(seconds=1)) == week - 1
        assert wall_clock(week, 0, at.time()) == at


def test_the_command_line_offers_stops_that_lead_somewhere() -> None:
    fresh = moment(6, Beat.PROMPT)
    assert all(destination(stop, fresh) for stop in STOPS if stop != NOW)

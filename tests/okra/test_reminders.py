"""Nobody is reminded before they are asked."""

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from okra.attendance import asked_at, reminded_at
from okra.calendar import Rhythm, Week, moments
from okra.people import Member, Timing

ZONES = ["Pacific/Kiritimati", "Pacific/Honolulu", "Europe/Berlin", "Asia/Tokyo", "America/New_York", "UTC"]
WEEK = Week(2026, 36)


@given(st.sampled_from(ZONES), st.sampled_from(ZONES), st.integers(0, 6), st.sampled_from(list(Timing)))
def test_a_reminder_comes_after_the_prompt_and_not_after_the_close(
    team_zone: str, zone: str, close_weekday: int, timing: Timing
) -> None:
    rhythm = Rhythm(zone=team_zone, close_weekday=close_weekday, close_at=time(16))
    member = Member("U1", "Ada", zone=zone, timing=timing)
    assert asked_at(rhythm, WEEK, member) < reminded_at(rhythm, WEEK, member) <= moments(rhythm, WEEK).closes

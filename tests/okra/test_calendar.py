"""Weeks, rhythms and wall clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.calendar import (
    CATCH_UP,
    Rhythm,
    Week,
    at_own_zone,
    current_week,
    find_zones,
    instant,
    is_zone,
    moments,
    next_opening,
    openings_between,
    too_late,
    validate,
    zone,
)
from okra.refusal import Refused

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
ZONES = sorted(available_timezones())
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
rhythms = st.builds(
    Rhythm,
    weekday=st.integers(0, 6),
    at=times,
    zone=st.sampled_from(ZONES),
    reminder_weekday=st.integers(0, 6),
    reminder_at=times,
    close_weekday=st.integers(0, 6),
    close_at=times,
)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def clock_changes(where: ZoneInfo) -> list[date]:
    """The days between 2024 and 2030 on which a zone's offset changes, and the days around them."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    offsets = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC).astimezone(where).utcoffset() for day in days]
    changed = [days[n] for n in range(1, len(days)) if offsets[n] != offsets[n - 1]]
    return sorted({day + timedelta(days=n) for day in changed for n in (-1, 0)})


def valid_minutes(day: date, where: ZoneInfo) -> dict[time, datetime]:
    """Every wall-clock minute that exists on a day, with its first instant: found by walking through UTC."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=15)
    found: dict[time, datetime] = {}
    for minute in range(0, 54 * 60, 5):
        at = start + timedelta(minutes=minute)
        local = at.astimezone(where)
        if local.date() == day:
            found.setdefault(local.time(), at)
    return found


@pytest.mark.parametrize("shard", range(8))
def test_in_every_zone_each_time_around_a_clock_change_is_the_first_valid_minute(shard: int) -> None:
    for name in ZONES[shard::8]:
        where = ZoneInfo(name)
        for day in clock_changes(where)[:6]:
            existing = valid_minutes(day, where)
            if not existing:
                continue  # a day that the zone skipped whole
            for hour, minute in ((0, 0), (1, 30), (2, 0), (2, 30), (3, 0), (23, 30)):
                wanted = time(hour, minute)
                got = instant(day, wanted, where)
                if wanted in existing:
                    assert got == existing[wanted], (name, day, wanted)
                else:
                    local = got.astimezone(where)
                    assert local.replace(tzinfo=None) > datetime.combine(day, wanted), (name, day, wanted)
                    before = (got - timedelta(minutes=1)).astimezone(where).replace(tzinfo=None)
                    assert before < datetime.combine(day, wanted), (name, day, wanted)


@pytest.mark.parametrize("shard", range(8))
def test_in_every_zone_a_weekly_time_fires_exactly_once_a_week_at_the_wall_clock_minute(shard: int) -> None:
    weeks = [Week.of(FIRST).plus(n) for n in range((LAST - FIRST).days // 7)]
    for number, name in enumerate(ZONES[shard::8]):
        rhythm = Rhythm(weekday=number % 7, at=time(number % 24, 30 * (number % 2)), zone=name)
        where = ZoneInfo(name)
        fired = [moments(rhythm, week).opens for week in weeks]
        assert len(set(fired)) == len(weeks)
        assert fired == sorted(fired)
        for week, at in zip(weeks, fired, strict=True):
            local = at.astimezone(where)
            exact = (local.date(), local.time()) == (week.day(rhythm.weekday), rhythm.at)
            in_a_gap = local.replace(tzinfo=None) > datetime.combine(week.day(rhythm.weekday), rhythm.at)
            assert exact or in_a_gap, (name, week)
        assert openings_between(rhythm, fired[0], fired[30]) == list(zip(weeks[1:31], fired[1:31], strict=True))


def test_a_time_that_does_not_exist_fires_at_the_next_valid_minute() -> None:
    assert instant(date(2026, 3, 29), time(2, 30), BERLIN) == utc(2026, 3, 29, 1, 0)


def test_a_time_that_occurs_twice_fires_at_the_first() -> None:
    assert instant(date(2026, 10, 25), time(2, 30), BERLIN) == utc(2026, 10, 25, 0, 30)


def test_lord_howe_jumps_by_half_an_hour() -> None:
    assert instant(date(2026, 10, 4), time(2, 10), ZoneInfo("Australia/Lord_Howe")) == utc(2026, 10, 3, 15, 30)


def test_daylight_saving_never_moves_the_wall_clock_time() -> None:
    rhythm = Rhythm(zone="Europe/Berlin")
    summer, winter = moments(rhythm, Week(2026, 43)).opens, moments(rhythm, Week(2026, 44)).opens
    assert (summer, winter) == (utc(2026, 10, 23, 12), utc(2026, 10, 30, 13))


def test_the_default_round_opens_friday_reminds_at_half_past_four_and_closes_monday() -> None:
    got = moments(Rhythm(zone="Europe/Berlin"), Week(2026, 36))
    assert got.opens == utc(2026, 9, 4, 12)
    assert got.reminds == utc(2026, 9, 4, 14, 30)
    assert got.closes == utc(2026, 9, 7, 8)
    assert got.digests == got.closes


@given(rhythms, st.integers(2024, 2029), st.integers(1, 52))
def test_a_round_s_instants_come_in_order(rhythm: Rhythm, year: int, number: int) -> None:
    got = moments(rhythm, Week(year, number))
    assert got.opens <= got.reminds <= got.closes <= got.digests


@given(rhythms)
def test_a_valid_rhythm_never_has_two_rounds_open(rhythm: Rhythm) -> None:
    try:
        validate(rhythm)
    except Refused:
        return
    week = Week(2026, 20)
    assert moments(rhythm, week).closes <= moments(rhythm, week.next()).opens


@given(rhythms, st.datetimes(datetime(2024, 2, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))
def test_the_next_opening_is_the_first_after_now(rhythm: Rhythm, now: datetime) -> None:
    week, opens = next_opening(rhythm, now)
    assert moments(rhythm, week).opens == opens > now
    assert moments(rhythm, week.previous()).opens <= now


def test_an_answer_belongs_to_the_open_round_else_to_the_next_one() -> None:
    rhythm = Rhythm(zone="Europe/Berlin")
    assert current_week(rhythm, utc(2026, 9, 2, 9)) == Week(2026, 36)
    assert current_week(rhythm, utc(2026, 9, 4, 12)) == Week(2026, 36)
    assert current_week(rhythm, utc(2026, 9, 7, 7, 59)) == Week(2026, 36)
    assert current_week(rhythm, utc(2026, 9, 7, 8)) == Week(2026, 37)


def test_a_member_in_tokyo_is_asked_at_the_same_wall_clock_time_there() -> None:
    got = at_own_zone(Rhythm(zone="Europe/Berlin"), Week(2026, 36), "Asia/Tokyo")
    assert got.opens == utc(2026, 9, 4, 5)
    assert got.reminds == utc(2026, 9, 4, 7, 30)
    assert got.closes == utc(2026, 9, 7, 8)


def test_without_a_zone_of_their_own_a_member_is_asked_with_the_team() -> None:
    rhythm = Rhythm(zone="Europe/Berlin")
    assert at_own_zone(rhythm, Week(2026, 36), None) == moments(rhythm, Week(2026, 36))


@pytest.mark.parametrize("name", [None, "", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "europe", "\x00", "🎉"])
def test_what_is_no_zone_falls_back_and_never_raises(name: str | None) -> None:
    assert not is_zone(name)
    assert zone(name, "Europe/Berlin").key == "Europe/Berlin"
    assert zone(name).key == "UTC"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("new york", "America/New_York"), ("berl", "Europe/Berlin"), ("SAO_PAULO", "America/Sao_Paulo"), ("utc", "UTC")],
)
def test_zones_are_found_as_people_type_them(typed: str, found: str) -> None:
    assert found in find_zones(typed)


def test_a_list_of_zones_never_passes_slack_s_hundred() -> None:
    assert len(find_zones("")) == 100


def test_a_close_after_the_next_opening_is_refused() -> None:
    with pytest.raises(Refused, match="next one has begun"):
        validate(Rhythm(zone="UTC", close_weekday=4, close_at=time(15)))


def test_a_reminder_before_the_prompt_of_the_same_day_means_next_week_and_is_refused() -> None:
    with pytest.raises(Refused, match="reminder"):
        validate(Rhythm(zone="UTC", at=time(14), reminder_at=time(14)))


def test_a_digest_on_its_own_day_comes_after_the_close() -> None:
    got = moments(Rhythm(zone="UTC", digest_weekday=1, digest_at=time(9)), Week(2026, 36))
    assert got.digests == utc(2026, 9, 8, 9)


def test_lateness_is_measured_against_the_window() -> None:
    due = utc(2026, 9, 4, 12)
    assert not too_late(due, due + CATCH_UP)
    assert too_late(due, due + CATCH_UP + timedelta(minutes=1))


def test_weeks_cross_the_year() -> None:
    assert str(Week.of(date(2027, 1, 1))) == "2026-W53"
    assert Week(2026, 53).next() == Week(2027, 1)
    assert Week.parse("2026-W53") == Week(2026, 53)
    assert Week(2026, 52).until(Week(2027, 1)) == 2


@pytest.mark.parametrize("text", ["2026-W54", "2026", "W36", "2026-W0", ""])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Week.parse(text)

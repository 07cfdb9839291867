"""Weeks, rhythms and wall clocks."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.calendar import (
    CATCH_UP,
    Rhythm,
    Week,
    all_zones,
    at_own_zone,
    current_week,
    find_zones,
    instant,
    is_zone,
    moments,
    next_opening,
    openings,
    too_late,
    validate,
    zone,
)
from okra.refusal import Refused

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2030, 12, 31, tzinfo=UTC)
WEEKS = [Week(2024, 1).plus(number) for number in range(Week(2024, 1).until(Week(2030, 52)) + 1)]
ZONES = sorted(available_timezones() - {"Factory", "localtime"})  # these two mean "nobody has chosen yet"
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
    digest_weekday=st.integers(0, 6),
    digest_at=times,
)
weeks = st.sampled_from(WEEKS)


def fits(minutes: tuple[int, list[int]]) -> Rhythm:
    """A rhythm whose reminder, close and digest come so many minutes after its opening."""
    start, after = minutes
    (day, at), (remind_day, remind_at), (close_day, close_at), (digest_day, digest_at) = (
        ((start + minute) // 1440 % 7, time((start + minute) // 60 % 24, (start + minute) % 60))
        for minute in [0, *sorted(after)]
    )
    zone_name = ZONES[sum(after) % len(ZONES)]
    return Rhythm(day, at, zone_name, remind_day, remind_at, close_day, close_at, digest_day, digest_at)


sensible_rhythms = st.tuples(
    st.integers(0, 7 * 1440 - 1), st.lists(st.integers(1, 7 * 1440 - 60), min_size=3, max_size=3, unique=True)
).map(fits)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


class Change(NamedTuple):
    """The first minute of another offset, and what a wall clock shows there under the old and the new one."""

    at: datetime
    before: datetime
    after: datetime


def shown(at: datetime, where: ZoneInfo) -> datetime:
    """What a wall clock in that zone shows."""
    return at.astimezone(where).replace(tzinfo=None, fold=0)


@cache
def changes(name: str) -> tuple[Change, ...]:
    """Every change of a zone's offset between 2024 and 2030, found by reading its clock in UTC."""
    where = ZoneInfo(name)
    days = [FIRST + n * DAY for n in range((LAST - FIRST) // DAY + 1)]
    offsets = [day.astimezone(where).utcoffset() for day in days]
    changed = [day for day, (old, new) in zip(days, pairwise(offsets), strict=False) if old != new]
    return tuple(change_after(day, where) for day in changed)


def change_after(day: datetime, where: ZoneInfo) -> Change:
    """The change in the 24 hours after `day`, both ends included."""
    minutes = [day + n * MINUTE for n in range(24 * 60 + 1)]
    offset = day.astimezone(where).utcoffset()
    at = minutes[bisect_left(minutes, True, key=lambda minute: minute.astimezone(where).utcoffset() != offset)]
    return Change(at, shown(at - MINUTE, where) + MINUTE, shown(at, where))


def alarms(change: Change, where: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Every wall-clock minute around a change with the instant at which an alarm set to it rings.

    An alarm rings once: in the first minute in which the clock shows its time or a later one.
    """
    minutes = [change.at + n * MINUTE for n in range(-150, 151)]
    latest = list(accumulate((shown(minute, where) for minute in minutes), max))
    wall = latest[0]
    while wall < latest[-1]:
        yield wall, minutes[bisect_left(latest, wall)]
        wall += MINUTE


def ways_to_change() -> dict[tuple[Change, ...], str]:
    """Every way in which clocks change, with one zone that does so."""
    return {changes(name): name for name in ZONES}


def test_around_every_change_of_every_clock_each_minute_fires_as_an_alarm_rings() -> None:
    compared = 0
    for name in ways_to_change().values():
        where = ZoneInfo(name)
        for change in changes(name):
            for wall, rings in alarms(change, where):
                assert instant(wall.date(), wall.time(), where) == rings, (name, wall)
                compared += 1
    assert compared > 100_000


def rhythms_worth_a_try() -> Iterator[Rhythm]:
    """For every zone some weekday and time, and for every kind of clock change a time that it skips or repeats."""
    for number, name in enumerate(ZONES):
        yield Rhythm(weekday=number % 7, at=time(number % 24, number % 60), zone=name)
    for name in ways_to_change().values():
        for change in changes(name)[:2]:
            wall = min(change.before, change.after) + abs(change.after - change.before) / 2
            yield Rhythm(weekday=wall.weekday(), at=wall.time(), zone=name)


def what_the_clock_shows(wall: datetime, name: str) -> datetime:
    """The wall time itself, or the end of the gap that swallows it."""
    return next((change.after for change in changes(name) if change.before <= wall < change.after), wall)


@pytest.mark.parametrize("shard", range(4))
def test_in_every_zone_a_weekly_time_fires_once_a_week_for_seven_years_at_its_minute(shard: int) -> None:
    for rhythm in list(rhythms_worth_a_try())[shard::4]:
        where = ZoneInfo(rhythm.zone)
        fired = list(openings(rhythm, FIRST - 2 * DAY, LAST))
        once = dict(fired)
        assert len(once) == len(fired)
        assert set(WEEKS) <= set(once)
        assert sorted(once.values()) == [at for _, at in fired]
        for week, at in fired:
            wall = datetime.combine(week.monday() + rhythm.weekday * DAY, rhythm.at)
            assert shown(at, where) == what_the_clock_shows(wall, rhythm.zone), (rhythm, week)
        repeated = [c for c in changes(rhythm.zone) for _, at in fired if c.at <= at < c.at + (c.before - c.after)]
        assert not repeated, rhythm


def test_a_time_that_does_not_exist_fires_at_the_next_valid_minute() -> None:
    assert instant(date(2026, 3, 29), time(2, 30), BERLIN) == utc(2026, 3, 29, 1, 0)


def test_a_time_that_occurs_twice_fires_at_the_first() -> None:
    assert instant(date(2026, 10, 25), time(2, 30), BERLIN) == utc(2026, 10, 25, 0, 30)


@pytest.mark.parametrize(
    ("name", "day", "at", "fires"),
    [
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), utc(2026, 10, 3, 15, 30)),  # to 2:30, by half an hour
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), utc(2026, 4, 4, 14, 45)),
        ("Africa/Casablanca", date(2026, 2, 15), time(2, 30), utc(2026, 2, 15, 1, 30)),  # Ramadan begins: 3:00 is 2:00
        ("Africa/Casablanca", date(2026, 3, 22), time(2, 30), utc(2026, 3, 22, 2, 0)),  # and ends: 2:00 is 3:00
        ("America/Sao_Paulo", date(2018, 11, 4), time(0, 0), utc(2018, 11, 4, 3, 0)),  # midnight did not exist
        ("America/Sao_Paulo", date(2018, 2, 17), time(23, 30), utc(2018, 2, 18, 1, 30)),  # the last hour came twice
        ("America/Sao_Paulo", date(2026, 11, 1), time(0, 0), utc(2026, 11, 1, 3, 0)),  # no more changes since 2019
        ("Pacific/Apia", date(2011, 12, 30), time(14, 0), utc(2011, 12, 30, 10, 0)),  # a whole day did not exist
        ("Pacific/Apia", date(2026, 9, 4), time(14, 0), utc(2026, 9, 4, 1, 0)),
    ],
)
def test_clocks_that_change_in_their_own_ways(name: str, day: date, at: time, fires: datetime) -> None:
    assert instant(day, at, ZoneInfo(name)) == fires


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


@given(rhythms, weeks)
def test_a_round_s_instants_come_in_order(rhythm: Rhythm, week: Week) -> None:
    got = moments(rhythm, week)
    assert got.opens <= got.reminds <= got.closes <= got.digests


@given(sensible_rhythms, weeks)
def test_a_round_is_over_and_told_before_the_next_one_begins(rhythm: Rhythm, week: Week) -> None:
    validate(rhythm)
    assert moments(rhythm, week).digests <= moments(rhythm, week.next()).opens


@given(rhythms, weeks)
def test_what_passes_as_a_rhythm_never_has_two_rounds_open(rhythm: Rhythm, week: Week) -> None:
    try:
        validate(rhythm)
    except Refused:
        return
    assert moments(rhythm, week).closes <= moments(rhythm, week.next()).opens


@given(sensible_rhythms, st.datetimes(datetime(2024, 2, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))
def test_every_answer_has_a_round_to_go_to(rhythm: Rhythm, now: datetime) -> None:
    week = current_week(rhythm, now)
    assert moments(rhythm, week.previous()).closes <= now < moments(rhythm, week).closes


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


def test_far_enough_west_the_own_wall_clock_time_comes_after_the_team_s_close() -> None:
    rhythm = Rhythm(zone="Pacific/Kiritimati", close_weekday=4, close_at=time(18))
    got = at_own_zone(rhythm, Week(2026, 36), "Pacific/Honolulu")
    assert got.opens > got.closes == moments(rhythm, Week(2026, 36)).closes


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
    [
        ("new york", "America/New_York"),
        ("new-york", "America/New_York"),
        ("berl", "Europe/Berlin"),
        ("europe berlin", "Europe/Berlin"),
        ("SAO_PAULO", "America/Sao_Paulo"),
        ("São Paulo", "America/Sao_Paulo"),
        ("utc", "UTC"),
        ("utc+2", "Africa/Johannesburg"),
        ("UTC +2", "Europe/Berlin"),
        ("gmt+5:30", "Asia/Kolkata"),
        ("-03:00", "America/Sao_Paulo"),
    ],
)
def test_zones_are_found_as_people_type_them(typed: str, found: str) -> None:
    assert found in find_zones(typed)


@pytest.mark.parametrize("hours", [-11, -3, 1, 2, 9])
def test_a_typed_offset_finds_places_that_show_it_and_never_its_opposite(hours: int) -> None:
    for name in find_zones(f"utc{hours:+d}"):
        offsets = [datetime(2037, month, 1, tzinfo=ZoneInfo(name)).utcoffset() for month in (1, 7)]
        assert timedelta(hours=hours) in offsets, name


def test_zones_whose_sign_means_the_opposite_are_not_offered() -> None:
    assert "Etc/GMT" in find_zones("etc gmt")
    assert not [name for name in find_zones("gmt") if "GMT+2" in name or "GMT-2" in name]


def test_a_place_that_begins_with_what_is_typed_comes_first() -> None:
    assert find_zones("rome")[0] == "Europe/Rome"
    assert find_zones("lima")[0] == "America/Lima"


@pytest.mark.parametrize("typed", ["atlantis", "🎉", "utc+99", "../../etc/passwd"])
def test_a_search_that_finds_nothing_never_raises(typed: str) -> None:
    assert all(is_zone(name) for name in find_zones(typed))


def test_places_come_before_abbreviations_and_none_is_lost() -> None:
    assert set(all_zones()) == set(ZONES)
    assert all_zones().index("Pacific/Wallis") < all_zones().index("CET")


def test_a_list_of_zones_never_passes_slack_s_hundred() -> None:
    assert len(find_zones("")) == 100
    assert len(find_zones("utc+1")) <= 100


@pytest.mark.parametrize(
    ("rhythm", "field", "words"),
    [
        (Rhythm(zone="Mars/Olympus"), "zone", "time zone"),
        (Rhythm(weekday=7), "weekday", "Monday to Sunday"),
        (Rhythm(digest_weekday=-1, digest_at=time(9)), "weekday", "Monday to Sunday"),
        (Rhythm(close_weekday=4, close_at=time(15)), "close", "next one has begun"),
        (Rhythm(close_weekday=4, close_at=time(13, 1)), "close", "less than an hour before"),
        (Rhythm(at=time(14), reminder_at=time(14)), "reminder", "next check-in has begun"),
        (Rhythm(at=time(14), reminder_weekday=4, reminder_at=time(13)), "close", "between the reminder and then"),
        (Rhythm(close_at=time(10), digest_weekday=0, digest_at=time(9)), "digest", "soon after the close"),
        (Rhythm(digest_weekday=1), "digest", "a day and a time"),
        (Rhythm(digest_at=time(9)), "digest", "a day and a time"),
    ],
)
def test_a_rhythm_that_makes_no_sense_is_refused_with_what_is_wrong(rhythm: Rhythm, field: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        validate(rhythm)
    assert refused.value.field == field


def test_a_close_an_hour_before_the_next_opening_is_the_latest_one() -> None:
    validate(Rhythm(close_weekday=4, close_at=time(13)))


def test_a_digest_at_the_minute_of_the_next_opening_is_the_latest_one() -> None:
    validate(Rhythm(digest_weekday=4, digest_at=time(14)))


def test_openings_are_listed_after_one_instant_and_up_to_another() -> None:
    rhythm = Rhythm(zone="Europe/Berlin")
    first, second = utc(2026, 9, 4, 12), utc(2026, 9, 11, 12)
    assert list(openings(rhythm, first, second)) == [(Week(2026, 37), second)]
    assert list(openings(rhythm, first - MINUTE, second - MINUTE)) == [(Week(2026, 36), first)]


def test_a_digest_at_the_minute_of_the_close_comes_with_it() -> None:
    got = moments(Rhythm(digest_weekday=0, digest_at=time(10)), Week(2026, 36))
    assert got.digests == got.closes


def test_a_digest_on_its_own_day_comes_after_the_close() -> None:
    got = moments(Rhythm(zone="UTC", digest_weekday=1, digest_at=time(9)), Week(2026, 36))
    assert got.digests == utc(2026, 9, 8, 9)


def test_lateness_is_measured_against_the_window() -> None:
    due = utc(2026, 9, 4, 12)
    assert not too_late(due, due + CATCH_UP)
    assert too_late(due, due + CATCH_UP + timedelta(minutes=1))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-200, 200))
def test_weeks_are_counted_said_and_read_without_loss(day: date, count: int) -> None:
    week = Week.of(day)
    assert Week.parse(str(week)) == week
    assert week.until(week.plus(count)) == count
    assert week.plus(1).previous() == week
    assert (week < week.plus(count)) == (count > 0)
    assert week.day(day.weekday()) == day


def test_weeks_cross_the_year() -> None:
    assert str(Week.of(date(2027, 1, 1))) == "2026-W53"
    assert Week(2026, 53).next() == Week(2027, 1)
    assert Week.parse("2026-W53") == Week(2026, 53)
    assert Week(2026, 52).until(Week(2027, 1)) == 2


@pytest.mark.parametrize(
    "text", ["2026-W54", "2025-W53", "2026", "W36", "2026-W00", "2026-W5", "2026-W+5", "2026-W36\n", "٢٠٢٦-W36", ""]
)
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Week.parse(text)

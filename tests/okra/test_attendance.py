"""Who a round waits for, when each is asked, and how many came."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.attendance import (
    as_of,
    asked_at,
    expectations,
    first_asked,
    first_reminded,
    nobody_is_there,
    reminded_at,
    turnout,
)
from okra.calendar import Rhythm, Week, moments
from okra.checkin import Expectation, Presence
from okra.people import Away, Member, Timing

FRIDAY = date(2026, 9, 4)
WEEK = Week(2026, 36)
BERLIN = Rhythm(zone="Europe/Berlin")
NAMES = {"UADA": "Ada", "UBEN": "Ben", "UCLEO": "Cleo", "UDAN": "Dan"}


def member(user_id: str, zone: str | None = None, timing: Timing = Timing.TEAM, *, active: bool = True) -> Member:
    return Member(user_id, NAMES.get(user_id, user_id), zone=zone, timing=timing, active=active)


def test_a_member_is_asked_at_the_teams_instant_wherever_they_are() -> None:
    assert asked_at(BERLIN, WEEK, member("UDAN", "Asia/Tokyo")) == datetime(2026, 9, 4, 12, tzinfo=UTC)


def test_a_member_may_be_asked_on_their_own_clock() -> None:
    dan = member("UDAN", "Asia/Tokyo", Timing.OWN)
    assert asked_at(BERLIN, WEEK, dan) == datetime(2026, 9, 4, 5, tzinfo=UTC)
    assert reminded_at(BERLIN, WEEK, dan) == datetime(2026, 9, 4, 7, 30, tzinfo=UTC)


def test_without_a_zone_of_their_own_the_teams_clock_counts() -> None:
    assert asked_at(BERLIN, WEEK, member("UDAN", None, Timing.OWN)) == moments(BERLIN, WEEK).opens


def test_where_the_own_clock_comes_after_the_close_the_teams_instant_counts() -> None:
    short = Rhythm(
        zone="Europe/Berlin", reminder_at=time(15), close_weekday=4, close_at=time(16), weekday=4, at=time(14)
    )
    far_west = member("UDAN", "Pacific/Honolulu", Timing.OWN)
    assert asked_at(short, WEEK, far_west) == moments(short, WEEK).opens


def test_a_round_begins_with_whoever_is_asked_first() -> None:
    people = [member("UADA"), member("UDAN", "Asia/Tokyo", Timing.OWN), member("UBEN", "America/New_York", Timing.OWN)]
    assert first_asked(BERLIN, WEEK, people) == asked_at(BERLIN, WEEK, people[1])
    assert first_reminded(BERLIN, WEEK, people) == reminded_at(BERLIN, WEEK, people[1])
    assert first_asked(BERLIN, WEEK, []) == moments(BERLIN, WEEK).opens


def test_the_away_are_not_expected_and_those_who_left_are_not_in_the_round() -> None:
    people = [member("UADA"), member("UBEN"), member("UCLEO", active=False)]
    expected = expectations(people, [Away("UBEN", FRIDAY, FRIDAY)], FRIDAY, None)
    assert [(one.user_id, one.presence) for one in expected] == [("UADA", Presence.EXPECTED), ("UBEN", Presence.AWAY)]


def test_an_absence_on_other_days_does_not_count() -> None:
    away = [Away("UADA", date(2026, 9, 5), date(2026, 9, 9))]
    assert expectations([member("UADA")], away, FRIDAY, None)[0].presence is Presence.EXPECTED


def test_on_a_day_off_everybody_is_away_and_the_day_has_a_name() -> None:
    expected = expectations([member("UADA"), member("UBEN")], [], FRIDAY, "Reformation Day")
    assert {(one.presence, one.reason) for one in expected} == {(Presence.AWAY, "Reformation Day")}
    assert nobody_is_there(expected)


def test_there_is_somebody_to_ask_as_long_as_one_is_expected() -> None:
    assert not nobody_is_there(expectations([member("UADA"), member("UBEN")], [], FRIDAY, None))
    assert nobody_is_there([])


@pytest.mark.parametrize(
    ("before", "away", "after"),
    [
        (Presence.EXPECTED, False, Presence.EXPECTED),
        (Presence.EXPECTED, True, Presence.AWAY),
        (Presence.AWAY, False, Presence.EXPECTED),
        (Presence.SITTING_OUT, True, Presence.SITTING_OUT),
        (Presence.LEFT, False, Presence.EXPECTED),
    ],
)
def test_people_go_away_and_come_back_while_a_round_is_open(before: Presence, away: bool, after: Presence) -> None:
    absences = [Away("UADA", FRIDAY, FRIDAY)] if away else []
    assert as_of(Expectation("UADA", before), member("UADA"), absences, [FRIDAY]).presence is after


def test_whoever_left_is_not_waited_for() -> None:
    for gone in (None, member("UADA", active=False)):
        assert as_of(Expectation("UADA", Presence.EXPECTED), gone, [], [FRIDAY]).presence is Presence.LEFT


def test_a_teams_day_off_stays_one() -> None:
    off = Expectation("UADA", Presence.AWAY, "Reformation Day")
    assert as_of(off, member("UADA"), [], [FRIDAY]) == off


def test_the_away_are_named_and_neither_they_nor_those_who_sit_out_are_in_the_denominator() -> None:
    expected = [
        Expectation("UADA", Presence.EXPECTED),
        Expectation("UBEN", Presence.EXPECTED),
        Expectation("UCLEO", Presence.AWAY),
        Expectation("UDAN", Presence.SITTING_OUT),
        Expectation("UGONE", Presence.LEFT),
    ]
    counted = turnout(expected, ["UADA"], NAMES)
    assert (counted.answered, counted.expected) == (1, 2)
    assert (counted.away, counted.sitting_out) == (("Cleo",), ("Dan",))


def test_who_answers_counts_even_if_away_or_new() -> None:
    counted = turnout([Expectation("UCLEO", Presence.AWAY)], ["UCLEO", "UNEW"], NAMES)
    assert (counted.answered, counted.expected, counted.away) == (2, 2, ())


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.sampled_from(Presence)), st.sets(st.text(max_size=3)))
def test_never_more_have_answered_than_were_expected(presences: dict[str, Presence], answered: set[str]) -> None:
    counted = turnout([Expectation(user, presence) for user, presence in presences.items()], answered, {})
    assert 0 <= counted.answered <= counted.expected <= len(presences.keys() | answered)

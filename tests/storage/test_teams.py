"""Teams, who is in them, and who is away."""

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy.exc import IntegrityError

from okra.people import Away, Member, Role, Timing
from okra.settings import DayOff
from storage.people import Person
from storage.store import Store
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, MALLORY, NOW, RHYTHM, a_team, at_once, settle

MONDAY, TUESDAY, WEDNESDAY, FRIDAY = (date(2026, 9, day) for day in (7, 8, 9, 11))


def test_a_team_is_found_by_its_channel_and_by_its_id(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        assert unit.teams.by_channel("C_EXPLORE") == unit.teams.by_id(team.id) == team
        assert unit.teams.by_channel("C_OTHER") is None
    assert (team.name, team.rhythm, team.country, team.digest_channel_id) == ("Explore", RHYTHM, "DE", None)


def test_setting_up_again_changes_the_team_and_makes_no_second_one(store: Store) -> None:
    settle(store)
    rhythm = replace(RHYTHM, zone="Asia/Tokyo", digest_weekday=0, digest_at=time(9, 5))
    with store.begin(HERE) as unit:
        first = a_team(unit)
        second = unit.teams.save("C_EXPLORE", "Expedition", rhythm, None, "C_LEADS", NOW)
        assert unit.teams.all() == [second]
        assert unit.teams.by_digest_channel("C_LEADS") == [second]
    assert (second.id, second.name, second.rhythm) == (first.id, "Expedition", rhythm)


def test_setting_up_twice_at_once_makes_one_team(store: Store) -> None:
    settle(store)

    def set_up(_: int) -> int:
        with store.begin(HERE) as unit:
            return unit.teams.save("C1", "Explore", RHYTHM, None, None, NOW).id

    assert len(set(at_once(6, set_up))) == 1


def test_a_team_follows_its_channel(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        unit.teams.move(team.id, "C_NEW")
        assert unit.teams.by_channel("C_EXPLORE") is None
        assert unit.teams.by_channel("C_NEW") == replace(team, channel_id="C_NEW")


def test_members_carry_what_slack_last_said_of_them(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        unit.teams.join(team.id, "U_NEW", NOW)
        unit.people.remember(Person(BEN, "Benjamin", "Asia/Tokyo"), NOW)
        assert unit.teams.members(team.id) == [
            Member(ADA, "Ada", Role.LEAD, "Europe/Berlin"),
            Member(BEN, "Benjamin", Role.MEMBER, "Asia/Tokyo"),
            Member("U_NEW", "somebody"),
        ]


def test_who_leaves_and_comes_back_is_the_same_member(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        unit.teams.leave(team.id, ADA)
        assert [one.user_id for one in unit.teams.members(team.id)] == [BEN]
        assert [one.active for one in unit.teams.members(team.id, with_inactive=True)] == [False, True]
        assert unit.teams.led_by(ADA) == []
        unit.teams.join(team.id, ADA, NOW)
        assert unit.teams.led_by(ADA) == [team]
        again = unit.teams.member(team.id, ADA)
    assert again == Member(ADA, "Ada", Role.LEAD, "Europe/Berlin")


def test_who_is_deactivated_in_slack_is_no_active_member(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        unit.people.remember(Person(BEN, "Ben", "Europe/Berlin", deactivated=True), NOW)
        ben = unit.teams.member(team.id, BEN)
        assert ben is not None
        assert not ben.active
        assert [one.user_id for one in unit.teams.members(team.id)] == [ADA]
        assert len(unit.teams.members(team.id, with_inactive=True)) == 2


def test_roles_and_times_are_each_members_own(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        unit.teams.set_role(team.id, BEN, Role.FACILITATOR)
        unit.teams.set_timing(team.id, BEN, Timing.OWN)
        ben = unit.teams.member(team.id, BEN)
        ada = unit.teams.member(team.id, ADA)
    assert ben is not None
    assert ada is not None
    assert (ben.role, ben.timing, ada.timing) == (Role.FACILITATOR, Timing.OWN, Timing.TEAM)


def test_a_person_may_be_in_many_teams(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        zebra, apple = a_team(unit, "C1", "Zebra"), a_team(unit, "C2", "Apple")
        unit.teams.set_role(zebra.id, ADA, Role.MEMBER)
        assert unit.teams.of_person(ADA) == [apple, zebra]
        assert unit.teams.led_by(ADA) == [apple]
        assert unit.teams.of_person(MALLORY) == []


def test_days_off_are_replaced_whole(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        unit.teams.set_days_off(team.id, [DayOff(TUESDAY, "Retreat"), DayOff(MONDAY)])
        assert unit.teams.days_off(team.id) == (DayOff(MONDAY), DayOff(TUESDAY, "Retreat"))
        unit.teams.set_days_off(team.id, [DayOff(MONDAY, "Bridge day")])
        assert unit.teams.days_off(team.id) == (DayOff(MONDAY, "Bridge day"),)


def test_absences_are_listed_until_they_are_over(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        unit.teams.set_away(Away(ADA, MONDAY, TUESDAY), BEN, NOW)
        unit.teams.set_away(Away(BEN, FRIDAY, FRIDAY), BEN, NOW)
        assert unit.teams.away([ADA, BEN], TUESDAY) == [Away(ADA, MONDAY, TUESDAY), Away(BEN, FRIDAY, FRIDAY)]
        assert unit.teams.away([ADA, BEN], WEDNESDAY) == [Away(BEN, FRIDAY, FRIDAY)]
        assert unit.teams.away([ADA], WEDNESDAY) == []
        assert unit.teams.away([], MONDAY) == []


def test_the_last_word_on_an_absence_counts(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        unit.teams.set_away(Away(ADA, MONDAY, WEDNESDAY), ADA, NOW)
        unit.teams.set_away(Away(ADA, TUESDAY, FRIDAY), ADA, NOW)
        assert unit.teams.away([ADA], MONDAY) == [Away(ADA, TUESDAY, FRIDAY)]


def test_who_is_back_early_was_still_away_before_and_keeps_the_next_holiday(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        unit.teams.set_away(Away(ADA, MONDAY, WEDNESDAY), ADA, NOW)
        unit.teams.set_away(Away(ADA, FRIDAY, FRIDAY), ADA, NOW)
        assert unit.teams.end_away(ADA, TUESDAY)
        assert unit.teams.away([ADA], MONDAY) == [Away(ADA, MONDAY, MONDAY), Away(ADA, FRIDAY, FRIDAY)]


def test_who_is_back_on_the_first_day_was_never_away(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        unit.teams.set_away(Away(ADA, MONDAY, WEDNESDAY), ADA, NOW)
        assert unit.teams.end_away(ADA, MONDAY)
        assert unit.teams.away([ADA], MONDAY) == []
        assert not unit.teams.end_away(ADA, MONDAY)


def test_who_is_back_before_leaving_takes_the_holiday_back(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        unit.teams.set_away(Away(ADA, WEDNESDAY, FRIDAY), ADA, NOW)
        assert unit.teams.end_away(ADA, MONDAY)
        assert unit.teams.away([ADA], MONDAY) == []


def test_another_workspace_sees_and_changes_nothing_of_it(store: Store) -> None:
    settle(store, HERE, ELSEWHERE)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        unit.teams.set_days_off(team.id, [DayOff(MONDAY)])
        unit.teams.set_away(Away(ADA, MONDAY, FRIDAY), ADA, NOW)
    with store.begin(ELSEWHERE) as unit:
        assert unit.teams.by_id(team.id) is unit.teams.by_channel("C_EXPLORE") is None
        assert unit.teams.member(team.id, ADA) is None
        assert unit.teams.all() == unit.teams.of_person(ADA) == unit.teams.led_by(ADA) == []
        assert unit.teams.members(team.id, with_inactive=True) == []
        assert unit.teams.away([ADA], MONDAY) == []
        assert unit.teams.days_off(team.id) == ()
        unit.teams.leave(team.id, ADA)
        unit.teams.set_role(team.id, ADA, Role.MEMBER)
        unit.teams.join(team.id, ADA, NOW)
        unit.teams.move(team.id, "C_STOLEN")
        unit.teams.set_days_off(team.id, [])
        unit.teams.end_away(ADA, MONDAY)
    with store.begin(HERE) as unit:
        assert unit.teams.led_by(ADA) == [team]
        assert unit.teams.days_off(team.id) == (DayOff(MONDAY),)
        assert unit.teams.away([ADA], MONDAY) == [Away(ADA, MONDAY, FRIDAY)]


def test_nobody_joins_a_team_of_another_workspace(store: Store) -> None:
    settle(store, HERE, ELSEWHERE)
    with store.begin(HERE) as unit:
        team = a_team(unit)

    def intrude() -> None:
        with store.begin(ELSEWHERE) as unit:
            unit.teams.join(team.id, MALLORY, NOW)

    with pytest.raises(IntegrityError):
        intrude()


def test_the_ids_of_those_who_are_in_it_leave_out_who_left(store: Store) -> None:
    settle(store, HERE, ELSEWHERE)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        assert unit.teams.ids(team.id) == [ADA, BEN]
        unit.teams.leave(team.id, BEN)
        assert unit.teams.ids(team.id) == [ADA]
    with store.begin(ELSEWHERE) as unit:
        assert unit.teams.ids(team.id) == []

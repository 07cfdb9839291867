"""What the clock does to a check-in: whom it asks, when, once; what it reminds, closes and writes down as missed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from handlers.checkin import use_cases, use_cases_told
from handlers.checkin.use_cases_time import open_round
from handlers.kit.ids import Appointment, Delivery
from handlers.kit.rhythm import round_key, schedule_team
from okra.calendar import Rhythm, Week
from okra.checkin import Presence, RoundState
from okra.grip import Contribution
from okra.people import Away
from okra.settings import DayOff
from storage.people import Person
from storage.store import Store
from tests.handlers.checkin.setting import (
    ADA,
    BEN,
    CLEO,
    CLOSES,
    DAN,
    DAY,
    HERE,
    HOUR,
    MINUTE,
    OPENS,
    REMINDS,
    TUESDAY,
    WEEK,
    Mail,
    Scene,
    a_scene,
    actor,
    deliver,
    saying,
    tick,
    use_own_zone,
)

NINE_ON_SATURDAY = datetime(2026, 9, 5, 7, tzinfo=UTC)


@pytest.fixture
def scene(store: Store) -> Scene:
    return a_scene(store)


@pytest.fixture
def mail() -> Mail:
    return Mail()


def go(scene: Scene, now: datetime, mail: Mail) -> list[str]:
    """The clock ticks and the post goes out."""
    ran = tick(scene.store, now)
    deliver(scene.store, now, mail)
    return ran


def answer(scene: Scene, user_id: str, now: datetime, said: Contribution | None = None) -> None:
    with scene.store.begin(HERE) as unit:
        use_cases.submit(unit, actor(user_id), scene.about, said or saying(scene), now)


def away(scene: Scene, user_id: str, first: date, last: date) -> None:
    with scene.store.begin(HERE) as unit:
        unit.teams.set_away(Away(user_id, first, last), user_id, TUESDAY)


def state_of(scene: Scene, week: Week = WEEK) -> RoundState | None:
    with scene.store.begin(HERE) as unit:
        this = unit.rounds.of_week(scene.team.id, week)
        return this.state if this else None


def presence_of(scene: Scene, user_id: str) -> Presence:
    with scene.store.begin(HERE) as unit:
        expected = unit.rounds.expectation(1, user_id)
    assert expected is not None
    return expected.presence


def due(scene: Scene, kind: Appointment, week: Week = WEEK) -> datetime | None:
    with scene.store.begin(HERE) as unit:
        found = unit.agenda.find(kind, round_key(scene.team.id, week))
        return found.due if found and found.done is None else None


def test_nobody_is_asked_a_minute_early(scene: Scene, mail: Mail) -> None:
    assert go(scene, OPENS - MINUTE, mail) == []
    assert mail.log == []


def test_everybody_is_asked_once_and_the_channel_gets_its_card(scene: Scene, mail: Mail) -> None:
    assert go(scene, OPENS, mail) == ["checkin.open: opened"]
    assert sorted(mail.keys("checkin.prompt")) == [f"1/{user}" for user in (ADA, BEN, CLEO, DAN)]
    assert "0 of 4 have answered" in mail.of("checkin.card")["1"]
    go(scene, OPENS + MINUTE, mail)
    assert len(mail.log) == 5


def test_what_follows_is_appointed(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS, mail)
    assert due(scene, Appointment.CHECKIN_REMIND) == REMINDS
    assert due(scene, Appointment.CHECKIN_CLOSE) == CLOSES
    assert due(scene, Appointment.DIGEST) == CLOSES
    assert due(scene, Appointment.CHECKIN_OPEN, WEEK.next()) == OPENS + 7 * DAY


def test_an_early_or_late_answer_never_moves_the_next_prompt(scene: Scene, mail: Mail) -> None:
    answer(scene, ADA, TUESDAY)
    go(scene, OPENS, mail)
    answer(scene, BEN, CLOSES + DAY)
    assert due(scene, Appointment.CHECKIN_OPEN, WEEK.next()) == OPENS + 7 * DAY


def test_whoever_answered_early_is_not_asked_and_counts(scene: Scene, mail: Mail) -> None:
    answer(scene, ADA, TUESDAY)
    assert state_of(scene) is RoundState.EARLY
    go(scene, OPENS, mail)
    assert f"1/{ADA}" not in mail.keys("checkin.prompt")
    assert "1 of 4 have answered" in mail.of("checkin.card")["1"]


def test_the_away_are_not_asked_and_are_named_as_away(scene: Scene, mail: Mail) -> None:
    away(scene, BEN, date(2026, 9, 3), date(2026, 9, 9))
    go(scene, OPENS, mail)
    assert f"1/{BEN}" not in mail.keys("checkin.prompt")
    assert "0 of 3 have answered" in mail.of("checkin.card")["1"]
    assert "Away: Ben." in mail.of("checkin.card")["1"]


def test_the_away_may_still_answer(scene: Scene, mail: Mail) -> None:
    away(scene, BEN, date(2026, 9, 3), date(2026, 9, 9))
    go(scene, OPENS, mail)
    answer(scene, BEN, OPENS + HOUR)
    deliver(scene.store, OPENS + HOUR, mail)
    assert "1 of 4 have answered" in mail.of("checkin.card")["1"]


def test_somebody_who_goes_away_before_the_prompt_is_sent_is_not_prompted(scene: Scene, mail: Mail) -> None:
    tick(scene.store, OPENS)
    away(scene, BEN, date(2026, 9, 4), date(2026, 9, 4))
    with scene.store.begin(HERE) as unit:
        unit.teams.leave(scene.team.id, CLEO)
    answer(scene, ADA, OPENS + MINUTE)
    deliver(scene.store, OPENS + MINUTE, mail)
    assert mail.keys("checkin.prompt") == [f"1/{DAN}"]


def test_the_deactivated_are_not_prompted(scene: Scene, mail: Mail) -> None:
    tick(scene.store, OPENS)
    with scene.store.begin(HERE) as unit:
        unit.people.remember(Person(BEN, "Ben", deactivated=True), OPENS)
    deliver(scene.store, OPENS, mail)
    assert f"1/{BEN}" not in mail.keys("checkin.prompt")
    assert "0 of 3 have answered" in mail.of("checkin.card")["1"]


def test_a_member_may_be_asked_on_their_own_clock_and_the_card_waits_for_the_team(scene: Scene, mail: Mail) -> None:
    use_own_zone(scene, DAN)
    in_tokyo = datetime(2026, 9, 4, 5, tzinfo=UTC)
    go(scene, in_tokyo, mail)
    assert [key for _, key, _ in mail.log] == [f"1/{DAN}"]
    answer(scene, DAN, in_tokyo + MINUTE)
    deliver(scene.store, in_tokyo + MINUTE, mail)
    assert mail.keys("checkin.card") == []
    go(scene, OPENS, mail)
    assert "1 of 4 have answered" in mail.of("checkin.card")["1"]


def test_a_member_who_has_flown_west_is_asked_when_it_is_time_there(scene: Scene, mail: Mail) -> None:
    use_own_zone(scene, DAN)
    in_tokyo = datetime(2026, 9, 4, 5, tzinfo=UTC)
    tick(scene.store, in_tokyo)
    with scene.store.begin(HERE) as unit:
        unit.people.remember(Person(DAN, "Dan", "America/New_York"), in_tokyo)
    deliver(scene.store, in_tokyo, mail)
    assert mail.log == []
    go(scene, datetime(2026, 9, 4, 18, tzinfo=UTC), mail)
    assert f"1/{DAN}" in mail.keys("checkin.prompt")


def test_a_public_holiday_is_a_day_off_nothing_is_posted_and_answers_are_welcome(store: Store, mail: Mail) -> None:
    scene = a_scene(store)
    with store.begin(HERE) as unit:
        unit.teams.set_days_off(scene.team.id, [DayOff(date(2026, 9, 4), "Team outing")])
    assert go(scene, OPENS, mail) == ["checkin.open: day off"]
    assert (mail.log, state_of(scene)) == ([], RoundState.DAY_OFF)
    with store.begin(HERE) as unit:
        assert {one.reason for one in unit.rounds.expectations(1)} == {"Team outing"}
    answer(scene, ADA, OPENS + HOUR)
    deliver(store, OPENS + HOUR, mail)
    assert [kind for kind, _, _ in mail.log] == ["checkin.receipt"]
    assert due(scene, Appointment.DIGEST) == CLOSES
    assert due(scene, Appointment.CHECKIN_OPEN, WEEK.next()) == OPENS + 7 * DAY


def test_a_countrys_public_holiday_is_known_by_its_name(store: Store, mail: Mail) -> None:
    friday = datetime(2026, 4, 3, 12, tzinfo=UTC)
    scene = a_scene(store, now=friday - DAY)
    with store.begin(HERE) as unit:
        unit.cycles.save(scene.team.id, "Q2 2026", date(2026, 4, 1), date(2026, 6, 30), replacing=scene.cycle_id)
    assert go(scene, friday, mail) == ["checkin.open: day off"]
    with store.begin(HERE) as unit:
        assert {one.reason for one in unit.rounds.expectations(1)} == {"Good Friday"}


def test_without_okrs_nobody_is_asked_and_the_lead_is_told_once(store: Store, mail: Mail) -> None:
    scene = a_scene(store, okrs=False)
    for week in range(2):
        assert go(scene, OPENS + week * 7 * DAY, mail) == ["checkin.open: no okrs"]
    with store.begin(HERE) as unit:
        notice = unit.outbox.find(Delivery.NOTICE, f"no_okrs/{scene.team.id}/{scene.cycle_id}")
    assert notice is not None
    assert notice.lane == ADA
    assert (mail.log, state_of(scene)) == ([], None)
    assert due(scene, Appointment.CHECKIN_OPEN, WEEK.plus(2)) == OPENS + 14 * DAY


def test_outside_any_cycle_nobody_is_asked(scene: Scene, mail: Mail) -> None:
    with scene.store.begin(HERE) as unit:
        unit.cycles.save(scene.team.id, "Q2", date(2026, 4, 1), date(2026, 6, 30), replacing=scene.cycle_id)
    assert go(scene, OPENS, mail) == ["checkin.open: no okrs"]


def test_the_reminder_goes_only_to_those_who_have_not_answered(scene: Scene, mail: Mail) -> None:
    away(scene, BEN, date(2026, 9, 4), date(2026, 9, 4))
    go(scene, OPENS, mail)
    answer(scene, ADA, OPENS + MINUTE)
    assert go(scene, REMINDS, mail) == ["checkin.remind: reminded"]
    assert sorted(mail.keys("checkin.nudge")) == [f"1/{CLEO}", f"1/{DAN}"]


def test_nobody_is_nudged_more_than_twice_a_week(scene: Scene, mail: Mail) -> None:
    for hours in range(0, 6 * 24, 3):
        go(scene, OPENS + hours * HOUR, mail)
    private = [key for kind, key, _ in mail.log if kind in ("checkin.prompt", "checkin.nudge")]
    assert max(private.count(f"1/{user}") for user in (ADA, BEN, CLEO, DAN)) == 2


def test_the_reminder_is_dropped_if_the_answer_comes_while_it_waits(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS, mail)
    tick(scene.store, REMINDS)
    answer(scene, ADA, REMINDS + MINUTE)
    deliver(scene.store, REMINDS + MINUTE, mail)
    assert f"1/{ADA}" not in mail.keys("checkin.nudge")


def test_snooze_asks_again_tomorrow_at_nine_on_ones_own_clock_instead_of_the_reminder(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS, mail)
    with scene.store.begin(HERE) as unit:
        assert use_cases.snooze(unit, actor(DAN), scene.about, OPENS + MINUTE) is None
    go(scene, REMINDS, mail)
    assert "I'll ask you again tomorrow at 9:00" in mail.of("checkin.prompt")[f"1/{DAN}"]
    assert f"1/{DAN}" not in mail.keys("checkin.nudge")
    nine_in_tokyo = datetime(2026, 9, 5, 0, tzinfo=UTC)
    go(scene, nine_in_tokyo - MINUTE, mail)
    assert f"1/{DAN}" not in mail.keys("checkin.nudge")
    go(scene, nine_in_tokyo, mail)
    assert f"1/{DAN}" in mail.keys("checkin.nudge")
    assert "Snooze" not in mail.of("checkin.nudge")[f"1/{DAN}"]


def test_after_the_reminder_there_is_no_third_nudge(scene: Scene, mail: Mail) -> None:
    go(scene, REMINDS, mail)
    go(scene, REMINDS + MINUTE, mail)
    with scene.store.begin(HERE) as unit:
        assert "nudged you already" in str(use_cases.snooze(unit, actor(BEN), scene.about, REMINDS + HOUR))
    go(scene, NINE_ON_SATURDAY, mail)
    assert mail.keys("checkin.nudge").count(f"1/{BEN}") == 1


def test_a_snooze_beyond_the_close_is_not_taken_and_says_so(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS, mail)
    with scene.store.begin(HERE) as unit:
        assert "is closed already" in str(use_cases.snooze(unit, actor(DAN), scene.about, CLOSES - 4 * HOUR))


def test_not_this_week_means_no_nudge_and_not_being_waited_for(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS, mail)
    with scene.store.begin(HERE) as unit:
        assert use_cases.sit_out(unit, actor(BEN), scene.about, OPENS + MINUTE) is None
    go(scene, REMINDS, mail)
    assert "0 of 3 have answered" in mail.of("checkin.card")["1"]
    assert "1 sitting this one out" in mail.of("checkin.card")["1"]
    assert "Ben" not in mail.of("checkin.card")["1"]
    assert f"1/{BEN}" not in mail.keys("checkin.nudge")
    assert "sitting this one out" in mail.of("checkin.prompt")[f"1/{BEN}"]


def test_answering_undoes_not_this_week(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS, mail)
    with scene.store.begin(HERE) as unit:
        use_cases.sit_out(unit, actor(BEN), scene.about, OPENS + MINUTE)
    answer(scene, BEN, OPENS + HOUR)
    deliver(scene.store, OPENS + HOUR, mail)
    assert "1 of 4 have answered" in mail.of("checkin.card")["1"]


def test_the_close_turns_the_card_into_the_result_and_invites_the_talk(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS, mail)
    answer(scene, ADA, OPENS + MINUTE)
    assert "checkin.close: closed" in go(scene, CLOSES, mail)
    assert state_of(scene) is RoundState.CLOSED
    assert "Confidence 7 of 10" in mail.of("checkin.card")["1"]
    assert mail.of("checkin.thread").keys() == {"1"}
    assert mail.keys("checkin.card") == ["1"]


def test_a_round_that_nobody_answered_is_closed_kindly(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS, mail)
    go(scene, CLOSES, mail)
    assert "That happens" in mail.of("checkin.card")["1"]
    assert "What kept us" in mail.of("checkin.thread")["1"]


def test_who_was_away_at_the_close_stays_noted_as_away(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS, mail)
    away(scene, BEN, date(2026, 9, 7), date(2026, 9, 8))
    go(scene, CLOSES, mail)
    with scene.store.begin(HERE) as unit:
        unit.teams.end_away(BEN, date(2026, 9, 7))
    assert presence_of(scene, BEN) is Presence.AWAY


def test_after_downtime_within_a_day_everybody_is_asked_once(scene: Scene, mail: Mail) -> None:
    back = OPENS + 23 * HOUR
    assert "checkin.open: opened" in go(scene, back, mail)
    go(scene, back + MINUTE, mail)
    assert len(mail.keys("checkin.prompt")) == 4


def test_a_minute_after_the_window_the_week_is_missed_and_nothing_is_sent(scene: Scene, mail: Mail) -> None:
    assert go(scene, OPENS + DAY + MINUTE, mail) == ["checkin.open: missed"]
    assert (mail.log, state_of(scene)) == ([], RoundState.MISSED)
    assert due(scene, Appointment.CHECKIN_OPEN, WEEK.next()) == OPENS + 7 * DAY


def test_the_digest_of_a_missed_week_comes_on_time_if_it_still_can(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS + DAY + MINUTE, mail)
    assert due(scene, Appointment.DIGEST) == CLOSES
    go(scene, OPENS + 21 * DAY, mail)
    assert due(scene, Appointment.DIGEST, WEEK.next()) is None


def test_after_weeks_of_downtime_each_is_noted_and_there_is_no_burst(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS + 21 * DAY + HOUR, mail)
    assert [state_of(scene, WEEK.plus(ahead)) for ahead in range(3)] == [RoundState.MISSED] * 3
    assert state_of(scene, WEEK.plus(3)) is RoundState.OPEN
    assert len(mail.keys("checkin.prompt")) == 4
    assert {key.partition("/")[0] for key in mail.keys("checkin.prompt")} == {"4"}


def test_the_window_can_be_another_one(scene: Scene) -> None:
    with scene.store.begin(HERE) as unit:
        due_then = unit.agenda.find(Appointment.CHECKIN_OPEN, round_key(scene.team.id, WEEK))
        assert due_then is not None
        assert open_round(unit, due_then, OPENS + 3 * HOUR, window=2 * HOUR) == "missed"


def test_the_invitation_waits_for_the_card(scene: Scene, mail: Mail) -> None:
    tick(scene.store, OPENS)
    answer(scene, ADA, OPENS + MINUTE)
    tick(scene.store, CLOSES)
    with scene.store.begin(HERE) as unit:
        assert use_cases_told.thread(unit, "1", CLOSES) == CLOSES + use_cases_told.CARD_FIRST
        unit.outbox.withdraw(Delivery.CHECKIN_CARD, "1")
        assert use_cases_told.thread(unit, "1", CLOSES) == CLOSES + use_cases_told.CARD_STUCK
    deliver(scene.store, CLOSES, mail)
    assert mail.keys("checkin.thread") == []


def test_a_prompt_that_waited_too_long_is_not_sent(scene: Scene, mail: Mail) -> None:
    tick(scene.store, OPENS)
    deliver(scene.store, OPENS + DAY + MINUTE, mail)
    assert mail.keys("checkin.prompt") == []
    assert mail.keys("checkin.card") == ["1"]


def test_an_answer_reopens_a_missed_week_before_its_close(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS + DAY + MINUTE, mail)
    answer(scene, ADA, OPENS + DAY + HOUR)
    assert state_of(scene) is RoundState.OPEN
    go(scene, OPENS + DAY + HOUR, mail)
    assert mail.keys("checkin.prompt") == []
    assert "1 of 4 have answered" in mail.of("checkin.card")["1"]


def test_okrs_that_come_after_the_prompts_time_can_be_answered_the_same_day(store: Store, mail: Mail) -> None:
    scene = a_scene(store, okrs=False)
    go(scene, OPENS, mail)
    with store.begin(HERE) as unit:
        objective = unit.okrs.add_objective(scene.team.id, scene.cycle_id, "Late but good", OPENS)
        use_cases.submit(unit, actor(ADA), scene.about, Contribution({objective: 7}), OPENS + HOUR)
    go(scene, OPENS + HOUR, mail)
    assert "1 of 4 have answered" in mail.of("checkin.card")["1"]
    assert due(scene, Appointment.CHECKIN_CLOSE) == CLOSES


def test_another_rhythm_moves_what_is_to_come_and_asks_nobody_twice_in_a_week(scene: Scene, mail: Mail) -> None:
    go(scene, OPENS, mail)
    saturday = Rhythm(weekday=5, at=time(9), reminder_weekday=5, zone="Europe/Berlin")
    with scene.store.begin(HERE) as unit:
        team = unit.teams.save(scene.team.channel_id, "Explore", saturday, "DE", None, OPENS)
        schedule_team(unit, team, OPENS + HOUR)
        pending = unit.agenda.pending(Appointment.CHECKIN_OPEN, f"{team.id}/")
    assert [(one.key, one.due) for one in pending] == [
        (round_key(scene.team.id, WEEK.next()), NINE_ON_SATURDAY + 7 * DAY)
    ]
    assert due(scene, Appointment.CHECKIN_CLOSE) == CLOSES


def test_another_rhythm_before_the_prompt_moves_it_within_the_week(scene: Scene) -> None:
    thursday = Rhythm(weekday=3, zone="Europe/Berlin")
    answer(scene, ADA, TUESDAY)
    with scene.store.begin(HERE) as unit:
        team = unit.teams.save(scene.team.channel_id, "Explore", thursday, "DE", None, TUESDAY)
        schedule_team(unit, team, TUESDAY)
        early = unit.rounds.of_week(team.id, WEEK)
    assert due(scene, Appointment.CHECKIN_OPEN) == OPENS - DAY
    assert early is not None
    assert early.opens_at == OPENS - DAY


def test_a_prompt_that_is_due_this_minute_is_not_moved_away(scene: Scene, mail: Mail) -> None:
    with scene.store.begin(HERE) as unit:
        schedule_team(unit, scene.team, OPENS + timedelta(seconds=5))
    assert go(scene, OPENS + timedelta(seconds=6), mail) == ["checkin.open: opened"]

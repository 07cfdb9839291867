"""When a digest comes, to whom, and what brings it up to date."""

from datetime import time
from decimal import Decimal

import pytest

from handlers.kit.ids import Appointment, Delivery
from handlers.kit.rhythm import round_key
from okra.calendar import Rhythm
from okra.people import Role
from storage.people import Person
from storage.store import Store
from tests.handlers.digest.setting import (
    ADA,
    BEN,
    CLEO,
    CLOSES,
    DAN,
    DAY,
    ELSEWHERE,
    EVE,
    HERE,
    HOUR,
    MINUTE,
    OPENS,
    ROOT,
    SECOND,
    WEEK,
    Mail,
    a_squad,
    deliver,
    go,
    tick,
)

KEY = f"{ADA}/{WEEK}"


@pytest.fixture
def mail() -> Mail:
    return Mail()


class TestTheWeeklyDigest:
    def test_comes_once_with_the_close_although_not_everybody_answered(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        squad.answer(BEN, 7, OPENS + HOUR, value=Decimal(40))
        assert {"checkin.close: closed", "digest: owed"} <= set(go(store, CLOSES, mail))
        assert mail.keys(Delivery.DIGEST_LEAD) == [KEY]
        assert mail.lanes[Delivery.DIGEST_LEAD, KEY] == ADA
        text = mail.read(Delivery.DIGEST_LEAD)
        assert "1 of 4 answered" in text
        assert "so far" not in text
        go(store, CLOSES + MINUTE, mail)
        assert [how for kind, _, how in mail.log if kind == Delivery.DIGEST_LEAD] == ["new"]

    def test_never_tells_of_a_check_in_that_is_just_closing(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        with store.begin(HERE) as unit:
            unit.agenda.cancel(Appointment.CHECKIN_CLOSE, round_key(squad.team.id, WEEK))
        assert tick(store, CLOSES)[-1] == "digest: after the close"
        with store.begin(HERE) as unit:
            unit.agenda.put(Appointment.CHECKIN_CLOSE, round_key(squad.team.id, WEEK), CLOSES)
        assert tick(store, CLOSES + SECOND) == ["checkin.close: closed", "digest: owed"]

    def test_comes_incomplete_when_the_close_fails_for_long(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        with store.begin(HERE) as unit:
            unit.agenda.cancel(Appointment.CHECKIN_CLOSE, round_key(squad.team.id, WEEK))
        go(store, CLOSES, mail)
        assert mail.keys(Delivery.DIGEST_LEAD) == []
        go(store, CLOSES + 5 * MINUTE, mail)
        assert "0 of 4 answered so far" in mail.read(Delivery.DIGEST_LEAD)

    def test_comes_at_its_own_time_where_the_team_has_chosen_one(self, store: Store, mail: Mail) -> None:
        a_squad(store, rhythm=Rhythm(zone="Europe/Berlin", digest_weekday=0, digest_at=time(12)))
        go(store, OPENS, mail)
        go(store, CLOSES, mail)
        assert mail.keys(Delivery.DIGEST_LEAD) == []
        go(store, CLOSES + 2 * HOUR, mail)
        assert mail.keys(Delivery.DIGEST_LEAD) == [KEY]

    def test_has_its_details_in_its_thread(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        squad.answer(BEN, 7, OPENS + HOUR, plan="Call legal", new_issues=("Legal is slow",), note="Went up at last")
        go(store, CLOSES, mail)
        details = mail.message(Delivery.DIGEST_DETAILS)
        with store.begin(HERE) as unit:
            assert details.under == unit.outbox.sent_ts(Delivery.DIGEST_LEAD, KEY)
        text = mail.read(Delivery.DIGEST_DETAILS)
        for said in ("Legal is slow – Ben", "Went up at last", "Ben: Call legal"):
            assert said in text

    def test_keeps_its_details_back_until_it_is_there_itself(self, store: Store, mail: Mail) -> None:
        a_squad(store)
        go(store, OPENS, mail)
        go(store, CLOSES - MINUTE, mail)
        with store.begin(HERE) as unit:
            unit.outbox.post(Delivery.DIGEST_LEAD, KEY, ADA, CLOSES + HOUR)
            unit.outbox.post(Delivery.DIGEST_DETAILS, KEY, ADA, CLOSES)
        tick(store, CLOSES - MINUTE)
        deliver(store, CLOSES + MINUTE, mail)
        assert mail.keys(Delivery.DIGEST_DETAILS) == []

    def test_is_sent_after_downtime_but_not_a_week_late(self, store: Store, mail: Mail) -> None:
        a_squad(store)
        go(store, OPENS, mail)
        assert "digest: too late" in go(store, CLOSES + 8 * DAY, mail)
        assert mail.keys(Delivery.DIGEST_LEAD) == []

    def test_is_not_sent_a_week_late_by_a_way_that_was_mended_at_last(self, store: Store, mail: Mail) -> None:
        a_squad(store)
        go(store, OPENS, mail)
        tick(store, CLOSES)
        tick(store, CLOSES + SECOND)
        deliver(store, CLOSES + 8 * DAY, mail)
        assert mail.keys(Delivery.DIGEST_LEAD) == []


class TestUpdates:
    def test_a_late_answer_edits_the_same_message_and_marks_it(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        go(store, CLOSES, mail)
        squad.answer(BEN, 7, CLOSES + 4 * HOUR + 5 * MINUTE)
        deliver(store, CLOSES + 5 * HOUR, mail)
        assert [how for kind, _, how in mail.log if kind == Delivery.DIGEST_LEAD] == ["new", "edit"]
        text = mail.read(Delivery.DIGEST_LEAD)
        assert "Updated Mon 14:05: 1 late answer" in text
        assert "1 of 4 answered" in text

    def test_an_edited_answer_is_told_apart_from_a_late_one(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        squad.answer(BEN, 7, OPENS + HOUR)
        go(store, CLOSES, mail)
        squad.answer(BEN, 4, CLOSES + HOUR)
        deliver(store, CLOSES + 2 * HOUR, mail)
        text = mail.read(Delivery.DIGEST_LEAD)
        assert "Updated Mon 11:00: 1 edited answer" in text
        assert "Confidence 4 of 10" in text

    def test_the_details_follow(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        go(store, CLOSES, mail)
        squad.answer(BEN, 7, CLOSES + HOUR, plan="Call legal")
        deliver(store, CLOSES + 2 * HOUR, mail)
        assert "Call legal" in mail.read(Delivery.DIGEST_DETAILS)
        assert [how for kind, _, how in mail.log if kind == Delivery.DIGEST_DETAILS] == ["new", "edit"]

    def test_what_came_before_the_digest_is_no_update(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store, rhythm=Rhythm(zone="Europe/Berlin", digest_weekday=0, digest_at=time(12)))
        go(store, OPENS, mail)
        go(store, CLOSES, mail)
        squad.answer(BEN, 7, CLOSES + HOUR)
        go(store, CLOSES + 2 * HOUR, mail)
        assert "Updated" not in mail.read(Delivery.DIGEST_LEAD)

    def test_an_old_week_is_still_told_as_of_its_close(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        squad.answer(BEN, 7, OPENS + HOUR, value=Decimal(40))
        go(store, CLOSES, mail)
        go(store, OPENS + 7 * DAY, mail)
        squad.answer(BEN, 9, OPENS + 7 * DAY + HOUR, week=WEEK.next(), value=Decimal(90))
        squad.answer(CLEO, 5, OPENS + 8 * DAY)
        deliver(store, OPENS + 8 * DAY, mail)
        text = mail.read(Delivery.DIGEST_LEAD)
        assert "Updated Sat 14:00: 1 late answer" in text
        assert "Confidence 6 of 10" in text
        assert "Completion: 40 %" in text


class TestALeadOfSeveralTeams:
    def test_gets_one_digest_with_the_team_that_needs_attention_first(self, store: Store, mail: Mail) -> None:
        calm, worried = a_squad(store, "Alpha"), a_squad(store, "Beta")
        go(store, OPENS, mail)
        for squad, confidence in ((calm, 9), (worried, 2)):
            for user in (BEN, CLEO, DAN):
                squad.answer(user, confidence, OPENS + HOUR, value=Decimal(95))
        go(store, CLOSES, mail)
        assert mail.keys(Delivery.DIGEST_LEAD) == [KEY]
        text = mail.read(Delivery.DIGEST_LEAD)
        assert text.startswith("Beta: Confidence in “Beta delights” is at 2 of 10.")
        assert text.index("Beta delights") < text.index("Alpha delights")

    def test_sees_which_teams_are_still_open_and_the_same_message_when_they_are_not(
        self, store: Store, mail: Mail
    ) -> None:
        a_squad(store, "Alpha")
        a_squad(store, "Beta", rhythm=Rhythm(zone="Europe/Berlin", close_at=time(17)))
        go(store, OPENS, mail)
        go(store, CLOSES, mail)
        text = mail.read(Delivery.DIGEST_LEAD)
        assert "Still open: Beta (until Mon 17:00)." in text
        assert "Beta delights" not in text
        go(store, CLOSES + 7 * HOUR, mail)
        text = mail.read(Delivery.DIGEST_LEAD)
        assert "Updated Mon 17:00: Beta came in" in text
        assert "Beta delights" in text
        assert "Still open" not in text
        assert mail.keys(Delivery.DIGEST_LEAD) == [KEY]

    def test_each_lead_reads_their_own_teams_only(self, store: Store, mail: Mail) -> None:
        a_squad(store, "Alpha", lead=ADA)
        a_squad(store, "Beta", lead=EVE)
        go(store, OPENS, mail)
        go(store, CLOSES, mail)
        assert sorted(mail.keys(Delivery.DIGEST_LEAD)) == [KEY, f"{EVE}/{WEEK}"]
        assert "Beta" not in str(mail.messages[Delivery.DIGEST_LEAD, KEY].blocks)

    def test_two_workspaces_with_the_same_people_never_mix(self, store: Store, mail: Mail) -> None:
        a_squad(store, "Alpha")
        a_squad(store, "Secret", workspace=ELSEWHERE)
        go(store, OPENS, mail)
        tick(store, CLOSES)
        tick(store, CLOSES + SECOND)
        with store.begin(ELSEWHERE) as unit:
            unit.outbox.withdraw(Delivery.DIGEST_LEAD, KEY)
            unit.outbox.withdraw(Delivery.DIGEST_DETAILS, KEY)
        deliver(store, CLOSES + MINUTE, mail)
        text = mail.read(Delivery.DIGEST_LEAD)
        assert "Alpha delights" in text
        assert "Secret" not in text


class TestWhereNobodyLeads:
    def test_the_facilitators_get_it_and_are_told_why(self, store: Store, mail: Mail) -> None:
        a_squad(store, facilitator=EVE)
        go(store, OPENS, mail)
        with store.begin(HERE) as unit:
            unit.people.remember(Person(ADA, "Ada", deactivated=True), OPENS)
        go(store, CLOSES, mail)
        assert mail.keys(Delivery.DIGEST_LEAD) == [f"{EVE}/{WEEK}"]
        assert "nobody leads Explore at the moment" in mail.read(Delivery.DIGEST_LEAD)

    def test_a_late_answer_reaches_the_facilitators_digest_too(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store, lead=None, facilitator=EVE)
        go(store, OPENS, mail)
        go(store, CLOSES, mail)
        squad.answer(BEN, 7, CLOSES + HOUR)
        deliver(store, CLOSES + 2 * HOUR, mail)
        assert "1 late answer" in mail.read(Delivery.DIGEST_LEAD)

    def test_an_admin_is_told_once_that_nobody_reads_it(self, store: Store, mail: Mail) -> None:
        a_squad(store, lead=None)
        go(store, OPENS, mail)
        assert "digest: nobody leads" in go(store, CLOSES, mail)
        assert mail.keys(Delivery.DIGEST_LEAD) == []
        assert list(mail.lanes.values()).count(ROOT) == 1
        assert "Nobody leads Explore any more" in mail.read(Delivery.NOTICE)
        go(store, OPENS + 7 * DAY, mail)
        go(store, CLOSES + 7 * DAY, mail)
        assert [how for kind, _, how in mail.log if kind == Delivery.NOTICE] == ["new"]

    def test_a_lead_who_is_no_lead_any_more_gets_no_updates(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store, facilitator=EVE)
        go(store, OPENS, mail)
        go(store, CLOSES, mail)
        with store.begin(HERE) as unit:
            unit.teams.set_role(squad.team.id, ADA, Role.FACILITATOR)
            unit.teams.set_role(squad.team.id, BEN, Role.LEAD)
        squad.answer(BEN, 7, CLOSES + HOUR)
        deliver(store, CLOSES + 2 * HOUR, mail)
        assert [how for kind, _, how in mail.log if kind == Delivery.DIGEST_LEAD] == ["new"]


class TestTheDigestChannel:
    def test_gets_themes_and_names_nobody(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store, digest_channel="CLEADERS")
        go(store, OPENS, mail)
        squad.answer(BEN, 3, OPENS + HOUR, note="staging is slow again", new_issues=("Cleo broke the build",))
        squad.answer(CLEO, 8, OPENS + HOUR, note="Ben says staging is slow", plan="Secret plan")
        go(store, CLOSES, mail)
        (key,) = mail.keys(Delivery.DIGEST_CHANNEL)
        assert mail.lanes[Delivery.DIGEST_CHANNEL, key] == "CLEADERS"
        text = mail.read(Delivery.DIGEST_CHANNEL)
        assert "“staging is slow again” ×2" in text
        for hidden in ("Ben", "Cleo", "broke the build", "Secret plan"):
            assert hidden not in text
        assert "2 of 4 answered" in text

    def test_is_brought_up_to_date_as_well(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store, digest_channel="CLEADERS")
        go(store, OPENS, mail)
        go(store, CLOSES, mail)
        squad.answer(BEN, 7, CLOSES + HOUR)
        deliver(store, CLOSES + 2 * HOUR, mail)
        assert "Updated Mon 11:00: 1 late answer" in mail.read(Delivery.DIGEST_CHANNEL)

    def test_gets_nothing_once_it_is_unset(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store, digest_channel="CLEADERS")
        go(store, OPENS, mail)
        tick(store, CLOSES)
        tick(store, CLOSES + SECOND)
        with store.begin(HERE) as unit:
            unit.teams.save(squad.team.channel_id, "Explore", squad.team.rhythm, None, None, CLOSES)
        deliver(store, CLOSES + MINUTE, mail)
        assert mail.keys(Delivery.DIGEST_CHANNEL) == []

"""`/okra digest`: for leads and facilitators, at any time."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from slack_sdk import WebClient

from handlers.digest import listeners, use_cases
from handlers.kit.deps import Deps
from handlers.kit.ids import Delivery, Press
from handlers.kit.payload import Click, Command
from okra.refusal import Refused
from okra.team import Team
from storage.store import Store
from tests.handlers.digest.setting import (
    ADA,
    BEN,
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
    TUESDAY,
    WEEK,
    Mail,
    Squad,
    a_squad,
    actor,
    deliver,
    go,
    read,
)


@pytest.fixture
def mail() -> Mail:
    return Mail()


def ask(
    squad: Squad, user_id: str, now: datetime = TUESDAY, *, team: int | None = None, channel: str = "DADA"
) -> list[Team]:
    with squad.store.begin(squad.team.workspace_id) as unit:
        who = actor(user_id, squad.team.workspace_id)
        return use_cases.ask(unit, who, team, channel, now)


class TestWhoMayAsk:
    @pytest.mark.parametrize("user_id", [ADA, EVE])
    def test_a_lead_and_a_facilitator_get_it_in_their_dm(self, store: Store, mail: Mail, user_id: str) -> None:
        squad = a_squad(store, facilitator=EVE)
        assert [team.name for team in ask(squad, user_id)] == ["Explore"]
        deliver(store, TUESDAY, mail)
        ((kind, key), lane) = next(iter(mail.lanes.items()))
        assert (kind, lane) == (Delivery.DIGEST_NOW, user_id)
        assert key == f"{user_id}/{TUESDAY.isoformat()}"

    @pytest.mark.parametrize("where", ["by the button", "in the channel", "in the DM"])
    def test_a_member_is_told_whom_it_is_for(self, store: Store, mail: Mail, where: str) -> None:
        squad = a_squad(store)
        team = squad.team.id if where == "by the button" else None
        channel = squad.team.channel_id if where == "in the channel" else "DBEN"
        with pytest.raises(Refused, match="The digest is for the lead and the facilitators"):
            ask(squad, BEN, team=team, channel=channel)
        assert deliver(store, TUESDAY, mail).log == []

    def test_a_lead_of_another_team_is_refused_in_this_ones_channel(self, store: Store) -> None:
        squad, _ = a_squad(store, "Alpha", lead=ADA), a_squad(store, "Beta", lead=EVE)
        with pytest.raises(Refused, match="The digest is for the lead"):
            ask(squad, EVE, channel=squad.team.channel_id)

    def test_an_admin_who_is_in_no_team_is_told_where_to_go(self, store: Store) -> None:
        with pytest.raises(Refused, match="You are not in a team yet"):
            ask(a_squad(store), ROOT)

    def test_a_team_of_another_workspace_is_as_if_it_did_not_exist(self, store: Store) -> None:
        theirs, ours = a_squad(store, "Secret", workspace=ELSEWHERE), a_squad(store, "Alpha", lead=EVE)
        with pytest.raises(Refused, match="I can't find that team any more"):
            ask(ours, EVE, team=theirs.team.id)


class TestWhatItSays:
    def test_what_is_in_so_far_while_the_check_in_is_open(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        squad.answer(BEN, 7, OPENS + HOUR, value=Decimal(40))
        ask(squad, ADA, OPENS + 2 * HOUR)
        deliver(store, OPENS + 2 * HOUR, mail)
        text = mail.read(Delivery.DIGEST_NOW)
        assert "As of Fri 16:00 · week 36, 31 Aug – 6 Sep · 1 of 4 answered so far" in text
        assert "Confidence 7 of 10" in text

    def test_the_last_check_in_between_two(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        squad.answer(BEN, 7, OPENS + HOUR)
        go(store, CLOSES, mail)
        squad.answer(DAN, 2, CLOSES + DAY, week=WEEK.next())
        ask(squad, ADA, CLOSES + 2 * DAY)
        deliver(store, CLOSES + 2 * DAY, mail)
        text = mail.read(Delivery.DIGEST_NOW)
        assert "week 36" in text
        assert "Confidence 7 of 10" in text

    def test_that_nobody_was_asked_yet_before_the_first_check_in(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        ask(squad, ADA)
        deliver(store, TUESDAY, mail)
        text = mail.read(Delivery.DIGEST_NOW)
        assert "Nobody was asked yet" in text
        assert "○ no data · – %  Explore delights" in text

    def test_that_a_week_was_missed(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        squad.answer(BEN, 7, OPENS + HOUR)
        go(store, CLOSES, mail)
        go(store, OPENS + 9 * DAY, mail)
        ask(squad, ADA, OPENS + 9 * DAY)
        deliver(store, OPENS + 9 * DAY, mail)
        text = mail.read(Delivery.DIGEST_NOW)
        assert "did not take place: I was down" in text
        assert "▆× (7, missed)" in text

    def test_that_a_team_has_no_cycle(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        later = TUESDAY.replace(year=2027)
        ask(squad, ADA, later)
        deliver(store, later, mail)
        assert "Without a cycle: Explore; /okra setup sets one." in mail.read(Delivery.DIGEST_NOW)

    def test_a_new_cycle_takes_over_with_its_first_days(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        go(store, OPENS, mail)
        squad.answer(BEN, 7, OPENS + HOUR)
        go(store, CLOSES, mail)
        with store.begin(HERE) as unit:
            cycle = unit.cycles.save(squad.team.id, "Q4 2026", date(2026, 10, 1), date(2026, 12, 31))
            unit.okrs.add_objective(squad.team.id, cycle.id or 0, "Winter is warm", CLOSES)
        october = CLOSES + 28 * DAY
        ask(squad, ADA, october)
        deliver(store, october, mail)
        text = mail.read(Delivery.DIGEST_NOW)
        assert "Winter is warm" in text
        assert "Explore delights" not in text

    def test_all_teams_of_the_one_who_asks_with_details_in_the_thread(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store, "Alpha")
        a_squad(store, "Beta", lead=EVE, facilitator=ADA)
        a_squad(store, "Gamma", lead=EVE, members=(ADA, BEN))
        assert [team.name for team in ask(squad, ADA)] == ["Alpha", "Beta"]
        deliver(store, TUESDAY, mail)
        deliver(store, TUESDAY + MINUTE, mail)
        text = mail.read(Delivery.DIGEST_NOW)
        assert "Alpha delights" in text
        assert "Beta delights" in text
        assert "Gamma" not in text
        with store.begin(HERE) as unit:
            ts = unit.outbox.sent_ts(Delivery.DIGEST_NOW, f"{ADA}/{TUESDAY.isoformat()}")
        assert mail.message(Delivery.DIGEST_DETAILS).under == ts

    def test_the_same_once_for_a_double_click(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        ask(squad, ADA, TUESDAY + SECOND)
        ask(squad, ADA, TUESDAY + 2 * SECOND)
        deliver(store, TUESDAY + 3 * SECOND, mail)
        assert len(mail.keys(Delivery.DIGEST_NOW)) == 1

    def test_nothing_to_somebody_who_was_replaced_meanwhile(self, store: Store, mail: Mail) -> None:
        squad = a_squad(store)
        ask(squad, ADA)
        with store.begin(HERE) as unit:
            unit.teams.leave(squad.team.id, ADA)
        assert deliver(store, TUESDAY, mail).keys(Delivery.DIGEST_NOW) == []


class TestTheAnswer:
    """What the one who asks is told at once, for their eyes only."""

    def test_says_where_the_digest_is_and_of_whom(self, store: Store) -> None:
        a_squad(store)
        deps = Deps(store, WebClient(), lambda: TUESDAY)
        said = Command(actor(ADA), TUESDAY, "DADA", "1.2", "digest", "")
        assert read(listeners.command(deps, said)) == "It's in your DM with me: the digest of Explore, as of now."

    def test_counts_several_teams(self, store: Store) -> None:
        squad, _ = a_squad(store, "Alpha"), a_squad(store, "Beta")
        deps = Deps(store, WebClient(), lambda: TUESDAY)
        for value in ("", str(squad.team.id)):
            click = Click(actor(ADA), TUESDAY, Press.DIGEST, "", value, "1.2", 0.0, "CELSEWHERE")
            assert "the digest of 2 teams" in read(listeners.pressed(deps, click))

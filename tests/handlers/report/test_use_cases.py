"""Who is owed which report, when it is brought up to date, and what waits for what; on both databases."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from handlers.kit.feature import Later
from handlers.kit.ids import Delivery
from handlers.kit.reporting import owe_report, report_changed
from handlers.okrs.use_cases import remove
from handlers.okrs.values import Place
from handlers.report.use_cases import ask
from handlers.report.use_cases_told import REPORT_FIRST, UNTIL_MENDED, below, told
from handlers.report.values import Told
from okra.calendar import Week, moments
from okra.checkin import RoundState
from okra.cycle import Cycle
from okra.grip import Contribution
from okra.people import Actor
from okra.refusal import Refused
from okra.team import Team
from storage import outbox
from storage.outbox import Claim
from storage.store import Store, Unit
from tests.storage.sending import claim
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, MALLORY, NOW, RHYTHM, a_team, settle

CHANNEL = "C_EXPLORE"
KINDS = (Delivery.CYCLE_REPORT, Delivery.CYCLE_REPORT_DETAILS, Delivery.CYCLE_REPORT_FILE)


@dataclass(frozen=True)
class Explore:
    """A team's quarter with one objective, which Ben has answered about."""

    team: Team
    cycle: Cycle
    objective_id: int

    @property
    def key(self) -> str:
        return str(self.cycle.id)


@pytest.fixture
def explore(store: Store) -> Explore:
    with settle(store, HERE, ELSEWHERE).begin(HERE) as unit:
        team = a_team(unit, CHANNEL)
        cycle = unit.cycles.save(team.id, "Q3 2026", date(2026, 7, 1), date(2026, 9, 30))
        objective_id = unit.okrs.add_objective(team.id, cycle.id or 0, "Delight", NOW)
        at = moments(RHYTHM, Week(2026, 36))
        instants = (at.opens, at.reminds, at.closes)
        this = unit.rounds.create(team.id, cycle.id or 0, Week(2026, 36), RoundState.OPEN, instants)
        unit.rounds.save(this, BEN, Contribution(confidences={objective_id: 7}), NOW)
        return Explore(team, cycle, objective_id)


def pending(unit: Unit, key: str) -> list[str]:
    """The kinds of the report's deliveries that are owed."""
    found = ((kind, unit.outbox.find(kind, key)) for kind in KINDS)
    return [kind for kind, owed in found if owed is not None and owed.pending]


def sends_all(store: Store, now: datetime = NOW) -> list[Claim]:
    """Everything that is owed is sent."""
    taken: list[Claim] = []
    while (one := claim(store)) is not None:
        outbox.sent(store, one, CHANNEL, f"{len(taken)}.1", now)
        taken.append(one)
    return taken


class TestTheChannels:
    def test_is_owed_whole(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            owe_report(unit, explore.cycle.id or 0, CHANNEL, NOW)
            assert pending(unit, explore.key) == list(KINDS)

    def test_is_brought_up_to_date_but_for_the_file(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            owe_report(unit, explore.cycle.id or 0, CHANNEL, NOW)
        sends_all(store)
        with store.begin(HERE) as unit:
            report_changed(unit, explore.cycle.id or 0, NOW)
            assert pending(unit, explore.key) == list(KINDS[:2])

    def test_is_never_owed_by_a_change_alone(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            report_changed(unit, explore.cycle.id or 0, NOW)
            assert pending(unit, explore.key) == []

    def test_follows_a_change_of_the_okrs(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            owe_report(unit, explore.cycle.id or 0, CHANNEL, NOW)
        sends_all(store)
        with store.begin(HERE) as unit:
            remove(unit, Actor(ADA, HERE), Place(explore.team.id, 0, explore.objective_id), NOW)
            assert pending(unit, explore.key) == list(KINDS[:2])

    def test_has_nothing_to_say_of_a_cycle_that_is_not_there(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            assert told(unit, "999", NOW) is None
        with store.begin(ELSEWHERE) as unit:
            assert told(unit, explore.key, NOW) is None


class TestOnesOwn:
    def test_is_owed_in_the_dm_of_who_asks(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            assert ask(unit, Actor(BEN, HERE), explore.team, "", NOW) == explore.cycle
        taken = sends_all(store)
        assert {one.lane for one in taken} == {BEN}
        assert {one.key for one in taken} == {f"{BEN}/{explore.key}/{NOW.isoformat()}"}

    @pytest.mark.parametrize("name", ["Q3 2026", "q3 2026", "  q3   2026 "])
    def test_is_of_the_cycle_that_is_named(self, store: Store, explore: Explore, name: str) -> None:
        with store.begin(HERE) as unit:
            unit.cycles.save(explore.team.id, "Q2 2026", date(2026, 4, 1), date(2026, 6, 30))
            assert ask(unit, Actor(BEN, HERE), explore.team, name, NOW) == explore.cycle

    def test_is_of_the_current_cycle_where_nothing_has_happened_yet(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            other = a_team(unit, "C_OTHER", "Other")
            current = unit.cycles.save(other.id, "Q3 2026", date(2026, 7, 1), date(2026, 9, 30))
            unit.cycles.save(other.id, "Q4 2026", date(2026, 10, 1), date(2026, 12, 31))
            assert ask(unit, Actor(BEN, HERE), other, "", NOW) == current

    def test_is_refused_with_a_sentence_where_there_is_no_cycle(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            other = a_team(unit, "C_OTHER", "Other")
            with pytest.raises(Refused, match=r"Other has no cycle yet.*`/okra setup`"):
                ask(unit, Actor(BEN, HERE), other, "", NOW)

    def test_is_for_members_only(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit, pytest.raises(Refused, match="for the team's members"):
            ask(unit, Actor(MALLORY, HERE), explore.team, "", NOW)

    def test_is_not_sent_to_one_who_has_left(self, store: Store, explore: Explore) -> None:
        key = f"{BEN}/{explore.key}/{NOW.isoformat()}"
        with store.begin(HERE) as unit:
            assert told(unit, key, NOW) is not None
            unit.teams.leave(explore.team.id, BEN)
            assert told(unit, key, NOW) is None


class TestWhatStandsInTheThread:
    def test_waits_for_the_report(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            owe_report(unit, explore.cycle.id or 0, CHANNEL, NOW)
            assert below(unit, explore.key, NOW) == Later(NOW + REPORT_FIRST)
        sends_all(store)
        with store.begin(HERE) as unit:
            loaded = below(unit, explore.key, NOW)
            assert isinstance(loaded, Told)
            assert loaded.under == "0.1"

    def test_waits_longer_while_slack_refuses_the_report(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            owe_report(unit, explore.cycle.id or 0, CHANNEL, NOW)
        taken = claim(store)
        assert taken is not None
        assert taken.kind == Delivery.CYCLE_REPORT
        outbox.stuck(store, taken, "not_in_channel")
        with store.begin(HERE) as unit:
            assert below(unit, explore.key, NOW) == Later(NOW + UNTIL_MENDED)

    def test_is_dropped_where_no_report_is_owed(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            assert below(unit, explore.key, NOW) is None
            owe_report(unit, explore.cycle.id or 0, CHANNEL, NOW)
            unit.outbox.withdraw(Delivery.CYCLE_REPORT, explore.key)
            assert below(unit, explore.key, NOW) is None

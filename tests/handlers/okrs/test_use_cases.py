"""What happens to a team's OKRs, and who may make it happen, on both databases."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from handlers.okrs import use_cases
from handlers.okrs.use_cases import (
    keep_paste,
    kept_paste,
    listing,
    remove,
    save_key_result,
    save_objective,
    store_pasted,
)
from handlers.okrs.values import KeyResultForm, Listing, ObjectiveForm, Place
from okra.okr import Measure
from okra.paste import DraftKeyResult, DraftObjective, Pasted, parse
from okra.people import Actor, Role
from okra.refusal import Refused
from okra.team import Team
from storage.people import Person
from storage.store import Store, Unit
from storage.tables import StrategicOkrRow
from tests.handlers.okrs.samples import PERCENT
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, HOUR, MALLORY, NOW, a_cycle, a_team, settle

CLEO, EVE, ROOT = "U_CLEO", "U_EVE", "U_ROOT"
LEAD, FACILITATOR, MEMBER = Actor(ADA, HERE), Actor(CLEO, HERE), Actor(BEN, HERE)
OUTSIDER, ADMIN = Actor(EVE, HERE), Actor(ROOT, HERE)
FORM = KeyResultForm("Completion", PERCENT, BEN, ("If we guide, they finish",))


@dataclass(frozen=True)
class Explore:
    """The team, its quarter, and one objective with one key result."""

    team: Team
    cycle_id: int
    objective_id: int
    key_result_id: int

    @property
    def place(self) -> Place:
        return Place(self.team.id)

    @property
    def objective(self) -> Place:
        return Place(self.team.id, 0, self.objective_id)

    @property
    def key_result(self) -> Place:
        return Place(self.team.id, 0, self.objective_id, self.key_result_id)

    def list_for(self, store: Store, actor: Actor = LEAD) -> Listing:
        with store.begin(actor.workspace_id) as unit:
            return listing(unit, actor, self.team, 0, NOW)

    def outline(self, store: Store) -> dict[str, list[str]]:
        """Titles of objectives → titles of their key results."""
        return {one.title: [kr.title for kr in one.key_results] for one in self.list_for(store).objectives}


@pytest.fixture
def explore(store: Store) -> Explore:
    with settle(store, HERE, ELSEWHERE).begin(HERE) as unit:
        team = a_team(unit)
        for user_id, name, admin in ((CLEO, "Cleo", False), (EVE, "Eve", False), (ROOT, "Root", True)):
            unit.people.remember(Person(user_id, name, is_admin=admin), NOW)
        unit.teams.join(team.id, CLEO, NOW)
        unit.teams.set_role(team.id, CLEO, Role.FACILITATOR)
        cycle_id = a_cycle(unit, team)
        objective_id = unit.okrs.add_objective(team.id, cycle_id, "Seamless", NOW)
        key_result_id = unit.okrs.add_key_result(objective_id, "Completion", PERCENT, BEN, NOW)
        return Explore(team, cycle_id, objective_id, key_result_id)


def every_change(unit: Unit, actor: Actor, explore: Explore) -> dict[str, object]:
    """Every way to change OKRs, by name."""
    return {
        "add objective": lambda: save_objective(unit, actor, explore.place, ObjectiveForm("New"), NOW),
        "rename objective": lambda: save_objective(unit, actor, explore.objective, ObjectiveForm("New"), NOW),
        "add key result": lambda: save_key_result(unit, actor, explore.objective, FORM, NOW),
        "change key result": lambda: save_key_result(unit, actor, explore.key_result, FORM, NOW),
        "open key result": lambda: use_cases.about_key_result(unit, actor, explore.key_result),
        "remove objective": lambda: remove(unit, actor, explore.objective, NOW),
        "remove key result": lambda: remove(unit, actor, explore.key_result, NOW),
        "paste": lambda: store_pasted(unit, actor, explore.place, parse("Objective: New"), NOW),
    }


CHANGES = list(every_change(None, LEAD, None))  # type: ignore[arg-type]


class TestWhoMay:
    @pytest.mark.parametrize("actor", [LEAD, FACILITATOR, ADMIN], ids=lambda actor: actor.user_id)
    def test_lead_facilitator_and_admin_see_and_edit(self, store: Store, explore: Explore, actor: Actor) -> None:
        assert explore.list_for(store, actor).may_edit
        with store.begin(HERE) as unit:
            save_objective(unit, actor, explore.objective, ObjectiveForm("New words"), NOW)
        assert explore.outline(store) == {"New words": ["Completion"]}

    def test_a_member_sees_and_does_not_edit(self, store: Store, explore: Explore) -> None:
        shown = explore.list_for(store, MEMBER)
        assert not shown.may_edit
        assert [one.title for one in shown.objectives] == ["Seamless"]
        assert shown.names == {BEN: "Ben"}

    def test_an_outsider_gets_a_sentence(self, store: Store, explore: Explore) -> None:
        with pytest.raises(Refused, match="Only the team's members"):
            explore.list_for(store, OUTSIDER)

    @pytest.mark.parametrize("change", CHANGES)
    @pytest.mark.parametrize("actor", [MEMBER, OUTSIDER, Actor(MALLORY, ELSEWHERE)], ids=lambda actor: actor.user_id)
    def test_nobody_else_changes_anything(self, store: Store, explore: Explore, actor: Actor, change: str) -> None:
        before = explore.list_for(store)
        with pytest.raises(Refused), store.begin(actor.workspace_id) as unit:
            every_change(unit, actor, explore)[change]()  # type: ignore[operator]
        assert explore.list_for(store) == before

    def test_another_team_s_lead_does_not_reach_this_team_s_okrs(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            other = a_team(unit, "C_OTHER", "Other")
            a_cycle(unit, other)
        mine_there = Place(other.id, 0, explore.objective_id)
        for place in (mine_there, Place(other.id, 0, explore.objective_id, explore.key_result_id)):
            with pytest.raises(Refused), store.begin(HERE) as unit:
                use_cases.about_key_result(unit, LEAD, place)
            with store.begin(HERE) as unit:
                remove(unit, LEAD, place, NOW)
        with pytest.raises(Refused), store.begin(HERE) as unit:
            save_objective(unit, LEAD, mine_there, ObjectiveForm("Theirs"), NOW)
        assert explore.outline(store) == {"Seamless": ["Completion"]}


class TestOutsideACycle:
    def test_it_says_what_to_do(self, store: Store, explore: Explore) -> None:
        later = NOW + 24 * 60 * HOUR
        with store.begin(HERE) as unit:
            for act in (
                lambda: listing(unit, MEMBER, explore.team, 0, later),
                lambda: save_objective(unit, LEAD, explore.place, ObjectiveForm("New"), later),
                lambda: store_pasted(unit, LEAD, explore.place, parse("Objective: New"), later),
            ):
                with pytest.raises(Refused, match=r"Explore has no cycle for today\. Set one with `/okra setup`"):
                    act()

    def test_the_cycle_is_that_of_the_team_s_own_day(self, store: Store, explore: Explore) -> None:
        """At 22:30 UTC on 30 September it is October in Berlin."""
        with store.begin(HERE) as unit:
            unit.cycles.save(explore.team.id, "Q4 2026", date(2026, 10, 1), date(2026, 12, 31))
            assert use_cases.current_cycle(unit, explore.team, NOW.replace(month=9, day=30, hour=21)).name == "Q3 2026"
            assert use_cases.current_cycle(unit, explore.team, NOW.replace(month=9, day=30, hour=22)).name == "Q4 2026"


class TestSaving:
    def test_an_objective_that_is_saved_twice_is_there_once(self, store: Store, explore: Explore) -> None:
        for _ in range(2):
            with store.begin(HERE) as unit:
                save_objective(unit, LEAD, explore.place, ObjectiveForm("Second"), NOW)
        assert list(explore.outline(store)) == ["Seamless", "Second"]

    def test_a_key_result_that_is_saved_twice_is_there_once(self, store: Store, explore: Explore) -> None:
        form = KeyResultForm("Tickets", Measure.reduce_by(Decimal(30)), None, ("If so", "If not"))
        for _ in range(2):
            with store.begin(HERE) as unit:
                save_key_result(unit, LEAD, explore.objective, form, NOW)
        assert explore.outline(store) == {"Seamless": ["Completion", "Tickets"]}

    @pytest.mark.parametrize(
        "form",
        [
            KeyResultForm("Completion", PERCENT, ADA),
            KeyResultForm("Completion", PERCENT, None, ("Another thought",)),
            KeyResultForm("Completion", Measure.done()),
        ],
    )
    def test_one_that_says_more_than_what_is_there_is_added(
        self, store: Store, explore: Explore, form: KeyResultForm
    ) -> None:
        with store.begin(HERE) as unit:
            save_key_result(unit, LEAD, explore.objective, form, NOW)
        assert explore.outline(store) == {"Seamless": ["Completion", "Completion"]}

    def test_what_somebody_else_removed_meanwhile_is_said_and_not_brought_back(
        self, store: Store, explore: Explore
    ) -> None:
        with store.begin(HERE) as unit:
            remove(unit, LEAD, explore.objective, NOW)
        with pytest.raises(Refused, match=r"removed this objective meanwhile.*still here"), store.begin(HERE) as unit:
            save_objective(unit, LEAD, explore.objective, ObjectiveForm("New words"), NOW)
        with pytest.raises(Refused, match="removed this objective meanwhile"), store.begin(HERE) as unit:
            use_cases.about_key_result(unit, LEAD, explore.objective)
        with pytest.raises(Refused, match="removed this key result meanwhile"), store.begin(HERE) as unit:
            use_cases.about_key_result(unit, LEAD, explore.key_result)
        assert explore.outline(store) == {}

    def test_removing_what_is_gone_already_is_no_fault(self, store: Store, explore: Explore) -> None:
        for _ in range(2):
            with store.begin(HERE) as unit:
                remove(unit, LEAD, explore.key_result, NOW)
                remove(unit, LEAD, explore.objective, NOW)
        assert explore.outline(store) == {}

    def test_a_key_result_is_judged_by_how_it_is_stored_and_who_is_in_the_team(
        self, store: Store, explore: Explore
    ) -> None:
        with store.begin(HERE) as unit:
            unit.teams.leave(explore.team.id, BEN)
            about = use_cases.about_key_result(unit, LEAD, explore.key_result)
            new = use_cases.about_key_result(unit, LEAD, explore.objective)
        assert set(about.may_own) == {ADA, CLEO}
        assert about.before is not None
        assert (about.before.id, new.before) == (explore.key_result_id, None)


class TestStrategy:
    def strategic(self, store: Store) -> int:
        with store.begin(HERE) as unit:
            row = StrategicOkrRow(
                workspace_id=HERE, title="Win", start=date(2026, 1, 1), end=date(2026, 12, 31), created_at=NOW
            )
            unit.session.add(row)
            unit.session.flush()
            assert row.id is not None
            return row.id

    def saved(self, store: Store, explore: Explore, supports: int | None, *, asked: bool = True) -> int | None:
        with store.begin(HERE) as unit:
            save_objective(unit, LEAD, explore.objective, ObjectiveForm("Seamless", supports, asked), NOW)
        return explore.list_for(store).objectives[0].supports

    def test_an_objective_supports_what_is_chosen_until_another_choice(self, store: Store, explore: Explore) -> None:
        strategic = self.strategic(store)
        assert self.saved(store, explore, strategic) == strategic
        assert self.saved(store, explore, None, asked=False) == strategic
        assert explore.list_for(store).strategic == {strategic: "Win"}
        assert self.saved(store, explore, None) is None

    def test_one_that_is_not_there_is_refused(self, store: Store, explore: Explore) -> None:
        with pytest.raises(Refused, match="not there any more"):
            self.saved(store, explore, self.strategic(store) + 1)


TEXT = """\
Objective: Seamless
KR1: Completion (65 % → 90 %)
KR2: Tutorial engagement from 15% to 50%
Hypothesis: If it is short, they finish

Objective: Calm
KR1: Reduce support tickets by 30%
Lunch is at noon
"""


class TestPasting:
    def store_text(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            store_pasted(unit, LEAD, explore.place, parse(TEXT), NOW)

    def test_what_is_there_is_continued_and_nothing_is_doubled(self, store: Store, explore: Explore) -> None:
        for _ in range(2):
            self.store_text(store, explore)
        assert explore.outline(store) == {
            "Seamless": ["Completion", "Tutorial engagement"],
            "Calm": ["Reduce support tickets"],
        }
        engagement = explore.list_for(store).objectives[0].key_results[1]
        assert engagement.measure == Measure.move(Decimal(15), Decimal(50), "%")
        assert [hypothesis.text for hypothesis in engagement.hypotheses] == ["If it is short, they finish"]

    def test_it_is_stored_whole_or_not_at_all(self, store: Store, explore: Explore) -> None:
        broken = DraftObjective("Broken", (DraftKeyResult("Stands still", Measure.move(Decimal(1), Decimal(1))),))
        both = Pasted((*parse(TEXT).objectives, broken), ())
        with pytest.raises(IntegrityError), store.begin(HERE) as unit:
            store_pasted(unit, LEAD, explore.place, both, NOW)
        assert explore.outline(store) == {"Seamless": ["Completion"]}

    def test_the_text_is_kept_until_it_is_stored(self, store: Store, explore: Explore) -> None:
        with store.begin(HERE) as unit:
            first = keep_paste(unit, LEAD, explore.place, "V1", "Objective: A", NOW)
        with store.begin(HERE) as unit:
            assert kept_paste(unit, LEAD, explore.place) == first
            assert kept_paste(unit, FACILITATOR, explore.place) is None
            second = keep_paste(unit, LEAD, explore.place, "V2", TEXT, NOW + HOUR)
            assert kept_paste(unit, LEAD, explore.place) == second
        assert first.read != second.read
        self.store_text(store, explore)
        with store.begin(HERE) as unit:
            assert kept_paste(unit, LEAD, explore.place) is None

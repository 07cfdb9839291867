"""Actions in the database: made once, spoken of in answers and by hand, closed and back; on SQLite and on PostgreSQL."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from okra.action import Action, ActionState, ActionUpdate
from okra.calendar import Week
from okra.checkin import RoundState
from okra.grip import Contribution
from okra.team import Team
from storage.store import Store
from tests.storage.setting import (
    ADA,
    BEN,
    ELSEWHERE,
    HERE,
    HOUR,
    MALLORY,
    MINUTE,
    NOW,
    a_cycle,
    a_team,
    at_once,
    settle,
    sql,
)
from tests.storage.test_rounds import a_round

WEEK = timedelta(days=7)
OPEN, DONE, DROPPED = ActionState


@dataclass
class Setting:
    """One team's round in which Ada and Ben have answered, and an action of Ben's."""

    store: Store
    team: Team
    answers: dict[str, int]
    number: int

    def says(self, user_id: str, state: ActionState | None, at: timedelta = HOUR) -> None:
        """Somebody's answer says this of the action, None: nothing."""
        wanted = [] if state is None else [ActionUpdate(self.number, state)]
        with self.store.begin(HERE) as unit:
            unit.actions.set_updates(self.team.id, self.answers[user_id], wanted, NOW + at)

    def presses(self, user_id: str, state: ActionState, at: timedelta = HOUR) -> bool:
        """Somebody says it by hand."""
        with self.store.begin(HERE) as unit:
            return unit.actions.say(self.team.id, self.number, user_id, state, NOW + at)

    @property
    def action(self) -> Action:
        """The action as it stands."""
        with self.store.begin(HERE) as unit:
            found = unit.actions.by_id(self.number)
        assert found is not None
        return found


@pytest.fixture
def setting(store: Store) -> Setting:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        this = a_round(unit, team, a_cycle(unit, team), Week(2026, 36), RoundState.OPEN)
        answers = {user: unit.rounds.save(this, user, Contribution(), NOW) for user in (ADA, BEN)}
        made = unit.actions.make(team.id, "s1/actions/1", BEN, "Ask legal 🦊 <!channel>", NOW, due=date(2026, 9, 11))
    return Setting(store, team, answers, made.id)


def test_an_action_is_open_with_owner_text_and_day(setting: Setting) -> None:
    action = setting.action
    assert (action.owner_id, action.text, action.due) == (BEN, "Ask legal 🦊 <!channel>", date(2026, 9, 11))
    assert (action.state, action.made_at, action.closed_at) == (OPEN, NOW, None)


def test_the_same_item_makes_one_action_and_leaves_it_as_it_stands(setting: Setting) -> None:
    setting.presses(BEN, DONE)
    with setting.store.begin(HERE) as unit:
        again = unit.actions.make(setting.team.id, "s1/actions/1", ADA, "Other words", NOW + HOUR)
        assert unit.actions.open_or_closed_since(setting.team.id, NOW) == [again]
    assert again == setting.action
    assert (again.owner_id, again.state) == (BEN, DONE)


def test_two_at_once_make_one_action(setting: Setting) -> None:
    def make(_index: int) -> int:
        with setting.store.begin(HERE) as unit:
            return unit.actions.make(setting.team.id, "s1/actions/2", ADA, "Ship it", NOW).id

    assert len(set(at_once(4, make))) == 1


def test_an_answer_closes_it_with_a_date_and_can_take_that_back(setting: Setting) -> None:
    setting.says(BEN, DONE)
    assert (setting.action.state, setting.action.closed_at) == (DONE, NOW + HOUR)
    setting.says(BEN, None, at=2 * HOUR)
    assert (setting.action.state, setting.action.closed_at) == (OPEN, None)


def test_saying_the_same_again_keeps_the_day_on_which_it_was_closed(setting: Setting) -> None:
    setting.says(BEN, DONE)
    setting.says(BEN, DONE, at=3 * HOUR)
    assert setting.action.closed_at == NOW + HOUR


def test_the_newest_word_counts_whoever_says_it_and_wherever(setting: Setting) -> None:
    setting.says(BEN, OPEN, at=MINUTE)
    setting.presses(BEN, DROPPED, at=HOUR)
    setting.says(ADA, DONE, at=2 * HOUR)
    assert setting.action.state is DONE


def test_what_was_closed_by_hand_stays_closed_when_an_older_word_is_taken_back(setting: Setting) -> None:
    setting.says(BEN, OPEN, at=MINUTE)
    setting.presses(BEN, DONE, at=HOUR)
    setting.says(BEN, None, at=2 * HOUR)
    assert (setting.action.state, setting.action.closed_at) == (DONE, NOW + HOUR)


def test_what_was_reopened_by_hand_is_open_although_the_answer_says_done(setting: Setting) -> None:
    setting.says(BEN, DONE, at=MINUTE)
    assert setting.presses(BEN, OPEN)
    assert setting.action.state is OPEN
    setting.says(BEN, DONE, at=2 * HOUR)
    assert setting.action.state is OPEN, "the answer says what it said before: that is no new word"


def test_a_double_click_is_one_click(setting: Setting) -> None:
    assert sorted(map(bool, at_once(4, lambda _index: setting.presses(BEN, DONE)))) == [False, False, False, True]
    assert sql(setting.store, "SELECT state FROM action_word") == [("done",)]


def test_two_answers_at_once_are_both_kept(setting: Setting) -> None:
    people = (ADA, BEN)
    at_once(2, lambda index: setting.says(people[index], DONE))
    assert len(sql(setting.store, "SELECT state FROM action_update")) == 2
    assert setting.action.state is DONE


def test_it_can_be_handed_over(setting: Setting) -> None:
    with setting.store.begin(HERE) as unit:
        assert unit.actions.hand_over(setting.team.id, setting.number, BEN, ADA)
    assert setting.action.owner_id == ADA


def test_of_two_who_take_it_over_at_once_one_gets_it(setting: Setting) -> None:
    people = (ADA, MALLORY)

    def take(index: int) -> bool:
        with setting.store.begin(HERE) as unit:
            return unit.actions.hand_over(setting.team.id, setting.number, BEN, people[index])

    assert sorted(map(bool, at_once(2, take))) == [False, True]


def test_what_is_closed_is_not_handed_over(setting: Setting) -> None:
    setting.presses(BEN, DONE)
    with setting.store.begin(HERE) as unit:
        assert not unit.actions.hand_over(setting.team.id, setting.number, BEN, ADA)


def test_somebody_has_what_is_theirs_in_every_team(setting: Setting) -> None:
    with setting.store.begin(HERE) as unit:
        other = a_team(unit, "C_OTHER", "Other")
        unit.actions.make(other.id, "k", BEN, "Elsewhere", NOW)
        unit.actions.make(other.id, "l", ADA, "Ada's", NOW)
        assert [action.text for action in unit.actions.of_owner(BEN, NOW)] == ["Ask legal 🦊 <!channel>", "Elsewhere"]
    setting.presses(BEN, DONE)
    with setting.store.begin(HERE) as unit:
        assert len(unit.actions.of_owner(BEN, NOW)) == 2
        assert [action.text for action in unit.actions.of_owner(BEN, NOW + WEEK)] == ["Elsewhere"]


def test_only_what_is_open_is_still_to_do(setting: Setting) -> None:
    setting.says(BEN, DROPPED)
    with setting.store.begin(HERE) as unit:
        assert unit.actions.open_of(setting.team.id) == []


def test_what_was_closed_lately_is_still_told(setting: Setting) -> None:
    setting.says(BEN, DONE)
    with setting.store.begin(HERE) as unit:
        assert len(unit.actions.open_or_closed_since(setting.team.id, NOW)) == 1
        assert unit.actions.open_or_closed_since(setting.team.id, NOW + WEEK) == []


def test_an_action_of_another_team_is_out_of_reach(setting: Setting) -> None:
    with setting.store.begin(HERE) as unit:
        other = a_team(unit, "C_OTHER", "Other")
        assert unit.actions.open_of(other.id) == []
        assert unit.actions.with_ids(other.id, [setting.number]) == []
        assert not unit.actions.say(other.id, setting.number, ADA, DONE, NOW)
        assert not unit.actions.hand_over(other.id, setting.number, BEN, ADA)
        unit.actions.set_updates(other.id, setting.answers[ADA], [ActionUpdate(setting.number, DONE)], NOW)
    assert (setting.action.state, setting.action.owner_id) == (OPEN, BEN)


def test_another_workspace_sees_nothing(setting: Setting) -> None:
    settle(setting.store, ELSEWHERE)
    with setting.store.begin(ELSEWHERE) as unit:
        assert unit.actions.by_id(setting.number) is None
        assert unit.actions.open_of(setting.team.id) == []

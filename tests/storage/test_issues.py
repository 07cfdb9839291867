"""Issues in the database: raised, spoken of, revised; on SQLite and on PostgreSQL."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from okra.calendar import Week
from okra.checkin import IssueUpdate, RoundState
from okra.grip import Contribution
from okra.issue import Issue, IssueState
from okra.team import Team
from storage.store import Store
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, HOUR, MINUTE, NOW, a_cycle, a_team, at_once, settle
from tests.storage.test_rounds import a_round

WEEK = timedelta(days=7)


@dataclass
class Setting:
    """One team's round in which Ada and Ben have answered."""

    store: Store
    team: Team
    answers: dict[str, int]

    def raises(self, user_id: str, *lines: str, at: timedelta = MINUTE) -> bool:
        """Somebody's box of new issues says this; whether that changed anything."""
        with self.store.begin(HERE) as unit:
            return unit.issues.set_raised(self.team.id, self.answers[user_id], user_id, lines, NOW + at)

    def says(self, user_id: str, *updates: IssueUpdate, at: timedelta = HOUR) -> tuple[IssueUpdate, ...]:
        """Somebody says this of issues; what could not be stored."""
        with self.store.begin(HERE) as unit:
            return unit.issues.set_updates(self.team.id, self.answers[user_id], updates, NOW + at)

    def open_ones(self) -> list[Issue]:
        """What is in the way."""
        with self.store.begin(HERE) as unit:
            return unit.issues.open_of(self.team.id)


@pytest.fixture
def setting(store: Store) -> Setting:
    settle(store)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        this = a_round(unit, team, a_cycle(unit, team), Week(2026, 36), RoundState.OPEN)
        return Setting(store, team, {user: unit.rounds.save(this, user, Contribution(), NOW) for user in (ADA, BEN)})


def test_each_line_becomes_an_open_issue_of_its_author(setting: Setting) -> None:
    assert setting.raises(BEN, "No designer", "Legal <!channel> 🦊")
    assert [(issue.text, issue.owner_id, issue.state, issue.raised_at) for issue in setting.open_ones()] == [
        ("No designer", BEN, IssueState.OPEN, NOW + MINUTE),
        ("Legal <!channel> 🦊", BEN, IssueState.OPEN, NOW + MINUTE),
    ]


def test_the_same_lines_again_change_nothing(setting: Setting) -> None:
    setting.raises(BEN, "No designer")
    before = setting.open_ones()
    assert not setting.raises(BEN, "No designer", at=HOUR)
    assert setting.open_ones() == before


def test_changed_lines_change_and_removed_lines_go(setting: Setting) -> None:
    setting.raises(BEN, "No desinger", "Legal review")
    number = setting.open_ones()[0].id
    setting.raises(BEN, "No designer")
    assert [(issue.id, issue.text) for issue in setting.open_ones()] == [(number, "No designer")]


def test_a_removed_line_of_which_a_colleague_has_spoken_stays(setting: Setting) -> None:
    setting.raises(BEN, "No designer")
    setting.says(ADA, IssueUpdate(setting.open_ones()[0].id, IssueState.OPEN))
    setting.raises(BEN)
    assert [issue.text for issue in setting.open_ones()] == ["No designer"]


def test_an_issue_is_solved_with_a_date_and_comes_back_when_the_word_is_taken_back(setting: Setting) -> None:
    setting.raises(BEN, "No designer")
    number = setting.open_ones()[0].id
    setting.says(BEN, IssueUpdate(number, IssueState.SOLVED))
    assert setting.open_ones() == []
    with setting.store.begin(HERE) as unit:
        assert unit.issues.with_ids(setting.team.id, [number])[0].solved_at == NOW + HOUR
    setting.says(BEN, at=2 * HOUR)
    assert [issue.state for issue in setting.open_ones()] == [IssueState.OPEN]


def test_help_is_asked_for_by_name_and_a_colleagues_still_open_leaves_it(setting: Setting) -> None:
    setting.raises(BEN, "No designer")
    number = setting.open_ones()[0].id
    setting.says(BEN, IssueUpdate(number, IssueState.NEEDS_HELP, "Design guild"))
    setting.says(ADA, IssueUpdate(number, IssueState.OPEN), at=2 * HOUR)
    assert [(issue.state, issue.help_from) for issue in setting.open_ones()] == [
        (IssueState.NEEDS_HELP, "Design guild")
    ]


def test_what_is_said_of_an_issue_that_is_gone_is_handed_back(setting: Setting) -> None:
    setting.raises(BEN, "No designer")
    number = setting.open_ones()[0].id
    setting.raises(BEN)
    said = IssueUpdate(number, IssueState.NEEDS_HELP, "Design guild")
    assert setting.says(ADA, said) == (said,)


def test_an_issue_of_another_team_is_out_of_reach(setting: Setting) -> None:
    setting.raises(BEN, "No designer")
    number = setting.open_ones()[0].id
    with setting.store.begin(HERE) as unit:
        other = a_team(unit, "C_OTHER", "Other")
        assert unit.issues.open_of(other.id) == []
        assert unit.issues.with_ids(other.id, [number]) == []
        update = IssueUpdate(number, IssueState.SOLVED)
        assert unit.issues.set_updates(other.id, setting.answers[ADA], [update], NOW) == (update,)
    assert len(setting.open_ones()) == 1


def test_another_workspace_sees_nothing(setting: Setting) -> None:
    setting.raises(BEN, "No designer")
    settle(setting.store, ELSEWHERE)
    with setting.store.begin(ELSEWHERE) as unit:
        assert unit.issues.open_of(setting.team.id) == []


def test_what_was_solved_lately_is_still_told(setting: Setting) -> None:
    setting.raises(BEN, "No designer")
    setting.says(BEN, IssueUpdate(setting.open_ones()[0].id, IssueState.SOLVED))
    with setting.store.begin(HERE) as unit:
        assert len(unit.issues.open_or_solved_since(setting.team.id, NOW)) == 1
        assert unit.issues.open_or_solved_since(setting.team.id, NOW + WEEK) == []


def test_two_at_once_speak_of_one_issue_and_both_words_count(setting: Setting) -> None:
    setting.raises(BEN, "No designer")
    number = setting.open_ones()[0].id
    said = {
        ADA: IssueUpdate(number, IssueState.OPEN),
        BEN: IssueUpdate(number, IssueState.NEEDS_HELP, "Design guild"),
    }
    people = list(said)
    at_once(2, lambda index: setting.says(people[index], said[people[index]]))
    assert [issue.help_from for issue in setting.open_ones()] == ["Design guild"]


class TestOfASessionsItem:
    def raised(self, setting: Setting, text: str = "The vendor is slow", at: timedelta = MINUTE) -> Issue:
        with setting.store.begin(HERE) as unit:
            return unit.issues.raise_from(setting.team.id, "s4/act/i1", BEN, text, NOW + at)

    def test_it_is_open_its_owners_and_asked_about(self, setting: Setting) -> None:
        self.raised(setting)
        (issue,) = setting.open_ones()
        assert (issue.text, issue.owner_id, issue.state, issue.raised_at) == (
            "The vendor is slow", BEN, IssueState.OPEN, NOW + MINUTE,
        )  # fmt: skip

    def test_it_is_raised_once_whatever_happened_to_it_since(self, setting: Setting) -> None:
        first = self.raised(setting)
        setting.says(ADA, IssueUpdate(first.id, IssueState.SOLVED))
        again = self.raised(setting, "Other words", HOUR)
        assert (again.id, again.text, again.state) == (first.id, "The vendor is slow", IssueState.SOLVED)
        assert setting.open_ones() == []

    def test_two_who_end_a_session_at_once_raise_it_once(self, setting: Setting) -> None:
        raised = at_once(8, lambda _: self.raised(setting).id)
        assert len(set(raised)) == 1

    def test_an_edited_answer_takes_nothing_of_it_away(self, setting: Setting) -> None:
        self.raised(setting)
        setting.raises(BEN, "Something else")
        setting.raises(BEN)
        assert [issue.text for issue in setting.open_ones()] == ["The vendor is slow"]

"""A closed round as its channel sees it."""

from okra.issue import IssueState
from okra.report import Plan
from okra.result import result
from tests.okra.reports import NAMES, NOW, issue, kr, objective, team, weeks


class TestTheResult:
    def test_shows_confidence_pace_issues_and_plans(self) -> None:
        week = team(
            objective("Calm", weeks(6.0, 7.0, spread=2), kr(1, "Completion", "50")),
            issues=(issue("Slow build", 2), issue("No desk", 3, IssueState.SOLVED)),
            plans=(Plan("U1", "Try the new flow"), Plan("U2", "  ")),
        )
        shown = result(week, NOW)
        (calm,) = shown.objectives
        assert (calm.confidence, calm.change, calm.spread) == (7.0, 1.0, 2)
        assert [str(each.status) for each in calm.key_results] == ["● on track · 50 %"]
        assert [(each.issue.text, each.weeks) for each in shown.issues] == [("Slow build", 2)]
        assert [each.issue.text for each in shown.solved] == ["No desk"]
        assert shown.plans == (Plan("U1", "Try the new flow"),)


class TestWhatToTalkAbout:
    def test_is_the_widest_spread_the_biggest_drop_and_the_oldest_issue(self) -> None:
        week = team(
            objective("Calm", weeks(6.0, 6.0, spread=5)),
            objective("Fast", weeks(7.0, 5.5, spread=3)),
            issues=(issue("Slow build", 1), issue("No test accounts", 3)),
        )
        assert result(week, NOW).talk_about == (
            "We are 5 points apart on “Calm”. What do some of us see that others don't?",
            "Confidence in “Fast” fell by 1.5 to 5.5. What changed?",
            "“No test accounts” has been open for 3 weeks. What would get it out of the way?",
        )

    def test_is_nothing_when_there_is_nothing_to_talk_about(self) -> None:
        week = team(objective("Calm", weeks(7.0, 6.5, spread=2)), issues=(issue("Gone", 5, IssueState.SOLVED),))
        assert result(week, NOW).talk_about == ()

    def test_counts_an_issues_weeks_as_people_do(self) -> None:
        assert result(team(issues=(issue("New"),)), NOW).talk_about == (
            "“New” came up this week. Who has seen something like it?",
        )
        assert result(team(issues=(issue("Young", 1),)), NOW).talk_about == (
            "“Young” has been open for 1 week. What would get it out of the way?",
        )

    def test_names_nobody(self) -> None:
        week = team(objective("Calm", weeks(9.0, 5.0, spread=5)), issues=(issue("Slow build", 2),))
        assert not any(name in question for question in result(week, NOW).talk_about for name in NAMES.values())

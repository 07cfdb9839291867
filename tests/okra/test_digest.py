"""The lead's weekly digest."""

from decimal import Decimal

import pytest

from okra.calendar import Week
from okra.confidence import NoticeKind, Thresholds, WeekValue, strip
from okra.digest import digest, team_digest
from okra.issue import IssueState
from okra.pace import Pace
from okra.report import Turnout
from tests.okra.reports import NOW, WEEK, issue, kr, objective, team, weeks


class TestATeamsPart:
    def test_has_confidence_with_change_spread_and_the_past_weeks(self) -> None:
        (report,) = team_digest(team(objective("Calm", weeks(5.0, 6.0, 7.5, spread=3))), NOW).objectives
        assert (report.title, report.confidence, report.change, report.spread) == ("Calm", 7.5, 1.5, 3)
        assert strip(report.weeks) == "▄▅▆"

    def test_has_each_key_results_progress_against_the_calendar(self) -> None:
        part = objective("Calm", weeks(7.0), kr(1, "Completion", "30"), kr(2, "Silence", None), wrong_measure={1: 2})
        (report,) = team_digest(team(part), NOW).objectives
        first, second = report.key_results
        assert (str(first.status), first.value, first.wrong_measure) == ("◐ behind · 30 %", "30 %", 2)
        assert first.at is not None
        assert (str(second.status), second.value, second.at) == ("○ no data · – %", "", None)
        assert str(report.status) == "○ no data · 15 %"

    def test_has_the_progress_of_every_week_for_the_picture(self) -> None:
        values = {1: [WeekValue(Week(2026, 34), Decimal(20)), WeekValue(Week(2026, 36), Decimal(80))]}
        part = objective(
            "Calm", weeks(5.0, 6.0, 7.0, 7.5), kr(1, "Completion", "80"), kr(2, "Silence", None), values=values
        )
        (report,) = team_digest(team(part), NOW).objectives
        assert report.progress_by_week == (None, 0.1, 0.1, 0.4)

    def test_shows_no_confidence_of_an_objective_that_is_new(self) -> None:
        (report,) = team_digest(team(objective("Calm")), NOW).objectives
        assert (report.confidence, report.change, report.spread, report.status.pace) == (None, None, None, Pace.NO_DATA)

    def test_points_to_the_biggest_drop_and_the_widest_disagreement(self) -> None:
        part = team_digest(
            team(
                objective("Slight", weeks(7.0, 6.5, spread=6)),
                objective("Deep", weeks(7.0, 5.5, spread=2)),
                objective("Risen", weeks(7.0, 8.0, spread=1)),
            ),
            NOW,
        )
        assert part.biggest_drop is not None
        assert part.widest_disagreement is not None
        assert (part.biggest_drop.title, part.widest_disagreement.title) == ("Deep", "Slight")

    def test_points_to_nothing_where_all_agree_and_rise(self) -> None:
        part = team_digest(team(objective("Calm", weeks(7.0, 8.0, spread=0))), NOW)
        assert (part.biggest_drop, part.widest_disagreement, part.oldest_issue) == (None, None, None)

    def test_has_the_oldest_unsolved_issue_and_who_asked_for_help(self) -> None:
        solved, old, young = (
            issue("Solved", 9, IssueState.SOLVED),
            issue("Old", 4),
            issue("Young", 1, IssueState.NEEDS_HELP, "legal"),
        )
        part = team_digest(team(issues=(young, solved, old)), NOW)
        assert part.oldest_issue is not None
        assert (part.oldest_issue.issue.text, part.oldest_issue.owner, part.oldest_issue.weeks) == ("Old", "Ada", 4)
        assert [(each.issue.text, each.issue.help_from) for each in part.help_wanted] == [("Young", "legal")]

    def test_has_themes_from_notes_and_unsolved_issues_that_name_nobody(self) -> None:
        part = team_digest(
            team(
                issues=(issue("Ben waits, staging is so slow"), issue("Done", 1, IssueState.SOLVED)),
                notes=("staging is slow",),
            ),
            NOW,
        )
        assert [(theme.text, theme.count) for theme in part.themes] == [("staging is slow", 2)]

    def test_has_what_the_cycle_notices(self) -> None:
        values = {1: [WeekValue(Week(2026, number), Decimal(60)) for number in (34, 35, 36)]}
        part = objective("Calm", weeks(7.0, 4.0), kr(1, "Completion", "60"), values=values)
        assert [notice.kind for notice in team_digest(team(part), NOW).notices] == [NoticeKind.DROP, NoticeKind.FLAT]
        assert team_digest(team(part), NOW, Thresholds(drop=4, flat_weeks=4)).notices == ()

    def test_carries_the_weeks_facts(self) -> None:
        part = team_digest(team(), NOW)
        assert (part.team_id, part.team, part.week, part.turnout.sentence) == (
            7,
            "Explore",
            WEEK,
            "5 of 8 answered, 1 away",
        )


class TestTurnout:
    @pytest.mark.parametrize(
        ("turnout", "sentence"),
        [
            (Turnout(8, 8), "8 of 8 answered"),
            (Turnout(3, 5, ("Ada", "Ben"), ("Cleo",)), "3 of 5 answered, 2 away, 1 sitting out"),
            (Turnout(0, 0, sitting_out=("Cleo",)), "0 of 0 answered, 1 sitting out"),
        ],
    )
    def test_is_one_sentence_without_the_missing(self, turnout: Turnout, sentence: str) -> None:
        assert turnout.sentence == sentence


class TestALeadOfSeveralTeams:
    def test_sees_the_teams_that_need_attention_first(self) -> None:
        calm = team(objective("Calm", weeks(8.0)), name="Alpha")
        fallen = team(objective("Deep", weeks(8.0, 5.0)), name="Beta")
        silent = team(objective("Calm"), name="Gamma", turnout=Turnout(0, 4))
        whole = digest([calm, fallen, silent], NOW)
        assert [part.team for part in whole.teams] == ["Gamma", "Beta", "Alpha"]
        assert [part.headline.needs_attention for part in whole.teams] == [True, True, False]
        assert whole.headline.startswith("Gamma: Nobody answered this week.")

    def test_sees_equals_in_the_order_of_their_names(self) -> None:
        parts = digest([team(name=name) for name in ("beta", "Alpha", "Gamma")], NOW).teams
        assert [part.team for part in parts] == ["Alpha", "beta", "Gamma"]

    def test_gets_no_team_name_in_the_first_line_with_one_team(self) -> None:
        assert digest([team()], NOW).headline == "There are no objectives yet."

    def test_is_told_when_there_is_no_team(self) -> None:
        assert digest([], NOW).headline == "You lead no team with a check-in yet."

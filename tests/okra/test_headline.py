"""The one thing to know about a team's week."""

from decimal import Decimal

import pytest

from okra.checkin import RoundState
from okra.digest import team_digest
from okra.headline import Urgency
from okra.issue import IssueState
from okra.okr import Measure
from okra.report import ObjectiveWeeks, TeamWeek, Turnout
from tests.okra.reports import NOW, issue, kr, objective, team, weeks

SILENT = Turnout(0, 8)
HELP = issue("No test accounts", 2, IssueState.NEEDS_HELP, "the platform team")
FALLEN = objective("Calm", weeks(7.0, 4.5, spread=2))
LOW = objective("Fast", weeks(3.5, 3.2))
AT_RISK = objective("Loved", weeks(7.0), kr(1, "Tutorial engagement", "20"))
APART = objective("Known", weeks(6.0, spread=5))
QUIET = objective("Sound", weeks(6.0, spread=1), kr(2, "Completion", "50"))


def told(week: TeamWeek) -> tuple[Urgency, str]:
    line = team_digest(week, NOW).headline
    return line.urgency, line.sentence


EVERYTHING: list[ObjectiveWeeks] = [QUIET, APART, AT_RISK, LOW, FALLEN]
BY_URGENCY = [
    (
        team(*EVERYTHING, turnout=SILENT, issues=(HELP,)),
        Urgency.NOBODY_ANSWERED,
        "Nobody answered this week. A good moment to ask what got in the way.",
    ),
    (
        team(*EVERYTHING, state=RoundState.MISSED, turnout=SILENT, issues=(HELP,)),
        Urgency.WEEK_MISSED,
        "This week's check-in did not take place: I was down all the while.",
    ),
    (
        team(*EVERYTHING, issues=(HELP,)),
        Urgency.HELP_WANTED,
        "Help is wanted from the platform team with “No test accounts”.",
    ),
    (team(*EVERYTHING), Urgency.CONFIDENCE_FELL, "Confidence in “Calm” fell by 2.5 to 4.5."),
    (team(*EVERYTHING[:4]), Urgency.CONFIDENCE_LOW, "Confidence in “Fast” is at 3.2 of 10."),
    (
        team(*EVERYTHING[:3]),
        Urgency.KEY_RESULT_AT_RISK,
        "“Tutorial engagement” is at risk: 20 % of the way with 50 % of the cycle gone.",
    ),
    (
        team(*EVERYTHING[:2]),
        Urgency.DISAGREEMENT,
        "Opinions on “Known” differ widely: 5 points between lowest and highest.",
    ),
    (team(*EVERYTHING[:1]), Urgency.CALM, "Every key result is on track."),
]


@pytest.mark.parametrize(("week", "urgency", "sentence"), BY_URGENCY)
def test_is_the_most_urgent_of_all_that_is_true(week: TeamWeek, urgency: Urgency, sentence: str) -> None:
    assert told(week) == (urgency, sentence)


class TestHelp:
    def test_counts_the_others_who_wait(self) -> None:
        other = issue("Licences ran out", 1, IssueState.NEEDS_HELP)
        assert told(team(issues=(other, HELP)))[1] == (
            "Help is wanted from the platform team with “No test accounts”, and with 1 more."
        )

    def test_need_not_name_anybody(self) -> None:
        week = team(issues=(issue("Licences ran out", 1, IssueState.NEEDS_HELP),))
        assert told(week)[1] == "Help is wanted with “Licences ran out”."


class TestSilence:
    @pytest.mark.parametrize(
        ("state", "sentence"),
        [
            (RoundState.EARLY, "The check-in has not begun yet."),
            (RoundState.OPEN, "The check-in is open: 0 of 8 have answered so far."),
        ],
    )
    def test_is_no_news_before_the_close(self, state: RoundState, sentence: str) -> None:
        assert told(team(objective("Calm"), state=state, turnout=SILENT)) == (Urgency.CALM, sentence)

    def test_is_no_news_when_nobody_was_expected(self) -> None:
        everybody_away = team(objective("Calm"), turnout=Turnout(0, 0, ("Ada",)))
        assert told(everybody_away)[0] is Urgency.CALM


class TestAKeyResultAtRisk:
    @pytest.mark.parametrize(
        ("measure", "value", "elapsed", "sentence"),
        [
            (Measure.done(), "0", 0.9, "“Guides” is not done yet, with 90 % of the cycle gone."),
            (Measure.stay_below(Decimal(2), "h"), "3", 0.1, "“Guides” has left its limits: it is at 3 h."),
        ],
    )
    def test_is_told_in_the_words_of_its_kind(
        self, measure: Measure, value: str, elapsed: float, sentence: str
    ) -> None:
        week = team(objective("Calm", weeks(7.0), kr(1, "Guides", value, measure)), elapsed=elapsed)
        assert told(week) == (Urgency.KEY_RESULT_AT_RISK, sentence)

    def test_is_the_one_that_lags_most(self) -> None:
        week = team(objective("Calm", weeks(7.0), kr(1, "Near", "20"), kr(2, "Far", "10")))
        assert "“Far”" in told(week)[1]


class TestTheBestNews:
    @pytest.mark.parametrize(
        ("week", "sentence"),
        [
            (team(), "There are no objectives yet."),
            (team(QUIET, state=RoundState.DAY_OFF), "Everybody was off this week."),
            (team(objective("Calm", weeks(6.0, 7.5))), "Confidence in “Calm” rose by 1.5 to 7.5."),
            (team(objective("Calm", weeks(6.0), kr(1, "Clicks", "100"))), "“Clicks” has reached its target."),
            (
                team(objective("Calm", weeks(6.0)), issues=(issue("Slow build", 3, IssueState.SOLVED),)),
                "“Slow build” is solved.",
            ),
            (team(objective("Calm", weeks(6.0), kr(1, "A", "50"), kr(2, "B", None))), "A quiet week: nothing new."),
        ],
    )
    def test_comes_first_when_nothing_is_urgent(self, week: TeamWeek, sentence: str) -> None:
        assert told(week) == (Urgency.CALM, sentence)

    def test_never_calls_holding_still_an_arrival(self) -> None:
        week = team(objective("Calm", weeks(6.0), kr(1, "Uptime", "100", Measure.stay_above(Decimal(99), "%"))))
        assert told(week)[1] == "Every key result is on track."


@pytest.mark.parametrize(("value", "words"), [("0", "not done"), ("1", "done")])
def test_a_key_result_that_is_done_or_not_is_told_in_words(value: str, words: str) -> None:
    week = team(objective("Ready", weeks(7.0), kr(1, "Guides", value, measure=Measure.done())))
    (report,) = team_digest(week, NOW).objectives
    assert [one.value for one in report.key_results] == [words]

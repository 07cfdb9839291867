"""A cycle summed up, and what is said of it first."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from okra.achievement import EndScore, Tally
from okra.calibration import Guess
from okra.cycle_facts import Held, InTheWay
from okra.cycle_items import Decision
from okra.cycle_report import MOST_EARLIER, CycleReport, HypothesisEnd, Verdict, cycle_report
from okra.cycle_report_words import (
    achieved_lines,
    calibration_line,
    calibration_lines,
    decided,
    headline,
    hypotheses_line,
    participation_line,
    pulse_line,
)
from okra.okr_change import Change, OkrChange
from okra.participation import WeekTurnout
from tests.okra.cycles import (
    FRIDAYS,
    OVER,
    QUARTER,
    believed,
    decision,
    earlier,
    facts,
    friday,
    grade,
    kr,
    learning,
    milestone,
    objective,
    pulse,
)


def told(*objectives: Any, **more: Any) -> CycleReport:
    """The quarter's report once it is over."""
    return cycle_report(facts(*objectives, **more), OVER)


def line(*values: float | None) -> tuple[float | None, ...]:
    """Confidence over the thirteen weeks, beginning with these."""
    return (*values, *[None] * (len(FRIDAYS) - len(values)))


class TestAchievement:
    def test_takes_the_teams_score_before_the_computed_one(self) -> None:
        report = told(objective(1, kr(8, 90), kr(9, 40), kr(10)), items=(grade(8, 0.5), grade(9, 0.7)))
        (one,) = report.objectives
        assert [result.score for result in one.key_results] == [EndScore(50, 90), EndScore(70, 40), EndScore()]
        assert report.achievement.key_results == Tally(1, 3, 1)
        assert one.points == 40

    def test_counts_milestones_too(self) -> None:
        items = (*milestone("Bar", "done", 2), *milestone("Cut", "dropped", 3), *milestone("Late", None, 9))
        assert told(items=items).achievement.milestones == Tally(1, 3, 1)

    def test_is_held_against_the_cycles_before_that_had_anything(self) -> None:
        report = told(objective(1, kr(8, 90)), earlier=(earlier("Q1"), earlier("Q2", kr(3, 80), kr(4, 10))))
        assert [one.cycle for one in report.earlier] == ["Q2"]
        assert report.before == Tally(1, 2, 0)

    def test_looks_back_on_the_last_eight_cycles(self) -> None:
        cycles = tuple(earlier(f"Q{number}", kr(number, 80)) for number in range(12))
        assert [one.cycle for one in told(earlier=cycles).earlier] == [f"Q{number}" for number in range(4, 12)]
        assert MOST_EARLIER == 8

    def test_says_what_was_taken_off_the_list_and_does_not_count_it(self) -> None:
        gone = OkrChange(1, 9, Change.REMOVED, "Key result “Tickets” taken off the list", friday(5))
        report = told(objective(1, kr(8, 90)), changes=(gone, replace(gone, what=Change.ADDED)))
        assert report.removed == 1
        assert report.achievement.key_results == Tally(1, 1)


class TestWhileTheCycleRuns:
    def test_there_is_nothing_to_judge_guesses_by(self) -> None:
        running = cycle_report(facts(objective(1, kr(8, 90)), confidences={1: line(7, 7, 7, 7)}), friday(6).date())
        assert (running.over, running.week, running.weeks) == (False, 6, 13)
        assert running.calibration.guesses == ()
        assert calibration_line(running) == "Told when the cycle is over."

    def test_milestones_count_once_somebody_said_what_became_of_them(self) -> None:
        items = (*milestone("Bar", "done", 2), *milestone("Late", None, 9))
        running = cycle_report(facts(items=items), friday(6).date())
        assert running.achievement.milestones == Tally(1, 1)

    def test_the_last_retro_ends_it(self) -> None:
        closed = facts(objective(1, kr(8, 90)), retros=(Held(friday(13), None, closing=True),))
        assert cycle_report(closed, QUARTER.end).over
        assert not cycle_report(replace(closed, retros=(Held(friday(7)),)), QUARTER.end).over


class TestAnObjective:
    def test_has_its_confidence_its_events_and_its_guesses(self) -> None:
        values = line(6, 6, 7, 8, 7, 6, 5, 5, 5, 5, 5, 6)
        issue = InTheWay("Legal", friday(2), None, 1)
        report = told(
            objective(1, kr(8, 60)),
            objective(2),
            confidences={1: values},
            issues=(issue, replace(issue, objective_id=None)),
        )
        first, second = report.objectives
        assert first.confidence == values
        assert first.guesses == (Guess(4, 8, 60), Guess(8, 5, 60), Guess(12, 6, 60))
        assert [event.objective_id for event in first.events] == [1]
        assert len(report.events) == 2
        assert (second.points, second.guesses, second.events) == (None, (), ())

    def test_has_what_becomes_of_it(self) -> None:
        items = (decision(1, "keep"), decision(2, "drop", "Done"))
        report = told(objective(1), objective(2), objective(3), items=items)
        assert [(one.decision, one.why) for one in report.objectives] == [
            (Decision.KEEP, ""),
            (Decision.DROP, "Done"),
            (None, ""),
        ]
        assert decided(report) == "For the next cycle: keep 1, drop 1"

    def test_has_its_hypotheses_with_verdicts_and_evidence(self) -> None:
        report = told(objective(1, kr(8, 60, believed("Guide them", "confirmed", "+9 points"), believed("Hurry"))))
        assert report.objectives[0].key_results[0].hypotheses == (
            HypothesisEnd("Guide them", Verdict.CONFIRMED, "+9 points"),
            HypothesisEnd("Hurry", None),
        )
        assert report.hypotheses == Counter({Verdict.CONFIRMED: 1, None: 1})
        assert hypotheses_line(report) == "1 confirmed, 1 not judged"


class TestParticipation:
    def test_counts_check_ins_by_their_week_in_the_cycle(self) -> None:
        report = told(turnouts={FRIDAYS[2]: (3, 4), FRIDAYS[0]: (5, 5), FRIDAYS[1]: (1, 2)})
        assert report.participation.weeks == (WeekTurnout(1, 5, 5), WeekTurnout(3, 3, 4))
        assert participation_line(report.participation) == (
            "88 % of the answers came: 8 of 9 in 2 check-ins (1 check-in with fewer than 4 people left out)"
        )

    def test_of_a_small_team_is_not_shown(self) -> None:
        report = told(turnouts={FRIDAYS[0]: (2, 3)})
        assert participation_line(report.participation).startswith("With fewer than 4 people a share would point")

    def test_of_no_check_in_says_so(self) -> None:
        assert participation_line(told().participation) == "No check-in is over yet."


class TestTheFirstLine:
    @pytest.mark.parametrize(
        ("report", "said"),
        [
            (told(), "There is nothing to count: this cycle had no key results and no milestones."),
            (
                told(objective(1, kr(8), kr(9))),
                "Nothing counts as achieved yet: there is no score, no value and no outcome of anything.",
            ),
            (told(objective(1, kr(8, 90))), "You achieved 1 of 1 key result: 100 %."),
            (told(items=milestone("Bar", "done", 2)), "You achieved 1 of 1 milestone: 100 %."),
            (
                told(objective(1, kr(8, 90), kr(9, 10)), items=milestone("Bar", "done", 2)),
                "You achieved 2 of 3 key results and milestones: 66 %.",
            ),
            (
                told(objective(1, kr(8, 90), kr(9, 90)), earlier=(earlier("Q2", kr(3, 80), kr(4, 10)),)),
                "You achieved 2 of 2 key results: 100 %, up from 50 % in the cycle before.",
            ),
            (
                told(objective(1, kr(8, 10)), earlier=(earlier("Q1", kr(2, 80)), earlier("Q2", kr(3, 80)))),
                "You achieved 0 of 1 key result: 0 %, down from 100 % in the 2 cycles before.",
            ),
            (
                told(objective(1, kr(8, 90)), earlier=(earlier("Q2", kr(3, 80)),)),
                "You achieved 1 of 1 key result: 100 %, much as in the cycle before (100 %).",
            ),
            (
                cycle_report(facts(objective(1, kr(8, 90), kr(9, 10))), friday(6).date()),
                "Week 6 of 13. Key results at 0.70 or more so far: 1 of 2.",
            ),
            (
                cycle_report(facts(objective(1, kr(8))), friday(1).date() - timedelta(days=30)),
                "Before the first check-in. Key results at 0.70 or more so far: 0 of 1.",
            ),
        ],
    )
    def test_says_the_one_thing_to_know(self, report: CycleReport, said: str) -> None:
        assert headline(report) == said


class TestWhatIsSaid:
    def test_of_what_counts_and_what_does_not(self) -> None:
        gone = OkrChange(1, 9, Change.REMOVED, "Gone", friday(5))
        items = (*milestone("Bar", "done", 2), *milestone("Late", None, 9))
        report = told(objective(1, kr(8, 90), kr(9)), items=items, changes=(gone, gone))
        assert list(achieved_lines(report)) == [
            "Key results: 1 of 2 (50 %)",
            "Milestones: 1 of 2 (50 %)",
            "1 key result has neither a score nor a value: not achieved",
            "1 milestone has no outcome: not achieved",
            "2 objectives and key results taken off the list on the way: not counted",
        ]

    def test_of_how_well_the_team_foresaw_it(self) -> None:
        values = line(None, None, None, 7.8, None, None, None, 6.0, None, None, None, 3.3)
        report = told(objective(1, kr(8, 62)), confidences={1: values})
        assert list(calibration_lines(report.calibration)) == [
            "At week 4 you believed 7.8 of 10; you reached 0.62: a bit too hopeful, by 16 points",
            "At week 8 you believed 6 of 10; you reached 0.62: about right",
            "At week 12 you believed 3.3 of 10; you reached 0.62: a bit too careful, by 29 points",
        ]
        assert calibration_line(report) == (
            "On balance about right, one by one not: a single guess was 16 points off on average"
        )

    def test_of_a_team_that_was_hopeful(self) -> None:
        report = told(objective(1, kr(8, 50)), confidences={1: line(None, None, None, 8.0)})
        assert calibration_line(report) == (
            "All in all far too hopeful: you believed 30 points of 100 more than came; "
            "a single guess was 30 points off on average"
        )

    def test_of_confidence_that_was_right_to_the_point(self) -> None:
        report = told(objective(1, kr(8, 60)), confidences={1: line(None, None, None, 6.0)})
        assert calibration_line(report) == (
            "All in all about right: what you believed is what came; a single guess was 0 points off on average"
        )

    def test_of_no_confidence(self) -> None:
        assert calibration_line(told(objective(1, kr(8, 60)))) == (
            "There is no confidence from these weeks to hold against a result."
        )

    def test_of_the_pulse(self) -> None:
        before = earlier("Q2", items=(pulse("autonomy", 5, 3.9),))
        report = told(items=(pulse("autonomy", 6, 4.2), pulse("retros", 3, None)), earlier=(before,))
        assert list(map(pulse_line, report.pulse)) == [
            "Autonomy: 4.2 of 5 · ↗ +0.3",
            "Retros worth the time: shown from 4 answers up, and there were 3",
        ]

    def test_of_what_was_learned(self) -> None:
        assert told(items=(learning("a", "Short is good"),)).learnings == ("Short is good",)

    def test_of_no_hypothesis(self) -> None:
        assert hypotheses_line(told()) == "No hypothesis was written down."

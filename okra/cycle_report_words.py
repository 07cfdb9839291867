"""A cycle's report in sentences: the same in Slack, in the file, and below the picture."""

from collections.abc import Iterator, Mapping
from typing import Final

from okra.achievement import Achievement, EndScore, Outcome, Tally, say_score
from okra.calibration import A_BIT, Calibration, Guess, Leaning
from okra.confidence import HIGHEST, say_change
from okra.cycle import Cycle
from okra.cycle_items import Decision
from okra.cycle_report import CycleReport, KeyResultEnd, Verdict
from okra.okr import ScoreBand
from okra.pace import percent
from okra.participation import NAMELESS_FROM, Participation
from okra.pulse import SHOWN_FROM, PulseLine, Question

BEST_PULSE: Final = 5
WORTH_A_WORD: Final = 5
"""Points of per cent between this cycle and those before that are no longer the same."""
ASKED: Final = {
    Question.AUTONOMY: "Autonomy",
    Question.RETROS: "Retros worth the time",
    Question.ALIGNMENT: "Alignment",
}
NO_GUESS: Final = "There is no confidence from these weeks to hold against a result."
SHAPES: Final[Mapping[ScoreBand | None, str]] = {
    ScoreBand.MISSED: "▲",
    ScoreBand.PROGRESS: "◐",
    ScoreBand.DELIVERED: "●",
    ScoreBand.REACHED: "★",
    None: "○",
}
"""One character that differs in outline, not only in colour."""
OUTCOMES: Final[Mapping[Outcome | None, str]] = {
    Outcome.DONE: "done",
    Outcome.NOT_DONE: "not done",
    Outcome.DROPPED: "dropped",
    None: "nobody said",
}
TOO_EARLY: Final = "Told when the cycle is over."


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 issue", "2 issues"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def say_share(tally: Tally) -> str:
    """ "83 %", rounded down; "– %" where there was nothing to achieve."""
    return "– %" if tally.share is None else f"{percent(tally.share)} %"


def say_period(cycle: Cycle) -> str:
    """ "1 Jul – 30 Sep 2026"; both years where they differ."""
    first = f"{cycle.start.day} {cycle.start:%b}"
    year = f" {cycle.start.year}" if cycle.start.year != cycle.end.year else ""
    return f"{first}{year} – {cycle.end.day} {cycle.end:%b} {cycle.end.year}"


def say_band(score: EndScore) -> str:
    """A score as shape, word and number: "● delivered · 0.90"; "○ no score" where there is none."""
    return f"{SHAPES[score.band]} {score.band or 'no score'}" + (f" · {say_score(score.points)}" if score.band else "")


def say_score_parts(one: KeyResultEnd) -> Iterator[str]:
    """What belongs to a team's own score: what the last value comes to, and how far apart the scores were."""
    if one.score.given is not None:
        yield f"by its last value {say_score(one.score.computed)}"
    if one.spread is not None:
        yield f"scores {say_score(one.spread)} apart"


def headline(report: CycleReport) -> str:
    """The one thing to know."""
    both = report.achievement.both
    if not both.of:
        return "There is nothing to count: this cycle had no key results and no milestones."
    if not report.over:
        so_far = report.achievement.key_results
        week = f"Week {report.week} of {report.weeks}" if report.week else "Before the first check-in"
        return f"{week}. Key results at 0.70 or more so far: {so_far.achieved} of {so_far.of}."
    if both.unknown == both.of:
        return "Nothing counts as achieved yet: there is no score, no value and no outcome of anything."
    return f"You achieved {both.achieved} of {_what(report.achievement)}: {say_share(both)}{_compared(report)}."


def _what(achievement: Achievement) -> str:
    if not achievement.milestones.of:
        return count(achievement.key_results.of, "key result")
    if not achievement.key_results.of:
        return count(achievement.milestones.of, "milestone")
    return f"{achievement.both.of} key results and milestones"


def _compared(report: CycleReport) -> str:
    before, now = report.before, report.achievement.both
    if not before.of:
        return ""
    cycles = "in the cycle before" if len(report.earlier) == 1 else f"in the {len(report.earlier)} cycles before"
    then = say_share(before)
    if abs(percent(now.share or 0) - percent(before.share or 0)) < WORTH_A_WORD:
        return f", much as {cycles} ({then})"
    risen = (now.share or 0) > (before.share or 0)
    return f", {'up' if risen else 'down'} from {then} {cycles}"


def achieved_lines(report: CycleReport) -> Iterator[str]:
    """Key results and milestones apart, and what does not count and why."""
    parts = (("Key results", report.achievement.key_results), ("Milestones", report.achievement.milestones))
    for name, tally in parts:
        if tally.of:
            yield f"{name}: {tally.achieved} of {tally.of} ({say_share(tally)})"
    yield from unknown_lines(report)


def unknown_lines(report: CycleReport) -> Iterator[str]:
    """What has no score or outcome, and what was taken off the list."""
    results, milestones = report.achievement.key_results.unknown, report.achievement.milestones.unknown
    if results:
        verb = "has" if results == 1 else "have"
        yield f"{count(results, 'key result')} {verb} neither a score nor a value: not achieved"
    if milestones and report.over:
        verb = "has" if milestones == 1 else "have"
        yield f"{count(milestones, 'milestone')} {verb} no outcome: not achieved"
    if report.removed:
        removed = count(report.removed, "objective or key result", "objectives and key results")
        yield f"{removed} taken off the list on the way: not counted"


def decided(report: CycleReport) -> str:
    """ "Keep 2 objectives, change 1, drop 1"; "" where nothing was decided."""
    found = [(one, report.decisions[one]) for one in Decision if report.decisions[one]]
    said = ", ".join(f"{one} {number}" for one, number in found)
    return f"For the next cycle: {said}" if said else ""


def guess_line(guess: Guess) -> str:
    """ "At week 4 you believed 7.8 of 10; you reached 0.62: a bit too hopeful, by 16 points"."""
    by = "" if guess.leaning is Leaning.ABOUT_RIGHT else f", by {count(abs(guess.gap), 'point')}"
    believed = f"you believed {guess.confidence:g} of {HIGHEST}"
    return f"At week {guess.week} {believed}; you reached {say_score(guess.result)}: {guess.leaning}{by}"


def calibration_line(report: CycleReport) -> str:
    """How well confidence foretold the result, all in all."""
    if not report.over:
        return TOO_EARLY
    calibration = report.calibration
    if calibration.gap is None or calibration.off is None or calibration.leaning is None:
        return NO_GUESS
    off = f"a single guess was {count(calibration.off, 'point')} off on average"
    if calibration.leaning is Leaning.ABOUT_RIGHT and calibration.off >= A_BIT:
        return f"On balance about right, one by one not: {off}"
    return f"All in all {calibration.leaning}: {_side(calibration.gap)}; {off}"


def _side(gap: int) -> str:
    if gap == 0:
        return "what you believed is what came"
    return f"you believed {count(abs(gap), 'point')} of 100 {'more' if gap > 0 else 'less'} than came"


def calibration_lines(calibration: Calibration) -> Iterator[str]:
    """Each week that is looked at, all objectives together."""
    for week in calibration.weeks:
        guess = calibration.at(week)
        if guess is not None:
            yield guess_line(guess)


def participation_line(part: Participation) -> str:
    """How many of the answers came; nobody is pointed at."""
    if part.share is None:
        return _cannot_be_shown() if part.left_out else "No check-in is over yet."
    said = f"{percent(part.share)} % of the answers came: {part.answered} of {part.expected} in "
    said += count(len(part.weeks), "check-in")
    if part.left_out:
        said += f" ({count(part.left_out, 'check-in')} with fewer than {NAMELESS_FROM} people left out)"
    return said


def _cannot_be_shown() -> str:
    return f"With fewer than {NAMELESS_FROM} people a share would point at somebody, so there is none."


def hypotheses_line(report: CycleReport) -> str:
    """ "3 confirmed, 1 refuted, 2 not judged"."""
    found = report.hypotheses
    if not found:
        return "No hypothesis was written down."
    said = [f"{found[verdict]} {verdict}" for verdict in Verdict if found[verdict]]
    return ", ".join([*said, *([f"{found[None]} not judged"] if found[None] else [])])


def pulse_line(line: PulseLine) -> str:
    """ "Autonomy: 4.2 of 5 · ↗ +0.3"; with fewer than four answers only that it is so."""
    if line.now is None:
        return f"{ASKED[line.question]}: shown from {SHOWN_FROM} answers up, and there were {line.answers}"
    change = f" · {say_change(line.change)}" if line.change is not None else ""
    return f"{ASKED[line.question]}: {line.now:g} of {BEST_PULSE}{change}"

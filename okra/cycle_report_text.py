"""A cycle's report as a Markdown file: everything in it, and nobody's name."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from okra.achievement import Achievement, say_score
from okra.cycle_events import CycleEvent
from okra.cycle_report import CycleReport, HypothesisEnd, KeyResultEnd, ObjectiveEnd
from okra.cycle_report_words import (
    OUTCOMES,
    achieved_lines,
    calibration_line,
    calibration_lines,
    decided,
    guess_line,
    headline,
    hypotheses_line,
    participation_line,
    pulse_line,
    say_band,
    say_period,
    say_score_parts,
    say_share,
)
from okra.markdown import escaped
from okra.pulse import PulseLine
from okra.refusal import visible

UNNAMED: Final = "(no words)"
_NAME: Final = re.compile(r"[^a-z0-9]+")


def as_text(report: CycleReport) -> str:
    """The whole report."""
    title = f"# {_safe(report.team)}: {_safe(report.cycle.name)}"
    opening = (title, "", f"{say_period(report.cycle)}", "", f"**{_safe(headline(report))}**", "")
    parts = (
        _achievement(report), _objectives(report), _milestones(report), _calibration(report), _events(report),
        _participation(report), _hypotheses(report), _learnings(report), _pulse(report),
    )  # fmt: skip
    return "\n".join([*opening, *(line for part in parts for line in part)]).rstrip() + "\n"


def file_name(report: CycleReport) -> str:
    """ "explore-q3-2026.md": letters and digits that every system takes."""
    words = _NAME.sub("-", f"{report.team} {report.cycle.name}".lower())[:80].strip("-")
    return f"{words or 'cycle-report'}.md"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from (f"## {title}", "", *found, "")


def _bullets(lines: Iterable[str]) -> Iterator[str]:
    yield from (f"- {line}" for line in lines)


def _achievement(report: CycleReport) -> Iterator[str]:
    yield from _section("Achieved", _bullets(map(_safe, achieved_lines(report))))
    if report.earlier:
        yield from ("| cycle | key results | milestones | together |", "|---|---|---|---|")
        yield from map(_row, (*report.earlier, report.achievement))
        yield ""


def _row(one: Achievement) -> str:
    both = (one.key_results, one.milestones)
    cells = [f"{tally.achieved} of {tally.of}" if tally.of else "–" for tally in both]
    return f"| {_safe(one.cycle)} | {cells[0]} | {cells[1]} | {say_share(one.both)} |"


def _objectives(report: CycleReport) -> Iterator[str]:
    if report.objectives:
        yield from ("## Objectives and key results", "")
    for one in report.objectives:
        yield from _objective(one)
    if said := decided(report):
        yield from (f"{said}.", "")


def _objective(one: ObjectiveEnd) -> Iterator[str]:
    yield from (f"### {_safe(one.title)}", "")
    why = f" ({_safe(one.why)})" if one.why else ""
    decision = f" · {one.decision}{why}" if one.decision else ""
    tally = one.tally
    yield from (f"Score {say_score(one.points)} · {tally.achieved} of {tally.of} achieved{decision}", "")
    for key_result in one.key_results:
        yield from _key_result(key_result)
    yield from _bullets(f"{guess_line(guess)}" for guess in one.guesses)
    if one.key_results or one.guesses:
        yield ""


def _key_result(one: KeyResultEnd) -> Iterator[str]:
    parts = ", ".join([say_band(one.score), *say_score_parts(one)])
    value = f"{_safe(one.value)}, " if one.value else "no value, "
    yield f"- **{_safe(one.title)}** ({value}{_safe(one.measure)}): {parts}"
    yield from (f"  - {line}" for line in map(_hypothesis, one.hypotheses))


def _hypothesis(one: HypothesisEnd) -> str:
    evidence = f": {_safe(one.evidence)}" if one.evidence else ""
    return f"Hypothesis “{_safe(one.text)}” – {one.verdict or 'not judged'}{evidence}"


def _milestones(report: CycleReport) -> Iterator[str]:
    lines = (
        f"{_safe(one.title)}: {OUTCOMES[one.outcome]}{f' ({_safe(one.why)})' if one.why else ''}"
        for one in report.milestones
    )
    yield from _section("Milestones", _bullets(lines))


def _calibration(report: CycleReport) -> Iterator[str]:
    lines = [f"{calibration_line(report).rstrip('.')}.", ""]
    yield from _section("How well you foresaw it", [*lines, *_bullets(calibration_lines(report.calibration))])


def _events(report: CycleReport) -> Iterator[str]:
    titles = {one.id: one.title for one in report.objectives}
    yield from _section("Confidence, week by week", _confidence(report))
    yield from _section("What happened on the way", _bullets(_event(one, titles) for one in report.events))


def _confidence(report: CycleReport) -> Iterator[str]:
    known = [one for one in report.objectives if any(value is not None for value in one.confidence)]
    if known:
        yield f"| objective | {' | '.join(str(number) for number in range(1, report.weeks + 1))} |"
        yield f"|---{'|---' * report.weeks}|"
    for one in known:
        cells = ("–" if value is None else f"{value:g}" for value in one.confidence)
        yield f"| {_safe(one.title)} | {' | '.join(cells)} |"


def _event(event: CycleEvent, titles: dict[int, str]) -> str:
    said = f": {_safe(event.said)}" if event.said else ""
    about = titles.get(event.objective_id) if event.objective_id is not None else None
    of = f" ({_safe(about)})" if about and not event.said else ""
    return f"Week {event.week}, {event.kind}{said}{of}"


def _participation(report: CycleReport) -> Iterator[str]:
    part = report.participation
    lines = [f"{participation_line(part).rstrip('.')}.", ""]
    if part.weeks:
        lines += ["| week | answered | expected |", "|---|---|---|"]
        lines += [f"| {one.week} | {one.answered} | {one.expected} |" for one in part.weeks]
    yield from _section("Who took part", lines)


def _hypotheses(report: CycleReport) -> Iterator[str]:
    yield from _section("Hypotheses", [f"{hypotheses_line(report).rstrip('.')}."])


def _learnings(report: CycleReport) -> Iterator[str]:
    yield from _section("What we learned", _bullets(map(_safe, report.learnings)))


def _pulse(report: CycleReport) -> Iterator[str]:
    yield from _section("Pulse", _bullets(map(_pulse_with_past, report.pulse)))


def _pulse_with_past(line: PulseLine) -> str:
    before = ["–" if mean is None else f"{mean:g}" for mean in line.means[:-1]]
    return f"{pulse_line(line)} (before: {', '.join(before)})" if before else pulse_line(line)


def _safe(text: str) -> str:
    return escaped(visible(text)) or UNNAMED

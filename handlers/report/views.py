"""A cycle's report on one page. The first line is the one thing to know; no names, no ranking."""

from collections.abc import Iterable, Iterator
from typing import Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import Message, Part, bold, bullets, line, note, plain
from handlers.kit.text import one_line
from handlers.report.chart import draw
from handlers.report.values import Told
from okra.achievement import EndScore
from okra.cycle_report import CycleReport, ObjectiveEnd
from okra.cycle_report_words import (
    achieved_lines,
    calibration_line,
    calibration_lines,
    decided,
    headline,
    hypotheses_line,
    participation_line,
    pulse_line,
    say_band,
    say_period,
)

LONGEST_TITLE: Final = 90
LONGEST_LEARNING: Final = 240
MOST_LEARNINGS: Final = 5
MOST_OBJECTIVES: Final = 12


def report(told: Told) -> Message:
    """The page: the one thing to know, the picture, then what belongs to it in words."""
    found = told.report
    name = f"{one_line(found.team, 40)}, {one_line(found.cycle.name, 40)}"
    return Message(
        text=f"{name}: {headline(found)}",
        blocks=[
            line(bold(headline(found))),
            note(f"Cycle report · {name} · {say_period(found.cycle)} · as of {told.as_of}"),
            *_achieved(found),
            *_foreseen(found),
            *_listed("The team", _team(found)),
            *_learned(found),
            *_listed("Pulse", map(pulse_line, found.pulse)),
            note("Key results, what happened on the way and the file are in the thread."),
        ],
        picture=draw(found) if found.objectives or found.earlier else None,
        picture_after=2,
    )


def _listed(lead: str, lines: Iterable[str]) -> Iterator[Block]:
    items = [[plain(one)] for one in lines]
    if items:
        yield bullets(items, lead=[bold(lead)])


def _achieved(found: CycleReport) -> Iterator[Block]:
    yield from _listed("What you achieved" if found.over else "So far", achieved_lines(found))
    items = [_objective(one) for one in found.objectives[:MOST_OBJECTIVES]]
    left = len(found.objectives) - len(items)
    items += [[plain(f"… and {left} more, in the thread")]] if left else []
    if items:
        yield bullets(items, lead=[bold("Objectives")])
    if said := decided(found):
        yield line(plain(f"{said}."))


def _objective(one: ObjectiveEnd) -> list[Part]:
    tally = one.tally
    said = f": {tally.achieved} of {tally.of} key results"
    decision = f" · {one.decision}" if one.decision else ""
    score = say_band(EndScore(computed=one.points))
    return [bold(f"{score}  {one_line(one.title, LONGEST_TITLE)}"), plain(f"{said}{decision}")]


def _foreseen(found: CycleReport) -> Iterator[Block]:
    if found.over and found.objectives:
        yield from _listed("How well you foresaw it", [calibration_line(found), *calibration_lines(found.calibration)])


def _team(found: CycleReport) -> Iterator[str]:
    yield participation_line(found.participation)
    if found.hypotheses:
        yield f"Hypotheses: {hypotheses_line(found)}"


def _learned(found: CycleReport) -> Iterator[Block]:
    lines = [one_line(text, LONGEST_LEARNING) for text in found.learnings[:MOST_LEARNINGS]]
    left = len(found.learnings) - len(lines)
    yield from _listed("What we learned", [*lines, *([f"… and {left} more, in the thread"] if left else [])])

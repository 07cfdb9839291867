"""Where what a retro is about stands, before anybody writes: as a picture, and the same in words."""

from typing import Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import Message, Picture, bold, line, note, plain
from handlers.kit.fit import fit
from handlers.kit.standing import chart_of, most_serious, most_serious_results, objective
from handlers.kit.text import one_line, plural
from handlers.kit.trend import MOST_BARS, MOST_LINES, draw
from handlers.sessions.values import Numbers
from okra.pace import percent

LONGEST_TEAM: Final = 24
LONGEST_ABOUT: Final = 150
MOST_SPREADS: Final = 3
"""Objectives whose spread can be told apart in one picture."""
MOST_TOLD: Final = 12
NOTHING: Final = "There are no numbers yet: nobody has checked in on this. What you remember counts all the more."


def numbers(told: Numbers) -> Message:
    """The numbers first; then people write what they think of them."""
    text = f"Before you write: where it stands, {percent(told.elapsed)} % into the cycle"
    blocks: list[Block] = [line(bold(text))]
    if not _is_known(told):
        return Message(text=f"{text}. {NOTHING}", blocks=[*blocks, line(plain(NOTHING))], under=told.under)
    shown = most_serious(told.objectives, MOST_TOLD)
    blocks += [objective(report, report.key_results, told.now) for report in shown]
    left = len(told.objectives) - len(shown)
    more = f"… and {plural(left, 'more objective')}. /okra okrs has them all." if left else "… and more: /okra okrs"
    blocks = [*fit(blocks, more), *([note(more)] if left else [])]
    return Message(text=f"{text}: {one_line(told.about, LONGEST_ABOUT)}", blocks=blocks, under=told.under,
                   picture=picture(told))  # fmt: skip


def picture(told: Numbers) -> Picture:
    """Confidence over the weeks, how far apart the answers were, and key results against the calendar."""
    lines = most_serious(told.objectives, MOST_LINES)
    each = max(1, MOST_BARS // len(lines))
    bars = [kr for report in lines for kr in most_serious_results(report, each)]
    title = one_line(told.team, LONGEST_TEAM)
    return draw(chart_of(title, lines, bars, told.elapsed, with_spread=len(lines) <= MOST_SPREADS))


def _is_known(told: Numbers) -> bool:
    return any(
        any(week.average is not None for week in report.weeks) or any(kr.value for kr in report.key_results)
        for report in told.objectives
    )

"""The quarter's draft plan in the session's thread: as a picture, and the same in words."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block, RichTextBlock

from handlers.kit.elements import Message, bold, bullet_list, bullets, header, line, plain, section
from handlers.kit.text import one_line, plural
from handlers.sessions.chart import draw
from handlers.sessions.values import PlanTold
from okra.plan import Bar, Placed, QuarterPlan
from okra.plan_text import to_talk_about

MOST_BARS, MOST_WARNINGS = 40, 12


def plan(told: PlanTold) -> Message:
    """The plan: picture, then lane by lane, then what to talk about."""
    made = told.chart.plan
    text = f"{told.chart.title}: {plural(len(made.bars), 'milestone')} over {plural(made.weeks, 'week')}"
    if not made.bars:
        return Message(text=text, blocks=[line(plain("No milestone has a week yet."))], under=told.under)
    blocks: list[Block] = [header(told.chart.title), RichTextBlock(elements=_lanes(made))]
    if made.loose:
        blocks.append(
            bullets([[plain(_described(one))] for one in made.loose[:MOST_BARS]], lead=[bold("Without a week")])
        )
    warnings = to_talk_about(made)[:MOST_WARNINGS]
    if warnings:
        blocks.append(bullets([[plain(one)] for one in warnings], lead=[bold("To talk about")]))
    return Message(text=text, blocks=blocks, under=told.under, picture=draw(told.chart))


def _lanes(made: QuarterPlan) -> list[Any]:
    parts: list[Any] = []
    left = MOST_BARS
    for lane in made.lanes:
        bars = sorted(made.bars_in(lane.key), key=lambda bar: (bar.first, bar.last))[:left]
        left -= len(bars)
        parts.append(section(bold(one_line(lane.title, 150))))
        parts.append(bullet_list(map(_told, bars)) if bars else section(plain("Nothing is planned for this.")))
    return parts


def _told(bar: Bar) -> Sequence[Any]:
    when = f"Week {bar.first}: " if bar.first == bar.last else f"Weeks {bar.first}–{bar.last}: "
    return [bold(when), plain(_described(bar.milestone))]


def _described(one: Placed) -> str:
    risks = f" · ⚠ {one_line('; '.join(one.risks), 150)}" if one.risks else ""
    return f"{one_line(one.title, 150)} ({one.kind}, {one.effort or 'no effort yet'}){risks}"

"""The quarter's draft plan in the session's thread: as a picture, and the same in words."""

from collections.abc import Iterator, Mapping, Sequence

from slack_sdk.models.blocks import Block

from handlers.kit.elements import Message, Part, bold, header, line, plain
from handlers.kit.fit import fit, listed
from handlers.kit.text import one_line
from handlers.sessions.chart import draw
from handlers.sessions.chart_layout import overview, part_of
from handlers.sessions.values import PlanTold
from okra.plan import Placed, QuarterPlan
from okra.plan_parts import Head, Level, Row, numbers, under_heads
from okra.plan_parts import Part as PartOfPlan

MORE = "There is more than fits here: plan.md in /okra export has it all."
MOST_NAMED = 3
"""Needed milestones that are named; of more, the numbers say enough."""


def plan(told: PlanTold) -> Message:
    """A part of the plan: picture, then what to talk about, then milestone by milestone under what it hangs on."""
    chart, part = told.chart, part_of(told.chart)
    if part is None:
        text = f"{chart.title}: nothing is left of this part."
        return Message(text=text, blocks=[line(plain(text))], under=told.under)
    of = f" ({part.number} of {part.of})" if part.of > 1 else ""
    return Message(
        text=f"{chart.title}{of}: {overview(chart.plan)}",
        blocks=[header(f"{one_line(chart.title, 130)}{of}"), *fit(_in_words(chart.plan, part), MORE)],
        under=told.under,
        picture=draw(chart, part) if any(row.bar for row in part.rows) else None,
    )


def _in_words(made: QuarterPlan, part: PartOfPlan) -> Iterator[Block]:
    if not made.bars:
        yield line(plain("No milestone has a week yet."))
    yield from listed([[plain(one)] for one in part.talk], [bold("To talk about")])
    if part.unsaid:
        yield line(plain(f"… and {part.unsaid} more below."))
    known = numbers(made)
    names = {bar.milestone.key: bar.milestone.title for bar in made.bars}
    for heads, rows in _groups(part.rows):
        yield from (line(*_head(head)) for head in heads[:-1])
        yield from listed([list(_told(row, known, names)) for row in rows], _head(heads[-1]) if heads else [])


def _groups(rows: Sequence[Row]) -> Iterator[tuple[tuple[Head, ...], list[Row]]]:
    """Rows that stand under the same headings, and those of them that are new."""
    group: list[Row] = []
    heads: tuple[Head, ...] = ()
    for above, row in under_heads(rows):
        if above and group:
            yield heads, group
            group = []
        if above:
            heads = above
        group.append(row)
    if group:
        yield heads, group


def _head(head: Head) -> list[Part]:
    said = one_line(f"{head.said[:1].upper()}{head.said[1:]}", 170)
    return [bold(said) if head.level in (Level.OBJECTIVE, Level.KEY_RESULT, Level.LOOSE) else plain(said)]


def _told(row: Row, known: Mapping[str, int], names: Mapping[str, str]) -> Iterator[Part]:
    if row.milestone is None:
        yield plain("Nothing is planned for this yet.")
        return
    yield plain(f"{row.number} · ")
    if row.bar:
        weeks = f"Week {row.bar.first}" if row.bar.first == row.bar.last else f"Weeks {row.bar.first}–{row.bar.last}"
        yield bold(f"{weeks}: ")
    yield plain(_described(row.milestone, known, names))


def _described(one: Placed, known: Mapping[str, int], names: Mapping[str, str]) -> str:
    needs = sorted(set(one.needs) & set(names), key=lambda key: known[key])
    named = len(needs) <= MOST_NAMED
    said = [f"{known[key]}{f' ({one_line(names[key], 50)})' if named else ''}" for key in needs]
    after = f" · after {', '.join(said)}" if needs else ""
    risks = f" · ⚠ {one_line('; '.join(one.risks), 150)}" if one.risks else ""
    return f"{one_line(one.title, 130)} ({one.kind}, {one.effort or 'no effort yet'}){after}{risks}"

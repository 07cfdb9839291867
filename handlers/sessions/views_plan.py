"""The quarter's draft plan in the session's thread: as a picture, and the same in words."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from handlers.kit.elements import Message, Part, bold, header, line, plain
from handlers.kit.fit import fit, listed
from handlers.kit.text import one_line, plural
from handlers.sessions.chart import draw
from handlers.sessions.values import PlanTold
from okra.plan import Bar, Lane, Placed, QuarterPlan
from okra.plan_text import to_talk_about

MORE = "There is more than fits here: plan.md in /okra export has it all."


def plan(told: PlanTold) -> Message:
    """The plan: picture, then what to talk about, then lane by lane."""
    made = told.chart.plan
    text = f"{told.chart.title}: {plural(len(made.bars), 'milestone')} over {plural(made.weeks, 'week')}"
    if not made.bars:
        return Message(text=text, blocks=[line(plain("No milestone has a week yet."))], under=told.under)
    return Message(
        text=text,
        blocks=[header(told.chart.title), *fit(_in_words(made), MORE)],
        under=told.under,
        picture=draw(told.chart),
    )


def _in_words(made: QuarterPlan) -> Iterator[Block]:
    yield from listed([[plain(one)] for one in to_talk_about(made)], [bold("To talk about")])
    names = {bar.milestone.key: bar.milestone.title for bar in made.bars}
    above = None
    for lane in made.lanes:
        if lane.above and lane.above != above:
            yield line(bold(_served(lane)))
        above = lane.above
        bars = sorted(made.bars_in(lane.key), key=lambda bar: (bar.first, bar.last))
        told = [[*_when(bar), plain(_described(bar.milestone, names))] for bar in bars]
        yield from listed(told or [[plain("Nothing is planned for this.")]], [plain(one_line(lane.title, 150))])
    yield from listed([[plain(_described(one, names))] for one in made.loose], [bold("Without a week")])


def _served(lane: Lane) -> str:
    """What a key result serves: its objective, and the company's goal."""
    return " · supports ".join(one_line(one, 100) for one in lane.above)


def _when(bar: Bar) -> list[Part]:
    said = f"Week {bar.first}: " if bar.first == bar.last else f"Weeks {bar.first}–{bar.last}: "
    return [bold(said)]


def _described(one: Placed, names: dict[str, str]) -> str:
    needs = [one_line(names[key], 60) for key in one.needs if key in names]
    after = f" · after {', '.join(needs[:3])}" if needs else ""
    risks = f" · ⚠ {one_line('; '.join(one.risks), 150)}" if one.risks else ""
    tests = f" · tests “{one_line(one.tests, 80)}”" if one.tests else ""
    return f"{one_line(one.title, 150)} ({one.kind}, {one.effort or 'no effort yet'}){after}{risks}{tests}"

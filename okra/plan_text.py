"""The quarter's plan in words, as Markdown: what runs in which week, what could go wrong, what does not fit."""

from collections.abc import Iterator
from typing import Final

from okra.markdown import escaped
from okra.plan import Bar, Placed, QuarterPlan
from okra.refusal import visible

UNNAMED: Final = "(no name)"


def as_text(plan: QuarterPlan, level: int = 1) -> str:
    """The whole plan: by key result, week by week, then what has no week, the risks and the warnings.

    `level` is that of its own heading; the others are one below.
    """
    parts = (_lanes(plan), _weeks(plan), _loose(plan), _risks(plan), _warnings(plan))
    lines = ["# Plan", "", *(line for part in parts for line in part)]
    deeper = "#" * (level - 1)
    return "\n".join(f"{deeper}{line}" if line.startswith("#") else line for line in lines).rstrip() + "\n"


def _lanes(plan: QuarterPlan) -> Iterator[str]:
    for lane in plan.lanes:
        yield from (f"## {_safe(lane.title)}", "")
        if above := [_safe(one) for one in (lane.supports, lane.objective) if one]:
            yield from (f"For: {' › '.join(above)}", "")
        yield from [f"- {_placed(bar)}" for bar in plan.bars_in(lane.key)] or ["Nothing is planned for this."]
        yield ""


def _placed(bar: Bar) -> str:
    when = f"week {bar.first}" if bar.first == bar.last else f"weeks {bar.first}–{bar.last}"
    return f"{_described(bar.milestone)}: {when}{', and on beyond the cycle' if bar.cut else ''}"


def _weeks(plan: QuarterPlan) -> Iterator[str]:
    count = "1 milestone" if plan.at_once == 1 else f"{plan.at_once} milestones"
    yield from ("## Week by week", "", f"At most {count} at once: one for every two people.", "")
    crowded = set(plan.overcommitted)
    for week in range(1, plan.weeks + 1):
        running = [_progress(bar, week) for bar in plan.running(week)]
        much = f" ({len(running)} at once, too many)" if week in crowded else ""
        yield f"- **Week {week}**{much}: {'; '.join(running) or 'nothing'}"
    yield ""


def _progress(bar: Bar, week: int) -> str:
    """A milestone in one week: which of its weeks that is, where it has several."""
    effort = bar.milestone.effort
    length = effort.weeks if effort else 1
    of = f" ({week - bar.first + 1} of {length})" if length > 1 else ""
    return f"{_name(bar.milestone)}{of}"


def _loose(plan: QuarterPlan) -> Iterator[str]:
    if plan.loose:
        yield from ("## Without a week", "", *(f"- {_described(one)}" for one in plan.loose), "")


def _risks(plan: QuarterPlan) -> Iterator[str]:
    milestones = [*(bar.milestone for lane in plan.lanes for bar in plan.bars_in(lane.key)), *plan.loose]
    told = [f"- {_name(one)}: {_safe(risk)}" for one in milestones for risk in one.risks if visible(risk)]
    if told:
        yield from ("## Risks", "", *told, "")


def _warnings(plan: QuarterPlan) -> Iterator[str]:
    told = to_talk_about(plan)
    if told:
        yield from ("## To talk about", "", *(f"- {_safe(sentence)}" for sentence in told), "")


def to_talk_about(plan: QuarterPlan) -> tuple[str, ...]:
    """What cannot work as it stands, a sentence each."""
    return (*plan.warnings, *_overcommitted(plan), *_waiting(plan))


def _waiting(plan: QuarterPlan) -> Iterator[str]:
    if count := sum(one.start is None for one in plan.loose):
        yield "1 milestone has no week yet." if count == 1 else f"{count} milestones have no week yet."


def _overcommitted(plan: QuarterPlan) -> Iterator[str]:
    if plan.overcommitted:
        *most, last = map(str, plan.overcommitted)
        weeks = f"Weeks {', '.join(most)} and {last} have" if most else f"Week {last} has"
        people = "1 person" if plan.people == 1 else f"{plan.people} people"
        yield f"{weeks} more at once than {people} can carry."


def _described(one: Placed) -> str:
    tests = f", tests “{_safe(one.tests)}”" if one.tests else ""
    return f"{_name(one)} ({one.kind}, {one.effort or 'no effort yet'}{tests})"


def _name(one: Placed) -> str:
    return f"**{_safe(one.title) or UNNAMED}**"


def _safe(text: str) -> str:
    return escaped(visible(text))

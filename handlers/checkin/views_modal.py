"""The check-in's window: GRIP in one form, paged where Slack's 100 blocks do not hold it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.views import View

from handlers.checkin import ids
from handlers.checkin.views_followed import actions, issues
from handlers.checkin.views_form import LABEL, SHORT_LABEL, Form, Part, box, live, text_of
from handlers.kit import elements
from handlers.kit.elements import bold, button, checkboxes, divider, header, note, option, quote, select
from handlers.kit.state import pack
from handlers.kit.text import one_line, size
from okra.confidence import HIGHEST, LOWEST, band
from okra.grip import AskedKeyResult, AskedObjective, ago, say_value
from okra.okr import MeasureKind, describe

MOST_BLOCKS = 94
"""Of Slack's 100 in a window; the rest is for what stands above and below the questions."""
MOST_BYTES = 180_000
"""Of Slack's 250 KB for a window."""
HEADLINE = 150
"""Slack's longest header."""

QUESTION = "How confident are we to reach it?"


@dataclass(slots=True)
class Page:
    """One page: its blocks, the fields in it, the values that stand in its boxes by key result, and its bytes."""

    blocks: list[Block] = field(default_factory=list)
    bases: dict[int, str] = field(default_factory=dict)
    heading: Sequence[Block] = ()
    size: int = 0

    @property
    def fields(self) -> list[str]:
        """The block ids of all inputs."""
        return [str(block.block_id) for block in self.blocks if isinstance(block, InputBlock)]

    def with_part(self, part: Part) -> "Page":
        """This page with one more part."""
        heading = () if part.heading is self.heading else part.heading
        bases = {**self.bases, part.base[0]: part.base[1]} if part.base else self.bases
        added = [*heading, *part.blocks]
        return Page([*self.blocks, *added], bases, part.heading, self.size + _bytes(added))

    def fits(self) -> bool:
        """Whether Slack takes the page, with room to spare."""
        return len(self.blocks) <= MOST_BLOCKS and self.size <= MOST_BYTES


def _bytes(blocks: Iterable[Block]) -> int:
    return len(json.dumps([block.to_dict() for block in blocks]))


def pages(form: Form) -> list[Page]:
    """All questions on as few pages as Slack allows; one, for nearly every team."""
    filled = [Page()]
    for part in _parts(form):
        longer = filled[-1].with_part(part)
        if longer.fits():
            filled[-1] = longer
        else:
            filled.append(Page().with_part(part))
    return filled


def page_after(form: Form) -> int:
    """The page to show next: the following one, or an earlier one with a field that was never shown."""
    shown = pages(form)
    unseen = (n for n, page in enumerate(shown) if any(block_id not in form.typed for block_id in page.fields))
    return min(form.page + 1, len(shown) - 1, next(unseen, len(shown) - 1))


def modal(form: Form) -> View:
    """The window at the form's page; earlier pages can be gone back to."""
    all_pages = pages(form)
    number = min(form.page, len(all_pages) - 1)
    last = number == len(all_pages) - 1
    page = all_pages[number]
    return elements.modal(
        "Edit your check-in" if form.asked.editing else "Check in",
        ids.FORM,
        [*_top(form, number, len(all_pages)), *page.blocks, *_way_back(number)],
        submit="Next" if not last else "Save" if form.asked.editing else "Send",
        metadata=pack(
            team=form.asked.team_id,
            week=str(form.asked.week),
            page=number,
            last=last,
            bases={str(key): text for key, text in page.bases.items()},
        ),
    )


def _top(form: Form, number: int, of: int) -> list[Block]:
    where = f" Page {number + 1} of {of}." if of > 1 else ""
    kept = "What you type is kept as you go. Nobody sees your confidence before the check-in closes."
    return [note(f"{one_line(form.asked.team, 80)}.{where} {kept}")]


def _way_back(number: int) -> list[Block]:
    return [elements.actions(button("Back", ids.PAGE_BACK), block_id=f"{ids.PAGE_BACK}:{number}")] if number else []


def _parts(form: Form) -> Iterable[Part]:
    for objective in form.asked.objectives:
        yield from _objective(objective, form)
    yield from issues(form)
    yield from actions(form)
    yield _plan(form)


def _objective(objective: AskedObjective, form: Form) -> Iterable[Part]:
    heading: list[Block] = [header(objective.title)]
    if size(objective.title) > HEADLINE:
        heading.append(note(objective.title))
    yield Part([_confidence(objective, form)], heading)
    for asked in objective.key_results:
        yield _key_result(asked, heading, form)


def _confidence(objective: AskedObjective, form: Form) -> InputBlock:
    block_id = ids.of(ids.CONFIDENCE, objective.id)
    numbers = [option(f"{number} · {band(number)}", str(number)) for number in range(HIGHEST, LOWEST - 1, -1)]
    said = form.typed.option(block_id) if block_id in form.typed else str(objective.confidence or "")
    last = objective.last_confidence
    several = len(form.asked.objectives) > 1
    return live(
        f"{QUESTION} · {one_line(objective.title, SHORT_LABEL)}" if several else QUESTION,
        block_id,
        select(block_id, numbers, chosen=said, placeholder="1 to 10"),
        hint=f"Last time you said {last}." if last else "1 is no chance, 10 is certain.",
        optional=False,
    )


def _key_result(asked: AskedKeyResult, heading: Sequence[Block], form: Form) -> Part:
    number = asked.key_result.id
    flags, said_note = ids.of(ids.FLAGS, number), ids.of(ids.NOTE, number)
    called = one_line(asked.key_result.title, SHORT_LABEL)
    base = box_text(asked.base)
    ticks = [option("This KR measures the wrong thing", ids.WRONG_MEASURE)]
    if asked.base is not None and asked.key_result.measure.kind is not MeasureKind.DONE:
        ticks.insert(0, option("No change since last week", ids.NO_CHANGE))
    return Part(
        [
            _value(asked, base, form),
            live(f"{called}: in one tap", flags, checkboxes(flags, ticks, ticked=_ticked(asked, flags, form))),
            live(
                f"{called}: note",
                said_note,
                box(said_note, text_of(said_note, asked.said.note if asked.said else "", form), 3_000),
            ),
        ],
        heading,
        base=(number, base),
    )


def _value(asked: AskedKeyResult, base: str, form: Form) -> InputBlock:
    key_result = asked.key_result
    block_id = ids.of(ids.VALUE, key_result.id)
    label, hint = one_line(key_result.title, LABEL), _where_it_stands(asked, form.now)
    if key_result.measure.kind is MeasureKind.DONE:
        choices = [option("Done", "1"), option("Not done", "0")]
        chosen = _left_alone_or(form.typed.option(block_id), block_id, base, form)
        return live(label, block_id, select(block_id, choices, chosen=chosen), hint=hint)
    shown = _left_alone_or(form.typed.text(block_id), block_id, base, form)
    typed = elements.text_input(block_id, shown, max_length=100, placeholder="The number now", live=True)
    return live(label, block_id, typed, hint=hint)


def _left_alone_or(typed: str, block_id: str, base: str, form: Form) -> str:
    """What was typed; the newest value where the box had been left as it was."""
    number = int(block_id.partition(":")[2])
    untouched = block_id not in form.typed or typed == form.bases.get(number, "")
    return base if untouched else typed


def _where_it_stands(asked: AskedKeyResult, now: datetime) -> str:
    key_result = asked.key_result
    whose = "Yours" if asked.mine else asked.owner
    known = "no value yet"
    if key_result.current is not None and key_result.current_at is not None:
        known = f"last: {say_value(key_result.current, key_result.measure)}, {ago(key_result.current_at, now)}"
    parts = [one_line(whose, 60), describe(key_result.measure), _so_far(key_result.measure.kind), known]
    return " · ".join(part for part in parts if part)


def _so_far(kind: MeasureKind) -> str:
    match kind:
        case MeasureKind.RAISE_BY:
            return "say by how many per cent it has risen so far"
        case MeasureKind.REDUCE_BY:
            return "say by how many per cent it has fallen so far"
        case _:
            return ""


def _ticked(asked: AskedKeyResult, block_id: str, form: Form) -> list[str]:
    if block_id in form.typed:
        return form.typed.options(block_id)
    return [ids.WRONG_MEASURE] if asked.said is not None and asked.said.wrong_measure else []


def _plan(form: Form) -> Part:
    heading: list[Block] = [divider(), header("What comes next?")]
    before: list[Block] = (
        [quote(form.asked.last_plan, lead=[bold("Last time you planned")])] if form.asked.last_plan else []
    )
    plan = box(ids.PLAN, text_of(ids.PLAN, form.asked.plan, form), 3_000)
    return Part([*before, live("Your plan for the week ahead", ids.PLAN, plan)], heading)


def box_text(value: Decimal | None) -> str:
    """A value as it stands in a box: digits only, and the same number again when it is read.

    Three digits behind the point get a fourth, lest they be read as a thousand.
    """
    if value is None:
        return ""
    plain = format(value.normalize(), "f")
    return f"{plain}0" if len(plain.partition(".")[2]) == 3 else plain

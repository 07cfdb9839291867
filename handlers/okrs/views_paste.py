"""Pasting OKRs: the box, and what was understood of its text."""

from collections.abc import Collection, Iterator
from datetime import date

from slack_sdk.models.blocks import Block, RichTextBlock, RichTextElement
from slack_sdk.models.blocks.block_elements import RichTextQuoteElement
from slack_sdk.models.views import View

from handlers.kit.elements import (
    Part,
    actions,
    bold,
    bullet_list,
    button,
    divider,
    field,
    italic,
    line,
    modal,
    note,
    plain,
    section,
    text_input,
)
from handlers.okrs import ids
from handlers.okrs.values import Place
from handlers.okrs.views_parts import pieces
from okra.cycle import Cycle
from okra.dates import say_day
from okra.okr import describe
from okra.paste import DraftKeyResult, DraftObjective, Line, Pasted

EXAMPLE = "Objective: …\nKR1: Increase … from 65% to 90%\nHypothesis: If we …, then …"
ELEMENTS_A_BLOCK = 40
REASONS_FOR = 20
"""How many lines that were not understood get a reason each."""


def paste_form(place: Place, text: str = "") -> View:
    """Bring OKRs in as text. `place.go` makes Slack show `text` afresh when one comes back."""
    block_id = f"{ids.TEXT}:{place.go}"
    box = field(
        "Your OKRs",
        block_id,
        text_input(ids.TEXT, text, multiline=True, placeholder=EXAMPLE),
        hint="Up to 3,000 characters. For more, paste again: an objective of the same name is continued. "
        "You see what I understood before anything is stored.",
    )
    blocks: list[Block] = [box]
    if text and place.go == 0:
        blocks.insert(0, note("You pasted this before and did not store it."))
    return modal("Paste OKRs", ids.PASTE_FORM, blocks, submit="Read it", metadata=place.packed())


def confirm_form(place: Place, pasted: Pasted, known_titles: Collection[str]) -> View:
    """What was understood, and, clearly apart, what was not. `known_titles` are on the list already."""
    elements = [element for objective in pasted.objectives for element in _draft(objective, known_titles)]
    blocks: list[Block] = [
        RichTextBlock(elements=elements[at : at + ELEMENTS_A_BLOCK]) for at in range(0, len(elements), ELEMENTS_A_BLOCK)
    ]
    if pasted.not_understood:
        blocks += [divider(), _not_understood(pasted.not_understood)]
    blocks.append(actions(button("← Back to the text", ids.BACK_TO_TEXT)))
    submit = "Store it" if len(pasted.objectives) == 1 else "Store these"
    return modal("Did I get it right?", ids.CONFIRM_FORM, blocks, submit=submit, metadata=place.packed())


def stored_ahead(cycle: Cycle, today: date) -> View:
    """What was stored is in a cycle that is still to come."""
    text = f"These are the OKRs of {cycle.name} now. Check-ins ask for them from {say_day(cycle.start, today)} on."
    return modal("Stored", ids.STORED, [line(plain(text))], submit=None, close="Done")


def _draft(objective: DraftObjective, known_titles: Collection[str]) -> list[RichTextElement]:
    heading = [bold(f"Objective: {objective.title}")]
    if objective.title in known_titles:
        heading.append(italic("\nIt is on your list: what is new below is added to it."))
    if not objective.key_results:
        heading.append(italic("\nNo key results found for it: you can add them later."))
        return [section(*heading)]
    return [section(*heading), bullet_list(_details(key_result) for key_result in objective.key_results)]


def _details(key_result: DraftKeyResult) -> list[Part]:
    parts = [plain(f"{key_result.title}\n"), plain(describe(key_result.measure))]
    parts += [italic(f"\n{assumption}") for assumption in key_result.assumptions]
    parts += [plain(f"\nHypothesis: {hypothesis.text}") for hypothesis in key_result.hypotheses]
    return parts


def _not_understood(lines: Collection[Line]) -> RichTextBlock:
    quoted = RichTextQuoteElement(elements=list(_verbatim(lines)))
    return RichTextBlock(elements=[section(bold("Not understood, so not stored:")), quoted])


def _verbatim(lines: Collection[Line]) -> Iterator[Part]:
    if len(lines) > REASONS_FOR:
        yield from map(plain, pieces("\n".join(one.text for one in lines), 2_800))
        return
    for number, one in enumerate(lines):
        yield from map(plain, pieces(f"\n{one.text}" if number else one.text, 2_800))
        yield italic(f"  (line {one.number}: {one.why})")

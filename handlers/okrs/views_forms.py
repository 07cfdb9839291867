"""The windows in which an objective or key result is written, changed and removed."""

from collections.abc import Mapping
from decimal import Decimal

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement, UserSelectElement
from slack_sdk.models.views import View

from handlers.kit.elements import field, modal, note, option, plain, quote, select, text_input
from handlers.kit.text import size
from handlers.okrs import ids
from handlers.okrs.values import LONGEST_TITLE, LONGEST_UNIT, NUMBERS_OF, Place, Typed
from okra.okr import KeyResult, MeasureKind, Objective

MOST_OPTIONS = 100
KINDS = {
    MeasureKind.MOVE: "Move a number from … to …",
    MeasureKind.RAISE_BY: "Raise by %",
    MeasureKind.REDUCE_BY: "Reduce by %",
    MeasureKind.STAY_ABOVE: "Stay above",
    MeasureKind.STAY_BELOW: "Stay below",
    MeasureKind.DONE: "Done / not done",
}
TARGETS = {
    MeasureKind.MOVE: ("To", "Where you want it to be, such as 90."),
    MeasureKind.RAISE_BY: ("Raise by how many per cent?", "Check-ins ask how many per cent it has risen so far."),
    MeasureKind.REDUCE_BY: ("Reduce by how many per cent?", "Check-ins ask how many per cent it has fallen so far."),
    MeasureKind.STAY_ABOVE: ("Stay above", "At this number it still counts as reached."),
    MeasureKind.STAY_BELOW: ("Stay below", "At this number it still counts as reached."),
}
"""What the target is called, and what helps to fill it in; done / not done has none."""


def objective_form(place: Place, objective: Objective | None, strategic: Mapping[int, str]) -> View:
    """Add or edit an objective; `strategic` are the titles of the strategic OKRs that it may support, by id."""
    blocks: list[Block] = [
        field(
            "Objective",
            ids.TITLE,
            _title(objective.title if objective else ""),
            hint="What do you want to be true, and why does it matter? Words, no numbers.",
        )
    ]
    if strategic:
        options = [option(title, str(each)) for each, title in list(strategic.items())[:MOST_OPTIONS]]
        chosen = str(objective.supports) if objective and objective.supports else None
        blocks.append(
            field("Supports", ids.SUPPORTS, select(ids.SUPPORTS, options, chosen=chosen), optional=True),
        )
    title = "Edit objective" if objective else "Add objective"
    return modal(title, ids.OBJECTIVE_FORM, blocks, metadata=place.packed())


def key_result_form(place: Place, typed: Typed) -> View:
    """Add or edit a key result; the kind decides which numbers are asked for."""
    kinds = [option(label, kind.value) for kind, label in KINDS.items()]
    blocks: list[Block] = [
        field(
            "Key result", ids.TITLE, _title(typed.title), hint="What will have changed? An outcome rather than a task."
        ),
        field("How does it move?", ids.KIND, select(ids.KIND, kinds, chosen=typed.kind.value), live=True),
        *_number_fields(typed),
        field(
            "Owner",
            ids.OWNER,
            UserSelectElement(action_id=ids.OWNER, initial_user=typed.owner_id or None),
            hint="Sees it first in the check-in.",
            optional=True,
        ),
        field(
            "Hypotheses",
            ids.HYPOTHESES,
            text_input(ids.HYPOTHESES, typed.hypotheses, multiline=True),
            hint="What must be true for this to move? One a line.",
            optional=True,
        ),
    ]
    title = "Edit key result" if place.key_result_id else "Add key result"
    return modal(title, ids.KEY_RESULT_FORM, blocks, metadata=place.packed())


def _title(title: str) -> PlainTextInputElement:
    """A box for words, and for longer ones where they were pasted: editing must not cut them."""
    return text_input(ids.TITLE, title, multiline=True, max_length=min(3_000, max(LONGEST_TITLE, size(title))))


def _number_fields(typed: Typed) -> list[InputBlock]:
    label, hint = TARGETS.get(typed.kind, ("", ""))
    fields = {
        ids.START: field(
            "From",
            ids.START,
            text_input(ids.START, typed.start, max_length=40),
            hint="Where it is now, such as 65.",
        ),
        ids.TARGET: field(label, ids.TARGET, text_input(ids.TARGET, typed.target, max_length=40), hint=hint),
        ids.UNIT: field(
            "Unit",
            ids.UNIT,
            text_input(ids.UNIT, typed.unit, max_length=min(3_000, max(LONGEST_UNIT, size(typed.unit)))),
            hint="%, tickets, h …",
            optional=True,
        ),
    }
    return [fields[block] for block in NUMBERS_OF[typed.kind]]


def typed_from(key_result: KeyResult) -> Typed:
    """A stored key result as the window shows it."""
    measure = key_result.measure
    asked = NUMBERS_OF[measure.kind]
    return Typed(
        title=key_result.title,
        kind=measure.kind,
        start=_number(measure.start) if ids.START in asked else "",
        target=_number(measure.target) if ids.TARGET in asked else "",
        unit=measure.unit if ids.UNIT in asked else "",
        owner_id=key_result.owner_id or "",
        hypotheses="\n".join(hypothesis.text for hypothesis in key_result.hypotheses),
    )


def _number(value: Decimal) -> str:
    """The number so that `okra.numbers.read_number` reads it back: "1.125" could be a thousand to it."""
    plain_form = format(value, "f")
    return f"{plain_form}0" if len(plain_form.partition(".")[2]) == 3 else plain_form


def remove_form(place: Place, title: str) -> View:
    """ "Are you sure?", with what goes and what stays."""
    what = "key result" if place.key_result_id else "objective and its key results"
    blocks = [
        quote(title, lead=[plain(f"The next check-ins will no longer ask about this {what}:")]),
        note("What the team has said of it so far stays in past check-ins."),
    ]
    return modal("Remove?", ids.REMOVE_FORM, blocks, submit="Remove", close="Keep it", metadata=place.packed())

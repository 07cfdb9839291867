"""The OKR windows."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, OverflowMenuElement, RichTextBlock, RichTextElement, UserSelectElement
from slack_sdk.models.views import View

from handlers.kit.elements import (
    actions,
    beside,
    bold,
    bullet_list,
    button,
    divider,
    field,
    italic,
    line,
    modal,
    note,
    option,
    plain,
    quote,
    section,
    select,
    text_input,
)
from handlers.kit.state import pack
from handlers.okrs import ids
from handlers.okrs.values import LONGEST_TITLE, LONGEST_UNIT, Listing, Typed
from okra.numbers import say_number
from okra.okr import KeyResult, Measure, MeasureKind, Objective, describe, too_many_key_results
from okra.paste import DraftObjective, Pasted

BLOCKS_A_PAGE = 85
ELEMENTS_A_BLOCK = 40
KINDS = {
    MeasureKind.MOVE: "Move a number from … to …",
    MeasureKind.RAISE_BY: "Raise by a percentage",
    MeasureKind.REDUCE_BY: "Reduce by a percentage",
    MeasureKind.STAY_ABOVE: "Stay above a number",
    MeasureKind.STAY_BELOW: "Stay below a number",
    MeasureKind.DONE: "Done / not done",
}
EXAMPLE = "Objective: …\nKR1: Increase … from 65% to 90%\nHypothesis: If we …, then …"


def listing(shown: Listing) -> View:
    """The list, in pages where it is long."""
    pages = _pages([row for objective in shown.objectives for row in _objective_rows(objective, shown)])
    page = min(max(shown.page, 0), len(pages) - 1)
    blocks: list[Block] = [note(f"{shown.team_name} · {shown.cycle_name}"), *pages[page]]
    if not shown.objectives:
        blocks += _nothing_yet(shown.may_edit)
    if len(pages) > 1:
        blocks.append(_turn(page, len(pages)))
    if shown.may_edit:
        blocks.append(
            actions(
                button("Add objective", ids.ADD, style=None if shown.objectives else "primary"),
                button("Paste OKRs", ids.PASTE),
            )
        )
    metadata = pack(team=shown.team_id, page=page)
    return modal("OKRs", ids.LIST, blocks, submit=None, close="Done", metadata=metadata)


def _nothing_yet(may_edit: bool) -> list[Block]:
    if not may_edit:
        return [line(plain("No OKRs yet. Your lead or a facilitator can add them here."))]
    return [
        line(plain("No OKRs yet. Write the first objective, or paste what you have: I read “Objective: … KR1: …”.")),
        note("One to three key results an objective is plenty."),
    ]


def _pages(rows: Sequence[Sequence[Block]]) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    for row in rows:
        if len(pages[-1]) + len(row) > BLOCKS_A_PAGE:
            pages.append([])
        pages[-1].extend(row)
    return pages


def _turn(page: int, pages: int) -> Block:
    turns = []
    if page > 0:
        turns.append(button("← Earlier", f"{ids.PAGE}:back", str(page - 1)))
    if page + 1 < pages:
        turns.append(button("More →", f"{ids.PAGE}:on", str(page + 1)))
    return actions(*turns)


def _objective_rows(objective: Objective, shown: Listing) -> list[list[Block]]:
    choices = [("Edit", ids.EDIT), ("Add key result", ids.ADD_KEY_RESULT), ("Remove", ids.REMOVE)]
    title: list[Block] = [
        divider(),
        _row(f"Objective: {objective.title}", ids.ON_OBJECTIVE, objective.id, choices, shown),
    ]
    warning = too_many_key_results(objective)
    if warning and shown.may_edit:
        title.append(note(warning))
    if not objective.key_results:
        title.append(note("No key results yet: how will you know?"))
    return [title, *(_key_result_row(key_result, shown) for key_result in objective.key_results)]


def _key_result_row(key_result: KeyResult, shown: Listing) -> list[Block]:
    said = f"•  {key_result.title}\n{_standing(key_result, shown.names)}"
    choices = [("Edit", ids.EDIT), ("Remove", ids.REMOVE)]
    rows: list[Block] = [_row(said, ids.ON_KEY_RESULT, key_result.id, choices, shown)]
    if key_result.hypotheses:
        rows.append(note("\n".join(f"Hypothesis: {hypothesis.text}" for hypothesis in key_result.hypotheses)))
    return rows


def _standing(key_result: KeyResult, names: dict[str, str]) -> str:
    parts = [describe(key_result.measure)]
    if key_result.current is not None:
        parts.append(f"now {_say(key_result.measure, key_result)}")
    if key_result.owner_id:
        parts.append(names.get(key_result.owner_id, "somebody"))
    return " · ".join(parts)


def _say(measure: Measure, key_result: KeyResult) -> str:
    if key_result.current is None:
        return ""
    if measure.kind is MeasureKind.DONE:
        return "done" if key_result.current else "not done"
    return say_number(key_result.current, measure.unit)


def _row(text: str, action_id: str, row_id: int, choices: Sequence[tuple[str, str]], shown: Listing) -> Block:
    if not shown.may_edit:
        return line(plain(text))
    menu = OverflowMenuElement(
        action_id=f"{action_id}:{row_id}", options=[option(label, f"{what}:{row_id}") for label, what in choices]
    )
    return beside(text, menu)


def objective_form(team_id: int, objective: Objective | None) -> View:
    """Add or edit an objective."""
    title = objective.title if objective else ""
    block = field(
        "Objective",
        ids.TITLE,
        text_input(ids.TITLE, title, multiline=True, max_length=LONGEST_TITLE),
        hint="What do you want to be true, and why does it matter? Words, no numbers.",
    )
    metadata = pack(team=team_id, objective=objective.id if objective else None)
    return modal("Edit objective" if objective else "Add objective", ids.OBJECTIVE_FORM, [block], metadata=metadata)


def key_result_form(team_id: int, objective_id: int, key_result_id: int | None, typed: Typed) -> View:
    """Add or edit a key result; the kind decides which fields there are."""
    kinds = [option(label, kind.value) for kind, label in KINDS.items()]
    blocks: list[Block] = [
        field(
            "Key result",
            ids.TITLE,
            text_input(ids.TITLE, typed.title, multiline=True, max_length=LONGEST_TITLE),
            hint="What will have changed? An outcome, not a task.",
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
    metadata = pack(team=team_id, objective=objective_id, key_result=key_result_id)
    title = "Edit key result" if key_result_id else "Add key result"
    return modal(title, ids.KEY_RESULT_FORM, blocks, metadata=metadata)


def _number_fields(typed: Typed) -> list[Block]:
    start = field("From", ids.START, text_input(ids.START, typed.start, max_length=40), hint="Where it stands now: 65")
    unit = field(
        "Unit",
        ids.UNIT,
        text_input(ids.UNIT, typed.unit, max_length=LONGEST_UNIT),
        hint="%, tickets, h …",
        optional=True,
    )
    match typed.kind:
        case MeasureKind.DONE:
            return []
        case MeasureKind.MOVE:
            return [start, _target("To", "Where it shall be: 90", typed), unit]
        case MeasureKind.RAISE_BY | MeasureKind.REDUCE_BY:
            return [_target("By how many per cent?", "Check-ins report how many per cent it has moved so far.", typed)]
        case MeasureKind.STAY_ABOVE:
            return [_target("Stay above", "At or above this is 100 %.", typed), unit]
        case _:
            return [_target("Stay below", "At or below this is 100 %.", typed), unit]


def _target(label: str, hint: str, typed: Typed) -> Block:
    return field(label, ids.TARGET, text_input(ids.TARGET, typed.target, max_length=40), hint=hint)


def typed_from(key_result: KeyResult) -> Typed:
    """A stored key result as the window shows it."""
    measure = key_result.measure
    return Typed(
        title=key_result.title,
        kind=measure.kind,
        start=say_number(measure.start),
        target=say_number(measure.target),
        unit=measure.unit,
        owner_id=key_result.owner_id or "",
        hypotheses="\n".join(hypothesis.text for hypothesis in key_result.hypotheses),
    )


def remove_form(team_id: int, title: str, *, objective_id: int | None = None, key_result_id: int | None = None) -> View:
    """ "Are you sure?"."""
    what = "objective, with its key results," if objective_id else "key result"
    blocks = [
        quote(title, lead=[plain(f"This {what} will no longer be asked about:")]),
        note("What the team said of it so far stays in past check-ins."),
    ]
    metadata = pack(team=team_id, objective=objective_id, key_result=key_result_id)
    return modal("Remove?", ids.REMOVE_FORM, blocks, submit="Remove", close="Keep it", metadata=metadata)


def paste_form(team_id: int, text: str = "", go: int = 0) -> View:
    """Bring OKRs in as text. `go` makes Slack show `text` afresh when one comes back."""
    box = field(
        "Your OKRs",
        f"{ids.TEXT}:{go}",
        text_input(ids.TEXT, text, multiline=True, placeholder=EXAMPLE),
        hint="Up to 3,000 characters; more in a second go. You see what I understood before it is stored.",
    )
    return modal("Paste OKRs", ids.PASTE_FORM, [box], submit="Read it", metadata=pack(team=team_id, go=go))


def confirm_form(team_id: int, pasted: Pasted, go: int) -> View:
    """What was understood, and, clearly apart, what was not."""
    elements = [element for objective in pasted.objectives for element in _draft(objective)]
    blocks: list[Block] = [
        RichTextBlock(elements=elements[at : at + ELEMENTS_A_BLOCK]) for at in range(0, len(elements), ELEMENTS_A_BLOCK)
    ]
    if pasted.not_understood:
        lost = "\n".join(f"{one.number}: {one.text}" for one in pasted.not_understood)
        blocks += [divider(), quote(lost, lead=[bold("Not understood, so not stored:")])]
    count = len(pasted.objectives)
    blocks.append(actions(button("← Back to the text", ids.BACK_TO_TEXT)))
    submit = "Store it" if count == 1 else f"Store these {count}"
    return modal("Did I get it right?", ids.CONFIRM_FORM, blocks, submit=submit, metadata=pack(team=team_id, go=go))


def _draft(objective: DraftObjective) -> list[RichTextElement]:
    said: list[RichTextElement] = [section(bold(f"Objective: {objective.title}"))]
    if not objective.key_results:
        said.append(section(italic("No key results found for it: you can add them later.")))
    for key_result in objective.key_results:
        details = [[plain(describe(key_result.measure))]]
        details += [[italic(assumption)] for assumption in key_result.assumptions]
        details += [[plain(f"Hypothesis: {hypothesis.text}")] for hypothesis in key_result.hypotheses]
        said += [section(plain(key_result.title)), bullet_list(details)]
    return said

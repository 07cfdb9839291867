"""The list of a team's OKRs."""

import json
from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import Block, OverflowMenuElement
from slack_sdk.models.views import View

from handlers.kit.elements import actions, beside, button, divider, line, modal, note, option, plain
from handlers.kit.text import trim
from handlers.okrs import ids
from handlers.okrs.values import Listing, Place
from handlers.okrs.views_parts import pieces
from okra.numbers import say_number
from okra.okr import KeyResult, MeasureKind, Objective, describe, too_many_key_results

BLOCKS_A_PAGE = 85
"""Of Slack's 100; the rest is for what stands around the page."""
BYTES_A_PAGE = 150_000
"""Of Slack's 250 KB a view, as JSON."""
LAST_PAGE = 1_000_000


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
        blocks.append(_buttons(shown))
    title = f"OKRs of {shown.team_name}"
    metadata = Place(shown.team_id, page).packed()
    return modal(title, ids.LIST, blocks, submit=None, close="Done", metadata=metadata)


def _buttons(shown: Listing) -> Block:
    return actions(
        button("Add objective", ids.ADD, style=None if shown.objectives else "primary"),
        button("Paste OKRs", ids.PASTE),
    )


def _nothing_yet(may_edit: bool) -> list[Block]:
    if not may_edit:
        return [line(plain("No OKRs yet. Your lead or a facilitator can add them here."))]
    return [
        line(plain("No OKRs yet. What do you want to be true by the end of this cycle?")),
        line(plain("Write the first objective, or paste what you have: I read “Objective: … KR1: … Hypothesis: …”.")),
    ]


def _pages(rows: Iterable[Sequence[Block]]) -> list[list[Block]]:
    """The rows in pages, none of them broken."""
    pages: list[list[Block]] = [[]]
    taken = 0
    for row in rows:
        weight = sum(len(json.dumps(block.to_dict())) for block in row)
        if pages[-1] and (len(pages[-1]) + len(row) > BLOCKS_A_PAGE or taken + weight > BYTES_A_PAGE):
            pages.append([])
            taken = 0
        pages[-1].extend(row)
        taken += weight
    return pages


def _turn(page: int, pages: int) -> Block:
    turns = []
    if page > 0:
        turns.append(button("← Earlier", f"{ids.PAGE}:back", str(page - 1)))
    if page + 1 < pages:
        turns.append(button(f"More → ({page + 1} of {pages})", f"{ids.PAGE}:on", str(page + 1)))
    return actions(*turns)


def _objective_rows(objective: Objective, shown: Listing) -> list[list[Block]]:
    choices = [("Edit", ids.EDIT), ("Add key result", ids.ADD_KEY_RESULT)]
    if objective.id != shown.objectives[0].id:
        choices.append(("Move up", ids.UP))
    said = f"Objective: {trim(objective.title, 2_500)}"
    top: list[Block] = [divider(), _row(said, ids.ON_OBJECTIVE, objective.id, choices, shown)]
    if objective.supports is not None and objective.supports in shown.strategic:
        top.append(note(f"Supports: {shown.strategic[objective.supports]}"))
    warning = too_many_key_results(objective)
    if warning and shown.may_edit:
        top.append(note(warning))
    if not objective.key_results:
        top.append(note("No key results yet: how will you know?"))
    return [top, *(_key_result_row(key_result, objective, shown) for key_result in objective.key_results)]


def _key_result_row(key_result: KeyResult, objective: Objective, shown: Listing) -> list[Block]:
    said = f"•  {trim(key_result.title, 2_000)}\n{trim(_standing(key_result, shown), 500)}"
    choices = [("Edit", ids.EDIT)]
    if key_result.id != objective.key_results[0].id:
        choices.append(("Move up", ids.UP))
    believed = "\n".join(f"Hypothesis: {hypothesis.text}" for hypothesis in key_result.hypotheses)
    return [
        _row(said, ids.ON_KEY_RESULT, key_result.id, choices, shown),
        *(note(piece) for piece in pieces(believed, 1_900)),
    ]


def _standing(key_result: KeyResult, shown: Listing) -> str:
    """ "65 % → 90 % · now 71 % · Cleo"."""
    parts = [describe(key_result.measure)]
    if key_result.current is not None:
        parts.append(f"now {_say_current(key_result)}")
    if key_result.owner_id:
        parts.append(shown.names.get(key_result.owner_id, "somebody"))
    return " · ".join(parts)


def _say_current(key_result: KeyResult) -> str:
    if key_result.current is None:
        return ""
    if key_result.measure.kind is MeasureKind.DONE:
        return "done" if key_result.current >= 1 else "not done"
    return say_number(key_result.current, key_result.measure.unit)


def _row(text: str, action_id: str, row_id: int, choices: Sequence[tuple[str, str]], shown: Listing) -> Block:
    if not shown.may_edit:
        return line(plain(text))
    # Slack's own "Are you sure?" would stand before every choice of a menu, so that Remove asks in a window of its own.
    options = [option(label, f"{what}:{row_id}") for label, what in [*choices, ("Remove", ids.REMOVE)]]
    return beside(text, OverflowMenuElement(action_id=f"{action_id}:{row_id}", options=options))

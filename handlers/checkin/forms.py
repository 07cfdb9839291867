"""What was typed into the check-in's window → what the member says, or a sentence beside each field that is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from handlers.checkin import ids
from handlers.kit.payload import Values, View
from handlers.kit.state import unpack
from okra.action import ActionState, ActionUpdate
from okra.calendar import Week
from okra.checkin import IssueUpdate, Reading
from okra.confidence import HIGHEST, LOWEST
from okra.grip import Asked, AskedKeyResult, Contribution, contradicts, reading
from okra.issue import IssueState, lines
from okra.numbers import read_number
from okra.okr import MeasureKind
from okra.refusal import Refused, RefusedFields

PICK = f"Pick a number from {LOWEST} to {HIGHEST}."
EITHER = "You ticked “No change”, and typed another number. Which is it? Untick the box, or put the old number back."
SOLVED_OR_NOT = "You chose “Solved”, and named who could help. Which is it? Clear one of the two."


@dataclass(frozen=True, slots=True)
class Window:
    """What a check-in window knows of itself. `bases` are the values that stood in its boxes, by key result."""

    team_id: int
    week: Week
    page: int
    last: bool
    bases: Mapping[int, str]


def window(view: View) -> Window:
    """Read the window's own notes. Raises Refused for one of an older version."""
    record = unpack(view.private_metadata)
    return Window(
        team_id=int(record["team"]),
        week=Week.parse(str(record["week"])),
        page=int(record["page"]),
        last=bool(record["last"]),
        bases=_by_number(record["bases"]),
    )


def team_and_week(value: str) -> tuple[int, Week]:
    """Read a button's value. Raises Refused for one of an older version."""
    record = unpack(value)
    return int(record["team"]), Week.parse(str(record["week"]))


@dataclass(frozen=True, slots=True)
class Typed:
    """All that is typed so far, on this page and on earlier ones."""

    values: Values
    bases: Mapping[int, str]
    page: int | None = None


def draft(body: Mapping[str, Any]) -> Typed:
    """Read what was kept."""
    return Typed(Values(body["values"]), _by_number(body["bases"]), int(body["page"]))


def kept(typed: Typed, page: int) -> dict[str, Any]:
    """Write down what is typed, to be read by `draft`."""
    return {"page": page, "values": typed.values.raw, "bases": {str(key): text for key, text in typed.bases.items()}}


def together(earlier: Typed | None, view: View) -> Typed:
    """What earlier pages hold and what this one does; the newest word on each field counts."""
    bases = window(view).bases
    if earlier is None:
        return Typed(view.values, bases)
    return Typed(Values({**earlier.values.raw, **view.values.raw}), {**earlier.bases, **bases})


def spoken_of(values: Values) -> tuple[set[int], set[int]]:
    """The ids of the objectives and of the key results that stand in the window."""
    return _numbers(values, ids.CONFIDENCE), _numbers(values, ids.VALUE)


def issue_labels(view: View) -> dict[int, str]:
    """What stands above each issue's field, by the issue's id."""
    found = ((ids.number_in(str(block.get("block_id")), ids.ISSUE), block) for block in view.blocks)
    return {number: str(block["label"]["text"]) for number, block in found if number is not None}


def contribution(typed: Typed, asked: Asked) -> Contribution:
    """Read everything that is typed. Raises RefusedFields with every fault at once, each beside its field."""
    faults: dict[str, str] = {}
    said = Contribution(
        confidences=_confidences(typed.values, asked, faults),
        readings=tuple(_readings(typed, asked, faults)),
        issue_updates=tuple(_issue_updates(typed.values, asked, faults)),
        new_issues=lines(_words(typed.values, ids.RAISED)),
        plan=_words(typed.values, ids.PLAN),
        action_updates=tuple(_action_updates(typed.values)),
    )
    if faults:
        raise RefusedFields(faults)
    return said


def _confidences(values: Values, asked: Asked, faults: dict[str, str]) -> dict[int, int]:
    said = {}
    for number in sorted(_numbers(values, ids.CONFIDENCE) & asked.objective_ids):
        block_id = ids.of(ids.CONFIDENCE, number)
        chosen = values.option(block_id)
        if chosen.isdecimal() and LOWEST <= int(chosen) <= HIGHEST:
            said[number] = int(chosen)
        elif any(objective.id == number for objective in asked.objectives):
            faults[block_id] = PICK
    return said


def _readings(typed: Typed, asked: Asked, faults: dict[str, str]) -> Iterable[Reading]:
    known = asked.key_results
    for number in sorted(_numbers(typed.values, ids.VALUE) & known.keys()):
        try:
            yield _reading(typed, known[number], typed.bases.get(number, ""))
        except Refused as refused:
            faults[ids.of(ids.VALUE, number)] = refused.sentence


def _reading(typed: Typed, asked: AskedKeyResult, shown: str) -> Reading:
    number = asked.key_result.id
    ticked = typed.values.options(ids.of(ids.FLAGS, number))
    base = Decimal(shown) if shown else None
    value = _value(typed.values, asked, shown)
    no_change = ids.NO_CHANGE in ticked
    if contradicts(value, base, no_change=no_change):
        raise Refused(EITHER)
    return reading(
        asked,
        value,
        base,
        no_change=no_change,
        note=_words(typed.values, ids.of(ids.NOTE, number)),
        wrong_measure=ids.WRONG_MEASURE in ticked,
    )


def _value(values: Values, asked: AskedKeyResult, shown: str) -> Decimal | None:
    block_id = ids.of(ids.VALUE, asked.key_result.id)
    measure = asked.key_result.measure
    if measure.kind is MeasureKind.DONE:
        chosen = values.option(block_id)
        return Decimal(chosen) if chosen in ("0", "1") else None
    text = values.text(block_id).strip()
    if not text:
        return None
    if text == shown:
        return Decimal(shown)
    return read_number(text.removesuffix(measure.unit), block_id)


def _issue_updates(values: Values, asked: Asked, faults: dict[str, str]) -> Iterable[IssueUpdate]:
    before = {one.issue.id: one.said.help_from for one in asked.issues if one.said is not None}
    for number in sorted(_numbers(values, ids.ISSUE)):
        help_id = ids.of(ids.HELP, number)
        chosen = values.option(ids.of(ids.ISSUE, number))
        state = IssueState(chosen) if chosen in set(IssueState) else None
        help_from = " ".join(_words(values, help_id).split())
        newly = help_from if help_from != before.get(number) else ""
        if state is IssueState.SOLVED and newly:
            faults[help_id] = SOLVED_OR_NOT
        elif newly or (help_from and state is IssueState.NEEDS_HELP):
            yield IssueUpdate(number, IssueState.NEEDS_HELP, help_from)
        elif state is not None:
            yield IssueUpdate(number, state)


def _action_updates(values: Values) -> Iterable[ActionUpdate]:
    for number in sorted(_numbers(values, ids.ACTION)):
        chosen = values.option(ids.of(ids.ACTION, number))
        if chosen in set(ActionState):
            yield ActionUpdate(number, ActionState(chosen))


def _words(values: Values, block_id: str) -> str:
    """What was typed; PostgreSQL keeps every character but NUL."""
    return values.text(block_id).replace("\x00", "").strip()


def _numbers(values: Values, kind: str) -> set[int]:
    return {number for block_id in values.block_ids if (number := ids.number_in(block_id, kind)) is not None}


def _by_number(record: Mapping[str, Any]) -> dict[int, str]:
    return {int(number): str(text) for number, text in record.items()}

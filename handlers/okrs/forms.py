"""What was typed in the OKR windows → the method's values, or a sentence beside each field that is wrong."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal

from handlers.kit.payload import Values
from handlers.okrs import ids
from handlers.okrs.values import NUMBERS_OF, KeyResultForm, ObjectiveForm, Typed
from okra.numbers import read_number
from okra.okr import KeyResult, Measure, MeasureKind, check_measure, describe
from okra.refusal import Refused, RefusedFields

BLOCKS = {"start": ids.START, "target": ids.TARGET}
READINGS = {MeasureKind.RAISE_BY: "rise", MeasureKind.REDUCE_BY: "fall", MeasureKind.DONE: "done"}
"""What a check-in's value says of a key result of this kind; for the other kinds it is where the number stands."""

NO_OBJECTIVE = "An objective needs words: what do you want to be true?"
NO_KEY_RESULT = "A key result needs words: what will have changed?"
NOT_IN_TEAM = "Choose somebody from the team: only its members are asked in the check-in."
OTHER_READINGS = (
    "This key result has values already, as “{measure}”. To measure something else, add a new key result and remove "
    "this one: its history stays."
)
NOTHING_READ = "I found no objective. Begin one line with “Objective:” and the lines below it with “KR1:”, “KR2:” …"


def objective(values: Values) -> ObjectiveForm:
    """Read the objective window. Raises Refused where there are no words."""
    title = _one_line(values.text(ids.TITLE))
    if not title:
        raise Refused(NO_OBJECTIVE, ids.TITLE)
    supports = values.option(ids.SUPPORTS)
    return ObjectiveForm(title, int(supports) if supports else None, ids.SUPPORTS in values)


def numbers(values: Values) -> dict[str, str]:
    """What stands in those of the number fields that the window has."""
    return {block: values.text(block) for block in (ids.START, ids.TARGET, ids.UNIT) if block in values}


def typed(values: Values, hidden: Mapping[str, str]) -> Typed:
    """What stands in the key result window, unjudged; `hidden` are numbers typed before another kind was chosen."""
    kind = values.option(ids.KIND)
    standing = {**hidden, **numbers(values)}
    return Typed(
        title=values.text(ids.TITLE),
        kind=MeasureKind(kind) if kind else MeasureKind.MOVE,
        start=standing.get(ids.START, ""),
        target=standing.get(ids.TARGET, ""),
        unit=standing.get(ids.UNIT, ""),
        owner_id=values.text(ids.OWNER),
        hypotheses=values.text(ids.HYPOTHESES),
    )


def asks_for_all(values: Values) -> bool:
    """Whether the window shows the fields of the kind that is chosen (it may lag behind a quick choice)."""
    return all(block in values for block in NUMBERS_OF[typed(values, {}).kind])


def key_result(form: Typed, may_own: Collection[str], before: KeyResult | None) -> KeyResultForm:
    """Read the key result window. Raises RefusedFields with every fault at once.

    `may_own` are the team's members; `before` is the key result as it is stored, None for a new one.
    """
    faults: dict[str, str] = {}
    title = _one_line(form.title)
    if not title:
        faults[ids.TITLE] = NO_KEY_RESULT
    measure = _checked(form, faults)
    if before is not None and before.current is not None and _reading(form.kind) != _reading(before.measure.kind):
        faults[ids.KIND] = OTHER_READINGS.format(measure=describe(before.measure))
    owner = form.owner_id or None
    if owner is not None and owner not in may_own and (before is None or owner != before.owner_id):
        faults[ids.OWNER] = NOT_IN_TEAM
    if faults or measure is None:
        raise RefusedFields(faults)
    return KeyResultForm(title, measure, owner, hypotheses_in(form.hypotheses))


def hypotheses_in(text: str) -> tuple[str, ...]:
    """One hypothesis a line, each once."""
    return tuple(dict.fromkeys(line for line in map(_one_line, text.splitlines()) if line))


def _one_line(text: str) -> str:
    """The words on one line, "" where nothing of them can be seen."""
    words = text.split()
    return " ".join(words) if any(map(str.isprintable, "".join(words))) else ""


def _reading(kind: MeasureKind) -> str:
    return READINGS.get(kind, "number")


def _checked(form: Typed, faults: dict[str, str]) -> Measure | None:
    measure = _measure(form, faults)
    if measure is not None:
        try:
            check_measure(measure)
        except Refused as refused:
            faults[BLOCKS.get(refused.field or "", ids.TARGET)] = refused.sentence
    return measure


def _measure(form: Typed, faults: dict[str, str]) -> Measure | None:
    if form.kind is MeasureKind.DONE:
        return Measure.done()
    start = _number(form, form.start, ids.START, faults) if form.kind is MeasureKind.MOVE else Decimal(0)
    target = _number(form, form.target, ids.TARGET, faults)
    if target is None or start is None:
        return None
    unit = _one_line(form.unit) or _unit_in(form)
    made = {
        MeasureKind.MOVE: lambda: Measure.move(start, target, unit),
        MeasureKind.RAISE_BY: lambda: Measure.raise_by(target),
        MeasureKind.REDUCE_BY: lambda: Measure.reduce_by(target),
        MeasureKind.STAY_ABOVE: lambda: Measure.stay_above(target, unit),
        MeasureKind.STAY_BELOW: lambda: Measure.stay_below(target, unit),
    }
    return made[form.kind]()


def _unit_in(form: Typed) -> str:
    """ "90 %" or "€12" typed as a target says the unit too."""
    sign = re.search("[%$€£¥]", form.target + form.start)
    return sign[0] if sign else ""


def _number(form: Typed, text: str, block_id: str, faults: dict[str, str]) -> Decimal | None:
    try:
        return read_number(text.strip().removesuffix(form.unit.strip()), block_id)
    except Refused as refused:
        faults[block_id] = refused.sentence
        return None


def pasted_text(values: Values) -> tuple[str, str]:
    """The block that holds the pasted text, and the text."""
    block_id = next((block for block in values.block_ids if block.startswith(ids.TEXT)), ids.TEXT)
    return block_id, values.text(block_id)

"""What was typed in the OKR windows → the method's values, or a sentence beside each field that is wrong."""

from decimal import Decimal

from handlers.kit.payload import Values
from handlers.okrs import ids
from handlers.okrs.values import LONGEST_UNIT, KeyResultForm, Typed
from okra.numbers import read_number
from okra.okr import Measure, MeasureKind, check_measure
from okra.paste import Pasted, parse
from okra.refusal import Refused, RefusedFields

BLOCKS = {"start": ids.START, "target": ids.TARGET}


def objective_title(values: Values) -> str:
    """The objective's words. Raises Refused where there are none."""
    title = " ".join(values.text(ids.TITLE).split())
    if not title:
        raise Refused("An objective needs words: what do you want to be true?", ids.TITLE)
    return title


def typed(values: Values) -> Typed:
    """What stands in the key result window, unjudged."""
    kind = values.option(ids.KIND)
    return Typed(
        title=values.text(ids.TITLE),
        kind=MeasureKind(kind) if kind else MeasureKind.MOVE,
        start=values.text(ids.START),
        target=values.text(ids.TARGET),
        unit=values.text(ids.UNIT),
        owner_id=values.text(ids.OWNER),
        hypotheses=values.text(ids.HYPOTHESES),
    )


def key_result(values: Values) -> KeyResultForm:
    """Read the key result window. Raises RefusedFields with every fault at once."""
    form = typed(values)
    faults: dict[str, str] = {}
    title = " ".join(form.title.split())
    if not title:
        faults[ids.TITLE] = "A key result needs words: what will have changed?"
    measure = _measure(form, faults)
    if measure is not None:
        try:
            check_measure(measure)
        except Refused as refused:
            faults[BLOCKS.get(refused.field or "", ids.TITLE)] = refused.sentence
    if faults or measure is None:
        raise RefusedFields(faults)
    return KeyResultForm(title, measure, form.owner_id or None, hypotheses_in(form.hypotheses))


def hypotheses_in(text: str) -> tuple[str, ...]:
    """One hypothesis a line."""
    return tuple(dict.fromkeys(line for line in (" ".join(typed.split()) for typed in text.splitlines()) if line))


def _measure(form: Typed, faults: dict[str, str]) -> Measure | None:
    if form.kind is MeasureKind.DONE:
        return Measure.done()
    target = _number(form.target, ids.TARGET, faults)
    start = _number(form.start, ids.START, faults) if form.kind is MeasureKind.MOVE else Decimal(0)
    if target is None or start is None:
        return None
    unit = " ".join(form.unit.split())[:LONGEST_UNIT] or _unit_in(form)
    made = {
        MeasureKind.MOVE: lambda: Measure.move(start, target, unit),
        MeasureKind.RAISE_BY: lambda: Measure.raise_by(target),
        MeasureKind.REDUCE_BY: lambda: Measure.reduce_by(target),
        MeasureKind.STAY_ABOVE: lambda: Measure.stay_above(target, unit),
        MeasureKind.STAY_BELOW: lambda: Measure.stay_below(target, unit),
    }
    return made[form.kind]()


def _unit_in(form: Typed) -> str:
    """ "90 %" typed as a target says the unit too."""
    return "%" if "%" in form.start + form.target else ""


def _number(text: str, block_id: str, faults: dict[str, str]) -> Decimal | None:
    try:
        return read_number(text, block_id)
    except Refused as refused:
        faults[block_id] = refused.sentence
        return None


def pasted(values: Values) -> tuple[str, Pasted]:
    """The pasted text and what it says. Raises Refused where no objective was found: the text stays in the window."""
    block_id = next((block for block in values.block_ids if block.startswith(ids.TEXT)), ids.TEXT)
    text = values.text(block_id)
    understood = parse(text)
    if not understood.objectives:
        raise Refused(
            "I found no objective. Begin one line with “Objective:” and the lines below it with “KR1:”, “KR2:” …",
            block_id,
        )
    return text, understood

"""A key result's sentence, as people write it → what moves, and what had to be assumed.

The forms come from the seeds: "from 65% to 90%", "from 20 to 35", "by 30%", "80% of matches …" (seeds 3 and 5). Nothing
is guessed silently: whatever the sentence does not say is an assumption, told in a sentence of its own.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from okra.measure_words import NUMBER, Quantity, quantities, read_exact, unit_at_start
from okra.numbers import read_number, say_number
from okra.okr import Measure, check_measure
from okra.refusal import Refused


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a sentence says: its title (without the measure where that ends the sentence), and the measure."""

    title: str
    measure: Measure
    assumptions: tuple[str, ...] = ()


def read_phrase(text: str) -> Phrase:
    """Read one key result. Never fails: what cannot be measured becomes done / not done, and says why."""
    try:
        return _first_reading(text)
    except Refused as refusal:
        return _done(text, f"{refusal.sentence} For now it counts as done or not done.")


def _first_reading(text: str) -> Phrase:
    for reader in (_exact, _from_to, _by, _times, _one_number):
        phrase = reader(text)
        if phrase is not None:
            check_measure(phrase.measure)
            return phrase
    return _done(text, "No clear number found, so it counts as done or not done.")


def _done(text: str, assumption: str) -> Phrase:
    return Phrase(text, Measure.done(), (assumption,))


def _title(text: str, before: str, after: str) -> str:
    """The text without the measure where that ends the sentence and leaves a title behind; else all of it."""
    kept = before.rstrip(" ,:;–—-(")
    at_the_end = not after.strip(" .!)")
    return kept if at_the_end and len(kept.split()) > 1 else text


_BRACKET: Final = re.compile(r"(?P<title>.*\S)\s+\((?P<measure>[^()]+)\)")


def _exact(text: str) -> Phrase | None:
    bracket = _BRACKET.fullmatch(text)
    measure = None if bracket is None else read_exact(bracket["measure"].strip())
    return None if bracket is None or measure is None else Phrase(bracket["title"], measure)


_ARROW: Final = r"\s*(?:→|-+>|=>|⇒|➜)\s*"
_NOT_FAR: Final = r"[^\d→>]{0,30}?"
_FROM_TO: Final = re.compile(
    rf"\b(?:from|currently|baseline:?)\s+[$€£¥]?\s?(?P<start>{NUMBER})(?P<unit>{_NOT_FAR})"
    rf"(?:\s(?:up\s+|down\s+)?to\s+(?:at\s+least\s+|at\s+most\s+|about\s+)?|{_ARROW})"
    rf"(?P<currency>[$€£¥])?\s?(?P<target>{NUMBER})",
    re.IGNORECASE,
)
_FROM_TO_ARROW: Final = re.compile(
    rf"(?<![\w.,:/])[$€£¥]?\s?(?P<start>{NUMBER})(?P<unit>{_NOT_FAR}){_ARROW}"
    rf"(?P<currency>[$€£¥])?\s?(?P<target>{NUMBER})"
)
_TO_FROM: Final = re.compile(
    rf"\bto\s+(?P<currency>[$€£¥])?\s?(?P<target>{NUMBER})(?P<unit>{_NOT_FAR})"
    rf"\(?\b(?:up from|down from|from|currently|today|now|was|baseline:?)\s+[$€£¥]?\s?(?P<start>{NUMBER})",
    re.IGNORECASE,
)


def _from_to(text: str) -> Phrase | None:
    found = next((match for form in (_FROM_TO, _FROM_TO_ARROW, _TO_FROM) if (match := form.search(text))), None)
    if found is None or _names_dates(found, text):
        return None
    unit, after = unit_at_start(text[found.end() :])
    unit = unit or unit_at_start(found["unit"])[0]
    measure = Measure.move(
        read_number(found["start"], "start"),
        read_number(found["target"], "target"),
        f"{unit}{found['currency'] or ''}",
    )
    return Phrase(_title(text, text[: found.start()], after), measure)


def _names_dates(found: re.Match[str], text: str) -> bool:
    sides = (found["start"], found["unit"]), (found["target"], text[found.end("target") :])
    return any(_NOT_A_COUNT.match(tail) for _, tail in sides) or all(_YEAR.fullmatch(number) for number, _ in sides)


_FALLING: Final = re.compile(
    r"\b(?:reduc|lower|decreas|cut|shrink|shrank|fewer|drop|shorten|minimi[sz]|slash|trim|halv|declin|diminish|fall|"
    r"bring\w*\s+down|down\s*$)(?!\w*-?(?:off|out)\b)",
    re.IGNORECASE,
)
_RISING: Final = re.compile(
    r"\b(?:rais|ris(?:e|ing)\b|increas|boost|grow|grew|improv|lift|expand|higher|gain|maximi[sz]|up\s*$)", re.IGNORECASE
)


def _falls(text: str) -> tuple[bool | None, bool]:
    """Whether the first verb of direction falls (None without any), and whether the other direction is named too."""
    down, up = _FALLING.search(text), _RISING.search(text)
    if down and up:
        return down.start() < up.start(), True
    return (True, False) if down else (False, False) if up else (None, False)


_BY: Final = re.compile(r"\bby(?:\s+(?:at\s+least|about|around|~))?\s*$", re.IGNORECASE)


def _by(text: str) -> Phrase | None:
    for quantity in quantities(text):
        cue = _BY.search(quantity.cue)
        if cue is None or not _counts(quantity):
            continue
        before = quantity.before.removesuffix(cue[0])
        falls, unsure = _falls(before)
        if quantity.unit == "%":
            measure = Measure.reduce_by(quantity.value) if falls else Measure.raise_by(quantity.value)
            return Phrase(_title(text, before, quantity.after), measure, _about_direction(falls, unsure))
        if falls is not None:
            measure = Measure.move(Decimal(0), quantity.value, quantity.unit)
            return Phrase(_title(text, before, quantity.after), measure, (_counted_change(measure, falls),))
    return None


def _about_direction(falls: bool | None, unsure: bool) -> tuple[str, ...]:
    if falls is None:
        return ("It does not say up or down, so it is read as raising.",)
    if unsure:
        return (f"It names both directions, so it is read as {'reducing' if falls else 'raising'}.",)
    return ()


def _counted_change(measure: Measure, falls: bool) -> str:
    goal = say_number(measure.target, measure.unit)
    return f"It names a change, so values say how far it has {'fallen' if falls else 'risen'} so far: 0 to {goal}."


_TIMES: Final = re.compile(r"(?P<word>doubl|tripl|halv)(?:e|es|ing|ed)\b(?!-)", re.IGNORECASE)
_TIMES_MEASURES: Final = {
    "doubl": Measure.raise_by(Decimal(100)),
    "tripl": Measure.raise_by(Decimal(200)),
    "halv": Measure.reduce_by(Decimal(50)),
}


def _times(text: str) -> Phrase | None:
    found = _TIMES.match(text)
    return None if found is None else Phrase(text, _TIMES_MEASURES[found["word"].lower()])


_STAY: Final = re.compile(r"\b(?:stay|stays|keep|keeps|kept|maintain|maintains|remain|remains|hold|sustain)\b", re.I)
_ABOVE: Final = re.compile(
    r"(?:\b(?:at\s+least|above|over|more\s+than|no\s+less\s+than|not\s+less\s+than|minimum(?:\s+of)?|exceeds?)|≥|>=?)\s*$",
    re.IGNORECASE,
)
_BELOW: Final = re.compile(
    r"(?:\b(?:at\s+most|below|under|less\s+than|fewer\s+than|no\s+more\s+than|not\s+more\s+than|maximum(?:\s+of)?)|≤|<=?)"
    r"\s*$",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"\bto\s*$", re.IGNORECASE)


def _one_number(text: str) -> Phrase | None:
    """Read the one number that the sentence is most likely about."""
    counted = [quantity for quantity in quantities(text) if _counts(quantity)]
    if not counted:
        return None
    measure, assumptions = _aim(min(counted, key=_weight))
    return Phrase(text, measure, assumptions)


def _aim(quantity: Quantity) -> tuple[Measure, tuple[str, ...]]:
    limit, unit, before = quantity.value, quantity.unit, quantity.before
    said = say_number(limit, unit)
    below, above = bool(_BELOW.search(quantity.cue)), bool(_ABOVE.search(quantity.cue))
    if _STAY.search(before):
        unclear = () if below or above else (f"It does not say above or below, so it is read as at least {said}.",)
        return (Measure.stay_below if below else Measure.stay_above)(limit, unit), unclear
    if below or limit <= 0 or (_TO.search(quantity.cue) and _falls(before)[0]):
        return Measure.stay_below(limit, unit), (
            f"The start is not stated, so it counts as reached at {said} or below.",
        )
    start = say_number(Decimal(0), unit)
    return Measure.move(Decimal(0), limit, unit), (f"The start is not stated, so it is taken as {start}.",)


def _weight(quantity: Quantity) -> tuple[bool, ...]:
    """Sorts the likeliest number first: "80% of …", then one after "to" or a limit's word, then any percentage."""
    cue = any(form.search(quantity.cue) for form in (_ABOVE, _BELOW, _TO))
    percentage = quantity.unit == "%"
    share = percentage and re.match(r"\s+of\b", quantity.after) is not None
    return _names_a_span(quantity), not share, not (cue and percentage), not cue, not percentage


_SPAN: Final = re.compile(r"\b(?:first|last|next|within|in|after|before|per|every|top|past)\s*$", re.IGNORECASE)
_NAME: Final = re.compile(
    r"(?:\b(?:version|phase|step|level|tier|quarter|sprint|stage|part|iso|page|day|week|no\.)|#|\d[-–/:.]|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?)\s*$",
    re.IGNORECASE,
)
_NOT_A_COUNT: Final = re.compile(
    r"[-–/:.]\d|-[a-z]|[a-z]+\d|(?:st|nd|rd|th)\b|\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def _names_a_span(quantity: Quantity) -> bool:
    return _SPAN.search(quantity.cue) is not None


def _counts(quantity: Quantity) -> bool:
    """Whether a number counts something, rather than naming a date, a time, a version or a range."""
    year = _YEAR.fullmatch(quantity.token) and not quantity.unit
    return not (year or _NAME.search(quantity.cue) or _NOT_A_COUNT.match(quantity.tail))

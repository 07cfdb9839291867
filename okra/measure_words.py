"""Numbers with their units in a sentence, and the one exact spelling of a measure that is read back without loss."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from okra.numbers import read_number
from okra.okr import Measure, MeasureKind

LONGEST_UNIT: Final = 2
"""A unit in words has at most two ("active users"); longer ones are rather the rest of the sentence."""
NUMBER: Final = r"[+\-−–]?\d+(?:[.,'’_]\d+|[ \u00a0\u202f\u2009]\d{3}(?!\d))*(?:(?-i:[kKM])(?![^\W\d_]))?"
"""A number that `okra.numbers.read_number` may understand, with thousands (k) or millions (M) when written close."""

_QUANTITY: Final = re.compile(rf"(?<![\w.,:/])(?P<currency>[$€£¥])?\s?(?P<number>{NUMBER})")
_SYMBOL: Final = re.compile(r"\s*(?:(?P<percent>%|percent\b|per\s+cent\b)|(?P<short>[A-Za-zµ°]{1,5})\b)", re.IGNORECASE)
_WORDS: Final = re.compile(rf"(?:[ \u00a0]+[^\W\d_][\w'’]*){{1,{LONGEST_UNIT + 1}}}")
_MONTHS: Final = "january february march april may june july august september october november december"
_STOP: Final = frozenset(
    "a an the of in on at by for from to with within without before after until till per each every and or but than as "
    "among across between during over under above below when while who that which if so all any our their its is are "
    f"be have has via through against into out up down next last this more less fewer {_MONTHS}".split()
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: its token, unit, and the text on both sides of number and unit."""

    token: str
    unit: str
    before: str
    after: str
    tail: str
    """What follows the number directly, the unit included."""

    @property
    def cue(self) -> str:
        """The last words before the number, which say what it is."""
        return self.before[-40:]

    @property
    def value(self) -> Decimal:
        """The number. Raises Refused where it cannot be read for certain."""
        return read_number(self.token, "target")


def quantities(text: str) -> Iterator[Quantity]:
    """Every number of the text that stands by itself, with its unit, from left to right."""
    return (_quantity(text, match) for match in _QUANTITY.finditer(text))


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    tail = text[match.end() :]
    unit, after = unit_at_start(tail)
    return Quantity(match["number"], f"{unit}{match['currency'] or ''}", text[: match.start()], after, tail)


def unit_at_start(text: str) -> tuple[str, str]:
    """The unit that `text` begins with ("" when there is none), and what follows it."""
    symbol = _SYMBOL.match(text)
    if symbol and symbol["percent"]:
        return "%", text[symbol.end() :]
    if symbol and not text[0].isspace():
        return symbol["short"], text[symbol.end() :]
    return _unit_in_words(text)


def _unit_in_words(text: str) -> tuple[str, str]:
    run = _WORDS.match(text)
    words = [] if run is None else run[0].split()
    count = next((i for i, word in enumerate(words) if word.lower() in _STOP), len(words))
    if not 0 < count <= LONGEST_UNIT:
        return "", text
    found = re.match(rf"(?:\s+\S+?){{{count}}}(?![\w'’])", text)
    return ("", text) if found is None else (" ".join(words[:count]), text[found.end() :])


_UNIT: Final = r"(?: ?(?P<unit>[^\s\d()→][^()→]*?))?"
_EXACT_MOVE: Final = re.compile(
    rf"(?P<start>{NUMBER}){_UNIT} ?(?:→|->|=>) ?(?P<target>{NUMBER})(?: ?(?P<same>[^\s\d()→][^()→]*?))?"
)
_EXACT_KINDS: Final = {
    "raise by": MeasureKind.RAISE_BY,
    "reduce by": MeasureKind.REDUCE_BY,
    "stay above": MeasureKind.STAY_ABOVE,
    "stay below": MeasureKind.STAY_BELOW,
}
_EXACT_LIMIT: Final = re.compile(rf"(?P<kind>{'|'.join(_EXACT_KINDS)}) (?P<target>{NUMBER}){_UNIT}", re.IGNORECASE)
_EXACT_DONE: Final = re.compile(r"done ?/ ?not done", re.IGNORECASE)


def exact_words(measure: Measure) -> str:
    """The measure like `okra.okr.describe`, but with every digit: `read_exact` gives the same measure back."""
    unit = f" {measure.unit}" if measure.unit else ""
    target = f"{_every_digit(measure.target)}{unit}"
    if measure.kind is MeasureKind.DONE:
        return "done / not done"
    if measure.kind is MeasureKind.MOVE:
        return f"{_every_digit(measure.start)}{unit} → {target}"
    words = next(words for words, kind in _EXACT_KINDS.items() if kind is measure.kind)
    return f"{words} {target}"


def read_exact(words: str) -> Measure | None:
    """A measure in its exact spelling; None for any other text. Raises Refused for a number that cannot be read."""
    if _EXACT_DONE.fullmatch(words):
        return Measure.done()
    if move := _EXACT_MOVE.fullmatch(words):
        unit = move["same"] or move["unit"] or ""
        return Measure.move(read_number(move["start"], "start"), read_number(move["target"], "target"), unit)
    if limit := _EXACT_LIMIT.fullmatch(words):
        kind = _EXACT_KINDS[limit["kind"].lower()]
        return Measure(kind, Decimal(0), read_number(limit["target"], "target"), limit["unit"] or "")
    return None


def _every_digit(value: Decimal) -> str:
    whole, point, decimals = format(value, "f").partition(".")
    decimals = decimals.rstrip("0")
    if len(decimals) == 3:
        # "1.234" could be a thousand to a reader; "1.2340" could not.
        decimals += "0"
    return f"{whole}{point}{decimals}" if decimals else whole

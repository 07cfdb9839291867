"""Numbers as people write them → Decimal, or one sentence that says why not."""

import re
from decimal import Decimal

from okra.refusal import Refused

MOST_DIGITS = 12
MOST_DECIMALS = 6
THOUSANDS = {"": Decimal(1), "k": Decimal(1_000), "m": Decimal(1_000_000)}

_GAPS = "[ \u00a0\u202f\u2009'’_]"
_NUMBER = re.compile(
    rf"(?P<sign>[+\-−–]?)\s*(?P<before>[$€£¥]?)\s*"
    rf"(?P<whole>\d{{1,3}}(?:{_GAPS}\d{{3}})+|\d*)"
    rf"(?:(?P<point>[.,])(?P<decimals>\d+))?\s*(?P<scale>[kKmM]?)\s*(?P<after>[%$€£¥]?)",
    re.ASCII,
)


def read_number(text: str, field: str = "value") -> Decimal:
    """Read one number.

    Understood: 12, -3.5, 85 %, 12,5, 1 200, 1'200, 1_200, 1.2k, 3m, €12. One mark with exactly three digits behind it
    ("1.200", "1,200") could be a thousand or a decimal and is refused, except after a leading 0 ("0.125"). Other
    scripts' digits are read as digits. Raises Refused: not a number, two numbers, ambiguous, over 12 digits before or 6
    behind the point.
    """
    typed = " ".join(_ascii_digits(text).split())
    match = _NUMBER.fullmatch(typed)
    if match is None or not (match["whole"] or match["decimals"]):
        raise Refused(f"I can't read {_quoted(text)} as a number. Write it like 12 or 12.5.", field)
    whole = re.sub(_GAPS, "", match["whole"]) or "0"
    decimals = match["decimals"] or ""
    if match["point"] and len(decimals) == 3 and len(whole) <= 3 and whole != "0" and not match["scale"]:
        clear = f"{whole}.{decimals.rstrip('0') or '0'}" if decimals.endswith("0") else f"{whole}.{decimals}0"
        raise Refused(f"Is {_quoted(text)} {whole}{decimals} or {clear}? Write one of these two.", field)
    if len(whole) > MOST_DIGITS:
        raise Refused(f"{_quoted(text)} is too large for me: {MOST_DIGITS} digits fit.", field)
    if len(decimals) > MOST_DECIMALS:
        raise Refused(f"{_quoted(text)} is too precise for me: {MOST_DECIMALS} digits behind the point fit.", field)
    value = Decimal(f"{whole}.{decimals or '0'}") * THOUSANDS[match["scale"].lower()]
    return _plain(-value if match["sign"] in ("-", "−", "–") else value)


def say_number(value: Decimal, unit: str = "") -> str:
    """The shortest plain form, with a thin gap in numbers from 10,000 up: "12 500", "85 %"."""
    plain = format(_plain(value), "f")
    whole, point, decimals = plain.partition(".")
    digits = whole.lstrip("-")
    if len(digits) > 4:
        digits = f"{int(digits):,}".replace(",", "\u202f")
    said = ("-" if whole.startswith("-") else "") + digits + point + decimals
    return f"{said} {unit}" if unit else said


def _plain(value: Decimal) -> Decimal:
    """No trailing zeros, no exponent, no minus before zero."""
    if value == 0:
        return Decimal(0)
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def _ascii_digits(text: str) -> str:
    """Digits of every script as 0–9."""
    return "".join(str(int(c)) if c.isdecimal() and not c.isascii() else c for c in text[:200])


def _quoted(text: str) -> str:
    shown = " ".join(text.split())
    if not shown:
        return "an empty field"
    return f"“{shown if len(shown) <= 30 else shown[:29] + '…'}”"

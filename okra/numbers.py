"""Numbers as people write them → Decimal, or one sentence that says why not."""

import re
from decimal import Decimal

from okra.refusal import Refused, quoted, visible

MOST_DIGITS = 12
MOST_DECIMALS = 6
THOUSANDS = {"": Decimal(1), "k": Decimal(1_000), "m": Decimal(1_000_000)}

_GAPS = "[ \u00a0\u202f\u2009'’_]"
_NUMBER = re.compile(
    r"(?P<sign>[+\-−–]?)\s*(?P<before>[$€£¥]?)\s*"
    r"(?:(?P<marked>\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,}))|"
    rf"(?P<whole>\d{{1,3}}(?:{_GAPS}\d{{3}})+|\d*)(?:[.,](?P<decimals>\d+))?)"
    r"\s*(?P<scale>[kKmM]?)\s*(?P<after>[%$€£¥]?)",
    re.ASCII,
)
_BOTH_MARKS = re.compile(r"(?P<whole>-?\d{1,3}(?:\.\d{3})+),(?P<decimals>\d+)|(?P<w>-?\d{1,3}(?:,\d{3})+)\.(?P<d>\d+)")


def read_number(text: str, field: str = "value") -> Decimal:
    """Read one number.

    Understood: 12, -3.5, 85 %, 12,5, 1 200, 1'200, 1_200, 1,200,000, 1.2k, 3m, €12. One mark with exactly three digits
    behind it ("1.200", "1,200") could be a thousand or a decimal and is refused, except after a leading 0 ("0.125").
    Two different marks ("12.000,50") are refused with the number to write instead. Other scripts' digits are read as
    digits. Raises Refused: not a number, two numbers, ambiguous, over 12 digits before or 6 behind the point.
    """
    typed = _ascii_digits(visible(text))
    match = _NUMBER.fullmatch(typed)
    if match is None or not (match["marked"] or match["whole"] or match["decimals"]):
        raise Refused(f"I can't read {quoted(text)} as a number. Write it like {_example(typed)}.", field)
    whole = re.sub(r"\D", "", match["marked"] or match["whole"]) or "0"
    decimals, scale = match["decimals"] or "", match["scale"]
    if _could_be_thousands(whole, decimals):
        clear = f"{whole}.{decimals.rstrip('0') or '0'}" if decimals.endswith("0") else f"{whole}.{decimals}0"
        raise Refused(f"Is {quoted(text)} {whole}{decimals}{scale} or {clear}{scale}? Write one of these two.", field)
    value = Decimal(f"{whole}.{decimals or '0'}") * THOUSANDS[scale.lower()]
    if value >= 10**MOST_DIGITS:
        raise Refused(f"{quoted(text)} is too large for me: {MOST_DIGITS} digits fit.", field)
    if len(decimals) > MOST_DECIMALS:
        raise Refused(f"{quoted(text)} is too precise for me: {MOST_DECIMALS} digits behind the point fit.", field)
    return Decimal(_plain(-value if match["sign"] in ("-", "−", "–") else value))


def say_number(value: Decimal, unit: str = "") -> str:
    """The shortest plain form, rounded to 6 decimals, with thin gaps in numbers from 10,000 up: "12 500", "85 %".

    Three digits behind the point get a fourth where they could be read as a thousand: "1.1250". So what is said without
    a unit, with "%" or a currency, can be read back.
    """
    whole, point, decimals = _plain(value).partition(".")
    digits = whole.removeprefix("-")
    if _could_be_thousands(digits, decimals):
        decimals += "0"
    if len(digits) > 4:
        digits = f"{int(digits):,}".replace(",", "\u202f")
    said = ("−" if whole.startswith("-") else "") + digits + point + decimals
    return f"{said} {unit}" if unit else said


def _could_be_thousands(whole: str, decimals: str) -> bool:
    return len(decimals) == 3 and len(whole) <= 3 and int(whole) != 0


def _plain(value: Decimal) -> str:
    """Digits without trailing zeros, exponent, or a minus before zero."""
    plain = f"{value:.{MOST_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def _ascii_digits(text: str) -> str:
    """Digits of every script as 0–9."""
    return "".join(str(int(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def _example(typed: str) -> str:
    """What to type instead: the same number where it is clear which one is meant."""
    match = _BOTH_MARKS.fullmatch(typed)
    if match is None:
        return "12 or 12.5"
    whole = re.sub("[.,]", "", match["whole"] or match["w"])
    decimals = match["decimals"] or match["d"]
    fits = len(whole.removeprefix("-")) <= MOST_DIGITS and len(decimals) <= MOST_DECIMALS
    return f"{whole}.{decimals}" if fits else "12 or 12.5"

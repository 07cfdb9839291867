"""What was put into the window → a script that is faultless, or a sentence beside the field."""

from collections.abc import Sequence

from handlers.kit.payload import SentFile, Values
from handlers.kit.text import one_line
from handlers.scripts import ids
from handlers.scripts.values import MOST_BYTES
from okra.refusal import Refused
from okra.script import LONGEST_FILE, Script, ScriptFaultsError, read_script
from okra.script_reader import Fault

LONGEST_ANSWER = 1_200
"""Characters beside a field: Slack documents no limit, and nobody reads more."""
LONGEST_FAULT = 240
A_PAGE = 3_000
"""About so many characters stand on a printed page."""


def file(values: Values) -> SentFile:
    """The file that was chosen; of its name Slack's client saw to it. Raises Refused where it is too long."""
    chosen = values.files(ids.FILE)
    if len(chosen) != 1:
        raise Refused("Please choose one file.", ids.FILE)
    if chosen[0].size > MOST_BYTES:
        raise Refused(too_long(), ids.FILE)
    return chosen[0]


def too_long() -> str:
    """What to say of a file that is too long to be a script."""
    return f"That is too long for a script: {LONGEST_FILE:,} characters fit, about {LONGEST_FILE // A_PAGE} pages."


def script(data: bytes) -> tuple[Script, str]:
    """The script in a file, and its text. Raises Refused with everything that is wrong with it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("This is no plain text. Save it as plain text in UTF-8 and choose it again.", ids.FILE) from None
    if not text.strip():
        raise Refused("This file is empty.", ids.FILE)
    try:
        return read_script(text, "script.yaml"), text
    except ScriptFaultsError as error:
        raise Refused(told(error.faults), ids.FILE) from error


def told(faults: Sequence[Fault]) -> str:
    """The first faults, as many as people read at once, and how many more there are."""
    lines: list[str] = []
    room = LONGEST_ANSWER
    for fault in faults:
        line = f"{_capital(one_line(fault.inside, LONGEST_FAULT))}."
        if lines and len(line) > room:
            break
        lines.append(line)
        room -= len(line)
    rest = len(faults) - len(lines)
    return "\n".join([*lines, f"And {rest} more."] if rest else lines)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

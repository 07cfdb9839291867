"""The names that fields bear in HTML."""

import re
from urllib.parse import quote


def field_name(block_id: str, action_id: str) -> str:
    """The name of an element's field: the same for what is drawn and what is read."""
    return f"{quote(block_id, safe='')}|{quote(action_id, safe='')}"


def field_id(at: str, block_id: str, action_id: str, *more: object) -> str:
    """An id that nothing else on the page bears, of letters, digits, - and _ alone."""
    whole = "-".join((at, block_id, action_id, *map(str, more)))
    return "f-" + re.sub(r"[^A-Za-z0-9-]", lambda odd: f"_{ord(odd[0]):x}", whole)

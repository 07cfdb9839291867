"""The names that fields bear in HTML."""

from urllib.parse import quote


def field_name(block_id: str, action_id: str) -> str:
    """The name of an element's field: the same for what is drawn and what is read."""
    return f"{quote(block_id, safe='')}|{quote(action_id, safe='')}"


def field_id(at: str, block_id: str, action_id: str, *more: object) -> str:
    """An id that nothing else on the page bears, free of spaces."""
    return quote("-".join((at, block_id, action_id, *map(str, more))), safe="").replace("%", "_")

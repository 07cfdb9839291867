"""What a view or button remembers: a small versioned record of ids, never the data itself."""

import json
from typing import Any

from okra.refusal import Refused

VERSION = 1


def pack(**ids: Any) -> str:
    """A record for private_metadata (3,000 characters) or a button's value (2,000)."""
    return json.dumps({"v": VERSION, **ids}, separators=(",", ":"))


def unpack(text: str) -> dict[str, Any]:
    """Read a record back. Raises Refused where it is not ours or of an older version: the person reopens the form."""
    try:
        record = json.loads(text)
    except ValueError:
        record = None
    if not isinstance(record, dict) or record.pop("v", None) != VERSION:
        raise Refused("This is from an older version of me. Please open it again with `/okra`.")
    return record

"""Text objects as HTML or as plain words."""

from typing import Any

import htpy as h

from sandbox.page.draw.mrkdwn import mrkdwn, with_emoji
from sandbox.page.draw.sight import Sight
from sandbox.text import to_plain


def plain(text: Any, sight: Sight) -> str:
    """A text object, or a string, as words; empty for nothing."""
    if isinstance(text, dict):
        said = str(text.get("text", ""))
        return with_emoji(to_plain(said, sight.name_of) if text.get("type") == "mrkdwn" else said)
    return with_emoji(text) if isinstance(text, str) else ""


def drawn(text: Any, sight: Sight) -> h.Node:
    """A text object with its marks."""
    if isinstance(text, dict) and text.get("type") == "mrkdwn":
        return mrkdwn(str(text.get("text", "")), sight)
    lines = plain(text, sight).split("\n")
    return h.p[[[number > 0 and h.br, line] for number, line in enumerate(lines)]] if any(lines) else None

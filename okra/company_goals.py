"""The company's goals, from the text that somebody brings to a session: a page of OKRs, or a goal a line.

Source: product.md, "Golden thread"; seed 1, the sessions' first step.
"""

import re
from typing import Final

from okra.outline import ItemKind, Line, clean, outline

MOST: Final = 12
LONGEST: Final = 200
_LINK: Final = re.compile(r"<?https?://\S+>?")
_MARK: Final = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+")


def goals_of(text: str) -> tuple[str, ...]:
    """The objectives where the text labels them, else each line that is more than a link, in their order."""
    lines = [Line(number, line) for number, line in enumerate(text.splitlines(), 1)]
    objectives = [item.text for item in outline(lines).items if item.kind is ItemKind.OBJECTIVE]
    plain = [clean(_LINK.sub("", _MARK.sub("", line.text))) for line in lines]
    found = dict.fromkeys(goal[:LONGEST] for goal in objectives or plain if goal)
    return tuple(found)[:MOST]

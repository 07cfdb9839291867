"""What people wrote, on one line, for files and sentences."""

import re
from typing import Final

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~]|&(?=#?\w+;))")
_BULLET: Final = re.compile(r"^([-+])(?=[-+\s]|$)")
"""What would begin a list, or, with one more before it, draw a line."""
_NUMBER: Final = re.compile(r"^(\d+)([.)])(?=\s|$)")


def one_line(text: str) -> str:
    """Words without their line breaks and double spaces."""
    return " ".join(text.split())


def escaped(text: str) -> str:
    """Words as Markdown that reads like the words: no mark in them means anything, and all stands on one line."""
    return _NUMBER.sub(r"\1\\\2", _BULLET.sub(r"\\\1", _MARKS.sub(r"\\\1", one_line(text))))

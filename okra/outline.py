"""Pasted lines → items: which lines are objectives, key results and hypotheses, and which are none of them.

Knows labels ("Objective:", "O1:", "KR1:", "Hypothesis:"), headings ("Key results:"), bullets and continued lines, with
or without Markdown or Slack marks around them. What the words of an item mean is not decided here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Final


class ItemKind(Enum):
    """What a line is."""

    OBJECTIVE = auto()
    KEY_RESULT = auto()
    HYPOTHESIS = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One pasted line, verbatim, counted from 1. `why` says why it was not understood, "" where it was."""

    number: int
    text: str
    why: str = ""


@dataclass(slots=True)
class Item:
    """Words that belong together, and the lines that they came from (with the heading above them, if any)."""

    kind: ItemKind
    words: list[str]
    source: list[Line]
    indent: int

    @property
    def text(self) -> str:
        """The words on one line, without marks of emphasis around them and without the full stop."""
        return clean(" ".join(self.words))


@dataclass(slots=True)
class Outline:
    """The items of a text and the lines that are none, each in the order of the text.

    Reads one line after the other; the other fields are where it stands.
    """

    items: list[Item] = field(default_factory=list)
    lost: list[Line] = field(default_factory=list)
    _heading: list[Line] = field(default_factory=list)
    _bullets_are: ItemKind | None = None
    _plain_is: ItemKind | None = None
    _listed_at: int | None = None
    """The indent of the objectives under an "Objectives" heading: deeper bullets are their key results."""
    _open: Item | None = None
    """The item that the next line may continue."""

    def take(self, line: Line) -> None:
        """Sort in the next line."""
        text = _strip(line.text)
        indent = len(line.text) - len(line.text.lstrip())
        unmarked = _PREFIX.sub("", text)
        bullet = _BULLET.match(unmarked)
        words = unmarked[bullet.end() :] if bullet else unmarked
        if not text or _RULE.fullmatch(text):
            self._take_gap()
        elif label := _LABEL.fullmatch(words):
            self._take_label(line, label, indent, bulleted=bullet is not None)
        elif bullet:
            self._take_bullet(line, words, indent)
        else:
            self._take_plain(line, text, indent)

    def finish(self) -> None:
        """Say that the text is over."""
        self._lose_heading()

    def _take_gap(self) -> None:
        self._open = None
        if not self._heading:
            self._plain_is = None

    def _take_label(self, line: Line, label: re.Match[str], indent: int, *, bulleted: bool) -> None:
        kind, words = _KINDS[label["word"][0].lower()], _rest(label)
        if label["in_objective"]:
            kind = ItemKind.KEY_RESULT
        if words:
            self._add(kind, words, line, indent)
            # Where key results carry labels, points without one are something else.
            if kind is ItemKind.KEY_RESULT and not bulleted:
                self._bullets_are = None
            return
        self._lose_heading()
        self._heading, self._open = [line], None
        self._bullets_are = self._plain_is = kind
        self._listed_at = indent if label["word"].lower() == "objectives" else None

    def _take_bullet(self, line: Line, words: str, indent: int) -> None:
        kind = self._kind_of_bullet(indent)
        self._plain_is = None
        if kind is None or not _strip(words):
            self._lose(line, "It is not clear what this point belongs to." if words else "It is empty.")
        else:
            self._add(kind, words, line, indent)

    def _kind_of_bullet(self, indent: int) -> ItemKind | None:
        above = self.items[-1] if self.items and not self._heading else None
        if above is None:
            return self._bullets_are
        if self._listed_at is not None:
            return ItemKind.KEY_RESULT if indent > self._listed_at else ItemKind.OBJECTIVE
        nested = indent >= above.indent + _NESTED and above.kind is not ItemKind.OBJECTIVE
        return None if nested else self._bullets_are

    def _take_plain(self, line: Line, text: str, indent: int) -> None:
        if self._open and _continues(self._open, text, indent):
            self._open.words.append(text)
            self._open.source.append(line)
        elif self._plain_is:
            self._add(self._plain_is, text, line, indent)
        else:
            self._bullets_are = None
            self._lose(line, "It is not an objective, a key result or a hypothesis.")

    def _add(self, kind: ItemKind, words: str, line: Line, indent: int) -> None:
        self._open = Item(kind, [words], [*self._heading, line], indent)
        self.items.append(self._open)
        self._heading = []
        if kind is ItemKind.OBJECTIVE and self._listed_at is not None:
            self._listed_at = indent
        elif kind is ItemKind.OBJECTIVE:
            self._bullets_are, self._plain_is = ItemKind.KEY_RESULT, None

    def _lose(self, line: Line, why: str) -> None:
        self._open = None
        self.lost.append(replace(line, why=why))

    def _lose_heading(self) -> None:
        self.lost.extend(replace(line, why="Nothing follows it.") for line in self._heading)
        self._heading = []


def outline(lines: Iterable[Line]) -> Outline:
    """Sort all lines of a text."""
    result = Outline()
    for line in lines:
        result.take(line)
    result.finish()
    return result


def clean(text: str) -> str:
    """One line, single spaces, no emphasis around the whole, no full stop at the end of a sentence."""
    text = " ".join(text.split())
    while (plainer := _strip(_FULL_STOP.sub("", _EMPHASIS.sub(r"\2", text)))) not in ("", text):
        text = plainer
    return text


_NESTED: Final = 2
"""A bullet indented by this much more than the item above is a detail of it."""
_EDGES: Final = re.compile(r"^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$")
_RULE: Final = re.compile(r"[-=_*~`─—–]+")
_PREFIX: Final = re.compile(r"^(?:[>#]+\s*|:[\w+'-]+:\s*|[\U0001F300-\U0001FAFF\u2600-\u27BF]\ufe0f?\s*)*")
_BULLET: Final = re.compile(r"(?:[-*+•◦▪‣●○–—]|\d{1,2}[.)]|[a-z]\))(?:\s+\[[ xX]?\])?(?:\s+|$)")
_EMPHASIS: Final = re.compile(r"^([*_~`]{1,3})\s*(\S.*?)\s*\1$")
_FULL_STOP: Final = re.compile(r"(?<=\w\w)\.$")
_LABEL: Final = re.compile(
    r"(?P<em>[*_]{1,3})?"
    r"(?P<word>objectives?|obj|(?P<in_objective>o\d+\s*[.\-/]?\s*(?=kr))?(?:key\s+results?|krs?)|hypothes[ei]s|[oh](?=\s*#?\d*\s*[*_]{0,3}[:：]))"
    r"\s*#?\s*(?:\d+(?:\.\d+)*)?\s*(?P<before>(?(em)[*_]{0,3}))"
    r"(?:\s*[:：]|[.)](?=\s)|\s+-\s|\s*[–—]|$)(?P<behind>(?(em)[*_]{0,3}))\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_KINDS: Final = {"o": ItemKind.OBJECTIVE, "k": ItemKind.KEY_RESULT, "h": ItemKind.HYPOTHESIS}
_UNFINISHED: Final = re.compile(r"[^.!?:;…]$")


def _strip(text: str) -> str:
    return _EDGES.sub("", text)


def _rest(label: re.Match[str]) -> str:
    rest = _strip(label["rest"])
    closed = label["before"] or label["behind"]
    return rest if closed or not label["em"] else _strip(rest.removesuffix(label["em"]))


def _continues(item: Item, text: str, indent: int) -> bool:
    return indent > item.indent or (text[0].islower() and _UNFINISHED.search(item.words[-1]) is not None)

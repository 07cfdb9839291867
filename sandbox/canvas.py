"""Canvases: documents of Markdown beside the conversations, and what Slack takes of Markdown in them.

Sources: docs.slack.dev/surfaces/canvases, and the pages of canvases.create and canvases.edit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sandbox.text import Ping, pings_in

Plan = Literal["paid", "free", "off"]
"""What a workspace has of canvases: all, only one tab a channel, or none."""
Level = Literal["read", "write"]
MOST_CHARACTERS: Final = 1_048_576
MOST_CELLS: Final = 300
DEEPEST_HEADING: Final = 3
MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_NAMES: Final = {"bullet_list_open": "List", "ordered_list_open": "List", "blockquote_open": "BlockQuote"}


@dataclass
class Section:
    """A block of a canvas that stands by itself: a heading, a paragraph, a list."""

    id: str
    markdown: str

    @property
    def kind(self) -> str:
        """What it is, as canvases.sections.lookup names it: h1 to h3, list, table, …; "" for a paragraph."""
        first = MARKDOWN.parse(self.markdown)[:1]
        return _kind(first[0]) if first else ""


@dataclass
class Canvas:
    """A document: `owner` made it; `access` is the level by id of person or channel.

    `tab` names the channel whose tab it is; with `of_channel` it is the channel's own canvas, and whoever is in the
    channel may write in it.
    """

    id: str
    team_id: str
    owner: str
    title: str
    sections: list[Section] = field(default_factory=list)
    access: dict[str, Level] = field(default_factory=dict)
    tab: str | None = None
    of_channel: bool = False
    versions: int = 1

    @property
    def markdown(self) -> str:
        """All of it."""
        return "\n\n".join(section.markdown for section in self.sections)


def blocks_of(markdown: str) -> Iterator[str]:
    """Markdown in pieces, one for each block that stands by itself."""
    lines = markdown.split("\n")
    for token in MARKDOWN.parse(markdown):
        if token.level == 0 and token.map is not None:
            yield "\n".join(lines[token.map[0] : token.map[1]]).rstrip()


def fault_in(markdown: str) -> str:
    """What Slack would not take of some Markdown, as its `detail` says it; "" where nothing is wrong."""
    above: list[Token] = []
    cells: dict[int, int] = {}
    for token in MARKDOWN.parse(markdown):
        if token.nesting == -1:
            above.pop()
            continue
        problem = _fault(token, above)
        if token.type in ("th_open", "td_open"):
            table = _line(above[0])
            cells[table] = cells.get(table, 0) + 1
            problem = f"Table has more than {MOST_CELLS} cells" if cells[table] > MOST_CELLS else ""
        if problem:
            return f"'content' error: line {_line(token, above)}: {problem}"
        if token.nesting == 1:
            above.append(token)
    return ""


def _fault(token: Token, above: Sequence[Token]) -> str:
    if token.type == "heading_open" and int(token.tag[1]) > DEEPEST_HEADING:
        return f"Unsupported heading depth ({token.tag[1]})"
    name, around = _NAMES.get(token.type), [one.type for one in above]
    if name == "List" and "blockquote_open" in around:
        return "Unsupported block type (List) within block quote"
    if name == "BlockQuote" and "list_item_open" in around:
        return "Unsupported block type (BlockQuote) within list item"
    lists = [one for one in around if one.endswith("_list_open")]
    if name == "List" and lists and lists[-1] != token.type:
        return "Unsupported list type within list"
    return ""


def _line(token: Token, above: Sequence[Token] = ()) -> int:
    """The line where something begins, counted from 1."""
    return next((one.map[0] + 1 for one in (token, *reversed(above)) if one.map is not None), 1)


def _kind(token: Token) -> str:
    kinds = {
        "bullet_list_open": "list",
        "ordered_list_open": "list",
        "blockquote_open": "blockquote",
        "table_open": "table",
        "hr": "horizontal_line",
        "heading_open": token.tag,
    }
    return kinds.get(token.type, "")


def mentions_in(markdown: str) -> list[Ping]:
    """Whom a canvas mentions, each once: `![](@U…)`; and a message's control sequences, should Slack read these too."""
    found = [Ping("user", str(one.attrs["src"])[1:]) for one in _inline(markdown, "image") if _is_person(one)]
    return list(dict.fromkeys([*found, *pings_in(markdown, parsed=False)]))


def words_of(markdown: str) -> str:
    """What is read of it, a line for each paragraph, heading, list item and cell."""
    return "\n".join(_read(token) for token in MARKDOWN.parse(markdown) if token.children is not None)


def links_in(markdown: str) -> list[str]:
    """Where its links and pictures lead."""
    return [str(one.attrs.get("href") or one.attrs.get("src")) for one in _inline(markdown, "link_open", "image")]


def _is_person(image: Token) -> bool:
    return str(image.attrs.get("src", "")).startswith("@") and not image.content


def _inline(markdown: str, *kinds: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(markdown):
        yield from (child for child in token.children or () if child.type in kinds)


def _read(token: Token) -> str:
    return "".join(_word(child) for child in token.children or ())


def _word(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return " "
    return str(child.attrs.get("src", "")) if child.type == "image" and not child.content else child.content


def is_document(value: Any) -> bool:
    """Whether something is the structure that canvases are written with."""
    known = isinstance(value, dict) and set(value) == {"type", "markdown"}
    return known and value["type"] == "markdown" and isinstance(value["markdown"], str)

"""Rich text as Slack's markup mode writes it, and back: the same text comes out as went in."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

Json = dict[str, Any]
MARKS: Final = (("bold", "*"), ("italic", "_"), ("strike", "~"), ("code", "`"))
_SPAN: Final = re.compile(
    r"\*(?P<bold>[^\s*_~`](?:[^*\n_~`]*[^\s*_~`])?)\*|_(?P<italic>[^\s*_~`](?:[^*\n_~`]*[^\s*_~`])?)_"
    r"|~(?P<strike>[^\s*_~`](?:[^*\n_~`]*[^\s*_~`])?)~|`(?P<code>[^`\n]+)`"
)
_BULLET: Final = re.compile(r"^[•-] (?P<rest>.*)$")
_NUMBER: Final = re.compile(r"^\d+\. (?P<rest>.*)$")
_QUOTED: Final = re.compile(r"^> ?(?P<rest>.*)$")


def to_markup(block: Json) -> str:
    """A rich_text block as somebody would type it."""
    return "\n".join(line for part in block.get("elements", ()) for line in _lines(part))


def _lines(part: Json) -> Iterator[str]:
    match part.get("type"):
        case "rich_text_list":
            for number, item in enumerate(part.get("elements", ()), start=1):
                yield f"{f'{number}.' if part.get('style') == 'ordered' else '•'} {_text(item)}"
        case "rich_text_quote":
            yield from (f"> {line}" for line in _text(part).split("\n"))
        case _:
            yield _text(part)


def _text(part: Json) -> str:
    return "".join(_marked(element) for element in part.get("elements", ()))


def _marked(element: Json) -> str:
    text = str(element.get("text", element.get("url", "")))
    mark = next((mark for name, mark in MARKS if (element.get("style") or {}).get(name)), "")
    return f"{mark}{text}{mark}"


def from_markup(typed: str) -> Json | None:
    """What somebody typed as a rich_text block; None for nothing."""
    if not typed.strip():
        return None
    parts: list[Json] = []
    for kind, lines in groupby(typed.split("\n"), key=_kind):
        parts.append(_part(kind, [_bare(kind, line) for line in lines]))
    return {"type": "rich_text", "elements": parts}


def _kind(line: str) -> str:
    for kind, pattern in (("bullet", _BULLET), ("ordered", _NUMBER), ("quote", _QUOTED)):
        if pattern.match(line):
            return kind
    return "section"


def _bare(kind: str, line: str) -> str:
    pattern = {"bullet": _BULLET, "ordered": _NUMBER, "quote": _QUOTED}.get(kind)
    found = pattern.match(line) if pattern else None
    return found["rest"] if found else line


def _part(kind: str, lines: Sequence[str]) -> Json:
    if kind in ("bullet", "ordered"):
        items = [{"type": "rich_text_section", "elements": _spans(line)} for line in lines]
        return {"type": "rich_text_list", "style": kind, "elements": items}
    name = "rich_text_quote" if kind == "quote" else "rich_text_section"
    return {"type": name, "elements": _spans("\n".join(lines))}


def _spans(text: str) -> list[Json]:
    spans: list[Json] = []
    end = 0
    for match in _SPAN.finditer(text):
        spans += _plain(text[end : match.start()])
        style = str(match.lastgroup)
        spans.append({"type": "text", "text": match[style], "style": {style: True}})
        end = match.end()
    return spans + _plain(text[end:])


def _plain(text: str) -> list[Json]:
    return [{"type": "text", "text": text}] if text else []

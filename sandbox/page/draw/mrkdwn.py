"""Slack's mrkdwn as HTML. Nothing that people typed can become markup."""

import re
from collections.abc import Iterator
from typing import Final

import emoji
import htpy as h

from sandbox.page.draw.sight import Sight
from sandbox.text import CONTROL, mention, unescape

SAFE: Final = ("https://", "http://", "mailto:")
_FENCE: Final = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_INLINE: Final = re.compile(
    rf"(?P<control>{re.sub(r'[?]P<[a-z]+>', '?:', CONTROL.pattern)})"
    r"|`(?P<code>[^`\n]+)`"
    r"|(?<![^\W_])\*(?P<bold>[^\s*](?:[^\n]*?[^\s*])?)\*(?![^\W_])"
    r"|(?<![^\W_])_(?P<italic>[^\s_](?:[^\n]*?[^\s_])?)_(?![^\W_])"
    r"|(?<![^\W_])~(?P<strike>[^\s~](?:[^\n]*?[^\s~])?)~(?![^\W_])"
)
_QUOTE: Final = re.compile(r"^(?:&gt;|>) ?")


def with_emoji(text: str) -> str:
    """Text with the pictures that :names: stand for; unknown names stay."""
    return emoji.emojize(text, language="alias")


def link(address: str, label: str) -> h.Renderable:
    """A link that leaves the page alone; an address of a doubtful kind is only named."""
    if not address.startswith(SAFE):
        return h.span[label]
    return h.a(href=address, target="_blank", rel="noopener noreferrer")[label]


def mrkdwn(text: str, sight: Sight) -> h.Renderable:
    """A mrkdwn text as HTML."""
    parts: list[h.Node] = []
    for number, part in enumerate(_FENCE.split(text)):
        if number % 2:
            parts.append(h.pre(tabindex="0")[h.code[unescape(part)]])
        elif part.strip("\n"):
            parts.append(list(_lines(part.strip("\n"), sight)))
    return h.div(".mrkdwn")[parts]


def _lines(text: str, sight: Sight) -> Iterator[h.Renderable]:
    """Lines, those that are quoted held together."""
    quoted: list[str] = []
    plain: list[str] = []
    for line in text.split("\n"):
        if _QUOTE.match(line):
            if plain:
                yield _paragraph(plain, sight)
                plain = []
            quoted.append(_QUOTE.sub("", line, count=1))
        else:
            if quoted:
                yield h.blockquote[_broken(quoted, sight)]
                quoted = []
            plain.append(line)
    if quoted:
        yield h.blockquote[_broken(quoted, sight)]
    if plain:
        yield _paragraph(plain, sight)


def _paragraph(lines: list[str], sight: Sight) -> h.Renderable:
    return h.p[_broken(lines, sight)]


def _broken(lines: list[str], sight: Sight) -> h.Node:
    return [[number > 0 and h.br, list(inline(line, sight))] for number, line in enumerate(lines)]


def inline(text: str, sight: Sight) -> Iterator[h.Node]:
    """One line's words and marks."""
    end = 0
    for match in _INLINE.finditer(text):
        yield _words(text[end : match.start()])
        yield _marked(match, sight)
        end = match.end()
    yield _words(text[end:])


def _words(text: str) -> str:
    return with_emoji(unescape(text))


def _marked(match: re.Match[str], sight: Sight) -> h.Node:
    if match["control"]:
        return _control(match["control"], sight)
    if match["code"]:
        return h.code[unescape(match["code"])]
    if match["bold"]:
        return h.strong[list(inline(match["bold"], sight))]
    if match["italic"]:
        return h.em[list(inline(match["italic"], sight))]
    return h.s[list(inline(match["strike"], sight))]


def _control(written: str, sight: Sight) -> h.Node:
    match = CONTROL.fullmatch(written)
    if match is None:
        return unescape(written)
    label = unescape(match["label"] or "")
    target = match["user"] or match["group"] or match["channel"]
    if target:
        return h.span(".mention")[mention(target, sight.name_of, label)]
    if match["all"]:
        return h.span(".mention")[f"@{match['all']}"]
    if match["link"]:
        address = unescape(match["link"])
        return link(address, label or address.removeprefix("mailto:"))
    return label or unescape(match["date"] or "")

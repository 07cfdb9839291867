"""Slack's mrkdwn: how it is stored, whom it notifies, and how it reads.

Source: docs.slack.dev/messaging/formatting-message-text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Names = Callable[[str], str | None]
"""Looks up the name that people read for a user's, channel's or group's id; None when there is none."""

PingKind = Literal["user", "channel", "here", "everyone", "group"]


@dataclass(frozen=True, slots=True)
class Ping:
    """A notification that a message causes; `target` is a user's or group's id, empty for a whole channel."""

    kind: PingKind
    target: str = ""


CONTROL: Final = re.compile(
    r"<(?:"
    r"@(?P<user>[UW][A-Z0-9]+)"
    r"|\#(?P<channel>[CDG][A-Z0-9]+)"
    r"|!(?P<all>here|channel|everyone)"
    r"|!subteam\^(?P<group>S[A-Z0-9]+)"
    r"|!date\^[0-9]+\^(?P<date>[^<>|]+)"
    r"|(?P<link>(?:https?://|mailto:|tel:|slack://)[^<>|\s]+)"
    r")(?:\|(?P<label>[^<>]*))?>"
)
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt);")
_ADDRESS: Final = re.compile(r"https?://(?=[^\W_])(?:(?!&[lg]t;)[^\s<>|\"`])+")
_AFTER_ADDRESS: Final = re.compile(r"(?:[.,:!?)\]}'*_~]|(?<!&amp);)+$")
_SHOUT: Final = re.compile(r"(?<![\w@.])@(here|channel|everyone)(?!\w)")
_CODE: Final = re.compile(r"```.+?```|`[^`\n]+`", re.DOTALL)
_BOLD: Final = re.compile(r"(?<![^\W_])\*(?=[^\s*])[^\n]*?(?<=[^\s*])\*(?![^\W_])")
_ITALIC: Final = re.compile(r"(?<![^\W_])_(?=[^\s_])[^\n]*?(?<=[^\s_])_(?![^\W_])")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_UNSEEN: Final = frozenset({"confirm", "initial_value"})
_WHOLE: Final = {"here": Ping("here"), "channel": Ping("channel"), "everyone": Ping("everyone")}


def escape(text: str) -> str:
    """Write literal text so that nothing in it is a control sequence."""
    return text.translate(_ESCAPES)


def unescape(text: str) -> str:
    """Undo `escape`, once: `&amp;lt;` becomes `&lt;`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def normalise(text: str) -> str:
    """A message's text as Slack stores it.

    Control sequences and `&amp;`, `&lt;`, `&gt;` stay; any other `&`, `<`, `>` is escaped; bare web addresses are
    wrapped in angle brackets. Doing it twice changes nothing.
    """
    return "".join(
        f"<{_escape_once(part[1:-1])}>" if control else _normalise_plain(part) for control, part in _cut(CONTROL, text)
    )


def _normalise_plain(text: str) -> str:
    return "".join(_wrap(part) if address else _escape_once(part) for address, part in _cut(_ADDRESS, text))


def _wrap(address: str) -> str:
    bare = _AFTER_ADDRESS.sub("", address)
    return f"<{_escape_once(bare)}>{_escape_once(address[len(bare) :])}"


def _escape_once(text: str) -> str:
    return "".join(part if entity else escape(part) for entity, part in _cut(_ENTITY, text))


def _cut(pattern: re.Pattern[str], text: str) -> Iterator[tuple[bool, str]]:
    """The text in order, cut into what the pattern matches (True) and what lies between (False)."""
    end = 0
    for match in pattern.finditer(text):
        yield False, text[end : match.start()]
        yield True, match.group()
        end = match.end()
    yield False, text[end:]


def pings(message: Mapping[str, Any]) -> list[Ping]:
    """Whom a message notifies, each once, in the order of reading.

    Counts control sequences in `text`, `markdown_text`, every mrkdwn text and markdown block of `blocks` and
    `attachments`; the words @here, @channel and @everyone where Slack parses them by itself (mrkdwn without `verbatim`,
    or a `text` sent with `parse=full` or `link_names`); and rich text's mentions. Escaped and plain text notify nobody.
    What Slack does with mentions in markdown is not documented; here they count.
    """
    parsed = message.get("parse") == "full" or message.get("link_names") in (True, "1", "true")
    found = [
        *pings_in(message.get("text"), parsed),
        *pings_in(message.get("markdown_text"), parsed=True),
        *_pings_below(message.get("blocks")),
        *_pings_in_attachments(message.get("attachments")),
    ]
    return list(dict.fromkeys(found))


def pings_in(text: object, parsed: bool) -> Iterator[Ping]:
    """Whom the control sequences of one text notify; with `parsed` also the bare words @here, @channel, @everyone."""
    if not isinstance(text, str):
        return
    for match in CONTROL.finditer(text):
        if match["user"]:
            yield Ping("user", match["user"])
        elif match["group"]:
            yield Ping("group", match["group"])
        elif match["all"]:
            yield _WHOLE[match["all"]]
    if parsed:
        yield from (_WHOLE[word] for word in _SHOUT.findall(text))


def _pings_below(value: object) -> Iterator[Ping]:
    if isinstance(value, list):
        for each in value:
            yield from _pings_below(each)
    elif isinstance(value, dict):
        yield from _pings_of(value)


def _pings_of(value: Mapping[str, Any]) -> Iterator[Ping]:
    match value:
        case {"type": "mrkdwn" | "markdown", "text": str(text)}:
            yield from pings_in(text, parsed=not value.get("verbatim"))
        case {"type": "broadcast", "range": "here" | "channel" | "everyone" as word}:
            yield _WHOLE[word]
        case {"type": "user", "user_id": str(target)}:
            yield Ping("user", target)
        case {"type": "usergroup", "usergroup_id": str(target)}:
            yield Ping("group", target)
        case _:
            for name, each in value.items():
                if name not in _UNSEEN:
                    yield from _pings_below(each)


def _pings_in_attachments(attachments: object) -> Iterator[Ping]:
    for attachment in attachments if isinstance(attachments, list) else ():
        if isinstance(attachment, dict):
            for name in ("pretext", "text"):
                yield from pings_in(attachment.get(name), parsed=False)
            yield from _pings_below(attachment.get("blocks"))


def to_plain(mrkdwn: str, names: Names | None = None) -> str:
    """Mrkdwn as a person reads it.

    Links become their label, mentions a name (looked up by `names`, else the label, else the id), dates their fallback;
    entities become characters; the marks of bold and italics vanish. Strike-through, code and quote marks stay, since
    they carry meaning, and so do `:emoji:`.
    """
    return "".join(
        _read(part, names) if control else unescape(part) for control, part in _cut(CONTROL, _unmarked(mrkdwn))
    )


def _unmarked(text: str) -> str:
    """Without the marks of bold and italics, except inside code and control sequences."""
    masked = CONTROL.sub(_mask, _CODE.sub(_mask, text))
    marks = {
        position
        for pattern in (_BOLD, _ITALIC)
        for match in pattern.finditer(masked)
        for position in (match.start(), match.end() - 1)
    }
    return "".join(character for index, character in enumerate(text) if index not in marks)


def _mask(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def _read(control: str, names: Names | None) -> str:
    match = CONTROL.fullmatch(control)
    if match is None:
        return unescape(control)
    label = unescape(match["label"] or "")
    target = match["user"] or match["group"] or match["channel"]
    if target:
        return mention(target, names, label)
    if match["all"]:
        return f"@{match['all']}"
    return label or unescape((match["date"] or match["link"]).removeprefix("mailto:"))


def mention(target: str, names: Names | None = None, label: str = "") -> str:
    """How a user, group or channel is named in text: by `names`, else by its label, else by its id."""
    sign = "#" if target.startswith(("C", "G")) else "@"
    name = (names(target) if names else None) or label or target
    return sign + name.removeprefix(sign)

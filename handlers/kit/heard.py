"""What people write in conversations, as Slack tells it: a message, its edit, its deletion (slack.dev: message event).

Its words are kept only where a feature says so, and reach no log.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from handlers.kit.text import unescape

WRITTEN: Final = (None, "thread_broadcast", "file_share")
"""Subtypes of messages that people write themselves."""
_CONTROL: Final = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that happened to a person's message: `ts` names the message, `at` is when; Slack's timestamps.

    `under` is the message in whose thread it is, "" where it is in none, or where Slack does not say. `gone`: it was
    deleted, and `user_id` and `text` are empty.
    """

    channel_id: str
    ts: str
    at: str
    under: str
    user_id: str = ""
    text: str = ""
    gone: bool = False


def heard(event: Mapping[str, Any]) -> Heard | None:
    """A message event as a value; None for what no person wrote, and for changes that are none of its words."""
    channel, at = str(event.get("channel") or ""), str(event.get("event_ts") or event.get("ts") or "")
    before: Mapping[str, Any] = event.get("previous_message") or {}
    match event.get("subtype"):
        case "message_deleted":
            return Heard(channel, str(event.get("deleted_ts") or ""), at, _under(before), gone=True)
        case "message_changed":
            message: Mapping[str, Any] = event.get("message") or {}
            same = before.get("text") == message.get("text")
            return None if same else _written(channel, message, at)
        case _:
            return _written(channel, event, at)


def as_it_stands(channel: str, message: Mapping[str, Any]) -> Heard | None:
    """A message that was read, in the words that it has now; None for what no person wrote.

    `at` is when it was written or edited last, and of an edit Slack says the second alone.
    """
    edited: Mapping[str, Any] = message.get("edited") or {}
    return _written(channel, message, str(edited.get("ts") or message["ts"]))


def _written(channel: str, message: Mapping[str, Any], at: str) -> Heard | None:
    user_id = str(message.get("user") or "")
    if message.get("subtype") not in WRITTEN or message.get("bot_id") or not user_id:
        return None
    return Heard(channel, str(message["ts"]), at, _under(message), user_id, str(message.get("text") or ""))


def _under(message: Mapping[str, Any]) -> str:
    thread = str(message.get("thread_ts") or "")
    return "" if thread == message.get("ts") else thread


def as_read(text: str, name_of: Callable[[str], str]) -> str:
    """A message's text as people read it: mentions by name, links by their words, entities undone exactly once."""
    return unescape(_CONTROL.sub(lambda found: _as_read(found, name_of), text))


def _as_read(found: re.Match[str], name_of: Callable[[str], str]) -> str:
    sign, what, label = found[1], found[2], found[3]
    match sign:
        case "@":
            return f"@{name_of(what)}"
        case "#":
            return f"#{label or what}"
        case "!":
            return label or f"@{what.partition('^')[0]}"
        case _:
            return label or what

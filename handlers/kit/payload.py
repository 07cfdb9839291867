"""What Slack tells us, as values: a command, a click, a submitted or closed view, an event."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from okra.people import Actor

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""Not characters: no database keeps them, no keyboard types them."""


@dataclass(frozen=True, slots=True)
class Command:
    """One `/okra …`. `words` are the text after the subcommand, as typed.

    `channel_name` is "" where Slack does not tell it (private channels, direct messages).
    """

    actor: Actor
    now: datetime
    channel_id: str
    trigger_id: str
    name: str
    words: str
    channel_name: str = ""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that somebody put into a modal. `size` in bytes; `url` is "" where only `files.info` tells it.

    An `external` one lies outside Slack, where our token must not go.
    """

    id: str
    name: str
    size: int
    url: str
    external: bool = False

    @classmethod
    def of(cls, file: Mapping[str, Any]) -> "SentFile":
        """Read a file object (slack.dev: file object)."""
        to_ask = file.get("file_access") == "check_file_info"
        url = "" if to_ask else str(file.get("url_private_download") or file.get("url_private") or "")
        size = int(file.get("size") or 0)
        return cls(str(file["id"]), str(file.get("name") or ""), size, url, bool(file.get("is_external")))


class Values:
    """The typed state of a view or message, read by block id (one stateful element a block)."""

    def __init__(self, values: Mapping[str, Mapping[str, Any]] | None) -> None:
        """Wrap `state.values` as Slack sends it."""
        self._values = values or {}

    def __contains__(self, block_id: str) -> bool:
        return block_id in self._values

    @property
    def block_ids(self) -> Sequence[str]:
        """The ids of all blocks that hold state."""
        return list(self._values)

    @property
    def raw(self) -> dict[str, Any]:
        """The state as JSON, for a draft."""
        return {block: dict(actions) for block, actions in self._values.items()}

    def _element(self, block_id: str) -> Mapping[str, Any]:
        actions = self._values.get(block_id) or {}
        return next(iter(actions.values()), None) or {}

    def text(self, block_id: str) -> str:
        """What was typed, or picked as a date, time, person or conversation; "" where nothing was."""
        element = self._element(block_id)
        names = (
            "value",
            "selected_date",
            "selected_time",
            "selected_user",
            "selected_conversation",
            "selected_channel",
        )
        return _UNSTORABLE.sub("", next((str(element[name]) for name in names if element.get(name) is not None), ""))

    def option(self, block_id: str) -> str:
        """The value of the chosen option of a select or radio group, "" where none is."""
        return str((self._element(block_id).get("selected_option") or {}).get("value", ""))

    def options(self, block_id: str) -> list[str]:
        """The values of all ticked or chosen options."""
        return [str(option["value"]) for option in self._element(block_id).get("selected_options") or []]

    def users(self, block_id: str) -> list[str]:
        """The chosen people."""
        return [str(user) for user in self._element(block_id).get("selected_users") or []]

    def files(self, block_id: str) -> list[SentFile]:
        """The files in a file input."""
        return [SentFile.of(file) for file in self._element(block_id).get("files") or []]


@dataclass(frozen=True, slots=True)
class View:
    """An open view: its ids, what we wrote into it, and what is typed. `is_home` where it is somebody's Home tab."""

    id: str
    hash: str
    callback_id: str
    private_metadata: str
    root_id: str
    values: Values
    blocks: Sequence[Mapping[str, Any]] = field(default=())
    is_home: bool = False


@dataclass(frozen=True, slots=True)
class Click:
    """A button, select or keystroke (`block_actions`). `typed_at` is Slack's action_ts in epoch seconds."""

    actor: Actor
    now: datetime
    action_id: str
    block_id: str
    value: str
    trigger_id: str
    typed_at: float
    channel_id: str = ""
    message_ts: str = ""
    view: View | None = None
    response_url: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """A submitted view."""

    actor: Actor
    now: datetime
    trigger_id: str
    view: View


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What was typed into an external select."""

    actor: Actor
    now: datetime
    action_id: str
    query: str

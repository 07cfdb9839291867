"""Channels and messages as people see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import find
from sandbox.render import render_message
from sandbox.text import to_plain
from sandbox.world import App, Conversation, Message

if TYPE_CHECKING:
    from sandbox.local_slack import LocalSlack
    from sandbox.people import Person


class Seen:
    """A message as one person sees it."""

    def __init__(self, slack: LocalSlack, message: Message) -> None:
        """Live: it shows what the message says now."""
        self._slack = slack
        self.message = message

    @property
    def text(self) -> str:
        """The message as it is read, buttons and all."""
        said = self.message
        return render_message(
            {"text": said.text, "blocks": said.blocks, "attachments": said.attachments}, names=self._slack.world.name_of
        )

    @property
    def notification(self) -> str:
        """What a notification or a screen reader says: the top-level text."""
        return to_plain(self.message.text, self._slack.world.name_of)

    @property
    def ts(self) -> str:
        """Its timestamp."""
        return self.message.ts

    @property
    def versions(self) -> int:
        """How often it was written: 1 when it was never edited."""
        return self.message.versions

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        return find.labels_of_buttons(self.message.blocks)

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return find.links(self.message.blocks)

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """The files shown in it."""
        ids = [block["slack_file"]["id"] for block in self.message.blocks if block.get("slack_file")]
        return [self._slack.world.files[file_id] for file_id in [*ids, *self.message.files]]

    @property
    def files(self) -> dict[str, bytes]:
        """The files that were posted with it: name and bytes."""
        known = [self._slack.world.files[file_id] for file_id in self.message.files]
        return {str(file["name"]): file["data"] for file in known}

    def __repr__(self) -> str:
        """What is read, so that a failing test shows it."""
        return f"<{self.ts}\n{self.text}\n>"


class Channel:
    """A channel, for those who arrange the scene."""

    def __init__(self, slack: LocalSlack, conversation: Conversation) -> None:
        """A handle on `conversation`."""
        self._slack = slack
        self.conversation = conversation

    @property
    def id(self) -> str:
        """Its id."""
        return self.conversation.id

    @property
    def messages(self) -> list[Seen]:
        """What everybody sees, without threads."""
        found = self._slack.world.messages[self.id]
        return [Seen(self._slack, m) for m in found if m.only_for is None and m.is_in_channel]

    def thread(self, message: Seen) -> list[Seen]:
        """The replies under a message."""
        found = self._slack.world.messages[self.id]
        return [Seen(self._slack, m) for m in found if m.thread_ts == message.ts and m.ts != message.ts]

    def invite(self, who: App | Person) -> None:
        """Somebody, or an app, is in the channel from now on."""
        user_id = who.bot_user_id if isinstance(who, App) else who.id
        self.conversation.members.add(user_id)
        self._tell("member_joined_channel", user=user_id)

    def remove(self, who: App | Person) -> None:
        """Somebody, or an app, is in the channel no longer."""
        user_id = who.bot_user_id if isinstance(who, App) else who.id
        self.conversation.members.discard(user_id)
        self._tell("member_left_channel", user=user_id)

    def archive(self) -> None:
        """Nobody can speak here any more."""
        self.conversation.archived = True
        self._tell("channel_archive" if self.conversation.kind == "public" else "group_archive")

    def unarchive(self) -> None:
        """They can again."""
        self.conversation.archived = False
        self._tell("channel_unarchive" if self.conversation.kind == "public" else "group_unarchive")

    def _tell(self, kind: str, **more: str) -> None:
        event = {"type": kind, "channel": self.id, "channel_type": "C", "team": self.conversation.team_id, **more}
        self._slack.tell(event, self.conversation.team_id)

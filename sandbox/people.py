"""People: what tests and demos act as. They find things by the words they see, as people do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import find
from sandbox.modal import Modal
from sandbox.render import render_message
from sandbox.text import to_plain
from sandbox.world import App, Conversation, Message, User, View

if TYPE_CHECKING:
    from sandbox.local_slack import LocalSlack


class Seen:
    """A message as one person sees it."""

    def __init__(self, slack: LocalSlack, message: Message) -> None:
        """Live: it shows what the message says now."""
        self._slack = slack
        self.message = message

    @property
    def text(self) -> str:
        """The message as it is read, buttons and all."""
        return render_message({"text": self.message.text, "blocks": self._pictured()}, names=self._slack.world.name_of)

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
    def pictures(self) -> list[dict[str, Any]]:
        """The files shown in it."""
        ids = [block["slack_file"]["id"] for block in self.message.blocks if block.get("slack_file")]
        return [self._slack.world.files[file_id] for file_id in [*ids, *self.message.files]]

    def _pictured(self) -> list[dict[str, Any]]:
        return self.message.blocks

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
        return [Seen(self._slack, m) for m in found if m.only_for is None and m.thread_ts in (None, m.ts)]

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


class Person:
    """Somebody who types, clicks, reads."""

    def __init__(self, slack: LocalSlack, user: User) -> None:
        """A handle on `user`."""
        self._slack = slack
        self.user = user

    @property
    def id(self) -> str:
        """Their user id."""
        return self.user.id

    @property
    def name(self) -> str:
        """Their name."""
        return self.user.name

    @property
    def modal(self) -> Modal | None:
        """The view on top, None where none is open."""
        stack = self._slack.world.stacks[self.id]
        return Modal(self._slack.world, stack[-1], len(stack)) if stack else None

    def command(self, typed: str, in_: Channel | None = None) -> Seen | None:
        """Type a slash command in a channel, or in the direct conversation with its app; returns its private answer."""
        name, _, text = typed.partition(" ")
        app = self._slack.app_for(name, self.user.team_id)
        channel = in_.id if in_ else self._direct(app).id
        message = self._slack.interactions.command(app, self.user, channel, name, text)
        return None if message is None else Seen(self._slack, message)

    def dm(self, app: App | None = None) -> list[Seen]:
        """The direct conversation with an app, threads left out."""
        channel = self._direct(app or self._only_app()).id
        found = self._slack.world.visible(channel, self.id)
        return [Seen(self._slack, m) for m in found if m.thread_ts in (None, m.ts)]

    def dm_thread(self, message: Seen) -> list[Seen]:
        """The replies under a direct message."""
        found = self._slack.world.visible(message.message.channel, self.id)
        return [Seen(self._slack, m) for m in found if m.thread_ts == message.ts and m.ts != message.ts]

    def reads(self, channel: Channel) -> list[Seen]:
        """What the person sees in a channel, whispers to them included, threads left out."""
        found = self._slack.world.visible(channel.id, self.id)
        return [Seen(self._slack, m) for m in found if m.thread_ts in (None, m.ts)]

    def whispers(self, channel: Channel) -> list[Seen]:
        """What only this person sees in a channel."""
        return [seen for seen in self.reads(channel) if seen.message.only_for == self.id]

    def press(self, label: str, on: Seen | None = None) -> None:
        """Press a button, on a message or in the modal that is open."""
        where, blocks = self._where(on)
        block_id, element = find.button(blocks, label, self._sight(where))
        self._act(where, block_id, element, {"value": element.get("value", ""), "text": element["text"]})

    def menu(self, choice: str, *, beside: str) -> None:
        """Choose from the ⋯ menu that stands beside some words in the modal."""
        view = self._view()
        block_id, element = find.overflow(view.payload["blocks"], beside, self._sight(view))
        option = find.option(element["options"], choice, self._sight(view))
        self._act(view, block_id, element, {"selected_option": option})

    def fill(self, label: str, text: str, *, slowly: bool = False) -> None:
        """Type into a field, replacing what stood there; `slowly` sends the app several keystrokes' worth."""
        view = self._view()
        block, element = find.field(view.payload["blocks"], label, self._sight(view))
        for part in [text[: len(text) // 3], text[: 2 * len(text) // 3], text] if slowly else [text]:
            self._put(view, block, element, "value", part or None)
            if element.get("dispatch_action_config", {}).get("trigger_actions_on") == ["on_character_entered"]:
                self._dispatch(view, block, element, {"value": part})

    def choose(self, label: str, choice: str | Person | Channel, *, typing: str | None = None) -> None:
        """Choose in a field by what is seen: an option, a person, a channel, a date, a time. `typing` narrows it."""
        view = self._view()
        block, element = find.field(view.payload["blocks"], label, self._sight(view))
        key, value = self._chosen(view, block, element, choice, typing)
        self._put(view, block, element, key, value)
        self._dispatch(view, block, element, {key: value})

    def choose_people(self, label: str, *people: Person) -> None:
        """Choose several people in a field."""
        view = self._view()
        block, element = find.field(view.payload["blocks"], label, self._sight(view))
        self._put(view, block, element, "selected_users", [person.id for person in people])
        self._dispatch(view, block, element, {"selected_users": [person.id for person in people]})

    def tick(self, label: str, choice: str, *, on: bool = True) -> None:
        """Tick a box of a group, or untick it."""
        view = self._view()
        block, element = find.field(view.payload["blocks"], label, self._sight(view))
        option = find.option(element["options"], choice, self._sight(view))
        before = view.state[block["block_id"]][element["action_id"]].get("selected_options") or []
        rest = [one for one in before if one["value"] != option["value"]]
        now = [*rest, option] if on else rest
        self._put(view, block, element, "selected_options", now)
        self._dispatch(view, block, element, {"selected_options": now})

    def submit(self) -> None:
        """Press the modal's own button. What Slack's client would refuse never leaves it; see the modal's errors."""
        view = self._view()
        view.errors = find.client_side_errors(view)
        if not view.errors:
            self._slack.interactions.submit(self._app(view), self.user, view)

    def close(self, *, all_of_it: bool = False) -> None:
        """Press Cancel, or the ✕ that closes the whole stack."""
        view = self._view()
        self._slack.interactions.close(self._app(view), self.user, view, all_of_it=all_of_it)

    def moves_to(self, tz: str | None) -> None:
        """Be in another time zone from now on."""
        self.user.tz = tz
        self._changed()

    def is_called(self, name: str) -> None:
        """Take another name."""
        self.user.name = name
        self._changed()

    def is_deactivated(self) -> None:
        """Leave the company."""
        self.user.deleted = True
        self._changed()

    def is_reactivated(self) -> None:
        """Come back to it."""
        self.user.deleted = False
        self._changed()

    def _changed(self) -> None:
        self._slack.tell({"type": "user_change", "user": self.user.as_json()}, self.user.team_id)

    def _only_app(self) -> App:
        apps = [app for app in self._slack.world.apps.values() if app.team_id == self.user.team_id]
        if len(apps) != 1:
            raise LookupError("say which app")
        return apps[0]

    def _direct(self, app: App) -> Conversation:
        return self._slack.world.direct(self.user.team_id, app.bot_user_id, self.id)

    def _app(self, where: View | Message) -> App:
        app_id = where.app_id or ""
        return self._slack.world.apps[app_id]

    def _view(self) -> View:
        stack = self._slack.world.stacks[self.id]
        if not stack:
            raise find.NotSeenError(f"{self.name} has no modal open")
        return stack[-1]

    def _where(self, on: Seen | None) -> tuple[View | Message, list[dict[str, Any]]]:
        if on is not None:
            return on.message, on.message.blocks
        view = self._view()
        return view, view.payload["blocks"]

    def _sight(self, where: View | Message) -> str:
        if isinstance(where, View):
            modal = self.modal
            return modal.text if modal else ""
        return Seen(self._slack, where).text

    def _act(self, where: View | Message, block_id: str, element: dict[str, Any], value: dict[str, Any]) -> None:
        self._slack.interactions.action(self._app(where), self.user, where, block_id, element, value)
        self._slack.world.notify()

    def _put(self, view: View, block: dict[str, Any], element: dict[str, Any], key: str, value: Any) -> None:
        state = view.state.setdefault(block["block_id"], {})
        state[element["action_id"]] = {"type": element["type"], key: value}
        view.errors.pop(block["block_id"], None)

    def _dispatch(self, view: View, block: dict[str, Any], element: dict[str, Any], value: dict[str, Any]) -> None:
        """An element in an input block is told of only where the block says so."""
        if block["type"] != "input" or block.get("dispatch_action"):
            self._act(view, block["block_id"], element, value)

    def _chosen(
        self, view: View, block: dict[str, Any], element: dict[str, Any], choice: Any, typing: str | None
    ) -> tuple[str, Any]:
        sight = self._sight(view)
        match element["type"]:
            case "static_select" | "radio_buttons":
                return "selected_option", find.option(find.options_of(element), str(choice), sight)
            case "external_select":
                typed = typing if typing is not None else str(choice)
                offered = self._slack.interactions.suggestions(
                    self._app(view), self.user, view, block["block_id"], element["action_id"], typed
                )
                return "selected_option", find.option((offered or {}).get("options") or [], str(choice), sight)
            case "users_select":
                return "selected_user", choice.id
            case "conversations_select":
                return "selected_conversation", choice.id
            case "datepicker":
                return "selected_date", str(choice)
            case "timepicker":
                return "selected_time", str(choice)
            case other:
                raise find.NotSeenError(f"a {other} is no field to choose in")

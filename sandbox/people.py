"""People: what tests and demos act as. They find things by the words they see, as people do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sandbox import find
from sandbox.channels import Channel, Seen
from sandbox.documents import Document, opened
from sandbox.hands import Hands
from sandbox.modal import Home, Modal
from sandbox.world import App, Conversation, Message, User, View

if TYPE_CHECKING:
    from sandbox.local_slack import LocalSlack

__all__ = ["Channel", "Person", "Seen"]


class Person:
    """Somebody who types, clicks, reads."""

    def __init__(self, slack: LocalSlack, user: User) -> None:
        """A handle on `user`."""
        self._slack = slack
        self._hands = Hands(slack, user)
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

    @property
    def home(self) -> Home | None:
        """The Home tab of the workspace's only app, None where nothing was ever published."""
        view = self._slack.world.homes.get((self._only_app().id, self.id))
        return Home(self._slack.world, view) if view else None

    def opens_home(self, app: App | None = None, *, tab: str = "home") -> None:
        """Look at an app's Home tab, or at its messages; returns when the app has heard of it."""
        self._hands.open_home(app or self._only_app(), tab=tab)

    def says(
        self,
        text: str,
        in_: Channel | None = None,
        *,
        under: Seen | None = None,
        to: App | None = None,
        broadcast: bool = False,
        file: tuple[str, bytes] | None = None,
    ) -> Seen:
        """Write a message in a channel, or to an app in private; `to` mentions an app first. Apps hear of it soon.

        `under` makes it a reply, which `broadcast` shows in the channel too; `file` is a name and what is in it.
        """
        place = in_.conversation if in_ else self._direct(to or self._only_app())
        message = self._hands.say(
            text, place, under=under.ts if under else None, to=to if in_ else None, broadcast=broadcast, file=file
        )
        return Seen(self._slack, message)

    def edits(self, said: Seen, text: str) -> None:
        """Give a message of one's own other words. Apps hear of it soon."""
        self._hands.edit(said.message, text)

    def deletes(self, said: Seen) -> None:
        """Take a message away. Apps hear of it soon."""
        self._hands.delete(said.message)

    def command(self, typed: str, in_: Channel | None = None) -> Seen | None:
        """Type a slash command in a channel, or in the direct conversation with its app; returns its private answer."""
        name, _, text = typed.partition(" ")
        channel = in_.id if in_ else self._direct(self._slack.app_for(name, self.user.team_id)).id
        message = self._hands.command(name, text, channel)
        return None if message is None else Seen(self._slack, message)

    def dm(self, app: App | None = None) -> list[Seen]:
        """The direct conversation with an app, threads left out."""
        channel = self._direct(app or self._only_app()).id
        found = self._slack.world.visible(channel, self.id)
        return [Seen(self._slack, m) for m in found if m.is_in_channel]

    def group_messages(self) -> list[Seen]:
        """What stands in the group conversations that the person is in, threads left out."""
        mine = [
            one.id for one in self._slack.world.conversations.values() if one.kind == "mpim" and self.id in one.members
        ]
        found = [message for channel in mine for message in self._slack.world.visible(channel, self.id)]
        return [Seen(self._slack, m) for m in found if m.is_in_channel]

    def dm_thread(self, message: Seen) -> list[Seen]:
        """The replies under a direct message."""
        found = self._slack.world.visible(message.message.channel, self.id)
        return [Seen(self._slack, m) for m in found if m.thread_ts == message.ts and m.ts != message.ts]

    def reads(self, channel: Channel) -> list[Seen]:
        """What the person sees in a channel, whispers to them included, threads left out."""
        self._slack.world.read_up_to_now(self.id, channel.id)
        found = self._slack.world.visible(channel.id, self.id)
        return [Seen(self._slack, m) for m in found if m.is_in_channel]

    def whispers(self, channel: Channel) -> list[Seen]:
        """What only this person sees in a channel."""
        return [seen for seen in self.reads(channel) if seen.message.only_for == self.id]

    def canvas(self, link: str) -> Document:
        """Follow a link to a canvas. Raises NotSeenError where there is none, or the person may not read it."""
        return opened(self._slack.world, self.user, link)

    def press(self, label: str, on: Seen | Home | None = None) -> None:
        """Press a button, on a message, on the Home tab, or in the modal that is open."""
        where, blocks = self._where(on)
        block_id, element = find.button(blocks, label, self._sight(where))
        self._hands.press(where, block_id, element)

    def menu(self, choice: str, *, beside: str) -> None:
        """Choose from the ⋯ menu that stands beside some words in the modal."""
        view = self._view()
        block_id, element = find.overflow(view.payload["blocks"], beside, self._sight(view))
        option = find.option(element["options"], choice, self._sight(view))
        self._hands.act(view, block_id, element, {"selected_option": option})

    def fill(self, label: str, text: str, *, slowly: bool = False) -> None:
        """Type into a field, replacing what stood there; `slowly` sends the app several keystrokes' worth."""
        view = self._view()
        block, element = find.field(view.payload["blocks"], label, self._sight(view))
        for part in [text[: len(text) // 3], text[: 2 * len(text) // 3], text] if slowly else [text]:
            self._hands.type(view, block, element, {"value": part or None})

    def choose(self, label: str, choice: str | Person | Channel, *, typing: str | None = None) -> None:
        """Choose in a field by what is seen: an option, a person, a channel, a date, a time. `typing` narrows it."""
        view = self._view()
        block, element = find.field(view.payload["blocks"], label, self._sight(view))
        key, value = self._chosen(view, block, element, choice, typing)
        self._hands.choose(view, block, element, {key: value})

    def choose_people(self, label: str, *people: Person) -> None:
        """Choose several people in a field."""
        view = self._view()
        block, element = find.field(view.payload["blocks"], label, self._sight(view))
        self._hands.choose(view, block, element, {"selected_users": [person.id for person in people]})

    def attach(self, label: str, name: str, data: bytes) -> None:
        """Put a file into a file input. What Slack's client would not take is in the modal's errors."""
        view = self._view()
        block, element = find.field(view.payload["blocks"], label, self._sight(view))
        self._hands.attach(view, block, element, name, data)

    def tick(self, label: str, choice: str, *, on: bool = True) -> None:
        """Tick a box of a group, or untick it."""
        view = self._view()
        block, element = find.field(view.payload["blocks"], label, self._sight(view))
        option = find.option(element["options"], choice, self._sight(view))
        before = view.state[block["block_id"]][element["action_id"]].get("selected_options") or []
        rest = [one for one in before if one["value"] != option["value"]]
        now = [*rest, option] if on else rest
        self._hands.choose(view, block, element, {"selected_options": now})

    def submit(self) -> None:
        """Press the modal's own button. What Slack's client would refuse never leaves it; see the modal's errors."""
        self._hands.submit(self._view())

    def close(self, *, all_of_it: bool = False) -> None:
        """Press Cancel, or the ✕ that closes the whole stack."""
        self._hands.close(self._view(), all_of_it=all_of_it)

    def moves_to(self, tz: str | None) -> None:
        """Be in another time zone from now on."""
        self.user.tz = tz
        self._changed()

    def is_called(self, name: str) -> None:
        """Take another name."""
        self.user.name = name
        self._changed()

    def goes_away(self) -> None:
        """Be away; nobody is told."""
        self.user.is_active = False

    def wants_quiet(self, start: datetime, end: datetime) -> None:
        """Have notifications switched off from `start` to `end` (aware)."""
        self.user.quiet = (start, end)

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
        world = self._slack.world
        apps = [app for app in world.apps.values() if world.serves(app, self.user.team_id)]
        if len(apps) != 1:
            raise LookupError("say which app")
        return apps[0]

    def _direct(self, app: App) -> Conversation:
        return self._hands.direct(app)

    def _view(self) -> View:
        stack = self._slack.world.stacks[self.id]
        if not stack:
            raise find.NotSeenError(f"{self.name} has no modal open")
        return stack[-1]

    def _where(self, on: Seen | Home | None) -> tuple[View | Message, list[dict[str, Any]]]:
        if isinstance(on, Seen):
            return on.message, on.message.blocks
        if on is not None:
            return on.view, on.view.payload["blocks"]
        view = self._view()
        return view, view.payload["blocks"]

    def _sight(self, where: View | Message) -> str:
        if isinstance(where, View):
            is_home = where.payload["type"] == "home"
            return Home(self._slack.world, where).text if is_home else Modal(self._slack.world, where, 1).text
        return Seen(self._slack, where).text

    def _chosen(
        self, view: View, block: dict[str, Any], element: dict[str, Any], choice: Any, typing: str | None
    ) -> tuple[str, Any]:
        sight = self._sight(view)
        match element["type"]:
            case "static_select" | "radio_buttons":
                return "selected_option", find.option(find.options_of(element), str(choice), sight)
            case "external_select":
                typed = typing if typing is not None else str(choice)
                offered = self._hands.suggestions(view, block["block_id"], element, typed)
                return "selected_option", find.option(offered, str(choice), sight)
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

"""People: what tests and demos act as. They find things by the words they see, as people do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sandbox import find, views
from sandbox.channels import Channel, Seen
from sandbox.modal import Home, Modal
from sandbox.text import escape
from sandbox.world import App, Conversation, Happening, Message, User, View

if TYPE_CHECKING:
    from sandbox.local_slack import LocalSlack

__all__ = ["Channel", "Person", "Seen"]


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

    @property
    def home(self) -> Home | None:
        """The Home tab of the workspace's only app, None where nothing was ever published."""
        view = self._slack.world.homes.get((self._only_app().id, self.id))
        return Home(self._slack.world, view) if view else None

    def opens_home(self, app: App | None = None, *, tab: str = "home") -> None:
        """Look at an app's Home tab, or at its messages; returns when the app has heard of it."""
        chosen = app or self._only_app()
        event: dict[str, Any] = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self._direct(chosen).id,
            "tab": tab,
        }
        view = self._slack.world.homes.get((chosen.id, self.id))
        if view is not None and tab == "home":
            event |= {"view": views.as_json(self._slack.world, view)}
        self._slack.tell(event, self.user.team_id)

    def says(self, text: str, in_: Channel | None = None, *, under: Seen | None = None, to: App | None = None) -> Seen:
        """Write a message in a channel, or to an app in private; `to` mentions an app first. Apps hear of it soon."""
        place = in_.conversation if in_ else self._direct(to or self._only_app())
        if self.id not in place.members or place.archived:
            raise find.NotSeenError(f"{self.name} cannot write there")
        mention = f"<@{to.bot_user_id}> " if to and in_ else ""
        world = self._slack.world
        message = Message(
            place.id, world.new_ts(), self.id, mention + escape(text), thread_ts=under.ts if under else None
        )
        world.post(message)
        if mention:
            event = message.as_json() | {"type": "app_mention", "channel": place.id}
            world.listener(Happening("app_mention", event, place.team_id, place.id))
        return Seen(self._slack, message)

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

    def press(self, label: str, on: Seen | Home | None = None) -> None:
        """Press a button, on a message, on the Home tab, or in the modal that is open."""
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
        return self._slack.world.direct(self.user.team_id, app.bot_user_id, self.id)

    def _app(self, where: View | Message) -> App:
        app_id = where.app_id or ""
        return self._slack.world.apps[app_id]

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

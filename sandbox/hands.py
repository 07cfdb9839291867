"""What somebody's hands do to what they see, by the ids that the app gave: press, choose, type, submit, close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox import attached, files, find, views
from sandbox.api.chat import rewrite, take_away
from sandbox.text import escape
from sandbox.world import App, Conversation, Happening, Message, User, View

if TYPE_CHECKING:
    from sandbox.local_slack import LocalSlack

Block = dict[str, Any]
Element = dict[str, Any]
ON_KEYS = ["on_character_entered"]


class Hands:
    """One person's. Every deed returns when the app has acknowledged it, or has let its time pass."""

    def __init__(self, slack: LocalSlack, user: User) -> None:
        """The hands of `user`."""
        self._slack = slack
        self._user = user

    def direct(self, app: App) -> Conversation:
        """The direct conversation with an app."""
        return self._slack.world.direct(self._user.team_id, app.bot_user_id, self._user.id)

    def app_of(self, where: View | Message) -> App:
        """The app that showed something."""
        return self._slack.world.apps[where.app_id or ""]

    def command(self, name: str, text: str, channel_id: str) -> Message | None:
        """Type a slash command somewhere; returns its private answer."""
        app = self._slack.app_for(name, self._user.team_id)
        return self._slack.interactions.command(app, self._user, channel_id, name, text)

    def say(
        self,
        text: str,
        place: Conversation,
        *,
        under: str | None = None,
        to: App | None = None,
        broadcast: bool = False,
        file: tuple[str, bytes] | None = None,
    ) -> Message:
        """Write a message, in a thread or not; `to` mentions an app first. Raises NotSeenError where one may not.

        `broadcast` shows a reply in the channel too; `file` is a name and what is in it.
        """
        if self._user.id not in place.members or place.archived:
            raise find.NotSeenError(f"{self._user.name} cannot write there")
        mention = f"<@{to.bot_user_id}> " if to else ""
        world = self._slack.world
        message = Message(
            place.id, world.new_ts(), self._user.id, mention + escape(text), thread_ts=under, broadcast=broadcast
        )
        if file is not None:
            message.files = [str(attached.keep(world, self._user, self._slack.base, *file)["id"])]
        world.post(message)
        if to:
            event = message.as_json() | {"type": "app_mention", "channel": place.id}
            world.listener(Happening("app_mention", event, place.team_id, place.id))
        return message

    def edit(self, message: Message, text: str) -> None:
        """Give one's own message other words. Raises NotSeenError for others'."""
        if message.user != self._user.id:
            raise find.NotSeenError(f"{self._user.name} did not write that")
        rewrite(self._slack.world, message, escape(text))

    def delete(self, message: Message) -> None:
        """Take a message away: one's own, or as an administrator anybody's. Raises NotSeenError for others."""
        if message.user != self._user.id and not self._user.is_admin:
            raise find.NotSeenError(f"{self._user.name} cannot delete that")
        take_away(self._slack.world, message)

    def open_home(self, app: App, *, tab: str = "home") -> None:
        """Look at an app's Home tab, or at its messages; the app hears of it."""
        event: dict[str, Any] = {
            "type": "app_home_opened",
            "user": self._user.id,
            "channel": self.direct(app).id,
            "tab": tab,
        }
        view = self._slack.world.homes.get((app.id, self._user.id))
        if view is not None and tab == "home":
            event |= {"view": views.as_json(self._slack.world, view)}
        self._slack.tell(event, self._user.team_id)

    def press(self, where: View | Message, block_id: str, element: Element) -> None:
        """Press a button."""
        self.act(where, block_id, element, {"value": element.get("value", ""), "text": element["text"]})

    def act(self, where: View | Message, block_id: str, element: Element, value: dict[str, Any]) -> None:
        """Tell the app of a deed; `value` is what it carries besides its ids."""
        self._slack.interactions.action(self.app_of(where), self._user, where, block_id, element, value)
        self._slack.world.read_up_to_now(self._user.id, where.channel if isinstance(where, Message) else None)
        self._slack.world.notify()

    def put(self, where: View | Message, block: Block, element: Element, value: dict[str, Any]) -> None:
        """Let a field hold a value; nobody is told."""
        where.state.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], **value}
        if isinstance(where, View):
            where.errors.pop(block["block_id"], None)

    def choose(self, where: View | Message, block: Block, element: Element, value: dict[str, Any]) -> None:
        """Choose in a field; the app is told at once where Slack would tell it."""
        self.put(where, block, element, value)
        if _tells(block):
            self.act(where, block["block_id"], element, value)

    def type(self, where: View | Message, block: Block, element: Element, value: dict[str, Any]) -> None:
        """Type in a field, as far as that; the app is told where it asked for each keystroke."""
        self.put(where, block, element, value)
        if _tells(block) and element.get("dispatch_action_config", {}).get("trigger_actions_on") == ON_KEYS:
            self.act(where, block["block_id"], element, value)

    def attach(
        self, view: View, block: Block, element: Element, name: str, data: bytes, *, size: int | None = None
    ) -> None:
        """Put a file into a file input; where it holds one only, in place of that. The app hears of it on submitting.

        What Slack's client would not take stands in the view's errors. `size` is for a file of which the bytes were
        left out because they are too many.
        """
        alone = attached.most(element) == 1
        held = [] if alone else self._held(view, block, element)
        refused = attached.refusal(element, len(held), name, len(data) if size is None else size)
        if refused:
            view.errors[block["block_id"]] = refused
        else:
            world = self._slack.world
            file = attached.keep(world, self._user, self._slack.base, name, data)
            self.put(view, block, element, {"files": [*held, files.as_json(world, file)]})
        self._slack.world.notify()

    def detach(self, view: View, block: Block, element: Element, file_id: str) -> None:
        """Take a file out of a file input."""
        held = self._held(view, block, element)
        self.put(view, block, element, {"files": [one for one in held if one["id"] != file_id]})
        self._slack.world.notify()

    def _held(self, view: View, block: Block, element: Element) -> list[dict[str, Any]]:
        state = view.state.get(block["block_id"], {}).get(element["action_id"]) or {}
        return list(state.get("files") or ())

    def suggestions(self, view: View, block_id: str, element: Element, typed: str) -> list[dict[str, Any]]:
        """The options that the app offers for what was typed in an external menu."""
        offered = self._slack.interactions.suggestions(
            self.app_of(view), self._user, view, block_id, element["action_id"], typed
        )
        return find.options_of(offered or {})

    def submit(self, view: View) -> None:
        """Press the modal's own button. What Slack's client would refuse never leaves it; see the view's errors."""
        view.errors = find.client_side_errors(view)
        if not view.errors:
            self._slack.interactions.submit(self.app_of(view), self._user, view)
        self._slack.world.notify()

    def close(self, view: View, *, all_of_it: bool = False) -> None:
        """Press Cancel, or the ✕ that closes the whole stack."""
        self._slack.interactions.close(self.app_of(view), self._user, view, all_of_it=all_of_it)


def _tells(block: Block) -> bool:
    """Whether the app hears of what is done in a block; of an input only if it asked to."""
    return block["type"] != "input" or bool(block.get("dispatch_action"))

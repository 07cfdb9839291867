"""What people do, as payloads; and what the app's acknowledgement does to what they see."""

from functools import partial
from typing import Any

from sandbox import attached, response_urls, views
from sandbox.api.chat import whisper
from sandbox.blockkit import validate_message
from sandbox.delivery import Answer, Delivery
from sandbox.errors import SlackError
from sandbox.world import App, Message, User, View, World

ENTERPRISE = "Local Enterprise"
TROUBLE = "We had some trouble connecting. Try again?"


class Interactions:
    """Turns deeds into payloads, sends them, and applies the answers."""

    def __init__(self, world: World, delivery: Delivery, base: str) -> None:
        """`base` is where response_urls live."""
        self._world = world
        self._delivery = delivery
        self._base = base

    def command(self, app: App, user: User, channel: str, command: str, text: str) -> Message | None:
        """A slash command; returns the message that answers it at once, if there is one."""
        world = self._world
        conversation = world.conversations[channel]
        names = {"public": conversation.name, "private": "privategroup", "im": "directmessage", "mpim": "mpdm"}
        form = {
            "token": "unused",
            "team_id": user.team_id,
            "team_domain": "local",
            **_organisation(app),
            "channel_id": channel,
            "channel_name": names[conversation.kind],
            "user_id": user.id,
            "user_name": user.name.lower(),
            "command": command,
            "text": text,
            "api_app_id": app.id,
            "is_enterprise_install": "true" if app.enterprise_id else "false",
            "response_url": self.response_url(app, user.id, channel, None),
            "trigger_id": views.new_ticket(world, user.id, app),
        }
        answer = self._delivery.command(app, form)
        if not answer.acked:
            self._complain(user, channel, f"{command} failed because the app did not respond (operation_timeout).")
            return None
        if not answer.payload:
            return None
        said = answer.payload if isinstance(answer.payload, dict) else {"text": answer.payload}
        return self._say(app, user.id, channel, said)

    def action(
        self, app: App, user: User, where: Message | View, block_id: str, element: dict[str, Any], value: dict[str, Any]
    ) -> Answer:
        """A click or a choice or a keystroke: `value` is what the action carries besides its ids."""
        world = self._world
        action = {
            "action_id": element["action_id"],
            "block_id": block_id,
            "type": element["type"],
            "action_ts": world.new_ts(),
            **value,
        }
        payload = self._common("block_actions", app, user) | {
            "trigger_id": views.new_ticket(world, user.id, app),
            "actions": [action],
        }
        if isinstance(where, View):
            payload |= {
                "container": {"type": "view", "view_id": where.id},
                "view": views.as_json(world, where),
            }
        else:
            payload |= {
                "container": {
                    "type": "message",
                    "message_ts": where.ts,
                    "channel_id": where.channel,
                    "is_ephemeral": where.only_for is not None,
                },
                "channel": {"id": where.channel, "name": world.conversations[where.channel].name},
                "message": where.as_json(),
                "state": {"values": where.state},
                "response_url": self.response_url(app, user.id, where.channel, where),
            }
        answer = self._delivery.interactive(app, payload)
        if not answer.acked and isinstance(where, View):
            where.errors = {"": TROUBLE}
            world.notify()
        return answer

    def suggestions(self, app: App, user: User, view: View, block_id: str, action_id: str, typed: str) -> Any:
        """Ask the app for the options of an external select."""
        payload = self._common("block_suggestion", app, user) | {
            "action_id": action_id,
            "block_id": block_id,
            "value": typed,
            "view": views.as_json(self._world, view),
            "container": {"type": "view", "view_id": view.id},
        }
        answer = self._delivery.interactive(app, payload)
        return self._options(answer.payload) if answer.acked else None

    def _options(self, payload: Any) -> Any:
        """Options that Slack would show: judged as those of a menu are; there may be none."""
        menu = {"type": "static_select", "action_id": "a", "placeholder": {"type": "plain_text", "text": "p"}}
        given = {
            key: payload[key] for key in ("options", "option_groups") if isinstance(payload, dict) and payload.get(key)
        }
        text = {"type": "plain_text", "text": "t"}
        probe = {"text": "t", "blocks": [{"type": "section", "text": text, "accessory": menu | given}]}
        problems = validate_message(probe) if given else []
        if problems or not isinstance(payload, dict):
            self._world.violate("bad options", "; ".join(one.line for one in problems) or repr(payload))
            return None
        return payload

    def submit(self, app: App, user: User, view: View) -> None:
        """Submit a view, and do what the app answers."""
        attached.give(self._world, app, view)
        payload = self._common("view_submission", app, user) | {
            "trigger_id": views.new_ticket(self._world, user.id, app),
            "view": views.as_json(self._world, view),
            "response_urls": [],
        }
        answer = self._delivery.interactive(app, payload)
        with self._world.lock:
            self._after_submit(app, view, answer)
        self._world.notify()

    def close(self, app: App, user: User, view: View, *, all_of_it: bool) -> None:
        """Close a view (or the whole stack); the app hears of it only if it asked to."""
        stack = self._world.stacks[user.id]
        gone = stack[0] if all_of_it else view
        if all_of_it or view.payload.get("clear_on_close"):
            stack.clear()
        else:
            stack.remove(view)
        self._world.notify()
        if gone.payload.get("notify_on_close"):
            said = views.as_json(self._world, gone) | {"state": {"values": {}}}
            payload = self._common("view_closed", app, user) | {"view": said, "is_cleared": all_of_it}
            self._delivery.interactive(app, payload)

    def response_url(self, app: App, user: str, channel: str, message: Message | None) -> str:
        """An address that takes five answers within thirty minutes."""
        key = response_urls.new_key(self._world, app, user, channel, message)
        return f"{self._base}/response/{key}"

    def _common(self, kind: str, app: App, user: User) -> dict[str, Any]:
        whole = app.enterprise_id is not None
        return {
            "type": kind,
            "token": "unused",
            "api_app_id": app.id,
            "team": None if whole else {"id": user.team_id, "domain": "local"},
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
            "enterprise": {"id": app.enterprise_id, "name": ENTERPRISE} if whole else None,
            "is_enterprise_install": whole,
        }

    def _complain(self, user: User, channel: str, text: str) -> None:
        """What Slack itself says to somebody."""
        message = Message(channel, self._world.new_ts(), "USLACKBOT", text, only_for=user.id)
        self._world.post(message)

    def _say(self, app: App, user: str, channel: str, said: dict[str, Any]) -> Message:
        problems = validate_message({key: said[key] for key in ("text", "blocks", "attachments") if said.get(key)})
        if problems:
            self._world.violate("bad answer", "; ".join(problem.line for problem in problems))
        return whisper(self._world, app, channel, user, said)

    def _after_submit(self, app: App, view: View, answer: Answer) -> None:
        stack = self._world.stacks[view.user]
        if view not in stack:
            return
        payload = answer.payload
        if not answer.acked:
            view.errors = {"": TROUBLE}
        elif not payload:
            stack.remove(view)
        else:
            self._obey(app, view, payload if isinstance(payload, dict) else {})

    def _obey(self, app: App, view: View, payload: dict[str, Any]) -> None:
        stack = self._world.stacks[view.user]
        match payload.get("response_action"):
            case "errors":
                self._show_errors(view, payload.get("errors") or {})
            case "clear":
                stack.clear()
            case "update":
                self._shown(app, view, payload, lambda shown: views.write(self._world, view, shown))
            case "push":
                push = partial(views.show, self._world, app, view.user, on_top=True)
                self._shown(app, view, payload, push)
            case other:
                self._world.violate("bad acknowledgement", f"response_action {other!r}")
                view.errors = {"": TROUBLE}

    def _shown(self, app: App, view: View, payload: dict[str, Any], show: Any) -> None:
        try:
            show(views.checked(self._world, app, payload.get("view")))
        except SlackError as error:
            self._world.violate("bad view in an acknowledgement", error.word)
            view.errors = {"": TROUBLE}

    def _show_errors(self, view: View, errors: dict[str, str]) -> None:
        inputs = {block["block_id"] for block in view.payload["blocks"] if block["type"] == "input"}
        unknown = set(errors) - inputs
        if unknown or not errors:
            self._world.violate("errors beside no input", ", ".join(sorted(unknown)) or "none given")
            view.errors = {"": TROUBLE}
            return
        view.errors = dict(errors)


def _organisation(app: App) -> dict[str, str]:
    return {"enterprise_id": app.enterprise_id, "enterprise_name": ENTERPRISE} if app.enterprise_id else {}

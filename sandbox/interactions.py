"""What people do, as payloads; and what the app's acknowledgement does to what they see."""

from datetime import timedelta
from typing import Any

from sandbox import views
from sandbox.api.chat import take_away, whisper
from sandbox.blockkit import error_body, validate_message
from sandbox.delivery import Answer, Delivery
from sandbox.errors import SlackError, WholeError
from sandbox.world import App, Message, User, View, World, with_ids

RESPONSE_USES, RESPONSE_LIFE = 5, timedelta(minutes=30)
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
            "team_id": app.team_id,
            "team_domain": "local",
            "channel_id": channel,
            "channel_name": names[conversation.kind],
            "user_id": user.id,
            "user_name": user.name.lower(),
            "command": command,
            "text": text,
            "api_app_id": app.id,
            "is_enterprise_install": "false",
            "response_url": self.response_url(app, user.id, channel, None),
            "trigger_id": views.new_ticket(world, user.id, app),
        }
        answer = self._delivery.command(app, form)
        if not answer.acked or not answer.payload:
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
        return self._delivery.interactive(app, payload)

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
        return answer.payload if answer.acked else None

    def submit(self, app: App, user: User, view: View) -> None:
        """Submit a view, and do what the app answers."""
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
        key = self._world.new_id("R")
        self._world.response_urls[key] = {
            "app": app.id,
            "user": user,
            "channel": channel,
            "message": message,
            "at": self._world.clock.now(),
            "left": RESPONSE_USES,
        }
        return f"{self._base}/response/{key}"

    def _common(self, kind: str, app: App, user: User) -> dict[str, Any]:
        team = self._world.workspaces[app.team_id]
        return {
            "type": kind,
            "token": "unused",
            "api_app_id": app.id,
            "team": {"id": team.id, "domain": "local"},
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": team.id},
            "enterprise": None,
            "is_enterprise_install": False,
        }

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
                self._shown(view, payload, lambda shown: views.write(self._world, view, shown))
            case "push":
                self._shown(view, payload, lambda shown: views.show(self._world, app, view.user, shown, on_top=True))
            case other:
                self._world.violate("bad acknowledgement", f"response_action {other!r}")
                view.errors = {"": TROUBLE}

    def _shown(self, view: View, payload: dict[str, Any], show: Any) -> None:
        try:
            show(views.checked(self._world, payload.get("view")))
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


def answer_response_url(world: World, key: str, body: dict[str, Any]) -> tuple[int, str]:
    """What the app posts to a response_url: status and text."""
    with world.lock:
        known = world.response_urls.get(key)
        if known is None or known["left"] < 1 or world.clock.now() - known["at"] > RESPONSE_LIFE:
            return 404, "expired_url"
        known["left"] -= 1
        app = world.apps[known["app"]]
        original: Message | None = known["message"]
        if body.get("delete_original") and original in world.messages[known["channel"]]:
            take_away(world, original)
        spoken = {name: body[name] for name in ("text", "blocks", "attachments") if body.get(name)}
        if not spoken:
            world.notify()
            return 200, "ok"
        problems = validate_message(spoken)
        if problems:
            world.violate("bad response", "; ".join(problem.line for problem in problems))
            return 400, str(WholeError(error_body(problems)).body["error"])
        if body.get("replace_original") and original is not None:
            original.text, original.blocks = str(spoken.get("text", "")), with_ids(spoken.get("blocks") or [], world)
        else:
            how = {name: body[name] for name in ("response_type", "thread_ts") if body.get(name)}
            whisper(world, app, known["channel"], known["user"], spoken | how)
        world.notify()
        return 200, "ok"

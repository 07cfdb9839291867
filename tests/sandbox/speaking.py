"""A real Bolt app on the local Slack, over real sockets, for tests."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from slack_bolt import App as BoltApp
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.local_slack import LocalSlack
from sandbox.world import App

SCOPES = ("chat:write", "commands", "im:write", "users:read", "channels:read", "channels:history", "im:history")


def client_of(slack: LocalSlack, app: App) -> WebClient:
    """The app's client, which never tries twice."""
    return WebClient(token=app.bot_token, base_url=slack.url, retry_handlers=[])


def bolt_of(slack: LocalSlack, app: App) -> BoltApp:
    """A Bolt app whose listeners have run before it acknowledges."""
    return BoltApp(client=client_of(slack, app), signing_secret=app.signing_secret, process_before_response=True)


@contextmanager
def listening(slack: LocalSlack, app: App, bolt: BoltApp) -> Iterator[SocketModeHandler]:
    """The app is connected by Socket Mode."""
    handler = SocketModeHandler(bolt, app.app_token, web_client=client_of(slack, app))
    handler.connect()  # type: ignore[no-untyped-call]
    try:
        slack.wait_until(lambda: slack.connected(app))
        yield handler
    finally:
        handler.client.auto_reconnect_enabled = False
        slack.cut("reset")
        Thread(target=handler.close).start()  # the client takes a second to stop its own threads; nobody need wait


def refusal(error: SlackApiError) -> str:
    """The error word of a refused call."""
    return str(error.response["error"])


def section(text: str, **more: Any) -> dict[str, Any]:
    """A section block of plain words."""
    return {"type": "section", "text": {"type": "plain_text", "text": text}, **more}


def button(label: str = "Go", action_id: str = "go") -> dict[str, Any]:
    """A row with one button."""
    element = {"type": "button", "action_id": action_id, "text": {"type": "plain_text", "text": label}}
    return {"type": "actions", "block_id": f"row-{action_id}", "elements": [element]}


def field(block_id: str = "name", label: str = "Name", **more: Any) -> dict[str, Any]:
    """A text field."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": {"type": "plain_text", "text": label},
        "element": {"type": "plain_text_input", "action_id": "typed", **more},
    }


def modal(title: str = "A form", blocks: Iterable[dict[str, Any]] = (), **more: Any) -> dict[str, Any]:
    """A modal; with a field unless said otherwise."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": list(blocks) or [field()],
        **more,
    }

"""Everything that can happen to okra, on one screen."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from handlers.checkin.feature import CHECKIN
from handlers.command import commands_of, dispatcher
from handlers.digest.feature import DIGEST
from handlers.here.feature import HERE
from handlers.home.feature import HOME
from handlers.kit import door
from handlers.kit.deps import Deps
from handlers.kit.feature import Feature
from handlers.members.feature import MEMBERS
from handlers.notices.feature import NOTICES
from handlers.offers.feature import OFFERS
from handlers.okrs.feature import OKRS
from handlers.report.feature import REPORT
from handlers.scripts.feature import SCRIPTS
from handlers.sessions.feature import SESSIONS
from handlers.setup.feature import SETUP

FEATURES: tuple[Feature, ...] = (
    HERE,
    HOME,
    SETUP,
    MEMBERS,
    OKRS,
    CHECKIN,
    DIGEST,
    SESSIONS,
    REPORT,
    SCRIPTS,
    OFFERS,
    NOTICES,
)

COMMANDS = ("/okra",)
TAKES_WORDS = frozenset(name for feature in FEATURES for name in feature.takes_words)
EVENTS = tuple(sorted({name for feature in FEATURES for name in feature.events}))


def register(app: App, deps: Deps) -> None:
    """Tie every door to its features: one Bolt listener per kind and feature, routed by the id's first word."""
    app.command("/okra")(partial(_command, deps, dispatcher(commands_of(FEATURES), TAKES_WORDS)))
    for feature in FEATURES:
        ids = re.compile(rf"^{feature.prefix}\.")
        app.action(ids)(partial(_click, deps, feature))
        app.options(ids)(partial(_suggest, deps, feature))
        app.view_submission(ids)(partial(_submit, deps, feature))
        app.view_closed(ids)(partial(_closed, deps, feature))
    for kind in sorted({name.partition(".")[0] for name in EVENTS}):
        app.event(kind)(partial(_event, deps))


def name_of(identifier: str) -> str:
    """An id without its argument: "checkin.issue:12" is "checkin.issue"."""
    return identifier.partition(":")[0]


def _find(table: Mapping[str, Any], identifier: str) -> Callable[..., Any]:
    found: Callable[..., Any] = table[name_of(identifier)]
    return found


def _command(deps: Deps, handle: door.OnCommand, context: BoltContext, body: dict[str, Any], ack: Ack) -> None:
    door.command(deps, handle, context, body, ack)


def _click(
    deps: Deps, feature: Feature, context: BoltContext, body: dict[str, Any], ack: Ack, respond: Callable[..., Any]
) -> None:
    door.click(deps, _find(feature.clicks, body["actions"][0]["action_id"]), context, body, ack, respond)


def _submit(deps: Deps, feature: Feature, context: BoltContext, body: dict[str, Any], ack: Ack) -> None:
    door.submit(deps, _find(feature.submits, body["view"]["callback_id"]), context, body, ack)


def _closed(deps: Deps, feature: Feature, context: BoltContext, body: dict[str, Any], ack: Ack) -> None:
    door.closed(deps, _find(feature.closes, body["view"]["callback_id"]), context, body, ack)


def _suggest(deps: Deps, feature: Feature, context: BoltContext, body: dict[str, Any], ack: Ack) -> None:
    door.suggest(deps, _find(feature.suggests, body["action_id"]), context, body, ack)


def subscription_of(event: Mapping[str, Any]) -> str:
    """What one subscribes to in order to hear of an event: for messages that says in what kind of conversation."""
    kind, place = str(event["type"]), str(event.get("channel_type") or "")
    if kind != "message":
        return kind
    return f"message.{place}s" if place in ("channel", "group") else f"message.{place}"


def _event(deps: Deps, context: BoltContext, event: dict[str, Any], ack: Ack) -> None:
    """Every feature that listens hears of it; acknowledged after all have committed: Slack repeats a failure."""
    workspace, name = door.actor_of(context).workspace_id, subscription_of(event)
    for feature in FEATURES:
        handle = feature.events.get(name)
        if handle is not None:
            handle(deps, workspace, event, deps.clock())
    ack()

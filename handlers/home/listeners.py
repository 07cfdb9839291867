"""What the doors call for Home tabs: opened, published, and buttons beside actions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.home import use_cases, views
from handlers.kit.at_home import open_home
from handlers.kit.deps import Deps
from handlers.kit.payload import Click
from handlers.kit.slack_people import known
from okra.action import ActionState


def opened(deps: Deps, workspace_id: str, event: Mapping[str, Any], now: datetime) -> None:
    """Somebody looks at their Home tab; the event comes for our messages too."""
    if event.get("tab") == "home":
        with deps.store.begin(workspace_id) as unit:
            open_home(unit, str(event["user"]), now)


def publish(deps: Deps, workspace_id: str, user_id: str, now: datetime) -> None:
    """Bring somebody's Home tab up to date.

    No hash goes along: one Home tab has one sender at a time, and whoever sends later has looked later.
    """
    known(deps, workspace_id, user_id, now)
    with deps.store.begin(workspace_id) as unit:
        seen = use_cases.home(unit, user_id, now)
    deps.slack.views_publish(user_id=user_id, view=views.home(seen))


def done(deps: Deps, click: Click) -> None:
    """ "Done" beside an action."""
    _say(deps, click, ActionState.DONE)


def dropped(deps: Deps, click: Click) -> None:
    """ "Drop" beside an action."""
    _say(deps, click, ActionState.DROPPED)


def still(deps: Deps, click: Click) -> None:
    """ "Still on it" beside one that was closed: it is open again."""
    _say(deps, click, ActionState.OPEN)


def _say(deps: Deps, click: Click, state: ActionState) -> None:
    with deps.store.begin(click.actor.workspace_id) as unit:
        use_cases.say(unit, click.actor, int(click.value), state, click.now)


def take(deps: Deps, click: Click) -> None:
    """ "I'll take it" beside an action whose owner is not in the team any more."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        use_cases.take(unit, click.actor, int(click.value), click.now)

"""The list of OKRs: opened, turned over, and brought up to date when something changed."""

import logging

from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View as Window

from handlers.kit import guard
from handlers.kit.deps import Deps
from handlers.kit.payload import Click, Command, Submission, View
from handlers.kit.reply import Close, Reply, Show
from handlers.kit.slack_people import known
from handlers.okrs import use_cases, views
from handlers.okrs.values import Place

log = logging.getLogger(__name__)


def command(deps: Deps, said: Command) -> None:
    """`/okra okrs`."""
    known(deps, said.actor.workspace_id, said.actor.user_id, said.now)
    with deps.store.begin(said.actor.workspace_id) as unit:
        team = guard.team_here(unit, said.actor, said.channel_id)
        shown = use_cases.listing(unit, said.actor, team, 0, said.now)
    deps.slack.views_open(trigger_id=said.trigger_id, view=views.listing(shown))


def opened(deps: Deps, click: Click) -> None:
    """An "Our OKRs" button anywhere; its value is the team's id."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        if click.value:
            team = guard.team_by_id(unit, int(click.value))
        else:
            team = guard.team_here(unit, click.actor, click.channel_id)
        shown = use_cases.listing(unit, click.actor, team, 0, click.now)
    deps.slack.views_open(trigger_id=click.trigger_id, view=views.listing(shown))


def turned(deps: Deps, click: Click) -> None:
    """Another page of the list."""
    view = view_of(click)
    update(deps, view.id, window(deps, click, Place.of(view).team_id, int(click.value)))


def window(deps: Deps, said: Click | Submission, team_id: int, page: int) -> Window:
    """The list as it is now."""
    with deps.store.begin(said.actor.workspace_id) as unit:
        team = guard.team_by_id(unit, team_id)
        shown = use_cases.listing(unit, said.actor, team, page, said.now)
    return views.listing(shown)


def view_of(click: Click) -> View:
    """The window that was clicked in."""
    if click.view is None:
        raise ValueError("a click outside a window")
    return click.view


def update(deps: Deps, view_id: str, shown: Window) -> None:
    """Replace what a window shows; one that was closed meanwhile needs nothing."""
    try:
        deps.slack.views_update(view_id=view_id, view=shown)
    except SlackApiError as error:
        if error.response.get("error") != "not_found":
            raise


def back(deps: Deps, sent: Submission, place: Place) -> Reply:
    """After something was stored: the list beneath is brought up to date; a window that stood alone becomes the list.

    Nothing that goes wrong here may look as if it was not stored.
    """
    try:
        shown = window(deps, sent, place.team_id, place.page)
        if sent.view.root_id == sent.view.id:
            return Show(shown)
        update(deps, sent.view.root_id, shown)
    except Exception as error:  # it is stored, whatever happens now
        log.warning("the list is not up to date", extra={"action": "okrs.list_not_updated"}, exc_info=error)
    return Close()

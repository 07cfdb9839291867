"""A session's canvas: written and shared with its channel before its link is told.

Slack knows no canvas by a name of ours. So one whose id could not be noted, because Slack's answer or our process was
lost, stays behind, and the next attempt makes another. Nobody sees the first: a canvas is its maker's alone until it is
shared, and it is shared, and linked, only once it is noted. Of two that were made at once the one noted first counts.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from handlers.kit.conversations import in_turn
from handlers.kit.deps import Deps
from handlers.kit.slack import CANVASES, CANVASES_NOT_ALLOWED, failure_of
from handlers.sessions import use_cases_export
from handlers.sessions.values import CanvasPage
from storage import pacing

Turn = Callable[[str, Callable[[], SlackResponse]], SlackResponse]
"""Calls a method, named first, in its pace."""
A_DAY = timedelta(days=1)
GONE = ("canvas_not_found", "canvas_deleted")
"""Somebody deleted it."""


def write(deps: Deps, workspace_id: str, key: str, now: datetime) -> None:
    """Bring the canvas of the session with this id up to date; one is made where there is none.

    Raises slack_sdk's errors. Where canvases are not allowed in the workspace, none is tried for a day.
    """
    with deps.store.begin(workspace_id) as unit:
        page = use_cases_export.page(unit, int(key))
    if page is None:
        return
    turn = partial(in_turn, deps, workspace_id, now)
    try:
        canvas = page.canvas if page.canvas and _replaced(deps, turn, page, page.canvas) else None
        canvas_id = _id(canvas or _made(deps, turn, page, workspace_id))
        turn("canvases.access.set", lambda: deps.slack.canvases_access_set(
            canvas_id=canvas_id, access_level="read", channel_ids=[page.place]))  # fmt: skip
    except SlackApiError as error:
        if failure_of(error).word in CANVASES_NOT_ALLOWED:
            pacing.hold(deps.store, workspace_id, CANVASES, now + A_DAY)
        raise


def _id(canvas: str) -> str:
    """The canvas's id: the end of its address."""
    return canvas.rpartition("/")[2]


def _replaced(deps: Deps, turn: Turn, page: CanvasPage, canvas: str) -> bool:
    """Write a canvas anew; False where it is gone."""
    change = {"operation": "replace", "document_content": _document(page)}
    try:
        turn("canvases.edit", lambda: deps.slack.canvases_edit(canvas_id=_id(canvas), changes=[change]))
    except SlackApiError as error:
        if failure_of(error).word in GONE:
            return False
        raise
    return True


def _made(deps: Deps, turn: Turn, page: CanvasPage, workspace_id: str) -> str:
    """Make a canvas and note it; returns the address of the one that counts."""
    me = deps.slack.auth_test()
    made = turn("canvases.create", lambda: deps.slack.canvases_create(
        title=page.title, document_content=_document(page)))  # fmt: skip
    address = f"{me['url']}docs/{me['team_id']}/{made['canvas_id']}"
    with deps.store.begin(workspace_id) as unit:
        return unit.sessions.in_canvas(page.session_id, address, instead_of=page.canvas)


def _document(page: CanvasPage) -> dict[str, str]:
    return {"type": "markdown", "markdown": page.markdown}

"""The page as an application that the local Slack mounts beside its Web API."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from pyview import PyView
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.files import KINDS, PLAIN
from sandbox.page import canvas
from sandbox.page.alone import Alone
from sandbox.page.companion import Companion
from sandbox.page.gallery import Gallery, routes
from sandbox.page.live import Page
from sandbox.page.shell import shell

if TYPE_CHECKING:
    from sandbox.local_slack import LocalSlack

STATIC = Path(__file__).parent / "static"
LIVE = Path(str(files("pyview"))) / "static" / "assets"


def serve_page(slack: LocalSlack, companion: Companion | None = None, gallery: Gallery | None = None) -> str:
    """Let people look in with a browser; returns the page's address.

    Whoever knows the story stands beside it; a `gallery` hangs at /gallery.
    """
    slack.mount(page(slack, companion or Alone(slack), gallery))
    return f"{slack.base}/"


def page(slack: LocalSlack, companion: Companion, gallery: Gallery | None) -> PyView:
    """The page of a local Slack, with somebody who knows the story beside it, and a gallery of what its app says."""

    async def picture(request: Request) -> Response:
        file = slack.world.files.get(request.path_params["file_id"])
        if file is None or file["data"] is None:
            return PlainTextResponse("not found", 404)
        kind = KINDS.get(str(file["name"]).rpartition(".")[2].lower(), PLAIN)
        return Response(file["data"], media_type=kind)

    app = PyView(
        routes=[
            Mount("/page/static", StaticFiles(directory=STATIC)),
            Mount("/page/live", StaticFiles(directory=LIVE)),
            Route("/page/files/{file_id}", picture),
            canvas.route(slack),
            *(routes(gallery) if gallery else ()),
        ]
    )
    app.rootTemplate = shell(slack.workspace.name)
    of_this = {"slack": slack, "companion": companion, "has_gallery": gallery is not None, "watching": set()}
    app.add_live_view("/", type("PageOfThis", (Page,), of_this))
    return app

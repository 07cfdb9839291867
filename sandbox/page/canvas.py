"""A canvas in the browser: its title, what is written in it, and who may read it. Nothing in it can become markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import htpy as h
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.documents import linked
from sandbox.page.draw.mrkdwn import SAFE, with_emoji
from sandbox.text import mention

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.renderer import RendererProtocol
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    from sandbox.canvas import Canvas
    from sandbox.local_slack import LocalSlack
    from sandbox.world import World

NAME_OF = "name_of"


def _text(me: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    return escapeHtml(with_emoji(tokens[at].content))


def _image(me: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    """A mention, which is written as a picture; real pictures are only named."""
    source = str(tokens[at].attrs.get("src", ""))
    if source[:1] in ("@", "#"):
        return str(h.span(".mention")[mention(source[1:], env[NAME_OF])])
    return str(h.span[f"[{tokens[at].content or source}]"])


def _link(me: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    address = str(tokens[at].attrs.get("href", ""))
    where = f' href="{escapeHtml(address)}" target="_blank" rel="noopener noreferrer"'
    return f"<a{where if address.startswith(SAFE) else ''}>"


def _table(me: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    return '<div class="table" tabindex="0"><table>'


def _table_end(me: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    return "</table></div>"


_RULES: dict[str, Callable[..., str]] = {
    "text": _text, "image": _image, "link_open": _link, "table_open": _table, "table_close": _table_end,
}  # fmt: skip
HTML = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
for _name, _rule in _RULES.items():
    HTML.add_render_rule(_name, _rule)


def drawn(canvas: Canvas, world: World) -> h.Renderable:
    """The canvas as people read it."""
    env: dict[str, Any] = {NAME_OF: world.name_of}
    return h.article(".document")[
        h.h1[canvas.title or "Untitled"],
        h.p(".soft")[_shared_with(canvas, world)],
        h.div(".written")[Markup(HTML.render(canvas.markdown, env))],
    ]


def _shared_with(canvas: Canvas, world: World) -> str:
    doing = {"read": "can read it", "write": "can change it"}
    names = [f"{mention(one, world.name_of)} {doing[level]}" for one, level in canvas.access.items()]
    return f"A canvas of {world.name_of(canvas.owner)}. {', '.join(names) or 'Nobody else can read it'}."


def document(canvas: Canvas, world: World) -> h.Renderable:
    """The canvas as a page of its own."""
    return h.html(lang="en")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.title[canvas.title or "Untitled"],
            h.link(rel="icon", href="data:,"),
            (h.link(rel="stylesheet", href=f"/page/static/{name}.css") for name in ("page", "blocks", "canvas")),
            h.script(src="/page/static/page.js"),
        ],
        h.body(".canvas")[
            h.main(tabindex="0")[h.a(".back", href="/")["Back to the conversations"], drawn(canvas, world)]
        ],
    ]


def route(slack: LocalSlack) -> Route:
    """Where canvases are opened: the address that their links have."""

    def show(request: Request) -> Response:
        found = linked(slack.world, request.url.path)
        return HTMLResponse(str(document(found, slack.world))) if found else PlainTextResponse("no such canvas", 404)

    return Route("/docs/{team}/{canvas_id}", show)

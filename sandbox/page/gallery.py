"""A gallery: messages and windows of an app, by name, drawn as on the page. For designers, and for a test."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import htpy as h
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.page.draw.blocks import draw_blocks
from sandbox.page.draw.message import draw_body
from sandbox.page.draw.sight import Json, Sight
from sandbox.page.parts import face

ZONE = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Piece:
    """One message (`text`, `blocks`) or view, with its name, its name for addresses, and when people see it."""

    name: str
    slug: str
    about: str
    payload: Json


@dataclass(frozen=True, slots=True)
class Gallery:
    """All pieces of an app, made when somebody comes to look, and the PNGs that they mention, by file id.

    `people` and `channels` are those whom the pieces mention: id and name.
    """

    app: str
    pieces: Callable[[], Sequence[Piece]]
    pictures: Mapping[str, bytes]
    people: Sequence[tuple[str, str]] = ()
    channels: Sequence[tuple[str, str]] = ()


def sight_of(piece: Piece, gallery: Gallery) -> Sight:
    """How a piece is seen: by nobody in particular."""
    known = dict([*gallery.people, *gallery.channels])
    return Sight(
        at=f"gallery:{piece.slug}",
        name_of=known.get,
        zone=ZONE,
        file_url=lambda file_id: f"/gallery/files/{file_id}",
        people=gallery.people,
        channels=gallery.channels,
    )


def drawn(piece: Piece, gallery: Gallery) -> h.Renderable:
    """A piece as people see it."""
    kind, sight, app = piece.payload.get("type"), sight_of(piece, gallery), gallery.app
    if kind == "modal":
        return _window(piece, sight)
    if kind == "home":
        return h.div(".piece-home")[draw_blocks(piece.payload["blocks"], sight)]
    return h.div(".post")[
        h.div(".gutter")[face(app, app=True)],
        h.div(".post-main")[
            h.p(".by")[h.span(".name")[app], h.span(".app-mark")["App"]], draw_body(piece.payload, sight)
        ],
    ]


def _window(piece: Piece, sight: Sight) -> h.Renderable:
    submit, close = _words(piece, "submit"), _words(piece, "close")
    return h.div(".window.still", role="group", aria_label=_words(piece, "title"))[
        h.div(".window-head")[h.div[h.p(".window-title")[_words(piece, "title")]]],
        h.div(".window-body")[draw_blocks(piece.payload["blocks"], sight)],
        h.div(".window-foot")[
            h.span(".btn")[close or ("Cancel" if submit else "Close")],
            bool(submit) and h.span(".btn.btn-primary")[submit],
        ],
    ]


def _words(piece: Piece, part: str) -> str:
    return str((piece.payload.get(part) or {}).get("text", ""))


def document(gallery: Gallery) -> h.Renderable:
    """The whole gallery as a page of its own."""
    pieces = gallery.pieces()
    return h.html(lang="en")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.title[f"Gallery of {gallery.app}"],
            h.link(rel="icon", href="data:,"),
            (h.link(rel="stylesheet", href=f"/page/static/{name}.css") for name in ("page", "blocks", "gallery")),
            h.script(src="/page/static/page.js"),
        ],
        h.body(".gallery")[
            h.nav(".side", aria_label="Pieces")[
                h.a(".talk", href="/")["Back to the conversations"],
                h.h2[f"{len(pieces)} messages and windows"],
                h.ul[(h.li[h.a(".talk", href=f"#{piece.slug}")[piece.name]] for piece in pieces)],
            ],
            h.main(tabindex="0")[
                h.h1[f"All that {gallery.app} says"],
                (
                    h.section(".piece", id=piece.slug, aria_labelledby=f"{piece.slug}-name")[
                        h.h2(id=f"{piece.slug}-name")[piece.name], h.p(".soft")[piece.about], drawn(piece, gallery)
                    ]
                    for piece in pieces
                ),
            ],
        ],
    ]  # fmt: skip


def routes(gallery: Gallery) -> list[Route]:
    """Where the gallery hangs."""

    def show(request: Request) -> Response:
        return HTMLResponse(str(document(gallery)))

    def picture(request: Request) -> Response:
        found = gallery.pictures.get(request.path_params["file_id"])
        return Response(found, media_type="image/png") if found else PlainTextResponse("not found", 404)

    return [Route("/gallery", show), Route("/gallery/files/{file_id}", picture)]

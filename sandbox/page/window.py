"""The modal on top of somebody's stack."""

from collections.abc import Mapping, Sequence

import htpy as h

from sandbox.page.draw.blocks import draw_blocks
from sandbox.page.draw.sight import Field, Json
from sandbox.page.look import sight_of
from sandbox.page.parts import icon
from sandbox.world import User, View, World


def window(
    world: World, me: User, stack: Sequence[View], offered: Mapping[Field, Sequence[Json]], app_name: str
) -> h.Renderable:
    """The view as Slack frames it: title, ✕ for the whole stack, Back where something lies below, its own buttons."""
    view = stack[-1]
    sight = sight_of(world, me, f"view:{view.id}", view, offered=offered)
    trouble = view.errors.get("")
    return h.dialog(
        ".window", id="window", phx_hook="Window", data_view=view.id, aria_labelledby="window-title", open=True
    )[
        h.form(id=f"form-{view.id}", phx_change="typed", phx_submit="submitted", novalidate=True)[
            h.header(".window-head")[
                len(stack) > 1
                and h.button(".quiet", type="button", phx_click="close", aria_label="Back")[icon("back")],
                h.div[h.p(".soft.window-app")[app_name], h.h2(id="window-title")[_words(view, "title")]],
                h.button(".quiet", type="button", phx_click="close_all", aria_label="Close")[icon("close")],
            ],
            h.div(".window-body", id="window-body", tabindex="0", role="group", aria_labelledby="window-title")[
                trouble and h.p(".trouble", role="alert", tabindex="-1")[trouble],
                h.input(type="hidden", name="at", value=sight.at),
                draw_blocks(view.payload["blocks"], sight),
            ],
            _foot(view),
        ]
    ]


def _foot(view: View) -> h.Renderable:
    submit = _words(view, "submit")
    close = _words(view, "close") or ("Cancel" if submit else "Close")
    return h.footer(".window-foot")[
        h.button(".btn", type="button", phx_click="close")[close],
        bool(submit) and h.button(".btn.btn-primary", type="submit")[submit],
    ]


def _words(view: View, part: str) -> str:
    return str((view.payload.get(part) or {}).get("text", ""))

"""What is pressed: buttons, with a question first where one is asked, and ⋯ menus."""

import htpy as h

from sandbox.page.draw.mrkdwn import SAFE
from sandbox.page.draw.slot import Slot
from sandbox.page.draw.words import drawn, plain


def button(slot: Slot) -> h.Node:
    """A button; one with a url leads away as well, one with a confirm object asks first."""
    words = plain(slot.element.get("text"), slot.sight)
    style = {"btn": True, "btn-primary": slot.element.get("style") == "primary",
             "btn-danger": slot.element.get("style") == "danger"}  # fmt: skip
    label = slot.element.get("accessibility_label") or None
    if str(slot.element.get("url", "")).startswith(SAFE):
        return h.a({"class": style}, slot.deed, href=slot.element["url"], target="_blank", rel="noopener noreferrer",
                   aria_label=label)[words]  # fmt: skip
    if slot.element.get("confirm"):
        asked = h.button({"class": style}, type="button", popovertarget=slot.id("sure"), aria_label=label)[words]
        return h.fragment[asked, _question(slot)]
    return h.button({"class": style}, slot.deed, type="button", id=slot.id(), aria_label=label)[words]


def _question(slot: Slot) -> h.Renderable:
    asked = slot.element["confirm"]
    danger = asked.get("style") == "danger" or slot.element.get("style") == "danger"
    popover = slot.id("sure")
    close = {"popovertarget": popover, "popovertargetaction": "hide"}
    title = plain(asked.get("title"), slot.sight)
    return h.div(".question", id=popover, popover="auto", role="dialog", aria_label=title)[
        h.p(".question-title")[title],
        drawn(asked.get("text"), slot.sight),
        h.div(".row")[
            h.button(".btn", close, type="button")[plain(asked.get("deny"), slot.sight)],
            h.button(".btn.btn-danger" if danger else ".btn.btn-primary", close, slot.deed, type="button")[
                plain(asked.get("confirm"), slot.sight)
            ],
        ],
    ]  # fmt: skip


def overflow(slot: Slot) -> h.Node:
    """A ⋯ menu."""
    menu = slot.id("menu")
    close = {"popovertarget": menu, "popovertargetaction": "hide"}
    beside = plain(slot.block.get("text"), slot.sight).split("\n")[0]
    return h.fragment[
        h.button(".btn.more", type="button", popovertarget=menu, aria_label=f"More: {beside}" if beside else "More")[
            "⋯"
        ],
        h.div(".menu", id=menu, popover="auto", aria_label="Choices", role="group")[
            (
                h.button(close, slot.deed, {"phx-value-choice": option.get("value")}, type="button")[
                    plain(option.get("text"), slot.sight)
                ]
                for option in slot.element.get("options", ())
            )
        ],
    ]

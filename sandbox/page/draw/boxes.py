"""What is typed in: text boxes, long and short, and rich text in Slack's markup."""

import htpy as h

from sandbox.page.draw.markup import to_markup
from sandbox.page.draw.slot import Slot

KEYS = "300"
"""Milliseconds without a keystroke after which the page is told."""


def text_box(slot: Slot) -> h.Node:
    """A plain text input."""
    value = str(slot.value or "")
    if slot.element.get("multiline"):
        return _long(slot, value)
    return _short(slot, value, "text")


def number_box(slot: Slot) -> h.Node:
    """A number input; it takes any text, as Slack says itself what is no number."""
    return _short(slot, str(slot.value or ""), "text", inputmode="decimal")


def email_box(slot: Slot) -> h.Node:
    """An e-mail address."""
    return _short(slot, str(slot.value or ""), "text", inputmode="email")


def url_box(slot: Slot) -> h.Node:
    """A web address."""
    return _short(slot, str(slot.value or ""), "text", inputmode="url")


def rich_box(slot: Slot) -> h.Node:
    """Rich text, written in Slack's markup mode."""
    return _long(slot, to_markup(slot.value) if slot.value else "")


def _short(slot: Slot, value: str, kind: str, **more: str) -> h.Node:
    return h.input(
        slot.explained, type=kind, id=slot.id(), name=slot.name, value=value, placeholder=slot.placeholder or None,
        phx_debounce=KEYS, autocomplete="off", **more,
    )  # fmt: skip


def _long(slot: Slot, value: str) -> h.Node:
    return h.textarea(
        slot.explained, id=slot.id(), name=slot.name, placeholder=slot.placeholder or None, phx_debounce=KEYS, rows="3"
    )[value]

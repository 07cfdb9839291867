"""Every interactive element by its kind."""

from collections.abc import Callable, Mapping
from typing import Final

import htpy as h

from sandbox.page.draw import boxes, buttons, choices, chosen_files
from sandbox.page.draw.rich_text import unknown
from sandbox.page.draw.sight import Json, Sight
from sandbox.page.draw.slot import Slot

GROUPS: Final = frozenset(
    {"checkboxes", "radio_buttons", "multi_static_select", "multi_users_select", "multi_channels_select",
     "multi_conversations_select"}
)  # fmt: skip
"""Elements of several fields, which a legend names rather than a label."""

_DRAW: Final[Mapping[str, Callable[[Slot], h.Node]]] = {
    "button": buttons.button,
    "overflow": buttons.overflow,
    "static_select": choices.static_menu,
    "external_select": choices.external_menu,
    "multi_external_select": choices.external_menu,
    "users_select": choices.people_menu,
    "conversations_select": choices.channels_menu,
    "channels_select": choices.channels_menu,
    "multi_static_select": choices.several_options,
    "multi_users_select": choices.several_people,
    "multi_conversations_select": choices.several_channels,
    "multi_channels_select": choices.several_channels,
    "checkboxes": choices.tick_boxes,
    "radio_buttons": choices.tick_boxes,
    "datepicker": choices.date_picker,
    "timepicker": choices.time_picker,
    "datetimepicker": choices.moment_picker,
    "plain_text_input": boxes.text_box,
    "number_input": boxes.number_box,
    "email_text_input": boxes.email_box,
    "url_text_input": boxes.url_box,
    "rich_text_input": boxes.rich_box,
    "file_input": chosen_files.file_input,
}


def draw_element(element: Json, block: Json, sight: Sight, label: str = "") -> h.Node:
    """An element; `label` names it where it stands beside words instead of under a label."""
    draw = _DRAW.get(str(element.get("type")))
    return draw(Slot(sight, block, element, label)) if draw else unknown(element.get("type"))

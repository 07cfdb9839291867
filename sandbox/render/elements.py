"""Interactive elements as people see them: what can be pressed, what is chosen, what is typed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sandbox.render.layout import Lines, indent, wrap
from sandbox.render.rich_text import rich_text_lines
from sandbox.render.scene import Json, Scene

Draw = Callable[[Json, Any, Scene], Lines]
"""Draws an element with its present value (None when it has none)."""

_PRESENT: Final[Mapping[str, tuple[str, str]]] = {
    "static_select": ("initial_option", "selected_option"),
    "external_select": ("initial_option", "selected_option"),
    "radio_buttons": ("initial_option", "selected_option"),
    "users_select": ("initial_user", "selected_user"),
    "conversations_select": ("initial_conversation", "selected_conversation"),
    "channels_select": ("initial_channel", "selected_channel"),
    "multi_static_select": ("initial_options", "selected_options"),
    "multi_external_select": ("initial_options", "selected_options"),
    "checkboxes": ("initial_options", "selected_options"),
    "multi_users_select": ("initial_users", "selected_users"),
    "multi_conversations_select": ("initial_conversations", "selected_conversations"),
    "multi_channels_select": ("initial_channels", "selected_channels"),
    "datepicker": ("initial_date", "selected_date"),
    "timepicker": ("initial_time", "selected_time"),
    "datetimepicker": ("initial_date_time", "selected_date_time"),
    "rich_text_input": ("initial_value", "rich_text_value"),
    "file_input": ("initial_files", "files"),
}


def element_lines(element: Json, block: Json, scene: Scene) -> Lines:
    """An element as lines, with what was chosen or typed in it, else with what it began with."""
    kind = str(element.get("type"))
    draw = _DRAW.get(kind)
    if draw is None:
        return [f"(unknown element: {kind})"]
    at_first, at_present = _PRESENT.get(kind, ("initial_value", "value"))
    state = scene.state_of(block, element)
    value = element.get(at_first) if state is None else state.get(at_present)
    return draw(element, value, scene)


def button_face(words: str, style: object = None, leads_away: bool = False) -> str:
    """A button: `[ Cancel ]`, the main one `[• Send ]`, a dangerous one `[! Remove ]`, a link `[ Read ↗ ]`."""
    mark = {"primary": "•", "danger": "!"}.get(str(style), "")
    return f"[{mark} {words}{' ↗' if leads_away else ''} ]"


def _button(element: Json, value: Any, scene: Scene) -> Lines:
    return [button_face(scene.words(element.get("text")), element.get("style"), "url" in element)]


def _overflow(element: Json, value: Any, scene: Scene) -> Lines:
    options = " · ".join(scene.words(option.get("text")) for option in element.get("options", ()))
    return [f"[ ⋯ ] {options}"]


def _menu(words: str, element: Json, scene: Scene) -> Lines:
    return [f"( {words or scene.words(element.get('placeholder')) or '–'} ▾ )"]


def _option_menu(element: Json, value: Any, scene: Scene) -> Lines:
    return _menu(scene.words(value.get("text")) if value else "", element, scene)


def _options_menu(element: Json, value: Any, scene: Scene) -> Lines:
    return _menu(", ".join(scene.words(option.get("text")) for option in value or ()), element, scene)


def _id_menu(element: Json, value: Any, scene: Scene) -> Lines:
    return _menu(scene.mention(value) if value else "", element, scene)


def _ids_menu(element: Json, value: Any, scene: Scene) -> Lines:
    return _menu(", ".join(map(scene.mention, value or ())), element, scene)


def _picker(element: Json, value: Any, scene: Scene) -> Lines:
    zone = element.get("timezone")
    return _menu(f"{value} {zone}" if value and zone else value or "", element, scene)


def _moment_picker(element: Json, value: Any, scene: Scene) -> Lines:
    moment = f"{datetime.fromtimestamp(value, UTC):%Y-%m-%d %H:%M} UTC" if value else ""
    return _menu(moment, element, scene)


def _ticks(on: str, off: str) -> Draw:
    def draw(element: Json, value: Any, scene: Scene) -> Lines:
        chosen = value if isinstance(value, list) else [value]
        picked = {option.get("value") for option in chosen if option}
        lines: Lines = []
        for option in element.get("options", ()):
            mark = on if option.get("value") in picked else off
            first, *rest = scene.narrower(2).lines(option.get("text")) or [""]
            more = scene.narrower(4).lines(option.get("description"))
            lines += [f"{mark} {first}", *indent(rest, "  "), *indent(more, "  ┊ ")]
        return lines

    return draw


def _text_box(element: Json, value: Any, scene: Scene) -> Lines:
    hint = scene.words(element.get("placeholder"))
    words = str(value) if value else f"({hint})" if hint else ""
    return indent(wrap(words, scene.width - 2) or [""], "▏ ")


def _rich_text_box(element: Json, value: Any, scene: Scene) -> Lines:
    if not value:
        return _text_box(element, None, scene)
    return indent(rich_text_lines(value, scene.narrower(2)), "▏ ")


def _file_box(element: Json, value: Any, scene: Scene) -> Lines:
    files = [f"📎 {file.get('name', file.get('id', ''))}" for file in value or ()]
    return files or ["[ Upload a file ]"]


def _feedback(element: Json, value: Any, scene: Scene) -> Lines:
    both = (element.get("positive_button", {}), element.get("negative_button", {}))
    return ["  ".join(button_face(scene.words(each.get("text"))) for each in both)]


def image_face(image: Json) -> str:
    """An image, for those who cannot see it."""
    return f"🖼 {image.get('alt_text', '')}"


def _image(element: Json, value: Any, scene: Scene) -> Lines:
    return wrap(image_face(element), scene.width)


_DRAW: Final[Mapping[str, Draw]] = {
    "button": _button,
    "workflow_button": _button,
    "icon_button": _button,
    "feedback_buttons": _feedback,
    "overflow": _overflow,
    "static_select": _option_menu,
    "external_select": _option_menu,
    "users_select": _id_menu,
    "conversations_select": _id_menu,
    "channels_select": _id_menu,
    "multi_static_select": _options_menu,
    "multi_external_select": _options_menu,
    "multi_users_select": _ids_menu,
    "multi_conversations_select": _ids_menu,
    "multi_channels_select": _ids_menu,
    "checkboxes": _ticks("☑", "☐"),
    "radio_buttons": _ticks("●", "○"),
    "datepicker": _picker,
    "timepicker": _picker,
    "datetimepicker": _moment_picker,
    "plain_text_input": _text_box,
    "number_input": _text_box,
    "email_text_input": _text_box,
    "url_text_input": _text_box,
    "rich_text_input": _rich_text_box,
    "file_input": _file_box,
    "image": _image,
}

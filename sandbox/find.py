"""Finding things by the words that people see."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sandbox.state import KEY, elements_of
from sandbox.world import View

Block = dict[str, Any]
Element = dict[str, Any]


class NotSeenError(LookupError):
    """What somebody looks for is not there, or there twice; the message shows what they see."""


def _one(found: Sequence[tuple[str, Any]], wanted: str, sight: str, what: str) -> Any:
    """The one whose label is `wanted`; else the only one that contains it."""
    exact = [value for label, value in found if label == wanted]
    near = exact or [value for label, value in found if wanted.casefold() in label.casefold()]
    if len(near) == 1:
        return near[0]
    known = ", ".join(repr(label) for label, _ in found) or "none"
    problem = "no such" if not near else f"{len(near)} times the"
    raise NotSeenError(f"{problem} {what} {wanted!r}; there are: {known}\n{sight}")


def _words(text: Any) -> str:
    return str((text or {}).get("text", ""))


def _buttons(blocks: Iterable[Block]) -> Iterator[tuple[str, tuple[str, Element]]]:
    for block in blocks:
        for element in elements_of(block):
            if element.get("type") == "button":
                yield _words(element["text"]), (block["block_id"], element)


def labels_of_buttons(blocks: Iterable[Block]) -> list[str]:
    """The labels of all buttons."""
    return [label for label, _ in _buttons(blocks)]


def button(blocks: Iterable[Block], label: str, sight: str) -> tuple[str, Element]:
    """A button: its block's id, and itself."""
    found: tuple[str, Element] = _one(list(_buttons(blocks)), label, sight, "button")
    return found


def overflow(blocks: Iterable[Block], beside: str, sight: str) -> tuple[str, Element]:
    """The ⋯ menu beside some words."""
    menus = [
        (_words(block.get("text")), (block["block_id"], block["accessory"]))
        for block in blocks
        if (block.get("accessory") or {}).get("type") == "overflow"
    ]
    found: tuple[str, Element] = _one(menus, beside, sight, "menu beside")
    return found


def links(part: Any) -> list[str]:
    """The addresses of all links in rich text, in order."""
    if isinstance(part, list):
        return [url for one in part for url in links(one)]
    if not isinstance(part, dict):
        return []
    return [str(part["url"])] if part.get("type") == "link" else links(part.get("elements"))


def field(blocks: Iterable[Block], label: str, sight: str) -> tuple[Block, Element]:
    """An input by its label."""
    fields = [(_words(block["label"]), (block, block["element"])) for block in blocks if block["type"] == "input"]
    found: tuple[Block, Element] = _one(fields, label, sight, "field")
    return found


def label_of(blocks: Iterable[Block], block_id: str) -> str:
    """The label of an input by its block's id, "" where there is none."""
    return next((_words(block["label"]) for block in blocks if block.get("block_id") == block_id), "")


def options_of(element: Element) -> list[dict[str, Any]]:
    """All options of a menu, groups opened."""
    grouped = [option for group in element.get("option_groups") or [] for option in group["options"]]
    return [*(element.get("options") or []), *grouped]


def option(options: Sequence[dict[str, Any]], wanted: str, sight: str) -> dict[str, Any]:
    """An option by its words."""
    found: dict[str, Any] = _one([(_words(one["text"]), one) for one in options], wanted, sight, "option")
    return found


def option_by_value(element: Element, value: str) -> dict[str, Any]:
    """An option by what it stands for. Raises NotSeenError where there is none."""
    for one in options_of(element):
        if one.get("value") == value:
            return one
    raise NotSeenError("this is gone")


def plain_value(state: dict[str, Any]) -> Any:
    """What a field holds, as people would say it."""
    value = state.get(KEY[state["type"]])
    if isinstance(value, dict) and "text" in value:
        return _words(value["text"])
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_words(one["text"]) if "text" in one else one["name"] for one in value]
    return value


def client_side_errors(view: View) -> dict[str, str]:
    """What Slack's own client refuses before the app hears of it."""
    errors: dict[str, str] = {}
    for block in view.payload["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        state = (view.state.get(block["block_id"]) or {}).get(element["action_id"]) or {"type": element["type"]}
        said = _refusal(block, element, state.get(KEY[element["type"]]))
        if said:
            errors[block["block_id"]] = said
    return errors


def _refusal(block: Block, element: Element, value: Any) -> str:
    if value in (None, "", []):
        return "" if block.get("optional") else "Please complete this required field."
    if isinstance(value, str) and len(value) > int(element.get("max_length") or 3_000):
        return f"Please use {element.get('max_length') or 3_000} characters or fewer."
    if isinstance(value, str) and len(value) < int(element.get("min_length") or 0):
        return f"Please use {element['min_length']} characters or more."
    if element["type"] == "number_input":
        return _number_refusal(element, str(value))
    return ""


def _number_refusal(element: Element, value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and not number.is_integer():
        return "Please enter a whole number."
    if float(element.get("min_value") or "-inf") <= number <= float(element.get("max_value") or "inf"):
        return ""
    return "Please enter a number within the range."

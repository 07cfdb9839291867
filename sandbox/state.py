"""What is typed or chosen in a form: Slack's `state.values`, and how an element begins."""

from collections.abc import Iterable, Iterator
from typing import Any

Block = dict[str, Any]
Element = dict[str, Any]
State = dict[str, dict[str, Any]]

STATEFUL = {
    "plain_text_input", "number_input", "email_text_input", "url_text_input", "static_select", "external_select",
    "users_select", "conversations_select", "channels_select", "multi_static_select", "multi_external_select",
    "multi_users_select", "multi_conversations_select", "multi_channels_select", "checkboxes", "radio_buttons",
    "datepicker", "timepicker", "datetimepicker", "rich_text_input", "file_input",
}  # fmt: skip

INITIAL = {
    "value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "rich_text_value": "initial_value",
}

SEVERAL = ("selected_options", "selected_users", "selected_conversations", "selected_channels", "files")
"""What begins as an empty list."""

KEY = {
    "plain_text_input": "value", "number_input": "value", "email_text_input": "value", "url_text_input": "value",
    "static_select": "selected_option", "external_select": "selected_option", "radio_buttons": "selected_option",
    "checkboxes": "selected_options", "multi_static_select": "selected_options",
    "multi_external_select": "selected_options", "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation", "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel", "multi_channels_select": "selected_channels", "datepicker": "selected_date",
    "timepicker": "selected_time", "datetimepicker": "selected_date_time", "rich_text_input": "rich_text_value",
    "file_input": "files",
}  # fmt: skip


def elements_of(block: Block) -> Iterator[Element]:
    """Every interactive element in a block."""
    for holder in ("accessory", "element"):
        if isinstance(block.get(holder), dict):
            yield block[holder]
    if block.get("type") == "actions":
        yield from block["elements"]


def initial_state(blocks: Iterable[Block], kept: State | None = None) -> State:
    """The state of a form when it is shown: what was typed under the same ids stays, the rest begins afresh."""
    state: State = {}
    for block in blocks:
        for element in elements_of(block):
            if element.get("type") not in STATEFUL:
                continue
            block_id, action_id = block["block_id"], element["action_id"]
            before = ((kept or {}).get(block_id) or {}).get(action_id)
            same = before is not None and before.get("type") == element["type"]
            state.setdefault(block_id, {})[action_id] = before if same else begin(element)
    return state


def begin(element: Element) -> dict[str, Any]:
    """An element's value before anybody touched it."""
    key = KEY[element["type"]]
    initial = element.get(INITIAL.get(key, ""))
    if initial is None and key in SEVERAL:
        initial = []
    return {"type": element["type"], key: initial}

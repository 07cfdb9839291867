"""Windows as Slack hands them back: what stands in the boxes, and what somebody typed over it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_sdk.models.views import View as SlackView

from handlers.kit.payload import Click, Submission, Values, View
from tests.handlers.checkin.setting import actor


def state_of(view: SlackView, typed: Mapping[str, Any] | None = None) -> dict[str, dict[str, dict[str, Any]]]:
    """`state.values` of a window: block id → text, option value or ticked values, over what stands there already."""
    over = typed or {}
    state = {}
    for block in (each.to_dict() for each in view.blocks or []):
        if block["type"] == "input":
            element, block_id = block["element"], block["block_id"]
            state[block_id] = {
                element["action_id"]: _state(element, over[block_id]) if block_id in over else _at_first(element)
            }
    unknown = over.keys() - state.keys()
    assert not unknown, f"no such fields: {unknown}"
    return state


def _at_first(element: Mapping[str, Any]) -> dict[str, Any]:
    match element["type"]:
        case "plain_text_input":
            return {"type": element["type"], "value": element.get("initial_value")}
        case "static_select":
            return {"type": element["type"], "selected_option": element.get("initial_option")}
        case _:
            return {"type": element["type"], "selected_options": element.get("initial_options") or []}


def _state(element: Mapping[str, Any], typed: Any) -> dict[str, Any]:
    options = {option["value"]: option for option in element.get("options") or ()}
    match element["type"]:
        case "plain_text_input":
            return {"type": element["type"], "value": typed or None}
        case "static_select":
            return {"type": element["type"], "selected_option": options[typed] if typed else None}
        case _:
            return {"type": element["type"], "selected_options": [options[value] for value in typed]}


def returned(view: SlackView, typed: Mapping[str, Any] | None = None, view_id: str = "V1") -> View:
    """The open window as it comes back with a click or a submission."""
    return View(
        id=view_id,
        hash="1",
        callback_id=str(view.callback_id),
        private_metadata=str(view.private_metadata),
        root_id=view_id,
        values=Values(state_of(view, typed)),
        blocks=tuple(block.to_dict() for block in view.blocks or []),
    )


def submitted(
    view: SlackView, user_id: str, now: datetime, typed: Mapping[str, Any] | None = None, view_id: str = "V1"
) -> Submission:
    """Somebody presses the window's button."""
    return Submission(actor(user_id), now, "trigger", returned(view, typed, view_id))


def keystroke(
    view: SlackView, user_id: str, now: datetime, typed: Mapping[str, Any], view_id: str = "V1", at: float | None = None
) -> Click:
    """Somebody types something; Slack tells us of the whole window."""
    block_id = next(iter(typed))
    return Click(
        actor=actor(user_id),
        now=now,
        action_id=block_id,
        block_id=block_id,
        value="",
        trigger_id="trigger",
        typed_at=now.timestamp() if at is None else at,
        view=returned(view, typed, view_id),
    )

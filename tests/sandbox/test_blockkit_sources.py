"""The table of limits agrees with two independent readings of Slack's documentation."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import slackblocks._limits as slackblocks_limits
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models import blocks as sdk
from slack_sdk.models.blocks import PlainTextObject
from slack_sdk.models.views import View

from sandbox.blockkit import LIMITS
from tests.sandbox.limit_probes import PROBES

_SUFFIX = re.compile(r"_(?P<bound>MAX_LENGTH|MAX_ITEMS|MAX|MIN_LENGTH|MIN_ITEMS|EXCLUSIVE_MIN|MIN)$")

_NAMED_OTHERWISE = {
    "section_fields_item": "section.field",
    "multi_select_max_selected_items": "multi_select.max_selected_items",
}

_NOT_IN_A_PAYLOAD = {"MESSAGE_CHANNEL_MIN_LENGTH"}


def _slackblocks() -> dict[str, int]:
    return {
        name: value
        for name, value in vars(slackblocks_limits).items()
        if isinstance(value, int) and name.isupper() and name not in _NOT_IN_A_PAYLOAD
    }


@pytest.mark.parametrize(("constant", "value"), _slackblocks().items())
def test_the_table_agrees_with_slackblocks(constant: str, value: int) -> None:
    match = _SUFFIX.search(constant)
    assert match, constant
    stem = constant[: match.start()].lower()
    ours = {name.replace(".", "_"): limit for name, limit in LIMITS.items()}
    low, high = LIMITS[_NAMED_OTHERWISE[stem]] if stem in _NAMED_OTHERWISE else ours[stem]
    assert value == (low if "MIN" in match["bound"] else high)


def test_slackblocks_still_has_a_long_list_of_limits() -> None:
    assert len(_slackblocks()) > 120


def _option(size: int, value: str = "v") -> sdk.Option:
    return sdk.Option(text="x" * size, value=value)


def _options(count: int) -> list[sdk.Option]:
    return [_option(4, f"v{number}") for number in range(count)]


def _actions(element: sdk.InteractiveElement) -> sdk.ActionsBlock:
    return sdk.ActionsBlock(elements=[element])


def _button(**fields: Any) -> sdk.ActionsBlock:
    return _actions(sdk.ButtonElement(**{"text": "x", "action_id": "a", **fields}))


def _confirm(**fields: Any) -> sdk.ActionsBlock:
    words = {"title": "x", "text": "x", "confirm": "x", "deny": "x"}
    return _button(confirm=sdk.ConfirmObject(**{**words, **fields}))


def _divider(count: int) -> list[sdk.Block]:
    return [sdk.DividerBlock() for _ in range(count)]


def _modal(**fields: Any) -> View:
    return View(**{"type": "modal", "title": "x", "blocks": _divider(1), **fields})


_SDK: dict[str, Callable[[int], Any]] = {
    "action_id": lambda size: _button(action_id="x" * size),
    "block_id": lambda size: sdk.DividerBlock(block_id="x" * size),
    "button.text": lambda size: _button(text="x" * size),
    "button.url": lambda size: _button(url="https://" + "x" * (size - 8)),
    "button.value": lambda size: _button(value="x" * size),
    "button.agent_prompt": lambda size: _button(agent_prompt="x" * size),
    "confirmation.title": lambda size: _confirm(title="x" * size),
    "confirmation.text": lambda size: _confirm(text="x" * size),
    "confirmation.confirm": lambda size: _confirm(confirm="x" * size),
    "confirmation.deny": lambda size: _confirm(deny="x" * size),
    "option.text": lambda size: _actions(sdk.OverflowMenuElement(options=[_option(size)])),
    "option.value": lambda size: _actions(sdk.OverflowMenuElement(options=[_option(1, "x" * size)])),
    "overflow.options": lambda size: _actions(sdk.OverflowMenuElement(options=_options(size))),
    "select.options": lambda size: _actions(
        sdk.StaticSelectElement(action_id="a", placeholder="x", options=_options(size))
    ),
    "select.placeholder": lambda size: _actions(sdk.UserSelectElement(action_id="a", placeholder="x" * size)),
    "section.text": lambda size: sdk.SectionBlock(text="x" * size),
    "section.fields": lambda size: sdk.SectionBlock(fields=["x"] * size),
    "header.text": lambda size: sdk.HeaderBlock(text="x" * size),
    "image.image_url": lambda size: sdk.ImageBlock(image_url="https://" + "x" * (size - 8), alt_text="x"),
    "image.alt_text": lambda size: sdk.ImageBlock(image_url="https://x", alt_text="x" * size),
    "image.title": lambda size: sdk.ImageBlock(image_url="https://x", alt_text="x", title="x" * size),
    "context.elements": lambda size: sdk.ContextBlock(elements=[PlainTextObject(text="x")] * size),
    "actions.elements": lambda size: sdk.ActionsBlock(elements=[sdk.ButtonElement(text="x")] * size),
    "input.label": lambda size: sdk.InputBlock(label="x" * size, element=sdk.PlainTextInputElement()),
    "input.hint": lambda size: sdk.InputBlock(label="x", hint="x" * size, element=sdk.PlainTextInputElement()),
    "markdown.text": lambda size: sdk.MarkdownBlock(text="x" * size),
    "view.blocks": lambda size: _modal(blocks=_divider(size)),
    "view.title": lambda size: _modal(title="x" * size),
    "view.submit": lambda size: _modal(submit="x" * size),
    "view.close": lambda size: _modal(close="x" * size),
    "view.private_metadata": lambda size: _modal(private_metadata="x" * size),
    "view.callback_id": lambda size: _modal(callback_id="x" * size),
}


def _sdk_accepts(make: Callable[[int], Any], size: int) -> bool:
    try:
        make(size).to_dict()
    except SlackObjectFormationError:
        return False
    return True


@pytest.mark.parametrize("name", _SDK)
def test_slacks_own_sdk_draws_the_line_at_the_same_place(name: str) -> None:
    high = LIMITS[name].high
    assert high is not None
    for size in (high, high + 1):
        assert _sdk_accepts(_SDK[name], size) == (PROBES[name].problems(size) == [])

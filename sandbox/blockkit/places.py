"""Where each interactive element may stand.

Source: docs.slack.dev/reference/block-kit/block-elements and Slack's own type definitions; where they disagree, the
stricter side is taken.
"""

from collections.abc import Mapping
from typing import Final

from sandbox.blockkit.elements import BUTTONS, CHOICES, CONTEXT_ACTIONS, INPUTS, PICKERS, SELECTS
from sandbox.blockkit.objects import IMAGE_ELEMENT
from sandbox.blockkit.problems import Report, Surface
from sandbox.blockkit.schema import OneOf

_SURFACES: Final[Mapping[str, tuple[Surface, ...]]] = {
    "datetimepicker": ("modal", "message"),
    "number_input": ("modal",),
    "email_text_input": ("modal",),
    "url_text_input": ("modal",),
    "file_input": ("modal",),
    "rich_text_input": ("modal", "home"),
    "workflow_button": ("message",),
}


class Place(OneOf):
    """A place for elements: each must be of a kind that may stand there, with an action id of its own."""

    def __call__(self, value: object, pointer: str, report: Report) -> None:
        check = self.choose(value, pointer, report)
        if check and isinstance(value, dict):
            report.claim_action(value.get("action_id"), pointer)
            check(value, pointer, report)


_IN_ACTIONS = {**BUTTONS, **CHOICES, **PICKERS, **SELECTS}
_BESIDE_SECTION = {name: check for name, check in _IN_ACTIONS.items() if name != "datetimepicker"}
_CHOICES_WITHOUT_MENU = {name: check for name, check in CHOICES.items() if name != "overflow"}

IN_ACTIONS = Place(_IN_ACTIONS, _SURFACES)
BESIDE_SECTION = Place({**_BESIDE_SECTION, "image": IMAGE_ELEMENT}, _SURFACES)
IN_INPUT = Place({**INPUTS, **PICKERS, **SELECTS, **_CHOICES_WITHOUT_MENU}, _SURFACES)
IN_CONTEXT_ACTIONS = Place(CONTEXT_ACTIONS)
IN_CARD = Place({"button": BUTTONS["button"]})

"""Where each block and each element may stand, and that it has no fields but its own."""

import pytest

from sandbox.blockkit import Problem, Surface, validate_blocks
from tests.sandbox.samples import (
    BLOCKS,
    SURFACES,
    actions,
    context_actions,
    element,
    field,
    section,
)


def _lines(problems: list[Problem]) -> list[str]:
    return [problem.line for problem in problems]


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_stands_only_on_its_surfaces(name: str, surface: Surface) -> None:
    block, surfaces = BLOCKS[name]
    problems = validate_blocks([block], surface)
    assert (problems == []) == (surface in surfaces), problems


@pytest.mark.parametrize("name", [name for name, (_, surfaces) in BLOCKS.items() if surfaces])
def test_an_unknown_field_is_refused(name: str) -> None:
    block, surfaces = BLOCKS[name]
    problems = validate_blocks([{**block, "colour": "red"}], min(surfaces))
    assert _lines(problems) == ["invalid additional property: colour [json-pointer:/blocks/0]"]


SECTION_ACCESSORIES = {
    "button",
    "checkboxes",
    "datepicker",
    "image",
    "overflow",
    "radio_buttons",
    "timepicker",
    "static_select",
    "external_select",
    "users_select",
    "conversations_select",
    "channels_select",
    "multi_static_select",
    "multi_external_select",
    "multi_users_select",
    "multi_conversations_select",
    "multi_channels_select",
}
IN_ACTIONS = SECTION_ACCESSORIES - {"image"} | {"datetimepicker"}
IN_INPUT = IN_ACTIONS - {"button", "overflow"} | {
    "plain_text_input",
    "number_input",
    "email_text_input",
    "url_text_input",
    "rich_text_input",
    "file_input",
}
ELEMENTS = sorted(IN_ACTIONS | IN_INPUT | {"image", "icon_button", "feedback_buttons", "workflow_button"})


@pytest.mark.parametrize("kind", ELEMENTS)
def test_an_element_stands_only_where_it_may(kind: str) -> None:
    accepted = {
        "section": validate_blocks([section(accessory=element(kind))], "modal") == [],
        "actions": validate_blocks([actions(element(kind))], "modal") == [],
        "input": validate_blocks([field(kind)], "modal") == [],
        "context_actions": validate_blocks([context_actions(element(kind))], "message") == [],
    }
    assert accepted == {
        "section": kind in SECTION_ACCESSORIES,
        "actions": kind in IN_ACTIONS,
        "input": kind in IN_INPUT,
        "context_actions": kind in {"icon_button", "feedback_buttons"},
    }

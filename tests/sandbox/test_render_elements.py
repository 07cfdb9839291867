"""What a person sees in a field: its placeholder, what it began with, what was chosen or typed."""

import pytest

from sandbox.render import render_blocks, render_view
from tests.sandbox.samples import (
    Json,
    actions,
    element,
    home,
    named_field,
    named_option,
    rich_list,
    rich_section,
    rich_text,
    words,
)

NAMES = {"U1": "Ada", "U2": "Ben", "C1": "explore"}.get


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (element("static_select", placeholder=words("Pick one"), options=[named_option("Yes")]), "( Pick one ▾ )"),
        (element("static_select", options=[named_option("Yes")]), "( – ▾ )"),
        (element("static_select", options=[named_option("Yes")], initial_option=named_option("Yes")), "( Yes ▾ )"),
        (element("external_select", initial_option=named_option("Far")), "( Far ▾ )"),
        (element("multi_static_select", initial_options=[named_option("A"), named_option("B")]), "( A, B ▾ )"),
        (element("multi_external_select", placeholder=words("Who?")), "( Who? ▾ )"),
        (element("users_select", initial_user="U1"), "( @Ada ▾ )"),
        (element("multi_users_select", initial_users=["U1", "U2"]), "( @Ada, @Ben ▾ )"),
        (element("channels_select", initial_channel="C1"), "( #explore ▾ )"),
        (element("multi_channels_select", initial_channels=["C1"]), "( #explore ▾ )"),
        (element("conversations_select", initial_conversation="U2"), "( @Ben ▾ )"),
        (element("multi_conversations_select", initial_conversations=["C1", "U1"]), "( #explore, @Ada ▾ )"),
        (element("datepicker", initial_date="2026-11-27"), "( 2026-11-27 ▾ )"),
        (element("timepicker", initial_time="16:00"), "( 16:00 ▾ )"),
        (element("timepicker", initial_time="16:00", timezone="Asia/Tokyo"), "( 16:00 Asia/Tokyo ▾ )"),
        (element("datetimepicker", initial_date_time=1_700_000_000), "( 2023-11-14 22:13 UTC ▾ )"),
        (element("overflow", options=[named_option("Edit"), named_option("Drop")]), "[ ⋯ ] Edit · Drop"),
        (element("workflow_button", text=words("Start")), "[ Start ]"),
        (element("icon_button", text=words("Delete")), "[ Delete ]"),
        (
            element("radio_buttons", options=[named_option("A"), named_option("B")], initial_option=named_option("B")),
            "○ A\n● B",
        ),
        (
            element(
                "checkboxes",
                options=[named_option("A", description=words("the first")), named_option("B")],
                initial_options=[named_option("A")],
            ),
            "☑ A\n  ┊ the first\n☐ B",
        ),
        (element("plain_text_input", initial_value="one\ntwo"), "▏ one\n▏ two"),
        (element("plain_text_input"), "▏"),
        (element("email_text_input", placeholder=words("you@work")), "▏ (you@work)"),
        (element("url_text_input", initial_value="https://a.b"), "▏ https://a.b"),
        (element("number_input", initial_value="7"), "▏ 7"),
        (element("rich_text_input", initial_value=rich_text(rich_list())), "▏ • x"),
        (element("rich_text_input", placeholder=words("Say it")), "▏ (Say it)"),
        (element("file_input"), "[ Upload a file ]"),
        (element("image", alt_text="a chart"), "🖼 a chart"),
        (element("hologram"), "(unknown element: hologram)"),
    ],
)
def test_an_element_shows_what_is_in_it(shown: Json, expected: str) -> None:
    assert render_blocks([actions(shown)], NAMES) == expected


@pytest.mark.parametrize(
    ("kind", "fields", "state", "expected"),
    [
        ("plain_text_input", {"initial_value": "old"}, {"value": "new"}, "▏ new"),
        ("plain_text_input", {"initial_value": "old"}, {"value": None}, "▏"),
        ("static_select", {}, {"selected_option": named_option("Yes")}, "( Yes ▾ )"),
        ("static_select", {"initial_option": named_option("No")}, {"selected_option": None}, "( – ▾ )"),
        ("multi_static_select", {}, {"selected_options": [named_option("Yes")]}, "( Yes ▾ )"),
        ("checkboxes", {"options": [named_option("A")]}, {"selected_options": [named_option("A")]}, "☑ A"),
        ("radio_buttons", {"options": [named_option("A")]}, {"selected_option": named_option("A")}, "● A"),
        ("users_select", {}, {"selected_user": "U2"}, "( @Ben ▾ )"),
        ("multi_users_select", {}, {"selected_users": ["U1"]}, "( @Ada ▾ )"),
        ("conversations_select", {}, {"selected_conversation": "C1"}, "( #explore ▾ )"),
        ("channels_select", {}, {"selected_channel": "C1"}, "( #explore ▾ )"),
        ("datepicker", {}, {"selected_date": "2026-01-02"}, "( 2026-01-02 ▾ )"),
        ("timepicker", {}, {"selected_time": "09:30"}, "( 09:30 ▾ )"),
        ("datetimepicker", {}, {"selected_date_time": 1_700_000_000}, "( 2023-11-14 22:13 UTC ▾ )"),
        ("rich_text_input", {}, {"rich_text_value": rich_text(rich_section())}, "▏ x"),
        ("file_input", {}, {"files": [{"id": "F1", "name": "plan.pdf"}]}, "📎 plan.pdf"),
    ],
)
def test_what_was_typed_stands_before_what_was_there(kind: str, fields: Json, state: Json, expected: str) -> None:
    values = {"b": {"a": {"type": kind, **state}}}
    assert render_blocks([named_field("Label", kind, **fields)], NAMES, values=values) == f"Label\n{expected}"


def test_a_views_own_state_is_shown_unless_another_is_given() -> None:
    view = {**home(named_field("Name", "plain_text_input")), "state": {"values": {"b": {"a": {"value": "Cleo"}}}}}
    assert render_view(view) == "Name\n▏ Cleo"
    assert render_view(view, values={}) == "Name\n▏"

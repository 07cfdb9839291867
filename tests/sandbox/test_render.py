"""What a person sees, compared as whole text."""

from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.render import render_blocks, render_message, render_view
from sandbox.render.layout import cells
from tests.sandbox.samples import (
    BLOCKS,
    Json,
    actions,
    cell,
    container,
    context,
    context_actions,
    element,
    home,
    image,
    rich_list,
    rich_section,
    rich_text,
    section,
    task,
    video,
)

NAMES = {"U1": "Ada", "U2": "Ben", "C1": "explore"}.get


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def _option(text: str, **fields: Any) -> Json:
    return {"text": _plain(text), "value": text.lower(), **fields}


def _fields(*texts: Json) -> Json:
    return {"type": "section", "fields": list(texts)}


def _button(text: str, **fields: Any) -> Json:
    return element("button", text=_plain(text), **fields)


def _input(label: str, kind: str, block_id: str = "b", optional: bool = False, **fields: Any) -> Json:
    block = {
        "type": "input",
        "block_id": block_id,
        "label": _plain(label),
        "element": element(kind, action_id="a", **fields),
    }
    return {**block, "optional": True} if optional else block


def _is(text: str, expected: str) -> None:
    assert text == dedent(expected).strip("\n")


def test_a_message_reads_from_top_to_bottom() -> None:
    message = {
        "text": "only a fallback",
        "blocks": [
            {"type": "header", "text": _plain("Friday check-in")},
            section(text=_mrkdwn("Hello <@U1>, how *sure* are you?"), accessory=_button("Edit")),
            _fields(_mrkdwn("*KR1*\nActivation"), _mrkdwn("65 % → 90 %"), _mrkdwn("KR2"), _mrkdwn("20 → 35")),
            context(image(alt_text="a lamp"), _mrkdwn("3 of 8 answered")),
            {"type": "divider"},
            actions(
                _button("Check in", style="primary"),
                _button("Leave", style="danger"),
                _button("Read", url="https://a.b"),
            ),
        ],
    }
    _is(
        render_message(message, NAMES, width=48),
        """
        Friday check-in
        ═══════════════

        Hello @Ada, how sure are you?           [ Edit ]

        KR1                      65 % → 90 %
        Activation
        KR2                      20 → 35
        ┊ 🖼 a lamp  3 of 8 answered
        ────────────────────────────────────────────────
        [• Check in ]  [! Leave ]  [ Read ↗ ]
        """,
    )


def test_a_modal_has_a_frame_and_errors_beside_its_fields() -> None:
    view = {
        "type": "modal",
        "title": _plain("Weekly check-in"),
        "submit": _plain("Send"),
        "blocks": [
            {
                **_input("What did you learn?", "plain_text_input", placeholder=_plain("We learned…")),
                "hint": _plain("One sentence."),
            },
            _input("Now", "number_input", "now", optional=True, initial_value="5"),
        ],
    }
    _is(
        render_view(view, errors={"b": "Please say something."}, width=40),
        """
        ┌─ Weekly check-in ─────────────────────
        │
        │ What did you learn?
        │ ▏ (We learned…)
        │ ┊ One sentence.
        │ ⚠ Please say something.
        │
        │ Now (optional)
        │ ▏ 5
        │
        └─ [ Cancel ]  [• Send ]
        """,
    )


def test_a_home_tab_has_no_frame() -> None:
    _is(render_view(home(section(text=_plain("Nothing to do."))), width=40), "Nothing to do.")


def test_a_modal_without_submit_can_be_closed() -> None:
    view = {"type": "modal", "title": _plain("Help"), "blocks": [section(text=_plain("Ask Ada."))]}
    assert render_view(view, width=20).splitlines()[-1] == "└─ [ Close ]"


def test_the_foot_of_a_modal_says_what_the_app_calls_it() -> None:
    view = {"type": "modal", "title": _plain("X"), "close": _plain("Later"), "submit": _plain("Go"), "blocks": []}
    assert render_view(view, width=20).splitlines()[-1] == "└─ [ Later ]  [• Go ]"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (element("static_select", placeholder=_plain("Pick one"), options=[_option("Yes")]), "( Pick one ▾ )"),
        (element("static_select", options=[_option("Yes")]), "( – ▾ )"),
        (element("static_select", options=[_option("Yes")], initial_option=_option("Yes")), "( Yes ▾ )"),
        (element("external_select", initial_option=_option("Far")), "( Far ▾ )"),
        (element("multi_static_select", initial_options=[_option("A"), _option("B")]), "( A, B ▾ )"),
        (element("multi_external_select", placeholder=_plain("Who?")), "( Who? ▾ )"),
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
        (element("overflow", options=[_option("Edit"), _option("Drop")]), "[ ⋯ ] Edit · Drop"),
        (element("workflow_button", text=_plain("Start")), "[ Start ]"),
        (element("icon_button", text=_plain("Delete")), "[ Delete ]"),
        (element("radio_buttons", options=[_option("A"), _option("B")], initial_option=_option("B")), "○ A\n● B"),
        (
            element(
                "checkboxes",
                options=[_option("A", description=_plain("the first")), _option("B")],
                initial_options=[_option("A")],
            ),
            "☑ A\n  ┊ the first\n☐ B",
        ),
        (element("plain_text_input", initial_value="one\ntwo"), "▏ one\n▏ two"),
        (element("plain_text_input"), "▏"),
        (element("email_text_input", placeholder=_plain("you@work")), "▏ (you@work)"),
        (element("url_text_input", initial_value="https://a.b"), "▏ https://a.b"),
        (element("number_input", initial_value="7"), "▏ 7"),
        (element("rich_text_input", initial_value=rich_text(rich_list())), "▏ • x"),
        (element("rich_text_input", placeholder=_plain("Say it")), "▏ (Say it)"),
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
        ("static_select", {}, {"selected_option": _option("Yes")}, "( Yes ▾ )"),
        ("static_select", {"initial_option": _option("No")}, {"selected_option": None}, "( – ▾ )"),
        ("multi_static_select", {}, {"selected_options": [_option("Yes")]}, "( Yes ▾ )"),
        ("checkboxes", {"options": [_option("A")]}, {"selected_options": [_option("A")]}, "☑ A"),
        ("radio_buttons", {"options": [_option("A")]}, {"selected_option": _option("A")}, "● A"),
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
    assert render_blocks([_input("Label", kind, **fields)], NAMES, values=values) == f"Label\n{expected}"


def test_a_views_own_state_is_shown_unless_another_is_given() -> None:
    view = {**home(_input("Name", "plain_text_input")), "state": {"values": {"b": {"a": {"value": "Cleo"}}}}}
    assert render_view(view) == "Name\n▏ Cleo"
    assert render_view(view, values={}) == "Name\n▏"


def test_rich_text_keeps_lists_quotes_and_code() -> None:
    def words(text: str, **style: bool) -> Json:
        return {"type": "text", "text": text, "style": style}

    block = rich_text(
        rich_section(
            words("Hello "),
            {"type": "user", "user_id": "U1"},
            words(", see "),
            {"type": "link", "url": "https://a.b", "text": "this"},
            words(" in "),
            {"type": "channel", "channel_id": "C1"},
            words(" by "),
            {"type": "date", "timestamp": 1_700_000_000, "format": "{date}"},
            words(" "),
            {"type": "emoji", "name": "wave"},
            words(" "),
            {"type": "broadcast", "range": "here"},
        ),
        rich_list(
            style="ordered", offset=1, elements=[rich_section(words("run ", bold=True), words("make demo", code=True))]
        ),
        rich_list(indent=1, elements=[rich_section(words("gone", strike=True))]),
        {"type": "rich_text_quote", "elements": [words("as said")]},
        {"type": "rich_text_preformatted", "elements": [words("a = 1\nb = 2")]},
    )
    _is(
        render_blocks([block], NAMES),
        """
        Hello @Ada, see this in #explore by 2023-11-14 22:13 UTC :wave: @here
        2. run `make demo`
          • ~gone~
        > as said
        ```
        a = 1
        b = 2
        ```
        """,
    )


def test_a_table_has_columns() -> None:
    def row(*words: str) -> list[Json]:
        return [{"type": "raw_text", "text": word} for word in words]

    rows = [row("Key result", "Now"), row("Activation", "65 %"), row("A key result with a long name", "5")]
    settings = [{}, {"align": "right"}]
    _is(
        render_blocks([{"type": "table", "rows": rows, "column_settings": settings}], width=26),
        """
        Key result          │  Now
        Activation          │ 65 %
        A key result with a │    5
        long name           │
        """,
    )
    _is(
        render_blocks([{"type": "data_table", "caption": "Progress", "rows": rows[:2]}]),
        """
        Progress
        Key result │ Now
        ───────────┼─────
        Activation │ 65 %
        """,
    )


def test_charts_are_read_by_their_numbers() -> None:
    points = [{"label": "May", "value": 1}, {"label": "June", "value": 2.5}]
    bars = {"type": "bar", "series": [{"name": "KR1", "data": points}], "axis_config": {"categories": ["May", "June"]}}
    pie = {"type": "pie", "segments": points}
    blocks = [{"type": "data_visualization", "title": "Progress", "chart": chart} for chart in (bars, pie)]
    _is(
        render_blocks(blocks),
        """
        📊 Progress
        • KR1: May 1, June 2.5

        📊 Progress
        • May 1
        • June 2.5
        """,
    )


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (image(title=_plain("Progress"), alt_text="all up"), "Progress\n🖼 all up"),
        ({"type": "file", "external_id": "plan.pdf"}, "📎 plan.pdf"),
        ({"type": "call", "call_id": "R1"}, "📞 R1"),
        ({"type": "markdown", "text": "**Hi**"}, "**Hi**"),
        ({"type": "alert", "text": _plain("Careful"), "level": "warning"}, "⚠ Careful"),
        ({"type": "alert", "text": _plain("Saved"), "level": "success"}, "✓ Saved"),
        ({"type": "alert", "text": _plain("News")}, "ℹ News"),
        ({"type": "task_card", **task(status="error")}, "✗ x"),
        (
            {
                "type": "plan",
                "title": "Plan",
                "tasks": [task(status="pending", title="a"), task(status="in_progress", title="b")],
            },
            "Plan\n○ a\n◐ b",
        ),
        (
            {
                "type": "task_card",
                "output": rich_text(rich_section()),
                "sources": [{"type": "url", "url": "https://a.b", "text": "there"}],
                **task(title="Dig"),
            },
            "✓ Dig\n  x\n  ↗ there",
        ),
        (
            {"type": "card", "title": _plain("A"), "body": _mrkdwn("*b*"), "actions": [_button("Go")]},
            "▌ A\n▌ b\n▌ [ Go ]",
        ),
        (container(title=_plain("More"), child_blocks=[section()]), "More\n  xxxx"),
        (container(title=_plain("More"), is_collapsible=True, child_blocks=[section()]), "▾ More\n  xxxx"),
        (container(title=_plain("More"), is_collapsible=True, default_collapsed=True), "▸ More"),
        (context_actions(element("feedback_buttons")), "[ xxxx ]  [ xxxx ]"),
        (video(title=_plain("Tour"), description=_plain("A walk"), alt_text="a film"), "▶ Tour\nA walk\n🖼 a film"),
        ({"type": "marquee"}, "(unknown block: marquee)"),
    ],
)
def test_a_block_of_another_kind(block: Json, expected: str) -> None:
    assert render_blocks([block]) == expected


@pytest.mark.parametrize("name", [name for name in BLOCKS if name != "auth_provider"])
def test_every_kind_of_block_is_known(name: str) -> None:
    assert "unknown" not in render_blocks([BLOCKS[name][0]])


def test_a_message_without_blocks_shows_its_text() -> None:
    assert render_message({"text": "*Hi* <@U1> &amp; all"}, NAMES) == "Hi @Ada & all"
    assert render_message({"markdown_text": "# Hi"}) == "# Hi"


def test_attachments_and_files_follow() -> None:
    message = {
        "text": "Look",
        "attachments": [{"title": "Old", "text": "<https://a.b|way>"}, {"blocks": [section(text=_plain("new"))]}],
        "files": [{"id": "F1", "name": "a.csv"}, {"id": "F2", "name": "b.png", "alt_txt": "a chart"}],
    }
    assert render_message(message) == "Look\n\n▌ Old\n▌ way\n\n▌ new\n\n📎 a.csv\n🖼 a chart"


def test_a_wide_accessory_stands_below() -> None:
    choices = element("radio_buttons", options=[_option("A"), _option("B")])
    assert render_blocks([section(text=_plain("Pick"), accessory=choices)]) == "Pick\n○ A\n○ B"


def test_list_items_hang_and_quotes_keep_their_mark() -> None:
    text = "• one two three\n&gt; four five six\n1. seven eight"
    _is(
        render_blocks([section(text=_mrkdwn(text))], width=11),
        """
        • one two
          three
        > four five
        > six
        1. seven
           eight
        """,
    )


def test_wide_characters_take_two_cells() -> None:
    assert cells("日本") == 4
    assert cells("👍") == 2
    assert cells("e\u0301") == 1
    text = render_blocks([_fields(_plain("日本"), _plain("x"), _plain("ab"), _plain("y"))], width=13)
    assert text == "日本    x\nab      y"


_ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(_ANY_TEXT, _ANY_TEXT, st.integers(24, 80))
def test_no_line_is_wider_than_the_page(one: str, two: str, width: int) -> None:
    blocks = [
        section(text=_plain(one), accessory=_button("ok")),
        _fields(_plain(one), _plain(two)),
        context(_plain(two)),
        rich_text(rich_list(elements=[rich_section({"type": "text", "text": one})])),
        {"type": "table", "rows": [[cell(), {"type": "raw_text", "text": two}]]},
    ]
    assert all(cells(line) <= width for line in render_blocks(blocks, width=width).splitlines())


@given(_ANY_TEXT.filter(lambda text: ">" not in text))
def test_no_letter_is_lost_in_wrapping(text: str) -> None:
    block = {"type": "section", "text": _plain(text)}
    assert "".join(render_blocks([block], width=24).split()) == "".join(text.split())

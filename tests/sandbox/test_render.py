"""What a person sees, compared as whole text."""

from textwrap import dedent

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
    marked,
    named_button,
    named_field,
    named_option,
    rich_list,
    rich_section,
    rich_text,
    section,
    task,
    video,
    words,
)

NAMES = {"U1": "Ada", "U2": "Ben", "C1": "explore"}.get


def _fields(*texts: Json) -> Json:
    return {"type": "section", "fields": list(texts)}


def _is(text: str, expected: str) -> None:
    assert text == dedent(expected).strip("\n")


def test_a_message_reads_from_top_to_bottom() -> None:
    message = {
        "text": "only a fallback",
        "blocks": [
            {"type": "header", "text": words("Friday check-in")},
            section(text=marked("Hello <@U1>, how *sure* are you?"), accessory=named_button("Edit")),
            _fields(marked("*KR1*\nActivation"), marked("65 % → 90 %"), marked("KR2"), marked("20 → 35")),
            context(image(alt_text="a lamp"), marked("3 of 8 answered")),
            {"type": "divider"},
            actions(
                named_button("Check in", style="primary"),
                named_button("Leave", style="danger"),
                named_button("Read", url="https://a.b"),
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
        "title": words("Weekly check-in"),
        "submit": words("Send"),
        "blocks": [
            {
                **named_field("What did you learn?", "plain_text_input", placeholder=words("We learned…")),
                "hint": words("One sentence."),
            },
            named_field("Now", "number_input", "now", optional=True, initial_value="5"),
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
    _is(render_view(home(section(text=words("Nothing to do."))), width=40), "Nothing to do.")


def test_a_modal_without_submit_can_be_closed() -> None:
    view = {"type": "modal", "title": words("Help"), "blocks": [section(text=words("Ask Ada."))]}
    assert render_view(view, width=20).splitlines()[-1] == "└─ [ Close ]"


def test_the_foot_of_a_modal_says_what_the_app_calls_it() -> None:
    view = {"type": "modal", "title": words("X"), "close": words("Later"), "submit": words("Go"), "blocks": []}
    assert render_view(view, width=20).splitlines()[-1] == "└─ [ Later ]  [• Go ]"


def test_rich_text_keeps_lists_quotes_and_code() -> None:
    def told(text: str, **style: bool) -> Json:
        return {"type": "text", "text": text, "style": style}

    block = rich_text(
        rich_section(
            told("Hello "),
            {"type": "user", "user_id": "U1"},
            told(", see "),
            {"type": "link", "url": "https://a.b", "text": "this"},
            told(" in "),
            {"type": "channel", "channel_id": "C1"},
            told(" by "),
            {"type": "date", "timestamp": 1_700_000_000, "format": "{date}"},
            told(" "),
            {"type": "emoji", "name": "wave"},
            told(" "),
            {"type": "broadcast", "range": "here"},
        ),
        rich_list(
            style="ordered", offset=1, elements=[rich_section(told("run ", bold=True), told("make demo", code=True))]
        ),
        rich_list(indent=1, elements=[rich_section(told("gone", strike=True))]),
        {"type": "rich_text_quote", "elements": [told("as said")]},
        {"type": "rich_text_preformatted", "elements": [told("a = 1\nb = 2")]},
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
        (image(title=words("Progress"), alt_text="all up"), "Progress\n🖼 all up"),
        ({"type": "file", "external_id": "plan.pdf"}, "📎 plan.pdf"),
        ({"type": "call", "call_id": "R1"}, "📞 R1"),
        ({"type": "markdown", "text": "**Hi**"}, "**Hi**"),
        ({"type": "alert", "text": words("Careful"), "level": "warning"}, "⚠ Careful"),
        ({"type": "alert", "text": words("Saved"), "level": "success"}, "✓ Saved"),
        ({"type": "alert", "text": words("News")}, "ℹ News"),
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
            {"type": "card", "title": words("A"), "body": marked("*b*"), "actions": [named_button("Go")]},
            "▌ A\n▌ b\n▌ [ Go ]",
        ),
        (container(title=words("More"), child_blocks=[section()]), "More\n  xxxx"),
        (container(title=words("More"), is_collapsible=True, child_blocks=[section()]), "▾ More\n  xxxx"),
        (container(title=words("More"), is_collapsible=True, default_collapsed=True), "▸ More"),
        (context_actions(element("feedback_buttons")), "[ xxxx ]  [ xxxx ]"),
        (video(title=words("Tour"), description=words("A walk"), alt_text="a film"), "▶ Tour\nA walk\n🖼 a film"),
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
        "attachments": [{"title": "Old", "text": "<https://a.b|way>"}, {"blocks": [section(text=words("new"))]}],
        "files": [{"id": "F1", "name": "a.csv"}, {"id": "F2", "name": "b.png", "alt_txt": "a chart"}],
    }
    assert render_message(message) == "Look\n\n▌ Old\n▌ way\n\n▌ new\n\n📎 a.csv\n🖼 a chart"


def test_a_wide_accessory_stands_below() -> None:
    choices = element("radio_buttons", options=[named_option("A"), named_option("B")])
    assert render_blocks([section(text=words("Pick"), accessory=choices)]) == "Pick\n○ A\n○ B"


def test_list_items_hang_and_quotes_keep_their_mark() -> None:
    text = "• one two three\n&gt; four five six\n1. seven eight"
    _is(
        render_blocks([section(text=marked(text))], width=11),
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
    text = render_blocks([_fields(words("日本"), words("x"), words("ab"), words("y"))], width=13)
    assert text == "日本    x\nab      y"


_ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(_ANY_TEXT, _ANY_TEXT, st.integers(24, 80))
def test_no_line_is_wider_than_the_page(one: str, two: str, width: int) -> None:
    blocks = [
        section(text=words(one), accessory=named_button("ok")),
        _fields(words(one), words(two)),
        context(words(two)),
        rich_text(rich_list(elements=[rich_section({"type": "text", "text": one})])),
        {"type": "table", "rows": [[cell(), {"type": "raw_text", "text": two}]]},
    ]
    assert all(cells(line) <= width for line in render_blocks(blocks, width=width).splitlines())


@given(_ANY_TEXT.filter(lambda text: ">" not in text))
def test_no_letter_is_lost_in_wrapping(text: str) -> None:
    block = {"type": "section", "text": words(text)}
    assert "".join(render_blocks([block], width=24).split()) == "".join(text.split())

"""Block Kit as HTML: every block and element, for every pair of eyes, and never anybody's markup."""

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.local_slack import LocalSlack
from sandbox.page import look
from sandbox.page.draw.blocks import draw_blocks
from sandbox.page.draw.markup import from_markup, to_markup
from sandbox.page.draw.message import draw_body
from sandbox.page.draw.mrkdwn import mrkdwn
from sandbox.page.draw.names import field_id, field_name
from sandbox.page.draw.sight import Sight
from sandbox.page.draw.typed import value_of
from sandbox.page.place import Place
from sandbox.page.talk import head
from sandbox.state import KEY
from tests.sandbox.html import Tag, read, sent

ZONE = ZoneInfo("Europe/Berlin")
NAMES = {"U1": "Ada", "U2": "Ben", "C1": "explore"}
SAFE = ("https://", "http://", "mailto:")
KNOWN = {
    "div", "p", "span", "a", "strong", "em", "s", "code", "pre", "blockquote", "br", "h3", "hr", "img", "figure",
    "figcaption", "ul", "ol", "li", "button", "input", "textarea", "select", "option", "optgroup", "label", "fieldset",
    "legend", "table", "tbody", "tr", "td",
}  # fmt: skip


def sight(**more: Any) -> Sight:
    """How Ada sees a window."""
    people = (("U1", "Ada"), ("U2", "Ben"))
    return Sight("view:V1", NAMES.get, ZONE, people=people, channels=(("C1", "#explore"),), **more)


def plain(text: str) -> dict[str, str]:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def drawn(*blocks: dict[str, Any], **more: Any) -> Tag:
    """Blocks as a browser reads them."""
    return read(draw_blocks(blocks, sight(**more)))


class TestMrkdwn:
    @pytest.mark.parametrize(
        ("written", "html"),
        [
            ("*bold* and _italic_", "<p><strong>bold</strong> and <em>italic</em></p>"),
            ("~gone~ `code`", "<p><s>gone</s> <code>code</code></p>"),
            ("*_both_*", "<p><strong><em>both</em></strong></p>"),
            ("2 * 3 * 4 and snake_case_name", "<p>2 * 3 * 4 and snake_case_name</p>"),
            ("&lt;b&gt; &amp; co", "<p>&lt;b&gt; &amp; co</p>"),
            ("one\ntwo", "<p>one<br>two</p>"),
            ("&gt; said\nso", "<blockquote>said</blockquote><p>so</p>"),
            ("<@U1> in <#C1>", '<p><span class="mention">@Ada</span> in <span class="mention">#explore</span></p>'),
            ("<!channel>", '<p><span class="mention">@channel</span></p>'),
            (":tada:", "<p>🎉</p>"),
            (":no_such_face:", "<p>:no_such_face:</p>"),
        ],
    )
    def test_becomes(self, written: str, html: str) -> None:
        assert str(mrkdwn(written, sight())) == f'<div class="mrkdwn">{html}</div>'

    def test_links_open_elsewhere_and_tell_nobody_where_from(self) -> None:
        (link,) = read(mrkdwn("<https://example.com/a?b=1&amp;c=2|the page>", sight())).all("a")
        assert link.text == "the page"
        assert link.attributes["href"] == "https://example.com/a?b=1&c=2"
        assert (link.attributes["target"], link.attributes["rel"]) == ("_blank", "noopener noreferrer")

    def test_a_fence_keeps_its_marks(self) -> None:
        assert next(read(mrkdwn("```*a*\n_b_```", sight())).all("code")).text == "*a*\n_b_"


anything = st.text(max_size=80) | st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<javascript:alert(1)|click>", "*<b>*", "</div>"]
)


class TestWhatPeopleType:
    @given(anything)
    def test_never_becomes_markup(self, typed: str) -> None:
        url = {"type": "button", "action_id": "b", "text": plain(typed), "url": typed}
        rich = [{"type": "text", "text": typed, "style": {"bold": True}}, {"type": "link", "url": typed, "text": typed}]
        option = {"text": plain(typed), "value": typed}
        root = drawn(
            {"type": "section", "block_id": typed, "text": {"type": "mrkdwn", "text": typed}, "accessory": url},
            {"type": "context", "elements": [plain(typed), {"type": "image", "image_url": typed, "alt_text": typed}]},
            {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": rich}]},
            {
                "type": "input",
                "block_id": "i",
                "label": plain(typed),
                "hint": plain(typed),
                "element": {"type": "static_select", "action_id": typed, "options": [option]},
            },
            errors={"i": typed},
        )
        for tag in root.all():
            assert tag.name in KNOWN
            assert not [name for name in tag.attributes if name.startswith("on")]
            if tag.name == "a":
                assert tag.attributes["href"].startswith(SAFE)

    @given(st.text(alphabet=st.characters(codec="ascii", exclude_characters="*_~`<>&:\r\n \t"), min_size=1))
    def test_is_all_there_to_read(self, typed: str) -> None:
        assert typed in read(mrkdwn(typed, sight())).text


class TestBlocks:
    def test_an_unknown_one_is_named(self) -> None:
        (tag,) = [tag for tag in drawn({"type": "hologram"}).all() if "data-unknown" in tag.attributes]
        assert tag.text == "This page cannot draw: hologram"

    def test_a_picture_has_its_words(self) -> None:
        (picture,) = drawn({"type": "image", "slack_file": {"id": "F1"}, "alt_text": "Confidence rises"}).all("img")
        assert (picture.attributes["src"], picture.attributes["alt"]) == ("F1", "Confidence rises")

    def test_lists_keep_their_numbers_and_depth(self) -> None:
        part = {"type": "rich_text_list", "style": "ordered", "indent": 1, "offset": 2, "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "third"}]}]}  # fmt: skip
        (listed,) = drawn({"type": "rich_text", "elements": [part]}).all("ol")
        assert (listed.attributes["start"], listed.attributes["class"]) == ("3", "list depth-1")

    def test_a_button_tells_where_it_stands(self) -> None:
        element = {"type": "button", "action_id": "go", "text": plain("Go"), "style": "primary"}
        (button,) = drawn({"type": "actions", "block_id": "b", "elements": [element]}).all("button")
        assert {key: value for key, value in button.attributes.items() if key.startswith("phx")} == {
            "phx-click": "press",
            "phx-value-at": "view:V1",
            "phx-value-block": "b",
            "phx-value-action": "go",
        }

    def test_a_button_that_asks_first_acts_only_from_its_question(self) -> None:
        sure = {
            "title": plain("Sure?"),
            "text": plain("It is gone then."),
            "confirm": plain("Yes"),
            "deny": plain("No"),
        }
        element = {"type": "button", "action_id": "go", "text": plain("Remove"), "confirm": sure}
        buttons = list(drawn({"type": "actions", "block_id": "b", "elements": [element]}).all("button"))
        assert [(one.text, "phx-click" in one.attributes) for one in buttons] == [
            ("Remove", False), ("No", False), ("Yes", True),
        ]  # fmt: skip

    def test_a_message_without_blocks_is_its_text(self) -> None:
        assert read(draw_body({"text": "*hi*"}, sight())).text == "hi"

    def test_a_file_that_is_no_picture_is_a_link(self) -> None:
        files = [{"id": "F9", "name": "plan.zip", "title": "The plan", "alt_txt": ""}]
        (link,) = read(draw_body({"text": "", "files": files}, sight())).all("a")
        assert link.text == "📎 The plan"


OPTIONS = [{"text": plain(word), "value": word.lower()} for word in ("One", "Two", "Three")]
MOMENT = 1_790_000_040
RICH = {"type": "rich_text", "elements": [
    {"type": "rich_text_section", "elements": [{"type": "text", "text": "a "}, {"type": "text", "text": "b", "style": {"bold": True}}]},
]}  # fmt: skip
FIELDS: list[tuple[dict[str, Any], Any]] = [
    ({"type": "plain_text_input"}, "said"),
    ({"type": "plain_text_input", "multiline": True}, "two\nlines"),
    ({"type": "number_input"}, "71"),
    ({"type": "email_text_input"}, "ada@example.com"),
    ({"type": "url_text_input"}, "https://example.com"),
    ({"type": "rich_text_input"}, RICH),
    ({"type": "static_select", "options": OPTIONS}, OPTIONS[1]),
    ({"type": "static_select", "option_groups": [{"label": plain("All"), "options": OPTIONS}]}, OPTIONS[2]),
    ({"type": "radio_buttons", "options": OPTIONS}, OPTIONS[0]),
    ({"type": "checkboxes", "options": OPTIONS}, OPTIONS[:2]),
    ({"type": "multi_static_select", "options": OPTIONS}, OPTIONS[1:]),
    ({"type": "users_select"}, "U2"),
    ({"type": "multi_users_select"}, ["U1", "U2"]),
    ({"type": "conversations_select"}, "C1"),
    ({"type": "channels_select"}, "C1"),
    ({"type": "multi_channels_select"}, ["C1"]),
    ({"type": "multi_conversations_select"}, ["C1"]),
    ({"type": "datepicker"}, "2026-11-27"),
    ({"type": "timepicker"}, "14:00"),
    ({"type": "datetimepicker"}, MOMENT),
]
IDS = [str(element["type"]) + ("+" if len(element) > 1 else "") for element, _ in FIELDS]


@pytest.mark.parametrize(("element", "value"), FIELDS, ids=IDS)
class TestAField:
    def block(self, element: dict[str, Any]) -> dict[str, Any]:
        element = element | {"action_id": "a"}
        return {"type": "input", "block_id": "b", "label": plain("How?"), "hint": plain("Thus"), "element": element}

    def test_sends_what_stands_in_it(self, element: dict[str, Any], value: Any) -> None:
        state = {"type": element["type"], KEY[element["type"]]: value}
        form = sent(drawn(self.block(element), values={"b": {"a": state}}))
        assert value_of(element, form[field_name("b", "a")], sight()) == state

    def test_sends_nothing_when_nobody_touched_it(self, element: dict[str, Any], value: Any) -> None:
        form = sent(drawn(self.block(element)))
        read_back = value_of(element, form.get(field_name("b", "a"), []), sight())
        assert read_back[KEY[element["type"]]] in (None, [])

    def test_is_known_by_its_label_its_hint_and_its_error(self, element: dict[str, Any], value: Any) -> None:
        root = drawn(self.block(element), errors={"b": "Not so"})
        named = [one.text for one in root.all("legend")] + [
            one.text for one in root.all("label") if one.attributes.get("for") == field_id("view:V1", "b", "a")
        ]
        assert named == ["How?"]
        ids = [one.attributes["id"] for one in root.all() if "id" in one.attributes]
        assert len(ids) == len(set(ids))
        described = {one for tag in root.all() for one in tag.attributes.get("aria-describedby", "").split()}
        assert {field_id("view:V1", "b", "a", part) for part in ("hint", "error")} <= described & set(ids)


class TestAFileInput:
    BLOCK: ClassVar[dict[str, Any]] = {
        "type": "input",
        "block_id": "b",
        "label": plain("Your file"),
        "hint": plain("Thus"),
        "element": {"type": "file_input", "action_id": "a", "filetypes": ["yaml", "txt"], "max_files": 1},
    }

    def test_lets_the_browser_choose_what_fits(self) -> None:
        (box,) = drawn(self.BLOCK).all("input")
        said = {key: box.attributes.get(key) for key in ("type", "accept", "multiple", "id")}
        assert said == {
            "type": "file", "accept": ".yaml,.txt", "multiple": None, "id": field_id("view:V1", "b", "a"),
        }  # fmt: skip
        assert "required" in box.attributes
        assert "name" not in box.attributes

    def test_takes_several_of_any_kind_where_nothing_else_is_said(self) -> None:
        (box,) = drawn(self.BLOCK | {"element": {"type": "file_input", "action_id": "a"}, "optional": True}).all(
            "input"
        )
        assert "multiple" in box.attributes
        assert not {"accept", "required"} & set(box.attributes)

    def test_shows_what_is_in_it_and_lets_it_go(self) -> None:
        files = [{"id": "F1", "name": "one.yaml"}]
        root = drawn(self.BLOCK, values={"b": {"a": {"type": "file_input", "files": files}}}, errors={"b": "Not so"})
        (item,), (button,) = root.all("li"), root.all("button")
        assert "one.yaml" in item.text
        assert button.attributes["aria-label"] == "Remove one.yaml"
        assert {key: value for key, value in button.attributes.items() if key.startswith("phx")} == {
            "phx-click": "detach", "phx-value-at": "view:V1", "phx-value-block": "b", "phx-value-action": "a",
            "phx-value-file": "F1",
        }  # fmt: skip
        (box,) = root.all("input")
        assert box.attributes["aria-invalid"] == "true"
        assert "Not so" in root.text


@given(st.text(alphabet="ab *_~`•->1.\n", max_size=60))
def test_markup_that_was_read_and_written_says_the_same_again(typed: str) -> None:
    once = from_markup(typed)
    if once is not None:
        assert from_markup(to_markup(once)) == once


class TestTheTabsOfAnApp:
    @pytest.mark.parametrize(("home_tab", "said"), [(True, ["Messages", "Home"]), (False, ["Messages"])])
    def test_home_is_one_of_them_where_the_app_has_it(self, home_tab: bool, said: list[str]) -> None:
        slack = LocalSlack()
        slack.install_app("helper", scopes=[], home_tab=home_tab)
        ada = slack.add_person("Ada")
        (talk,) = look.talks(slack.world, slack.world.users[ada.id])
        drawn_head = read(head(Place(me=ada.id, talk=talk.conversation.id), talk, 2))
        assert [link.text for link in drawn_head.all("a")] == said

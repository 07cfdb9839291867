"""Mrkdwn: what Slack stores, whom it notifies, what a person reads."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.text import Ping, escape, mention, normalise, pings, to_plain, unescape
from tests.sandbox.samples import actions, confirm, element, rich_section, rich_text

NAMES = {"U1": "Ada", "C1": "explore", "S1": "leads"}.get

_PIECES = [*"<>&!@#|^*_~` ;.\n", "a", "U1", "amp", "lt", "gt", "here", "channel", "https://a.b", "date^1"]
_TYPED = st.lists(st.sampled_from(_PIECES)).map("".join) | st.text(st.characters(exclude_categories=["Cs"]))
_UNMARKED = _TYPED.filter(lambda text: not set("*_") & set(text))


class TestStoring:
    @pytest.mark.parametrize(
        ("sent", "stored"),
        [
            ("plain words", "plain words"),
            ("a & b", "a &amp; b"),
            ("a &amp; b", "a &amp; b"),
            ("1 < 2 > 0", "1 &lt; 2 &gt; 0"),
            ("&lt;!here&gt;", "&lt;!here&gt;"),
            ("&copy;", "&amp;copy;"),
            ("hi <@U1> in <#C1|explore>", "hi <@U1> in <#C1|explore>"),
            ("<!here> <!subteam^S1|@leads>", "<!here> <!subteam^S1|@leads>"),
            ("<!date^1700000000^{date}|Tuesday>", "<!date^1700000000^{date}|Tuesday>"),
            ("<@ada> <!all>", "&lt;@ada&gt; &lt;!all&gt;"),
            ("see https://a.com.", "see <https://a.com>."),
            ("(https://a.com/x_(y))", "(<https://a.com/x_(y>))"),
            ("*https://a.com*", "*<https://a.com>*"),
            ("https://a.com/?b=1&c=2", "<https://a.com/?b=1&amp;c=2>"),
            ("https://a.com/?b&amp;", "<https://a.com/?b&amp;>"),
            ("<https://a.com|here>", "<https://a.com|here>"),
            ("<https://a.com?b&c|d>", "<https://a.com?b&amp;c|d>"),
            ("&lt;https://a.com&gt;", "&lt;<https://a.com>&gt;"),
            ("https:// nothing", "https:// nothing"),
        ],
    )
    def test_slack_stores_it_like_this(self, sent: str, stored: str) -> None:
        assert normalise(sent) == stored

    @given(_TYPED)
    def test_storing_twice_changes_nothing(self, text: str) -> None:
        assert normalise(normalise(text)) == normalise(text)

    @given(_TYPED)
    def test_what_was_escaped_comes_back_as_it_was(self, text: str) -> None:
        assert unescape(escape(text)) == text

    @given(_UNMARKED)
    def test_storing_changes_nothing_that_a_person_reads(self, text: str) -> None:
        assert to_plain(normalise(escape(text))) == text


def _section(text: str, **fields: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, **fields}}


HERE, CHANNEL, EVERYONE = Ping("here"), Ping("channel"), Ping("everyone")
ADA = Ping("user", "U1")


class TestPinging:
    @pytest.mark.parametrize(
        ("text", "pinged"),
        [
            ("hello", []),
            ("<!here> <!channel> <!everyone>", [HERE, CHANNEL, EVERYONE]),
            ("<!here|here>", [HERE]),
            ("<@U1> and <@U1|ada> and <@W2>", [ADA, Ping("user", "W2")]),
            ("<!subteam^S1> <!subteam^S2|@leads>", [Ping("group", "S1"), Ping("group", "S2")]),
            ("<#C1> and <https://a.com|@here>", []),
            ("&lt;!channel&gt; &lt;@U1&gt;", []),
            ("@here @channel", []),
            ("`<!channel>`", [CHANNEL]),
        ],
    )
    def test_a_text_pings_by_its_control_sequences_only(self, text: str, pinged: list[Ping]) -> None:
        assert pings({"text": text}) == pinged

    @pytest.mark.parametrize("how", [{"parse": "full"}, {"link_names": True}, {"link_names": "1"}])
    def test_a_text_sent_to_be_parsed_pings_by_words_too(self, how: dict[str, Any]) -> None:
        assert pings({"text": "@here you go", **how}) == [HERE]

    def test_blocks_are_parsed_for_words_unless_told_not_to(self) -> None:
        assert pings({"blocks": [_section("@here @everyone")]}) == [HERE, EVERYONE]
        assert pings({"blocks": [_section("@here @everyone", verbatim=True)]}) == []
        assert pings({"blocks": [_section("<!here>", verbatim=True)]}) == [HERE]

    def test_an_address_is_no_word_for_all(self) -> None:
        assert pings({"blocks": [_section("ada@here.org x@channel @hereafter")]}) == []

    def test_plain_text_pings_nobody(self) -> None:
        header = {"type": "header", "text": {"type": "plain_text", "text": "<!channel> @here <@U1>"}}
        assert pings({"blocks": [header]}) == []

    def test_every_corner_of_a_block_is_read(self) -> None:
        shout = {"type": "mrkdwn", "text": "<!channel>"}
        option = {"text": {"type": "mrkdwn", "text": "<@U1>"}, "value": "v"}
        assert pings({"blocks": [{"type": "section", "fields": [shout]}]}) == [CHANNEL]
        assert pings({"blocks": [{"type": "context", "elements": [shout]}]}) == [CHANNEL]
        assert pings({"blocks": [actions(element("checkboxes", options=[option]))]}) == [ADA]
        assert pings({"blocks": [{"type": "container", "child_blocks": [_section("<@U1>")]}]}) == [ADA]
        assert pings({"blocks": [{"type": "markdown", "text": "<!here>"}]}) == [HERE]
        assert pings({"attachments": [{"text": "<!here>", "blocks": [_section("<@U1>")]}]}) == [HERE, ADA]
        assert pings({"markdown_text": "<!channel>"}) == [CHANNEL]

    def test_what_is_asked_before_a_click_pings_nobody(self) -> None:
        asking = confirm(text={"type": "mrkdwn", "text": "Tell <!channel>?"})
        assert pings({"blocks": [actions(element("button", confirm=asking))]}) == []

    def test_rich_text_pings_by_its_mentions_only(self) -> None:
        parts = rich_section(
            {"type": "text", "text": "<!channel> @here <@U2>"},
            {"type": "user", "user_id": "U1"},
            {"type": "usergroup", "usergroup_id": "S1"},
            {"type": "broadcast", "range": "everyone"},
            {"type": "channel", "channel_id": "C1"},
        )
        assert pings({"blocks": [rich_text(parts)]}) == [ADA, Ping("group", "S1"), EVERYONE]

    def test_somebody_mentioned_twice_is_pinged_once(self) -> None:
        assert pings({"text": "<@U1>", "blocks": [_section("<@U1>")]}) == [ADA]

    @given(_TYPED)
    def test_escaped_and_verbatim_text_pings_nobody(self, typed: str) -> None:
        message = {"text": escape(typed), "blocks": [_section(escape(typed), verbatim=True)]}
        assert pings(message) == []

    @given(_TYPED)
    def test_storing_adds_no_ping(self, typed: str) -> None:
        assert set(pings({"text": normalise(typed)})) == set(pings({"text": typed}))


class TestReading:
    @pytest.mark.parametrize(
        ("mrkdwn", "read"),
        [
            ("Tom &amp; Ada &lt;3 &amp;lt;", "Tom & Ada <3 &lt;"),
            ("<https://a.com/b_c_d|the *notes*>", "the *notes*"),
            ("<https://a.com/_b_>", "https://a.com/_b_"),
            ("<mailto:a@b.c>", "a@b.c"),
            ("<@U1> <@U9|ben> <@U9>", "@Ada @ben @U9"),
            ("<#C1> <#C9|plans> <!subteam^S1> <!subteam^S9|@crew>", "#explore #plans @leads @crew"),
            ("<!here> <!channel|all>", "@here @channel"),
            ("<!date^1700000000^{date_short}^https://a.com|14 Nov>", "14 Nov"),
            ("*bold* and _italic_ and *_both_*", "bold and italic and both"),
            ("*<@U1>* said _<https://a.com|so>_", "@Ada said so"),
            ("~gone~ `code_a_b *x*` ```a *b* c```", "~gone~ `code_a_b *x*` ```a *b* c```"),
            ("snake_case_name 2*3*4 * not bold *", "snake_case_name 2*3*4 * not bold *"),
            (":tada: :white_check_mark: :x_y:", ":tada: :white_check_mark: :x_y:"),
            ("&gt; quoted", "> quoted"),
        ],
    )
    def test_a_person_reads_it_like_this(self, mrkdwn: str, read: str) -> None:
        assert to_plain(mrkdwn, NAMES) == read

    @given(_UNMARKED)
    def test_escaped_text_reads_as_it_was_typed(self, typed: str) -> None:
        assert to_plain(escape(typed)) == typed

    def test_a_mention_has_its_sign_once(self) -> None:
        assert mention("U1", {"U1": "@Ada"}.get) == "@Ada"
        assert mention("C1", NAMES) == "#explore"
        assert mention("U9") == "@U9"

"""What people write in conversations, as Slack tells of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit.heard import Heard, as_it_stands, as_read, heard
from sandbox.text import escape

REPLY = {"type": "message", "channel": "C1", "user": "U1", "text": "Lunch", "ts": "5.1", "thread_ts": "1.0"}


def event(**more: Any) -> dict[str, Any]:
    """A reply's event, with something else about it."""
    return REPLY | {"event_ts": "5.1"} | more


def changed(message: dict[str, Any], before: dict[str, Any] = REPLY) -> dict[str, Any]:
    """An edit."""
    told = {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": "6.1", "event_ts": "6.1"}
    return told | {"message": message, "previous_message": before}


class TestHearing:
    @pytest.mark.parametrize("more", [{}, {"subtype": "thread_broadcast"}, {"subtype": "file_share", "files": [{}]}])
    def test_a_reply(self, more: dict[str, Any]) -> None:
        assert heard(event(**more)) == Heard("C1", "5.1", "5.1", "1.0", "U1", "Lunch")

    def test_an_edit_is_as_late_as_its_event(self) -> None:
        after = REPLY | {"text": "Dinner", "edited": {"user": "U1", "ts": "6.000000"}}
        assert heard(changed(after)) == Heard("C1", "5.1", "6.1", "1.0", "U1", "Dinner")

    def test_a_change_of_no_word_is_none(self) -> None:
        assert heard(changed(REPLY | {"attachments": [{"title": "a link was unfolded"}]})) is None

    @pytest.mark.parametrize("before", [{"previous_message": REPLY}, {}])
    def test_a_deletion(self, before: dict[str, Any]) -> None:
        told = {
            "type": "message",
            "subtype": "message_deleted",
            "channel": "C1",
            "deleted_ts": "5.1",
            "event_ts": "7.1",
        }
        assert heard(told | before) == Heard("C1", "5.1", "7.1", "1.0" if before else "", gone=True)

    @pytest.mark.parametrize(
        "more",
        [
            {"bot_id": "B1"},
            {"subtype": "bot_message", "bot_id": "B1"},
            {"subtype": "channel_join"},
            {"subtype": "channel_topic"},
            {"subtype": "reminder_add"},
            {"user": None},
        ],
    )
    def test_what_no_person_wrote_is_nothing(self, more: dict[str, Any]) -> None:
        assert heard(event(**more)) is None
        assert heard(changed(REPLY | {"text": "Other words"} | more)) is None

    def test_a_message_with_replies_that_was_deleted_was_written_by_nobody(self) -> None:
        assert heard(changed({"subtype": "tombstone", "user": "USLACKBOT", "text": "gone", "ts": "1.0"})) is None

    def test_the_head_of_a_thread_is_not_under_itself(self) -> None:
        said = heard(event(thread_ts="5.1"))
        assert said is not None
        assert said.under == ""


class TestAsItStands:
    def test_is_as_late_as_its_last_words(self) -> None:
        assert as_it_stands("C1", REPLY) == Heard("C1", "5.1", "5.1", "1.0", "U1", "Lunch")
        after = REPLY | {"text": "Dinner", "edited": {"user": "U1", "ts": "6.000000"}}
        assert as_it_stands("C1", after) == Heard("C1", "5.1", "6.000000", "1.0", "U1", "Dinner")

    @pytest.mark.parametrize("more", [{"bot_id": "B1"}, {"subtype": "tombstone", "hidden": True}])
    def test_is_nothing_where_no_person_wrote_it(self, more: dict[str, Any]) -> None:
        assert as_it_stands("C1", REPLY | more) is None


class TestAsRead:
    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("R&amp;D &lt;3 &amp;amp;", "R&D <3 &amp;"),
            ("ask <@U1> or <@U9|old>", "ask @Ada or @somebody"),
            ("see <https://example.org/a?b=1&amp;c=2|the plan>", "see the plan"),
            ("see <https://example.org/a?b=1&amp;c=2>", "see https://example.org/a?b=1&c=2"),
            ("in <#C1|general> and <#C2>", "in #general and #C2"),
            ("<!channel> <!here|here> <!subteam^S1|@design> <!date^1^{date}|today>", "@channel here @design today"),
            ("2 &lt; 3 &gt; 1 :tada: *bold*", "2 < 3 > 1 :tada: *bold*"),
        ],
    )
    def test_is_what_people_see(self, text: str, read: str) -> None:
        assert as_read(text, lambda one: {"U1": "Ada"}.get(one, "somebody")) == read

    @given(st.text())
    def test_gives_plain_words_back_as_they_were_typed(self, text: str) -> None:
        assert as_read(escape(text), lambda _: "") == text

"""Whole views and messages, and Slack's answer to what is wrong with them."""

from typing import Any

import pytest

from sandbox.blockkit import Problem, error_body, validate_message, validate_view
from tests.sandbox.samples import (
    Json,
    field,
    home,
    modal,
    mrkdwn,
    plain,
    section,
)


def _lines(problems: list[Problem]) -> list[str]:
    return [problem.line for problem in problems]


def _without(value: Json, name: str) -> Json:
    return {key: each for key, each in value.items() if key != name}


class TestViews:
    def test_a_modal_and_a_home_tab_pass(self) -> None:
        whole = modal(
            section(),
            field(),
            close=plain(),
            callback_id="c",
            external_id="e",
            private_metadata="m",
            clear_on_close=True,
            notify_on_close=False,
        )
        assert validate_view(whole) == []
        assert validate_view(home(section(), private_metadata="", callback_id="c")) == []

    @pytest.mark.parametrize(
        ("view", "line"),
        [
            ({}, "missing required field: type [json-pointer:/view]"),
            ({"type": "workflow_step"}, "must be a valid enum value [json-pointer:/view/type]"),
            (_without(modal(), "title"), "missing required field: title [json-pointer:/view]"),
            (_without(modal(), "blocks"), "missing required field: blocks [json-pointer:/view]"),
            (modal(title=mrkdwn()), "must be a valid enum value [json-pointer:/view/title/type]"),
            (modal(title="Hello"), "must be an object [json-pointer:/view/title]"),
            (
                _without(modal(field()), "submit"),
                "missing required field: submit [json-pointer:/view]",
            ),
            (modal(submit_disabled=False), "invalid additional property: submit_disabled [json-pointer:/view]"),
            (home(title=plain()), "invalid additional property: title [json-pointer:/view]"),
            (home(submit=plain()), "invalid additional property: submit [json-pointer:/view]"),
            (home(notify_on_close=True), "invalid additional property: notify_on_close [json-pointer:/view]"),
        ],
    )
    def test_a_view_that_is_not_as_it_should_be(self, view: Json, line: str) -> None:
        problems = validate_view(view)
        assert line in _lines(problems)
        assert {problem.code for problem in problems} == {"invalid_arguments"}

    def test_a_modal_without_inputs_needs_no_submit(self) -> None:
        assert validate_view(_without(modal(section()), "submit")) == []


class TestMessages:
    @pytest.mark.parametrize(
        "message",
        [
            {"channel": "C1", "text": "Hello"},
            {"blocks": [section()], "text": None},
            {"text": "", "blocks": [section()]},
            {"markdown_text": "**Hello**"},
            {"attachments": [{"text": "old", "blocks": [section()]}]},
            {"text": "x", "metadata": {"event_type": "sent", "event_payload": {"id": 5}}},
            {"text": "x", "blocks": []},
        ],
    )
    def test_a_message_passes(self, message: Json) -> None:
        assert validate_message(message) == []

    @pytest.mark.parametrize(
        ("message", "code", "pointer"),
        [
            ({"channel": "C1"}, "no_text", "/text"),
            ({"text": "", "blocks": []}, "no_text", "/text"),
            ({"text": 5}, "invalid_arguments", "/text"),
            ({"text": "x", "markdown_text": "x"}, "markdown_text_conflict", "/markdown_text"),
            ({"markdown_text": "x", "blocks": [section()]}, "markdown_text_conflict", "/markdown_text"),
            ({"markdown_text": "x" * 12_001}, "msg_too_long", "/markdown_text"),
            ({"text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format", "/blocks"),
            ({"text": "x", "blocks": [{}]}, "invalid_blocks", "/blocks/0"),
            ({"text": "x", "attachments": "old"}, "invalid_attachments", "/attachments"),
            ({"text": "x", "attachments": ["old"]}, "invalid_attachments", "/attachments/0"),
            ({"attachments": [{"blocks": [{}]}]}, "invalid_blocks", "/attachments/0/blocks/0"),
            ({"text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format", "/metadata"),
            (
                {"text": "x", "metadata": {"event_type": "a", "event_payload": "p"}},
                "invalid_metadata_format",
                "/metadata/event_payload",
            ),
        ],
    )
    def test_a_message_is_refused_with_slacks_word(self, message: Json, code: str, pointer: str) -> None:
        assert [(problem.code, problem.pointer) for problem in validate_message(message)] == [(code, pointer)]


class TestAnswers:
    def test_bad_blocks_are_answered_with_their_lines_twice(self) -> None:
        line = "missing required field: type [json-pointer:/blocks/0]"
        assert error_body(validate_message({"text": "x", "blocks": [{}]})) == {
            "ok": False,
            "error": "invalid_blocks",
            "errors": [line],
            "response_metadata": {"messages": [f"[ERROR] {line}"]},
        }

    def test_a_bad_view_is_answered_with_messages_only(self) -> None:
        body: dict[str, Any] = error_body(validate_view({}))
        assert body == {
            "ok": False,
            "error": "invalid_arguments",
            "response_metadata": {
                "messages": ["[ERROR] missing required field: type [json-pointer:/view]"],
            },
        }

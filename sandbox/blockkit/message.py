"""Messages: what chat.postMessage and its relatives refuse.

Source: docs.slack.dev/reference/methods/chat.postMessage.
"""

from collections.abc import Mapping
from typing import Any

from sandbox.blockkit.blocks import MESSAGE_BLOCKS, judge_blocks
from sandbox.blockkit.limits import exceeds
from sandbox.blockkit.problems import Problem, Report
from sandbox.blockkit.schema import Record, measure, string

_EVENT_TYPE = string("message.event_type", r"[A-Za-z0-9_.:-]+", "must be alphanumeric")


def _payload(value: object, pointer: str, report: Report) -> None:
    if not isinstance(value, dict):
        report.say(pointer, "must be an object")


_METADATA = Record({"event_type": _EVENT_TYPE, "event_payload": _payload})


def validate_message(message: Mapping[str, Any]) -> list[Problem]:
    """What Slack would find wrong with the arguments of a message; empty when nothing.

    Looks at `text`, `markdown_text`, `blocks`, `attachments` and `metadata`, as decoded JSON; None counts as left
    out, and other arguments are not looked at. A `text` that is too long is no problem here: it depends on the method
    whether it is cut or refused (`LIMITS["message.text"]`, `LIMITS["message.edited_text"]`).
    """
    given = {name: value for name, value in message.items() if value is not None}
    report = Report("message", "invalid_blocks")
    _check_texts(given, report)
    if "blocks" in given:
        _check_blocks(given["blocks"], report)
    if "attachments" in given:
        _check_attachments(given["attachments"], report)
    judge_blocks(report, "/blocks")
    if "metadata" in given:
        _check_metadata(given["metadata"], report)
    return report.problems


def _check_texts(given: Mapping[str, Any], report: Report) -> None:
    for name in ("text", "markdown_text"):
        if not isinstance(given.get(name, ""), str):
            report.say(f"/{name}", "must be a string", "invalid_arguments")
    if not any(given.get(name) for name in ("text", "markdown_text", "blocks", "attachments")):
        report.say("/text", "no_text", "no_text")
    markdown = given.get("markdown_text")
    if not isinstance(markdown, str):
        return
    if given.get("text") or given.get("blocks"):
        says = "markdown_text cannot be combined with text or blocks"
        report.say("/markdown_text", says, "markdown_text_conflict")
    if exceeds("markdown.text", measure(markdown)):
        report.say("/markdown_text", "must be less than 12001 characters", "msg_too_long")


def _check_blocks(blocks: object, report: Report) -> None:
    if isinstance(blocks, list):
        MESSAGE_BLOCKS(blocks, "/blocks", report)
    else:
        report.say("/blocks", "must be an array", "invalid_blocks_format")


def _check_attachments(attachments: object, report: Report) -> None:
    if not isinstance(attachments, list):
        report.say("/attachments", "must be an array", "invalid_attachments")
        return
    if exceeds("message.attachments", len(attachments)):
        report.say("/attachments", "no more than 100 items allowed", "too_many_attachments")
    for index, attachment in enumerate(attachments):
        pointer = f"/attachments/{index}"
        if not isinstance(attachment, dict):
            report.say(pointer, "must be an object", "invalid_attachments")
        elif "blocks" in attachment:
            MESSAGE_BLOCKS(attachment["blocks"], f"{pointer}/blocks", report)


def _check_metadata(metadata: object, report: Report) -> None:
    aside = Report("message", "invalid_metadata_format")
    _METADATA(metadata, "/metadata", aside)
    report.problems += aside.problems

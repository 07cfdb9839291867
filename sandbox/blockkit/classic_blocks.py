"""The blocks that have long been there.

Source: docs.slack.dev/reference/block-kit/blocks.
"""

from collections.abc import Collection, Mapping

from sandbox.blockkit.objects import IMAGE_ELEMENT, PLAIN, SLACK_FILE, image_url, link, text
from sandbox.blockkit.places import BESIDE_SECTION, IN_ACTIONS, IN_INPUT
from sandbox.blockkit.problems import Report
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.schema import (
    Check,
    OneOf,
    Record,
    Rule,
    array,
    at_least_one_of,
    boolean,
    exactly_one_of,
    kind,
    string,
)


def block(
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    rules: Collection[Rule] = (),
) -> Record:
    """A block with these fields and, like every block, an id of its own if it likes."""
    return kind(required, {"block_id": string("block_id"), **(optional or {})}, rules)


class BlockPlace(OneOf):
    """A place for blocks: entering one begins a new scope for action ids."""

    def __call__(self, value: object, pointer: str, report: Report) -> None:
        check = self.choose(value, pointer, report)
        if check and isinstance(value, dict):
            report.enter_block(value["type"], value.get("block_id"), pointer)
            check(value, pointer, report)


def _input_element(value: object, pointer: str, report: Report) -> None:
    report.in_input = True
    IN_INPUT(value, pointer, report)
    report.in_input = False


def _markdown_text(value: object, pointer: str, report: Report) -> None:
    before = report.text_length
    _MARKDOWN(value, pointer, report)
    report.markdown_length += report.text_length - before


_MARKDOWN = string("markdown.text", shown=True)
_CONTEXT_TEXT = text("text")

CLASSIC_BLOCKS: dict[str, Check] = {
    "section": block(
        {},
        {
            "text": text("section.text"),
            "fields": array(text("section.field"), "section.fields"),
            "accessory": BESIDE_SECTION,
            "expand": boolean,
        },
        (at_least_one_of("text", "fields"),),
    ),
    "header": block({"text": text("header.text", PLAIN)}),
    "divider": block(),
    "image": block(
        {"alt_text": string("image.alt_text")},
        {
            "image_url": image_url("image.image_url"),
            "slack_file": SLACK_FILE,
            "title": text("image.title", PLAIN),
        },
        exactly_one_of("image_url", "slack_file"),
    ),
    "context": block(
        {
            "elements": array(
                OneOf({"image": IMAGE_ELEMENT, "plain_text": _CONTEXT_TEXT, "mrkdwn": _CONTEXT_TEXT}),
                "context.elements",
            )
        }
    ),
    "actions": block({"elements": array(IN_ACTIONS, "actions.elements")}),
    "input": block(
        {"label": text("input.label", PLAIN), "element": _input_element},
        {"hint": text("input.hint", PLAIN), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "video": block(
        {
            "alt_text": string("video.alt_text"),
            "thumbnail_url": image_url("video.thumbnail_url"),
            "title": text("video.title", PLAIN),
            "video_url": link("video.video_url"),
        },
        {
            "author_name": string("video.author_name"),
            "description": text("video.description", PLAIN),
            "provider_icon_url": image_url("video.provider_icon_url"),
            "provider_name": string("video.provider_name"),
            "title_url": link("video.title_url"),
        },
    ),
    "markdown": block({"text": _markdown_text}),
    "call": block({"call_id": string("non_empty")}),
}

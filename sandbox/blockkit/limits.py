"""Every limit that Slack puts on blocks, views and messages, in one table.

The names follow Block Kit's own words: `button.text` is the text of a button, `section.fields` the number of
fields of a section. A limit counts characters, items or a number, whichever the named thing is made of.
Characters are counted in code points and in UTF-16 units, and the larger number is held against the limit,
because Slack does not say which of the two it counts.

Source: docs.slack.dev/reference/block-kit, the pages of chat.postMessage and views.open, and for
`message.block_text` (nowhere documented) what people measured in slackapi/bolt-js issue 2509.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Limit(NamedTuple):
    """An inclusive range; `high` None means that no upper bound is known."""

    low: int
    high: int | None


def _at_most(high: int, low: int = 1) -> Limit:
    return Limit(low, high)


LIMITS: Final[Mapping[str, Limit]] = MappingProxyType(
    {
        # Identifiers, and texts without a limit of their own
        "non_empty": Limit(1, None),
        "action_id": _at_most(255),
        "block_id": _at_most(255),
        # Composition objects
        "text": _at_most(3000),
        "confirmation.title": _at_most(100),
        "confirmation.text": _at_most(300),
        "confirmation.confirm": _at_most(30),
        "confirmation.deny": _at_most(30),
        "option.text": _at_most(75),
        "option.value": _at_most(150),
        "option.description": _at_most(75),
        "option.url": _at_most(3000),
        "option_group.label": _at_most(75),
        "option_group.options": _at_most(100),
        "conversation_filter.include": _at_most(4),
        "dispatch_action_configuration.trigger_actions_on": _at_most(2),
        # Elements
        "button.text": _at_most(75),
        "button.url": _at_most(3000),
        "button.value": _at_most(2000),
        "button.accessibility_label": _at_most(75),
        "button.agent_prompt": _at_most(4000),
        "select.placeholder": _at_most(150),
        "select.options": _at_most(100),
        "select.option_groups": _at_most(100),
        "select.min_query_length": Limit(0, None),
        "multi_select.max_selected_items": Limit(1, None),
        "overflow.options": _at_most(5),
        "checkboxes.options": _at_most(10),
        "radio_buttons.options": _at_most(10),
        "date_picker.placeholder": _at_most(150),
        "time_picker.placeholder": _at_most(150),
        "date_time_picker.initial_date_time": Limit(1_000_000_000, 9_999_999_999),
        "plain_text_input.placeholder": _at_most(150),
        "plain_text_input.min_length": Limit(0, 3000),
        "plain_text_input.max_length": Limit(1, 3000),
        "plain_text_input.initial_value": _at_most(3000, low=0),
        "email_input.placeholder": _at_most(150),
        "url_input.placeholder": _at_most(150),
        "number_input.placeholder": _at_most(150),
        "rich_text_input.placeholder": _at_most(150),
        "rich_text_input.min_lines": Limit(1, 100),
        "rich_text_input.max_lines": Limit(1, 100),
        "file_input.max_files": Limit(1, 10),
        "image_element.image_url": _at_most(3000),
        "image_element.alt_text": _at_most(2000),
        "workflow_button.text": _at_most(75),
        "workflow_button.accessibility_label": _at_most(75),
        "feedback_button.text": _at_most(75),
        "feedback_button.value": _at_most(2000),
        "feedback_button.accessibility_label": _at_most(75),
        "icon_button.text": _at_most(75),
        "icon_button.value": _at_most(2000),
        "icon_button.accessibility_label": _at_most(75),
        "icon_button.visible_to_user_ids": _at_most(10),
        # Blocks
        "section.text": _at_most(3000),
        "section.fields": _at_most(10),
        "section.field": _at_most(2000),
        "header.text": _at_most(150),
        "image.image_url": _at_most(3000),
        "image.alt_text": _at_most(2000),
        "image.title": _at_most(2000),
        "context.elements": _at_most(10),
        "actions.elements": _at_most(25),
        "input.label": _at_most(2000),
        "input.hint": _at_most(2000),
        "markdown.text": _at_most(12_000),
        "markdown.total_text": _at_most(12_000),
        "rich_text_emoji.skin_tone": Limit(1, 6),
        "rich_text_list.indent": Limit(0, 8),
        "rich_text_list.offset": Limit(0, None),
        "rich_text_list.border": Limit(0, 1),
        "rich_text_quote.border": Limit(0, 1),
        "rich_text_preformatted.border": Limit(0, 1),
        "video.alt_text": _at_most(2000),
        "video.title": _at_most(200),
        "video.author_name": _at_most(50),
        "video.description": _at_most(200),
        "video.provider_name": _at_most(50),
        "video.thumbnail_url": _at_most(3000),
        "video.video_url": _at_most(3000),
        "video.title_url": _at_most(2000),
        "video.provider_icon_url": _at_most(2000),
        # Blocks of 2026
        "table.rows": _at_most(100),
        "table.columns": _at_most(20),
        "table.column_settings": _at_most(20),
        "data_table.rows": Limit(2, 201),
        "data_table.columns": _at_most(20),
        "data_table.page_size": Limit(1, 100),
        "data_table.cell_text": Limit(1, None),
        "data_table.content": _at_most(20_000),
        "data_table.total_content": _at_most(20_000),
        "data_table.row_header_column_index": Limit(0, 19),
        "data_visualization.title": _at_most(50),
        "data_visualization.segments": _at_most(12),
        "data_visualization.segment.label": _at_most(20),
        "data_visualization.segment.value": Limit(0, None),  # more than zero, not zero itself
        "data_visualization.series": _at_most(12),
        "data_visualization.series_name": _at_most(20),
        "data_visualization.data": _at_most(20),
        "data_visualization.point_label": _at_most(20),
        "data_visualization.categories": _at_most(20),
        "data_visualization.category_label": _at_most(20),
        "data_visualization.axis_label": _at_most(50),
        "container.title": _at_most(150),
        "container.subtitle": _at_most(150),
        "container.child_blocks": _at_most(10),
        "card.title": _at_most(150),
        "card.subtitle": _at_most(150),
        "card.body": _at_most(200),
        "card.subtext": _at_most(200),
        "card.actions": _at_most(3),
        "carousel.elements": _at_most(10),
        "alert.text": _at_most(200),
        "context_actions.elements": _at_most(5),
        "plan.tasks": _at_most(50),
        # Messages
        "message.text": Limit(0, 40_000),
        "message.edited_text": Limit(0, 4000),
        "message.blocks": _at_most(50, low=0),
        "message.block_text": _at_most(13_200, low=0),
        "message.attachments": _at_most(100, low=0),
        "message.data_visualizations": _at_most(2, low=0),
        "message.tables": _at_most(1, low=0),
        "message.plans": _at_most(1, low=0),
        "message.event_type": _at_most(255),
        # A `blocks`, `message` or `view` given to blocks.validate
        "validate.argument": _at_most(100_000),
        # Views
        "view.blocks": _at_most(100),
        "view.title": _at_most(24),
        "view.submit": _at_most(24),
        "view.close": _at_most(24),
        "view.private_metadata": _at_most(3000, low=0),
        "view.callback_id": _at_most(255, low=0),
        "view.external_id": _at_most(255, low=0),
        "view.size": _at_most(250_000, low=0),
        "view.focused": _at_most(1, low=0),
    }
)


def exceeds(name: str, size: int) -> bool:
    """Whether a size is above the upper bound of a row."""
    high = LIMITS[name].high
    return high is not None and size > high

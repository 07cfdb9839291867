"""For every row of the table of limits, a payload that is exactly as long, as many or as large as one asks."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.blockkit import Problem, Surface, validate_blocks, validate_message, validate_view
from tests.sandbox.samples import (
    Json,
    actions,
    bars,
    card,
    cell,
    confirm,
    container,
    context,
    context_actions,
    data_table,
    element,
    field,
    group,
    home,
    image,
    modal,
    mrkdwn,
    option,
    options,
    pie,
    plain,
    rich_list,
    rich_section,
    rich_text,
    section,
    task,
    url,
    video,
)


@dataclass(frozen=True)
class Probe:
    """`problems(size)` are those of a payload in which the thing has this size.

    `lowest` tells whether one less than the lower bound can be written down; `code` is the expected error word.
    """

    problems: Callable[[int], list[Problem]]
    lowest: bool
    code: str


def _one(make: Callable[[int], Json], surface: Surface = "message", lowest: bool = True) -> Probe:
    return _many(lambda size: [make(size)], surface, lowest)


def _many(
    make: Callable[[int], list[Json]],
    surface: Surface = "message",
    lowest: bool = True,
    code: str = "invalid_blocks",
) -> Probe:
    return Probe(lambda size: validate_blocks(make(size), surface), lowest, code)


def _view(make: Callable[[int], Json], lowest: bool = True, code: str = "invalid_arguments") -> Probe:
    return Probe(lambda size: validate_view(make(size)), lowest, code)


def _message(make: Callable[[int], Json], code: str) -> Probe:
    return Probe(lambda size: validate_message(make(size)), lowest=False, code=code)


def _in_modal(kind: str, name: str) -> Probe:
    return _one(lambda size: field(kind, **{name: size}), "modal")


def _placeholder(kind: str) -> Probe:
    return _one(lambda size: field(kind, placeholder=plain(size)), "modal")


def _asking(**fields: Callable[[int], Json]) -> Probe:
    return _one(
        lambda size: actions(element("button", confirm=confirm(**{name: make(size) for name, make in fields.items()})))
    )


def _choosing(**fields: Callable[[int], object]) -> Probe:
    return _one(
        lambda size: actions(
            element("static_select", options=[option() | {name: make(size) for name, make in fields.items()}])
        )
    )


def _button(**fields: Callable[[int], object]) -> Probe:
    return _one(
        lambda size: actions(element("button", **{name: make(size) for name, make in fields.items()})),
        lowest="url" not in fields,
    )


def _words(size: int) -> str:
    return "x" * size


def _sections_of(size: int) -> list[Json]:
    sizes = [3000] * (size // 3000) + [size % 3000]
    return [{"type": "section", "text": mrkdwn(each)} for each in sizes if each]


def _modal_of_bytes(size: int) -> Json:
    view = modal(*(section(text=mrkdwn(2400)) for _ in range(100)))
    missing = size - len(json.dumps(view))
    for block in view["blocks"]:
        more = min(600, missing)
        block["text"] = mrkdwn(2400 + more)
        missing -= more
    return view


def _cells(size: int) -> list[Json]:
    return [{**data_table(), "rows": [[cell(1)], [cell(size - 1)]]}]


def _table(rows: int = 1, columns: int = 1, settings: int = 1) -> Json:
    return {
        "type": "table",
        "rows": [[cell()] * columns] * rows,
        "column_settings": [{"align": "left"}] * settings,
    }


def _feedback(size: int, name: str) -> Json:
    value = plain(size) if name == "text" else _words(size)
    button = {"text": plain(), "value": "v", name: value}
    return context_actions(element("feedback_buttons", positive_button=button))


def _icon(**fields: object) -> Json:
    return context_actions(element("icon_button", **fields))


def _labels(count: int) -> list[str]:
    return [f"l{number}" for number in range(count)]


PROBES: dict[str, Probe] = {
    "non_empty": _one(lambda size: {"type": "call", "call_id": _words(size)}),
    "action_id": _button(action_id=_words),
    "block_id": _one(lambda size: {"type": "divider", "block_id": _words(size)}),
    "text": _one(lambda size: context(mrkdwn(size))),
    "confirmation.title": _asking(title=plain),
    "confirmation.text": _asking(text=mrkdwn),
    "confirmation.confirm": _asking(confirm=plain),
    "confirmation.deny": _asking(deny=plain),
    "option.text": _choosing(text=plain),
    "option.value": _choosing(value=_words),
    "option.description": _choosing(description=plain),
    "option.url": _one(lambda size: actions(element("overflow", options=[option(url=url(size))])), lowest=False),
    "option_group.label": _one(
        lambda size: actions(element("static_select", option_groups=[group(label=plain(size))]))
    ),
    "option_group.options": _one(
        lambda size: actions(element("static_select", option_groups=[group(options=options(size))]))
    ),
    "conversation_filter.include": _one(
        lambda size: actions(
            element(
                "conversations_select",
                filter={"include": ["im", "mpim", "private", "public", "im"][:size]},
            )
        )
    ),
    "dispatch_action_configuration.trigger_actions_on": _one(
        lambda size: field(
            dispatch_action_config={
                "trigger_actions_on": ["on_enter_pressed", "on_character_entered", "on_enter_pressed"][:size]
            }
        )
    ),
    "button.text": _button(text=plain),
    "button.url": _button(url=url),
    "button.value": _button(value=_words),
    "button.accessibility_label": _button(accessibility_label=_words),
    "button.agent_prompt": _button(agent_prompt=_words),
    "select.placeholder": _placeholder("static_select"),
    "select.options": _one(lambda size: actions(element("static_select", options=options(size)))),
    "select.option_groups": _one(
        lambda size: actions(
            element("static_select", option_groups=[group(options=[option(number)]) for number in range(size)])
        )
    ),
    "select.min_query_length": _in_modal("external_select", "min_query_length"),
    "multi_select.max_selected_items": _in_modal("multi_users_select", "max_selected_items"),
    "overflow.options": _one(lambda size: actions(element("overflow", options=options(size)))),
    "checkboxes.options": _one(lambda size: actions(element("checkboxes", options=options(size)))),
    "radio_buttons.options": _one(lambda size: actions(element("radio_buttons", options=options(size)))),
    "date_picker.placeholder": _placeholder("datepicker"),
    "time_picker.placeholder": _placeholder("timepicker"),
    "date_time_picker.initial_date_time": _in_modal("datetimepicker", "initial_date_time"),
    "plain_text_input.placeholder": _placeholder("plain_text_input"),
    "plain_text_input.min_length": _in_modal("plain_text_input", "min_length"),
    "plain_text_input.max_length": _in_modal("plain_text_input", "max_length"),
    "plain_text_input.initial_value": _one(lambda size: field(initial_value=_words(size)), lowest=False),
    "email_input.placeholder": _placeholder("email_text_input"),
    "url_input.placeholder": _placeholder("url_text_input"),
    "number_input.placeholder": _placeholder("number_input"),
    "rich_text_input.placeholder": _placeholder("rich_text_input"),
    "rich_text_input.min_lines": _in_modal("rich_text_input", "min_lines"),
    "rich_text_input.max_lines": _in_modal("rich_text_input", "max_lines"),
    "file_input.max_files": _in_modal("file_input", "max_files"),
    "image_element.image_url": _one(lambda size: context(image(image_url=url(size))), lowest=False),
    "image_element.alt_text": _one(lambda size: context(image(alt_text=_words(size)))),
    "workflow_button.text": _one(lambda size: actions(element("workflow_button", text=plain(size)))),
    "workflow_button.accessibility_label": _one(
        lambda size: actions(element("workflow_button", accessibility_label=_words(size)))
    ),
    "feedback_button.text": _one(lambda size: _feedback(size, "text")),
    "feedback_button.value": _one(lambda size: _feedback(size, "value")),
    "feedback_button.accessibility_label": _one(lambda size: _feedback(size, "accessibility_label")),
    "icon_button.text": _one(lambda size: _icon(text=plain(size))),
    "icon_button.value": _one(lambda size: _icon(value=_words(size))),
    "icon_button.accessibility_label": _one(lambda size: _icon(accessibility_label=_words(size))),
    "icon_button.visible_to_user_ids": _one(
        lambda size: _icon(visible_to_user_ids=[f"U{number}" for number in range(size)])
    ),
    "section.text": _one(lambda size: section(text=mrkdwn(size))),
    "section.fields": _one(lambda size: section(fields=[mrkdwn()] * size)),
    "section.field": _one(lambda size: section(fields=[mrkdwn(size)])),
    "header.text": _one(lambda size: {"type": "header", "text": plain(size)}),
    "image.image_url": _one(lambda size: image(image_url=url(size)), lowest=False),
    "image.alt_text": _one(lambda size: image(alt_text=_words(size))),
    "image.title": _one(lambda size: image(title=plain(size))),
    "context.elements": _one(lambda size: context(*[mrkdwn()] * size)),
    "actions.elements": _one(lambda size: actions(*[element("button")] * size)),
    "input.label": _one(lambda size: {**field(), "label": plain(size)}),
    "input.hint": _one(lambda size: {**field(), "hint": plain(size)}),
    "markdown.text": _one(lambda size: {"type": "markdown", "text": _words(size)}),
    "markdown.total_text": _many(
        lambda size: [{"type": "markdown", "text": _words(each)} for each in (6000, size - 6000)],
        lowest=False,
        code="msg_blocks_too_long",
    ),
    "rich_text_emoji.skin_tone": _one(
        lambda size: rich_text(rich_section({"type": "emoji", "name": "wave", "skin_tone": size}))
    ),
    "rich_text_list.indent": _one(lambda size: rich_text(rich_list(indent=size))),
    "rich_text_list.offset": _one(lambda size: rich_text(rich_list(offset=size))),
    "rich_text_list.border": _one(lambda size: rich_text(rich_list(border=size))),
    "rich_text_quote.border": _one(
        lambda size: rich_text({**rich_section(), "type": "rich_text_quote", "border": size})
    ),
    "rich_text_preformatted.border": _one(
        lambda size: rich_text({**rich_section(), "type": "rich_text_preformatted", "border": size})
    ),
    "video.alt_text": _one(lambda size: video(alt_text=_words(size))),
    "video.title": _one(lambda size: video(title=plain(size))),
    "video.author_name": _one(lambda size: video(author_name=_words(size))),
    "video.description": _one(lambda size: video(description=plain(size))),
    "video.provider_name": _one(lambda size: video(provider_name=_words(size))),
    "video.thumbnail_url": _one(lambda size: video(thumbnail_url=url(size)), lowest=False),
    "video.video_url": _one(lambda size: video(video_url=url(size)), lowest=False),
    "video.title_url": _one(lambda size: video(title_url=url(size)), lowest=False),
    "video.provider_icon_url": _one(lambda size: video(provider_icon_url=url(size)), lowest=False),
    "table.rows": _one(lambda size: _table(rows=size)),
    "table.columns": _one(lambda size: _table(columns=size)),
    "table.column_settings": _one(lambda size: _table(settings=size)),
    "data_table.rows": _one(lambda size: data_table(rows=size)),
    "data_table.columns": _one(lambda size: data_table(columns=size)),
    "data_table.page_size": _one(lambda size: data_table(page_size=size)),
    "data_table.cell_text": _one(lambda size: {"type": "table", "rows": [[cell(size)]]}),
    "data_table.content": _many(_cells, lowest=False),
    "data_table.total_content": _many(_cells, lowest=False, code="msg_blocks_too_long"),
    "data_table.row_header_column_index": _one(lambda size: data_table(columns=20, row_header_column_index=size)),
    "data_visualization.title": _one(lambda size: pie(title=_words(size))),
    "data_visualization.segments": _one(pie),
    "data_visualization.segment.label": _one(lambda size: pie(label=_words(size))),
    "data_visualization.segment.value": _one(lambda size: pie(value=size or 0.001)),
    "data_visualization.series": _one(bars),
    "data_visualization.series_name": _one(lambda size: bars(name=_words(size))),
    "data_visualization.data": _one(lambda size: bars(labels=_labels(size))),
    "data_visualization.point_label": _one(lambda size: bars(labels=[_words(size)])),
    "data_visualization.categories": _one(lambda size: bars(labels=_labels(size))),
    "data_visualization.category_label": _one(lambda size: bars(labels=[_words(size)])),
    "data_visualization.axis_label": _one(lambda size: bars(x_label=_words(size), y_label=_words(size))),
    "container.title": _one(lambda size: container(title=plain(size))),
    "container.subtitle": _one(lambda size: container(subtitle=plain(size))),
    "container.child_blocks": _one(lambda size: container(child_blocks=[{"type": "divider"}] * size)),
    "card.title": _one(lambda size: card(title=plain(size))),
    "card.subtitle": _one(lambda size: card(subtitle=plain(size))),
    "card.body": _one(lambda size: card(body=plain(size))),
    "card.subtext": _one(lambda size: card(subtext=plain(size))),
    "card.actions": _one(lambda size: card(actions=[element("button")] * size)),
    "carousel.elements": _one(lambda size: {"type": "carousel", "elements": [card()] * size}),
    "alert.text": _one(lambda size: {"type": "alert", "text": plain(size)}, "modal"),
    "context_actions.elements": _one(lambda size: context_actions(*[element("icon_button")] * size)),
    "plan.tasks": _one(lambda size: {"type": "plan", "title": "x", "tasks": [task(number) for number in range(size)]}),
    "message.blocks": _many(lambda size: [section()] * size, lowest=False),
    "message.block_text": _many(_sections_of, lowest=False, code="msg_blocks_too_long"),
    "message.attachments": _message(lambda size: {"attachments": [{"text": "x"}] * size}, "too_many_attachments"),
    "message.data_visualizations": _many(lambda size: [pie()] * size, lowest=False),
    "message.tables": _many(lambda size: [_table(), data_table()][:size], lowest=False, code="invalid_attachments"),
    "message.plans": _many(lambda size: [{"type": "plan", "title": "x", "tasks": [task()]}] * size, lowest=False),
    "message.event_type": Probe(
        lambda size: validate_message({"text": "x", "metadata": {"event_type": _words(size), "event_payload": {}}}),
        lowest=True,
        code="invalid_metadata_format",
    ),
    "view.blocks": _view(lambda size: {**home(), "blocks": [section()] * size}),
    "view.title": _view(lambda size: modal(title=plain(size))),
    "view.submit": _view(lambda size: modal(submit=plain(size))),
    "view.close": _view(lambda size: modal(close=plain(size))),
    "view.private_metadata": _view(lambda size: modal(private_metadata=_words(size)), lowest=False),
    "view.callback_id": _view(lambda size: modal(callback_id=_words(size)), lowest=False),
    "view.external_id": _view(lambda size: modal(external_id=_words(size)), lowest=False),
    "view.size": _view(_modal_of_bytes, lowest=False, code="view_too_large"),
    "view.focused": _view(lambda size: modal(*[field(focus_on_load=True)] * max(size, 1)), lowest=False),
}

JUDGED_BY_METHODS = {"message.text", "message.edited_text", "validate.argument"}
"""Rows about arguments of one method, which whoever answers that method applies."""

"""What Block Kit demands beside lengths: which fields, of which type, and how they go together."""

import pytest

from sandbox.blockkit import Problem, validate_blocks, validate_view
from tests.sandbox.samples import (
    Json,
    actions,
    bars,
    card,
    cell,
    confirm,
    container,
    data_table,
    element,
    field,
    group,
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
)


def _lines(problems: list[Problem]) -> list[str]:
    return [problem.line for problem in problems]


def _without(value: Json, name: str) -> Json:
    return {key: each for key, each in value.items() if key != name}


REFUSED: dict[str, tuple[object, str]] = {
    "not an object": ("section", "must be an object [json-pointer:/blocks/0]"),
    "no type": ({"text": mrkdwn()}, "missing required field: type [json-pointer:/blocks/0]"),
    "an unknown type": ({"type": "marquee"}, "unsupported type: marquee [json-pointer:/blocks/0/type]"),
    "a section with nothing": (
        {"type": "section"},
        "must define either `text` or `fields` [json-pointer:/blocks/0]",
    ),
    "a header in mrkdwn": (
        {"type": "header", "text": mrkdwn()},
        "must be a valid enum value [json-pointer:/blocks/0/text/type]",
    ),
    "an emoji flag on mrkdwn": (
        section(text={**mrkdwn(), "emoji": True}),
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    "an empty text": (
        section(text=mrkdwn(0)),
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    "a text that is a number": (
        section(text={"type": "mrkdwn", "text": 5}),
        "must be a string [json-pointer:/blocks/0/text/text]",
    ),
    "a flag that is a word": (
        {**field(), "optional": "yes"},
        "must be a boolean [json-pointer:/blocks/0/optional]",
    ),
    "a null": (section(accessory=None), "must be an object [json-pointer:/blocks/0/accessory]"),
    "an input without a label": (
        _without(field(), "label"),
        "missing required field: label [json-pointer:/blocks/0]",
    ),
    "an image from two places": (
        image(slack_file={"id": "F012345678"}),
        "cannot define both `image_url` and `slack_file` [json-pointer:/blocks/0]",
    ),
    "an image from nowhere": (
        {"type": "image", "alt_text": "x"},
        "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]",
    ),
    "an image from this machine": (
        image(image_url="http://127.0.0.1:8000/a.png"),
        "downloading image failed [json-pointer:/blocks/0/image_url]",
    ),
    "a file by id and url": (
        {"type": "image", "alt_text": "x", "slack_file": {"id": "F012345678", "url": url()}},
        "cannot define both `id` and `url` [json-pointer:/blocks/0/slack_file]",
    ),
    "a file id that is none": (
        {"type": "image", "alt_text": "x", "slack_file": {"id": "picture.png"}},
        "invalid slack file [json-pointer:/blocks/0/slack_file/id]",
    ),
    "a button without text": (
        actions({"type": "button"}),
        "missing required field: text [json-pointer:/blocks/0/elements/0]",
    ),
    "a button of an unknown style": (
        actions(element("button", style="default")),
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
    ),
    "a button with an address that is none": (
        actions(element("button", url="here")),
        "must be a valid URL [json-pointer:/blocks/0/elements/0/url]",
    ),
    "a confirmation without a way out": (
        actions(element("button", confirm=_without(confirm(), "deny"))),
        "missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]",
    ),
    "options and groups": (
        actions(element("static_select", options=options(1), option_groups=[group()])),
        "cannot define both `options` and `option_groups` [json-pointer:/blocks/0/elements/0]",
    ),
    "neither options nor groups": (
        actions({"type": "static_select"}),
        "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
    ),
    "two options of one value": (
        actions(element("static_select", options=[option(), option()])),
        "option values must be unique [json-pointer:/blocks/0/elements/0]",
    ),
    "an option in mrkdwn in a menu": (
        actions(element("static_select", options=[option(text=mrkdwn())])),
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/options/0/text/type]",
    ),
    "an option with a link outside an overflow menu": (
        actions(element("static_select", options=[option(url=url())])),
        "invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]",
    ),
    "a first choice that is no option": (
        actions(element("static_select", initial_option=option(7))),
        "must match one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "a first choice with other words": (
        actions(element("radio_buttons", initial_option=option(text=plain(5)))),
        "must match one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "first choices that are no options": (
        actions(element("checkboxes", initial_options=[option(7)])),
        "must match one of the options [json-pointer:/blocks/0/elements/0/initial_options]",
    ),
    "no first choices": (
        actions(element("checkboxes", initial_options=[])),
        "no fewer than 1 items allowed [json-pointer:/blocks/0/elements/0/initial_options]",
    ),
    "more first choices than may be chosen": (
        actions(element("multi_static_select", options=options(2), initial_options=options(2), max_selected_items=1)),
        "no more than 1 items allowed [json-pointer:/blocks/0/elements/0/initial_options]",
    ),
    "a date that is none": (
        actions(element("datepicker", initial_date="2026-02-30")),
        "must be a valid date [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "a date in words": (
        actions(element("datepicker", initial_date="Friday")),
        "must match format YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    "a time after midnight": (
        actions(element("timepicker", initial_time="24:00")),
        "must match format HH:mm [json-pointer:/blocks/0/elements/0/initial_time]",
    ),
    "a time zone that is none": (
        actions(element("timepicker", timezone="Mars/Olympus")),
        "must be a valid timezone [json-pointer:/blocks/0/elements/0/timezone]",
    ),
    "a moment in milliseconds": (
        actions(element("datetimepicker", initial_date_time=1_700_000_000_000)),
        "must be less than or equal to 9999999999 [json-pointer:/blocks/0/elements/0/initial_date_time]",
    ),
    "a person by name": (
        actions(element("users_select", initial_user="ada")),
        "must be a valid user id [json-pointer:/blocks/0/elements/0/initial_user]",
    ),
    "an empty conversation filter": (
        actions(element("conversations_select", filter={})),
        "must define either `include` or `exclude_external_shared_channels` or `exclude_bot_users` "
        "[json-pointer:/blocks/0/elements/0/filter]",
    ),
    "a response url outside a form": (
        actions(element("channels_select", response_url_enabled=True)),
        "response_url_enabled is only available in input blocks of modals "
        "[json-pointer:/blocks/0/elements/0/response_url_enabled]",
    ),
    "a trigger that does not exist": (
        field(dispatch_action_config={"trigger_actions_on": ["on_blur"]}),
        "must be a valid enum value [json-pointer:/blocks/0/element/dispatch_action_config/trigger_actions_on/0]",
    ),
    "an answer longer than allowed": (
        field(max_length=3, initial_value="four"),
        "must be less than 4 characters [json-pointer:/blocks/0/element/initial_value]",
    ),
    "a shortest answer above the longest": (
        field(max_length=3, min_length=4),
        "must be less than or equal to max_length [json-pointer:/blocks/0/element/min_length]",
    ),
    "rich text with nothing": (
        rich_text(),
        "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "rich text with an empty text": (
        rich_text(rich_section({"type": "text", "text": ""})),
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
    "a list of texts": (
        rich_text(rich_list(elements=[{"type": "text", "text": "x"}])),
        "unsupported type: text [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ),
    "a list of no style": (
        rich_text(_without(rich_list(), "style")),
        "missing required field: style [json-pointer:/blocks/0/elements/0]",
    ),
    "a mention in code": (
        rich_text({"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]}),
        "unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ),
    "a call to nobody": (
        rich_text(rich_section({"type": "broadcast", "range": "all"})),
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/elements/0/range]",
    ),
    "a ragged data table": (
        {**data_table(), "rows": [[cell()], [cell(), cell()]]},
        "all rows must have the same number of columns [json-pointer:/blocks/0/rows]",
    ),
    "rich text in a table's head": (
        {**data_table(), "rows": [[rich_text(rich_section())], [cell()]]},
        "header cells cannot contain rich_text [json-pointer:/blocks/0/rows/0]",
    ),
    "a row header beside the table": (
        data_table(row_header_column_index=1),
        "must be the index of a column [json-pointer:/blocks/0/row_header_column_index]",
    ),
    "a slice of nothing": (
        pie(value=0),
        "must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]",
    ),
    "a series without a point for each category": (
        {**bars(labels=["a", "b"], categories=["a", "c"])},
        "must have one point for every category [json-pointer:/blocks/0/chart/series/0/data]",
    ),
    "a container within a container": (
        container(child_blocks=[container()]),
        "unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    "a container without a title": (
        _without(container(), "title"),
        "must define either `title` or `rich_text_title` [json-pointer:/blocks/0]",
    ),
    "a folded container that cannot unfold": (
        container(default_collapsed=True),
        "default_collapsed requires is_collapsible [json-pointer:/blocks/0/default_collapsed]",
    ),
    "a folding container with a line": (
        container(is_collapsible=True, has_header_divider=True),
        "has_header_divider cannot be set when is_collapsible is true [json-pointer:/blocks/0/has_header_divider]",
    ),
    "an empty card": (
        {"type": "card", "subtitle": plain()},
        "must define either `hero_image` or `title` or `actions` or `body` [json-pointer:/blocks/0]",
    ),
    "a card with two icons": (
        card(icon=element("image"), slack_icon={"type": "icon", "name": "star"}),
        "cannot define both `icon` and `slack_icon` [json-pointer:/blocks/0]",
    ),
    "a task that waits for no plan": (
        {"type": "task_card", **task(status="pending")},
        "must be a valid enum value [json-pointer:/blocks/0/status]",
    ),
    "a plan with a task twice": (
        {"type": "plan", "title": "x", "tasks": [task(), task()]},
        "task_id must be unique [json-pointer:/blocks/0/tasks]",
    ),
    "one action id twice in a block": (
        actions(element("button", action_id="a"), element("button", action_id="a")),
        "action_id `a` already exists for this block [json-pointer:/blocks/0/elements/1/action_id]",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_in_a_message_this_is_refused(name: str) -> None:
    block, line = REFUSED[name]
    assert line in _lines(validate_blocks([block], "message"))


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"initial_value": 5}, "must be a string [json-pointer:/view/blocks/0/element/initial_value]"),
        (
            {"initial_value": "five"},
            "must be a number in a string [json-pointer:/view/blocks/0/element/initial_value]",
        ),
        (
            {"initial_value": "1.5"},
            "must be an integer when is_decimal_allowed is false [json-pointer:/view/blocks/0/element/initial_value]",
        ),
        (
            {"min_value": "2", "max_value": "1"},
            "must be less than or equal to max_value [json-pointer:/view/blocks/0/element/min_value]",
        ),
        (
            {"initial_value": "10", "max_value": "9"},
            "must be between min_value and max_value [json-pointer:/view/blocks/0/element/initial_value]",
        ),
    ],
)
def test_a_number_field_is_given_numbers_in_strings(fields: Json, line: str) -> None:
    assert _lines(validate_view(modal(field("number_input", **fields)))) == [line]


def test_a_number_field_must_say_whether_decimals_are_allowed() -> None:
    view = modal({"type": "input", "label": plain(), "element": {"type": "number_input"}})
    line = "missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]"
    assert _lines(validate_view(view)) == [line]


def test_a_number_field_takes_decimals_where_they_are_allowed() -> None:
    number = field("number_input", is_decimal_allowed=True, initial_value="-1.5", min_value="-2")
    assert validate_view(modal(number)) == []


def test_a_height_at_least_is_not_above_the_height_at_most() -> None:
    view = modal(field("rich_text_input", min_lines=3, max_lines=2))
    line = "must be less than or equal to max_lines [json-pointer:/view/blocks/0/element/min_lines]"
    assert _lines(validate_view(view)) == [line]


def test_a_first_choice_from_a_group_is_an_option() -> None:
    menu = element("static_select", option_groups=[group()], initial_option=option())
    assert validate_blocks([actions(menu)], "message") == []


def test_response_urls_are_for_selects_in_forms() -> None:
    assert validate_view(modal(field("conversations_select", response_url_enabled=True))) == []


def test_a_block_id_is_used_once_in_a_payload() -> None:
    twice = [{"type": "divider", "block_id": "d"}] * 2
    line = "block_id `d` already exists [json-pointer:/blocks/1/block_id]"
    assert _lines(validate_blocks(twice, "message")) == [line]


def test_block_ids_inside_a_container_count_too() -> None:
    divider = {"type": "divider", "block_id": "d"}
    line = "block_id `d` already exists [json-pointer:/blocks/1/child_blocks/0/block_id]"
    assert _lines(validate_blocks([divider, container(child_blocks=[divider])], "message")) == [line]


def test_an_action_id_may_return_in_another_block() -> None:
    blocks = [actions(element("button", action_id="a"))] * 2
    assert validate_blocks(blocks, "message") == []


def test_only_one_element_of_a_view_takes_the_focus() -> None:
    view = modal(field(focus_on_load=True), field(focus_on_load=True))
    line = "focus_on_load can only be set on one element [json-pointer:/view/blocks/1/element/focus_on_load]"
    assert _lines(validate_view(view)) == [line]


def test_a_message_has_one_table() -> None:
    problems = validate_blocks([data_table(), data_table()], "message")
    assert [(problem.code, problem.message) for problem in problems] == [
        ("invalid_attachments", "only_one_table_allowed")
    ]


def test_blocks_are_a_list() -> None:
    assert _lines(validate_blocks({}, "home")) == ["must be an array [json-pointer:/blocks]"]

"""Interactive elements.

Source: docs.slack.dev/reference/block-kit/block-elements. Where its pages disagree with each other or with Slack's
own type definitions, the stricter side is taken: a view that passes here should pass everywhere.
"""

from collections.abc import Collection, Mapping
from typing import Final

from sandbox.blockkit.element_rules import (
    initial_option_rule,
    initial_options_rule,
    lines_rule,
    number_rules,
    option_values_rule,
    text_length_rule,
)
from sandbox.blockkit.objects import (
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_ACTION_CONFIG,
    EITHER,
    OPTION_GROUP,
    PLAIN,
    WORKFLOW,
    calendar_date,
    channel_id,
    clock_time,
    conversation_id,
    link,
    option,
    text,
    time_zone,
    user_id,
)
from sandbox.blockkit.problems import Report
from sandbox.blockkit.rich_text import NESTED_RICH_TEXT
from sandbox.blockkit.schema import (
    Check,
    Json,
    Record,
    Rule,
    array,
    boolean,
    choice,
    exactly_one_of,
    integer,
    kind,
    string,
)


def _focus(value: object, pointer: str, report: Report) -> None:
    boolean(value, pointer, report)
    if value is True:
        report.focused.append(pointer)


def _for_forms(value: object, pointer: str, report: Report) -> None:
    boolean(value, pointer, report)
    if not (report.in_input and report.surface == "modal"):
        report.say(pointer, "response_url_enabled is only available in input blocks of modals")


def _element(
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    rules: Collection[Rule] = (),
) -> Record:
    return kind(required, {"action_id": string("action_id"), **(optional or {})}, rules)


def _field(
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    rules: Collection[Rule] = (),
) -> Record:
    return _element(required, {"focus_on_load": _focus, **(optional or {})}, rules)


def _asks_first(
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    rules: Collection[Rule] = (),
) -> Record:
    return _field(required, {"confirm": CONFIRM, **(optional or {})}, rules)


_SELECT: Mapping[str, Check] = {"placeholder": text("select.placeholder", PLAIN)}
_MULTI: Mapping[str, Check] = {**_SELECT, "max_selected_items": integer("multi_select.max_selected_items")}
_STATIC: Mapping[str, Check] = {
    "options": array(option(), "select.options"),
    "option_groups": array(OPTION_GROUP, "select.option_groups"),
}
_MIN_QUERY: Mapping[str, Check] = {"min_query_length": integer("select.min_query_length")}
_CONVERSATIONS: Mapping[str, Check] = {"default_to_current_conversation": boolean, "filter": CONVERSATION_FILTER}
_STATIC_RULES = (*exactly_one_of("options", "option_groups"), option_values_rule)

SELECTS: Final[Mapping[str, Check]] = {
    "static_select": _asks_first(
        {}, {**_SELECT, **_STATIC, "initial_option": option()}, (*_STATIC_RULES, initial_option_rule)
    ),
    "external_select": _asks_first({}, {**_SELECT, **_MIN_QUERY, "initial_option": option()}),
    "users_select": _asks_first({}, {**_SELECT, "initial_user": user_id}),
    "conversations_select": _asks_first(
        {},
        {**_SELECT, **_CONVERSATIONS, "initial_conversation": conversation_id, "response_url_enabled": _for_forms},
    ),
    "channels_select": _asks_first({}, {**_SELECT, "initial_channel": channel_id, "response_url_enabled": _for_forms}),
    "multi_static_select": _asks_first(
        {}, {**_MULTI, **_STATIC, "initial_options": array(option())}, (*_STATIC_RULES, initial_options_rule)
    ),
    "multi_external_select": _asks_first(
        {}, {**_MULTI, **_MIN_QUERY, "initial_options": array(option())}, (initial_options_rule,)
    ),
    "multi_users_select": _asks_first({}, {**_MULTI, "initial_users": array(user_id, distinct=True)}),
    "multi_conversations_select": _asks_first(
        {}, {**_MULTI, **_CONVERSATIONS, "initial_conversations": array(conversation_id, distinct=True)}
    ),
    "multi_channels_select": _asks_first({}, {**_MULTI, "initial_channels": array(channel_id, distinct=True)}),
}


def _agent_rule(value: Json, pointer: str, report: Report) -> None:
    if "agent_prompt_display" in value and "agent_prompt" not in value:
        report.say(pointer, "missing required field: agent_prompt")


_BUTTON = _element(
    {"text": text("button.text", PLAIN)},
    {
        "url": link("button.url"),
        "value": string("button.value"),
        "style": choice("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string("button.accessibility_label"),
        "agent_prompt": string("button.agent_prompt"),
        "agent_prompt_display": string("button.agent_prompt"),
    },
    (_agent_rule,),
)

CHOICES: Final[Mapping[str, Check]] = {
    "checkboxes": _asks_first(
        {"options": array(option(EITHER), "checkboxes.options")},
        {"initial_options": array(option(EITHER))},
        (option_values_rule, initial_options_rule),
    ),
    "radio_buttons": _asks_first(
        {"options": array(option(EITHER), "radio_buttons.options")},
        {"initial_option": option(EITHER)},
        (option_values_rule, initial_option_rule),
    ),
    "overflow": _element(
        {"options": array(option(with_url=True), "overflow.options")}, {"confirm": CONFIRM}, (option_values_rule,)
    ),
}

PICKERS: Final[Mapping[str, Check]] = {
    "datepicker": _asks_first(
        {}, {"placeholder": text("date_picker.placeholder", PLAIN), "initial_date": calendar_date}
    ),
    "timepicker": _asks_first(
        {},
        {
            "placeholder": text("time_picker.placeholder", PLAIN),
            "initial_time": clock_time,
            "timezone": time_zone,
        },
    ),
    "datetimepicker": _asks_first({}, {"initial_date_time": integer("date_time_picker.initial_date_time")}),
}


def _typed_in(row: str, **more: Check) -> Mapping[str, Check]:
    return {
        "placeholder": text(f"{row}.placeholder", PLAIN),
        "dispatch_action_config": DISPATCH_ACTION_CONFIG,
        **more,
    }


_NUMERIC = string(None, r"-?[0-9]+(\.[0-9]+)?", "must be a number in a string")
_ADDRESS = string(None, r"[^@\s]+@[^@\s]+", "must be a valid email address")

INPUTS: Final[Mapping[str, Check]] = {
    "plain_text_input": _field(
        {},
        _typed_in(
            "plain_text_input",
            initial_value=string("plain_text_input.initial_value"),
            multiline=boolean,
            min_length=integer("plain_text_input.min_length"),
            max_length=integer("plain_text_input.max_length"),
        ),
        (text_length_rule,),
    ),
    "number_input": _field(
        {"is_decimal_allowed": boolean},
        _typed_in("number_input", initial_value=_NUMERIC, min_value=_NUMERIC, max_value=_NUMERIC),
        number_rules,
    ),
    "email_text_input": _field({}, _typed_in("email_input", initial_value=_ADDRESS)),
    "url_text_input": _field({}, _typed_in("url_input", initial_value=link())),
    "rich_text_input": _field(
        {},
        _typed_in(
            "rich_text_input",
            initial_value=NESTED_RICH_TEXT,
            min_lines=integer("rich_text_input.min_lines"),
            max_lines=integer("rich_text_input.max_lines"),
        ),
        (lines_rule,),
    ),
    "file_input": _element(
        {}, {"filetypes": array(string("non_empty"), distinct=True), "max_files": integer("file_input.max_files")}
    ),
}

_WORKFLOW_BUTTON = _element(
    {"text": text("workflow_button.text", PLAIN), "workflow": WORKFLOW},
    {
        "style": choice("primary", "danger"),
        "accessibility_label": string("workflow_button.accessibility_label"),
    },
)

_FEEDBACK = Record(
    {"text": text("feedback_button.text", PLAIN), "value": string("feedback_button.value")},
    {"accessibility_label": string("feedback_button.accessibility_label")},
)

CONTEXT_ACTIONS: Final[Mapping[str, Check]] = {
    "feedback_buttons": _element({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}),
    "icon_button": _element(
        {"icon": choice("trash"), "text": text("icon_button.text", PLAIN)},
        {
            "value": string("icon_button.value"),
            "confirm": CONFIRM,
            "accessibility_label": string("icon_button.accessibility_label"),
            "visible_to_user_ids": array(user_id, "icon_button.visible_to_user_ids", distinct=True),
        },
    ),
}

BUTTONS: Final[Mapping[str, Check]] = {"button": _BUTTON, "workflow_button": _WORKFLOW_BUTTON}

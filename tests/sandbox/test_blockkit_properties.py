"""The validator accepts what Slack's SDK builds within limits, survives everything, and is quick."""

import copy
from time import process_time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models import blocks as sdk
from slack_sdk.models.blocks import MarkdownTextObject, PlainTextObject
from slack_sdk.models.views import View

from sandbox.blockkit import Problem, Surface, validate_blocks, validate_message, validate_view
from tests.sandbox.samples import (
    SURFACES,
    actions,
    bars,
    card,
    container,
    data_table,
    element,
    field,
    modal,
    options,
    section,
)


def _words(most: int) -> st.SearchStrategy[str]:
    """Any text that is short enough even when each of its characters counts twice."""
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=min(most // 2, 40))


def _plain(most: int) -> st.SearchStrategy[PlainTextObject]:
    return st.builds(lambda text: PlainTextObject(text=text, emoji=True), _words(most))


def _mrkdwn(most: int) -> st.SearchStrategy[MarkdownTextObject]:
    return st.builds(
        lambda text, verbatim: MarkdownTextObject(text=text, verbatim=verbatim), _words(most), st.booleans()
    )


def _either(most: int) -> st.SearchStrategy[Any]:
    return _plain(most) | _mrkdwn(most)


_options = st.lists(
    st.builds(
        lambda text, value, description: sdk.Option(text=text, value=value, description=description),
        _plain(75),
        _words(150),
        _plain(75),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda each: each.value,
)
_confirm = st.builds(
    lambda title, text, yes, no: sdk.ConfirmObject(title=title, text=text, confirm=yes, deny=no),
    _plain(100),
    _mrkdwn(300),
    _plain(30),
    _plain(30),
)
_buttons = st.builds(
    lambda text, value, style, confirm: sdk.ButtonElement(text=text, value=value, style=style, confirm=confirm),
    _plain(75),
    _words(2000),
    st.sampled_from([None, "primary", "danger"]),
    st.none() | _confirm,
)
_menus = st.builds(
    lambda hint, choices, first: sdk.StaticSelectElement(
        placeholder=hint, options=choices, initial_option=choices[0] if first else None
    ),
    _plain(150),
    _options,
    st.booleans(),
)
_boxes = st.builds(
    lambda choices, first: sdk.CheckboxesElement(options=choices, initial_options=choices[:1] if first else None),
    _options,
    st.booleans(),
)
_people = st.builds(lambda hint: sdk.UserSelectElement(placeholder=hint, initial_user="U123"), _plain(150))
_days = st.builds(lambda day: sdk.DatePickerElement(initial_date=day.isoformat()), st.dates())
_elements = st.one_of(_buttons, _menus, _boxes, _people, _days)
_texts = st.builds(
    lambda hint, value, long: sdk.PlainTextInputElement(placeholder=hint, initial_value=value, multiline=long),
    _plain(150),
    _words(3000),
    st.booleans(),
)
_blocks = st.one_of(
    st.builds(lambda text, beside: sdk.SectionBlock(text=text, accessory=beside), _either(3000), st.none() | _elements),
    st.builds(lambda fields: sdk.SectionBlock(fields=fields), st.lists(_either(2000), min_size=1, max_size=10)),
    st.builds(lambda text: sdk.HeaderBlock(text=text), _plain(150)),
    st.builds(lambda texts: sdk.ContextBlock(elements=texts), st.lists(_either(3000), min_size=1, max_size=10)),
    st.builds(lambda each: sdk.ActionsBlock(elements=each), st.lists(_elements, min_size=1, max_size=5)),
    st.builds(
        lambda label, each, hint: sdk.InputBlock(label=label, element=each, hint=hint),
        _plain(2000),
        st.one_of(_texts, _menus, _boxes, _people, _days),
        st.none() | _plain(2000),
    ),
    st.builds(sdk.DividerBlock),
    st.builds(lambda alt: sdk.ImageBlock(image_url="https://example.com/a.png", alt_text=alt), _words(2000)),
)


@given(st.lists(_blocks, min_size=1, max_size=6), st.sampled_from(SURFACES))
def test_what_the_sdk_builds_within_limits_passes(blocks: list[sdk.Block], surface: Surface) -> None:
    assert validate_blocks([block.to_dict() for block in blocks], surface) == []


@given(st.lists(_blocks, min_size=1, max_size=4), _plain(24), _plain(24))
def test_a_modal_that_the_sdk_builds_passes(
    blocks: list[sdk.Block], title: PlainTextObject, submit: PlainTextObject
) -> None:
    assert validate_view(View(type="modal", title=title, submit=submit, blocks=blocks).to_dict()) == []


_KEYS = st.sampled_from(
    ["type", "text", "blocks", "elements", "element", "options", "accessory", "fields", "label", "title", "style"]
)
_KINDS = st.sampled_from(
    ["section", "actions", "input", "rich_text", "mrkdwn", "plain_text", "button", "modal", "card"]
)
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5) | _KINDS
_JSON: st.SearchStrategy[Any] = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS | st.text(max_size=3), inner, max_size=4),
    max_leaves=15,
)


def _all_problems(value: Any) -> list[Problem]:
    problems = [problem for surface in SURFACES for problem in validate_blocks(value, surface)]
    message = (
        value if isinstance(value, dict) else {"text": "x", "blocks": value, "attachments": value, "metadata": value}
    )
    view = value if isinstance(value, dict) else {"type": "modal", "title": value, "blocks": value}
    return [*problems, *validate_message(message), *validate_view(view)]


@given(_JSON)
def test_any_json_gets_an_answer(value: Any) -> None:
    for problem in _all_problems(value):
        assert problem.code
        assert problem.pointer.startswith("/")
        assert problem.message


_WHOLE = modal(
    section(accessory=element("overflow", options=options(2))),
    field("static_select", option_groups=[{"label": {"type": "plain_text", "text": "x"}, "options": options(2)}]),
    field("number_input", initial_value="1", min_value="0", max_value="2"),
    field("plain_text_input", min_length=1, max_length=5, initial_value="x"),
    field("checkboxes", options=options(3), initial_options=options(1)),
    actions(element("button"), element("conversations_select", filter={"include": ["im"]})),
    container(),
    card(),
    bars(),
    data_table(),
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in a JSON value."""
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [(value, key) for key, _ in items] + [place for _, each in items for place in _places(each)]


@given(st.data(), _JSON)
def test_any_damage_to_a_view_gets_an_answer(data: st.DataObject, damage: Any) -> None:
    view = copy.deepcopy(_WHOLE)
    holder, key = data.draw(st.sampled_from(_places(view)))
    holder[key] = damage
    validate_view(view)
    validate_message(view)


def test_a_message_of_fifty_blocks_takes_less_than_five_milliseconds() -> None:
    blocks = [section(accessory=element("static_select", options=options(20))) for _ in range(50)]
    message = {"text": "x", "blocks": blocks}

    def milliseconds() -> float:
        start = process_time()
        assert validate_message(message) == []
        return (process_time() - start) * 1000

    assert min(milliseconds() for _ in range(10)) < 5


def test_nesting_without_end_gets_an_answer() -> None:
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    assert validate_view(modal(private_metadata=deep))

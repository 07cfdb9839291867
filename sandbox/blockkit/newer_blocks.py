"""The blocks that came in 2025 and 2026: tables, charts, cards, containers, plans, alerts.

Their limits still move and the sources disagree; the stricter reading is taken.
Source: docs.slack.dev/reference/block-kit/blocks.
"""

from sandbox.blockkit.classic_blocks import CLASSIC_BLOCKS, BlockPlace, block
from sandbox.blockkit.limits import LIMITS
from sandbox.blockkit.objects import IMAGE_ELEMENT, PLAIN, link, text
from sandbox.blockkit.places import IN_CARD, IN_CONTEXT_ACTIONS
from sandbox.blockkit.problems import Report
from sandbox.blockkit.rich_text import NESTED_RICH_TEXT, RICH_TEXT
from sandbox.blockkit.schema import (
    Check,
    Json,
    OneOf,
    Record,
    array,
    at_least_one_of,
    boolean,
    check_length,
    choice,
    integer,
    kind,
    not_both,
    number,
    string,
)

_RAW_TEXT = kind({"text": string("data_table.cell_text", shown=True)})
_RAW_NUMBER = kind({"value": number, "text": string("data_table.cell_text", shown=True)})

_TABLE = block(
    {
        "rows": array(
            array(OneOf({"raw_text": _RAW_TEXT, "rich_text": RICH_TEXT}), "table.columns"),
            "table.rows",
        )
    },
    {
        "column_settings": array(
            Record({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean}),
            "table.column_settings",
        )
    },
)


def _even_rows(value: Json, pointer: str, report: Report) -> None:
    widths = {len(row) for row in value["rows"]}
    if len(widths) > 1:
        report.say(f"{pointer}/rows", "all rows must have the same number of columns")
    elif value.get("row_header_column_index", 0) >= min(widths):
        report.say(f"{pointer}/row_header_column_index", "must be the index of a column")


def _plain_header(value: Json, pointer: str, report: Report) -> None:
    if any(cell["type"] == "rich_text" for cell in value["rows"][0]):
        report.say(f"{pointer}/rows/0", "header cells cannot contain rich_text")


_DATA_TABLE = block(
    {
        "rows": array(
            array(
                OneOf({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER, "rich_text": RICH_TEXT}),
                "data_table.columns",
            ),
            "data_table.rows",
        ),
        "caption": string("non_empty"),
    },
    {
        "page_size": integer("data_table.page_size"),
        "row_header_column_index": integer("data_table.row_header_column_index"),
    },
    (_even_rows, _plain_header),
)


def _data_table(value: object, pointer: str, report: Report) -> None:
    # A data table has an allowance of its own, larger than that of a message's other text.
    before = report.text_length
    _DATA_TABLE(value, pointer, report)
    size = report.text_length - before
    report.text_length = before
    report.table_length += size
    if size:
        check_length(size, "data_table.content", f"{pointer}/rows", report)


_NOTHING = LIMITS["data_visualization.segment.value"].low


def _positive(value: object, pointer: str, report: Report) -> None:
    number(value, pointer, report)
    if isinstance(value, int | float) and value <= _NOTHING:
        report.say(pointer, f"must be greater than {_NOTHING}")


def _series_rule(value: Json, pointer: str, report: Report) -> None:
    names = [series["name"] for series in value["series"]]
    if len(set(names)) < len(names):
        report.say(f"{pointer}/series", "series names must be unique")
    categories = value["axis_config"]["categories"]
    for index, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != sorted(categories):
            report.say(f"{pointer}/series/{index}/data", "must have one point for every category")


_POINT = Record({"label": string("data_visualization.point_label"), "value": number})
_AXIS_CHART = kind(
    {
        "series": array(
            Record(
                {
                    "name": string("data_visualization.series_name"),
                    "data": array(_POINT, "data_visualization.data"),
                }
            ),
            "data_visualization.series",
        ),
        "axis_config": Record(
            {
                "categories": array(
                    string("data_visualization.category_label"),
                    "data_visualization.categories",
                    distinct=True,
                )
            },
            {
                "x_label": string("data_visualization.axis_label"),
                "y_label": string("data_visualization.axis_label"),
            },
        ),
    },
    rules=(_series_rule,),
)
_PIE = kind(
    {
        "segments": array(
            Record({"label": string("data_visualization.segment.label"), "value": _positive}),
            "data_visualization.segments",
        )
    }
)
_CHART = OneOf({"pie": _PIE, "bar": _AXIS_CHART, "line": _AXIS_CHART, "area": _AXIS_CHART})

_SLACK_ICON = OneOf({"icon": kind({"name": string(None, r"[a-z]+(-[a-z]+)*", "must be a valid icon name")})})
_IMAGE = OneOf({"image": IMAGE_ELEMENT})

_CARD = block(
    {},
    {
        "hero_image": _IMAGE,
        "icon": _IMAGE,
        "slack_icon": _SLACK_ICON,
        "title": text("card.title"),
        "subtitle": text("card.subtitle"),
        "body": text("card.body"),
        "subtext": text("card.subtext"),
        "actions": array(IN_CARD, "card.actions"),
    },
    (at_least_one_of("hero_image", "title", "actions", "body"), not_both("icon", "slack_icon")),
)

_ALONE = ("markdown", "call")
_IN_CONTAINER: dict[str, Check] = {name: check for name, check in CLASSIC_BLOCKS.items() if name not in _ALONE}
_CHILDREN = BlockPlace({**_IN_CONTAINER, "table": _TABLE})


def _folding(value: Json, pointer: str, report: Report) -> None:
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        report.say(f"{pointer}/default_collapsed", "default_collapsed requires is_collapsible")
    if value.get("has_header_divider") and value.get("is_collapsible"):
        report.say(f"{pointer}/has_header_divider", "has_header_divider cannot be set when is_collapsible is true")


_CONTAINER = block(
    {"child_blocks": array(_CHILDREN, "container.child_blocks")},
    {
        "title": text("container.title", PLAIN),
        "rich_text_title": NESTED_RICH_TEXT,
        "subtitle": text("container.subtitle"),
        "width": choice("narrow", "standard", "wide", "full"),
        "icon": _IMAGE,
        "is_collapsible": boolean,
        "default_collapsed": boolean,
        "has_header_divider": boolean,
    },
    (at_least_one_of("title", "rich_text_title"), _folding),
)

_TASK_FIELDS: dict[str, Check] = {"task_id": string("non_empty"), "title": string("non_empty", shown=True)}
_TASK_EXTRAS: dict[str, Check] = {
    "details": NESTED_RICH_TEXT,
    "output": NESTED_RICH_TEXT,
    "sources": array(OneOf({"url": kind({"url": link(), "text": string("non_empty")})})),
}


def _distinct_tasks(value: Json, pointer: str, report: Report) -> None:
    ids = [task["task_id"] for task in value["tasks"]]
    if len(set(ids)) < len(ids):
        report.say(f"{pointer}/tasks", "task_id must be unique")


_PLANNED = Record(
    {**_TASK_FIELDS, "status": choice("pending", "in_progress", "complete", "error")},
    {**_TASK_EXTRAS, "type": choice("task_card"), "block_id": string("block_id")},
)

NEWER_BLOCKS: dict[str, Check] = {
    "table": _TABLE,
    "data_table": _data_table,
    "data_visualization": block({"title": string("data_visualization.title"), "chart": _CHART}),
    "container": _CONTAINER,
    "card": _CARD,
    "carousel": block({"elements": array(BlockPlace({"card": _CARD}), "carousel.elements")}),
    "alert": block({"text": text("alert.text")}, {"level": choice("default", "info", "warning", "error", "success")}),
    "context_actions": block({"elements": array(IN_CONTEXT_ACTIONS, "context_actions.elements")}),
    "plan": block(
        {"title": string("non_empty", shown=True), "tasks": array(_PLANNED, "plan.tasks")},
        rules=(_distinct_tasks,),
    ),
    "task_card": block({**_TASK_FIELDS, "status": choice("in_progress", "complete", "error")}, _TASK_EXTRAS),
}

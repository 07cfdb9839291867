"""Small, valid pieces of Block Kit, to be stretched to a limit or broken in one place."""

from typing import Any, Final

from sandbox.blockkit import Surface

Json = dict[str, Any]


def plain(size: int = 4) -> Json:
    return {"type": "plain_text", "text": "x" * size}


def mrkdwn(size: int = 4) -> Json:
    return {"type": "mrkdwn", "text": "x" * size}


def url(size: int = 20) -> str:
    return "https://" + "x" * (size - len("https://"))


def section(**fields: Any) -> Json:
    return {"type": "section", "text": mrkdwn(), **fields}


def option(number: int = 0, **fields: Any) -> Json:
    return {"text": plain(), "value": f"v{number}", **fields}


def options(count: int) -> list[Json]:
    return [option(number) for number in range(count)]


def group(**fields: Any) -> Json:
    return {"label": plain(), "options": options(1), **fields}


def confirm(**fields: Any) -> Json:
    return {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain(), **fields}


def element(kind: str, **fields: Any) -> Json:
    """An element with just what its kind demands."""
    needed: dict[str, Json] = {
        "button": {"text": plain()},
        "workflow_button": {"text": plain(), "workflow": {"trigger": {"url": url()}}},
        "overflow": {"options": options(1)},
        "checkboxes": {"options": options(1)},
        "radio_buttons": {"options": options(1)},
        "static_select": {} if "option_groups" in fields else {"options": options(1)},
        "multi_static_select": {"options": options(1)},
        "number_input": {"is_decimal_allowed": False},
        "image": {"image_url": url(), "alt_text": "x"},
        "icon_button": {"icon": "trash", "text": plain()},
        "feedback_buttons": {
            "positive_button": {"text": plain(), "value": "up"},
            "negative_button": {"text": plain(), "value": "down"},
        },
    }
    return {"type": kind, **needed.get(kind, {}), **fields}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def context(*elements: Json) -> Json:
    return {"type": "context", "elements": list(elements)}


def context_actions(*elements: Json) -> Json:
    return {"type": "context_actions", "elements": list(elements)}


def field(kind: str = "plain_text_input", **fields: Any) -> Json:
    """An input block around an element of this kind."""
    return {"type": "input", "label": plain(), "element": element(kind, **fields)}


def words(text: str) -> Json:
    """A plain text that says something."""
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    """A mrkdwn text that says something."""
    return {"type": "mrkdwn", "text": text}


def named_option(text: str, **fields: Any) -> Json:
    return {"text": words(text), "value": text.lower(), **fields}


def named_button(text: str, **fields: Any) -> Json:
    return element("button", text=words(text), **fields)


def named_field(label: str, kind: str, block_id: str = "b", optional: bool = False, **fields: Any) -> Json:
    """An input block with a label, whose element has the action id `a`."""
    block = {**field(kind, action_id="a", **fields), "label": words(label), "block_id": block_id}
    return {**block, "optional": True} if optional else block


def rich_text(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def rich_section(*parts: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(parts) or [{"type": "text", "text": "x"}]}


def rich_list(**fields: Any) -> Json:
    return {"type": "rich_text_list", "style": "bullet", "elements": [rich_section()], **fields}


def image(**fields: Any) -> Json:
    return {"type": "image", "image_url": url(), "alt_text": "x", **fields}


def video(**fields: Any) -> Json:
    return {
        "type": "video",
        "alt_text": "x",
        "title": plain(),
        "thumbnail_url": url(),
        "video_url": url(),
        **fields,
    }


def cell(size: int = 1) -> Json:
    return {"type": "raw_text", "text": "x" * size}


def data_table(rows: int = 2, columns: int = 1, **fields: Any) -> Json:
    return {
        "type": "data_table",
        "caption": "x",
        "rows": [[cell() for _ in range(columns)] for _ in range(rows)],
        **fields,
    }


def pie(segments: int = 1, title: str = "x", **segment: Any) -> Json:
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {"type": "pie", "segments": [{"label": "x", "value": 1, **segment}] * segments},
    }


def bars(series: int = 1, labels: list[str] | None = None, name: str = "n", **axis: Any) -> Json:
    labels = ["x"] if labels is None else labels
    points = [{"label": label, "value": 1} for label in labels]
    return {
        "type": "data_visualization",
        "title": "x",
        "chart": {
            "type": "bar",
            "series": [{"name": name if not number else f"{number}", "data": points} for number in range(series)],
            "axis_config": {"categories": labels, **axis},
        },
    }


def container(**fields: Any) -> Json:
    return {"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}], **fields}


def card(**fields: Any) -> Json:
    return {"type": "card", "body": mrkdwn(), **fields}


def task(number: int = 0, **fields: Any) -> Json:
    return {"task_id": f"t{number}", "title": "x", "status": "complete", **fields}


def modal(*blocks: Json, **fields: Any) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks) or [section()], **fields}


def home(*blocks: Json, **fields: Any) -> Json:
    return {"type": "home", "blocks": list(blocks) or [section()], **fields}


SURFACES: Final[list[Surface]] = ["message", "modal", "home"]

BLOCKS: Final[dict[str, tuple[Json, set[Surface]]]] = {
    "section": (section(fields=[plain(), mrkdwn()], expand=True), set(SURFACES)),
    "section with an image": (section(accessory=element("image")), set(SURFACES)),
    "header": ({"type": "header", "text": plain()}, set(SURFACES)),
    "divider": ({"type": "divider", "block_id": "d"}, set(SURFACES)),
    "image": (image(title=plain()), set(SURFACES)),
    "image from a file": (
        {"type": "image", "slack_file": {"id": "F012345678"}, "alt_text": "x"},
        set(SURFACES),
    ),
    "context": (context(image(), mrkdwn(), plain()), set(SURFACES)),
    "actions": (actions(element("button")), set(SURFACES)),
    "input": (field(), set(SURFACES)),
    "rich_text": (rich_text(rich_section(), rich_list()), set(SURFACES)),
    "video": (video(), set(SURFACES)),
    "markdown": ({"type": "markdown", "text": "**x**"}, {"message"}),
    "call": ({"type": "call", "call_id": "R1"}, {"message"}),
    "table": ({"type": "table", "rows": [[cell(), rich_text(rich_section())]]}, {"message"}),
    "data_table": (data_table(), {"message"}),
    "data_visualization": (bars(), {"message"}),
    "container": (container(), {"message"}),
    "card": (card(), {"message", "home"}),
    "carousel": ({"type": "carousel", "elements": [card()]}, {"message", "home"}),
    "alert": ({"type": "alert", "text": plain(), "level": "warning"}, {"modal"}),
    "context_actions": (context_actions(element("icon_button")), {"message"}),
    "plan": ({"type": "plan", "title": "x", "tasks": [task(status="pending")]}, {"message"}),
    "task_card": ({"type": "task_card", **task()}, {"message"}),
    "datetimepicker": (actions(element("datetimepicker")), {"message", "modal"}),
    "number_input": (field("number_input"), {"modal"}),
    "email_text_input": (field("email_text_input"), {"modal"}),
    "url_text_input": (field("url_text_input"), {"modal"}),
    "file_input": (field("file_input"), {"modal"}),
    "rich_text_input": (field("rich_text_input"), {"modal", "home"}),
    "workflow_button": (actions(element("workflow_button")), {"message"}),
    "file": ({"type": "file", "external_id": "x", "source": "remote"}, set()),
    "auth_provider": ({"type": "auth_provider", "value": "x", "name": plain()}, set()),
}
"""A block of every kind, and of what stands in it, with the surfaces on which it may stand."""

"""What a browser sends of a field, as Slack's state has it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sandbox.find import options_of
from sandbox.page.draw.markup import from_markup
from sandbox.page.draw.sight import Json, Sight
from sandbox.state import KEY

Read = Callable[[Json, Sequence[str], Sight], Any]


def value_of(element: Json, raw: Sequence[str], sight: Sight) -> Json:
    """The state of an element whose field sends `raw`."""
    kind = str(element["type"])
    return {"type": kind, KEY[kind]: _READ.get(KEY[kind], _text)(element, [one for one in raw if one], sight)}


def _text(element: Json, raw: Sequence[str], sight: Sight) -> str | None:
    return raw[0].replace("\r\n", "\n") if raw else None


def _texts(element: Json, raw: Sequence[str], sight: Sight) -> list[str]:
    return list(raw)


def _option(element: Json, raw: Sequence[str], sight: Sight) -> Json | None:
    return next((one for one in options_of(element) if raw and one.get("value") == raw[-1]), None)


def _options(element: Json, raw: Sequence[str], sight: Sight) -> list[Json]:
    return [one for one in options_of(element) if one.get("value") in raw]


def _moment(element: Json, raw: Sequence[str], sight: Sight) -> int | None:
    if not raw:
        return None
    return round(datetime.fromisoformat(raw[0]).replace(tzinfo=sight.zone).astimezone(UTC).timestamp())


def _rich(element: Json, raw: Sequence[str], sight: Sight) -> Json | None:
    return from_markup(raw[0].replace("\r\n", "\n")) if raw else None


_READ: Final[Mapping[str, Read]] = {
    "selected_option": _option,
    "selected_options": _options,
    "selected_users": _texts,
    "selected_channels": _texts,
    "selected_conversations": _texts,
    "selected_date_time": _moment,
    "rich_text_value": _rich,
}

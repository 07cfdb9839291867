"""What drawing needs to know besides the blocks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]
Field = tuple[str, str]
"""Where an element stands: its block_id and its action_id."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One surface (a message, a modal, a Home tab) as one person sees it.

    `at` names the surface and travels with every deed. `values` and `errors` have the shapes of a view's state and of
    `response_action: errors`; `offered` holds the options that the app gave for what was typed in an external menu.
    `zone` is the reader's own, for dates.
    """

    at: str
    name_of: Callable[[str], str | None]
    zone: ZoneInfo
    file_url: Callable[[str], str] = str
    people: Sequence[tuple[str, str]] = ()
    channels: Sequence[tuple[str, str]] = ()
    values: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    offered: Mapping[Field, Sequence[Json]] = field(default_factory=dict)

"""The few shapes from which every rule of Block Kit is built.

A check takes a value, the JSON pointer to it and the report, and adds to the report what is wrong. Checks
accept any JSON value and never raise.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sandbox.blockkit.limits import LIMITS
from sandbox.blockkit.problems import Report, Surface

Json = Mapping[str, Any]
Check = Callable[[object, str, Report], None]
Rule = Callable[[Json, str, Report], None]

ENUM = "must be a valid enum value"
NO_MATCH = "failed to match all allowed schemas"


def measure(text: str) -> int:
    """The length of a text as the stricter of two readings: code points or UTF-16 units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def anything(value: object, pointer: str, report: Report) -> None:
    """Accept: another rule judges this field."""


def boolean(value: object, pointer: str, report: Report) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report.say(pointer, "must be a boolean")


def number(value: object, pointer: str, report: Report) -> None:
    """A JSON number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        report.say(pointer, "must be a number")


def check_length(size: int, limit: str, pointer: str, report: Report) -> None:
    """Hold a number of characters against a row of the table of limits."""
    low, high = LIMITS[limit]
    if size < low:
        report.say(pointer, f"must be more than {low - 1} characters")
    elif high is not None and size > high:
        report.say(pointer, f"must be less than {high + 1} characters")


def string(limit: str | None = None, pattern: str | None = None, says: str = "", shown: bool = False) -> Check:
    """A string within a limit that matches a pattern as a whole; `shown` strings count as text of the message."""
    matches = re.compile(pattern).fullmatch if pattern else None

    def check(value: object, pointer: str, report: Report) -> None:
        if not isinstance(value, str):
            report.say(pointer, "must be a string")
            return
        size = measure(value)
        if shown:
            report.text_length += size
        if limit:
            check_length(size, limit, pointer, report)
        if matches and not matches(value):
            report.say(pointer, says)

    return check


def integer(limit: str | None = None) -> Check:
    """A whole number within a limit."""

    def check(value: object, pointer: str, report: Report) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            report.say(pointer, "must be an integer")
        elif limit:
            low, high = LIMITS[limit]
            if value < low:
                report.say(pointer, f"must be greater than or equal to {low}")
            elif high is not None and value > high:
                report.say(pointer, f"must be less than or equal to {high}")

    return check


def choice(*allowed: str) -> Check:
    """One of some words."""

    def check(value: object, pointer: str, report: Report) -> None:
        if not isinstance(value, str) or value not in allowed:
            report.say(pointer, ENUM)

    return check


def check_count(count: int, limit: str, pointer: str, report: Report) -> None:
    """Hold a number of items against a row of the table of limits."""
    low, high = LIMITS[limit]
    if count < low:
        report.say(pointer, f"no fewer than {low} items allowed")
    elif high is not None and count > high:
        report.say(pointer, f"no more than {high} items allowed")


def array(item: Check, limit: str | None = None, distinct: bool = False) -> Check:
    """A list of like things; without a limit it must hold at least one."""

    def check(value: object, pointer: str, report: Report) -> None:
        if not isinstance(value, list):
            report.say(pointer, "must be an array")
            return
        if limit:
            check_count(len(value), limit, pointer, report)
        elif not value:
            report.say(pointer, "no fewer than 1 items allowed")
        for index, each in enumerate(value):
            item(each, f"{pointer}/{index}", report)
        if distinct and any(each in value[:index] for index, each in enumerate(value)):
            report.say(pointer, "must not contain duplicate items")

    return check


class Record:
    """An object with known fields: the required ones must be there, others than these must not.

    Rules speak about several fields at once; they see only objects whose fields are each well formed.
    """

    def __init__(
        self,
        required: Mapping[str, Check],
        optional: Mapping[str, Check] | None = None,
        rules: Collection[Rule] = (),
    ) -> None:
        self.required = tuple(required)
        self.fields: dict[str, Check] = {**required, **(optional or {})}
        self.rules = tuple(rules)

    def __call__(self, value: object, pointer: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.say(pointer, "must be an object")
            return
        before = len(report.problems)
        for name in self.required:
            if name not in value:
                report.say(pointer, f"missing required field: {name}")
        for name, each in value.items():
            check = self.fields.get(name)
            if check is None:
                report.say(pointer, f"invalid additional property: {name}")
            else:
                check(each, f"{pointer}/{name}", report)
        for rule in self.rules:
            if len(report.problems) == before:
                rule(value, pointer, report)


def kind(
    required: Mapping[str, Check] | None = None,
    optional: Mapping[str, Check] | None = None,
    rules: Collection[Rule] = (),
) -> Record:
    """A record that is known by its `type`, which whoever chooses among kinds has looked at."""
    return Record({"type": anything, **(required or {})}, optional, rules)


class OneOf:
    """An object that says by its `type` which of several kinds it is.

    `surfaces` names the kinds that do not stand on every surface, with those on which they may.
    """

    def __init__(self, kinds: Mapping[str, Check], surfaces: Mapping[str, Collection[Surface]] | None = None) -> None:
        self.kinds = dict(kinds)
        self.surfaces = surfaces or {}

    def __call__(self, value: object, pointer: str, report: Report) -> None:
        check = self.choose(value, pointer, report)
        if check:
            check(value, pointer, report)

    def choose(self, value: object, pointer: str, report: Report) -> Check | None:
        """The check for this value's kind; None, and a problem, when no kind fits here."""
        if not isinstance(value, dict):
            report.say(pointer, "must be an object")
            return None
        if "type" not in value:
            report.say(pointer, "missing required field: type")
            return None
        name = value["type"]
        check = self.kinds.get(name) if isinstance(name, str) else None
        if check is None or report.surface not in self.surfaces.get(name, (report.surface,)):
            report.say(f"{pointer}/type", f"unsupported type: {name}")
            return None
        return check


def at_least_one_of(*names: str) -> Rule:
    """A rule: one of these fields must be there."""
    words = " or ".join(f"`{name}`" for name in names)

    def rule(value: Json, pointer: str, report: Report) -> None:
        if not any(name in value for name in names):
            report.say(pointer, f"must define either {words}")

    return rule


def not_both(first: str, second: str) -> Rule:
    """A rule: these two fields exclude each other."""

    def rule(value: Json, pointer: str, report: Report) -> None:
        if first in value and second in value:
            report.say(pointer, f"cannot define both `{first}` and `{second}`")

    return rule


def exactly_one_of(first: str, second: str) -> tuple[Rule, Rule]:
    """Two rules: one of these two fields must be there, and not both."""
    return at_least_one_of(first, second), not_both(first, second)

"""Menus of any length: Slack takes a hundred options in one list, and a hundred such lists in one menu."""

from collections.abc import Collection, Mapping, Sequence

from slack_sdk.models.blocks import Option, OptionGroup, StaticMultiSelectElement, StaticSelectElement

from handlers.kit.text import trim

IN_A_LIST = 100
MOST = 500
"""More would make a window larger than the 250 KB that Slack takes (slack.dev: views.open)."""


def menu(action_id: str, options: Sequence[Option], *, chosen: str | None = None) -> StaticSelectElement:
    """One of these, `chosen` by its value at first; people type to narrow it down."""
    offered = list(options[:MOST])
    first = next((one for one in offered if one.value == chosen), None)
    if len(offered) <= IN_A_LIST:
        return StaticSelectElement(action_id=action_id, options=offered, initial_option=first)
    return StaticSelectElement(action_id=action_id, option_groups=_grouped(offered), initial_option=first)


def menu_in_groups(
    action_id: str, groups: Mapping[str, Sequence[Option]], *, chosen: str | None = None
) -> StaticSelectElement:
    """One of these, in groups by their labels (75 characters), a hundred in each at most."""
    first = next((one for options in groups.values() for one in options if one.value == chosen), None)
    grouped = [OptionGroup(label=trim(label, 75), options=list(options)) for label, options in groups.items()]
    return StaticSelectElement(action_id=action_id, option_groups=grouped, initial_option=first)


def several(action_id: str, options: Sequence[Option], *, chosen: Collection[str] = ()) -> StaticMultiSelectElement:
    """Any of these, those `chosen` by their values at first."""
    offered = list(options[:MOST])
    first = [one for one in offered if one.value in chosen] or None
    if len(offered) <= IN_A_LIST:
        return StaticMultiSelectElement(action_id=action_id, options=offered, initial_options=first)
    return StaticMultiSelectElement(action_id=action_id, option_groups=_grouped(offered), initial_options=first)


def _grouped(options: Sequence[Option]) -> list[OptionGroup]:
    return [
        OptionGroup(label=f"{start + 1} to {start + len(part)}", options=part)
        for start in range(0, len(options), IN_A_LIST)
        if (part := list(options[start : start + IN_A_LIST]))
    ]

"""What is chosen: menus, people, channels, dates, times, boxes to tick."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import htpy as h

from sandbox.find import options_of
from sandbox.page.draw.sight import Json
from sandbox.page.draw.slot import Slot
from sandbox.page.draw.words import drawn, plain


def static_menu(slot: Slot) -> h.Node:
    """A menu of options, in groups where there are groups."""
    groups = slot.element.get("option_groups")
    chosen = (slot.value or {}).get("value")
    if groups:
        inside: h.Node = [
            h.optgroup(label=plain(group.get("label"), slot.sight))[_options(slot, group.get("options", ()), chosen)]
            for group in groups
        ]
    else:
        inside = _options(slot, slot.element.get("options", ()), chosen)
    return _menu(slot, inside, empty=not chosen)


def _options(slot: Slot, options: Iterable[Json], chosen: str | None) -> h.Node:
    return [
        h.option(value=one.get("value"), selected=one.get("value") == chosen)[plain(one.get("text"), slot.sight)]
        for one in options
    ]


def _menu(slot: Slot, inside: h.Node, *, empty: bool) -> h.Node:
    return h.select(slot.explained, id=slot.id(), name=slot.name)[
        h.option(value="", selected=empty)[slot.placeholder or "–"], inside
    ]


def people_menu(slot: Slot) -> h.Node:
    """A menu of everybody."""
    return _known_menu(slot, slot.sight.people)


def channels_menu(slot: Slot) -> h.Node:
    """A menu of the channels."""
    return _known_menu(slot, slot.sight.channels)


def _known_menu(slot: Slot, known: Sequence[tuple[str, str]]) -> h.Node:
    chosen = slot.value
    rest = [] if not chosen or chosen in dict(known) else [(chosen, slot.sight.name_of(chosen) or chosen)]
    return _menu(
        slot, [h.option(value=key, selected=key == chosen)[name] for key, name in [*known, *rest]], empty=not chosen
    )


def tick_boxes(slot: Slot) -> h.Node:
    """Boxes to tick, or one of several to choose."""
    single = slot.kind == "radio_buttons"
    chosen = [slot.value] if single else slot.value or []
    picked = {one.get("value") for one in chosen if one}
    return _ticks(
        slot,
        [
            (str(one.get("value")), drawn(one.get("text"), slot.sight), drawn(one.get("description"), slot.sight))
            for one in options_of(slot.element)
        ],
        picked,
        single=single,
    )


def several_options(slot: Slot) -> h.Node:
    """Several of a menu's options."""
    picked = {one.get("value") for one in slot.value or []}
    options = [
        (str(one.get("value")), drawn(one.get("text"), slot.sight), None) for one in options_of(slot.element)
    ]  # fmt: skip
    return _ticks(slot, options, picked, boxed=True)


def several_people(slot: Slot) -> h.Node:
    """Several people."""
    return _ticks(slot, [(key, name, None) for key, name in slot.sight.people], set(slot.value or ()), boxed=True)


def several_channels(slot: Slot) -> h.Node:
    """Several channels."""
    return _ticks(slot, [(key, name, None) for key, name in slot.sight.channels], set(slot.value or ()), boxed=True)


def _ticks(
    slot: Slot,
    options: Sequence[tuple[str, h.Node, h.Node]],
    picked: set[str | None],
    *,
    single: bool = False,
    boxed: bool = False,
) -> h.Node:
    described = {"aria-describedby": slot.explained["aria-describedby"]}
    kind = "radio" if single else "checkbox"
    return h.div({"class": {"ticks": True, "boxed": boxed}}, id=slot.id())[
        not single and h.input(type="hidden", name=slot.name, value=""),
        (
            h.label(".tick-row")[
                h.input(described, type=kind, id=slot.id(number), name=slot.name, value=value, checked=value in picked),
                h.span[h.span(".tick-words")[words], more and h.span(".soft")[more]],
            ]
            for number, (value, words, more) in enumerate(options)
        ),
    ]


def date_picker(slot: Slot) -> h.Node:
    """A day."""
    return h.input(slot.explained, type="date", id=slot.id(), name=slot.name, value=slot.value or "")


def time_picker(slot: Slot) -> h.Node:
    """A time of day."""
    return h.input(slot.explained, type="time", id=slot.id(), name=slot.name, value=slot.value or "")


def moment_picker(slot: Slot) -> h.Node:
    """A day and a time on the reader's clock."""
    at = datetime.fromtimestamp(int(slot.value), UTC).astimezone(slot.sight.zone) if slot.value else None
    value = f"{at:%Y-%m-%dT%H:%M}" if at else ""
    return h.input(slot.explained, type="datetime-local", id=slot.id(), name=slot.name, value=value)


def external_menu(slot: Slot) -> h.Node:
    """A menu that the app fills as one types: an ARIA combobox; the page's script gives it arrow keys."""
    several = slot.kind == "multi_external_select"
    chosen = [one for one in (slot.value if several else [slot.value]) or [] if one]
    words = ", ".join(plain(one.get("text"), slot.sight) for one in chosen)
    listed = slot.id("list")
    return h.div(".combo", id=slot.id("combo"), phx_hook="Combobox")[
        several and bool(words) and h.p(".soft")[words],
        h.input(
            slot.explained, type="text", id=slot.id(), name=f"?{slot.name}", value="" if several else words,
            placeholder=slot.placeholder or None, role="combobox", aria_expanded="false", aria_autocomplete="list",
            aria_controls=listed, phx_debounce="200", autocomplete="off",
        ),
        h.ul(".offers-below", id=listed, role="listbox", aria_label="Suggestions", hidden=True)[
            (_offer(slot, number, one) for number, one in enumerate(slot.sight.offered.get(slot.where, ())))
        ],
    ]  # fmt: skip


def _offer(slot: Slot, number: int, option: Json) -> h.Node:
    block_id, action_id = slot.where
    told = {
        "phx-value-at": slot.sight.at,
        "phx-value-block": block_id,
        "phx-value-action": action_id,
        "phx-value-choice": str(option.get("value")),
    }
    words = plain(option.get("text"), slot.sight)
    return h.li(told, role="option", id=slot.id("option", number), data_label=words)[words]

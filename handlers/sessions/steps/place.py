"""place: milestones into weeks, one window each; the card shows the plan week by week."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from slack_sdk.models.blocks import Block, Option

from handlers.kit.elements import bold, field, line, plain, text_input
from handlers.kit.elements import option as choice
from handlers.kit.fit import listed
from handlers.kit.menus import menu, menu_in_groups, several
from handlers.kit.text import one_line, plural
from handlers.sessions import ids
from handlers.sessions.steps.choices import all_meant, meant, offered, sign
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.thread import hangs_on, words
from handlers.sessions.values import Shown
from okra.items import Item, ItemKind, by_key
from okra.steps.place import LONGEST_RISK, Place, Placed, Placing
from okra.steps.step import Room

NEEDS_SHOWN = 3
TOLD = (ItemKind.SCORE, ItemKind.DEPENDENCY, ItemKind.RISK)
"""Kinds that say something of a milestone."""
MOST_TOLD = 16
NOWHERE = choice("Not in this plan", "0")


class PlaceDoor:
    """The quarter's draft plan in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """What begins when, and what has no week yet."""
        state: Placing = shown.state
        if not state.items:
            return [line(plain("There are no milestones yet."))]
        known = by_key(state.setting.room.inputs)
        placed = sorted(state.placed.values(), key=lambda one: (one.week, one.on))
        left = [_named(item, known) for item in state.open]
        lead = bold(f"{plural(len(state.open), 'milestone')} without a week")
        return [*listed([_told(one, known) for one in placed], ()), *(listed(left, [lead]))]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Place one."""
        state: Placing = shown.state
        return [Opens("Place a milestone", "choose", "primary")] if state.items else []

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Nothing more."""
        return []

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """Which one; then its week, what it needs, its risk."""
        state: Placing = shown.state
        if not about:
            which = field("Milestone", ids.CHOICE, menu(ids.CHOICE, offered(state.items)))
            return Form("Which milestone?", [which], "Open it", asks_first=True)
        item = meant(state.items, about)
        now = state.placed.get(item.key)
        title = line(*_named(item, by_key(state.setting.room.inputs)))
        blocks = [title, *_said_before(state, item), *_boxes(state, item, now)]
        return Form("When does it begin?", blocks, "Place it", state.version(item.key))

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """Its place, or out of the plan."""
        state: Placing = shown.state
        item = meant(state.items, sent.about)
        week = int(sent.values.option(ids.WEEK) or 0)
        needs = all_meant(state.items, sent.values.options(ids.NEEDS), ids.NEEDS)
        return [Place(item.key, week or None, needs, sent.values.text(ids.RISK), sent.version)]

    def deed(self, shown: Shown, name: str) -> Any:
        """No button is a deed of its own."""
        raise KeyError(name)


def _named(item: Item, known: Mapping[str, Item]) -> list[Any]:
    """A milestone, and what it hangs on."""
    above = hangs_on(known, item)
    return [bold(one_line(item.text, 150)), plain(f" · {above}" if above else "")]


def _told(one: Placed, known: Mapping[str, Item]) -> list[Any]:
    names = [one_line(known[key].text, 60) for key in one.needs if key in known]
    rest = f" and {len(names) - NEEDS_SHOWN} more" if len(names) > NEEDS_SHOWN else ""
    more = f" · after {', '.join(names[:NEEDS_SHOWN])}{rest}" if names else ""
    risk = f" · ⚠ {one_line(one.risk, 100)}" if one.risk else ""
    item = known[one.on]
    above = hangs_on(known, item)
    return [
        bold(f"Week {one.week}: "),
        plain(one_line(item.text, 150) + more + risk + (f" · {above}" if above else "")),
    ]


def _said_before(state: Placing, item: Item) -> list[Block]:
    """Its effort and value, what must come first, what could go wrong: whoever places it should not have to look."""
    about = [one for one in state.setting.inputs(*TOLD) if one.hangs_on[:1] == (item.key,)]
    return listed([[bold(f"{words(one.kind)}: "), plain(one_line(one.text, 200))] for one in about[:MOST_TOLD]], ())


def _boxes(state: Placing, item: Item, now: Placed | None) -> list[Block]:
    chosen = str(now.week) if now else None
    weeks = menu_in_groups(ids.WEEK, _weeks(state.setting.room), chosen=chosen)
    boxes: list[Block] = [field("The week in which it begins", ids.WEEK, weeks)]
    others = offered([one for one in state.items if one.key != item.key])
    if others:
        element = several(ids.NEEDS, others, chosen=[sign(key) for key in now.needs] if now else ())
        boxes.append(field("What must be there before?", ids.NEEDS, element, optional=True))
    risk = text_input(ids.RISK, now.risk if now else "", max_length=LONGEST_RISK)
    return [*boxes, field("What could go wrong?", ids.RISK, risk, optional=True)]


def _weeks(room: Room) -> dict[str, list[Option]]:
    """The cycle's weeks by their months, where it is known when it begins."""
    months: dict[str, list[Option]] = {"Later, or never": [NOWHERE]}
    for week in range(1, room.weeks + 1):
        day = room.begins + timedelta(weeks=week - 1) if room.begins else None
        said = f"Week {week} · from {day:%-d %b}" if day else f"Week {week}"
        months.setdefault(f"{day:%B %Y}" if day else "In this cycle", []).append(choice(said, str(week)))
    return months


DOOR: Final = PlaceDoor()

"""Choosing among things that change while a window is open: each goes by a sign of its own, never by its place.

Somebody adds an objective while somebody else chooses one; a facilitator has the same window open twice: what was
chosen is what is meant, or it is gone and they are told.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from slack_sdk.models.blocks import Block, Option

from handlers.kit.elements import field, option
from handlers.kit.menus import IN_A_LIST, menu
from handlers.kit.text import one_line
from handlers.sessions import ids
from okra.items import Item
from okra.refusal import Refused

LABEL, SHORT_LABEL = 70, 40
"""Characters of an option: where there are very many, short ones keep the window small enough for Slack."""
GONE = "What you chose is gone meanwhile. Open the window once more."


def sign(*keys: str) -> str:
    """A short word for a thing, or for a set of things: its key may be too long for Slack."""
    return sha256("\n".join(sorted(keys)).encode()).hexdigest()[:16]


def offered(items: Sequence[Item]) -> list[Option]:
    """Items to choose from, each by its sign."""
    longest = LABEL if len(items) <= IN_A_LIST else SHORT_LABEL
    return [option(one_line(item.text, longest), sign(item.key)) for item in items]


def meant(items: Iterable[Item], chosen: str, field: str = "") -> Item:
    """The item of a sign. Raises Refused, beside `field`, where it is gone."""
    found = next((item for item in items if sign(item.key) == chosen), None)
    if found is None:
        raise Refused(GONE, field)
    return found


def all_meant(items: Sequence[Item], chosen: Iterable[str], field: str = "") -> tuple[str, ...]:
    """The keys of those signs, in the order of the items. Raises Refused, beside `field`, where one is gone."""
    keys = {sign(item.key): item.key for item in items}
    wanted = set(chosen)
    if not wanted <= keys.keys():
        raise Refused(GONE, field)
    return tuple(key for said, key in keys.items() if said in wanted)


def parts(items: Sequence[Item], most: int) -> list[Sequence[Item]]:
    """The items in parts of so many: a window has room for one."""
    return [items[start : start + most] for start in range(0, len(items), most)]


def which_part(items: Sequence[Item], most: int) -> list[Block]:
    """The question which part of very many to see."""
    options = [
        option(f"{at * most + 1} to {at * most + len(part)}: {one_line(part[0].text, 40)}", str(at))
        for at, part in enumerate(parts(items, most))
    ]
    return [field(f"There are {len(items)}. Which of them?", ids.CHOICE, menu(ids.CHOICE, options))]


def part_of(items: Sequence[Item], most: int, about: str) -> Sequence[Item]:
    """The part that was chosen; the first where none was."""
    found = parts(items, most)
    at = int(about) if about.isdigit() else 0
    return found[at] if at < len(found) else ()

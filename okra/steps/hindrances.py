"""What stood in the team's way, and becomes an issue: of a step of the kind `actions`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.steps.step import Body, Room, Setting, worded

NO_HINDRANCE: Final = frozenset((ItemKind.ATTRACTOR, ItemKind.LEARNING))
"""What does not stand in anybody's way, and so becomes no issue."""


@dataclass(frozen=True, slots=True)
class Raise:
    """Make an issue of what hindered the team; "" as a text keeps its words."""

    on: str
    owner: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take an issue back: it was none."""

    on: str


@dataclass(frozen=True, slots=True)
class Issue:
    """What is in the way, and who looks after it; `on` is the key of what it was made of."""

    key: str
    text: str
    owner: str
    on: str


def hinders(item: Item) -> bool:
    """Whether something can become an issue: a group of what helped the team cannot."""
    return NO_HINDRANCE.isdisjoint((item.kind, item.facts.get("of")))


def issue_of(setting: Setting, name: str, on: str, body: Body) -> Issue:
    """The issue that a row tells of."""
    return Issue(setting.key(name), body["text"], body["owner"], on)


def raised(items: Iterable[Item], room: Room, deed: Raise, known: Issue | None) -> Body | None:
    """What to write down of an issue that is made; None where it is one already, with the same owner.

    Raises Refused where nothing of `items` is meant, or where somebody else has that issue.
    """
    item = next((item for item in items if item.key == deed.on and hinders(item)), None)
    if item is None:
        raise Refused("Choose something that is in the way.", "on")
    if known is not None and known.owner != deed.owner:
        raise Refused("Somebody made this an issue already. Take it back first to give it to somebody else.", "on")
    body = {"text": worded(deed.text or item.text, "what is in the way"), "owner": owner_in(room, deed.owner)}
    return None if known else body


def owner_in(room: Room, user_id: str) -> str:
    """Whoever looks after something: somebody who is there. Raises Refused for everybody else."""
    if not room.has(user_id):
        raise Refused("Choose somebody who is in this session.", "owner")
    return user_id

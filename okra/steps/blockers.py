"""blockers: everybody names a risk or a dependency of what they wrote. "Nothing in my way" is an answer too.

What is named is seen at once: one blocker helps others to see theirs.
Source: product.md, "blockers"; seed 3, "Blocker Check".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.steps.step import (
    Change,
    Contribution,
    Drop,
    Named,
    Option,
    Put,
    Setting,
    Turnout,
    Who,
    flag,
    item_kinds,
    must_be_here,
    whole,
    worded,
)

BLOCKER: Final = "blocker:"
NOTHING: Final = "nothing:"
LONGEST_NEED: Final = 80


@dataclass(frozen=True, slots=True)
class Name:
    """Name what could stop something: `on` is its key, `needs` whom or what it depends on, "" for nobody."""

    id: str
    on: str
    text: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a blocker of one's own back."""

    id: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Say that nothing is in the way, or, with False, take it back."""

    yes: bool = True


@dataclass(frozen=True, slots=True)
class Blocker:
    """What could stop something."""

    id: str
    on: str
    text: str
    needs: str
    author: str


@dataclass(frozen=True, slots=True)
class Blocking:
    """The blockers so far, and who said that nothing is in the way."""

    setting: Setting
    blockers: tuple[Blocker, ...]
    clear: frozenset[str]

    @property
    def items(self) -> tuple[Item, ...]:
        """What blockers can be named for."""
        return self.setting.inputs(*self.setting.options["of"])

    def mine(self, user_id: str) -> tuple[Item, ...]:
        """What somebody is asked about: their own, and whatever nobody knows the author of."""
        if not self.setting.options["own_only"]:
            return self.items
        return tuple(item for item in self.items if item.facts.get("author", user_id) == user_id)


class BlockersKind:
    """Options: `of` (kinds of items), `own_only` (only for one's own, where that is known), `most` per person."""

    name: ClassVar[str] = "blockers"
    shows_notes: ClassVar[bool] = True
    hides: ClassVar[bool] = False
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {
        "of": Option(item_kinds, default=(ItemKind.NOTE,)),
        "own_only": Option(flag, default=True),
        "most": Option(whole(1, 20), default=5),
    }

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """Blockers."""
        return (ItemKind.BLOCKER,)

    def read(self, setting: Setting) -> Blocking:
        """The step as its rows tell it."""
        found = [_blocker(row) for row in setting.rows if row.key.startswith(BLOCKER)]
        clear = {row.key.removeprefix(NOTHING) for row in setting.rows if row.key.startswith(NOTHING)}
        return Blocking(setting, tuple(sorted(found, key=lambda one: one.id)), frozenset(clear))

    def act(self, state: Blocking, deed: Name | Remove | Nothing, who: Who) -> Sequence[Change]:
        """Everybody for themselves."""
        user_id = must_be_here(state.setting.room, who)
        match deed:
            case Nothing(yes):
                key = f"{NOTHING}{user_id}"
                return [Put(Contribution(key, user_id, {}))] if yes else [Drop(key)]
            case Remove(blocker_id):
                _own(state, blocker_id, user_id)
                return [Drop(f"{BLOCKER}{blocker_id}")]
            case Name():
                return [_named(state, deed, user_id)]

    def turnout(self, state: Blocking) -> Turnout:
        """Those who named something, or said that there is nothing."""
        said = {one.author for one in state.blockers} | state.clear
        people = state.setting.room.people
        return Turnout(sum(one.user_id in said for one in people), len(people))

    def problems(self, state: Blocking) -> Sequence[str]:
        """Silence about what could stop us."""
        return [] if state.blockers or state.clear else ["Nobody has named a blocker, or said that there is none."]

    def hand_on(self, state: Blocking) -> Sequence[Item]:
        """The blockers, each hanging on what it could stop."""
        return [
            Item(
                state.setting.key(one.id),
                ItemKind.BLOCKER,
                one.text,
                (one.on,),
                {"author": one.author, **({"needs": one.needs} if one.needs else {})},
            )
            for one in state.blockers
        ]


def _blocker(row: Contribution) -> Blocker:
    said = row.body
    return Blocker(row.key.removeprefix(BLOCKER), said["on"], said["text"], said["needs"], row.author or "")


def _own(state: Blocking, blocker_id: str, user_id: str) -> None:
    if not any(one.id == blocker_id and one.author == user_id for one in state.blockers):
        raise Refused("This blocker is gone, or it is not yours.")


def _named(state: Blocking, deed: Name, user_id: str) -> Put:
    if not any(item.key == deed.on for item in state.mine(user_id)):
        raise Refused("Choose what this could stop.", "on")
    known = any(one.id == deed.id for one in state.blockers)
    if known:
        _own(state, deed.id, user_id)
    most = state.setting.options["most"]
    if not known and sum(one.author == user_id for one in state.blockers) >= most:
        raise Refused(f"{most} blockers are the most that one names here. Which one could go?")
    needs = worded(deed.needs, "whom it depends on", "needs", LONGEST_NEED) if deed.needs.strip() else ""
    body = {"on": deed.on, "text": worded(deed.text, "what could stop it"), "needs": needs}
    return Put(Contribution(f"{BLOCKER}{deed.id}", user_id, body), fresh=not known)


KIND: Final = BlockersKind()

"""vote: dots with a budget. Counts stay hidden until the facilitator shows them.

Source: product.md, "vote".
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
    item_kinds,
    must_be_here,
    must_drive,
    whole,
)

DOTS: Final = "dots:"
SHOWN: Final = "shown"


@dataclass(frozen=True, slots=True)
class Spend:
    """Put one's dots anew: key → how many; what is not named has none."""

    dots: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Show:
    """Show the counts, which closes the vote; or, with False, hide them and go on."""

    yes: bool = True


@dataclass(frozen=True, slots=True)
class Voting:
    """The vote so far: everybody's own dots, and, once shown, the counts."""

    setting: Setting
    spent: Mapping[str, Mapping[str, int]]
    shown: bool

    @property
    def items(self) -> tuple[Item, ...]:
        """What can be voted for."""
        return self.setting.inputs(*self.setting.options["of"])

    @property
    def budget(self) -> int:
        """How many dots each has."""
        return int(self.setting.options["dots"])

    def own(self, user_id: str) -> Mapping[str, int]:
        """Where somebody's dots are."""
        return self.spent.get(user_id, {})

    @property
    def counts(self) -> tuple[tuple[Item, int], ...]:
        """Items with their dots, most first; nothing before they are shown."""
        return _counted(self) if self.shown else ()


class VoteKind:
    """Options: `of` (kinds of items), `dots` (each person's budget, 1–20), `most_on_one` (dots on one item)."""

    name: ClassVar[str] = "vote"
    shows_notes: ClassVar[bool] = True
    hides: ClassVar[bool] = True
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {
        "of": Option(item_kinds, needed=True),
        "dots": Option(whole(1, 20), default=3),
        "most_on_one": Option(whole(1, 20)),
    }

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """Votes."""
        return (ItemKind.VOTES,)

    def read(self, setting: Setting) -> Voting:
        """The vote as its rows tell it."""
        here = {item.key for item in setting.inputs(*setting.options["of"])}
        spent = {
            row.key.removeprefix(DOTS): {key: count for key, count in row.body["dots"].items() if key in here}
            for row in setting.rows
            if row.key.startswith(DOTS)
        }
        return Voting(setting, spent, any(row.key == SHOWN for row in setting.rows))

    def act(self, state: Voting, deed: Spend | Show, who: Who) -> Sequence[Change]:
        """Everybody spends their own dots; the facilitator shows the counts."""
        if isinstance(deed, Show):
            must_drive(who, "show the counts")
            return [Put(Contribution(SHOWN, None, {}))] if deed.yes else [Drop(SHOWN)]
        user_id = must_be_here(state.setting.room, who)
        if state.shown:
            raise Refused("The counts are shown, so this vote is closed. The facilitator can open it again.")
        return [Put(Contribution(f"{DOTS}{user_id}", user_id, {"dots": _checked(state, deed.dots)}))]

    def turnout(self, state: Voting) -> Turnout:
        """Those who have put a dot, of those present."""
        people = state.setting.room.people
        return Turnout(sum(any(state.own(one.user_id).values()) for one in people), len(people))

    def problems(self, state: Voting) -> Sequence[str]:
        """No votes, or counts that nobody has seen."""
        if not any(any(dots.values()) for dots in state.spent.values()):
            return ["Nobody has voted yet."]
        return [] if state.shown else ["The counts are not shown yet."]

    def hand_on(self, state: Voting) -> Sequence[Item]:
        """The counts, most dots first."""
        return [
            Item(state.setting.key(f"of:{item.key}"), ItemKind.VOTES, _dots(dots), (item.key,), {"dots": dots})
            for item, dots in _counted(state)
            if dots
        ]


def _dots(count: int) -> str:
    return "1 dot" if count == 1 else f"{count} dots"


def _counted(state: Voting) -> tuple[tuple[Item, int], ...]:
    counts = [(item, sum(dots.get(item.key, 0) for dots in state.spent.values())) for item in state.items]
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0].key)))


def _checked(state: Voting, dots: Mapping[str, int]) -> dict[str, int]:
    known = {item.key for item in state.items}
    if not dots.keys() <= known or any(count < 0 for count in dots.values()):
        raise Refused("One of these is gone meanwhile. Open the window once more.")
    spent = {key: count for key, count in dots.items() if count}
    if sum(spent.values()) > state.budget:
        raise Refused(f"You have {_dots(state.budget)}, and these are {sum(spent.values())}.")
    most = state.setting.options["most_on_one"] or state.budget
    if any(count > most for count in spent.values()):
        raise Refused(f"{_dots(most)} {'is' if most == 1 else 'are'} the most for one.")
    return spent


KIND: Final = VoteKind()

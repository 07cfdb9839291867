"""place: milestones are put into the cycle's weeks, with what they depend on and what could go wrong.

Source: product.md, "place"; seed 2, session 4.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from okra.items import Item, ItemKind
from okra.refusal import Refused, quoted
from okra.steps.step import (
    Body,
    Change,
    Contribution,
    Named,
    Option,
    Put,
    Setting,
    Turnout,
    Who,
    item_kinds,
    must_be_here,
    tidied,
)
from okra.steps.versions import latest, version_key

AT = "at:"
LONGEST_RISK: Final = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Put an item into a week (from 1), or, with None, take it out.

    `needs` names items that must be there before; `risk` says what could go wrong, "" for nothing; `version` is the one
    that was seen, as `Placing.version` tells it.
    """

    on: str
    week: int | None
    needs: tuple[str, ...] = ()
    risk: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one item stands."""

    on: str
    week: int
    needs: tuple[str, ...]
    risk: str
    version: int


@dataclass(frozen=True, slots=True)
class Placing:
    """The plan so far; `versions` counts how often each item was placed, moved or taken out."""

    setting: Setting
    placed: Mapping[str, Placed]
    versions: Mapping[str, int]

    def version(self, key: str) -> int:
        """How often an item was placed, moved or taken out; 0 where nobody has touched it."""
        return self.versions.get(key, 0)

    @property
    def items(self) -> tuple[Item, ...]:
        """What can be placed."""
        return self.setting.inputs(*self.setting.options["of"])

    @property
    def open(self) -> tuple[Item, ...]:
        """What has no week yet."""
        return tuple(item for item in self.items if item.key not in self.placed)

    @property
    def too_early(self) -> tuple[Item, ...]:
        """What begins before, or in the same week as, something that it needs, or needs something without a week."""
        weeks = {key: one.week for key, one in self.placed.items()}
        return tuple(
            item
            for item in self.items
            if (one := self.placed.get(item.key)) and any(weeks.get(key, one.week) >= one.week for key in one.needs)
        )


class PlaceKind:
    """Options: `of` (the kinds of items that are placed)."""

    name: ClassVar[str] = "place"
    shows_notes: ClassVar[bool] = True
    hides: ClassVar[bool] = False
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {"of": Option(item_kinds, default=(ItemKind.MILESTONE,))}

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """Placements."""
        return (ItemKind.PLACEMENT,)

    def read(self, setting: Setting) -> Placing:
        """The plan as the rows tell it; a placement of something that is gone is left out."""
        here = {item.key for item in setting.inputs(*setting.options["of"])}
        rows = {key: last for key, last in latest(setting.rows, AT).items() if key in here}
        placed = {
            key: _placed(key, version, row.body, here) for key, (version, row) in rows.items() if row.body["week"]
        }
        return Placing(setting, placed, {key: version for key, (version, _) in rows.items()})

    def act(self, state: Placing, deed: Place, who: Who) -> Sequence[Change]:
        """Everybody present places; one who saw an older plan is told so."""
        user_id = must_be_here(state.setting.room, who)
        known = {item.key for item in state.items}
        if deed.on not in known:
            raise Refused("This milestone is gone meanwhile. Open the window once more.")
        before = state.placed.get(deed.on)
        if deed.version != state.version(deed.on):
            if _stands(deed, before):
                return []
            where = f"in week {before.week}" if before else "nowhere"
            raise Refused(f"Somebody moved this meanwhile: it now stands {where}.", "week")
        key = version_key(f"{AT}{deed.on}", deed.version + 1)
        return [Put(Contribution(key, user_id, _body(state, deed, known)), fresh=True)]

    def turnout(self, state: Placing) -> Turnout:
        """Nobody is waited for: it is done together."""
        of = len(state.setting.room.people)
        return Turnout(of, of, waits=False)

    def problems(self, state: Placing) -> Sequence[str]:
        """What is not placed, and what begins before something that it needs."""
        count = len(state.open)
        blank = [f"{count} of {len(state.items)} milestones have no week yet."] if count else []
        return blank + [f"{quoted(item.text, 60)} begins before something that it needs." for item in state.too_early]

    def hand_on(self, state: Placing) -> Sequence[Item]:
        """One placement per placed item, week by week."""
        return [
            Item(
                state.setting.key(f"of:{one.on}"),
                ItemKind.PLACEMENT,
                f"week {one.week}",
                (one.on,),
                {"week": one.week, "needs": list(one.needs), "risk": one.risk},
            )
            for one in sorted(state.placed.values(), key=lambda one: (one.week, one.on))
        ]


def _body(state: Placing, deed: Place, known: Collection[str]) -> dict[str, Any]:
    weeks = state.setting.room.weeks
    if deed.week is not None and not 1 <= deed.week <= weeks:
        raise Refused(f"The cycle has weeks 1 to {weeks}.", "week")
    risk = tidied(deed.risk)
    if len(risk) > LONGEST_RISK:
        raise Refused(f"Say the risk in {LONGEST_RISK} characters.", "risk")
    needs = [key for key in dict.fromkeys(deed.needs) if key in known and key != deed.on]
    if deed.on in _behind(state, needs):
        raise Refused("One of these needs this one already, so neither could ever begin.", "needs")
    return {"week": deed.week, "needs": needs, "risk": risk}


def _stands(deed: Place, now: Placed | None) -> bool:
    """Whether it is so already: what is sent twice is done once."""
    if now is None or deed.week is None:
        return now is None and deed.week is None
    return (deed.week, set(deed.needs), tidied(deed.risk)) == (now.week, set(now.needs), now.risk)


def _behind(state: Placing, keys: Sequence[str]) -> set[str]:
    """These keys and everything that they need, however far."""
    seen: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += state.placed[key].needs if key in state.placed else ()
    return seen


def _placed(key: str, version: int, body: Body, here: Collection[str]) -> Placed:
    needs = tuple(one for one in body["needs"] if one in here)
    return Placed(key, body["week"], needs, body["risk"], version)


KIND: Final = PlaceKind()

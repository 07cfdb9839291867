"""place: milestones are put into the cycle's weeks, with what they depend on and what could go wrong.

Source: product.md, "place"; seed 2, session 4.
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
    Option,
    Put,
    Setting,
    Turnout,
    Who,
    item_kinds,
    must_be_here,
)

AT = "at:"
LONGEST_RISK: Final = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Put an item into a week (from 1), or, with None, take it out; `version` is the one that was seen, 0 for none.

    `needs` names items that must be there before; `risk` says what could go wrong, "" for nothing.
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
    """The plan so far."""

    setting: Setting
    placed: Mapping[str, Placed]

    @property
    def items(self) -> tuple[Item, ...]:
        """What can be placed."""
        return self.setting.inputs(*self.setting.options["of"])

    @property
    def open(self) -> tuple[Item, ...]:
        """What has no week yet."""
        return tuple(item for item in self.items if item.key not in self.placed)


class PlaceKind:
    """Options: `of` (the kinds of items that are placed)."""

    name: ClassVar[str] = "place"
    shows_notes: ClassVar[bool] = True
    options: ClassVar[Mapping[str, Option]] = {"of": Option(item_kinds, default=(ItemKind.MILESTONE,))}

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """Placements."""
        return (ItemKind.PLACEMENT,)

    def read(self, setting: Setting) -> Placing:
        """The plan as the rows tell it; a placement of something that is gone is left out."""
        here = {item.key for item in setting.inputs(*setting.options["of"])}
        placed = {
            key: Placed(key, row.body["week"], tuple(row.body["needs"]), row.body["risk"], row.body["version"])
            for row in setting.rows
            if row.key.startswith(AT) and (key := row.key.removeprefix(AT)) in here
        }
        return Placing(setting, placed)

    def act(self, state: Placing, deed: Place, who: Who) -> Sequence[Change]:
        """Everybody present places; one who saw an older plan is told so."""
        user_id = must_be_here(state.setting.room, who)
        known = {item.key for item in state.items}
        if deed.on not in known:
            raise Refused("This milestone is gone meanwhile. Open the window once more.")
        before = state.placed.get(deed.on)
        if deed.version != (before.version if before else 0):
            where = f"in week {before.week}" if before else "nowhere"
            raise Refused(f"Somebody moved this meanwhile: it now stands {where}.", "week")
        if deed.week is None:
            return [Drop(f"{AT}{deed.on}")]
        return [Put(Contribution(f"{AT}{deed.on}", user_id, _body(state, deed, known)), fresh=before is None)]

    def turnout(self, state: Placing) -> Turnout:
        """Nobody is waited for: it is done together."""
        of = len(state.setting.room.people)
        return Turnout(of, of)

    def problems(self, state: Placing) -> Sequence[str]:
        """What is not placed."""
        count = len(state.open)
        return [f"{count} of {len(state.items)} milestones have no week yet."] if count else []

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
    if deed.week is None or not 1 <= deed.week <= weeks:
        raise Refused(f"The cycle has weeks 1 to {weeks}.", "week")
    risk = deed.risk.strip()
    if len(risk) > LONGEST_RISK:
        raise Refused(f"Say the risk in {LONGEST_RISK} characters.", "risk")
    needs = [key for key in dict.fromkeys(deed.needs) if key in known and key != deed.on]
    return {"week": deed.week, "needs": needs, "risk": risk, "version": deed.version + 1}

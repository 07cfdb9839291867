"""What the OKR windows show, what was typed in them, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from handlers.kit.payload import View
from handlers.kit.state import pack, unpack
from handlers.okrs import ids
from okra.okr import Measure, MeasureKind, Objective

LONGEST_TITLE = 300
LONGEST_UNIT = 20

NUMBERS_OF: Mapping[MeasureKind, tuple[str, ...]] = MappingProxyType(
    {
        MeasureKind.MOVE: (ids.START, ids.TARGET, ids.UNIT),
        MeasureKind.RAISE_BY: (ids.TARGET,),
        MeasureKind.REDUCE_BY: (ids.TARGET,),
        MeasureKind.STAY_ABOVE: (ids.TARGET, ids.UNIT),
        MeasureKind.STAY_BELOW: (ids.TARGET, ids.UNIT),
        MeasureKind.DONE: (),
    }
)
"""Which fields each kind of key result asks for."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a window remembers in its private_metadata: whose OKRs, and what of them it is about.

    `page` is the page of the list that it was opened from. `go` counts how often a pasted text came back to be changed,
    `read` says which reading of it is shown. `cycle_id` is the cycle that it goes to, where that is not the one that
    runs, and `after` the cycle before it, where it is not stored yet.
    """

    team_id: int
    page: int = 0
    objective_id: int | None = None
    key_result_id: int | None = None
    go: int = 0
    read: str = ""
    cycle_id: int | None = None
    after: int | None = None

    @classmethod
    def of(cls, view: View) -> "Place":
        """Where an open window stands. Raises Refused for a window of an older version."""
        state = unpack(view.private_metadata)
        return cls(
            state["team"], state["page"], state["objective"], state["key_result"], state["go"], state["read"],
            state.get("cycle"), state.get("after"),
        )  # fmt: skip

    def packed(self) -> str:
        """For private_metadata."""
        return pack(
            team=self.team_id,
            page=self.page,
            objective=self.objective_id,
            key_result=self.key_result_id,
            go=self.go,
            read=self.read,
            cycle=self.cycle_id,
            after=self.after,
        )


@dataclass(frozen=True, slots=True)
class ObjectiveForm:
    """An objective as it was typed. `supports` is a strategic OKR's id; it counts only where `asked` for."""

    title: str
    supports: int | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class KeyResultForm:
    """A key result as it was typed and understood."""

    title: str
    measure: Measure
    owner_id: str | None = None
    hypotheses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """A key result as it stands in the window, whatever it is worth."""

    title: str = ""
    kind: MeasureKind = MeasureKind.MOVE
    start: str = ""
    target: str = ""
    unit: str = ""
    owner_id: str = ""
    hypotheses: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the list shows: a team's objectives in its cycle, and whether the reader edits.

    `names` are the owners' by user id, `strategic` the titles of strategic OKRs by id.
    """

    team_id: int
    team_name: str
    cycle_name: str
    objectives: tuple[Objective, ...]
    names: Mapping[str, str]
    may_edit: bool
    strategic: Mapping[int, str] = field(default_factory=dict)
    page: int = 0

"""What the OKR windows show and what was typed in them."""

from dataclasses import dataclass

from okra.okr import Measure, MeasureKind, Objective

LONGEST_TITLE = 300
LONGEST_UNIT = 20


@dataclass(frozen=True, slots=True)
class KeyResultForm:
    """A key result as it was typed and understood."""

    title: str
    measure: Measure
    owner_id: str | None
    hypotheses: tuple[str, ...]


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
    """What the list shows: a team's objectives in its cycle, with the owners' names, and whether the reader edits."""

    team_id: int
    team_name: str
    cycle_name: str
    objectives: tuple[Objective, ...]
    names: dict[str, str]
    may_edit: bool
    page: int = 0

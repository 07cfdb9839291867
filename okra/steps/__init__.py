"""The kinds of steps that a script may use. A new kind is one file here and one line below."""

from collections.abc import Mapping
from typing import Any, Final

from okra.steps.agree import AgreeKind
from okra.steps.draft import DraftKind
from okra.steps.pair import PairKind
from okra.steps.place import PlaceKind
from okra.steps.present import PresentKind
from okra.steps.score import ScoreKind
from okra.steps.step import StepKind
from okra.steps.write import WriteKind

_ALL: Final[tuple[StepKind[Any], ...]] = (
    PresentKind(),
    WriteKind(),
    DraftKind(),
    PairKind(),
    PlaceKind(),
    ScoreKind(),
    AgreeKind(),
)

KINDS: Final[Mapping[str, StepKind[Any]]] = {kind.name: kind for kind in _ALL}

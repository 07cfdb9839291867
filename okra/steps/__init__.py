"""The kinds of steps that a script may use. A new kind is one file here and one line below."""

from collections.abc import Mapping
from typing import Any, Final

from okra.steps.agree import AgreeKind
from okra.steps.blockers import BlockersKind
from okra.steps.cluster import ClusterKind
from okra.steps.draft import DraftKind
from okra.steps.pair import PairKind
from okra.steps.place import PlaceKind
from okra.steps.present import PresentKind
from okra.steps.reveal import RevealKind
from okra.steps.score import ScoreKind
from okra.steps.step import StepKind
from okra.steps.vote import VoteKind
from okra.steps.write import WriteKind

_ALL: Final[tuple[StepKind[Any], ...]] = (
    PresentKind(),
    WriteKind(),
    RevealKind(),
    ClusterKind(),
    BlockersKind(),
    PairKind(),
    VoteKind(),
    ScoreKind(),
    PlaceKind(),
    DraftKind(),
    AgreeKind(),
)

KINDS: Final[Mapping[str, StepKind[Any]]] = {kind.name: kind for kind in _ALL}

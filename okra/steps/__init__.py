"""The kinds of steps that a script may use. A new kind is one file here and one line below."""

from collections.abc import Mapping
from typing import Any, Final

from okra.steps.step import StepKind
from okra.steps.write import WriteKind

_ALL: Final[tuple[StepKind[Any], ...]] = (WriteKind(),)

KINDS: Final[Mapping[str, StepKind[Any]]] = {kind.name: kind for kind in _ALL}

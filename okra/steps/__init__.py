"""The kinds of steps that a script may use. A new kind is one file here, with a `KIND` in it: it is found by that."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final

from okra.steps.step import StepKind


def _found() -> Iterator[StepKind[Any]]:
    for module in iter_modules(__path__):
        kind = getattr(import_module(f"{__name__}.{module.name}"), "KIND", None)
        if kind is not None:
            yield kind


KINDS: Final[Mapping[str, StepKind[Any]]] = {kind.name: kind for kind in _found()}

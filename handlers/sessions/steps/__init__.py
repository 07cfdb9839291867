"""The step kinds' sides that face Slack: one file a kind, named as the kind, with a `DOOR` in it."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

from handlers.sessions.steps.door import StepDoor
from okra.steps import KINDS

DOORS: Final[Mapping[str, StepDoor]] = {name: import_module(f"{__name__}.{name}").DOOR for name in KINDS}

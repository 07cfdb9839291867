"""A quarter on a stage of its own, begun, and closed afterwards."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from demo.calendar import BEGINNING
from demo.guide import Guide
from demo.quarter import Quarter
from demo.stage import Stage
from sandbox.page.companion import Card, Progress


@dataclass
class Staged:
    """The quarter, its guide, and what the guide said of its progress."""

    quarter: Quarter
    guide: Guide
    heard: list[Progress | None] = field(default_factory=list)

    def card(self, name: str) -> Card:
        """What stands beside the page for somebody."""
        return self.guide.card(self.quarter.person(name).id)

    def ticks(self, name: str) -> list[bool]:
        """Which of their steps are done."""
        return [step.done for step in self.card(name).steps]


@contextmanager
def staged(stands_in: int, *, pace: float = 1.0, opens: str = "") -> Iterator[Staged]:
    """Begin a quarter that stands in a week; fails at the end if Slack would have refused anything.

    `pace` is how slow colleagues are in a session, `opens` what the guide begins as soon as somebody looks.
    """
    with Stage(BEGINNING) as stage:
        quarter = Quarter(stage, stands_in)
        heard: list[Progress | None] = []
        scene = Staged(quarter, Guide(quarter, heard.append, pace=pace, opens=opens), heard)
        scene.guide.begin()
        yield scene
    assert [one.name for one in threading.enumerate() if one.name in ("colleagues", "opening")] == []
    assert quarter.trouble == []
    assert stage.slack.world.violations == []

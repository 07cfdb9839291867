"""What can be seen of session 1 in Slack: the card, the facilitator's cockpit, a pair's own place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from demo.stage import Stage
from okra.script import built_in
from sandbox.people import Person, Seen

SCRIPT: Final = built_in()["session-1"]
STEPS: Final = tuple(step.id for step in SCRIPT.steps)
TITLE: Final = SCRIPT.title
OVER: Final = "over"
"""Stands for a step when the session has ended."""
WRITE_HERE, DONE_HERE = "Write", "We're done"
"""The buttons in a pair's own place."""
_STEP: Final = re.compile(r"step (\d+) of \d+")
_COUNT: Final = re.compile(r"(\d+) of (\d+)(?: pairs)? (?:done|have|are)")
_RUNS: Final = re.compile(r"· step \d+ of \d+ ·")
_NEWEST: Final = 12
"""The cockpit, and other sessions, are looked for among so many of the newest messages."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The session as its card shows it now; `step` is a step's id, or `OVER`."""

    card: Seen
    text: str
    step: str
    running: bool
    facilitator: str

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.step == OVER

    @property
    def number(self) -> int:
        """The step's number, from 1. Only while it is not over."""
        return STEPS.index(self.step) + 1

    @property
    def count(self) -> tuple[int, int]:
        """How many are done, of how many; 0 of 0 where nobody counts."""
        found = _COUNT.search(self.text)
        return (int(found[1]), int(found[2])) if found else (0, 0)


class Sight:
    """Looks at Slack, as everybody there could."""

    def __init__(self, stage: Stage) -> None:
        """On `stage`, which is open."""
        self._stage = stage

    def moment(self) -> Moment | None:
        """Where the newest session 1 is; None where none was begun."""
        found = (seen for seen in reversed(self._stage.channel.messages) if TITLE in str(seen.message.blocks))
        card = next(found, None)
        if card is None:
            return None
        text = flat(card)
        step = _STEP.search(text)
        if step is None:
            return Moment(card, text, OVER, False, "")
        return Moment(
            card, text, STEPS[int(step[1]) - 1], "paused" not in text.rpartition(" · step ")[2], self._facilitator(text)
        )

    def _facilitator(self, text: str) -> str:
        return next((name for name in self._stage.people if f"· {name} facilitates" in text), "")

    def other_runs(self) -> bool:
        """Whether a session of another kind runs in the channel."""
        newest = self._stage.channel.messages[-_NEWEST:]
        return any(TITLE not in flat(seen) and _RUNS.search(flat(seen)) for seen in newest)

    def cockpit(self, person: Person) -> Seen | None:
        """Somebody's own message with the buttons that move the session; None for those who don't facilitate."""
        newest = reversed(person.dm()[-_NEWEST:])
        return next((seen for seen in newest if "End" in seen.buttons and "You facilitate" in seen.text), None)

    def place(self, person: Person) -> Seen | None:
        """Where somebody's pair can write just now; None where they can't."""
        found = [seen for seen in person.group_messages() if WRITE_HERE in seen.buttons]
        return found[-1] if found else None

    def people_of(self, place: Seen) -> tuple[str, ...]:
        """Who shares a place."""
        members = self._stage.slack.world.conversations[place.message.channel].members
        return tuple(name for name, one in self._stage.people.items() if one.id in members)


def flat(seen: Seen) -> str:
    """What is read, on one line."""
    return " ".join(re.sub("[┊│]", " ", seen.text).split())


def entries(seen: Seen) -> list[str]:
    """The bullets of a message, each as one text."""
    return ["".join(_words(item)) for part in _parts(seen, "rich_text_list") for item in part["elements"]]


def headings(seen: Seen) -> list[str]:
    """The bold lines between the bullets: in a pair's place its topics."""
    parts = [list(_words(part, bold=True)) for part in _parts(seen, "rich_text_section")]
    return ["".join(words) for words in parts if words]


def _parts(seen: Seen, kind: str) -> Iterator[dict[str, Any]]:
    for block in seen.message.blocks:
        if block["type"] == "rich_text":
            yield from (part for part in block["elements"] if part["type"] == kind)


def _words(section: dict[str, Any], *, bold: bool = False) -> Iterator[str]:
    for element in section["elements"]:
        if element["type"] == "text" and (not bold or (element.get("style") or {}).get("bold")):
            yield str(element["text"])

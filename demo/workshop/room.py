"""The room of a session as those in it know it: who is there, whose hands are free, what the card says now."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from demo.acting import open_modal
from demo.stage import Stage
from demo.workshop.sight import Moment, Sight
from sandbox.find import NotSeenError, options_of
from sandbox.people import Channel, Person, Seen


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that one person does, once: `gap` is how long after the last one, in paces; `does` says what it was."""

    name: str
    who: str
    gap: float
    does: Callable[["Room", Person], str]


Turns = Iterator[Turn]
ENOUGH: Final = 40
"""So many characters of an option tell which one it is: Slack takes 75."""


@dataclass
class Room:
    """One session, seen from inside. `busy` are the names of those who act for themselves just now: the newcomers."""

    stage: Stage
    moment: Moment
    busy: Collection[str] = ()
    left_open: set[str] = field(default_factory=set)
    """Whose window was left open on purpose."""

    @property
    def sight(self) -> Sight:
        """What can be seen."""
        return Sight(self.stage)

    @property
    def company(self) -> list[str]:
        """Those who are simulated, in the order of the cast."""
        return [name for name in self.stage.people if name not in self.busy]

    @property
    def driven(self) -> bool:
        """Whether whoever facilitates is simulated too."""
        return self.moment.facilitator in self.company

    def person(self, name: str) -> Person:
        """Somebody by name."""
        return self.stage.people[name]

    def first_of(self, *names: str) -> str:
        """The first of these who is simulated; "" where none is."""
        return next((name for name in names if name in self.company), "")

    @property
    def thread(self) -> list[Seen]:
        """What was said under the card."""
        return self.stage.channel.thread(self.moment.card)

    def say(self, person: Person, text: str) -> str:
        """Say something under the card."""
        person.says(text, self.stage.channel, under=self.moment.card)
        return f"says in the thread: “{text}”"

    def say_in(self, place: Seen, person: Person, text: str) -> None:
        """Say something in a pair's own place."""
        conversation = self.stage.slack.world.conversations[place.message.channel]
        person.says(text, Channel(self.stage.slack, conversation))


def presses(label: str) -> Callable[[Room, Person], str]:
    """Press a button of the card."""

    def does(room: Room, person: Person) -> str:
        person.press(label, on=room.moment.card)
        return f"presses “{label}”."

    return does


def says(text: str) -> Callable[[Room, Person], str]:
    """Say something under the card."""
    return lambda room, person: room.say(person, text)


def offered(person: Person, label: str) -> list[str]:
    """The options of a menu in the window that somebody has open, as they read."""
    view = open_modal(person).view
    found = next(block["element"] for block in view.payload["blocks"] if _label(block) == label)
    return [str(option["text"]["text"]) for option in options_of(found)]


def choose(person: Person, label: str, wanted: str, *, or_any: bool = False) -> None:
    """Choose what says so, though it may be shortened; `or_any`: else the first that there is. Raises NotSeenError."""
    options = offered(person, label)
    near = [one for one in options if wanted[:ENOUGH] in one]
    if not near and not or_any:
        raise NotSeenError(f"no option {wanted!r} in {label!r}; there are: {options}")
    person.choose(label, (near or options)[0])


def _label(block: dict[str, Any]) -> str:
    return str((block.get("label") or {}).get("text", ""))

"""What all steps have in common.

A step kind is a class without state of its own. What people contribute are rows (`Contribution`); a kind reads them
into a value, says what a deed changes, how many are done, and what it hands on. So a restart needs nothing but the
rows, going *Back* loses nothing, and two people who act at once write two rows. What is edited together has a row for
each version: of two who change the same one, the second finds its key taken (`QuickerError`), reads again and is told.
"""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Any, ClassVar, Final, Protocol, TypeVar

from okra.items import Item, ItemKind
from okra.refusal import Refused, visible

State = TypeVar("State")

Body = Mapping[str, Any]
"""What a contribution says: JSON, with lists and dicts of plain values."""

LONGEST_LABEL: Final = 80
LONGEST_HINT: Final = 150
LONGEST_TEXT: Final = 600
"""Characters of a note; longer ones are refused, never cut."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One row of a step. `author` is None where the round is anonymous, or where the row belongs to nobody."""

    key: str
    author: str | None
    body: Body


@dataclass(frozen=True, slots=True)
class Put:
    """Write a row, or write over it; `fresh`: only where no row of that key is there yet, else somebody was quicker."""

    contribution: Contribution
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove a row."""

    key: str


Change = Put | Drop


class QuickerError(Exception):
    """A fresh row's key was taken meanwhile: nothing is written; read the step again, and act again on what it says."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A deed that its step takes from when it was reached until the session ends, wherever the session is by then."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the session; `role` in their own or Slack's words, "" where it is not known."""

    user_id: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """What a step sees around it.

    `prefix` makes its items' keys unique for ever; `people` are those present; `inputs` is what earlier steps and
    earlier sessions handed on, in order; `seed` decides whatever is left to chance; `weeks` is the cycle's length, and
    `begins` the first day of its first week, None where that is not known; `objective` is the key of the one objective
    that the session is about, None where it is about more; `asks` is what each writing step asks for, by its id.
    """

    prefix: str
    people: tuple[Participant, ...]
    facilitator: str
    seed: int
    inputs: tuple[Item, ...] = ()
    weeks: int = 13
    begins: date | None = None
    objective: str | None = None
    asks: Mapping[str, tuple["Ask", ...]] = field(default_factory=dict)

    def has(self, user_id: str | None) -> bool:
        """Whether somebody is present."""
        return any(one.user_id == user_id for one in self.people)


@dataclass(frozen=True, slots=True)
class Option:
    """What a script may say about a step of a kind: `read` judges it and raises ValueError with a reason.

    `names_step`: it names an earlier step of one of these kinds.
    """

    read: Callable[[Any], Any]
    default: Any = None
    needed: bool = False
    names_step: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """A step as its kind sees it: its id, its options (all of them, defaults filled in), its rows, its room."""

    step: str
    options: Mapping[str, Any]
    rows: tuple[Contribution, ...]
    room: Room

    def key(self, name: str) -> str:
        """The key of an item that this step hands on."""
        return f"{self.room.prefix}/{self.step}/{name}"

    def inputs(self, *kinds: ItemKind) -> tuple[Item, ...]:
        """What was handed on to it, of some kinds."""
        return tuple(item for item in self.room.inputs if item.kind in kinds)


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many are done, of how many; never who. `waits` is False where nobody is waited for: it is done together.

    `things` says what is counted, where it is not people.
    """

    done: int
    of: int
    waits: bool = True
    things: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """Whoever does a deed. `user_id` is None in an anonymous round, where `pad` is the writer's one-time key instead.

    `drives` says whether they facilitate this session; a lead may too.
    """

    user_id: str | None
    drives: bool = False
    pad: str | None = None


class Named(Enum):
    """Whether what people contribute to steps of a kind carries their names."""

    ALWAYS = auto()
    NEVER = auto()
    UNLESS_ANONYMOUS = auto()
    """The step's option `anonymous` decides."""


class StepKind(Protocol[State]):
    """The rules of one kind of step."""

    name: ClassVar[str]
    options: ClassVar[Mapping[str, Option]]
    shows_notes: ClassVar[bool]
    """Whether people see what was written in earlier steps: such a step must come after the reveal."""
    hides: ClassVar[bool]
    """Whether what is contributed is for its writer's eyes alone until the step is over."""
    named: ClassVar[Named]

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """The kinds of items that a step with these options hands on."""

    def read(self, setting: Setting) -> State:
        """The step as its rows tell it."""

    def act(self, state: State, deed: Any, who: Who) -> Sequence[Change]:
        """What a deed changes. Raises Refused with a sentence for whoever did it."""

    def turnout(self, state: State) -> Turnout:
        """Who is done, as a count."""

    def problems(self, state: State) -> Sequence[str]:
        """What should be settled before the session goes on, a sentence each; it may go on all the same."""

    def hand_on(self, state: State) -> Sequence[Item]:
        """What later steps get."""


def is_anonymous(kind: StepKind[Any], options: Mapping[str, Any]) -> bool:
    """Whether nobody can ever tell who contributed what to a step of a kind with these options."""
    return kind.named is Named.NEVER or (kind.named is Named.UNLESS_ANONYMOUS and bool(options["anonymous"]))


def worded(text: str, what: str, field: str = "text", longest: int = LONGEST_TEXT) -> str:
    """What somebody wrote, tidied. Raises Refused where nothing is left to see, or where it is too long, never cut."""
    trimmed = tidied(text)
    if not visible(trimmed):
        raise Refused(f"Write {what} first.", field)
    if len(trimmed) > longest:
        raise Refused(f"That is {len(trimmed)} characters; {longest} fit. Could it be two?", field)
    return trimmed


def tidied(text: str) -> str:
    """A text without space around it, and without the control signs that no database keeps and nobody sees."""
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs"}).strip()


def flag(value: Any) -> bool:
    """Reads an option that is yes or no. Raises ValueError."""
    if not isinstance(value, bool):
        raise ValueError("should be true or false")
    return value


def whole(least: int, most: int) -> Callable[[Any], int]:
    """Reads an option that is a whole number within bounds; the reader raises ValueError."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"should be a whole number from {least} to {most}")
        return value

    return read


def word(value: Any) -> str:
    """Reads an option that is a name. Raises ValueError."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("should be a name")
    return value.strip()


def item_kinds(value: Any) -> tuple[ItemKind, ...]:
    """Reads an option that lists kinds of items. Raises ValueError."""
    known = set(ItemKind)
    if not isinstance(value, list) or not value or not all(one in known for one in value):
        raise ValueError(f"should be a list of {', '.join(sorted(known))}")
    return tuple(ItemKind(one) for one in value)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that people are asked to write: what it becomes, the label of its box, a hint below it."""

    kind: ItemKind
    label: str
    hint: str = ""


def asks(value: Any) -> tuple[Ask, ...]:
    """Reads an option that lists what is asked for, one to five. Raises ValueError."""
    if not isinstance(value, list) or not 1 <= len(value) <= 5:
        raise ValueError("should be a list of one to five: kind, label, hint")
    return tuple(_ask(one) for one in value)


def _ask(one: Any) -> Ask:
    if not isinstance(one, dict) or one.keys() - {"kind", "label", "hint"} or "label" not in one:
        raise ValueError("each should have kind, label and, if you like, hint")
    (kind,) = item_kinds([one.get("kind", "note")])
    label, hint = str(one["label"]).strip(), str(one.get("hint") or "").strip()
    if not 1 <= len(label) <= LONGEST_LABEL or len(hint) > LONGEST_HINT:
        raise ValueError(f"a label has 1 to {LONGEST_LABEL} characters, a hint at most {LONGEST_HINT}")
    return Ask(kind, label, hint)


def must_drive(who: Who, what: str) -> None:
    """Only whoever facilitates decides. Raises Refused for everybody else."""
    if not who.drives:
        raise Refused(f"Only the facilitator can {what}.")


def must_be_here(room: Room, who: Who) -> str:
    """Only those present contribute by name; returns who it is. Raises Refused for everybody else."""
    if who.user_id is None or not room.has(who.user_id):
        raise Refused("You are not in this session yet. Join it first, then you can take part.")
    return who.user_id

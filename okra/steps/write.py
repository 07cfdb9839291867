"""write: a silent round. Nobody sees a note, or who wrote how many, before the reveal.

In an anonymous round a note has no author and no time anywhere: it belongs to a pad (`okra.steps.pads`).
Source: product.md, "Silence is real"; seed 3, silent contribution round.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from okra.items import ASKED, Item, ItemKind
from okra.refusal import Refused
from okra.steps.pads import owner_of
from okra.steps.step import (
    Ask,
    Change,
    Contribution,
    Drop,
    Named,
    Option,
    Put,
    Setting,
    Turnout,
    Who,
    asks,
    flag,
    whole,
    worded,
)

MOST: Final = 10
NOTE, DONE = "note:", "done:"


@dataclass(frozen=True, slots=True)
class Write:
    """Write a note, or write it anew: `id` is a random word that the window made up, `ask` which box it stood in."""

    id: str
    text: str
    ask: int = 0


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a note of one's own back."""

    id: str


@dataclass(frozen=True, slots=True)
class Done:
    """Say that one is done, or, with False, that one goes on."""

    yes: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """One note; `owner` is its author or, in an anonymous round, its pad."""

    id: str
    text: str
    ask: int
    owner: str


@dataclass(frozen=True, slots=True)
class Writing:
    """The round so far. `notes` is for the reveal alone; `own` is what one writer may see before."""

    setting: Setting
    notes: tuple[Note, ...]
    done: frozenset[str]

    @property
    def anonymous(self) -> bool:
        """Whether nobody can ever tell who wrote what."""
        return bool(self.setting.options["anonymous"])

    @property
    def asks(self) -> Sequence[Ask]:
        """What people are asked for."""
        asked: Sequence[Ask] = self.setting.options["asks"]
        return asked

    def owner(self, who: Who) -> str:
        """To whom a note belongs. Raises Refused for those who are not there."""
        return owner_of(self.setting.room, who, anonymous=self.anonymous)

    def own(self, who: Who) -> tuple[Note, ...]:
        """The notes of one writer."""
        owner = self.owner(who)
        return tuple(note for note in self.notes if note.owner == owner)


class WriteKind:
    """Options: `asks` (what to write, 1–5), `anonymous`, `most` (notes a person, 1–20)."""

    name: ClassVar[str] = "write"
    shows_notes: ClassVar[bool] = False
    hides: ClassVar[bool] = True
    named: ClassVar[Named] = Named.UNLESS_ANONYMOUS
    options: ClassVar[Mapping[str, Option]] = {
        "asks": Option(asks, needed=True),
        "anonymous": Option(flag, default=False),
        "most": Option(whole(1, 20), default=MOST),
    }

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """What its boxes ask for."""
        return {ask.kind for ask in options["asks"]} if options.get("asks") else set()

    def read(self, setting: Setting) -> Writing:
        """The round as its rows tell it."""
        notes = [
            Note(row.key.removeprefix(NOTE), row.body["text"], row.body["ask"], row.body.get("pad") or row.author or "")
            for row in setting.rows
            if row.key.startswith(NOTE)
        ]
        done = {row.key.removeprefix(DONE) for row in setting.rows if row.key.startswith(DONE)}
        return Writing(setting, tuple(sorted(notes, key=lambda note: note.id)), frozenset(done))

    def act(self, state: Writing, deed: Write | Remove | Done, who: Who) -> Sequence[Change]:
        """Write, take back, or be done; each in one's own name or on one's own pad."""
        owner = state.owner(who)
        author = None if state.anonymous else owner
        match deed:
            case Write():
                return [_written(state, deed, owner, author)]
            case Remove(note_id):
                _mine(state, note_id, owner)
                return [Drop(f"{NOTE}{note_id}")]
            case Done(yes):
                key = f"{DONE}{owner}"
                return [Put(Contribution(key, author, {}))] if yes else [Drop(key)]

    def turnout(self, state: Writing) -> Turnout:
        """Those who said that they are done, of those present."""
        of = len(state.setting.room.people)
        present = state.done if state.anonymous else {one for one in state.done if state.setting.room.has(one)}
        return Turnout(min(len(present), of), of)

    def problems(self, state: Writing) -> Sequence[str]:
        """A round in which nobody has written."""
        return [] if state.notes else ["Nobody has written anything yet."]

    def hand_on(self, state: Writing) -> Sequence[Item]:
        """Every note, in an order that tells nothing; with its author only where the round was not anonymous.

        Where the step asks several things, the fact `asked` is the label of the note's box. Where the session is about
        one objective, the note hangs on it.
        """
        setting = state.setting
        above = (setting.room.objective,) if setting.room.objective else ()
        return [
            Item(setting.key(note.id), state.asks[note.ask].kind, note.text, above, _facts(state, note))
            for note in state.notes
            if note.ask < len(state.asks)
        ]


def _facts(state: Writing, note: Note) -> dict[str, str]:
    author = {} if state.anonymous else {"author": note.owner}
    return author | ({ASKED: state.asks[note.ask].label} if len(state.asks) > 1 else {})


def _mine(state: Writing, note_id: str, owner: str) -> None:
    if not any(note.id == note_id and note.owner == owner for note in state.notes):
        raise Refused("This note is gone, or it is not yours.")


def _written(state: Writing, deed: Write, owner: str, author: str | None) -> Put:
    text = worded(deed.text, "a note")
    if not 0 <= deed.ask < len(state.asks):
        raise Refused("This box is not there any more. Open the window once more.")
    known = next((note for note in state.notes if note.id == deed.id), None)
    if known is not None and known.owner != owner:
        raise Refused("This note is gone, or it is not yours.")
    most = state.setting.options["most"]
    if known is None and sum(note.owner == owner for note in state.notes) >= most:
        raise Refused(f"{most} notes are the most that one writes here. Which one could go?")
    body: dict[str, Any] = {"text": text, "ask": deed.ask}
    if author is None:
        body["pad"] = owner
    return Put(Contribution(f"{NOTE}{deed.id}", author, body), fresh=known is None)


KIND: Final = WriteKind()

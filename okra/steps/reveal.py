"""reveal: all notes of a silent round at once, shuffled, so that their order tells nothing.

With `threads`, each box of the round becomes a message with a thread of its own, and replies there count as notes: each
once, in its writer's name, as its words are now, until the session ends. Slack may tell of a reply twice, or of its
edit before of itself: each version has an instant, and an older one never replaces a newer.
Source: product.md, "reveal" and section 4; architecture.md, "order from a seed".
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from okra.items import ASKED, Item, ItemKind
from okra.refusal import Refused
from okra.shuffling import shuffled
from okra.steps.step import (
    LONGEST_TEXT,
    Ask,
    Body,
    Change,
    Contribution,
    Lasting,
    Named,
    Option,
    Put,
    Setting,
    Turnout,
    Who,
    flag,
    must_be_here,
    tidied,
    word,
)

REPLY: Final = "reply:"
GONE: Final = "gone"


@dataclass(frozen=True, slots=True)
class Reply(Lasting):
    """A reply as it was written or changed at `at`: `ts` names it for ever, `ask` is the box whose thread it is in.

    `ts` and `at` are Slack's timestamps: as texts they sort as in time.
    """

    ts: str
    at: str
    ask: int
    text: str


@dataclass(frozen=True, slots=True)
class Withdraw(Lasting):
    """A reply was deleted, which is for good."""

    ts: str
    at: str
    ask: int


@dataclass(frozen=True, slots=True)
class Said:
    """A reply that counts."""

    ts: str
    author: str
    ask: int
    text: str


@dataclass(frozen=True, slots=True)
class Revealing:
    """The notes in the order in which everybody sees them: the same after a restart; then the replies that count."""

    setting: Setting
    notes: tuple[Item, ...]
    replies: tuple[Said, ...] = ()

    @property
    def threads(self) -> tuple[Ask, ...]:
        """What was asked, where each of it has a thread of its own."""
        return self.setting.room.asks.get(self.setting.options["of"], ()) if self.setting.options["threads"] else ()

    def under(self, ask: int) -> tuple[Item, ...]:
        """The notes of one box."""
        return tuple(note for note in self.notes if _box(self.threads, note) == ask)

    def version(self, ts: str) -> Body | None:
        """What is known of a reply, whether it counts or not."""
        return next((row.body for row in self.setting.rows if row.key == f"{REPLY}{ts}"), None)

    def known(self, ask: int) -> frozenset[str]:
        """The replies in the thread of one box that are there as far as is known, whether they count or not."""
        rows = (row for row in self.setting.rows if row.key.startswith(REPLY) and not row.body.get(GONE))
        return frozenset(row.key.removeprefix(REPLY) for row in rows if row.body["ask"] == ask)


def counts(text: str) -> bool:
    """Whether a reply says something: an emoji, a "+1" or a row of dots is no note."""
    return any(sign.isalpha() for sign in text)


def too_long(text: str) -> bool:
    """Whether a reply is longer than a note may be; it is not cut, and counts once it is shorter."""
    return len(tidied(text)) > LONGEST_TEXT


def kept(text: str) -> str:
    """What is kept of a reply: its words without the space around them, nothing where it is too long."""
    return "" if too_long(text) else tidied(text)


class RevealKind:
    """Options: `of` (the id of the writing step), `threads` (a message for each of its boxes; replies count)."""

    name: ClassVar[str] = "reveal"
    shows_notes: ClassVar[bool] = False
    hides: ClassVar[bool] = False
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {
        "of": Option(word, needed=True, names_step=("write",)),
        "threads": Option(flag, default=False),
    }

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """Nothing new: replies are of the kinds that were asked for."""
        return ()

    def read(self, setting: Setting) -> Revealing:
        """The notes of that step, shuffled, and what was added to them."""
        room = setting.room
        beginning = f"{room.prefix}/{setting.options['of']}/"
        notes = {item.key: item for item in room.inputs if item.key.startswith(beginning)}
        state = Revealing(setting, tuple(notes[key] for key in shuffled(notes, room.seed)))
        return Revealing(setting, state.notes, tuple(_counted(state)))

    def act(self, state: Revealing, deed: Any, who: Who) -> Sequence[Change]:
        """Replies count where there are threads; else there is nothing to do but read."""
        if not isinstance(deed, Reply | Withdraw) or not 0 <= deed.ask < len(state.threads):
            raise Refused("This step is for reading. Ask in the thread.")
        known = state.version(deed.ts)
        if known is not None and (known.get(GONE) or known["at"] >= deed.at):
            return []
        body: dict[str, Any] = {"at": deed.at, "ask": deed.ask}
        if isinstance(deed, Withdraw):
            return [Put(Contribution(f"{REPLY}{deed.ts}", None, body | {GONE: True}))]
        author = must_be_here(state.setting.room, who)
        return [Put(Contribution(f"{REPLY}{deed.ts}", author, body | {"text": kept(deed.text)}))]

    def turnout(self, state: Revealing) -> Turnout:
        """Nobody is waited for."""
        of = len(state.setting.room.people)
        return Turnout(of, of, waits=False)

    def problems(self, state: Revealing) -> Sequence[str]:
        """Nothing to read."""
        return [] if state.notes or state.replies else ["There is nothing to read: nobody wrote a note."]

    def hand_on(self, state: Revealing) -> Sequence[Item]:
        """The replies; the notes were handed on by the step in which they were written."""
        asks, objective = state.threads, state.setting.room.objective
        return [
            Item(
                state.setting.key(f"{REPLY}{reply.ts}"),
                asks[reply.ask].kind,
                reply.text,
                (objective,) if objective else (),
                {"author": reply.author, **({ASKED: asks[reply.ask].label} if len(asks) > 1 else {})},
            )
            for reply in state.replies
        ]


def _box(asks: Sequence[Ask], note: Item) -> int:
    """The box in which a note was written."""
    labels = [ask.label for ask in asks]
    asked = note.facts.get(ASKED)
    return labels.index(asked) if asked in labels else 0


def _counted(state: Revealing) -> Iterator[Said]:
    """The replies that count, in their order: those that say something that no note or reply in their thread says."""
    seen = {(_box(state.threads, note), _folded(note.text)) for note in state.notes}
    rows = sorted((row for row in state.setting.rows if row.key.startswith(REPLY)), key=lambda row: row.key)
    for row in rows:
        text, ask = row.body.get("text", ""), int(row.body["ask"])
        same = (ask, _folded(text))
        if row.author is not None and ask < len(state.threads) and counts(text) and same not in seen:
            seen.add(same)
            yield Said(row.key.removeprefix(REPLY), row.author, ask, text)


def _folded(text: str) -> str:
    """The same words are the same, whatever their case and the space around them."""
    return " ".join(text.split()).casefold()


KIND: Final = RevealKind()

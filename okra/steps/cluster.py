"""cluster: notes that say much the same become groups; the facilitator decides, suggestion by suggestion.

What the facilitator does is a list of moves, and the groups are their replay: undoing is taking the last move back.
Source: product.md, "cluster"; seed 3, "Read & Cluster".
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any, ClassVar, Final

from okra.items import ASKED, Item, ItemKind
from okra.refusal import Refused
from okra.similarity import suggest, telling
from okra.steps.step import (
    Change,
    Contribution,
    Drop,
    Named,
    Option,
    Put,
    Setting,
    Turnout,
    Who,
    item_kinds,
    must_drive,
    worded,
)

MOVE: Final = "move:"
LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Make a group of loose notes, as suggested or by hand; "" as a name lets one be found."""

    keys: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Decline:
    """Don't suggest this group again."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Put one group into another."""

    into: str
    other: str


@dataclass(frozen=True, slots=True)
class Split:
    """Take notes out of their group, into one of their own or, with `alone`, to the loose ones."""

    cluster: str
    keys: tuple[str, ...]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Add:
    """Put a loose note into a group."""

    cluster: str
    key: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a group a name."""

    cluster: str
    name: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last move back; `seen` is the number of moves that one saw: a second click of two does nothing."""

    seen: int | None = None


Move = Group | Decline | Merge | Split | Add | Rename
_MOVES: Final[Mapping[str, Any]] = {kind.__name__.lower(): kind for kind in (Group, Decline, Merge, Split, Add, Rename)}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group: `id` stays, whatever its name and notes."""

    id: str
    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clustering:
    """The groups so far, the notes that are in none, and what could be grouped."""

    setting: Setting
    clusters: tuple[Cluster, ...]
    declined: frozenset[tuple[str, ...]]
    moves: int

    @property
    def notes(self) -> tuple[Item, ...]:
        """All notes that can be grouped."""
        return self.setting.inputs(*self.setting.options["of"])

    @property
    def loose(self) -> tuple[Item, ...]:
        """Notes that are in no group."""
        grouped = {key for cluster in self.clusters for key in cluster.keys}
        return tuple(note for note in self.notes if note.key not in grouped)

    @property
    def suggestions(self) -> tuple[tuple[str, ...], ...]:
        """Groups of loose notes that say much the same, the largest first, without those that were declined.

        Notes of two kinds are never suggested as one: what helped and what hindered may have the same words.
        """
        kinds: dict[ItemKind, dict[str, str]] = {}
        for note in self.loose:
            kinds.setdefault(note.kind, {})[note.key] = note.text
        found = [keys for texts in kinds.values() for keys in suggest(texts) if keys not in self.declined]
        return tuple(sorted(found, key=lambda keys: (-len(keys), keys)))

    def find(self, cluster_id: str) -> Cluster:
        """A group by its id. Raises Refused where it is gone."""
        found = next((cluster for cluster in self.clusters if cluster.id == cluster_id), None)
        if found is None:
            raise Refused("This group is gone meanwhile. Look at the list again.")
        return found


class ClusterKind:
    """Options: `of` (the kinds of items that are grouped)."""

    name: ClassVar[str] = "cluster"
    shows_notes: ClassVar[bool] = True
    hides: ClassVar[bool] = False
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {"of": Option(item_kinds, default=(ItemKind.NOTE,))}

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """Clusters."""
        return (ItemKind.CLUSTER,)

    def read(self, setting: Setting) -> Clustering:
        """The groups as the moves made them; a note that was taken back leaves its group, and the rest stays."""
        state = Clustering(setting, (), frozenset(), 0)
        rows = sorted((row for row in setting.rows if row.key.startswith(MOVE)), key=lambda row: row.key)
        here = {note.key for note in setting.inputs(*setting.options["of"])}
        for row in rows:
            number = int(row.key.removeprefix(MOVE))
            try:
                state = _after(state, _move(row.body), number)
            except Refused:
                continue
            finally:
                state = replace(state, moves=number)
        left = [replace(one, keys=tuple(key for key in one.keys if key in here)) for one in state.clusters]
        return replace(state, clusters=tuple(one for one in left if one.keys))

    def act(self, state: Clustering, deed: Move | Undo, who: Who) -> Sequence[Change]:
        """Only the facilitator groups; what cannot be done is refused before it is kept."""
        must_drive(who, "group notes")
        if isinstance(deed, Undo):
            if deed.seen is not None and deed.seen != state.moves:
                return []
            if not state.moves:
                raise Refused("There is nothing to undo.")
            return [Drop(_key(state.moves))]
        if isinstance(deed, Rename) or (isinstance(deed, Group) and deed.name):
            deed = replace(deed, name=worded(deed.name, "a name", "name", LONGEST_NAME))
        number = state.moves + 1
        _must_be_there(state, deed)
        _after(state, deed, number)
        body = {"move": type(deed).__name__.lower(), **asdict(deed)}
        return [Put(Contribution(_key(number), who.user_id, body), fresh=True)]

    def turnout(self, state: Clustering) -> Turnout:
        """Nobody is waited for."""
        of = len(state.setting.room.people)
        return Turnout(of, of, waits=False)

    def problems(self, state: Clustering) -> Sequence[str]:
        """Suggestions that nobody has looked at."""
        count = len(state.suggestions)
        return [f"{count} {'suggestion waits' if count == 1 else 'suggestions wait'} for a yes or no."] if count else []

    def hand_on(self, state: Clustering) -> Sequence[Item]:
        """The groups, each hanging on its notes; a loose note goes on as a group of its own, so that none is lost.

        Facts: `of` is the notes' kind and `asked` what they answer, where that is one and the same for all of them.
        """
        notes = {note.key: note for note in state.notes}
        groups = [(cluster.id, cluster.name, cluster.keys) for cluster in state.clusters]
        alone = [(f"of:{note.key}", note.text, (note.key,)) for note in state.loose]
        return [
            Item(state.setting.key(name_id), ItemKind.CLUSTER, name, keys, _common([notes[key] for key in keys]))
            for name_id, name, keys in [*groups, *alone]
        ]


def _common(notes: Sequence[Item]) -> dict[str, str]:
    """What all notes of a group have in common."""
    kinds, asked = {str(note.kind) for note in notes}, {note.facts.get(ASKED) for note in notes}
    one_kind = {"of": next(iter(kinds))} if len(kinds) == 1 else {}
    return one_kind | ({ASKED: str(next(iter(asked)))} if len(asked) == 1 and None not in asked else {})


def _key(number: int) -> str:
    return f"{MOVE}{number:06}"


def _move(body: Mapping[str, Any]) -> Move:
    said = {name: tuple(value) if isinstance(value, list) else value for name, value in body.items() if name != "move"}
    move: Move = _MOVES[body["move"]](**said)
    return move


def _after(state: Clustering, move: Move, number: int) -> Clustering:
    """The groups after one more move. Raises Refused where it cannot be done."""
    match move:
        case Group(keys, name):
            made = _made(state, number, _all_loose(state, keys), name)
            return replace(state, clusters=(*state.clusters, made))
        case Decline(keys):
            return replace(state, declined=state.declined | {tuple(sorted(keys))})
        case Rename(cluster_id, name):
            return _with(state, replace(state.find(cluster_id), name=name))
        case Add(cluster_id, key):
            cluster = state.find(cluster_id)
            return _with(state, replace(cluster, keys=cluster.keys + _all_loose(state, (key,))))
        case Merge(into, other):
            return _merged(state, into, other)
        case Split():
            return _split(state, move, number)


def _made(state: Clustering, number: int, keys: tuple[str, ...], name: str = "") -> Cluster:
    """A new group. Its id tells its notes too: a number comes again after an undo, and must not mean another group."""
    sign = sha256("\n".join(sorted(keys)).encode()).hexdigest()[:8]
    return Cluster(f"c{number}-{sign}", name or title_of(_texts(state, keys)), keys)


def _must_be_there(state: Clustering, deed: Move) -> None:
    named = deed.keys if isinstance(deed, Group | Split | Decline) else (deed.key,) if isinstance(deed, Add) else ()
    if not set(named) <= {note.key for note in state.notes}:
        raise Refused("One of these notes is gone. Look at the list again.")


def _all_loose(state: Clustering, keys: Sequence[str]) -> tuple[str, ...]:
    grouped = {key for cluster in state.clusters for key in cluster.keys}
    wanted = tuple(dict.fromkeys(keys))
    if not wanted or not grouped.isdisjoint(wanted):
        raise Refused("One of these notes is in a group already. Look at the list again.")
    return wanted


def _texts(state: Clustering, keys: Sequence[str]) -> list[str]:
    texts = {note.key: note.text for note in state.notes}
    return [texts[key] for key in keys if key in texts]


def _with(state: Clustering, changed: Cluster) -> Clustering:
    return replace(state, clusters=tuple(changed if one.id == changed.id else one for one in state.clusters))


def _merged(state: Clustering, into: str, other: str) -> Clustering:
    one, two = state.find(into), state.find(other)
    if one.id == two.id:
        raise Refused("Choose another group to put it into.")
    rest = replace(state, clusters=tuple(cluster for cluster in state.clusters if cluster.id != two.id))
    return _with(rest, replace(one, keys=one.keys + two.keys))


def _split(state: Clustering, move: Split, number: int) -> Clustering:
    cluster = state.find(move.cluster)
    taken = tuple(key for key in dict.fromkeys(move.keys) if key in cluster.keys)
    left = tuple(key for key in cluster.keys if key not in taken)
    if not taken or (not left and not move.alone):
        raise Refused("Choose some of the group's notes, not all of them.")
    kept = (replace(cluster, keys=left),) if left else ()
    others = tuple(one for one in state.clusters if one.id != cluster.id)
    made = () if move.alone else (_made(state, number, taken),)
    return replace(state, clusters=(*others, *kept, *made))


def title_of(texts: Sequence[str]) -> str:
    """A first name for a group: the shortest of its notes that has its most telling words, shortened to fit."""
    counts = Counter(word for text in texts for word in set(telling(text)))
    best = min(texts, key=lambda text: (-sum(counts[word] for word in set(telling(text))), len(text), text), default="")
    words = " ".join(best.split())
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"


KIND: Final = ClusterKind()

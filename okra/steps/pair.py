"""pair: people of different roles get a topic and a private place to write: pains and gains, metrics, hypotheses.

Source: product.md, "pair"; seed 3, "Pair up for value mapping".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final

from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.steps.pair_groups import Group, formed, joined, merged
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
    item_kinds,
    must_be_here,
    must_drive,
    whole,
    worded,
)
from okra.steps.versions import latest, version_key

GROUPS, ENTRY, DONE = "groups", "entry:", "done:"
"""The groups are edited together: each version of all of them is a row. Their numbers are never used again."""


@dataclass(frozen=True, slots=True)
class Form:
    """Make the pairs from those present, or make them anew; what was written stays."""


@dataclass(frozen=True, slots=True)
class Join:
    """Come late: to the smallest group."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Put two groups together, where somebody was left alone: numbers as in `Pairing.groups`."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Write:
    """Write an entry of one's group, or write it anew: on which topic, in which box."""

    id: str
    topic: str
    ask: int
    text: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take an entry of one's group out."""

    id: str


@dataclass(frozen=True, slots=True)
class Done:
    """Say that the group is done, or goes on."""

    yes: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """What a group wrote on a topic; `number` tells in which order entries were begun."""

    id: str
    group: int
    topic: str
    ask: int
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Pairing:
    """The groups, and what they have written: each sees its own until the step is over."""

    setting: Setting
    groups: tuple[Group, ...]
    entries: tuple[Entry, ...]
    done: frozenset[int]
    version: int = 0

    @property
    def asks(self) -> Sequence[Ask]:
        """What groups are asked for."""
        asked: Sequence[Ask] = self.setting.options["asks"]
        return asked

    @property
    def topics(self) -> tuple[Item, ...]:
        """What is dealt to the groups."""
        return self.setting.inputs(*self.setting.options["over"])

    def group_of(self, user_id: str) -> int | None:
        """The number of somebody's group."""
        return next((number for number, group in enumerate(self.groups) if user_id in group.people), None)

    def written_by(self, group: int) -> tuple[Entry, ...]:
        """What one group wrote, and what came to it from groups before: for its own eyes."""
        numbers = {group, *self.groups[group].holds}
        return tuple(entry for entry in self.entries if entry.group in numbers)

    def is_held(self, number: int, by: int) -> bool:
        """Whether one group, by its number, went on with another."""
        return by in self.peopled and number in self.groups[by].holds

    @property
    def alone(self) -> tuple[int, ...]:
        """Groups of which only one person is still there, where there are other groups to go to."""
        here = self.setting.room.has
        left = [number for number in self.peopled if sum(map(here, self.groups[number].people)) == 1]
        return tuple(left) if len(self.peopled) > 1 else ()

    @property
    def peopled(self) -> tuple[int, ...]:
        """The numbers of the groups in which somebody is still there."""
        here = self.setting.room.has
        return tuple(number for number, group in enumerate(self.groups) if any(map(here, group.people)))


class PairKind:
    """Options: `over` (kinds of the topics), `asks` (what to write, 1–5), `most` (entries of a group, a box)."""

    name: ClassVar[str] = "pair"
    shows_notes: ClassVar[bool] = True
    hides: ClassVar[bool] = True
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {
        "over": Option(item_kinds, needed=True),
        "asks": Option(asks, needed=True),
        "most": Option(whole(1, 20), default=10),
    }

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """What its boxes ask for."""
        return {ask.kind for ask in options["asks"]} if options.get("asks") else set()

    def read(self, setting: Setting) -> Pairing:
        """The step as its rows tell it."""
        version, row = latest(setting.rows, GROUPS).get("", (0, None))
        told = row.body["groups"] if row else []
        groups = tuple(Group(tuple(one["people"]), tuple(one["topics"]), tuple(one["holds"])) for one in told)
        entries = [Entry(row.key.removeprefix(ENTRY), **row.body) for row in setting.rows if row.key.startswith(ENTRY)]
        done = frozenset(int(row.key.removeprefix(DONE)) for row in setting.rows if row.key.startswith(DONE))
        places = {topic.key: at for at, topic in enumerate(setting.inputs(*setting.options["over"]))}
        entries.sort(key=lambda one: (places.get(one.topic, len(places)), one.ask, one.number, one.id))
        return Pairing(setting, groups, tuple(entries), done, version)

    def act(self, state: Pairing, deed: Form | Join | Merge | Write | Remove | Done, who: Who) -> Sequence[Change]:
        """Groups are formed by the facilitator; everybody else acts within their own."""
        room = state.setting.room
        if isinstance(deed, Form):
            must_drive(who, "make the pairs")
            return [_told(state, formed(state.groups, [topic.key for topic in state.topics], room))]
        if isinstance(deed, Merge):
            must_drive(who, "put groups together")
            if state.is_held(deed.other, deed.one):
                return []
            return [_told(state, merged(state.groups, deed.one, deed.other))]
        user_id = must_be_here(room, who)
        group = state.group_of(user_id)
        if isinstance(deed, Join):
            if group is not None:
                raise Refused("You are in a pair already. “Write with my pair” is your button.")
            return [_told(state, joined(state.groups, user_id, room))]
        if group is None:
            raise Refused("You are in no pair yet. Join one first.")
        return _within(state, deed, group)

    def turnout(self, state: Pairing) -> Turnout:
        """Groups that are done, of all."""
        groups = state.peopled
        return Turnout(len(state.done.intersection(groups)), len(groups), waits=bool(groups), things="pairs")

    def problems(self, state: Pairing) -> Sequence[str]:
        """No pairs, or topics that nobody has written on."""
        if not state.groups:
            return ["The pairs are not made yet."]
        written = {entry.topic for entry in state.entries}
        blank = [topic for topic in state.topics if topic.key not in written]
        said = [f"Nothing is written on {len(blank)} of {len(state.topics)} topics yet."] if blank else []
        if count := len(state.alone):
            said.append(f"{count} {'person is' if count == 1 else 'people are'} left alone: put them to another pair.")
        return said

    def hand_on(self, state: Pairing) -> Sequence[Item]:
        """What the groups wrote, each hanging on its topic."""
        return [
            Item(state.setting.key(entry.id), state.asks[entry.ask].kind, entry.text, (entry.topic,))
            for entry in state.entries
            if entry.ask < len(state.asks)
        ]


def _told(state: Pairing, groups: Sequence[Group]) -> Put:
    told = [{name: list(value) for name, value in asdict(group).items()} for group in groups]
    return Put(Contribution(version_key(GROUPS, state.version + 1), None, {"groups": told}), fresh=True)


def _within(state: Pairing, deed: Write | Remove | Done, group: int) -> Sequence[Change]:
    match deed:
        case Done(yes):
            key = f"{DONE}{group}"
            return [Put(Contribution(key, None, {}))] if yes else [Drop(key)]
        case Remove(entry_id):
            _mine(state, entry_id, group)
            return [Drop(f"{ENTRY}{entry_id}")]
        case Write():
            return [_written(state, deed, group)]


def _mine(state: Pairing, entry_id: str, group: int) -> None:
    if not any(entry.id == entry_id for entry in state.written_by(group)):
        raise Refused("This entry is gone, or it belongs to another pair.")


def _written(state: Pairing, deed: Write, group: int) -> Put:
    known = next((entry for entry in state.entries if entry.id == deed.id), None)
    if known is not None:
        _mine(state, deed.id, group)
    if deed.topic not in state.groups[group].topics and (known is None or deed.topic != known.topic):
        raise Refused("This topic is with another pair.")
    if not 0 <= deed.ask < len(state.asks):
        raise Refused("This box is not there any more. Open the window once more.")
    here = [entry for entry in state.written_by(group) if (entry.topic, entry.ask) == (deed.topic, deed.ask)]
    most = state.setting.options["most"]
    if known not in here and len(here) >= most:
        raise Refused(f"{most} are the most for one box. Which one could go?")
    last = max((entry.number for entry in state.entries), default=0)
    body = {
        "group": group,
        "topic": deed.topic,
        "ask": deed.ask,
        "text": worded(deed.text, "something"),
        "number": known.number if known else last + 1,
    }
    return Put(Contribution(f"{ENTRY}{deed.id}", None, body), fresh=known is None)


KIND: Final = PairKind()

"""agree: each says *agree*, *can live with it* or *object*, with why. The A in OKRA: agreements, not compliance."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, ClassVar, Final

from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.steps.step import (
    Change,
    Contribution,
    Named,
    Option,
    Put,
    Setting,
    Turnout,
    Who,
    item_kinds,
    must_be_here,
    worded,
)

SAYS = "says:"


class Choice(StrEnum):
    """What one can say."""

    AGREE = "agree"
    LIVE = "live"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Say:
    """Say it, or change one's mind. An objection needs its reason; `seen` is the wording that one has read."""

    choice: Choice
    why: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person said."""

    user_id: str
    choice: Choice
    why: str


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Who said what of the items as they stand. It is said aloud: an agreement in secret is none.

    `outdated` are people whose word was about an earlier wording: they are asked again. Those who left are still heard.
    """

    setting: Setting
    voices: tuple[Voice, ...]
    outdated: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """What is agreed on."""
        return self.setting.inputs(*self.setting.options["of"])

    @property
    def wording(self) -> str:
        """A short sign of what the items say now."""
        return wording_of(self.items)

    @property
    def counts(self) -> Mapping[Choice, int]:
        """How many said what."""
        said = Counter(voice.choice for voice in self.voices)
        return {choice: said[choice] for choice in Choice}

    @property
    def objections(self) -> tuple[Voice, ...]:
        """Those who object, with their reasons."""
        return tuple(voice for voice in self.voices if voice.choice is Choice.OBJECT)

    def own(self, user_id: str) -> Voice | None:
        """What somebody said."""
        return next((voice for voice in self.voices if voice.user_id == user_id), None)


class AgreeKind:
    """Options: `of` (the kinds of items that are agreed on)."""

    name: ClassVar[str] = "agree"
    shows_notes: ClassVar[bool] = True
    hides: ClassVar[bool] = False
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {"of": Option(item_kinds, needed=True)}

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """One agreement."""
        return (ItemKind.AGREEMENT,)

    def read(self, setting: Setting) -> Agreeing:
        """Who said what, of what is there now."""
        now = wording_of(setting.inputs(*setting.options["of"]))
        rows = sorted((row for row in setting.rows if row.key.startswith(SAYS)), key=lambda row: row.key)
        voices = [
            Voice(row.key.removeprefix(SAYS), Choice(row.body["choice"]), row.body["why"])
            for row in rows
            if row.body["to"] == now
        ]
        outdated = [row.key.removeprefix(SAYS) for row in rows if row.body["to"] != now]
        return Agreeing(setting, tuple(voices), tuple(outdated))

    def act(self, state: Agreeing, deed: Say, who: Who) -> Sequence[Change]:
        """Everybody speaks for themselves."""
        user_id = must_be_here(state.setting.room, who)
        if deed.seen and deed.seen != state.wording:
            raise Refused("What you read has been changed meanwhile. Read it once more, then say it.")
        if deed.choice is Choice.OBJECT and not deed.why.strip():
            raise Refused("Say in a sentence why you object: that is what the others can work with.", "why")
        why = worded(deed.why, "your reason", "why") if deed.why.strip() else ""
        body = {"choice": str(deed.choice), "why": why, "to": state.wording}
        return [Put(Contribution(f"{SAYS}{user_id}", user_id, body))]

    def turnout(self, state: Agreeing) -> Turnout:
        """Those present who said something of what is there now."""
        room = state.setting.room
        return Turnout(sum(room.has(voice.user_id) for voice in state.voices), len(room.people))

    def problems(self, state: Agreeing) -> Sequence[str]:
        """Silence, words about an earlier wording, and objections that stand."""
        said = []
        if state.outdated:
            said.append(f"{_people(len(state.outdated))} spoke of an earlier wording: ask again.")
        elif not state.voices:
            said.append("Nobody has said yet whether they agree.")
        if count := len(state.objections):
            said.append(f"{_people(count)} {'objects' if count == 1 else 'object'}: what would they need?")
        return said

    def hand_on(self, state: Agreeing) -> Sequence[Item]:
        """The agreement: how many said what, and the objections word for word."""
        if not state.voices:
            return ()
        said = ", ".join(f"{count} {counted(choice, count)}" for choice, count in state.counts.items() if count)
        facts = {
            "counts": {str(choice): count for choice, count in state.counts.items()},
            "objections": [{"author": one.user_id, "text": one.why} for one in state.objections],
        }
        return (Item(state.setting.key("all"), ItemKind.AGREEMENT, said, tuple(one.key for one in state.items), facts),)


def wording_of(items: Iterable[Item]) -> str:
    """A short sign of what items say, which changes when one of them does."""
    said = sorted(repr((item.key, item.text, item.hangs_on, sorted(item.facts.items(), key=str))) for item in items)
    return sha256("\n".join(said).encode()).hexdigest()[:16]


def _people(count: int) -> str:
    return f"{count} {'person' if count == 1 else 'people'}"


def counted(choice: Choice, count: int) -> str:
    """What so many people do who said it: 1 "agrees", 2 "agree"."""
    alone, many = _WORDS[choice]
    return alone if count == 1 else many


_WORDS: Mapping[Choice, tuple[str, str]] = {
    Choice.AGREE: ("agrees", "agree"),
    Choice.LIVE: ("can live with it", "can live with it"),
    Choice.OBJECT: ("objects", "object"),
}


KIND: Final = AgreeKind()

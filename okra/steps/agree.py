"""agree: each says *agree*, *can live with it* or *object*, with why. The A in OKRA: agreements, not compliance."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.steps.step import (
    Change,
    Contribution,
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
    """Say it, or change one's mind. An objection needs its reason."""

    choice: Choice
    why: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person said."""

    user_id: str
    choice: Choice
    why: str


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Who said what, of those present. It is said aloud: an agreement in secret is none."""

    setting: Setting
    voices: tuple[Voice, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """What is agreed on."""
        return self.setting.inputs(*self.setting.options["of"])

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
    options: ClassVar[Mapping[str, Option]] = {"of": Option(item_kinds, needed=True)}

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """One agreement."""
        return (ItemKind.AGREEMENT,)

    def read(self, setting: Setting) -> Agreeing:
        """Who said what; those who left are not counted."""
        voices = [
            Voice(row.key.removeprefix(SAYS), Choice(row.body["choice"]), row.body["why"])
            for row in setting.rows
            if row.key.startswith(SAYS)
        ]
        here = [voice for voice in voices if setting.room.has(voice.user_id)]
        return Agreeing(setting, tuple(sorted(here, key=lambda voice: voice.user_id)))

    def act(self, state: Agreeing, deed: Say, who: Who) -> Sequence[Change]:
        """Everybody speaks for themselves."""
        user_id = must_be_here(state.setting.room, who)
        if deed.choice is Choice.OBJECT and not deed.why.strip():
            raise Refused("Say in a sentence why you object: that is what the others can work with.", "why")
        why = worded(deed.why, "your reason", "why") if deed.why.strip() else ""
        return [Put(Contribution(f"{SAYS}{user_id}", user_id, {"choice": str(deed.choice), "why": why}))]

    def turnout(self, state: Agreeing) -> Turnout:
        """Those who said something."""
        return Turnout(len(state.voices), len(state.setting.room.people))

    def problems(self, state: Agreeing) -> Sequence[str]:
        """Silence, and objections that stand."""
        if not state.voices:
            return ["Nobody has said yet whether they agree."]
        open_ones = len(state.objections)
        if not open_ones:
            return []
        return [f"{open_ones} {'person objects' if open_ones == 1 else 'people object'}: what would they need?"]

    def hand_on(self, state: Agreeing) -> Sequence[Item]:
        """The agreement: how many said what, and the objections word for word."""
        if not state.voices:
            return ()
        said = ", ".join(f"{count} {_WORDS[choice]}" for choice, count in state.counts.items() if count)
        facts = {
            "counts": {str(choice): count for choice, count in state.counts.items()},
            "objections": [{"author": one.user_id, "text": one.why} for one in state.objections],
        }
        return (Item(state.setting.key("all"), ItemKind.AGREEMENT, said, tuple(one.key for one in state.items), facts),)


_WORDS: Mapping[Choice, str] = {
    Choice.AGREE: "agree",
    Choice.LIVE: "can live with it",
    Choice.OBJECT: "object",
}

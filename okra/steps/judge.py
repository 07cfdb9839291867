"""judge: what became of something, in one of a few known words, said together and with a reason.

Nothing is decided by default: what nobody has spoken of is handed on without a word. Edited together, like drafts: who
saw an older word is told the newer one. Source: product.md, section 4, "End of the cycle".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from okra.achievement import Outcome
from okra.cycle_items import Decision
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
from okra.steps.versions import latest, version_key

OF: Final = "of:"
WORDS: Final[Mapping[ItemKind, tuple[str, ...]]] = {
    ItemKind.VERDICT: ("confirmed", "refuted", "unknown"),
    ItemKind.OUTCOME: tuple(Outcome),
    ItemKind.DECISION: tuple(Decision),
}
"""What can be said, by what a step makes."""
NEED_EVIDENCE: Final = frozenset(("confirmed", "refuted"))
"""Words that need a reason: what showed it. To know nothing needs none."""
_LACK: Final = {
    ItemKind.VERDICT: "no verdict yet",
    ItemKind.OUTCOME: "no word yet",
    ItemKind.DECISION: "no decision yet",
}


@dataclass(frozen=True, slots=True)
class Judge:
    """Say a word of an item and why, or, with None, take the word back; `version` is the one that was seen."""

    on: str
    word: str | None
    why: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of one item."""

    word: str
    why: str
    version: int


@dataclass(frozen=True, slots=True)
class Judging:
    """What is said so far, by the item's key; `versions` counts how often something was said of each."""

    setting: Setting
    judged: Mapping[str, Judgement]
    versions: Mapping[str, int]

    @property
    def makes(self) -> ItemKind:
        """Verdicts, outcomes or decisions."""
        made: ItemKind = self.setting.options["makes"]
        return made

    @property
    def items(self) -> tuple[Item, ...]:
        """What is judged."""
        return self.setting.inputs(*self.setting.options["of"])

    @property
    def open(self) -> tuple[Item, ...]:
        """What nobody has spoken of."""
        return tuple(item for item in self.items if item.key not in self.judged)

    def version(self, key: str) -> int:
        """How often something was said of an item, or taken back."""
        return self.versions.get(key, 0)


def made(value: Any) -> ItemKind:
    """Reads an option that says what is made. Raises ValueError."""
    if value not in list(WORDS):
        raise ValueError(f"should be one of {', '.join(sorted(WORDS))}")
    return ItemKind(value)


class JudgeKind:
    """Options: `of` (the kinds of items that are judged), `makes` (verdict, outcome or decision)."""

    name: ClassVar[str] = "judge"
    shows_notes: ClassVar[bool] = True
    hides: ClassVar[bool] = False
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {
        "of": Option(item_kinds, needed=True),
        "makes": Option(made, needed=True),
    }

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """What the script says."""
        return (options["makes"],) if options.get("makes") else ()

    def read(self, setting: Setting) -> Judging:
        """What is said, as the rows tell it; of something that is gone nothing is."""
        here = {item.key for item in setting.inputs(*setting.options["of"])}
        rows = {key: last for key, last in latest(setting.rows, OF).items() if key in here}
        judged = {
            key: Judgement(row.body["word"], row.body["why"], version)
            for key, (version, row) in rows.items()
            if row.body["word"] in WORDS[setting.options["makes"]]
        }
        return Judging(setting, judged, {key: version for key, (version, _) in rows.items()})

    def act(self, state: Judging, deed: Judge, who: Who) -> Sequence[Change]:
        """Everybody present says it, for all."""
        user_id = must_be_here(state.setting.room, who)
        if all(item.key != deed.on for item in state.items):
            raise Refused("This is gone meanwhile. Open the window once more.")
        if deed.version != state.version(deed.on):
            now = state.judged.get(deed.on)
            said = f"it now says “{now.word.replace('_', ' ')}”" if now else "the word was taken back"
            raise Refused(f"Somebody was quicker: {said}. Open the window once more.", "word")
        body = {"word": deed.word, "why": _why(state, deed)}
        key = version_key(f"{OF}{deed.on}", deed.version + 1)
        return [Put(Contribution(key, user_id, body), fresh=True)]

    def turnout(self, state: Judging) -> Turnout:
        """Nobody is waited for: it is said together."""
        of = len(state.setting.room.people)
        return Turnout(of, of, waits=False)

    def problems(self, state: Judging) -> Sequence[str]:
        """How many are without a word."""
        left, lack = len(state.open), _LACK[state.makes]
        return [f"{left} of {len(state.items)} {'has' if left == 1 else 'have'} {lack}."] if left else []

    def hand_on(self, state: Judging) -> Sequence[Item]:
        """A word for each item of which one was said; the text is the reason."""
        return [
            Item(
                state.setting.key(f"{OF}{item.key}"), state.makes, said.why, (item.key,), {str(state.makes): said.word}
            )
            for item in state.items
            if (said := state.judged.get(item.key))
        ]


def _why(state: Judging, deed: Judge) -> str:
    if deed.word is None:
        return ""
    if deed.word not in WORDS[state.makes]:
        raise Refused("Choose one of the words.", "word")
    if deed.word in NEED_EVIDENCE and not deed.why.strip():
        raise Refused("Say in a sentence what showed it.", "why")
    return worded(deed.why, "your reason", "why") if deed.why.strip() else ""


KIND: Final = JudgeKind()

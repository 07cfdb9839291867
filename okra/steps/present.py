"""present: the facilitator brings something, a text or a link, and shows what earlier sessions gave. People listen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar, Final

from okra.company_goals import goals_of
from okra.items import Item, ItemKind
from okra.steps.step import (
    LONGEST_LABEL,
    Change,
    Contribution,
    Named,
    Option,
    Put,
    Setting,
    Turnout,
    Who,
    flag,
    item_kinds,
    must_drive,
    word,
    worded,
)

LONGEST: Final = 3_000
"""Characters that the facilitator may bring: a page of company OKRs."""
TEXT = "text"


@dataclass(frozen=True, slots=True)
class Bring:
    """Show a text or a link to everybody, instead of what was shown before."""

    text: str


@dataclass(frozen=True, slots=True)
class Presenting:
    """What is shown: what the facilitator brought, "" before that, and what came from earlier sessions."""

    setting: Setting
    text: str
    items: tuple[Item, ...]

    @property
    def asks_for(self) -> str:
        """What the facilitator is asked to bring, "" where nothing is."""
        return str(self.setting.options["asks_for"])


def label(value: Any) -> str:
    """Reads an option that is a short label. Raises ValueError."""
    said = word(value)
    if len(said) > LONGEST_LABEL:
        raise ValueError(f"should be {LONGEST_LABEL} characters at most")
    return said


class PresentKind:
    """Options: `asks_for` (what the facilitator brings), `goals` (it says the company's goals), `shows` (kinds of
    earlier sessions' items).
    """

    name: ClassVar[str] = "present"
    shows_notes: ClassVar[bool] = False
    hides: ClassVar[bool] = False
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {
        "asks_for": Option(label, default=""),
        "goals": Option(flag, default=False),
        "shows": Option(item_kinds, default=()),
    }

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """The company's goals, where they are brought."""
        return (ItemKind.STRATEGY,) if options.get("goals") else ()

    def read(self, setting: Setting) -> Presenting:
        """What is shown now."""
        text = next((str(row.body["text"]) for row in setting.rows if row.key == TEXT), "")
        return Presenting(setting, text, setting.inputs(*setting.options["shows"]))

    def act(self, state: Presenting, deed: Bring, who: Who) -> Sequence[Change]:
        """Only the facilitator brings something."""
        must_drive(who, "bring something to show")
        text = worded(deed.text, "what you want to show", longest=LONGEST)
        return [Put(Contribution(TEXT, who.user_id, {"text": text}))]

    def turnout(self, state: Presenting) -> Turnout:
        """Nobody is waited for."""
        of = len(state.setting.room.people)
        return Turnout(of, of, waits=False)

    def problems(self, state: Presenting) -> Sequence[str]:
        """Something that should be brought and is not there."""
        return [f"Still to bring: {state.asks_for}."] if state.asks_for and not state.text else []

    def hand_on(self, state: Presenting) -> Sequence[Item]:
        """The company's goals, so that objectives can support them; a goal in other words is another goal."""
        goals = goals_of(state.text) if state.setting.options["goals"] else ()
        return [Item(state.setting.key(f"goal:{_word(goal)}"), ItemKind.STRATEGY, goal) for goal in goals]


def _word(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


KIND: Final = PresentKind()

"""draft: vision, objectives, key results and hypotheses, written together and kept as drafts.

Several people edit one thing: each edit names the version that it saw, and one that comes too late is told the newer
text instead of overwriting it. Every version is a row of its own, also the one that takes a draft out.
Source: product.md, "draft"; seed 3, sections 1 and 5.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from okra.items import Item, ItemKind
from okra.refusal import Refused, quoted
from okra.steps.step import (
    Body,
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
    tidied,
    worded,
)
from okra.steps.versions import OPEN_AGAIN, latest, version_key

DRAFT = "draft:"
LONGEST_MEASURE: Final = 200
ABOVE: Final[Mapping[ItemKind, tuple[ItemKind, ...]]] = {
    ItemKind.OBJECTIVE: (ItemKind.STRATEGY,),
    ItemKind.KEY_RESULT: (ItemKind.OBJECTIVE,),
    ItemKind.HYPOTHESIS: (ItemKind.KEY_RESULT, ItemKind.OBJECTIVE),
    ItemKind.METRIC: (ItemKind.KEY_RESULT, ItemKind.OBJECTIVE),
    ItemKind.MILESTONE: (ItemKind.HYPOTHESIS, ItemKind.KEY_RESULT),
}
"""What each kind must hang on, the first that there is."""
FREE: Final = frozenset((ItemKind.OBJECTIVE,))
"""Kinds that may also hang on nothing."""


@dataclass(frozen=True, slots=True)
class Write:
    """Write a draft, or write it anew: `version` is the one that was seen, 0 for a new one.

    `measure` is how a key result is measured, as people say it ("from 65% to 90%"); `made_of` what it was made from.
    """

    id: str
    kind: ItemKind
    text: str
    under: str | None = None
    measure: str = ""
    made_of: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a draft out, if it still is as it was seen."""

    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft as it stands; `under` is the key of what it hangs on, `number` tells in which order they were begun."""

    id: str
    key: str
    kind: ItemKind
    text: str
    under: str | None
    measure: str
    made_of: tuple[str, ...]
    facts: Mapping[str, str]
    version: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Drafting:
    """All drafts, objectives first, as they were begun; `versions` counts those of each, also of one taken out."""

    setting: Setting
    drafts: tuple[Draft, ...]
    versions: Mapping[str, int]

    @property
    def kinds(self) -> tuple[ItemKind, ...]:
        """What is drafted here."""
        kinds: tuple[ItemKind, ...] = self.setting.options["makes"]
        return kinds

    @property
    def sources(self) -> tuple[Item, ...]:
        """What may be drawn from."""
        return self.setting.inputs(*self.setting.options["from"])

    def find(self, draft_id: str) -> Draft | None:
        """A draft by its id."""
        return next((draft for draft in self.drafts if draft.id == draft_id), None)

    def under(self, key: str | None) -> tuple[Draft, ...]:
        """What hangs on something; on nothing that is still there, with None."""
        return tuple(draft for draft in self.drafts if draft.under == key)

    @property
    def tops(self) -> tuple[Draft, ...]:
        """What hangs on no other draft from here."""
        here = {draft.key for draft in self.drafts}
        return tuple(draft for draft in self.drafts if draft.under not in here)

    def above(self, draft: Draft) -> Item | None:
        """What a draft hangs on, where it was handed on to this step."""
        return next((item for item in self.setting.room.inputs if item.key == draft.under), None)

    def places(self, kind: ItemKind) -> tuple[Item, ...]:
        """What a draft of a kind may hang on: drafts from here, and items that were handed on."""
        above = ABOVE.get(kind, ())
        here = [Item(draft.key, draft.kind, draft.text) for draft in self.drafts if draft.kind in above]
        return (*here, *self.setting.inputs(*above))


class DraftKind:
    """Options: `makes` (kinds that are drafted), `from` (kinds of items to draw from)."""

    name: ClassVar[str] = "draft"
    shows_notes: ClassVar[bool] = True
    hides: ClassVar[bool] = False
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {
        "makes": Option(item_kinds, needed=True),
        "from": Option(item_kinds, default=()),
    }

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """What is drafted."""
        return options.get("makes") or ()

    def read(self, setting: Setting) -> Drafting:
        """The drafts as the rows tell them."""
        rows = latest(setting.rows, DRAFT)
        drafts = [_draft(setting, name, version, row.body) for name, (version, row) in rows.items() if row.body]
        there = {draft.key for draft in drafts} | {item.key for item in setting.room.inputs}
        tied = [draft if draft.under in there else replace(draft, under=None) for draft in drafts]
        order = tuple(sorted(tied, key=lambda draft: (_rank(draft.kind), draft.number, draft.id)))
        return Drafting(setting, order, {name: version for name, (version, _) in rows.items()})

    def act(self, state: Drafting, deed: Write | Remove, who: Who) -> Sequence[Change]:
        """Everybody present drafts."""
        user_id = must_be_here(state.setting.room, who)
        known = state.find(deed.id)
        if _is_done(state, known, deed):
            return []
        _must_be_fresh(state, known, deed)
        body = _nothing(state, deed.id) if isinstance(deed, Remove) else _body(state, deed, known)
        key = version_key(f"{DRAFT}{deed.id}", deed.version + 1)
        return [Put(Contribution(key, user_id, body), fresh=True)]

    def turnout(self, state: Drafting) -> Turnout:
        """Nobody is waited for: it is done together."""
        of = len(state.setting.room.people)
        return Turnout(of, of, waits=False)

    def problems(self, state: Drafting) -> Sequence[str]:
        """What a set of drafts still lacks."""
        return [*_missing(state), *_counts(state)]

    def hand_on(self, state: Drafting) -> Sequence[Item]:
        """The drafts; each hangs on what it stands under, then on what it was made of."""
        return [
            Item(
                draft.key,
                draft.kind,
                draft.text,
                ((draft.under,) if draft.under else ()) + draft.made_of,
                {**draft.facts, **({"measure": draft.measure} if draft.measure else {})},
            )
            for draft in state.drafts
        ]


def _rank(kind: ItemKind) -> int:
    order = (ItemKind.VISION, ItemKind.OBJECTIVE, ItemKind.KEY_RESULT, ItemKind.HYPOTHESIS)
    return order.index(kind) if kind in order else len(order)


def _draft(setting: Setting, draft_id: str, version: int, body: Body) -> Draft:
    return Draft(
        draft_id, setting.key(draft_id), ItemKind(body["kind"]), body["text"], body["under"], body["measure"],
        tuple(body["made_of"]), body["facts"], version, body.get("number", 0),
    )  # fmt: skip


def _is_done(state: Drafting, known: Draft | None, deed: Write | Remove) -> bool:
    """Whether it stands there already, word for word, or is gone already: what is sent twice is done once."""
    if isinstance(deed, Remove):
        return known is None and state.versions.get(deed.id) == deed.version + 1
    if known is None or deed.version == known.version:
        return False
    return _draft(state.setting, known.id, known.version, _body(state, deed, known)) == known


def _must_be_fresh(state: Drafting, known: Draft | None, deed: Write | Remove) -> None:
    if known is None and (deed.version or deed.id in state.versions):
        raise Refused("Somebody took this out meanwhile. Copy your words, and write them as a new one.")
    if known is not None and deed.version != known.version:
        now = f"{known.text} ({known.measure})" if known.measure else known.text
        raise Refused(f"Somebody changed this meanwhile. It now says {quoted(now, 200)}. {OPEN_AGAIN}", "text")


def _nothing(state: Drafting, draft_id: str) -> dict[str, Any]:
    """What a version says that takes a draft out."""
    known = state.find(draft_id)
    if known is None:
        raise Refused("This draft is gone already.")
    below = state.under(known.key)
    if below:
        raise Refused(f"{quoted(below[0].text, 60)} hangs on it. Move or remove that first.")
    return {}


def _body(state: Drafting, deed: Write, known: Draft | None) -> dict[str, Any]:
    if deed.kind not in state.kinds or (known is not None and known.kind is not deed.kind):
        raise Refused("This step does not draft that.")
    under = _under(state, deed)
    sources = {item.key for item in state.sources}
    measure = tidied(deed.measure)
    if len(measure) > LONGEST_MEASURE:
        raise Refused(f"Say the measure in {LONGEST_MEASURE} characters.", "measure")
    return {
        "kind": str(deed.kind),
        "text": worded(deed.text, "the draft", longest=300),
        "under": under,
        "measure": measure,
        "made_of": [key for key in dict.fromkeys(deed.made_of) if key in sources],
        "facts": dict(deed.facts),
        "number": known.number if known else len(state.versions) + 1,
    }


def _under(state: Drafting, deed: Write) -> str | None:
    if deed.kind not in ABOVE:
        return None
    places = {item.key for item in state.places(deed.kind)}
    if deed.under is None and (not places or deed.kind in FREE):
        return None
    if deed.under not in places:
        above = " or ".join(kind.replace("_", " ") for kind in ABOVE[deed.kind])
        raise Refused(f"Choose the {above} that it hangs on.", "under")
    return deed.under


def _missing(state: Drafting) -> list[str]:
    there = {draft.kind for draft in state.drafts}
    return [f"There is no {kind.replace('_', ' ')} yet." for kind in state.kinds if kind not in there]


def _counts(state: Drafting) -> list[str]:
    """1–3 key results per objective is the norm: more is warned of, never forbidden (product.md, "Words")."""
    if ItemKind.KEY_RESULT not in state.kinds:
        return []
    said = []
    for objective in [draft for draft in state.drafts if draft.kind is ItemKind.OBJECTIVE]:
        count = sum(draft.kind is ItemKind.KEY_RESULT for draft in state.under(objective.key))
        if count == 0:
            said.append(f"{quoted(objective.text, 60)} has no key result yet.")
        elif count > MOST_KEY_RESULTS:
            said.append(f"{quoted(objective.text, 60)} has {count} key results; one to three keep a team's focus.")
    return said


MOST_KEY_RESULTS: Final = 3


KIND: Final = DraftKind()

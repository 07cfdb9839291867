"""score: each milestone silently scored; the spread is shown, and only disagreements are talked about.

Source: product.md, "score"; seed 2, session 3.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from okra.items import Item, ItemKind
from okra.milestone import HIGHEST, LOWEST, Effort, Scored, Summary, summary
from okra.refusal import Refused, quoted
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
    must_be_here,
    must_drive,
)

BY, SHOWN, SETTLED = "by:", "shown", "settled:"


@dataclass(frozen=True, slots=True)
class Score:
    """Score one item, silently; None leaves a part to the others, and nothing at all the whole of it."""

    on: str
    scored: Scored


@dataclass(frozen=True, slots=True)
class Show:
    """Show what all scores say together, or hide it again."""

    yes: bool = True


@dataclass(frozen=True, slots=True)
class Settle:
    """Write down what the conversation came to."""

    on: str
    scored: Scored


@dataclass(frozen=True, slots=True)
class Scoring:
    """The scores so far: everybody's own, and, once shown, what all say together."""

    setting: Setting
    scores: Mapping[str, Mapping[str, Scored]]
    settled: Mapping[str, Scored]
    shown: bool

    @property
    def items(self) -> tuple[Item, ...]:
        """What is scored."""
        return self.setting.inputs(*self.setting.options["of"])

    def own(self, user_id: str, key: str) -> Scored:
        """What somebody said of an item."""
        return self.scores.get(key, {}).get(user_id, Scored())

    def has_said(self, user_id: str, key: str) -> bool:
        """Whether somebody has said what they think of an item, or left it to others."""
        return user_id in self.scores.get(key, {})

    def judged(self, key: str) -> tuple[Scored, ...]:
        """What those said of an item who did not leave all of it to others."""
        return tuple(one for one in self.scores.get(key, {}).values() if one != Scored())

    def summary(self, key: str) -> Summary | None:
        """What all say of an item; None before it is shown."""
        return summary(self.judged(key)) if self.shown else None

    def together(self, key: str) -> Scored:
        """What an item comes to: what was settled of it, else the middle of all."""
        settled, said = self.settled.get(key, Scored()), summary(self.judged(key))
        return Scored(settled.effort or said.effort, settled.business or said.business, settled.ux or said.ux)

    @property
    def to_talk_about(self) -> tuple[Item, ...]:
        """What people disagree on and have not settled; nothing before it is shown."""
        talked = [(item, self.summary(item.key)) for item in self.items if item.key not in self.settled]
        return tuple(item for item, said in talked if said is not None and said.talk)


class ScoreKind:
    """Options: `of` (the kinds of items that are scored)."""

    name: ClassVar[str] = "score"
    shows_notes: ClassVar[bool] = True
    hides: ClassVar[bool] = True
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {"of": Option(item_kinds, default=(ItemKind.MILESTONE,))}

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """Scores."""
        return (ItemKind.SCORE,)

    def read(self, setting: Setting) -> Scoring:
        """The scores as the rows tell them."""
        scores: dict[str, dict[str, Scored]] = {}
        for row in setting.rows:
            if row.key.startswith(BY):
                user_id, _, key = row.key.removeprefix(BY).partition("|")
                scores.setdefault(key, {})[user_id] = _scored(row.body)
        settled = {
            row.key.removeprefix(SETTLED): _scored(row.body) for row in setting.rows if row.key.startswith(SETTLED)
        }
        return Scoring(setting, scores, settled, any(row.key == SHOWN for row in setting.rows))

    def act(self, state: Scoring, deed: Score | Show | Settle, who: Who) -> Sequence[Change]:
        """Everybody scores; the facilitator shows and settles."""
        if isinstance(deed, Show):
            must_drive(who, "show the scores")
            return [Put(Contribution(SHOWN, None, {}))] if deed.yes else [Drop(SHOWN)]
        _known(state, deed.on)
        _in_range(deed.scored)
        if isinstance(deed, Settle):
            must_drive(who, "settle a score")
            if deed.scored == Scored():
                raise Refused("Choose what you came to, at least one of the three.", "effort")
            return [Put(Contribution(f"{SETTLED}{deed.on}", who.user_id, _body(deed.scored)))]
        user_id = must_be_here(state.setting.room, who)
        return [Put(Contribution(f"{BY}{user_id}|{deed.on}", user_id, _body(deed.scored)))]

    def turnout(self, state: Scoring) -> Turnout:
        """Those who said something of every item."""
        items, people = state.items, state.setting.room.people
        done = [
            one for one in people if items and all(state.has_said(one.user_id, item.key) for item in items)
        ]  # fmt: skip
        return Turnout(len(done), len(people))

    def problems(self, state: Scoring) -> Sequence[str]:
        """Items that nobody scored, and disagreements that nobody talked through."""
        blank = [item for item in state.items if not state.judged(item.key) and item.key not in state.settled]
        said = [f"{len(blank)} of {len(state.items)} have no score yet."] if blank else []
        return said + [f"You see {quoted(item.text, 60)} very differently." for item in state.to_talk_about]

    def hand_on(self, state: Scoring) -> Sequence[Item]:
        """One score per item: what was settled, else the middle of all."""
        return [made for item in state.items if (made := _handed_on(state, item))]


def _handed_on(state: Scoring, item: Item) -> Item | None:
    made, voices = state.together(item.key), len(state.judged(item.key))
    if made == Scored():
        return None
    said = [f"effort {made.effort or '?'}", f"business value {made.business or '?'}", f"user value {made.ux or '?'}"]
    facts = {**_body(made), "voices": voices}
    return Item(state.setting.key(f"of:{item.key}"), ItemKind.SCORE, ", ".join(said), (item.key,), facts)


def _scored(body: Mapping[str, Any]) -> Scored:
    return Scored(Effort(body["effort"]) if body["effort"] else None, body["business"], body["ux"])


def _body(scored: Scored) -> dict[str, Any]:
    return {"effort": str(scored.effort) if scored.effort else None, "business": scored.business, "ux": scored.ux}


def _known(state: Scoring, key: str) -> None:
    if not any(item.key == key for item in state.items):
        raise Refused("This is gone meanwhile. Open the window once more.")


def _in_range(scored: Scored) -> None:
    for value, field in ((scored.business, "business"), (scored.ux, "ux")):
        if value is not None and not LOWEST <= value <= HIGHEST:
            raise Refused(f"Values go from {LOWEST} to {HIGHEST}.", field)


KIND: Final = ScoreKind()

"""grade: everybody scores each key result from 0 to 1 in private; all are shown together, beside the computed value.

Scores are kept in whole points from 0 to 100 and rounded down, so that 0.70 is said only where 0.70 was reached. Nobody
ever sees who gave which. Source: product.md, section 4, "End of the cycle".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from okra.achievement import WHOLE, points
from okra.confidence import SPREAD_FROM
from okra.items import Item, ItemKind
from okra.numbers import read_number
from okra.okr import ScoreBand, score_band
from okra.refusal import Refused
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

BY: Final = "by:"
SHOWN: Final = "shown"
FAR_APART: Final = 30
"""Points between the lowest and the highest score from which a talk is worth its time: most of a band."""


@dataclass(frozen=True, slots=True)
class Give:
    """Score one key result, in points from 0 to 100; None takes the score back."""

    on: str
    points: int | None


@dataclass(frozen=True, slots=True)
class Show:
    """Show all scores together, which closes the scoring; or, with False, hide them and go on."""

    yes: bool = True


@dataclass(frozen=True, slots=True)
class Together:
    """What all scores of one key result say, in points; `lowest` and `highest` are None below four of them."""

    points: int
    voices: int
    lowest: int | None
    highest: int | None

    @property
    def spread(self) -> int | None:
        """How far apart the scores are; None below four, where it would tell who gave which."""
        return None if self.highest is None or self.lowest is None else self.highest - self.lowest

    @property
    def band(self) -> ScoreBand:
        """The band of the mean."""
        return score_band(self.points / WHOLE)


@dataclass(frozen=True, slots=True)
class Grading:
    """The scores so far: key → user → points. Everybody may see their own, all may see what is shown together."""

    setting: Setting
    given: Mapping[str, Mapping[str, int]]
    shown: bool

    @property
    def items(self) -> tuple[Item, ...]:
        """What is scored."""
        return self.setting.inputs(*self.setting.options["of"])

    def own(self, user_id: str, key: str) -> int | None:
        """What somebody gave."""
        return self.given.get(key, {}).get(user_id)

    def together(self, key: str) -> Together | None:
        """What all say of a key result; None before it is shown, or where nobody has said anything."""
        return together(self.given.get(key, {}).values()) if self.shown else None

    @property
    def to_talk_about(self) -> tuple[Item, ...]:
        """What people see very differently; nothing before it is shown."""
        said = [(item, self.together(item.key)) for item in self.items]
        return tuple(item for item, one in said if one is not None and (one.spread or 0) >= FAR_APART)


def read_score(text: str, field: str = "score") -> int:
    """A score as people type it, "0.7", "0,7" or "70 %", in whole points, rounded down.

    Raises Refused, about `field`, where it is no number from 0 to 1.
    """
    number = read_number(text, field)
    share = number / WHOLE if "%" in text else number
    if not 0 <= share <= 1:
        raise Refused("Scores go from 0 to 1. Write it like 0.7 or 70 %.", field)
    return int(share * WHOLE)


def say_own(given: int | None) -> str:
    """Somebody's own score as they would type it: "0.7"; "" for none."""
    return "" if given is None else f"{given / WHOLE:g}"


def together(given: Collection[int]) -> Together | None:
    """What scores in points say together: their mean, rounded down; None for none."""
    if not given:
        return None
    shown = len(given) >= SPREAD_FROM
    lowest, highest = (min(given), max(given)) if shown else (None, None)
    return Together(sum(given) // len(given), len(given), lowest, highest)


def computed(item: Item) -> int | None:
    """What the last reported value of a key result comes to, in points; None where none was reported."""
    done = item.facts.get("progress")
    return None if done is None else points(float(done))


class GradeKind:
    """Options: `of` (the kinds of items that are scored)."""

    name: ClassVar[str] = "grade"
    shows_notes: ClassVar[bool] = True
    hides: ClassVar[bool] = True
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {"of": Option(item_kinds, default=(ItemKind.KEY_RESULT,))}

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """Grades."""
        return (ItemKind.GRADE,)

    def read(self, setting: Setting) -> Grading:
        """The scores as the rows tell them; those of something that is gone are left out."""
        given: dict[str, dict[str, int]] = {item.key: {} for item in setting.inputs(*setting.options["of"])}
        for row in setting.rows:
            user_id, _, key = row.key.removeprefix(BY).partition("|")
            if row.key.startswith(BY) and key in given:
                given[key][user_id] = row.body["points"]
        return Grading(setting, given, any(row.key == SHOWN for row in setting.rows))

    def act(self, state: Grading, deed: Give | Show, who: Who) -> Sequence[Change]:
        """Everybody scores for themselves; the facilitator shows."""
        if isinstance(deed, Show):
            must_drive(who, "show the scores")
            return [Put(Contribution(SHOWN, None, {}))] if deed.yes else [Drop(SHOWN)]
        user_id = must_be_here(state.setting.room, who)
        if state.shown:
            raise Refused("The scores are shown, so the scoring is closed. The facilitator can open it again.")
        if deed.on not in state.given:
            raise Refused("This is gone meanwhile. Open the window once more.")
        key = f"{BY}{user_id}|{deed.on}"
        if deed.points is None:
            return [Drop(key)] if state.own(user_id, deed.on) is not None else []
        if not 0 <= deed.points <= WHOLE:
            raise Refused("Scores go from 0 to 1.", "score")
        return [Put(Contribution(key, user_id, {"points": deed.points}))]

    def turnout(self, state: Grading) -> Turnout:
        """Those present who have scored anything: one may leave to the others what one does not know."""
        people = state.setting.room.people
        scored = {user_id for given in state.given.values() for user_id in given}
        return Turnout(sum(one.user_id in scored for one in people), len(people))

    def problems(self, state: Grading) -> Sequence[str]:
        """Key results that nobody scored, and scores that nobody has seen."""
        blank = sum(not given for given in state.given.values())
        said = [f"{blank} of {len(state.given)} {'has' if blank == 1 else 'have'} no score yet."] if blank else []
        return said + ([] if state.shown or blank == len(state.given) else ["The scores are not shown yet."])

    def hand_on(self, state: Grading) -> Sequence[Item]:
        """For each key result that anybody scored what all say together, and what was computed."""
        made = [(item, together(state.given[item.key].values())) for item in state.items]
        return [
            Item(state.setting.key(f"of:{item.key}"), ItemKind.GRADE, "", (item.key,), _facts(item, said))
            for item, said in made
            if said is not None
        ]


def _facts(item: Item, said: Together) -> dict[str, Any]:
    spread = None if said.spread is None else said.spread / WHOLE
    return {
        "score": said.points / WHOLE, "spread": spread, "voices": said.voices,
        "computed": item.facts.get("progress"),
    }  # fmt: skip


KIND: Final = GradeKind()

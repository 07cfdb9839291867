"""pulse: a few questions, answered from 1 to 5, anonymously; what all say together is shown from four answers up.

An answer has no author and no time anywhere: it belongs to a pad (`okra.steps.pads`). Once the answers are shown the
pulse is closed for good: the mean before and after one more answer would tell what that one said.
Source: product.md, section 4, and "Silence is real"; seed 4, section 3.3.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar, Final

from okra.items import Item, ItemKind
from okra.pulse import SHOWN_FROM, Question
from okra.refusal import Refused
from okra.steps.pads import owner_of
from okra.steps.step import (
    LONGEST_LABEL,
    Change,
    Contribution,
    Drop,
    Named,
    Option,
    Put,
    Setting,
    Turnout,
    Who,
    must_drive,
)

LEAST: Final = 1
MOST: Final = 5
BY: Final = "by:"
SHOWN: Final = "shown"
MOST_QUESTIONS: Final = 10
_WORD: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement that people agree with more or less; `question` is its name in the items."""

    question: str
    label: str


USUAL: Final = (
    Asked(Question.AUTONOMY, "We decide for ourselves how we get to our objectives"),
    Asked(Question.RETROS, "Our retros change something"),
    Asked(Question.ALIGNMENT, "I know how our work helps the company's goals"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer, or answer anew: question → 1 to 5. What is not named is left out; without any it is taken back."""

    marks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Show:
    """Show what all say together, which closes the pulse for good."""


@dataclass(frozen=True, slots=True)
class Together:
    """What all say of one question: how many answered, and the mean to one decimal, None below four of them."""

    answers: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Pulsing:
    """The answers so far, by pad. `own` is what one may see before the end, `together` what all may see after it."""

    setting: Setting
    answers: Mapping[str, Mapping[str, int]]
    shown: bool

    @property
    def questions(self) -> Sequence[Asked]:
        """What is asked."""
        asked: Sequence[Asked] = self.setting.options["questions"]
        return asked

    def own(self, who: Who) -> Mapping[str, int]:
        """The answer on somebody's own pad."""
        return self.answers.get(owner_of(self.setting.room, who, anonymous=True), {})

    def together(self, question: str) -> Together | None:
        """What all say of a question; None before it is shown."""
        return _together(self, question) if self.shown else None


def questions(value: Any) -> tuple[Asked, ...]:
    """Reads an option that lists questions, one to ten, each with a name of its own. Raises ValueError."""
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_QUESTIONS:
        raise ValueError(f"should be a list of one to {MOST_QUESTIONS}: question, label")
    found = tuple(map(_asked, value))
    if len({one.question for one in found}) < len(found):
        raise ValueError("names a question twice")
    return found


def _asked(one: Any) -> Asked:
    if not isinstance(one, dict) or one.keys() != {"question", "label"}:
        raise ValueError("each should have question and label")
    name, label = str(one["question"]).strip(), str(one["label"]).strip()
    if not _WORD.fullmatch(name) or not 1 <= len(label) <= LONGEST_LABEL:
        raise ValueError(f"a question is a word in small letters, a label has 1 to {LONGEST_LABEL} characters")
    return Asked(name, label)


class PulseKind:
    """Options: `questions` (what is asked, 1–10: question and label)."""

    name: ClassVar[str] = "pulse"
    shows_notes: ClassVar[bool] = False
    hides: ClassVar[bool] = True
    named: ClassVar[Named] = Named.NEVER
    options: ClassVar[Mapping[str, Option]] = {"questions": Option(questions, default=USUAL)}

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """Pulses."""
        return (ItemKind.PULSE,)

    def read(self, setting: Setting) -> Pulsing:
        """The answers as the rows tell them, in an order that tells nothing."""
        asked = {one.question for one in setting.options["questions"]}
        rows = sorted((row for row in setting.rows if row.key.startswith(BY)), key=lambda row: row.key)
        answers = {
            row.key.removeprefix(BY): {name: mark for name, mark in row.body["marks"].items() if name in asked}
            for row in rows
        }
        return Pulsing(setting, answers, any(row.key == SHOWN for row in setting.rows))

    def act(self, state: Pulsing, deed: Answer | Show, who: Who) -> Sequence[Change]:
        """Everybody answers on their own pad; the facilitator shows, once."""
        if isinstance(deed, Show):
            must_drive(who, "show the answers")
            if len(state.answers) < SHOWN_FROM:
                raise Refused(too_few(len(state.answers)))
            return [Put(Contribution(SHOWN, None, {}))]
        pad = owner_of(state.setting.room, who, anonymous=True)
        if state.shown:
            raise Refused("The answers are shown, so this is closed: one more would show what it says.")
        if not deed.marks.keys() <= {one.question for one in state.questions}:
            raise Refused("The questions have changed. Open the window once more.")
        if any(not LEAST <= mark <= MOST for mark in deed.marks.values()):
            raise Refused(f"Answers go from {LEAST} to {MOST}.")
        if not deed.marks:
            return [Drop(f"{BY}{pad}")]
        return [Put(Contribution(f"{BY}{pad}", None, {"marks": dict(deed.marks)}))]

    def turnout(self, state: Pulsing) -> Turnout:
        """Answers, of those present: who lost a key may have given two."""
        of = len(state.setting.room.people)
        return Turnout(min(len(state.answers), of), of)

    def problems(self, state: Pulsing) -> Sequence[str]:
        """No answers, or too few to show."""
        count = len(state.answers)
        if count < SHOWN_FROM:
            return [too_few(count) if count else "Nobody has answered yet."]
        return [] if state.shown else ["The answers are not shown yet."]

    def hand_on(self, state: Pulsing) -> Sequence[Item]:
        """What all say of each question that anybody answered."""
        made = [(asked, _together(state, asked.question)) for asked in state.questions]
        return [
            Item(
                state.setting.key(asked.question), ItemKind.PULSE, asked.label, (),
                {"question": str(asked.question), "answers": said.answers, "mean": said.mean},
            )
            for asked, said in made
            if said.answers
        ]  # fmt: skip


def too_few(answers: int) -> str:
    """Why nothing is shown of so many answers."""
    return f"{answers} {'answer' if answers == 1 else 'answers'}: too few to show without telling who said what."


def _together(state: Pulsing, question: str) -> Together:
    marks = [answer[question] for answer in state.answers.values() if question in answer]
    if len(marks) < SHOWN_FROM:
        return Together(len(marks), None)
    mean = (Decimal(sum(marks)) / len(marks)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Together(len(marks), float(mean))


KIND: Final = PulseKind()

"""What can be seen of one week in Slack: prompts, nudges, copies, the card, the digest. Nobody asks the database."""

import re
from collections.abc import Iterable
from datetime import timedelta

from demo.calendar import WEEKS, Beat, moment
from demo.stage import Stage
from sandbox.people import Person, Seen

CHECK_IN, NOT_NOW, LATE = "Check in", "Not this week", "Answer late"
COPY, NUDGE, SITS_OUT, SNOOZED = (
    "Only you see this copy.",
    "I won't ask again",
    "sitting this one out",
    "I'll ask you again",
)
A_WEEK = timedelta(days=7).total_seconds()
_ANSWERED = re.compile(r"(\d+) of (\d+)(?: have)? answered")


class Scenery:
    """Looks at Slack for those who arrange the story, and for those who tell a reader where it stands."""

    def __init__(self, stage: Stage) -> None:
        """On `stage`, which is open."""
        self._stage = stage

    @property
    def people(self) -> Iterable[Person]:
        """Everybody."""
        return self._stage.people.values()

    def asked(self, person: Person, week: int) -> Seen | None:
        """The newest message that still asks them to check in: None once they have answered or declined."""
        found = [s for s in self._private(person, week) if CHECK_IN in s.buttons and NOT_NOW in s.buttons]
        return found[-1] if found else None

    def prompts(self, person: Person, week: int) -> list[Seen]:
        """The week's prompts in their first state, nudges left out."""
        return [s for s in self._private(person, week) if any(b.startswith("Snooze") for b in s.buttons)]

    def nudge(self, person: Person, week: int) -> Seen | None:
        """The week's nudge, while nothing came of it."""
        return _first(s for s in self._private(person, week) if NUDGE in s.text)

    def snoozes(self, person: Person, week: int) -> bool:
        """Whether they put it off until the next morning, and wait."""
        return self.says_in_private(person, week, "I'll ask you again")

    def copy(self, person: Person, week: int) -> Seen | None:
        """Their private copy of the week's answer."""
        return _first(s for s in self._private(person, week) if COPY in s.text)

    def says_in_private(self, person: Person, week: int, words: str) -> bool:
        """Whether something in their week's conversation with okra reads so."""
        return any(words in s.text for s in self._private(person, week))

    def card(self, week: int) -> Seen | None:
        """The week's message in the channel: the card that counts along, later the result."""
        return _first(s for s in _within(self._stage.channel.messages, week) if _ANSWERED.search(s.text))

    def answered(self, week: int) -> tuple[int, int]:
        """How many have answered, of how many, as the card says; 0 of 0 where there is none."""
        card = self.card(week)
        found = _ANSWERED.search(card.text) if card else None
        return (int(found[1]), int(found[2])) if found else (0, 0)

    def is_closed(self, week: int) -> bool:
        """Whether the card has become the result."""
        card = self.card(week)
        return card is not None and LATE in card.buttons

    def digest(self, reader: Person, week: int) -> Seen | None:
        """The week's digest, with its picture."""
        return _first(s for s in self._private(reader, week) if s.pictures)

    def has_read(self, person: Person, message: Seen | None) -> bool:
        """Whether somebody has looked at the conversation since a message came."""
        if message is None:
            return False
        read = self._stage.slack.world.read.get((person.id, message.message.channel), 0.0)
        return read >= float(message.ts)

    def _private(self, person: Person, week: int) -> list[Seen]:
        return _within(person.dm(), week)


def _within(messages: Iterable[Seen], week: int) -> list[Seen]:
    """The messages from a week's prompt to the next one's."""
    begins = moment(week, Beat.PROMPT).timestamp()
    ends = begins + A_WEEK if week == WEEKS else moment(week + 1, Beat.PROMPT).timestamp()
    return [seen for seen in messages if begins <= float(seen.ts) < ends]


def _first(found: Iterable[Seen]) -> Seen | None:
    return next(iter(found), None)

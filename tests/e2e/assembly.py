"""A session of many, run by `okra run` as a process of its own, in real time: all of them act at the same moment."""

from collections.abc import Callable

from sandbox.people import Person, Seen
from tests.bot.running import Process
from tests.e2e.processes import Crowd

BOXES, NOTES = 4, 2
"""In how many boxes each writes how many notes."""


class Assembly:
    """Session 0 in a crowd's channel; the first of them facilitates."""

    def __init__(self, team: Crowd, bot: Process) -> None:
        """Begin it, and wait for its card."""
        self.team, self.bot, self.facilitator = team, bot, team.people[0]
        bot.wait(lambda: team.sent >= len(team.people), 60)
        assert self.facilitator.command("/okra session 0", team.channel) is None
        bot.wait(lambda: bool(self._cards), 30)

    @property
    def _cards(self) -> list[Seen]:
        return [seen for seen in self.team.channel.messages if "Session 0" in seen.text]

    @property
    def card(self) -> Seen:
        """The session's card."""
        return self._cards[-1]

    @property
    def _cockpit(self) -> Seen:
        return next(seen for seen in reversed(self.facilitator.dm()) if "You facilitate" in seen.text)

    def says(self, words: str) -> None:
        """Wait until the card says so."""
        self.bot.wait(lambda: words in self.card.text, 60)

    def moves(self, title: str) -> None:
        """The facilitator presses *Next*, to the step of that title."""
        self.facilitator.press("Next", on=self._cockpit)
        self.bot.wait(lambda: title in self._cockpit.text.partition("Next: ")[0], 60)
        self.says(title)

    def press(self, button: str) -> list[float | None]:
        """Everybody presses a button of the card; how long each acknowledgement took, None for none in time."""
        on = self.card
        return self.team.at_once(lambda person: person.press(button, on=on))

    def write(self) -> list[float | None]:
        """Everybody sends what they wrote in the window that is open."""
        for person in self.team.people:
            assert person.modal is not None
            for label in person.modal.labels[:BOXES]:
                person.fill(label, "\n".join(f"{person.name}: {label} {number}" for number in range(NOTES)))
        return self.team.at_once(Person.submit)

    def revealed(self, words: Callable[[str], bool]) -> int:
        """How many lines under the card are such."""
        return sum(words(line) for seen in self.team.channel.thread(self.card) for line in seen.text.splitlines())

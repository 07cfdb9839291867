"""A simulated newcomer in session 1: presses what the guide says, waits for what is seen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from demo.acting import send
from demo.workshop.hints import SESSION
from demo.workshop.sight import Moment, Sight, flat
from sandbox.page.companion import Card, Step
from sandbox.people import Person, Seen
from tests.demo.staged import Staged, staged

QUICK = 0.01
"""Seconds of a colleague's hesitation: as good as none."""
UNHURRIED = 0.05
"""Enough that whoever facilitates sees what the others do before moving on."""


@dataclass
class Newcomer:
    """Dana, unless they are somebody else, with the guide beside them."""

    scene: Staged
    name: str = "Dana"

    @property
    def person(self) -> Person:
        """Who they are."""
        return self.scene.quarter.person(self.name)

    @property
    def sight(self) -> Sight:
        """What can be seen."""
        return Sight(self.scene.quarter.stage)

    @property
    def moment(self) -> Moment:
        """The session, which must be there."""
        moment = self.sight.moment()
        assert moment is not None
        return moment

    @property
    def card(self) -> Card:
        """What the guide says."""
        return self.scene.card(self.name)

    def takes(self, offer: str = SESSION) -> None:
        """Take an offer of the guide up."""
        self.scene.guide.take(offer, self.person.id)

    def waits(self, condition: Callable[[], bool]) -> None:
        """Until it is so; else the session is shown as it is."""
        try:
            self.scene.quarter.stage.wait_for(condition)
        except AssertionError as late:
            moment = self.sight.moment()
            raise AssertionError(f"{late}\n{moment and moment.text}\n{self.scene.quarter.trouble}") from late

    def sees(self, words: str) -> None:
        """Wait until the card says so."""
        self.waits(lambda: words in self.moment.text)

    def hears(self, words: str) -> None:
        """Wait until it is said in the thread."""
        self.waits(lambda: any(words in said for said in self.thread))

    @property
    def thread(self) -> list[str]:
        """What is said under the card."""
        return [flat(seen) for seen in self.scene.quarter.stage.channel.thread(self.moment.card)]

    def drives(self, label: str) -> None:
        """Press one of the facilitator's buttons, once they are those of the step that everybody sees."""
        self.waits(lambda: (c := self.sight.cockpit(self.person)) is not None and self._is_here(c))
        self.person.press(label, on=self.sight.cockpit(self.person))

    def _is_here(self, cockpit: Seen) -> bool:
        return f"Step {self.moment.number} of" in cockpit.text

    def presses(self, label: str) -> None:
        """Press a button in one's newest message of okra's that has it, once it is there."""

        def found() -> list[Seen]:
            return [seen for seen in self.person.dm() if label in seen.buttons]

        self.waits(lambda: bool(found()))
        self.person.press(label, on=found()[-1])

    def goes_on(self) -> None:
        """Press "Next", and see the step after."""
        number = self.moment.number
        self.drives("Next")
        self.waits(lambda: self.moment.number == number + 1)

    def ends(self) -> None:
        """Press "End", whatever is open."""
        self.drives("End")
        send(self.person)
        self.waits(lambda: self.moment.over)

    def step(self, words: str) -> Step:
        """The guide's step that says so."""
        return next(step for step in self.card.steps if words in step.text)

    def waits_for_tick(self, words: str) -> None:
        """Until the guide has seen that it was done."""
        self.waits(lambda: self.step(words).done)


@contextmanager
def newcomer(name: str = "Dana", *, pace: float = QUICK) -> Iterator[Newcomer]:
    """On the quarter's first afternoon, when nothing has begun."""
    with staged(0, pace=pace) as scene:
        yield Newcomer(scene, name)

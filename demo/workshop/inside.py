"""One person in session 1, and what they see: what the guide's steps ask."""

from dataclasses import dataclass

from demo.quarter import Quarter
from demo.workshop.sight import Moment, Sight
from demo.workshop.workshop import Workshop
from sandbox.page.companion import Deed
from sandbox.people import Person, Seen

COCKPIT, CHANNEL, PAIR = "Open your cockpit", "Go to #explore", "Go to your pair"
"""What the buttons beside the guide's steps say."""


@dataclass(frozen=True, slots=True)
class Inside:
    """One person in the session, and what they see."""

    quarter: Quarter
    workshop: Workshop
    person: Person
    moment: Moment

    @property
    def sight(self) -> Sight:
        """What can be seen."""
        return self.workshop.sight

    @property
    def thread(self) -> list[Seen]:
        """What stands under the card."""
        return self.quarter.stage.channel.thread(self.moment.card)

    @property
    def cockpit(self) -> Deed:
        """Go where one's buttons are."""
        return Deed(go=self.quarter.stage.direct(self.person))

    @property
    def channel(self) -> Deed:
        """Go where the card is."""
        return Deed(go=self.quarter.stage.channel.id)

    def cockpit_has(self, label: str) -> bool:
        """Whether one of the facilitator's buttons begins so."""
        seen = self.sight.cockpit(self.person)
        return seen is not None and any(button.startswith(label) for button in seen.buttons)

    def has_read(self, message: Seen | None) -> bool:
        """Whether they have looked there since a message came."""
        return self.quarter.scenery.has_read(self.person, message)

    def has_typed(self, title: str) -> bool:
        """Whether something stands in their window of that title."""
        modal = self.person.modal
        return modal is not None and modal.title == title and any(modal.value(label) for label in modal.labels)

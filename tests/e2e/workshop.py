"""A workshop in the scene: one team that runs sessions, and what people do in them with their hands."""

import io
import zipfile
from collections.abc import Callable

from sandbox.people import Person, Seen
from tests.e2e.scene import Room, Scene

Fill = Callable[[Person], None]


class Meeting:
    """One team that runs session after session, whichever way the bot runs; `facilitator` is who drives now."""

    def __init__(self, scene: Room, facilitator: str = "Ada") -> None:
        """Nothing runs yet."""
        self.scene = scene
        self.people = scene.people
        self.facilitator = facilitator
        self.title = ""

    def begin(self, typed: str, title: str) -> None:
        """The facilitator begins a session; its card says `title` somewhere."""
        self.title = title
        answer = self.people[self.facilitator].command(f"/okra session {typed}", self.scene.channel)
        assert answer is None, answer and answer.text
        self.scene.settle()

    @property
    def card(self) -> Seen:
        """The session's card."""
        return next(seen for seen in reversed(self.scene.channel.messages) if self.title in seen.text)

    @property
    def says(self) -> str:
        """What the card says, on one line."""
        return read(self.card)

    @property
    def cockpit(self) -> Seen:
        """The facilitator's message."""
        return next(seen for seen in reversed(self.people[self.facilitator].dm()) if "You facilitate" in seen.text)

    @property
    def thread(self) -> list[Seen]:
        """What stands under the card."""
        return self.scene.channel.thread(self.card)

    def drives(self, *labels: str) -> None:
        """The facilitator presses buttons, one after the other."""
        for label in labels:
            self.people[self.facilitator].press(label, on=self.cockpit)
            self.scene.settle()

    def decides(self, label: str, fill: Fill = lambda _: None) -> None:
        """The facilitator opens a window of theirs, fills it in and sends it."""
        person = self.people[self.facilitator]
        person.press(label, on=self.cockpit)
        fill(person)
        self.sends(person)

    def does(self, name: str, button: str, fill: Fill = lambda _: None, *, asked: str = "") -> None:
        """Somebody presses a button of the card, chooses what it is about if that is asked, fills in and sends."""
        person = self.people[name]
        person.press(button, on=self.card)
        if asked:
            assert person.modal is not None
            person.choose(person.modal.labels[0], asked)
            person.submit()
        if person.modal is not None:
            fill(person)
            person.submit()
        assert person.modal is None, person.modal and person.modal.text
        self.scene.settle()

    def sends(self, person: Person) -> None:
        """Submit, and see that the window closes."""
        person.submit()
        assert person.modal is None, person.modal and person.modal.text
        self.scene.settle()

    def exports(self) -> dict[str, str]:
        """Ben, who does not facilitate, asks for the files: what is in the zip, by path."""
        self.people["Ben"].command("/okra export", self.scene.channel)
        self.scene.settle()
        found = [seen.files for seen in self.scene.channel.thread(self.card)]
        (data,) = (data for files in found for name, data in files.items() if name.endswith(".zip"))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name.removeprefix("okra/"): archive.read(name).decode() for name in archive.namelist()}

    def ends(self) -> None:
        """The facilitator ends the session, whatever is still open."""
        self.decides("End")


class Workshop(Meeting):
    """The same in a scene, with its bot."""

    scene: Scene

    def __init__(self, scene: Scene, facilitator: str = "Ada") -> None:
        """Nothing runs yet."""
        super().__init__(scene, facilitator)


def read(seen: Seen) -> str:
    """A message on one line, without the marks of small print."""
    return " ".join(seen.text.replace("┊", " ").split())


def fills(**typed: str) -> Fill:
    """Fill in fields by label; a value that begins with "→" is chosen."""

    def fill(person: Person) -> None:
        for name, value in typed.items():
            label = name.replace("_", " ")
            if value.startswith("→"):
                person.choose(label, value[1:])
            else:
                person.fill(label, value)

    return fill


def under(kind: str, text: str, above: str, **more: str) -> Fill:
    """Fill in a draft that hangs on something."""

    def fill(person: Person) -> None:
        person.fill(kind, text)
        assert person.modal is not None
        person.choose(next(label for label in person.modal.labels if "hang on" in label), above)
        fills(**more)(person)

    return fill

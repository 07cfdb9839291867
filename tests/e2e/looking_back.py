"""What people do in the retros that come with okra, through Slack's door."""

import io
import zipfile

from sandbox.people import Person
from tests.e2e.retros import card, drives, words
from tests.e2e.scene import Scene

OBJECTIVE = "Make the first week seamless"
HYPOTHESIS = "If people see how far they have come, they finish"
END = "The end of the cycle"


def sends(scene: Scene, person: Person) -> None:
    """Submit, and see that the window closes."""
    person.submit()
    assert person.modal is None, person.modal and person.modal.text
    scene.settle()


def goes_to(scene: Scene, step: str, title: str) -> None:
    """The facilitator moves on to a step by its title."""
    for _ in range(20):
        if words(card(scene, title)).startswith(step):
            return
        drives(scene, "Next")
    raise AssertionError(step)


def acts(scene: Scene, name: str, text: str, on: str, owner: str | None = None, due: str | None = None) -> None:
    """Somebody adds an action to the card of the retro that runs."""
    person = scene.people[name]
    running = next(seen for seen in reversed(scene.channel.messages) if "Add an action" in seen.buttons)
    person.press("Add an action", on=running)
    person.fill("What will you do?", text)
    person.choose("What does it answer?", on)
    if owner:
        person.choose("Who does it?", owner)
    if due:
        person.choose("Until when?", due)
    sends(scene, person)


def exported(scene: Scene, title: str) -> dict[str, str]:
    """The files that the facilitator's export has brought into the thread last, by their names."""
    asked = next(seen for seen in reversed(scene.people["Ada"].dm()) if "Export" in seen.buttons)
    scene.people["Ada"].press("Export", on=asked)
    scene.settle()
    brought = [picture for seen in scene.channel.thread(card(scene, title)) for picture in seen.pictures]
    with zipfile.ZipFile(io.BytesIO(brought[-1]["data"])) as archive:
        return {name.rsplit("/", 1)[1]: archive.read(name).decode() for name in archive.namelist()}


def traces(scene: Scene, user_id: str) -> dict[str, int]:
    """How often somebody's id stands in each table of the database."""
    with scene.bot.deps.store.begin_anywhere() as session:
        connection = session.connection()
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return {
            name: str(connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()).count(user_id) for name in tables
        }

"""Learning comes back as work: what the numbers say leads to a retro, the retro to an issue and an action, and both home."""

from datetime import timedelta

from sandbox.people import Person, Seen
from tests.e2e.retros import card, drives, ends, words
from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene

WEEK = timedelta(weeks=1)
PULLED, PUSHED = "What pulled us toward it?", "What pushed us away from it?"
LEGAL = "Legal needs two weeks for every text"


def digest(scene: Scene) -> Seen:
    """The newest digest of the lead."""
    return next(seen for seen in reversed(scene.people["Ada"].dm()) if seen.pictures)


def a_friday(scene: Scene, number: int, confidence: int, *names: str) -> None:
    """The team checks in, `number` weeks from the first Friday, and reads the result on Monday."""
    scene.travel_to(FRIDAY_2PM + number * WEEK)
    for name in names:
        scene.answers(scene.people[name], confidence)
    scene.travel_to(MONDAY_10AM + number * WEEK)


def writes(scene: Scene, name: str, label: str, text: str) -> None:
    person = scene.people[name]
    person.press("Write", on=card(scene))
    person.fill(label, text)
    sends(scene, person)


def sends(scene: Scene, person: Person) -> None:
    person.submit()
    assert person.modal is None, person.modal and person.modal.text
    scene.settle()


def test_a_team_whose_confidence_sags_looks_back_acts_and_reads_that_it_helped(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo", "Dan")
    ada, ben = scene.people["Ada"], scene.people["Ben"]
    for number, confidence in enumerate((8, 7, 4)):
        a_friday(scene, number, confidence, "Ada", "Ben", "Cleo", "Dan")
    assert "confidence fell from 7 to 4 since the check-in before" in words(digest(scene))

    ada.press("Start a retro", on=digest(scene))
    scene.settle()
    assert "Ada started a retro." in words(digest(scene))
    assert "About Make the first week seamless" in words(card(scene))
    drives(scene, "Next")
    writes(scene, "Ben", PUSHED, LEGAL)
    writes(scene, "Cleo", PULLED, "Customers write back within the hour")
    writes(scene, "Dan", PUSHED, f"{LEGAL} we write")
    for _ in range(4):
        drives(scene, "Next")
    ben.press("Make it an issue", on=card(scene))
    assert ben.modal is not None
    ben.choose("What is in the way?", LEGAL)
    ben.choose("Who looks after it?", "Ben")
    sends(scene, ben)
    ada.press("Add an action", on=card(scene))
    ada.fill("What will you do?", "Agree on three texts with legal in advance")
    ada.choose("Who does it?", "Cleo")
    ada.choose("Until when?", "2026-09-25")
    ada.choose("What does it answer?", LEGAL)
    sends(scene, ada)
    ends(scene)
    assert "Agree on three texts with legal in advance" in words(card(scene))

    scene.travel_to(FRIDAY_2PM + 3 * WEEK)
    cleo = scene.people["Cleo"]
    cleo.press("Check in", on=scene.prompt_of(cleo))
    assert cleo.modal is not None
    assert "Agree on three texts with legal in advance" in cleo.modal.text
    cleo.choose(label_of(cleo, "confident"), "7 ·")
    cleo.choose(label_of(cleo, "Agree on three texts"), "Done")
    sends(scene, cleo)
    ben.press("Check in", on=scene.prompt_of(ben))
    ben.choose(label_of(ben, "confident"), "7 ·")
    ben.choose(label_of(ben, LEGAL), "Solved")
    sends(scene, ben)
    scene.travel_to(MONDAY_10AM + 3 * WEEK)
    told = words(digest(scene))
    assert f"✓ solved: “{LEGAL}" in told
    assert "✓ done: " in told
    assert "Agree on three texts with legal in advance" in told


def label_of(person: Person, part: str) -> str:
    """The label of the box that says so."""
    assert person.modal is not None
    return next(label for label in person.modal.labels if part in label)

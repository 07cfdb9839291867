"""Steps in which everybody writes for themselves: silent notes, and what could stop them."""

from collections.abc import Sequence

from demo.acting import open_modal, send
from demo.workshop.room import Room, Turn, Turns, choose
from demo.workshop.words import BLOCKERS, HASTY, IDEAS, TAKEN_BACK, UNFINISHED
from sandbox.people import Person

BOX = "An idea"
WHICH, WHAT, WHOM = "Which idea?", "What could stop it?", "Whom or what does it depend on?"
NOTHING = "Nothing in my way"


def ideas(room: Room) -> Turns:
    """One writes many, one late, one edits, one takes one back, one comes late, one never finishes."""
    for turn in (
        _writes("Fatima", 1.5, _notes("Fatima")),
        _writes("Ben", 1.5, _notes("Ben")[:2]),
        _writes("Diego", 1.5, [*_notes("Diego"), TAKEN_BACK]),
        _writes("Chiara", 1.5, [HASTY, *_notes("Chiara")[1:]]),
        Turn("begins", "Goran", 1.0, _begins),
        _writes("Hana", 1.5, _notes("Hana")),
        _writes("Dana", 1.5, _notes("Dana")),
        _writes("Ben", 2.0, _notes("Ben"), "writes more"),
        _writes("Diego", 1.5, _notes("Diego"), "takes one back, and keeps"),
        _writes("Chiara", 1.5, _notes("Chiara"), "writes one anew"),
        _writes("Emre", 3.0, _notes("Emre")),
    ):
        if turn.who in room.company:
            yield turn


def _notes(name: str) -> list[str]:
    return [idea.note for idea in IDEAS[name]]


def _writes(name: str, gap: float, notes: Sequence[str], how: str = "writes") -> Turn:
    def does(room: Room, person: Person) -> str:
        person.press("Write", on=room.moment.card)
        person.fill(BOX, "\n".join(notes))
        send(person)
        return f"{how}: {' · '.join(notes)}"

    return Turn(f"{name} {how}", name, gap, does)


def _begins(room: Room, person: Person) -> str:
    """Type, and be distracted: nothing is sent, and the window stays open."""
    person.press("Write", on=room.moment.card)
    person.fill(BOX, UNFINISHED)
    room.left_open.add(person.name)
    return f"types “{UNFINISHED}”, and looks out of the window."


def blockers(room: Room) -> Turns:
    """Everybody names what could stop their first idea, or says that nothing does."""
    for name in room.company:
        yield Turn(f"speaks {name}", name, 1.2, _speaks)


def _speaks(room: Room, person: Person) -> str:
    said = BLOCKERS[person.name]
    if said is not None:
        person.press("Name a blocker", on=room.moment.card)
    if said is None or person.modal is None:  # who wrote nothing is refused the window
        person.press(NOTHING, on=room.moment.card)
        return f"presses “{NOTHING}”."
    if WHICH in open_modal(person).labels:
        choose(person, WHICH, IDEAS[person.name][0].note, or_any=True)
    person.fill(WHAT, said.text)
    if said.needs:
        person.fill(WHOM, said.needs)
    send(person)
    return f"names a blocker: {said.text}"

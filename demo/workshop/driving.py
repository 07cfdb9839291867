"""What a simulated facilitator does: at the beginning of a demo nobody is, but the newcomer may hand over to one."""

from demo.acting import open_modal, send
from demo.workshop.drafting import DRAFTED
from demo.workshop.room import Room, Turn, Turns
from demo.workshop.sight import STEPS
from sandbox.people import Person, Seen

NEXT, END, MAKE_PAIRS = "Next", "End", "Make the pairs"
SOON, PATIENT, LONG = 3.0, 25.0, 60.0
"""Paces that are waited before the session moves on.

When everybody is done; when a newcomer could still say something; when colleagues are not through, which the card tells
a little late.
"""
NEVER_DONE = {"ideas": 1}
"""How many colleagues never finish a step."""
TOGETHER = ("draft", "cluster")
"""Steps in which nobody counts who is done: a newcomer may just be at it."""


def before(room: Room) -> Turns:
    """What others wait for."""
    cockpit = _cockpit(room)
    if cockpit is not None and room.moment.step == "pairs" and MAKE_PAIRS in cockpit.buttons:
        yield Turn("forms", room.moment.facilitator, 2.0, _forms)


def after(room: Room) -> Turns:
    """What is done once the others have done theirs: groups are taken, and the session moves on, or ends."""
    cockpit = _cockpit(room)
    if cockpit is None:
        return
    facilitator = room.moment.facilitator
    waiting = next((label for label in cockpit.buttons if label.startswith("Suggestions")), "")
    if waiting:
        yield Turn(f"takes {waiting}", facilitator, 2.0, _takes)
        return
    gap = LONG if not _are_through(room) else PATIENT if _somebody_is_awaited(room) else SOON
    yield Turn(NEXT, facilitator, gap, _ends if room.moment.step == STEPS[-1] else _moves)


def _cockpit(room: Room) -> Seen | None:
    """The facilitator's buttons, once they are those of the step that everybody sees."""
    if not room.driven:
        return None
    cockpit = room.sight.cockpit(room.person(room.moment.facilitator))
    here = cockpit is not None and f"Step {room.moment.number} of" in cockpit.text
    return cockpit if here else None


def _are_through(room: Room) -> bool:
    """Whether all that colleagues do at a step is there to be seen."""
    step = room.moment.step
    if step == "draft":
        return all(words in room.moment.text for words in DRAFTED)
    done, of = room.moment.count
    return done >= of - len(room.busy) - NEVER_DONE.get(step, 0) and (step != "pairs" or of > 0)


def _somebody_is_awaited(room: Room) -> bool:
    """Whether a newcomer could still have something to say."""
    done, of = room.moment.count
    return bool(room.busy) and (done < of or room.moment.step in TOGETHER)


def _pressed(room: Room, person: Person, label: str) -> None:
    cockpit = _cockpit(room)
    if cockpit is None:
        raise RuntimeError(f"{person.name} sees no cockpit")
    person.press(label, on=cockpit)


def _forms(room: Room, person: Person) -> str:
    _pressed(room, person, MAKE_PAIRS)
    return "makes the pairs."


def _takes(room: Room, person: Person) -> str:
    """One suggestion after the other: each that is taken shows the next."""
    _pressed(room, person, "Suggestions")
    taken = 0
    while person.modal is not None:
        before = open_modal(person).text
        person.submit()
        taken += 1
        if person.modal is not None and open_modal(person).text == before:
            raise RuntimeError(before)
    return f"takes okra's suggestions: {taken} groups."


def _moves(room: Room, person: Person) -> str:
    _pressed(room, person, NEXT)
    return f"presses “{NEXT}”."


def _ends(room: Room, person: Person) -> str:
    _pressed(room, person, END)
    send(person)
    return f"presses “{END}”."

"""Drafts that are written and rewritten together, something left for whoever facilitates; then everybody's word."""

from collections.abc import Callable
from hashlib import sha256

from demo.acting import open_modal, send
from demo.workshop.room import Room, Turn, Turns, choose, presses, says
from demo.workshop.sight import entries
from demo.workshop.words import (
    ANSWERS,
    BOLD,
    BY_THEMSELVES,
    DREAM,
    GOAL,
    HALF_OF_THEM,
    NEXT_THING,
    OBJECTION,
    OBJECTIVE,
    SECOND_THING,
    SOBER,
    STANDING_ORDERS,
    THREE_TAPS,
)
from sandbox.people import Person

MEASURE = "From where to where?"
AGREE, LIVE, OBJECT = "I agree", "I can live with it", "I object"
ONE_MISSING = (
    "{}, one is missing: how would support notice? Something with the questions that the app answers itself. "
    "It is 20 % today."
)
DRAFTED = (OBJECTIVE, f"{SECOND_THING} ({SOBER})", STANDING_ORDERS, NEXT_THING, THREE_TAPS)
"""What the card says when colleagues have drafted all that they do."""
SCEPTIC, RELUCTANT = "Emre", "Fatima"


def drafting(room: Room) -> Turns:
    """An objective, two key results, one of them made sober, two hypotheses, and a dream; the rest is left."""
    facilitator, text = room.moment.facilitator, room.moment.text
    yield from _by(room, "objective", ("Ben", "Diego"), _adds("objective", OBJECTIVE, goal=GOAL))
    if OBJECTIVE not in text:
        return
    yield from _by(room, "bold", ("Ben", "Hana"), _adds("key result", SECOND_THING, under=OBJECTIVE, measure=BOLD))
    yield from _by(room, "dream", ("Goran",), _adds("objective", DREAM))
    if f"{SECOND_THING} ({BOLD})" in text:
        yield from _by(room, "sober", ("Emre", "Dana"), _sobers)
    orders = _adds("key result", STANDING_ORDERS, under=OBJECTIVE, measure=BY_THEMSELVES)
    yield from _by(room, "orders", ("Diego", "Chiara"), orders)
    if SECOND_THING in text:
        belief = _adds("hypothesis", NEXT_THING, under=SECOND_THING)
        yield from _by(room, "belief", ("Hana", "Ben"), belief)
    if STANDING_ORDERS in text:
        yield from _by(room, "taps", ("Chiara", "Ben"), _adds("hypothesis", THREE_TAPS, under=STANDING_ORDERS))
    yield from _by(room, "missing", ("Fatima", "Hana"), says(ONE_MISSING.format(facilitator)))
    if room.driven:
        answers = _adds("key result", ANSWERS, under=OBJECTIVE, measure=HALF_OF_THEM)
        yield Turn("answers", facilitator, 2.0, answers)
        if DREAM in text:
            yield Turn("wakes up", facilitator, 2.0, _wakes_up)


def _by(room: Room, name: str, people: tuple[str, ...], does: Callable[[Room, Person], str]) -> Turns:
    who = room.first_of(*people)
    if who:
        yield Turn(name, who, 2.0, does)


def _adds(kind: str, text: str, *, goal: str = "", under: str = "", measure: str = "") -> Callable[[Room, Person], str]:
    def does(room: Room, person: Person) -> str:
        article = "an" if kind[0] in "aeiou" else "a"
        person.press(f"Add {article} {kind}", on=room.moment.card)
        person.fill(kind.capitalize(), text)
        menu = next((label for label in open_modal(person).labels if label.startswith("Which")), "")
        if menu and (goal or under):
            choose(person, menu, goal or under)
        if measure:
            person.fill(MEASURE, measure)
        send(person)
        return f"adds {article} {kind}: {text}{f' ({measure})' if measure else ''}"

    return does


def _opens(room: Room, person: Person, text: str) -> None:
    person.press("Change one", on=room.moment.card)
    choose(person, "Which one?", text)
    person.submit()


def _sobers(room: Room, person: Person) -> str:
    _opens(room, person, SECOND_THING)
    person.fill(MEASURE, SOBER)
    send(person)
    return f"changes a key result: {SECOND_THING} ({SOBER})"


def _wakes_up(room: Room, person: Person) -> str:
    _opens(room, person, DREAM)
    person.fill("Objective", "")
    send(person)
    return f"takes out “{DREAM}”: nobody could measure it."


def agreeing(room: Room) -> Turns:
    """Each says what they think of the drafts as they stand; when these change, they say it anew."""
    wording = sha256("\n".join(_drafts(room)).encode()).hexdigest()[:8]
    for name in room.company:
        if name == SCEPTIC and SOBER in room.moment.text:
            yield Turn(f"{name} {wording}", name, 1.5, _objects)
        else:
            label = LIVE if name in (SCEPTIC, RELUCTANT) else AGREE
            yield Turn(f"{name} {wording}", name, 1.2, presses(label))


def _drafts(room: Room) -> list[str]:
    """What is agreed on: the bullets of the card, without the objections below them."""
    said = tuple(f"{name}: " for name in room.stage.people)
    return [entry for entry in entries(room.moment.card) if not entry.startswith(said)]


def _objects(room: Room, person: Person) -> str:
    person.press(OBJECT, on=room.moment.card)
    person.fill("Why?", OBJECTION)
    send(person)
    return f"objects: “{OBJECTION}”"

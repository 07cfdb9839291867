"""Steps in which colleagues come in, listen, read, and say in the thread what they see."""

from demo.workshop.room import Room, Turn, Turns, presses, says
from demo.workshop.words import GOALS
from sandbox.people import Person

LATE = "Hana"
"""Who comes in only when the others write already."""
HERE = "I'm here"
ASKED = (
    ("Emre", "What is “active”? Once a day, once a month, or once by mistake?"),
    ("Goran", "I like the first one. I like both, but the first one most."),
    ("Fatima", "Are fewer calls the goal, or what comes of it? My team would like to know before Monday."),
)
"""What is said once the company's goals are there."""
READ = (
    ("Diego", "What is a standing order to somebody who has just turned 18?"),
    ("Ben", "Rent."),
)
SEEN_TOGETHER = (
    ("Chiara", "Two of these are about the same ten questions."),
    ("Diego", "And two about day eight."),
)
THANKS = "That was a good hour. There is cake in the kitchen."


def listening(room: Room) -> Turns:
    """They come in one by one, and ask once they have heard the goals."""
    for name in room.company:
        if name not in (LATE, room.moment.facilitator):
            yield Turn(f"in {name}", name, 0.7, presses(HERE))
    if room.driven and GOALS.splitlines()[1].split(",")[0] not in room.moment.text:
        yield Turn("goals", room.moment.facilitator, 1.5, bring)
    elif _has_heard(room):
        yield from _said(room, ASKED)


def bring(room: Room, person: Person) -> str:
    """The facilitator brings the company's goals."""
    person.press("Bring: The company's OKRs", on=room.sight.cockpit(person))
    person.fill("The company's OKRs", GOALS)
    person.submit()
    return "brings the company's OKRs."


def _has_heard(room: Room) -> bool:
    """Whether something was brought: a quotation stands on the card."""
    return "rich_text_quote" in str(room.moment.card.message.blocks)


def reading(room: Room) -> Turns:
    """They read, and ask what they don't understand."""
    yield from _said(room, READ)


def grouping(room: Room) -> Turns:
    """They tell the facilitator what they see."""
    yield from _said(room, SEEN_TOGETHER)


def parting(room: Room) -> Turns:
    """It is over."""
    name = room.first_of("Goran", "Ben")
    if name:
        yield Turn("thanks", name, 2.0, says(THANKS))


def _said(room: Room, lines: tuple[tuple[str, str], ...]) -> Turns:
    for name, text in lines:
        if name in room.company:
            yield Turn(f"says {text}", name, 2.0, says(text))

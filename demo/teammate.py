"""How a teammate deals with a week's check-in, when it is their time and nobody else has done it for them."""

from demo.acting import fill_in, open_modal, send
from demo.calendar import Beat
from demo.lives.life import Answers, Life, Skips, Week, When
from demo.scenery import NOT_NOW, Scenery
from sandbox.find import NotSeenError
from sandbox.people import Person, Seen

TURN = {When.SOON: Beat.SOON, When.NUDGED: Beat.NUDGED, When.MONDAY: Beat.MONDAY, When.LATE: Beat.LATE}
"""At which beat of the week which temper acts."""


def acts_at(life: Life, week: int, beat: Beat) -> bool:
    """Whether it is this person's time to answer, or to say that they won't."""
    match life.weeks[week - 1]:
        case Answers(when=when):
            return TURN[when] is beat
        case Skips():
            return beat is Beat.SOON
        case _:
            return False


class StuckError(Exception):
    """A teammate could not do what they wanted; the message says who, when and why."""


def act(scenery: Scenery, person: Person, life: Life, week: int) -> bool:
    """Answer, or decline. False where that was done already, or where somebody has a window open. Raises StuckError."""
    asked = scenery.asked(person, week)
    if asked is None or person.modal is not None:
        return False
    try:
        return _deal_with(person, asked, life.weeks[week - 1])
    except (NotSeenError, RuntimeError, StopIteration) as trouble:
        if person.modal is not None:
            person.close(all_of_it=True)
        raise StuckError(f"{life.name}, week {week}: {trouble}") from trouble


def _deal_with(person: Person, asked: Seen, what: Week) -> bool:
    match what:
        case Answers(said=said):
            person.press("Check in", on=asked)
            if open_modal(person).title.startswith("Edit"):
                person.close(all_of_it=True)
                return False
            fill_in(person, said)
            send(person)
        case Skips():
            person.press(NOT_NOW, on=asked)
    return True

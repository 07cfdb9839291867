"""How a teammate deals with a week's check-in, when it is their time and nobody else has done it for them."""

from demo.acting import fill_in, open_modal, send
from demo.calendar import Beat
from demo.lives.life import Answers, Life, Skips, When
from demo.scenery import NOT_NOW, Scenery
from sandbox.find import NotSeenError
from sandbox.people import Person

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


def act(scenery: Scenery, person: Person, life: Life, week: int) -> str:
    """Answer, or decline. Nothing where that was done already, or where a window is open; "" unless it failed."""
    asked = scenery.asked(person, week)
    if asked is None or person.modal is not None:
        return ""
    try:
        match life.weeks[week - 1]:
            case Answers(said=said):
                person.press("Check in", on=asked)
                if open_modal(person).title.startswith("Edit"):
                    person.close(all_of_it=True)
                    return ""
                fill_in(person, said)
                send(person)
            case Skips():
                person.press(NOT_NOW, on=asked)
    except (NotSeenError, RuntimeError, StopIteration) as trouble:
        if person.modal is not None:
            person.close(all_of_it=True)
        return f"{life.name}, week {week}: {trouble}"
    return ""

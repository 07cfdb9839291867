"""What is told of a step in threads: notes at their reveal, all together or each box's by itself; what pairs wrote."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, TypeVar

from handlers.kit.ids import Delivery
from handlers.kit.text import escape, one_line, size
from handlers.sessions.values import Line
from okra.items import Item
from okra.proceedings import Proceedings
from okra.session import Phase
from okra.steps import KINDS
from okra.steps.reveal import Revealing
from storage.sessions import Stored
from storage.store import Unit

Told = TypeVar("Told")

IN_A_MESSAGE: Final = 30
WORDS_IN_A_MESSAGE: Final = 11_000
"""So many things, and characters of them as Slack may count them, are told in one message: it refuses long ones."""
LONGEST_ABOUT: Final = 80
REVEAL: Final = "reveal"


def show_notes(unit: Unit, stored: Stored, course: Proceedings, now: datetime) -> None:
    """Owe the notes, where the session is at their reveal."""
    session = course.session
    if session.now_at.kind != REVEAL or session.phase is Phase.ENDED:
        return
    state: Revealing = course.state()
    key = f"{stored.id}/{session.now_at.id}"
    if not state.threads:
        parts = len(parts_of(lines_of(course, session.step), whole))
        _owe(unit, Delivery.SESSION_REVEAL, key, parts, stored.place, now)
    for ask in range(len(state.threads)):
        parts = len(parts_of(state.under(ask), words_of))
        _owe(unit, Delivery.SESSION_THREAD, f"{key}/{ask}", parts, stored.place, now)


def read_again(unit: Unit, stored: Stored, course: Proceedings, now: datetime) -> None:
    """Owe another look at the threads whose replies count, where we may look: Slack may have told what we missed."""
    if not unit.workspaces.hears():
        return
    for index, step in enumerate(course.session.script.steps[: course.session.reached + 1]):
        if step.kind == REVEAL:
            state: Revealing = course.state(index)
            for ask in range(len(state.threads)):
                lane = f"threads/{stored.place}"
                unit.outbox.post(Delivery.SESSION_REREAD, f"{stored.id}/{step.id}/{ask}", lane, now)


def tell_what_was_written(unit: Unit, stored: Stored, course: Proceedings, step: int, now: datetime) -> None:
    """Owe to all what pairs wrote for themselves: it is everybody's once their step is over."""
    lines = lines_of(course, step)
    key = f"{stored.id}/{course.session.script.steps[step].id}"
    _owe(unit, Delivery.SESSION_REVEAL, key, len(parts_of(lines, whole)) if lines else 0, stored.place, now)


def _owe(unit: Unit, kind: Delivery, key: str, parts: int, place: str, now: datetime) -> None:
    """So many messages, and those of an earlier time after them: what was taken back must not stay there."""
    number = 0
    while number < parts or unit.outbox.find(kind, f"{key}/{number}"):
        unit.outbox.post(kind, f"{key}/{number}", place, now)
        number += 1


def lines_of(course: Proceedings, step: int) -> Sequence[Line]:
    """What is told of a step in the thread: the notes of a reveal, or what pairs wrote, each with its topic."""
    state = course.state(step)
    kind = KINDS[course.session.script.steps[step].kind]
    if kind.name == REVEAL:
        return [Line("", note.text, "") for note in state.notes]
    about = {item.key: item.text for item in state.setting.room.inputs}
    return [
        Line(
            item.kind.replace("_", " ").capitalize(),
            item.text,
            next((one_line(about[key], LONGEST_ABOUT) for key in item.hangs_on if key in about), ""),
        )
        for item in kind.hand_on(state)
    ]


def parts_of(things: Sequence[Told], words: Callable[[Told], str]) -> tuple[tuple[Told, ...], ...]:
    """The messages in which things are told, in their order; one with nothing in it where there are none.

    Their length is counted as Slack may count: in UTF-16 units, after escaping.
    """
    parts: list[list[Told]] = [[]]
    room = WORDS_IN_A_MESSAGE
    for one in things:
        length = size(escape(words(one)))
        if parts[-1] and (len(parts[-1]) >= IN_A_MESSAGE or room < length):
            parts.append([])
            room = WORDS_IN_A_MESSAGE
        parts[-1].append(one)
        room -= length
    return tuple(tuple(part) for part in parts)


def whole(line: Line) -> str:
    """All that a line says."""
    return "".join(line)


def words_of(note: Item) -> str:
    """All that a note says."""
    return note.text

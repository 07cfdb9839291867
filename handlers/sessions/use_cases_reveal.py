"""The notes at their reveal: in the card's thread, or each box's in a thread of its own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from handlers.kit.ids import Delivery
from okra.items import Item
from okra.proceedings import Proceedings
from okra.session import Phase
from okra.steps.reveal import Revealing
from storage.store import Unit

NOTES_IN_A_MESSAGE: Final = 30
WORDS_IN_A_MESSAGE: Final = 6_000
"""So many notes, and characters of them, stand in one message: Slack refuses long ones."""


def parts_of(notes: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """The messages in which notes are shown, in their order; one without notes, that says so, where there are none."""
    parts: list[list[Item]] = [[]]
    room = WORDS_IN_A_MESSAGE
    for note in notes:
        if parts[-1] and (len(parts[-1]) >= NOTES_IN_A_MESSAGE or room < len(note.text)):
            parts.append([])
            room = WORDS_IN_A_MESSAGE
        parts[-1].append(note)
        room -= len(note.text)
    return tuple(tuple(part) for part in parts)


def show_notes(unit: Unit, session_id: int, channel_id: str, course: Proceedings, now: datetime) -> None:
    """Owe the notes, where the session is at their reveal."""
    session = course.session
    if session.now_at.kind != "reveal" or session.phase is Phase.ENDED:
        return
    state: Revealing = course.state()
    key = f"{session_id}/{session.now_at.id}"
    if not state.threads:
        for part in range(len(parts_of(state.notes))):
            unit.outbox.post(Delivery.SESSION_REVEAL, f"{key}/{part}", channel_id, now)
    for ask in range(len(state.threads)):
        for part in range(len(parts_of(state.under(ask)))):
            unit.outbox.post(Delivery.SESSION_THREAD, f"{key}/{ask}/{part}", channel_id, now)

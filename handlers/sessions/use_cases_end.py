"""What a session leaves behind when it ends: actions, issues and verdicts become the team's own, once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from okra.items import Item, ItemKind, by_key, of_kind, thread
from okra.okr_items import ID
from okra.proceedings import Proceedings
from storage.sessions import Stored
from storage.store import Unit


def take_over(unit: Unit, stored: Stored, course: Proceedings, now: datetime) -> None:
    """Make rows of what the session handed on. Doing it again changes nothing: each row knows its item.

    Whatever nobody took on is the facilitator's until somebody else does.
    """
    items = course.items()
    known = by_key((*course.carried, *items))
    for item in of_kind(items, ItemKind.ACTION):
        unit.actions.make(
            stored.team_id,
            item.key,
            _owner(item, course),
            item.text,
            now,
            due=_due(item),
            session_id=stored.id,
            objective_id=stored.objective_id or _objective(known, item),
        )
    for item in of_kind(items, ItemKind.ISSUE):
        unit.issues.raise_from(stored.team_id, item.key, _owner(item, course), item.text, now)
    _judge(unit, of_kind(items, ItemKind.VERDICT), known)


def _owner(item: Item, course: Proceedings) -> str:
    return str(item.facts.get("owner") or course.session.facilitator)


def _due(item: Item) -> date | None:
    said = item.facts.get("due")
    return date.fromisoformat(str(said)) if said else None


def _objective(known: Mapping[str, Item], item: Item) -> int | None:
    """The stored objective that an item hangs on, however far above it."""
    above = (one for one in thread(known, item.key) if one.kind is ItemKind.OBJECTIVE and ID in one.facts)
    return next((int(one.facts[ID]) for one in above), None)


def _judge(unit: Unit, verdicts: Sequence[Item], known: Mapping[str, Item]) -> None:
    for item in verdicts:
        judged = known.get(item.hangs_on[0]) if item.hangs_on else None
        if judged is not None and ID in judged.facts and "verdict" in item.facts:
            unit.okrs.judge(int(judged.facts[ID]), str(item.facts["verdict"]), item.text)

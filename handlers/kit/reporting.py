"""A cycle's report, as other features ask for it: owed when its last retro is over, kept up to date from then on."""

from datetime import datetime
from typing import Final

from handlers.kit.ids import Delivery
from okra.script import About
from storage.store import Unit

SHOWN: Final = (Delivery.CYCLE_REPORT, Delivery.CYCLE_REPORT_DETAILS)


def session_over(unit: Unit, cycle_id: int | None, about: About, channel_id: str, now: datetime) -> None:
    """A session of a cycle has ended: its last retro brings the report, any other may change what it says."""
    if cycle_id is None:
        return
    if about is About.CYCLE:
        owe_report(unit, cycle_id, channel_id, now)
    else:
        report_changed(unit, cycle_id, now)


def owe_report(unit: Unit, cycle_id: int, channel_id: str, now: datetime) -> None:
    """Owe a cycle's report to its team's channel; what is there already is edited, and gets a new file."""
    for kind in (*SHOWN, Delivery.CYCLE_REPORT_FILE):
        unit.outbox.post(kind, str(cycle_id), channel_id, now)


def report_changed(unit: Unit, cycle_id: int, now: datetime) -> None:
    """Bring a cycle's report up to date where there is one."""
    for kind in SHOWN:
        unit.outbox.repost(kind, str(cycle_id), now)

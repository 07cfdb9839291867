"""The clock's door: what is due is run, one appointment after the other, each in its own transaction."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from handlers.kit.deps import Deps
from handlers.kit.feature import OnTime, OnTimeWithin
from handlers.register import FEATURES
from storage.agenda import Appointment, run_next
from storage.store import Unit

TABLE: Mapping[str, OnTime] = {kind: run for feature in FEATURES for kind, run in feature.appointments.items()}
PERISHABLE: Mapping[str, OnTimeWithin] = {kind: run for feature in FEATURES for kind, run in feature.perishable.items()}

MOST_AT_ONCE = 10_000
"""A tick gives way after so many, lest a backlog keep the process from stopping."""


def tick(deps: Deps) -> int:
    """Run everything that is due now; returns how many appointments were tried."""
    now = deps.clock()
    for done in range(MOST_AT_ONCE):
        if not run_next(deps.store, now, partial(run, now=now, window=deps.catch_up)):
            return done
    return MOST_AT_ONCE


def run(unit: Unit, appointment: Appointment, now: datetime, window: timedelta) -> str:
    """Run one appointment in its own transaction; `window` is how late a perishable one may be."""
    if appointment.kind in PERISHABLE:
        return PERISHABLE[appointment.kind](unit, appointment, now, window)
    return TABLE[appointment.kind](unit, appointment, now)

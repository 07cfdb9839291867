"""Where storage's tests take place: two workspaces, a Friday, a team."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import text

from okra.calendar import Rhythm
from okra.people import Role
from okra.team import Team
from storage.people import Person
from storage.store import Store, Unit

NOW = datetime(2026, 9, 4, 12, tzinfo=UTC)
"""A Friday, 14:00 in Berlin."""
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
HERE, ELSEWHERE = "T_HERE", "T_ELSEWHERE"
ADA, BEN, MALLORY = "U_ADA", "U_BEN", "U_MALLORY"
RHYTHM = Rhythm(
    weekday=4,
    at=time(14),
    zone="Europe/Berlin",
    reminder_weekday=4,
    reminder_at=time(16, 30),
    close_weekday=0,
    close_at=time(10),
    digest_weekday=None,
    digest_at=None,
)


def settle(store: Store, *workspaces: str) -> Store:
    """Make the workspaces known (HERE, if none is named)."""
    for workspace in workspaces or (HERE,):
        with store.begin(workspace) as unit:
            unit.workspaces.remember(name=workspace, bot_user_id="U_OKRA", now=NOW)
    return store


def a_team(unit: Unit, channel_id: str = "C_EXPLORE", name: str = "Explore") -> Team:
    """A team that Ada leads and Ben is in."""
    team = unit.teams.save(channel_id, name, RHYTHM, "DE", None, NOW)
    for user_id, person in ((ADA, "Ada"), (BEN, "Ben")):
        unit.people.remember(Person(user_id, person, "Europe/Berlin"), NOW)
        unit.teams.join(team.id, user_id, NOW)
    unit.teams.set_role(team.id, ADA, Role.LEAD)
    return team


def a_cycle(unit: Unit, team: Team) -> int:
    """The quarter around NOW; returns its id."""
    cycle = unit.cycles.save(team.id, "Q3 2026", date(2026, 7, 1), date(2026, 9, 30))
    assert cycle.id is not None
    return cycle.id


def sql(store: Store, statement: str, **values: Any) -> Sequence[Any]:
    """Run plain SQL in a transaction of its own; the rows, if it gives any."""
    with store.engine.begin() as connection:
        result = connection.execute(text(statement), values)
        return result.all() if result.returns_rows else []


def at_once(count: int, act: Callable[[int], object]) -> list[object]:
    """Let `count` threads do the same at the same moment; what each of them got. An exception in one is raised here."""
    barrier, results, errors = threading.Barrier(count), [None] * count, list[BaseException]()

    def run(number: int) -> None:
        try:
            barrier.wait(10)
            results[number] = act(number)  # type: ignore[call-overload]
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if errors:
        raise errors[0]
    return list(results)

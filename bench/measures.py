"""What is measured, and against which floor."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, text

from handlers.kit.trend import ChartData, ConfidenceLine, ProgressBar, draw
from storage.agenda import run_next
from storage.engine import build_engine
from storage.machinery import AppointmentRow
from storage.migrate import upgrade
from storage.store import Store
from tests.databases import SqliteFiles, running_postgres
from tests.e2e.assembly import Assembly
from tests.e2e.processes import crowd

NOW = datetime(2026, 9, 4, 12, tzinfo=UTC)
FEW, MANY = 100, 100_000
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Result:
    """Median seconds of the thing and of its floor."""

    median: float
    floor: float

    @property
    def ratio(self) -> float:
        """How many floors it costs."""
        return self.median / self.floor


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing worth knowing the speed of."""

    what: str
    floor: str
    run: Callable[[], Result]


def timed(work: Callable[[], object], times: int) -> float:
    """The median of so many runs, in seconds; one run before them is not counted."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


@contextmanager
def store_with(appointments: int) -> Iterator[Store]:
    """A store on SQLite with so many appointments, none of them due."""
    with tempfile.TemporaryDirectory() as folder:
        engine = build_engine(f"sqlite:///{Path(folder)}/okra.db")
        upgrade(engine)
        store = Store(engine)
        with store.begin("T1") as unit:
            unit.workspaces.remember(name="bench", bot_user_id="U0", now=NOW)
        for start in range(0, appointments, BATCH):
            rows = [_appointment(number) for number in range(start, min(appointments, start + BATCH))]
            with store.begin_anywhere() as session:
                session.execute(insert(AppointmentRow), rows)
        yield store
        engine.dispose()


def _appointment(number: int) -> dict[str, object]:
    due = NOW + timedelta(minutes=1 + number)
    return {
        "workspace_id": "T1",
        "kind": "checkin.open",
        "key": f"{number}/2026-W36",
        "due": due,
        "appointed": due,
        "outcome": "",
        "failures": 0,
    }


def what_is_due() -> Result:
    """Asking with 100,000 teams against asking with 100."""

    def asking(teams: int) -> float:
        with store_with(teams) as store:
            return timed(lambda: run_next(store, NOW, lambda _unit, _appointment: "done"), 200)

    return Result(median=asking(MANY), floor=asking(FEW))


def one_commit() -> Result:
    """Keeping one keystroke's draft against the smallest transaction that SQLite can make."""
    with store_with(0) as store:

        def draft() -> None:
            with store.begin("T1") as unit:
                unit.drafts.keep("U1", "checkin/1", "V1", time.perf_counter(), {"plan": "x" * 500}, NOW)

        def smallest() -> None:
            with store.begin_anywhere() as session:
                session.execute(text("UPDATE workspace SET zone = 'UTC' WHERE id = 'T1'"))

        return Result(median=timed(draft, 200), floor=timed(smallest, 200))


def picture() -> Result:
    """Drawing a digest's picture against encoding a blank one of the same size."""
    from PIL import Image  # noqa: PLC0415 only this floor needs it

    data = ChartData(
        "Explore",
        [f"W{number}" for number in range(31, 44)],
        [ConfidenceLine("Make the first week seamless", [6 + (n % 5) / 2 for n in range(13)])],
        [ProgressBar(f"Key result {number}", 0.1 * number, "● on track · 40 %") for number in range(1, 6)],
        0.6,
    )

    def blank() -> None:
        with tempfile.TemporaryFile() as file:
            Image.new("RGB", (960, 1_200)).save(file, "PNG")

    return Result(median=timed(lambda: draw(data), 5), floor=timed(blank, 5))


def fifty_at_once() -> Result:
    """The slowest acknowledgement when fifty people submit at the same moment, against Slack's three seconds."""
    with tempfile.TemporaryDirectory() as folder:
        url = SqliteFiles(Path(folder)).new_url()
        with crowd(Path(folder), url, 50) as team, team.start("one") as one:
            one.wait(lambda: team.sent >= 50 and bool(team.channel.messages), 60)
            team.open_check_ins()
            taken = [seconds if seconds is not None else 3.0 for seconds in team.submit_at_once()]
    return Result(median=max(taken), floor=3.0)


def sixty_in_a_session() -> Result:
    """The slowest acknowledgement when sixty people open a session's window, and send it, at the same moment."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_postgres() as server,
        server.database() as url,
        crowd(Path(folder), url, 60) as team,
        team.start("one") as one,
    ):
        hall = Assembly(team, one)
        taken = [seconds if seconds is not None else 3.0 for seconds in (*hall.press("Write"), *hall.write())]
    return Result(median=max(taken), floor=3.0)


def start_up() -> Result:
    """`okra --version` against an empty Python."""

    def run(*words: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *words], check=True, capture_output=True)

    return Result(median=timed(run("-m", "bot", "--version"), 5), floor=timed(run("-c", "pass"), 5))


MEASURES = (
    Measure("asking what is due, 100,000 teams", "the same with 100 teams", what_is_due),
    Measure("keeping a draft", "the smallest SQLite transaction", one_commit),
    Measure("drawing the digest's picture", "encoding a blank PNG of that size", picture),
    Measure("the slowest of 50 acknowledgements at once", "the three seconds that Slack waits", fifty_at_once),
    Measure(
        "the slowest of 60 in a session at once, on PostgreSQL",
        "the three seconds that Slack waits",
        sixty_in_a_session,
    ),
    Measure("okra --version", "an empty Python", start_up),
)

"""A team whose bot is killed again and again: each time a process of its own, all on one clock that tests move.

The processes are forked from one that has everything imported: a life costs no more than what is done in it.
"""

import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlmodel import Session, col, func, or_, select

from bot import config, logs
from bot.build import build
from bot.start import prepare_database
from demo.clock import SharedClock
from sandbox.local_slack import LocalSlack
from sandbox.people import Channel, Person
from sandbox.world import App
from storage.engine import build_engine
from storage.machinery import AppointmentRow, DeliveryRow
from tests.bot.running import Running, given
from tests.e2e.scene import QUICK, SOON, WEDNESDAY, Room, install

LEASE = timedelta(seconds=5)
"""So long nobody else touches what a process that died was sending."""
PATIENCE = 30
FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(
    ["pytest", "tests.e2e.lives", "matplotlib.backends.backend_agg", "matplotlib.font_manager"]
)


def live(settings: Mapping[str, str], clock: Path, log: Path) -> None:
    """What `okra run` does, on a clock that can be moved, until it is killed or whoever began it is gone."""
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT), 2)
    read = config.read(settings)
    logs.configure(read.log, read.log_level)
    prepare_database(read)
    build(read, SharedClock(clock).now).start()
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()


class Life(Running):
    """One process of the bot."""

    def __init__(self, settings: Mapping[str, str], clock: Path, log: Path) -> None:
        """Begin it."""
        super().__init__(log)
        log.touch()
        self._process: BaseProcess = FORKED.Process(target=live, args=(settings, clock, log), daemon=True)
        self._process.start()

    @property
    def lives(self) -> bool:
        """Whether the process is there."""
        return self._process.is_alive()

    def ends(self) -> None:
        """SIGKILL: it has no time to do anything."""
        self._process.kill()
        self._process.join(PATIENCE)
        assert self._process.exitcode == -signal.SIGKILL, self.log


class Lives(Room):
    """A team, its channel, and a bot that lives several times."""

    def __init__(self, folder: Path, slack: LocalSlack, clock: SharedClock, app: App, database_url: str) -> None:
        """Nobody lives yet."""
        self.slack, self.clock, self.app = slack, clock, app
        self.channel: Channel = slack.add_channel("explore", apps=[app])
        self.people: dict[str, Person] = {}
        self.count = 0
        """How many lives there were."""
        self._folder = folder
        self._url = database_url
        self._engine = build_engine(database_url)
        self._bot: Life | None = None

    @property
    def bot(self) -> Life:
        """The process that lives."""
        assert self._bot is not None
        return self._bot

    def begins(self) -> None:
        """Another process begins. What the one before was sending when it died may be finished: its lease has passed."""
        more = {
            "DATABASE_URL": self._url,
            "OKRA_HEARTBEAT_SECONDS": "0.2",
            "OKRA_PACE": str(QUICK),
            "OKRA_LEASE_SECONDS": str(LEASE // timedelta(seconds=1)),
        }
        self.passes(LEASE)
        self.count += 1
        settings = given(self.slack, self.app, self._folder, **more)
        self._bot = Life(settings, self.clock.file, self._folder / f"log of life {self.count}")
        self._bot.ready()
        self.slack.wait_until(lambda: self.slack.connected(self.app))

    def dies(self) -> None:
        """SIGKILL."""
        self.bot.ends()
        self.slack.wait_until(lambda: not self.slack.connected(self.app))

    def dies_and_begins(self) -> None:
        """SIGKILL, and another process."""
        self.dies()
        self.begins()

    def dies_before_it_tells_of(self, deed: Callable[[], object]) -> None:
        """The bot has acknowledged a deed, and dies at once."""
        deed()
        self.dies_and_begins()

    def dies_while_it_tells_of(self, deed: Callable[[], object], *methods: str) -> None:
        """Slack takes an edit and a new message of all that is said of a deed; before it can say so, the bot dies.

        `methods` are others that Slack takes, one for each sender at most.
        """
        for method in methods or ("chat.update", "chat.postMessage"):
            self.slack.fail(method, "timeout", after_effect=True)
        deed()
        self._waits(lambda: self.slack.faults.all_met or self._all_is_on_its_way())
        self.dies()
        self.slack.faults.clear()
        self.begins()

    def settle(self) -> None:
        """Wait until what is due has happened and what is owed is said."""
        self._waits(self._nothing_owed)

    def passes(self, time: timedelta) -> None:
        """Time passes, for Slack and the bot alike."""
        self.travel_to(self.clock.now() + time)

    def travel_to(self, moment: datetime) -> None:
        """Be there; nobody waits for what the bot does then."""
        self.clock.travel_to(moment)
        self.slack.world.notify()

    @property
    def told(self) -> Counter[tuple[str, str]]:
        """How often each thing stands in Slack that the bot says: by conversation and by what it is."""
        world = self.slack.world
        return Counter(
            (place, str(message.metadata["event_payload"]["identity"]))
            for place, messages in world.messages.items()
            for message in messages
            if message.metadata
        )

    def _waits(self, condition: Callable[[], bool]) -> None:
        self.bot.wait(condition, PATIENCE)

    def _nothing_owed(self) -> bool:
        """Whether nothing is due and all is said. What was put off by a few seconds is not waited for: they pass."""
        now = self.clock.now()
        due, owed = col(AppointmentRow.due), col(DeliveryRow.due)
        with Session(self._engine) as session:
            happens = session.scalar(select(func.count()).where(col(AppointmentRow.done).is_(None), due <= now))
            soonest = session.scalar(select(func.min(owed)).where(col(DeliveryRow.pending), owed <= now + SOON))
        if soonest is not None and soonest > now:
            self.travel_to(soonest)
        return not happens and soonest is None

    def _all_is_on_its_way(self) -> bool:
        """Whether nothing is due, and all that is owed is said, or some sender is at it."""
        now = self.clock.now()
        lease = col(DeliveryRow.lease)
        waits = (col(DeliveryRow.pending), col(DeliveryRow.due) <= now, or_(lease.is_(None), lease <= now))
        with Session(self._engine) as session:
            happens = session.scalar(
                select(func.count()).where(col(AppointmentRow.done).is_(None), col(AppointmentRow.due) <= now)
            )
            return not happens and not session.scalar(select(func.count()).select_from(DeliveryRow).where(*waits))

    def close(self) -> None:
        """The last life ends."""
        if self._bot is not None and self._bot.lives:
            self._bot.ends()
        self._engine.dispose()


@contextmanager
def many_lives(folder: Path, database_url: str) -> Iterator[Lives]:
    """A Slack with a channel, and the bot's first life; fails at the end if Slack would have refused anything."""
    clock = SharedClock(folder / "clock")
    clock.travel_to(WEDNESDAY.astimezone(UTC))
    with LocalSlack(clock, speed=QUICK) as slack:
        lives = Lives(folder, slack, clock, install(slack), database_url)
        try:
            lives.begins()
            yield lives
        finally:
            lives.close()
    assert slack.world.violations == []

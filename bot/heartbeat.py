"""The heartbeat: APScheduler asks the database what is due; senders, woken after each commit, say what is owed.

APScheduler keeps no job of ours but this one interval: what is due lives in the database, where two processes can share
it, one can look at it, and a restart forgets nothing.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger(__name__)

GATHER_SECONDS, GATHER_AT_MOST = 0.1, 1.0
"""Senders wait until nothing new was owed for so long, but not forever: ten quick answers make one edit, and people who
submit at the same moment are not kept waiting by what will be said of it."""
IDLE_SECONDS = 1.0
"""How long a sender sleeps when nobody wakes it: something put off may have come due."""


class Heartbeat:
    """One interval job in UTC that calls `beat`. A beat that takes longer than the interval is not doubled."""

    def __init__(self, beat: Callable[[], object], seconds: float) -> None:
        """`seconds` between beats."""
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._beat = beat
        self._seconds = seconds

    def start(self) -> None:
        """Beat at once, then at every interval, in APScheduler's own thread."""
        self._scheduler.add_job(
            self._guarded,
            "interval",
            seconds=self._seconds,
            next_run_time=datetime.now(UTC),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Finish the beat that is running, then stop. Harmless where it never started."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _guarded(self) -> None:
        try:
            self._beat()
        except Exception:
            log.exception("the tick failed; the next one tries again", extra={"action": "tick.failed"})


class Senders:
    """Threads that send what is owed until nothing is left, then wait to be woken."""

    def __init__(self, deliver: Callable[[], bool], count: int) -> None:
        """`deliver` sends one message and says whether there was one."""
        self._deliver = deliver
        self._woken = threading.Condition()
        self._calls = 0
        self._stopping = False
        self._threads = [threading.Thread(target=self._run, name=f"sender-{n}", daemon=True) for n in range(count)]

    def start(self) -> None:
        """Start sending."""
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Something is owed. Cheap, from any thread."""
        with self._woken:
            self._calls += 1
            self._woken.notify_all()

    def stop(self, seconds: float) -> None:
        """Finish the messages that are on their way, for at most `seconds` in all."""
        with self._woken:
            self._stopping = True
            self._woken.notify_all()
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, deadline - time.monotonic()))

    def _run(self) -> None:
        while not self._stopping:
            seen = self._calls
            if self._guarded():
                continue
            with self._woken:
                if self._calls == seen and not self._stopping:
                    self._woken.wait(IDLE_SECONDS)
            self._gather()

    def _gather(self) -> None:
        deadline = time.monotonic() + GATHER_AT_MOST
        with self._woken:
            quiet = False
            while not (quiet or self._stopping or time.monotonic() > deadline):
                seen = self._calls
                self._woken.wait(GATHER_SECONDS)
                quiet = self._calls == seen

    def _guarded(self) -> bool:
        try:
            return self._deliver()
        except Exception:
            log.exception("sending failed; it is tried again", extra={"action": "sender.failed"})
            return False


class Afterwards:
    """A few threads for what is said after an acknowledgement; whatever fails there is logged, and nobody waits."""

    def __init__(self, count: int = 4) -> None:
        """`count` at once."""
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="afterwards")
        self._unsaid = 0
        self._changed = threading.Condition()

    def do(self, work: Callable[[], object]) -> None:
        """Do it soon."""
        with self._changed:
            self._unsaid += 1
        self._pool.submit(self._guarded, work)

    def finish(self, grace: float) -> bool:
        """Wait until all is said, for at most `grace` seconds. Says whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._unsaid == 0, grace)

    def stop(self, grace: float) -> None:
        """Finish what is to be said, for at most `grace` seconds, then take nothing new."""
        self.finish(grace)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _guarded(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception as error:
            log.warning("an answer was lost", extra={"action": "answer.lost", "reason": type(error).__name__})
        finally:
            with self._changed:
                self._unsaid -= 1
                self._changed.notify_all()

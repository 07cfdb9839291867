"""The colleagues at their own pace: one thread, which sleeps until something changes or somebody's time has come."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from demo.stage import Stage
from demo.workshop.colleagues import Colleagues

STOP_SECONDS = 8.0


class Company:
    """They act as the session is moved, until it is over or somebody stops them."""

    def __init__(
        self, stage: Stage, colleagues: Colleagues, pace: float, quiet: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """`pace` is how many seconds a gap of one takes; `quiet` is entered while somebody acts."""
        self._stage = stage
        self._colleagues = colleagues
        self._pace = pace
        self._quiet = quiet
        self._woken = threading.Event()
        self._stopped = False
        self._unwatched = False
        self._resting = False
        self._thread: threading.Thread | None = None

    @property
    def alive(self) -> bool:
        """Whether they still take part."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def resting(self) -> bool:
        """Whether nobody has anything to do until something changes."""
        return self._resting

    def start(self) -> None:
        """Let them begin. Their session is there."""
        self._stage.slack.world.watchers.add(self._woken.set)
        self._thread = self._stage.let_work("colleagues", self._live)

    def stop(self) -> None:
        """Let them stop; returns when nobody acts any more."""
        self._stopped = True
        self._woken.set()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)

    def watched(self, tabs: int) -> None:
        """They rest while nobody looks."""
        self._unwatched = tabs == 0
        self._woken.set()

    def _live(self) -> None:
        first = self._colleagues.moment
        coming, since = None, 0.0
        try:
            while first is not None:
                self._woken.clear()
                with self._quiet():
                    if not self._goes_on(first.card.ts):
                        break
                    before, coming = coming, None if self._unwatched else self._colleagues.next()
                    now = time.monotonic()
                    if coming is not None and (before is None or coming.name != before.name):
                        since = now
                    left = since + coming.gap * self._pace - now if coming else None
                    if coming is not None and left is not None and left <= 0:
                        self._colleagues.act(coming)
                        coming = None
                        continue
                self._resting = left is None
                self._woken.wait(left)
                self._resting = False
            if not self._stage.closing.is_set():
                self._colleagues.leave()
        finally:
            self._stage.slack.world.watchers.discard(self._woken.set)

    def _goes_on(self, card: str) -> bool:
        """Whether there is still something to wait for."""
        now = self._colleagues.moment
        if self._stopped or self._stage.closing.is_set() or now is None or now.card.ts != card:
            return False
        return not now.over or self._unwatched or self._colleagues.next() is not None

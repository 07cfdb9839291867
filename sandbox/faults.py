"""Faults on order: Slack at its worst, for tests."""

import threading
from dataclasses import dataclass
from typing import Literal

How = Literal["500", "429", "timeout", "reset"]


@dataclass
class Fault:
    """What the next calls of a method will meet; `after_effect`: Slack acts, and then fails to say so.

    `retry_after` is what a 429 names, in seconds.
    """

    method: str
    how: How
    times: int
    after_effect: bool
    retry_after: int = 1


class Faults:
    """The faults that are still to come."""

    def __init__(self) -> None:
        """None yet."""
        self._lock = threading.Lock()
        self._coming: list[Fault] = []

    def order(self, method: str, how: How, times: int = 1, *, after_effect: bool = False, retry_after: int = 1) -> None:
        """Let the next `times` calls of `method` fail."""
        with self._lock:
            self._coming.append(Fault(method, how, times, after_effect, retry_after))

    def next(self, method: str) -> Fault | None:
        """The fault that this call meets, counted down."""
        with self._lock:
            for fault in self._coming:
                if fault.method == method and fault.times > 0:
                    fault.times -= 1
                    return fault
        return None

    @property
    def all_met(self) -> bool:
        """Whether none is still to come."""
        with self._lock:
            return all(fault.times == 0 for fault in self._coming)

    def clear(self) -> None:
        """All is well again."""
        with self._lock:
            self._coming.clear()

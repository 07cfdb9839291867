"""Rate limits per method, workspace and app, and one message a second a conversation, bursts allowed."""

import threading
from collections import defaultdict
from math import ceil

from sandbox.clock import Clock

BURST_SHARE = 0.5
"""Of a minute's calls, how many may come at once after a rest."""
LANE_PER_SECOND, LANE_BURST = 1.0, 6


class RateLimits:
    """Token buckets. `speed` multiplies every limit, so that tests need not wait for minutes."""

    def __init__(self, clock: Clock, speed: float = 1.0) -> None:
        """By the clock's time."""
        self.speed = speed
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[tuple[str, ...], tuple[float, float]] = defaultdict(lambda: (-1.0, 0.0))

    def wait_for(self, who: tuple[str, str], method: str, per_minute: int, channel: str | None) -> int:
        """0 where the call may be made (and is counted), else the whole seconds of Retry-After."""
        with self._lock:
            wants = [(("method", *who, method), per_minute / 60, max(1.0, per_minute * BURST_SHARE))]
            if channel is not None:
                wants.append((("lane", *who, channel), LANE_PER_SECOND, LANE_BURST))
            waits = [self._missing(key, rate, size) for key, rate, size in wants]
            if max(waits) > 0:
                return ceil(max(waits))
            for key, _, _ in wants:
                level, at = self._buckets[key]
                self._buckets[key] = (level - 1, at)
            return 0

    def _missing(self, key: tuple[str, ...], rate: float, size: float) -> float:
        rate, size = rate * self.speed, max(1.0, size * self.speed)
        now = self._clock.now().timestamp()
        level, at = self._buckets[key]
        level = size if level < 0 and at == 0.0 else min(size, level + max(0.0, now - at) * rate)
        self._buckets[key] = (level, now)
        return 0.0 if level >= 1 else (1 - level) / rate

"""The real bot, started as a process; the only difference is that its clock can be moved by the story."""

import os
import signal
import threading
from pathlib import Path

from bot import config, logs
from bot.build import build
from bot.start import prepare_database
from demo.clock import SharedClock

CLOCK = "DEMO_CLOCK"


def main() -> None:
    """Run until told to stop."""
    told_to_stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told_to_stop.set())
    settings = config.read(os.environ)
    logs.configure(settings.log, settings.log_level)
    prepare_database(settings)
    bot = build(settings, SharedClock(Path(os.environ[CLOCK])).now)
    bot.start()
    told_to_stop.wait()
    bot.stop()


if __name__ == "__main__":
    main()

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
GRACE_SECONDS = 5


def main() -> None:
    """Run until told to stop."""
    told_to_stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told_to_stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal; the stage says when to stop
    threading.Thread(target=_outlive_nobody, args=(told_to_stop,), daemon=True).start()
    settings = config.read(os.environ)
    logs.configure(settings.log, settings.log_level)
    prepare_database(settings)
    bot = build(settings, SharedClock(Path(os.environ[CLOCK])).now)
    try:
        bot.start()
    except Exception:
        if told_to_stop.wait(GRACE_SECONDS):
            return  # the curtain fell while it was coming on stage: there was no Slack to talk to any more
        raise
    told_to_stop.wait()
    bot.stop()


def _outlive_nobody(told_to_stop: threading.Event) -> None:
    """The stage holds the other end of standard input: when it is gone, however it went, the bot stops."""
    while os.read(0, 1):  # not by sys.stdin, whose lock a thread must not hold when the interpreter ends
        pass
    told_to_stop.set()


if __name__ == "__main__":
    main()

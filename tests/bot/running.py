"""okra as operators run it: a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from bot.manifest import scopes
from sandbox.local_slack import LocalSlack
from sandbox.world import App

ROOT = Path(__file__).parent.parent.parent


def install(slack: LocalSlack, *, without: str = "") -> App:
    """Install okra with the scopes of its manifest."""
    asked = scopes()
    return slack.install_app("okra", scopes=(asked.required | asked.optional) - {without}, commands=["/okra"])


def given(slack: LocalSlack, app: App, folder: Path, **more: str) -> dict[str, str]:
    """The settings with which okra talks to a local Slack."""
    return {
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
        "SLACK_API_URL": slack.url,
        "DATABASE_URL": f"sqlite:///{folder}/okra.db",
        **more,
    }


def environment(settings: dict[str, str]) -> dict[str, str]:
    """Our environment without anything of Slack's or okra's, and `settings` in it."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "OKRA_", "DATABASE_"))}
    return {**ours, "PYTHONPATH": str(ROOT), **settings}


def okra(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command of okra's to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


class Running:
    """The bot as a process of its own, however it was started."""

    def __init__(self, log: Path) -> None:
        """What it logs stands in that file."""
        self._file = log

    @property
    def log(self) -> str:
        """What it logged so far."""
        return self._file.read_text(encoding="utf-8")

    @property
    def sent(self) -> int:
        """How many messages it says that it sent or edited."""
        return self.log.count("delivery.sent")

    @property
    def lives(self) -> bool:
        """Whether the process is there."""
        raise NotImplementedError

    def wait(self, condition: Callable[[], bool], seconds: float = 30) -> None:
        """Wait for a condition; fails with the log when the process ends or time is over."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.log
            assert self.lives, self.log
            time.sleep(0.02)

    def ready(self) -> None:
        """Wait until it says that it is."""
        self.wait(lambda: " ready" in self.log)


class Process(Running):
    """`okra run`, running."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        """Start it; what it logs goes to a file in `folder`."""
        super().__init__(folder / "log")
        with self._file.open("w", encoding="utf-8") as stderr:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], cwd=folder, env=environment(settings), stderr=stderr
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    @property
    def lives(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Tell it to stop; returns its exit code and how many seconds it took."""
        began = time.monotonic()
        self._process.send_signal(how)
        code = self._process.wait(20)
        return code, time.monotonic() - began

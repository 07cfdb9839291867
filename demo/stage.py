"""The stage: the local Slack, the real bot as a process of its own, and one clock for both."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from bot.manifest import manifest
from demo.bot import CLOCK
from demo.cast import EVERYBODY
from demo.clock import SharedClock
from sandbox.local_slack import LocalSlack
from sandbox.people import Channel, Person, Seen

SPEED = 60
"""How many times Slack's usual limits the local Slack grants, and the bot is told of."""
PATIENCE_SECONDS = 60
STOP_SECONDS = 8
HURRY_EVERY, HURRY_BY = 0.3, timedelta(seconds=3)


class Stage:
    """Everything that a story needs; a context manager that leaves nothing behind."""

    def __init__(self, start: datetime, port: int = 0) -> None:
        """The story begins at `start` (aware); the local Slack listens on `port`, 0 for any."""
        self._folder = tempfile.TemporaryDirectory(prefix="okra-demo-")
        self.clock = SharedClock(Path(self._folder.name) / "clock")
        self.clock.travel_to(start)
        self.slack = LocalSlack(self.clock, speed=SPEED, name="Digital Services", port=port)
        self.closing = threading.Event()
        """Set when the curtain falls: whoever is still acting stops."""
        self._bot: subprocess.Popen[bytes] | None = None
        self._at_work: list[threading.Thread] = []
        self.people: dict[str, Person] = {}

    def __enter__(self) -> Self:
        """Open the curtain: Slack, people, channels. The bot is not there yet."""
        self.slack.__enter__()
        asked = manifest()
        self.app = self.slack.install_app(
            asked["display_information"]["name"],
            scopes=asked["oauth_config"]["scopes"]["bot"],
            commands=[command["command"] for command in asked["features"]["slash_commands"]],
            events=asked["settings"]["event_subscriptions"]["bot_events"],
            home_tab=asked["features"]["app_home"]["home_tab_enabled"],
        )
        self.people = {one.name: self.slack.add_person(one.name, one.zone, title=one.title) for one in EVERYBODY}
        self.channel: Channel = self.slack.add_channel("explore", self.people.values(), apps=[self.app])
        self.general: Channel = self.slack.add_channel("general", self.people.values())
        return self

    def start_bot(self) -> None:
        """Start the real bot; returns when it is connected."""
        command = [sys.executable, "-m", "demo.bot"]
        self._bot = subprocess.Popen(command, env=self._environment(), stdin=subprocess.PIPE)
        self.wait_for(lambda: self.slack.connected(self.app))

    def __exit__(self, *_: object) -> None:
        """Close it: the bot stops cleanly, the folder goes."""
        self.closing.set()
        self.slack.world.notify()
        for one in self._at_work:
            one.join(STOP_SECONDS)
        if self._bot is not None:
            self._bot.terminate()
            self._bot.communicate(timeout=STOP_SECONDS)
        self.slack.__exit__()
        self._folder.cleanup()

    def let_work(self, name: str, work: Callable[[], None]) -> threading.Thread:
        """Let something go on beside; it ends soon after `closing` is set, and the stage waits for it."""
        thread = threading.Thread(target=work, name=name, daemon=True)
        self._at_work = [one for one in self._at_work if one.is_alive()]
        self._at_work.append(thread)
        thread.start()
        return thread

    def _environment(self) -> dict[str, str]:
        """What the bot is told: nothing that an operator could not write into .env, but for the clock."""
        return {
            **os.environ,
            "SLACK_BOT_TOKEN": self.app.bot_token,
            "SLACK_APP_TOKEN": self.app.app_token,
            "SLACK_API_URL": self.slack.url,
            "DATABASE_URL": f"sqlite:///{self._folder.name}/okra.db",
            "OKRA_HEARTBEAT_SECONDS": "0.2",
            "OKRA_LOG_LEVEL": "error",
            "OKRA_PACE": str(SPEED),
            CLOCK: str(self.clock.file),
        }

    def travel_to(self, moment: datetime) -> None:
        """Let the time be `moment` for Slack and the bot alike."""
        self.clock.travel_to(moment)
        self.slack.world.notify()

    def later(self, by: timedelta) -> None:
        """Let some time pass."""
        self.travel_to(self.clock.now() + by)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until the bot has done something that people can see."""
        self.slack.wait_until(condition, PATIENCE_SECONDS)

    def wait_a_while(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Wait, but not for ever: whether it came true. The story's clock hurries meanwhile.

        So what the bot puts off by some seconds, such as a picture that Slack still looks at, comes sooner.
        """
        for _ in range(round(seconds / HURRY_EVERY)):
            if self.closing.is_set():
                break
            try:
                self.slack.wait_until(condition, HURRY_EVERY)
            except AssertionError:
                self.later(HURRY_BY)
            else:
                return True
        return False

    def direct(self, person: Person) -> str:
        """The id of somebody's conversation with okra."""
        return self.slack.world.direct(person.user.team_id, self.app.bot_user_id, person.id).id

    def prompt_of(self, person: Person) -> Seen:
        """The check-in prompt that waits in somebody's DM."""

        def waiting() -> list[Seen]:
            return [seen for seen in person.dm() if "Snooze to tomorrow 9:00" in seen.buttons]

        self.wait_for(lambda: bool(waiting()))
        return waiting()[-1]

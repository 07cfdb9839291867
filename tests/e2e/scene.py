"""A scene: the local Slack with a team in it, and the real bot, both on one clock that tests move."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from bot.build import Bot, build
from bot.config import Settings
from bot.manifest import manifest
from handlers.clock import tick
from sandbox.clock import TravelClock
from sandbox.local_slack import LocalSlack
from sandbox.people import Channel, Person, Seen
from sandbox.world import App
from storage.machinery import DeliveryRow

BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY = datetime(2026, 9, 2, 9, 0, tzinfo=BERLIN)
"""Where scenes begin: the third quarter's tenth week."""
SOON = timedelta(seconds=30)
"""What is put off for so little is waited for: a picture that Slack still looks at."""
FRIDAY_2PM = datetime(2026, 9, 4, 14, 0, tzinfo=BERLIN)
FRIDAY_430PM = datetime(2026, 9, 4, 16, 30, tzinfo=BERLIN)
MONDAY_10AM = datetime(2026, 9, 7, 10, 0, tzinfo=BERLIN)

OKRS = """\
Objective: Make the first week seamless
KR1: Increase onboarding completion from 65% to 90%
Hypothesis: If people see how far they have come, they finish
KR2: Boost tutorial engagement from 15% to 50%
KR3: Reduce support tickets about account setup by 30%
"""


class Room:
    """A channel, the people in it, and what they do there, whichever way the bot runs."""

    slack: LocalSlack
    channel: Channel
    people: dict[str, Person]

    def settle(self) -> None:
        """Let what is heard be answered, what is due happen and what is owed be said."""
        raise NotImplementedError

    def person(self, name: str, tz: str | None = "Europe/Berlin", *, joins: bool = True, admin: bool = False) -> Person:
        """Somebody of the workspace; in the channel unless said otherwise."""
        if name not in self.people:
            self.people[name] = self.slack.add_person(name, tz, admin=admin)
            if joins:
                self.channel.conversation.members.add(self.people[name].id)
        return self.people[name]

    def found(self, lead: str = "Ada", *others: str) -> None:
        """A team in the channel, led by `lead`, that has no OKRs yet."""
        for name in (lead, *others):
            self.person(name)
        ada = self.people[lead]
        ada.command("/okra setup", self.channel)
        ada.submit()
        assert ada.modal is None, ada.modal and ada.modal.text
        self.settle()

    def set_up(self, lead: str = "Ada", *others: str) -> None:
        """A team in the channel, led by `lead`, with the seeds' OKRs."""
        self.found(lead, *others)
        ada = self.people[lead]
        ada.command("/okra okrs paste", self.channel)
        ada.fill("Your OKRs", OKRS)
        ada.submit()
        ada.submit()
        ada.close(all_of_it=True)
        self.settle()

    def prompt_of(self, person: Person) -> Seen:
        """The check-in prompt in somebody's DM."""
        return next(seen for seen in person.dm() if "Check in" in seen.buttons)

    def answers(self, person: Person, confidence: int, **numbers: str) -> None:
        """Somebody checks in from their prompt."""
        person.press("Check in", on=self.prompt_of(person))
        fill_in(person, confidence, numbers)
        person.submit()
        assert person.modal is None, person.modal and person.modal.text
        self.settle()


@dataclass
class Scene(Room):
    """Slack, bot, people, one channel."""

    slack: LocalSlack
    clock: TravelClock
    app: App
    bot: Bot
    channel: Channel
    build: Callable[[], Bot]
    people: dict[str, Person] = field(default_factory=dict)

    def down(self) -> None:
        """The bot stops."""
        self.bot.stop()
        self.bot.deps.store.engine.dispose()

    def up(self) -> None:
        """Another process of the bot begins on the same database."""
        self.bot = self.build()
        self.bot.start()
        self.slack.wait_until(lambda: self.slack.connected(self.app))

    def travel_to(self, moment: datetime) -> None:
        """Be there, let the clock's work be done, and wait until everything that is owed has been said."""
        self.clock.travel_to(moment)
        self.settle()

    def settle(self) -> None:
        """Let what is heard be answered, what is due happen and what is owed be said."""
        self.slack.wait_until(lambda: self.slack.delivery.all_told, 20)
        self.bot.afterwards.finish(20)
        tick(self.bot.deps)
        self.bot.senders.wake()
        self.slack.wait_until(self._nothing_owed, 20)
        if tick(self.bot.deps):
            self.settle()

    def _nothing_owed(self) -> bool:
        """Whether all is said. Where all that is left was put off by a few seconds, they pass at once."""
        now = self.clock.now()
        with self.bot.deps.store.begin_anywhere() as session:
            soonest = session.execute(
                select(func.min(col(DeliveryRow.due))).where(
                    col(DeliveryRow.pending), col(DeliveryRow.due) <= now + SOON
                )
            ).scalar_one()
        if soonest is not None and soonest > now:
            self.clock.travel_to(soonest)
            self.bot.senders.wake()
        return soonest is None


def fill_in(person: Person, confidence: int, numbers: dict[str, str]) -> None:
    """Choose a confidence for each objective and type numbers beside parts of key results' titles."""
    modal = person.modal
    assert modal is not None
    for label in [label for label in modal.labels if "confident" in label.lower()]:
        block_options = [str(confidence)]
        person.choose(label, f"{block_options[0]} ·")
    for part, typed in numbers.items():
        person.fill(next(label for label in modal.labels if part in label), typed)


QUICK = 1_000
"""How many times Slack's usual limits are granted where a test is not about them."""


def settings(slack: LocalSlack, app: App, database_url: str, pace: float = QUICK) -> Settings:
    """The bot's settings for this Slack: a beat that never comes by itself, since tests tick."""
    return Settings(
        slack_bot_token=app.bot_token,
        slack_app_token=app.app_token,
        slack_signing_secret=app.signing_secret,
        slack_api_url=slack.url,
        database_url=database_url,
        heartbeat_seconds=60,
        senders=2,
        pace=pace,
    )


def install(slack: LocalSlack, without: frozenset[str] = frozenset()) -> App:
    """okra's app as its manifest asks for it, `without` some scopes that were not granted."""
    asked = manifest()
    return slack.install_app(
        "okra",
        scopes=frozenset(asked["oauth_config"]["scopes"]["bot"]) - without,
        commands=[command["command"] for command in asked["features"]["slash_commands"]],
        events=asked["settings"]["event_subscriptions"]["bot_events"],
        home_tab=asked["features"]["app_home"]["home_tab_enabled"],
    )


@contextmanager
def open_scene(database_url: str, without: frozenset[str] = frozenset(), pace: float = QUICK) -> Iterator[Scene]:
    """Start everything; fails at the end if Slack would have refused anything."""
    clock = TravelClock(WEDNESDAY.astimezone(UTC))
    with LocalSlack(clock, speed=pace) as slack:
        app = install(slack, without)
        channel = slack.add_channel("explore", apps=[app])
        made = partial(build, settings(slack, app, database_url, pace), clock.now)
        scene = Scene(slack, clock, app, made(), channel, made)
        scene.bot.start()
        try:
            slack.wait_until(lambda: slack.connected(app))
            yield scene
        finally:
            scene.down()
    assert slack.world.violations == []


def berlin(day: date, hour: int, minute: int = 0) -> datetime:
    """A wall-clock moment in Berlin."""
    return datetime.combine(day, time(hour, minute), BERLIN)

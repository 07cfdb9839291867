"""Scenes with `okra run` as processes of their own, in real time: what a SIGKILL does, only they can show."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, time, timedelta
from decimal import Decimal
from pathlib import Path

from bot.build import real_clock
from handlers.kit.rhythm import appoint_opening
from okra.calendar import Rhythm, Week
from okra.okr import Measure
from sandbox.local_slack import LocalSlack
from sandbox.people import Channel, Person
from sandbox.world import App
from storage.engine import build_engine
from storage.people import Person as Known
from storage.store import Store
from tests.bot.running import Process, given
from tests.e2e.scene import install

LEASE_SECONDS = 3


@dataclass
class Crowd:
    """A team whose check-in is due this minute, and the Slack that it lives in."""

    slack: LocalSlack
    app: App
    channel: Channel
    people: list[Person]
    folder: Path
    database_url: str

    def start(self, name: str) -> Process:
        """One `okra run` on the team's database."""
        folder = self.folder / name
        folder.mkdir()
        more = {
            "DATABASE_URL": self.database_url,
            "OKRA_HEARTBEAT_SECONDS": "0.2",
            "OKRA_PACE": "1000",
            "OKRA_LEASE_SECONDS": str(LEASE_SECONDS),
            "OKRA_MIGRATE": "1",
        }
        return Process(folder, given(self.slack, self.app, folder, **more))

    @property
    def prompts(self) -> Counter[str]:
        """How many prompts each person has."""
        return Counter(
            {person.name: len([s for s in person.dm() if "Check in" in s.buttons]) for person in self.people}
        )

    @property
    def sent(self) -> int:
        """How many prompts were posted in all."""
        return sum(self.prompts.values())

    def falls_due(self) -> None:
        """From now on there is the team, and its check-in is due."""
        _remember(self)

    def open_check_ins(self, *people: Person) -> None:
        """They, or everybody, open the check-in and fill it in; nobody sends it."""
        for person in people or self.people:
            person.press("Check in", on=next(seen for seen in person.dm() if "Check in" in seen.buttons))
            person.choose("How confident", "7 ·")
            person.fill("Your plan", f"Plan of {person.name}")

    def submit_at_once(self) -> list[float | None]:
        """Everybody submits at the same moment; how many seconds each acknowledgement took, None for none in time."""
        return self.at_once(Person.submit)

    def at_once(self, act: Callable[[Person], object]) -> list[float | None]:
        """Everybody does something at the same moment; the same of that."""
        with self._doing(act, self.people):
            pass
        return [ack.seconds for ack in self.slack.world.acks if ack.kind == "interactive"]

    @contextmanager
    def submitting(self, people: Sequence[Person]) -> Iterator[None]:
        """They submit at the same moment, and have heard of it, or not, when this ends."""
        with self._doing(Person.submit, people):
            yield

    @contextmanager
    def _doing(self, act: Callable[[Person], object], people: Sequence[Person]) -> Iterator[None]:
        self.slack.world.acks.clear()
        with ThreadPoolExecutor(len(people)) as threads:
            submitted = [threads.submit(act, person) for person in people]
            yield
            for one in submitted:
                one.result()


@contextmanager
def crowd(folder: Path, database_url: str, size: int, *, due: bool = True) -> Iterator[Crowd]:
    """A team of `size` whose check-in opened a minute ago, or, if not `due`, falls due on demand; nobody runs yet."""
    with LocalSlack(speed=1_000) as slack:
        app = install(slack)
        people = [slack.add_person(f"Member {number:03}") for number in range(size)]
        channel = slack.add_channel("explore", people, apps=[app])
        scene = Crowd(slack, app, channel, people, folder, database_url)
        if due:
            scene.falls_due()
        yield scene
    assert slack.world.violations == []


def _remember(scene: Crowd) -> None:
    """What setup would have stored, for a rhythm that is due now."""
    now = real_clock()
    opened = now - timedelta(minutes=1)
    rhythm = Rhythm(
        weekday=opened.weekday(),
        at=time(opened.hour, opened.minute),
        zone="UTC",
        reminder_weekday=(opened.weekday() + 2) % 7,
        close_weekday=(opened.weekday() + 3) % 7,
    )
    engine = build_engine(scene.database_url)
    with Store(engine).begin(scene.slack.workspace.id) as unit:
        unit.workspaces.remember(name="Local", bot_user_id=scene.app.bot_user_id, now=now)
        team = unit.teams.save(scene.channel.id, "Explore", rhythm, None, None, now)
        for person in scene.people:
            unit.people.remember(Known(person.id, person.name, "UTC"), now)
            unit.teams.join(team.id, person.id, now)
        start = (now - timedelta(days=20)).date()
        cycle = unit.cycles.save(team.id, "now", start, start + timedelta(days=90))
        objective = unit.okrs.add_objective(team.id, cycle.id or 0, "Make the first week seamless", now)
        measure = Measure.move(Decimal(65), Decimal(90), "%")
        unit.okrs.add_key_result(objective, "Onboarding completion", measure, None, now)
        appoint_opening(unit, team, Week.of(opened.astimezone(UTC).date()))
    engine.dispose()

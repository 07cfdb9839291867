"""Where check-ins are tested: a team of five with two objectives, its Fridays, and somebody who reads what is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from handlers.checkin.feature import CHECKIN
from handlers.checkin.use_cases_time import TeamAndWeek
from handlers.kit.elements import Message
from handlers.kit.feature import Later, Spoken
from handlers.kit.rhythm import schedule_team
from okra.calendar import CATCH_UP, Rhythm, Week
from okra.grip import Contribution
from okra.okr import Measure
from okra.people import Actor, Role, Timing
from okra.team import Team
from sandbox.blockkit import validate_message, validate_view
from sandbox.render import render_message, render_view
from sandbox.text import pings
from storage import outbox
from storage.agenda import Appointment, run_next
from storage.pacing import Tempo
from storage.people import Person
from storage.store import Store, Unit

HERE = "THERE"
CHANNEL = "CEXPLORE"
ADA, BEN, CLEO, DAN, EVE = "UADA", "UBEN", "UCLEO", "UDAN", "UEVE"
NAMES = {ADA: "Ada", BEN: "Ben", CLEO: "Cleo", DAN: "Dan", EVE: "Eve"}
WEEK = Week(2026, 36)
TUESDAY = datetime(2026, 9, 1, 8, tzinfo=UTC)
OPENS = datetime(2026, 9, 4, 12, tzinfo=UTC)
"""Friday 14:00 in Berlin."""
REMINDS = datetime(2026, 9, 4, 14, 30, tzinfo=UTC)
CLOSES = datetime(2026, 9, 7, 8, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
RHYTHM = Rhythm(zone="Europe/Berlin")
ANY_PACE = Tempo(per_minute=1_000_000, burst=1_000_000)


def actor(user_id: str) -> Actor:
    """Somebody who clicks."""
    return Actor(user_id, HERE)


@dataclass
class Scene:
    """A team in a store: two objectives with three key results, Ada leads, Dan lives in Tokyo, Eve is outside."""

    store: Store
    team: Team
    cycle_id: int
    objectives: list[int]
    key_results: list[int]

    @property
    def about(self) -> TeamAndWeek:
        """This week's check-in."""
        return TeamAndWeek(self.team, WEEK)


def a_scene(store: Store, *, okrs: bool = True, now: datetime = TUESDAY) -> Scene:
    """Set the team up and appoint its first Friday."""
    with store.begin(HERE) as unit:
        unit.workspaces.remember(name="Here", bot_user_id="UOKRA", now=now)
        team = unit.teams.save(CHANNEL, "Explore", RHYTHM, "DE", None, now)
        for user_id, name in NAMES.items():
            unit.people.remember(Person(user_id, name, "Asia/Tokyo" if user_id == DAN else "Europe/Berlin"), now)
            if user_id != EVE:
                unit.teams.join(team.id, user_id, now)
        unit.teams.set_role(team.id, ADA, Role.LEAD)
        cycle = unit.cycles.save(team.id, "Q3 2026", date(2026, 7, 1), date(2026, 9, 30))
        assert cycle.id is not None
        objectives, key_results = _okrs(unit, team, cycle.id, now) if okrs else ([], [])
        schedule_team(unit, team, now)
    return Scene(store, team, cycle.id, objectives, key_results)


def _okrs(unit: Unit, team: Team, cycle_id: int, now: datetime) -> tuple[list[int], list[int]]:
    first = unit.okrs.add_objective(team.id, cycle_id, "New users love the first hour", now)
    second = unit.okrs.add_objective(team.id, cycle_id, "Support is never a bottleneck", now)
    move = Measure.move(Decimal(65), Decimal(90), "%")
    return [first, second], [
        unit.okrs.add_key_result(first, "Onboarding completion", move, CLEO, now),
        unit.okrs.add_key_result(first, "Tutorial shipped", Measure.done(), BEN, now),
        unit.okrs.add_key_result(second, "Answers within a day", Measure.stay_above(Decimal(95), "%"), None, now),
    ]


def use_own_zone(scene: Scene, user_id: str) -> None:
    """Somebody wants to be asked on their own clock."""
    with scene.store.begin(HERE) as unit:
        unit.teams.set_timing(scene.team.id, user_id, Timing.OWN)
        schedule_team(unit, scene.team, TUESDAY)


def tick(store: Store, now: datetime) -> list[str]:
    """Run what is due; "kind: outcome" of each check-in appointment. Other features' appointments are left to them."""
    ran: list[str] = []

    def run(unit: Unit, due: Appointment) -> str:
        if due.kind in CHECKIN.perishable:
            outcome = CHECKIN.perishable[due.kind](unit, due, now, CATCH_UP)
        elif due.kind in CHECKIN.appointments:
            outcome = CHECKIN.appointments[due.kind](unit, due, now)
        else:
            return "elsewhere"
        ran.append(f"{due.kind}: {outcome}")
        return outcome

    while run_next(store, now, run):
        pass
    return ran


@dataclass
class Mail:
    """What has been sent: the newest text of each message by (kind, key), and every sending in order."""

    shown: dict[tuple[str, str], str] = field(default_factory=dict)
    log: list[tuple[str, str, str]] = field(default_factory=list)

    def of(self, kind: str) -> dict[str, str]:
        """The newest text of each message of a kind, by key."""
        return {key: text for (each, key), text in self.shown.items() if each == kind}

    def keys(self, kind: str) -> list[str]:
        """The keys of the first sendings of a kind, in order."""
        return [key for each, key, how in self.log if each == kind and how == "new"]


def deliver(store: Store, now: datetime, mail: Mail) -> Mail:
    """Send everything that is owed and due, through the real outbox; each message must be one that Slack takes."""
    while True:
        claim = outbox.claim(store, now, MINUTE, lambda _kind, _again: "any", ANY_PACE, {"any": ANY_PACE})
        if claim is None:
            return mail
        how = CHECKIN.deliveries.get(claim.kind)
        if not isinstance(how, Spoken):
            outbox.withdrawn(store, claim, "not ours")
            continue
        with store.begin(claim.workspace_id) as unit:
            loaded = how.load(unit, claim.key, now)
        if loaded is None:
            outbox.withdrawn(store, claim, "moot")
        elif isinstance(loaded, Later):
            outbox.put_off(store, claim, loaded.at, certain=True, failure=False)
        else:
            mail.shown[claim.kind, claim.key] = read(how.view(loaded))
            mail.log.append((claim.kind, claim.key, "edit" if claim.ts else "new"))
            outbox.sent(store, claim, "D1", claim.ts or f"{len(mail.log)}.0", now)


def read(message: Message) -> str:
    """The message as a person reads it, after Slack's own check; none of ours ever pings anybody."""
    payload = {"text": message.notification, "blocks": [block.to_dict() for block in message.blocks]}
    assert not (problems := validate_message(payload)), problems
    assert not (notified := pings(payload)), notified
    return render_message(payload, NAMES.get)


def read_window(view: Any, values: Mapping[str, Any] | None = None) -> str:
    """The window as a person sees it, after Slack's own check."""
    payload = view.to_dict()
    assert not (problems := validate_view(payload)), problems
    return render_view(payload, values, names=NAMES.get)


def saying(scene: Scene, first: int = 7, second: int = 6, **more: Any) -> Contribution:
    """A contribution with a confidence for both objectives."""
    return Contribution(confidences=dict(zip(scene.objectives, (first, second), strict=True)), **more)

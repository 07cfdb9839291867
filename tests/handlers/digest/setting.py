"""Where digests are tested: teams that check in on Fridays in Berlin, and somebody who reads what is sent."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from handlers import clock, delivery
from handlers.checkin import use_cases as checkins
from handlers.checkin.use_cases_time import TeamAndWeek
from handlers.kit.elements import Message
from handlers.kit.feature import Later, Spoken
from handlers.kit.rhythm import schedule_team
from okra.calendar import CATCH_UP, Rhythm, Week
from okra.checkin import IssueUpdate, Reading
from okra.grip import Contribution
from okra.okr import Measure
from okra.people import Actor, Role
from okra.team import Team
from sandbox.blockkit import validate_message
from sandbox.render import render_message
from sandbox.text import pings
from storage import outbox
from storage.agenda import run_next
from storage.pacing import Tempo
from storage.people import Person
from storage.store import Store

HERE, ELSEWHERE = "THERE", "TELSEWHERE"
ADA, BEN, CLEO, DAN, EVE, ROOT = "UADA", "UBEN", "UCLEO", "UDAN", "UEVE", "UROOT"
NAMES = {ADA: "Ada", BEN: "Ben", CLEO: "Cleo", DAN: "Dan", EVE: "Eve", ROOT: "Root"}
WEEK = Week(2026, 36)
TUESDAY = datetime(2026, 9, 1, 8, tzinfo=UTC)
OPENS = datetime(2026, 9, 4, 12, tzinfo=UTC)
"""Friday 14:00 in Berlin."""
CLOSES = datetime(2026, 9, 7, 8, tzinfo=UTC)
"""Monday 10:00 in Berlin; the digest is due with it."""
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BERLIN = Rhythm(zone="Europe/Berlin")
PERCENT = Measure.move(Decimal(0), Decimal(100), "%")
ANY_PACE = Tempo(per_minute=1_000_000, burst=1_000_000)


def actor(user_id: str, workspace_id: str = HERE) -> Actor:
    """Somebody who clicks."""
    return Actor(user_id, workspace_id)


@dataclass
class Squad:
    """A team in a store: one objective with two key results."""

    store: Store
    team: Team
    objective: int
    key_results: tuple[int, int]

    def about(self, week: Week = WEEK) -> TeamAndWeek:
        """One week's check-in."""
        return TeamAndWeek(self.team, week)

    def answer(self, user_id: str, confidence: int, now: datetime, week: Week = WEEK, **more: Any) -> None:
        """Somebody answers, or edits: through the check-in's own use case."""
        value, note, wrong = more.pop("value", None), more.pop("note", ""), more.pop("wrong_measure", False)
        reading = Reading(self.key_results[0], value, note=note, wrong_measure=wrong)
        said = Contribution(confidences={self.objective: confidence}, readings=(reading,), **more)
        with self.store.begin(self.team.workspace_id) as unit:
            checkins.submit(unit, actor(user_id, self.team.workspace_id), self.about(week), said, now)

    def update(self, issue_text: str, **more: Any) -> IssueUpdate:
        """What somebody says of the issue with this text."""
        with self.store.begin(self.team.workspace_id) as unit:
            found = next(issue for issue in unit.issues.open_of(self.team.id) if issue.text == issue_text)
        return IssueUpdate(found.id, **more)


def a_squad(
    store: Store,
    name: str = "Explore",
    *,
    lead: str | None = ADA,
    facilitator: str | None = None,
    members: tuple[str, ...] = (BEN, CLEO, DAN),
    rhythm: Rhythm = BERLIN,
    digest_channel: str | None = None,
    workspace: str = HERE,
) -> Squad:
    """Set a team up and appoint its first Friday."""
    with store.begin(workspace) as unit:
        unit.workspaces.remember(name=workspace, bot_user_id="UOKRA", now=TUESDAY)
        for user_id, person in NAMES.items():
            is_admin = user_id == ROOT
            unit.people.remember(Person(user_id, person, "Europe/Berlin", is_admin=is_admin), TUESDAY)
        team = unit.teams.save(f"C{name.upper()}", name, rhythm, None, digest_channel, TUESDAY)
        roles = ((lead, Role.LEAD), (facilitator, Role.FACILITATOR), *((member, Role.MEMBER) for member in members))
        for member, role in roles:
            if member is not None:
                unit.teams.join(team.id, member, TUESDAY)
                unit.teams.set_role(team.id, member, role)
        cycle = unit.cycles.save(team.id, "Q3 2026", date(2026, 7, 1), date(2026, 9, 30))
        objective = unit.okrs.add_objective(team.id, cycle.id or 0, f"{name} delights", TUESDAY)
        first = unit.okrs.add_key_result(objective, "Completion", PERCENT, BEN, TUESDAY)
        second = unit.okrs.add_key_result(objective, "Silence", PERCENT, None, TUESDAY)
        schedule_team(unit, team, TUESDAY)
    return Squad(store, team, objective, (first, second))


def tick(store: Store, now: datetime) -> list[str]:
    """Run what is due in every feature; "kind: outcome" of each."""
    ran: list[str] = []

    def run(unit: Any, due: Any) -> str:
        outcome = clock.run(unit, due, now, CATCH_UP)
        ran.append(f"{due.kind}: {outcome}")
        return outcome

    while run_next(store, now, run):
        pass
    return ran


@dataclass
class Mail:
    """What has been sent: the newest message by (kind, key), where it went, and every sending in order."""

    messages: dict[tuple[str, str], Message] = field(default_factory=dict)
    lanes: dict[tuple[str, str], str] = field(default_factory=dict)
    log: list[tuple[str, str, str]] = field(default_factory=list)

    def keys(self, kind: str) -> list[str]:
        """The keys of the first sendings of a kind, in order."""
        return [key for each, key, how in self.log if each == kind and how == "new"]

    def message(self, kind: str) -> Message:
        """The only message of a kind."""
        (found,) = [message for (each, _), message in self.messages.items() if each == kind]
        return found

    def read(self, kind: str) -> str:
        """The only message of a kind as a person reads it."""
        return read(self.message(kind))


def deliver(store: Store, now: datetime, mail: Mail) -> Mail:
    """Send everything that is owed and due, through the real outbox and every feature's own words."""
    while True:
        claim = outbox.claim(store, now, MINUTE, lambda _kind, _again: "any", ANY_PACE, {"any": ANY_PACE})
        if claim is None:
            return mail
        how = delivery.TABLE[claim.kind]
        if not isinstance(how, Spoken):
            outbox.withdrawn(store, claim, "no words")
            continue
        with store.begin(claim.workspace_id) as unit:
            loaded = how.load(unit, claim.key, now)
        if loaded is None:
            outbox.withdrawn(store, claim, "moot")
        elif isinstance(loaded, Later):
            outbox.put_off(store, claim, loaded.at, certain=True, failure=False)
        else:
            mail.messages[claim.kind, claim.key] = how.view(loaded)
            mail.lanes[claim.kind, claim.key] = claim.lane
            mail.log.append((claim.kind, claim.key, "edit" if claim.ts else "new"))
            outbox.sent(store, claim, f"D{claim.lane}", claim.ts or f"{len(mail.log)}.0", now)


def go(store: Store, now: datetime, mail: Mail) -> list[str]:
    """The clock ticks, a second passes, it ticks again, and the post goes out."""
    ran = [*tick(store, now), *tick(store, now + SECOND)]
    deliver(store, now + SECOND, mail)
    deliver(store, now + 10 * SECOND, mail)
    return ran


def read(message: Message) -> str:
    """The message as a person reads it, after Slack's own check; a picture stands as its alternative text."""
    blocks = [block.to_dict() for block in message.blocks]
    if message.picture is not None:
        image = {"type": "image", "slack_file": {"id": "F012345678"}, "alt_text": message.picture.alt}
        blocks.insert(message.picture_after, image)
    payload = {"text": message.notification, "blocks": blocks}
    assert not (problems := validate_message(payload)), problems
    assert not pings(payload)
    return render_message(payload, NAMES.get, width=1_000)

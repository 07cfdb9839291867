"""What an open check-in does when somebody goes away, comes back, joins or leaves."""

from datetime import datetime

from handlers.kit.at_home import refresh, refresh_team
from handlers.kit.ids import Delivery
from okra.attendance import asked_at
from okra.calendar import CATCH_UP
from okra.checkin import Presence, RoundState
from okra.people import Member
from okra.team import Team
from storage.store import Unit


def changed(unit: Unit, team: Team, user_id: str | None, now: datetime) -> None:
    """Who is there changed: the cards of the team's open rounds count again, and that person's prompt says so."""
    refresh_team(unit, team, now)
    refresh(unit, [user_id] if user_id is not None else [], now)
    for round_ in unit.rounds.unfinished(team.id):
        unit.outbox.repost(Delivery.CHECKIN_CARD, str(round_.id), now)
        key = f"{round_.id}/{user_id}"
        if user_id is not None and unit.outbox.sent_ts(Delivery.CHECKIN_PROMPT, key) is not None:
            unit.outbox.post(Delivery.CHECKIN_PROMPT, key, user_id, now)


def back(unit: Unit, team: Team, member: Member, now: datetime) -> None:
    """Somebody is back: where they were spared the prompt of a round that is open, they get it now."""
    for round_ in unit.rounds.unfinished(team.id):
        expected = unit.rounds.expectation(round_.id, member.user_id)
        spared = expected is not None and expected.presence is Presence.AWAY and not expected.reason
        if round_.state is not RoundState.OPEN or not spared or member.user_id in unit.rounds.answered(round_.id):
            continue
        unit.rounds.set_presence(round_.id, member.user_id, Presence.EXPECTED)
        due = max(now, asked_at(team.rhythm, round_.week, member))
        key = f"{round_.id}/{member.user_id}"
        unit.outbox.post(Delivery.CHECKIN_PROMPT, key, member.user_id, due, due + CATCH_UP)
    changed(unit, team, member.user_id, now)

"""Offering a retro at half-time and before the end, and taking a no. In the caller's transaction."""

from datetime import date, datetime, timedelta

from handlers.kit import guard
from handlers.kit.at_home import refresh_team
from handlers.kit.cycle_calendar import offer_key
from handlers.kit.ids import Delivery
from handlers.kit.offer_news import say_again
from handlers.offers.values import Offered
from okra.calendar import too_late
from okra.cycle import Cycle
from okra.offer import QUIET, Held, Reason, Reply, days, may_offer
from okra.people import Actor
from okra.permissions import Action
from okra.refusal import Refused
from okra.script import About
from okra.team import Team
from storage.agenda import Appointment as Due
from storage.store import Unit

WORTH_OFFERING = timedelta(days=7)
"""After longer downtime half-time is no news, and the end is near or over."""
GONE = "This offer is not there any more."


def due(unit: Unit, appointment: Due, now: datetime) -> str:
    """Offer a retro to whoever leads the team, if the calendar still says so and none was offered or held lately."""
    number, said, day = appointment.key.split("/")
    cycle, reason = unit.cycles.by_id(int(number)), Reason(said)
    team = unit.teams.by_id(cycle.team_id) if cycle else None
    if cycle is None or team is None or cycle.id is None or (reason, date.fromisoformat(day)) not in days(cycle):
        return "moved"
    if too_late(appointment.appointed, now, WORTH_OFFERING):
        return "too late"
    if not unit.okrs.objectives(cycle.id):
        return "no okrs"
    if _was_lately(unit, team, cycle, reason, now):
        return "lately"
    _offer(unit, team, cycle, (reason, date.fromisoformat(day)), now)
    return "offered"


def _was_lately(unit: Unit, team: Team, cycle: Cycle, reason: Reason, now: datetime) -> bool:
    """Whether there is a reason to keep quiet: at the end only a retro at the end that was held already."""
    retros = unit.sessions.retros(team.id, now - QUIET)
    if reason is Reason.ENDING:
        return any(one.about is About.CYCLE and one.cycle_id == cycle.id for one in retros)
    held = [Held(one.objective_id, one.started_at) for one in retros]
    return not may_offer(None, unit.offers.of_team(team.id, now - QUIET), held, now)


def _offer(unit: Unit, team: Team, cycle: Cycle, what: tuple[Reason, date], now: datetime) -> None:
    reason, day = what
    left = _left(cycle.end, day)
    sentence = (
        f"Half of {cycle.name} is over: what you learn now still changes the second half."
        if reason is Reason.MIDPOINT
        else f"{cycle.name} ends {left}: time to score, to learn, and to decide what goes on."
    )
    offer = unit.offers.make(team.id, cycle.id or 0, None, offer_key(cycle, reason, day), (reason, sentence), now)
    refresh_team(unit, team, now)
    for reader in guard.leads(unit, team):
        unit.outbox.post(Delivery.OFFER, f"{offer.id}/{reader}", reader, now)


def _left(end: date, day: date) -> str:
    left = (end - day).days
    return "in a week" if left == 7 else "tomorrow" if left == 1 else f"in {left} days"


def load(unit: Unit, key: str, now: datetime) -> Offered | None:
    """Load an offer for one reader; None where it or its team is gone."""
    offer = unit.offers.by_id(int(key.partition("/")[0]))
    team = unit.teams.by_id(offer.team_id) if offer else None
    if offer is None or team is None:
        return None
    names = {member.user_id: member.name for member in unit.teams.members(team.id, with_inactive=True)}
    return Offered(offer, team.name, names)


def not_now(unit: Unit, actor: Actor, offer_id: int, now: datetime) -> str:
    """Note a no, and bring what shows the offer up to date. Returns the sentence for who said it.

    Raises Refused where it is gone, and for those who do not decide for the team.
    """
    offer = unit.offers.by_id(offer_id)
    if offer is None:
        raise Refused(GONE)
    guard.require(unit, actor, Action.REPLY_TO_OFFER, guard.team_by_id(unit, offer.team_id))
    if not unit.offers.reply(offer_id, Reply.NOT_NOW, actor.user_id, now):
        return "Somebody has answered this already."
    say_again(unit, offer, now)
    return "Fine. You can hold one any time: `/okra retro`."

"""What check-ins owe people, loaded at the moment of sending: everything is looked at once more."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.checkin.use_cases import end_of_cycle
from handlers.checkin.use_cases_time import TeamAndWeek
from handlers.kit.ids import Delivery
from okra.attendance import asked_at
from okra.calendar import zone
from okra.checkin import Answer, Expectation, Presence, Reading, Round, RoundState
from okra.dates import say_day, say_moment
from okra.grip import say_value
from okra.okr import KeyResult
from okra.people import Member, away_on
from okra.receipt import CopiedAction, CopiedIssue, CopiedObjective, CopiedReading, Prompt, PromptState, Receipt
from okra.report import Turnout
from okra.result import RoundResult, result
from storage.spoken_of import SpokenOf, spoken_of
from storage.store import Unit
from storage.weeks import count, seen_from, team_week

CARD_FIRST = timedelta(seconds=5)
"""How long the invitation waits for the card that it stands under."""
CARD_STUCK = timedelta(hours=1)
"""The same, while Slack refuses the card and somebody has to mend that."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One person in one round, as everything stands now."""

    about: TeamAndWeek
    this: Round
    member: Member
    state: PromptState
    closes: str


def _asked(unit: Unit, key: str, now: datetime) -> _Asked | None:
    round_id, _, user_id = key.partition("/")
    this = unit.rounds.by_id(int(round_id))
    team = unit.teams.by_id(this.team_id) if this else None
    member = unit.teams.member(team.id, user_id) if team else None
    if this is None or team is None or member is None:
        return None
    where = zone(member.zone, team.rhythm.zone, unit.workspaces.zone())
    absences = unit.teams.away([user_id], now.astimezone(where).date())
    away = away_on(now.astimezone(where).date(), user_id, absences) is not None
    expected = unit.rounds.expectation(this.id, user_id)
    answered = user_id in unit.rounds.answered(this.id)
    state = _state(this, expected, away=away, answered=answered)
    return _Asked(TeamAndWeek(team, this.week), this, member, state, say_moment(this.closes_at, where))


def _state(this: Round, expected: Expectation | None, *, away: bool, answered: bool) -> PromptState:
    presence = expected.presence if expected else Presence.EXPECTED
    if answered:
        return PromptState.ANSWERED
    if this.state is not RoundState.OPEN:
        return PromptState.CLOSED
    if presence is Presence.SITTING_OUT:
        return PromptState.SITTING_OUT
    if away:
        return PromptState.AWAY
    snoozed = expected is not None and expected.snoozed_until is not None
    return PromptState.SNOOZED if snoozed else PromptState.ASKED


def prompt(unit: Unit, key: str, now: datetime) -> Prompt | datetime | None:
    """Load a prompt. One that is not sent yet is dropped if it is moot, and waits for the member's own clock: until
    the instant given (aware UTC).
    """
    asked = _asked(unit, key, now)
    if asked is None:
        return None
    if unit.outbox.message(Delivery.CHECKIN_PROMPT, key) is None:
        if not asked.member.active or asked.state not in (PromptState.ASKED, PromptState.SNOOZED):
            return None
        due = asked_at(asked.about.team.rhythm, asked.about.week, asked.member)
        if due > now:
            return due
    return _prompt(asked)


def nudge(unit: Unit, key: str, now: datetime) -> Prompt | None:
    """Load the second and last nudge; one that is not sent yet is dropped if it is moot."""
    asked = _asked(unit, key, now)
    if asked is None:
        return None
    wanted = asked.member.active and asked.state in (PromptState.ASKED, PromptState.SNOOZED)
    if unit.outbox.message(Delivery.CHECKIN_NUDGE, key) is None and not wanted:
        return None
    return _prompt(asked)


def _prompt(asked: _Asked) -> Prompt:
    return Prompt(asked.about.team.id, asked.about.team.name, asked.about.week, asked.state, asked.closes)


@dataclass(frozen=True, slots=True)
class Card:
    """The channel's card while the round is open. `day` is the round's, in words; `closes` on the team's clock."""

    about: TeamAndWeek
    turnout: Turnout
    closes: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed round, with what to call people by user id. `under` is the ts of the card, for its thread."""

    result: RoundResult
    names: Mapping[str, str]
    under: str = ""


def card(unit: Unit, key: str, now: datetime) -> Card | Closed | None:
    """Load the channel's card: how many have answered, and after the close the result."""
    this = unit.rounds.by_id(int(key))
    team = unit.teams.by_id(this.team_id) if this else None
    if this is None or team is None:
        return None
    if this.state is RoundState.CLOSED:
        return _result(unit, TeamAndWeek(team, this.week), now)
    turnout = count(unit, team, this, unit.rounds.answers(this.id), now)
    return Card(TeamAndWeek(team, this.week), turnout, say_moment(this.closes_at, zone(team.rhythm.zone)))


def _result(unit: Unit, about: TeamAndWeek, now: datetime) -> Closed | None:
    seen = seen_from(unit, about.team, about.week, now)
    summed_up = team_week(unit, about.team, about.week, seen)
    return None if summed_up is None else Closed(result(summed_up, seen), summed_up.names)


def thread(unit: Unit, key: str, now: datetime) -> Closed | datetime | None:
    """Load the invitation to talk; it waits for the card that it stands under: an instant says when to look again."""
    this = unit.rounds.by_id(int(key))
    team = unit.teams.by_id(this.team_id) if this else None
    if this is None or team is None or this.state is not RoundState.CLOSED:
        return None
    closed = _result(unit, TeamAndWeek(team, this.week), now)
    above = unit.outbox.message(Delivery.CHECKIN_CARD, key)
    if closed is None:
        return None
    if above is None:
        return now + _pause_for_card(unit, key)
    return replace(closed, under=above.ts)


def _pause_for_card(unit: Unit, key: str) -> timedelta:
    owed = unit.outbox.find(Delivery.CHECKIN_CARD, key)
    return CARD_FIRST if owed is not None and owed.state == "owed" else CARD_STUCK


def receipt(unit: Unit, key: str, now: datetime) -> Receipt | None:
    """Load a member's private copy of their answer."""
    round_id, _, user_id = key.partition("/")
    this = unit.rounds.by_id(int(round_id))
    team = unit.teams.by_id(this.team_id) if this else None
    answer = unit.rounds.answer(int(round_id), user_id)
    if this is None or team is None or answer is None:
        return None
    about = TeamAndWeek(team, this.week)
    where = zone(team.rhythm.zone)
    end = max(end_of_cycle(unit, about, this), this.closes_at)
    return Receipt(
        team_id=team.id,
        team=team.name,
        week=this.week,
        objectives=_copied_objectives(unit, this, answer),
        issues=_copied_issues(unit, this, answer),
        plan=answer.plan,
        editable_until=say_day(end.astimezone(where).date(), now.astimezone(where).date()),
        editable=now < end,
        edited_at=answer.edited_at,
        actions=_copied_actions(unit, this, answer),
    )


def _copied_objectives(unit: Unit, this: Round, answer: Answer) -> tuple[CopiedObjective, ...]:
    """What was said of each objective, in the order in which the team keeps them; removed ones last."""
    said = {reading.key_result_id: reading for reading in answer.readings if _says_something(reading)}
    known = spoken_of(unit, this.team_id, list(answer.confidences), list(said))
    copied = []
    for objective_id in sorted(known.objectives, key=lambda one: one in known.removed_objectives):
        readings = tuple(
            _copied(known, key_result, said[key_result.id])
            for key_result in known.key_results.values()
            if key_result.objective_id == objective_id
        )
        gone = objective_id in known.removed_objectives
        confidence = answer.confidences.get(objective_id)
        copied.append(CopiedObjective(known.objectives[objective_id], confidence, gone, readings))
    return tuple(copied)


def _says_something(reading: Reading) -> bool:
    return reading.value is not None or bool(reading.note) or reading.wrong_measure


def _copied(known: SpokenOf, key_result: KeyResult, said: Reading) -> CopiedReading:
    return CopiedReading(
        title=key_result.title,
        value=say_value(said.value, key_result.measure) if said.value is not None else "",
        unchanged=said.unchanged,
        note=said.note,
        wrong_measure=said.wrong_measure,
        removed=key_result.id in known.removed_key_results,
    )


def _copied_issues(unit: Unit, this: Round, answer: Answer) -> tuple[CopiedIssue, ...]:
    texts = {
        issue.id: issue.text
        for issue in unit.issues.with_ids(this.team_id, [update.issue_id for update in answer.issue_updates])
    }
    spoken = tuple(
        CopiedIssue(texts[update.issue_id], update.state, update.help_from)
        for update in answer.issue_updates
        if update.issue_id in texts
    )
    return (*spoken, *(CopiedIssue(text) for text in answer.new_issues))


def _copied_actions(unit: Unit, this: Round, answer: Answer) -> tuple[CopiedAction, ...]:
    said = {update.action_id: update.state for update in answer.action_updates}
    return tuple(CopiedAction(action.text, said[action.id]) for action in unit.actions.with_ids(this.team_id, said))

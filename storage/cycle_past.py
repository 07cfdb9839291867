"""A team's cycle as its report is made of it: everything that is known of it, in a handful of queries."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlmodel import col

from okra.attendance import turnout
from okra.calendar import Week, instant, zone
from okra.checkin import Expectation, Presence, Round, RoundState
from okra.confidence import average
from okra.cycle import Cycle
from okra.cycle_facts import CycleFacts, CycleRecord, Held, InTheWay, weeks_of
from okra.cycle_items import READ
from okra.cycle_report import MOST_EARLIER
from okra.items import Item, ItemKind
from okra.script import About
from okra.team import Team
from storage.learn_tables import IssueRow
from storage.session_tables import ItemRow, SessionRow
from storage.sessions import Retro
from storage.store import Unit
from storage.tables import AnswerRow, ConfidenceRow, ExpectationRow

PLANNED: Final = (ItemKind.MILESTONE, ItemKind.PLACEMENT)
"""What comes from the sessions that plan; all else that a report reads is the last retro's."""
_SESSION: Final = re.compile(r"s(\d+)/")
"""How the key of a session's item begins."""


def cycle_facts(unit: Unit, team: Team, cycle: Cycle) -> CycleFacts:
    """Everything that a report of one of the team's cycles is made of. `cycle` is a stored one."""
    where = zone(team.rhythm.zone, unit.workspaces.zone())
    cycle_id = cycle.id or 0
    rounds = unit.rounds.of_cycle(cycle_id)
    weeks = tuple(sorted({*weeks_of(cycle, team.rhythm.weekday), *(one.week for one in rounds)}))
    retros = [one for one in unit.sessions.retros(team.id, _start(cycle, where)) if one.cycle_id == cycle_id]
    *earlier, this = _records(unit, (*unit.cycles.before(cycle, MOST_EARLIER), cycle))
    return CycleFacts(
        team=team.name,
        where=where,
        record=this,
        weeks=weeks,
        confidences=_confidences(unit, rounds, weeks),
        turnouts=_turnouts(unit, [one for one in rounds if one.state is RoundState.CLOSED]),
        retros=tuple(_held(retros)),
        issues=_issues(unit, team, cycle, where, {one.id: one.objective_id for one in retros}),
        changes=unit.changes.of_cycle(cycle_id),
        earlier=tuple(earlier),
    )


def _start(cycle: Cycle, where: ZoneInfo) -> datetime:
    return instant(cycle.start, time(0), where)


def _records(unit: Unit, cycles: Sequence[Cycle]) -> list[CycleRecord]:
    ids = [one.id or 0 for one in cycles]
    objectives, items = unit.okrs.of_cycles(ids), _items(unit, ids)
    return [CycleRecord(one, objectives[one.id or 0], tuple(items[one.id or 0])) for one in cycles]


def _items(unit: Unit, cycle_ids: Sequence[int]) -> Mapping[int | None, list[Item]]:
    """What the newest ended run of each script handed on in each of these cycles, in the order of the sessions."""
    newest = (
        select(func.max(col(SessionRow.id)))
        .where(
            col(SessionRow.workspace_id) == unit.workspace_id,
            col(SessionRow.cycle_id).in_(cycle_ids),
            col(SessionRow.ended_at).is_not(None),
        )
        .group_by(col(SessionRow.cycle_id), col(SessionRow.script_name))
    )
    rows = unit.session.execute(
        select(ItemRow, col(SessionRow.cycle_id))
        .join(SessionRow, col(SessionRow.id) == col(ItemRow.session_id))
        .where(
            col(ItemRow.workspace_id) == unit.workspace_id,
            col(ItemRow.session_id).in_(newest),
            col(ItemRow.kind).in_([str(kind) for kind in READ]),
            or_(col(ItemRow.kind).in_([str(kind) for kind in PLANNED]), col(SessionRow.about) == str(About.CYCLE)),
        )
        .order_by(col(ItemRow.session_id), col(ItemRow.position))
    )
    found: dict[int | None, list[Item]] = defaultdict(list)
    for row, cycle_id in rows:
        found[cycle_id].append(Item(row.key, ItemKind(row.kind), row.text, tuple(row.hangs_on), dict(row.facts)))
    return found


def _held(retros: Sequence[Retro]) -> list[Held]:
    return [
        Held(one.ended_at, one.objective_id, closing=one.about is About.CYCLE)
        for one in retros
        if one.ended_at is not None
    ]


def _confidences(unit: Unit, rounds: Sequence[Round], weeks: Sequence[Week]) -> dict[int, tuple[float | None, ...]]:
    rows = unit.session.execute(
        select(col(ConfidenceRow.objective_id), col(AnswerRow.checkin_id), col(ConfidenceRow.value))
        .join(AnswerRow, col(AnswerRow.id) == col(ConfidenceRow.answer_id))
        .where(
            col(AnswerRow.workspace_id) == unit.workspace_id,
            col(AnswerRow.checkin_id).in_([one.id for one in rounds]),
        )
    )
    week_of = {one.id: one.week for one in rounds}
    said: dict[int, dict[Week, list[int]]] = defaultdict(lambda: defaultdict(list))
    for objective_id, round_id, value in rows:
        said[objective_id][week_of[round_id]].append(value)
    return {one: tuple(average(by_week.get(week, [])) for week in weeks) for one, by_week in said.items()}


def _turnouts(unit: Unit, rounds: Sequence[Round]) -> dict[Week, tuple[int, int]]:
    """How many of how many answered each of these rounds."""
    ids = [one.id for one in rounds]
    answered: dict[int, set[str]] = defaultdict(set)
    for round_id, user_id in unit.session.execute(
        select(col(AnswerRow.checkin_id), col(AnswerRow.user_id)).where(
            col(AnswerRow.workspace_id) == unit.workspace_id, col(AnswerRow.checkin_id).in_(ids)
        )
    ):
        answered[round_id].add(user_id)
    expected: dict[int, list[Expectation]] = defaultdict(list)
    row = ExpectationRow
    for round_id, user_id, presence in unit.session.execute(
        select(col(row.checkin_id), col(row.user_id), col(row.presence)).where(
            col(row.workspace_id) == unit.workspace_id, col(row.checkin_id).in_(ids)
        )
    ):
        expected[round_id].append(Expectation(user_id, Presence(presence)))
    counted = {one.week: turnout(expected[one.id], answered[one.id], {}) for one in rounds}
    return {week: (one.answered, one.expected) for week, one in counted.items()}


def _issues(
    unit: Unit, team: Team, cycle: Cycle, where: ZoneInfo, objectives: Mapping[int, int | None]
) -> tuple[InTheWay, ...]:
    """The issues that were raised or solved in the cycle; a retro's own know the objective that it was about."""
    row = IssueRow
    start = _start(cycle, where)
    end = instant(cycle.end + timedelta(days=1), time(0), where)
    rows = unit.session.execute(
        select(col(row.text), col(row.raised_at), col(row.solved_at), col(row.item_key))
        .where(
            col(row.workspace_id) == unit.workspace_id,
            col(row.team_id) == team.id,
            col(row.raised_at) < end,
            or_(col(row.raised_at) >= start, col(row.solved_at) >= start),
        )
        .order_by(col(row.raised_at), col(row.id))
    )
    return tuple(InTheWay(text, raised, solved, objectives.get(_session_of(key))) for text, raised, solved, key in rows)


def _session_of(key: str | None) -> int:
    """The id of the session whose item this is, 0 for none."""
    match = _SESSION.match(key or "")
    return int(match[1]) if match else 0

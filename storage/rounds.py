"""Check-ins: a team's round of each week, and what it hopes for from each member."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Select, select, update
from sqlmodel import col

from okra.calendar import Week
from okra.checkin import Expectation, Presence, Round, RoundState
from storage.answers import Answers
from storage.tables import CheckinRow, ExpectationRow
from storage.upsert import insert_into

Instants = tuple[datetime, datetime, datetime]
"""When a round opens, reminds and closes; aware UTC."""
Hold = Literal["steady", "alone"]


class Rounds(Answers):
    """One workspace's check-ins, and the answers in them."""

    def of_week(self, team_id: int, week: Week, hold: Hold | None = None) -> Round | None:
        """A team's round of a week.

        Until the transaction ends, holding it "steady" keeps its state from changing, many at a time; holding it
        "alone" is for one who is about to change it.
        """
        statement = self._rounds().where(col(CheckinRow.team_id) == team_id, col(CheckinRow.week) == str(week))
        if hold is not None:
            statement = statement.with_for_update(read=hold == "steady")
        return self._one(statement)

    def by_id(self, round_id: int) -> Round | None:
        """The round, None where it is not this workspace's."""
        return self._one(self._rounds().where(col(CheckinRow.id) == round_id))

    def of_cycle(self, cycle_id: int) -> list[Round]:
        """All rounds of a cycle, the oldest first."""
        return self._all(self._rounds().where(col(CheckinRow.cycle_id) == cycle_id))

    def unfinished(self, team_id: int) -> list[Round]:
        """A team's rounds that are early or open, the oldest first."""
        running = (RoundState.EARLY.value, RoundState.OPEN.value)
        return self._all(self._rounds().where(col(CheckinRow.team_id) == team_id, col(CheckinRow.state).in_(running)))

    def create(self, team_id: int, cycle_id: int, week: Week, state: RoundState, instants: Instants) -> Round:
        """Make the week's round, or give the one that is there."""
        self._scope.session.execute(
            insert_into(self._scope.session, CheckinRow)
            .values(
                workspace_id=self._scope.workspace_id,
                team_id=team_id,
                cycle_id=cycle_id,
                week=str(week),
                state=state.value,
                **_columns(instants),
            )
            .on_conflict_do_nothing(index_elements=["team_id", "week"])
        )
        made = self.of_week(team_id, week)
        if made is None:
            raise LookupError(f"no round of team {team_id} in {week}")
        return made

    def set_state(self, round_id: int, state: RoundState, closed_at: datetime | None = None) -> None:
        """Move a round on; `closed_at` is when it closed, None for one that is not closed."""
        self._change(round_id, state=state.value, closed_at=closed_at)

    def reschedule(self, round_id: int, instants: Instants) -> None:
        """Give a round other instants."""
        self._change(round_id, **_columns(instants))

    def closed_at(self, round_id: int) -> datetime | None:
        """When a round was closed, None before."""
        return self._scope.session.execute(
            select(col(CheckinRow.closed_at)).where(*self._mine(), col(CheckinRow.id) == round_id)
        ).scalar_one_or_none()

    def expect(self, round_id: int, expected: Iterable[Expectation]) -> None:
        """Note what the round hopes for from each member; what was noted of somebody before stays."""
        for one in expected:
            self._scope.session.execute(
                insert_into(self._scope.session, ExpectationRow)
                .values(
                    checkin_id=round_id,
                    user_id=one.user_id,
                    workspace_id=self._scope.workspace_id,
                    presence=one.presence.value,
                    reason=one.reason,
                )
                .on_conflict_do_nothing(index_elements=["checkin_id", "user_id"])
            )

    def expectations(self, round_id: int) -> list[Expectation]:
        """What the round hopes for, by user id."""
        rows = self._scope.session.execute(
            select(ExpectationRow)
            .where(
                col(ExpectationRow.workspace_id) == self._scope.workspace_id,
                col(ExpectationRow.checkin_id) == round_id,
            )
            .order_by(col(ExpectationRow.user_id))
            .execution_options(populate_existing=True)
        ).scalars()
        return [_expectation(row) for row in rows]

    def expectation(self, round_id: int, user_id: str) -> Expectation | None:
        """What the round hopes for from one person; None for somebody who was not in the team when it opened."""
        return next((one for one in self.expectations(round_id) if one.user_id == user_id), None)

    def set_presence(self, round_id: int, user_id: str, presence: Presence, reason: str = "") -> None:
        """Change what the round hopes for from one person."""
        key = {"checkin_id": round_id, "user_id": user_id}
        self._put(ExpectationRow, key, {"presence": presence.value, "reason": reason})

    def snooze(self, round_id: int, user_id: str, until: datetime) -> None:
        """Note that one person wants to be asked again at `until` (aware UTC)."""
        self._put(ExpectationRow, {"checkin_id": round_id, "user_id": user_id}, {"snoozed_until": until})

    def _mine(self) -> tuple[ColumnElement[bool], ...]:
        return (col(CheckinRow.workspace_id) == self._scope.workspace_id,)

    def _rounds(self) -> Select[CheckinRow]:
        return (
            select(CheckinRow)
            .where(*self._mine())
            .order_by(col(CheckinRow.week))
            .execution_options(populate_existing=True)
        )

    def _one(self, statement: Select[CheckinRow]) -> Round | None:
        row = self._scope.session.execute(statement).scalar_one_or_none()
        return None if row is None else _round(row)

    def _all(self, statement: Select[CheckinRow]) -> list[Round]:
        return [_round(row) for row in self._scope.session.execute(statement).scalars()]

    def _change(self, round_id: int, **values: object) -> None:
        self._scope.session.execute(
            update(CheckinRow).where(*self._mine(), col(CheckinRow.id) == round_id).values(**values)
        )


def _columns(instants: Instants) -> dict[str, datetime]:
    return dict(zip(("opens_at", "reminds_at", "closes_at"), instants, strict=True))


def _round(row: CheckinRow) -> Round:
    return Round(
        id=row.id or 0,
        team_id=row.team_id,
        cycle_id=row.cycle_id,
        week=Week.parse(row.week),
        state=RoundState(row.state),
        opens_at=row.opens_at,
        reminds_at=row.reminds_at,
        closes_at=row.closes_at,
    )


def _expectation(row: ExpectationRow) -> Expectation:
    return Expectation(row.user_id, Presence(row.presence), row.reason, row.snoozed_until)

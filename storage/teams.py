"""Teams, their members, their days off and people's absences."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, select, update
from sqlmodel import col

from okra.calendar import Rhythm
from okra.confidence import USUAL, Thresholds
from okra.people import Away, Member, Role, Timing
from okra.settings import DayOff
from okra.team import Team
from storage.scope import Scope
from storage.tables import AwayRow, DayOffRow, MemberRow, PersonRow, TeamRow
from storage.upsert import insert_into


class Teams:
    """One workspace's teams."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def by_id(self, team_id: int) -> Team | None:
        """The team, None where it is not this workspace's."""
        return self._one(col(TeamRow.id) == team_id)

    def by_channel(self, channel_id: str) -> Team | None:
        """The team that lives in a channel."""
        return self._one(col(TeamRow.channel_id) == channel_id)

    def by_digest_channel(self, channel_id: str) -> list[Team]:
        """The teams whose digest goes to a channel."""
        return self._all(self._teams().where(col(TeamRow.digest_channel_id) == channel_id))

    def all(self) -> list[Team]:
        """Every team, by name."""
        return self._all(self._teams())

    def of_person(self, user_id: str) -> list[Team]:
        """The teams in which somebody takes part."""
        return self._all(self._joined(user_id))

    def led_by(self, user_id: str) -> list[Team]:
        """The teams that somebody leads."""
        return self._all(self._joined(user_id).where(col(MemberRow.role) == Role.LEAD.value))

    def save(
        self,
        channel_id: str,
        name: str,
        rhythm: Rhythm,
        country: str | None,
        digest_channel_id: str | None,
        now: datetime,
        thresholds: Thresholds = USUAL,
    ) -> Team:
        """Make the channel's team, or change it."""
        values = {
            "name": name,
            "zone": rhythm.zone,
            "weekday": rhythm.weekday,
            "at": rhythm.at,
            "reminder_weekday": rhythm.reminder_weekday,
            "reminder_at": rhythm.reminder_at,
            "close_weekday": rhythm.close_weekday,
            "close_at": rhythm.close_at,
            "digest_weekday": rhythm.digest_weekday,
            "digest_at": rhythm.digest_at,
            "country": country,
            "digest_channel_id": digest_channel_id,
            "notice_drop": int(thresholds.drop),
            "notice_low": int(thresholds.low),
            "notice_low_weeks": thresholds.low_weeks,
            "notice_flat_weeks": thresholds.flat_weeks,
        }
        statement = insert_into(self._scope.session, TeamRow).values(
            workspace_id=self._scope.workspace_id, channel_id=channel_id, created_at=now, **values
        )
        team_id = self._scope.session.execute(
            statement.on_conflict_do_update(index_elements=["workspace_id", "channel_id"], set_=values).returning(
                col(TeamRow.id)
            )
        ).scalar_one()
        return Team(team_id, self._scope.workspace_id, channel_id, name, rhythm, country, digest_channel_id, thresholds)

    def move(self, team_id: int, channel_id: str) -> None:
        """Slack gave the team's channel a new id."""
        self._scope.session.execute(
            update(TeamRow)
            .where(col(TeamRow.workspace_id) == self._scope.workspace_id, col(TeamRow.id) == team_id)
            .values(channel_id=channel_id)
        )

    def members(self, team_id: int, *, with_inactive: bool = False) -> list[Member]:
        """Who is in the team, by name; `with_inactive` adds those who left or were deactivated in Slack."""
        members = [_member(row[0], row[1]) for row in self._scope.session.execute(self._members(team_id))]
        known = [one for one in members if one.active or with_inactive]
        return sorted(known, key=lambda one: (one.name.casefold(), one.user_id))

    def ids(self, team_id: int) -> list[str]:
        """Who is in the team, by id alone; those whom Slack deactivated are among them."""
        return list(
            self._scope.session.execute(
                select(col(MemberRow.user_id))
                .where(
                    col(MemberRow.workspace_id) == self._scope.workspace_id,
                    col(MemberRow.team_id) == team_id,
                    col(MemberRow.active),
                )
                .order_by(col(MemberRow.user_id))
            ).scalars()
        )

    def member(self, team_id: int, user_id: str) -> Member | None:
        """Somebody's part in the team; also one who has left (then `active` is False)."""
        row = self._scope.session.execute(self._members(team_id).where(col(MemberRow.user_id) == user_id)).first()
        return None if row is None else _member(row[0], row[1])

    def join(self, team_id: int, user_id: str, now: datetime) -> None:
        """Somebody is in the team, for the first time or again; their role stays."""
        statement = insert_into(self._scope.session, MemberRow).values(
            team_id=team_id,
            user_id=user_id,
            workspace_id=self._scope.workspace_id,
            role=Role.MEMBER.value,
            timing=Timing.TEAM.value,
            active=True,
            joined_at=now,
        )
        self._scope.session.execute(
            statement.on_conflict_do_update(
                index_elements=["team_id", "user_id"],
                set_={"active": True},
                where=col(MemberRow.workspace_id) == self._scope.workspace_id,
            )
        )

    def leave(self, team_id: int, user_id: str) -> None:
        """Somebody is in the team no longer; what they said stays."""
        self._change(team_id, user_id, active=False)

    def set_role(self, team_id: int, user_id: str, role: Role) -> None:
        """Make somebody lead, facilitator or member."""
        self._change(team_id, user_id, role=role.value)

    def set_timing(self, team_id: int, user_id: str, timing: Timing) -> None:
        """Prompt somebody at the team's instant, or at that wall-clock time in their own zone."""
        self._change(team_id, user_id, timing=timing.value)

    def days_off(self, team_id: int) -> tuple[DayOff, ...]:
        """The team's own days off, in order; public holidays are not among them."""
        rows = self._scope.session.execute(
            select(DayOffRow)
            .where(col(DayOffRow.workspace_id) == self._scope.workspace_id, col(DayOffRow.team_id) == team_id)
            .order_by(col(DayOffRow.day))
        ).scalars()
        return tuple(DayOff(row.day, row.name) for row in rows)

    def set_days_off(self, team_id: int, days: Iterable[DayOff]) -> None:
        """Replace the team's own days off."""
        self._scope.session.execute(
            delete(DayOffRow).where(
                col(DayOffRow.workspace_id) == self._scope.workspace_id, col(DayOffRow.team_id) == team_id
            )
        )
        for off in days:
            self._scope.session.add(
                DayOffRow(team_id=team_id, day=off.day, workspace_id=self._scope.workspace_id, name=off.name)
            )
        self._scope.session.flush()

    def set_away(self, away: Away, set_by: str, now: datetime) -> None:
        """Note an absence; one that overlaps it is replaced: the last word counts."""
        self._scope.session.execute(
            delete(AwayRow).where(
                *self._away(away.user_id), col(AwayRow.first) <= away.last, col(AwayRow.last) >= away.first
            )
        )
        self._scope.session.add(
            AwayRow(
                workspace_id=self._scope.workspace_id,
                user_id=away.user_id,
                first=away.first,
                last=away.last,
                set_by=set_by,
                created_at=now,
            )
        )
        self._scope.session.flush()

    def end_away(self, user_id: str, today: date) -> bool:
        """Somebody is back today: end the absence that covers it, else forget those to come; whether there was one."""
        session, running = self._scope.session, (*self._away(user_id), col(AwayRow.last) >= today)
        began_before = session.execute(
            update(AwayRow)
            .where(*running, col(AwayRow.first) < today)
            .values(last=today - timedelta(days=1))
            .returning(col(AwayRow.id))
        ).all()
        began_today = session.execute(
            delete(AwayRow).where(*running, col(AwayRow.first) == today).returning(col(AwayRow.id))
        ).all()
        if began_before or began_today:
            return True
        return bool(session.execute(delete(AwayRow).where(*running).returning(col(AwayRow.id))).all())

    def away(self, user_ids: Iterable[str], since: date) -> list[Away]:
        """Absences of these people that end on `since` or later."""
        rows = self._scope.session.execute(
            select(AwayRow)
            .where(
                col(AwayRow.workspace_id) == self._scope.workspace_id,
                col(AwayRow.user_id).in_(list(user_ids)),
                col(AwayRow.last) >= since,
            )
            .order_by(col(AwayRow.first))
        ).scalars()
        return [Away(row.user_id, row.first, row.last) for row in rows]

    def _teams(self) -> Select[TeamRow]:
        return (
            select(TeamRow)
            .where(col(TeamRow.workspace_id) == self._scope.workspace_id)
            .execution_options(populate_existing=True)
        )

    def _joined(self, user_id: str) -> Select[TeamRow]:
        return (
            self._teams()
            .join(MemberRow, col(MemberRow.team_id) == col(TeamRow.id))
            .where(col(MemberRow.user_id) == user_id, col(MemberRow.active))
        )

    def _one(self, which: ColumnElement[bool]) -> Team | None:
        row = self._scope.session.execute(self._teams().where(which)).scalar_one_or_none()
        return None if row is None else _team(row)

    def _all(self, statement: Select[TeamRow]) -> list[Team]:
        teams = [_team(row) for row in self._scope.session.execute(statement).scalars()]
        return sorted(teams, key=lambda team: (team.name.casefold(), team.id))

    def _members(self, team_id: int) -> Select[MemberRow, PersonRow | None]:
        same_person = (col(PersonRow.workspace_id) == col(MemberRow.workspace_id)) & (
            col(PersonRow.user_id) == col(MemberRow.user_id)
        )
        return (
            select(MemberRow, PersonRow)
            .outerjoin(PersonRow, same_person)
            .where(col(MemberRow.workspace_id) == self._scope.workspace_id, col(MemberRow.team_id) == team_id)
            .execution_options(populate_existing=True)
        )

    def _change(self, team_id: int, user_id: str, **values: object) -> None:
        self._scope.session.execute(
            update(MemberRow)
            .where(
                col(MemberRow.workspace_id) == self._scope.workspace_id,
                col(MemberRow.team_id) == team_id,
                col(MemberRow.user_id) == user_id,
            )
            .values(**values)
        )

    def _away(self, user_id: str) -> tuple[ColumnElement[bool], ...]:
        return col(AwayRow.workspace_id) == self._scope.workspace_id, col(AwayRow.user_id) == user_id


def _team(row: TeamRow) -> Team:
    rhythm = Rhythm(
        weekday=row.weekday,
        at=row.at,
        zone=row.zone,
        reminder_weekday=row.reminder_weekday,
        reminder_at=row.reminder_at,
        close_weekday=row.close_weekday,
        close_at=row.close_at,
        digest_weekday=row.digest_weekday,
        digest_at=row.digest_at,
    )
    thresholds = Thresholds(row.notice_drop, row.notice_low, row.notice_low_weeks, row.notice_flat_weeks)
    return Team(
        row.id or 0, row.workspace_id, row.channel_id, row.name, rhythm, row.country, row.digest_channel_id, thresholds
    )


def _member(row: MemberRow, person: PersonRow | None) -> Member:
    return Member(
        user_id=row.user_id,
        name=person.name if person is not None and person.name else "somebody",
        role=Role(row.role),
        zone=person.zone if person is not None else None,
        timing=Timing(row.timing),
        active=row.active and not (person is not None and person.deactivated),
    )

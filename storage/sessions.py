"""Sessions: where each is, what was contributed, what it handed on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, true, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from okra.items import Item, ItemKind
from okra.script import About
from okra.session import Event, What
from okra.steps.step import Change, Contribution, Drop, Put
from storage.scope import Scope
from storage.session_tables import ContributionRow, ItemRow, SessionEventRow, SessionRow
from storage.upsert import insert_into


class SessionRunningError(Exception):
    """A session runs already in that place."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A session as it is kept: its script's text, its events in order, its rows by step."""

    id: int
    team_id: int
    cycle_id: int | None
    objective_id: int | None
    script_name: str
    script: str
    place: str
    canvas: str | None
    seed: int
    started_at: datetime
    ended_at: datetime | None
    events: tuple[Event, ...]
    rows: Mapping[str, tuple[Contribution, ...]]


@dataclass(frozen=True, slots=True)
class Retro:
    """A retro that was held, or is: about one objective, or about all where `objective_id` is None."""

    id: int
    about: About
    cycle_id: int | None
    objective_id: int | None
    started_at: datetime
    ended_at: datetime | None


class Sessions:
    """One workspace's sessions."""

    def __init__(self, scope: Scope) -> None:
        """Bound to the unit's workspace and transaction."""
        self._scope = scope

    def start(
        self,
        team_id: int,
        cycle_id: int | None,
        script: tuple[str, str],
        place: str,
        events: Sequence[Event],
        now: datetime,
        about: About = About.PLAN,
        objective_id: int | None = None,
    ) -> int:
        """Begin a session of a script (its name and text) in a channel; returns its id, which is its seed too.

        `about` is what it works on, `objective_id` the one that a retro is about, None for all.

        Raises SessionRunningError where one runs there already.
        """
        name, text = script
        row = SessionRow(
            workspace_id=self._scope.workspace_id, team_id=team_id, cycle_id=cycle_id, about=str(about),
            objective_id=objective_id, script_name=name, script=text, place=place, started_at=now,
        )  # fmt: skip
        try:
            with self._scope.session.begin_nested():
                self._scope.session.add(row)
        except IntegrityError as error:
            raise SessionRunningError from error
        session_id = row.id or 0
        self._scope.session.execute(update(SessionRow).where(*self._is(session_id)).values(seed=session_id))
        self.happened(session_id, 0, events)
        return session_id

    def running_in(self, place: str) -> int | None:
        """The id of the session that runs in a channel."""
        return self._scope.session.execute(
            select(col(SessionRow.id)).where(
                col(SessionRow.workspace_id) == self._scope.workspace_id,
                col(SessionRow.place) == place,
                col(SessionRow.ended_at).is_(None),
            )
        ).scalar_one_or_none()

    def running(self) -> tuple[int, ...]:
        """The ids of all sessions that run, the oldest first."""
        row = SessionRow
        found = self._scope.session.execute(
            select(col(row.id))
            .where(col(row.workspace_id) == self._scope.workspace_id, col(row.ended_at).is_(None))
            .order_by(col(row.id))
        ).scalars()
        return tuple(number for number in found if number is not None)

    def newest_in(self, place: str, script_name: str | None = None) -> int | None:
        """The id of the session that began last in a channel, of one script if it is named; it may be over."""
        of_script = () if script_name is None else (col(SessionRow.script_name) == script_name,)
        return self._scope.session.execute(
            select(func.max(col(SessionRow.id))).where(
                col(SessionRow.workspace_id) == self._scope.workspace_id, col(SessionRow.place) == place, *of_script
            )
        ).scalar_one()

    def hold(self, session_id: int) -> Stored | None:
        """A session, held for this transaction: whoever acts at the same time waits. None where there is none."""
        held = self._scope.session.execute(
            update(SessionRow)
            .where(*self._is(session_id))
            .values(seed=col(SessionRow.seed))
            .returning(col(SessionRow.id))
        ).scalar_one_or_none()
        return None if held is None else self.find(session_id)

    def find(self, session_id: int) -> Stored | None:
        """A session as it is now."""
        row = self._scope.session.execute(
            select(SessionRow).where(*self._is(session_id)).execution_options(populate_existing=True)
        ).scalar_one_or_none()
        if row is None:
            return None
        return Stored(
            id=session_id,
            team_id=row.team_id,
            cycle_id=row.cycle_id,
            objective_id=row.objective_id,
            script_name=row.script_name,
            script=row.script,
            place=row.place,
            canvas=row.canvas,
            seed=row.seed,
            started_at=row.started_at,
            ended_at=row.ended_at,
            events=self._events(session_id),
            rows=self._rows(session_id),
        )

    def happened(self, session_id: int, number: int, events: Iterable[Event]) -> None:
        """Append events, the first of them as the one of that number. IntegrityError where somebody was quicker."""
        for at, event in enumerate(events, number):
            self._scope.session.add(
                SessionEventRow(
                    session_id=session_id, number=at, workspace_id=self._scope.workspace_id, at=event.at, by=event.by,
                    what=str(event.what), data=dict(event.data),
                )
            )  # fmt: skip
            if event.what is What.ENDED:
                self._scope.session.execute(update(SessionRow).where(*self._is(session_id)).values(ended_at=event.at))
        self._scope.session.flush()

    def retros(self, team_id: int, since: datetime) -> tuple[Retro, ...]:
        """The team's retros that were running at `since` (aware UTC) or later, the oldest first."""
        row = SessionRow
        rows = self._scope.session.execute(
            select(row)
            .where(
                col(row.workspace_id) == self._scope.workspace_id,
                col(row.team_id) == team_id,
                col(row.about) != str(About.PLAN),
                or_(col(row.ended_at).is_(None), col(row.ended_at) >= since),
            )
            .order_by(col(row.started_at), col(row.id))
        ).scalars()
        return tuple(
            Retro(one.id or 0, About(one.about), one.cycle_id, one.objective_id, one.started_at, one.ended_at)
            for one in rows
        )

    def in_canvas(self, session_id: int, address: str, *, instead_of: str | None) -> str:
        """Note the address of a session's canvas, unless another than `instead_of` is noted; returns what is noted."""
        kept = col(SessionRow.canvas).is_not_distinct_from(instead_of)
        self._scope.session.execute(update(SessionRow).where(*self._is(session_id), kept).values(canvas=address))
        noted: str | None = self._scope.session.execute(
            select(col(SessionRow.canvas)).where(*self._is(session_id))
        ).scalar_one_or_none()
        return noted or address

    def change(self, session_id: int, step: str, changes: Sequence[Change]) -> None:
        """Write and remove rows of a step, one change after the other: the last one of a row stands."""
        last = {change.contribution.key if isinstance(change, Put) else change.key: change for change in changes}
        gone = [key for key, change in last.items() if isinstance(change, Drop)]
        if gone:
            row = ContributionRow
            self._scope.session.execute(
                delete(row).where(*self._of(row, session_id), col(row.step) == step, col(row.key).in_(gone))
            )
        self._put(session_id, step, [change.contribution for change in last.values() if isinstance(change, Put)])

    def keep_items(self, session_id: int, items: Sequence[Item]) -> None:
        """Keep what a session hands on, in place of what was kept of it before."""
        self._scope.session.execute(delete(ItemRow).where(*self._of(ItemRow, session_id)))
        for position, item in enumerate(items):
            self._scope.session.add(
                ItemRow(
                    session_id=session_id, key=item.key, workspace_id=self._scope.workspace_id, position=position,
                    kind=str(item.kind), text=item.text, hangs_on=list(item.hangs_on), facts=dict(item.facts),
                )
            )  # fmt: skip
        self._scope.session.flush()

    def items_of(self, session_id: int) -> tuple[Item, ...]:
        """What a session handed on, in order."""
        return self._items(*self._of(ItemRow, session_id))

    def carried(
        self, team_id: int, kinds: Iterable[ItemKind], cycle_id: int | None, *, before: int | None = None
    ) -> tuple[Item, ...]:
        """Items of some kinds from the team's ended sessions: of each script the newest run in the cycle.

        Only of those that were begun `before` a session, where one is named.
        """
        newest = (
            select(func.max(col(SessionRow.id)))
            .where(
                col(SessionRow.workspace_id) == self._scope.workspace_id,
                col(SessionRow.team_id) == team_id,
                col(SessionRow.ended_at).is_not(None),
                col(SessionRow.cycle_id) == cycle_id if cycle_id is not None else col(SessionRow.cycle_id).is_(None),
                true() if before is None else col(SessionRow.id) < before,
            )
            .group_by(col(SessionRow.script_name))
        )
        wanted = [str(kind) for kind in kinds]
        return self._items(
            col(ItemRow.workspace_id) == self._scope.workspace_id,
            col(ItemRow.session_id).in_(newest),
            col(ItemRow.kind).in_(wanted),
        )

    def _items(self, *which: ColumnElement[bool]) -> tuple[Item, ...]:
        rows = self._scope.session.execute(
            select(ItemRow).where(*which).order_by(col(ItemRow.session_id), col(ItemRow.position))
        ).scalars()
        return tuple(Item(row.key, ItemKind(row.kind), row.text, tuple(row.hangs_on), dict(row.facts)) for row in rows)

    def _events(self, session_id: int) -> tuple[Event, ...]:
        row = SessionEventRow
        rows = self._scope.session.execute(
            select(row).where(*self._of(row, session_id)).order_by(col(row.number))
        ).scalars()
        return tuple(Event(one.at, one.by, What(one.what), dict(one.data)) for one in rows)

    def _rows(self, session_id: int) -> dict[str, tuple[Contribution, ...]]:
        row = ContributionRow
        rows = self._scope.session.execute(
            select(col(row.step), col(row.key), col(row.author), col(row.body))
            .where(*self._of(row, session_id))
            .order_by(col(row.step), col(row.key))
        )
        found: dict[str, list[Contribution]] = {}
        for step, key, author, body in rows:
            found.setdefault(step, []).append(Contribution(key, author, body))
        return {step: tuple(contributions) for step, contributions in found.items()}

    def _put(self, session_id: int, step: str, contributions: Sequence[Contribution]) -> None:
        if not contributions:
            return
        where = {"session_id": session_id, "step": step, "workspace_id": self._scope.workspace_id}
        rows = [where | {"key": one.key, "author": one.author, "body": dict(one.body)} for one in contributions]
        put = insert_into(self._scope.session, ContributionRow).values(rows)
        new = {"author": put.excluded.author, "body": put.excluded.body}
        self._scope.session.execute(put.on_conflict_do_update(index_elements=["session_id", "step", "key"], set_=new))

    def _is(self, session_id: int) -> tuple[ColumnElement[bool], ...]:
        return col(SessionRow.workspace_id) == self._scope.workspace_id, col(SessionRow.id) == session_id

    def _of(self, table: Any, session_id: int) -> tuple[ColumnElement[bool], ...]:
        return col(table.workspace_id) == self._scope.workspace_id, col(table.session_id) == session_id

"""What a check-in asks of one member, and what their words mean (seed 5, "Do Your Check-in with GRIP")."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from okra.action import Action, ActionUpdate
from okra.calendar import Week
from okra.checkin import Answer, IssueUpdate, Reading
from okra.issue import Issue, in_order_for
from okra.numbers import say_number
from okra.okr import KeyResult, Measure, MeasureKind, Objective


@dataclass(frozen=True, slots=True)
class AskedKeyResult:
    """One key result as a member is asked about it. `said` is what they said this week already."""

    key_result: KeyResult
    owner: str
    mine: bool
    said: Reading | None = None

    @property
    def base(self) -> Decimal | None:
        """The value that stands in the box at first: what the member said this week, else the newest one."""
        return self.said.value if self.said is not None else self.key_result.current


@dataclass(frozen=True, slots=True)
class AskedObjective:
    """One objective as a member is asked about it. Confidences are 1 to 10: the member's own, nobody else's."""

    id: int
    title: str
    key_results: tuple[AskedKeyResult, ...]
    last_confidence: int | None = None
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class AskedIssue:
    """One issue as a member is asked about it."""

    issue: Issue
    owner: str
    mine: bool
    said: IssueUpdate | None = None


@dataclass(frozen=True, slots=True)
class AskedAction:
    """One action as a member is asked about it; not `mine` where its owner is not in the team any more."""

    action: Action
    owner: str
    mine: bool
    said: ActionUpdate | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that the check-in asks of one member in one week.

    `raised` are the lines of the issues that this week's answer raised; `last_plan` is what the member planned before.
    `removed` are objectives that stood in an open window and are not the team's any more: what is said is kept.
    `actions` are in the order in which they are asked about; `zone` is the team's IANA zone.
    """

    team_id: int
    team: str
    week: Week
    user_id: str
    objectives: tuple[AskedObjective, ...]
    issues: tuple[AskedIssue, ...] = ()
    last_plan: str = ""
    raised: tuple[str, ...] = ()
    plan: str = ""
    editing: bool = False
    removed: tuple[AskedObjective, ...] = ()
    actions: tuple[AskedAction, ...] = ()
    zone: str = "UTC"

    @property
    def objective_ids(self) -> set[int]:
        """All objectives, the removed ones included."""
        return {objective.id for objective in (*self.objectives, *self.removed)}

    @property
    def key_results(self) -> dict[int, AskedKeyResult]:
        """All key results by id, the removed ones included."""
        everything = (*self.removed, *self.objectives)
        return {asked.key_result.id: asked for objective in everything for asked in objective.key_results}


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a member's check-in: names by user id, their own past, and what they said this week.

    `actions` are those that the member is asked about, in order; `zone` is the team's IANA zone.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    last_confidences: Mapping[int, int] = field(default_factory=dict)
    last_plan: str = ""
    answer: Answer | None = None
    raised: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    zone: str = "UTC"


def ask(
    team: tuple[int, str],
    week: Week,
    user_id: str,
    objectives: Iterable[Objective],
    issues: Iterable[Issue],
    context: Context,
) -> Asked:
    """Put the questions in order: what the member owns comes first, among objectives, key results and issues."""
    answer = context.answer
    asked = [_objective(objective, user_id, context) for objective in objectives]
    asked.sort(key=lambda one: not any(kr.mine for kr in one.key_results))
    updates = {update.issue_id: update for update in answer.issue_updates} if answer else {}
    return Asked(
        team_id=team[0],
        team=team[1],
        week=week,
        user_id=user_id,
        objectives=tuple(asked),
        issues=tuple(
            AskedIssue(issue, _name(issue.owner_id, context), issue.owner_id == user_id, updates.get(issue.id))
            for issue in in_order_for(user_id, issues)
        ),
        last_plan=context.last_plan,
        raised=context.raised,
        plan=answer.plan if answer else "",
        editing=answer is not None,
        actions=tuple(_actions(user_id, context)),
        zone=context.zone,
    )


def _actions(user_id: str, context: Context) -> Iterable[AskedAction]:
    said = {update.action_id: update for update in context.answer.action_updates} if context.answer else {}
    for action in context.actions:
        yield AskedAction(action, _name(action.owner_id, context), action.owner_id == user_id, said.get(action.id))


def _objective(objective: Objective, user_id: str, context: Context) -> AskedObjective:
    answer = context.answer
    readings = {reading.key_result_id: reading for reading in answer.readings} if answer else {}
    key_results = [
        AskedKeyResult(kr, _name(kr.owner_id, context), kr.owner_id == user_id, readings.get(kr.id))
        for kr in objective.key_results
    ]
    return AskedObjective(
        id=objective.id,
        title=objective.title,
        key_results=tuple(sorted(key_results, key=lambda one: not one.mine)),
        last_confidence=context.last_confidences.get(objective.id),
        confidence=answer.confidences.get(objective.id) if answer else None,
    )


def _name(user_id: str | None, context: Context) -> str:
    return context.names.get(user_id, "") if user_id else ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one member submits: an answer before it has a round."""

    confidences: Mapping[int, int] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    issue_updates: tuple[IssueUpdate, ...] = ()
    new_issues: tuple[str, ...] = ()
    plan: str = ""
    action_updates: tuple[ActionUpdate, ...] = ()


def reading(
    asked: AskedKeyResult,
    value: Decimal | None,
    base: Decimal | None,
    *,
    no_change: bool,
    note: str = "",
    wrong_measure: bool = False,
) -> Reading:
    """What a member says of a key result. A value of None is no reading; a note may still be there.

    `base` is the value that stood in the box when it was shown. The same value, or a tick at "no change", confirms it.
    What an earlier version of the answer moved stays moved when it is left alone. Expects `contradicts` to be False.
    """
    meant = base if no_change else value
    unchanged = meant is not None and meant == base
    before = asked.said
    if before is not None and not no_change and meant == before.value:
        unchanged = before.unchanged
    return Reading(asked.key_result.id, meant, unchanged, note, wrong_measure)


def contradicts(value: Decimal | None, base: Decimal | None, *, no_change: bool) -> bool:
    """Whether "no change" is ticked beside a number other than the one that stood there."""
    return no_change and value is not None and value != base


def moves_history(said: Reading, current: Decimal | None) -> bool:
    """Whether a reading becomes the key result's newest value.

    A confirmed value refreshes the same value, but never overwrites what a colleague has reported since it was shown.
    """
    if said.value is None:
        return False
    return not said.unchanged or current is None or said.value == current


def say_value(value: Decimal, measure: Measure) -> str:
    """A value as people read it: "71 %"; "done" or "not done" where that is the question."""
    if measure.kind is MeasureKind.DONE:
        return "done" if value else "not done"
    return say_number(value, measure.unit)


def ago(at: datetime, now: datetime) -> str:
    """How long ago `at` was, in one rough number: "just now", "5 hours ago", "3 days ago", "2 weeks ago"."""
    passed = now - at
    for size, unit in ((timedelta(days=14), "week"), (timedelta(days=1), "day"), (timedelta(hours=1), "hour")):
        if passed >= size:
            count = int(passed / (timedelta(days=7) if unit == "week" else size))
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"

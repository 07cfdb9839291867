"""What a session has brought forth so far: each step is read from its rows, in a room that earlier steps furnished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from okra.items import Item, ItemKind, of_kind
from okra.refusal import Refused
from okra.script import About
from okra.session import Phase, Session
from okra.steps import KINDS
from okra.steps.step import (
    Change,
    Contribution,
    Lasting,
    Named,
    Participant,
    Put,
    QuickerError,
    Room,
    Setting,
    StepKind,
    Turnout,
    Who,
)

Rows = Mapping[str, tuple[Contribution, ...]]
"""Step id → its rows."""


@dataclass(frozen=True, slots=True)
class Proceedings:
    """A session with everything that was contributed.

    `prefix` makes its items' keys unique for ever; `carried` is what earlier sessions handed on, of which its steps get
    what the script takes; `roles` says what people are, as far as it is known; `weeks` is the cycle's length, `begins`
    its first day, None where not known.
    """

    session: Session
    rows: Rows
    prefix: str
    seed: int
    carried: tuple[Item, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    weeks: int = 13
    begins: date | None = None

    @property
    def kind(self) -> StepKind[Any]:
        """The rules of the step that the session is at."""
        return KINDS[self.session.now_at.kind]

    def state(self, index: int | None = None) -> Any:
        """The step that the session is at, or another one, as its kind reads it."""
        at = self.session.step if index is None else index
        return self._state(at, self._taken + self._handed_on(at))

    @property
    def _taken(self) -> tuple[Item, ...]:
        """What the script takes of all that was carried here; the company's goals are everybody's.

        A retro takes all: it is about the OKRs as they stand.
        """
        if self.session.script.about is not About.PLAN:
            return self.carried
        kinds = {*self.session.script.takes, ItemKind.STRATEGY}
        return tuple(item for item in self.carried if item.kind in kinds)

    def items(self) -> tuple[Item, ...]:
        """Everything that may be seen of what its steps hand on, up to the furthest that it has reached.

        What people write for themselves is in it once their step is over, notes once they have been revealed. What all
        say in a round that never keeps names is in it when the session is over: before and after one more answer it
        would tell what that one said. When the session is over, everything is.
        """
        return self._handed_on(self.session.reached + 1)

    def act(self, deed: Any, who: Who, step_id: str) -> Sequence[Change]:
        """What a deed changes in the step of that id.

        Raises Refused where the session has gone on to another step meanwhile or is over, or where the step's own rules
        say no. A pause stops the clock, not the pens, and a lasting deed is taken although the session has gone on.
        """
        if self.session.phase is Phase.ENDED:
            raise Refused("This session is over. What it brought forth is in the export.")
        steps = [step.id for step in self.session.script.steps]
        index = steps.index(step_id) if step_id in steps else -1
        lasts = isinstance(deed, Lasting) and 0 <= index <= self.session.reached
        if index != self.session.step and not lasts:
            raise Refused(f"The session has gone on: it is at “{self.session.now_at.title}” now.")
        return KINDS[self.session.script.steps[index].kind].act(self.state(index), deed, who)

    def changed(self, step_id: str, changes: Sequence[Change]) -> "Proceedings":
        """The same with changes in the rows of a step, in the order in which storage gives them: by key."""
        rows = sorted(applied(self.rows.get(step_id, ()), changes), key=lambda row: row.key)
        return replace(self, rows={**self.rows, step_id: tuple(rows)})

    def turnout(self) -> Turnout:
        """How many are done with the step that it is at."""
        return self.kind.turnout(self.state())

    def problems(self) -> Sequence[str]:
        """What should be settled before it goes on."""
        return self.kind.problems(self.state())

    def _handed_on(self, before: int) -> tuple[Item, ...]:
        """What the steps before one hand on, in order, as far as it may be seen."""
        made: tuple[Item, ...] = ()
        for at in range(before):
            if self._is_hidden(at):
                continue
            state = self._state(at, self._taken + made)
            made += tuple(KINDS[self.session.script.steps[at].kind].hand_on(state))
        return made

    def _is_hidden(self, at: int) -> bool:
        """Whether a step's words are still for their writers alone."""
        if self.session.phase is Phase.ENDED:
            return False
        steps, now = self.session.script.steps, self.session.step
        if steps[at].kind == "write":
            shown_in = (
                n for n, step in enumerate(steps) if (step.kind, step.options.get("of")) == ("reveal", steps[at].id)
            )
            return now < next(shown_in, at + 1)
        kind = KINDS[steps[at].kind]
        return kind.named is Named.NEVER or (at == now and kind.hides)

    def _objective(self) -> str | None:
        """The one objective that a retro on the way is about."""
        objectives = of_kind(self.carried, ItemKind.OBJECTIVE)
        bound = self.session.script.about is About.OBJECTIVE and len(objectives) == 1
        return objectives[0].key if bound else None

    def _state(self, at: int, inputs: tuple[Item, ...]) -> Any:
        step = self.session.script.steps[at]
        room = Room(
            prefix=self.prefix,
            people=tuple(Participant(one, self.roles.get(one, "")) for one in self.session.people),
            facilitator=self.session.facilitator,
            seed=self.seed,
            inputs=inputs,
            weeks=self.weeks,
            objective=self._objective(),
            asks={one.id: one.options["asks"] for one in self.session.script.steps if one.kind == "write"},
            begins=self.begins,
        )
        return KINDS[step.kind].read(Setting(step.id, step.options, self.rows.get(step.id, ()), room))


def applied(rows: Sequence[Contribution], changes: Sequence[Change]) -> tuple[Contribution, ...]:
    """Rows after changes: what storage does with them, for those who hold them in memory.

    Raises QuickerError where a fresh row's key is taken.
    """
    by_key = {row.key: row for row in rows}
    for change in changes:
        if isinstance(change, Put):
            if change.fresh and change.contribution.key in by_key:
                raise QuickerError(change.contribution.key)
            by_key[change.contribution.key] = change.contribution
        else:
            by_key.pop(change.key, None)
    return tuple(by_key.values())

"""The simulated colleagues: what the next of them would do just now, and doing it. Nobody waits here for anything."""

from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import chain
from typing import Final

from demo.stage import Stage
from demo.workshop import driving
from demo.workshop.drafting import agreeing, drafting
from demo.workshop.pairing import pairing
from demo.workshop.room import Room, Turn, Turns
from demo.workshop.sight import OVER, Moment, Sight
from demo.workshop.talking import grouping, listening, parting, reading
from demo.workshop.writing import blockers, ideas
from sandbox.find import NotSeenError
from sandbox.people import Person

AT: Final[dict[str, Callable[[Room], Turns]]] = {
    "listen": listening,
    "ideas": ideas,
    "read": reading,
    "cluster": grouping,
    "blockers": blockers,
    "pairs": pairing,
    "draft": drafting,
    "agree": agreeing,
    OVER: parting,
}
CATCH_UP_SECONDS: Final = 1.0
"""How long the card may be behind what somebody pressed."""

Heard = Callable[[str, str], None]


class Colleagues:
    """All of the team who are simulated, in one session 1. One thread at a time lets them act."""

    def __init__(
        self,
        stage: Stage,
        busy: Callable[[], Collection[str]],
        tell: Callable[[str], None],
        heard: Heard = lambda who, what: None,
    ) -> None:
        """`busy` names those who act for themselves; `tell` hears once what somebody could not do, `heard` all else."""
        self._stage = stage
        self._busy = busy
        self._tell = tell
        self._heard = heard
        self.sight = Sight(stage)
        self._done: set[str] = set()
        self._left_open: set[str] = set()

    @property
    def moment(self) -> Moment | None:
        """Where the session is."""
        return self.sight.moment()

    def next(self) -> Turn | None:
        """What somebody would do now; None while there is nothing to do, or while it is paused."""
        moment = self.moment
        if moment is None or not (moment.running or moment.over):
            return None
        return next((turn for turn in self._turns(self._room(moment)) if turn.name not in self._done), None)

    def _room(self, moment: Moment) -> Room:
        return Room(self._stage, moment, self._busy(), self._left_open)

    def _turns(self, room: Room) -> Turns:
        step = room.moment.step
        tidying = () if step == "ideas" else _tidying(room)
        for turn in chain(tidying, driving.before(room), AT[step](room), driving.after(room)):
            yield replace(turn, name=f"{step}: {turn.name}")

    def act(self, turn: Turn) -> None:
        """Let it be done. What cannot be done is told once and passed over, or left where the session has gone on."""
        moment = self.moment
        if moment is None:
            return
        person = self._stage.people[turn.who]
        try:
            said = turn.does(self._room(moment), person)
        except (NotSeenError, RuntimeError, StopIteration, LookupError) as trouble:
            if person.modal is not None:
                person.close(all_of_it=True)
            if self._has_gone_on(moment):
                return
            self._tell(f"{turn.who} in session 1: {trouble}")
        else:
            self._heard(turn.who, said)
        self._done.add(turn.name)

    def _has_gone_on(self, before: Moment) -> bool:
        """Whether the session is elsewhere by now: then nothing went wrong, it was just too late."""

        def elsewhere() -> bool:
            now = self.moment
            return now is None or (now.step, now.running) != (before.step, before.running)

        try:
            self._stage.slack.wait_until(elsewhere, CATCH_UP_SECONDS)
        except AssertionError:
            return False
        return True

    def leave(self) -> None:
        """Nobody leaves a window open behind them."""
        for name in self._left_open:
            person = self._stage.people[name]
            if person.modal is not None and name not in self._busy():
                person.close(all_of_it=True)
        self._left_open.clear()


def _tidying(room: Room) -> Turns:
    """Windows that were left open while it was the time to write are closed."""
    for name in sorted(room.left_open.intersection(room.company)):
        yield Turn(f"closes {name}", name, 0.5, _closes)


def _closes(room: Room, person: Person) -> str:
    room.left_open.discard(person.name)
    if person.modal is not None:
        person.close(all_of_it=True)
    return "closes the window, and has written nothing."

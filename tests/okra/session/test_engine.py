"""A whole session with every kind of step, in which anybody does anything at any time, also two at once.

No word is lost or shown before its time, no budget is exceeded, *Back* then *Next* changes nothing, and the rows alone,
in any order and after a trip through JSON, tell the same.
"""

import json
import re
from datetime import datetime
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from okra.items import Item
from okra.proceedings import Proceedings, applied
from okra.refusal import Refused
from okra.session import Event, Phase, What, replay
from okra.steps import KINDS
from okra.steps.pair import Join
from okra.steps.step import Contribution, Put, QuickerError, Who
from tests.okra.session.deeds import EDITED, KEPT, ON_DRAFTS, USUAL, Act, act
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, SCRIPT, Hall

CROWD = [ADA, BEN, CLEO, DAN, EVE]
ORDER = [step.id for step in SCRIPT.steps]
REVEALED_IN = {"ideas": "read", "silent": "hear"}


class Engine(RuleBasedStateMachine):
    """`said` holds the words that stand now: step → thing → words; `taken_back` those that must not be seen again."""

    def __init__(self) -> None:
        """Begin."""
        super().__init__()
        self.hall = Hall()
        self.said: dict[str, dict[str, str]] = {}
        self.taken_back: set[str] = set()
        self.count = 0

    @initialize(steps=st.integers(0, len(ORDER) - 1))
    def a_session_as_usual(self, steps: int) -> None:
        """So far nothing special has happened."""
        self.go_on(steps, usual=True)

    def go_on(self, steps: int, *, usual: bool) -> None:
        """Some steps on, each with what usually happens in it."""
        for _ in range(min(steps, len(ORDER) - 1 - self.hall.session.step)):
            for by, made in USUAL.get(self.hall.session.now_at.id, []) if usual else []:
                self.attempt(made, self.who(by), self.hall.proceedings)
            self.hall.move(ADA)

    def who(self, by: str) -> Who:
        """Somebody, as the handlers would tell."""
        return Who(by, drives=by in (self.hall.session.facilitator, ADA), pad=f"key of {by}")

    def drawn(self, data: Any, who: str, proceedings: Proceedings) -> tuple[Act, Who]:
        """Something that somebody does on what they see."""
        self.count += 1
        made = act(proceedings.session.now_at.kind, proceedings.state(), f"word{self.count}.", data.draw)
        return made, self.who(who)

    def attempt(self, made: Act, who: Who, seen: Proceedings) -> bool:
        """Do it on what was seen; where somebody was quicker, look again. Whether it happened."""
        step = seen.session.now_at.id
        for proceedings in (seen, self.hall.proceedings):
            try:
                changes = proceedings.act(made.deed, who, step)
                self.hall.rows[step] = applied(self.hall.rows.get(step, ()), changes)
            except QuickerError:
                continue
            except Refused as refusal:
                assert refusal.sentence
                return False
            assert all(isinstance(change, Put) or change.key for change in changes)
            if changes:
                self.note(made, step)
            return True
        return False

    def note(self, made: Act, step: str) -> None:
        """Remember what stands now."""
        if made.thing and SCRIPT.step(step).kind in KEPT:
            before = self.said.setdefault(step, {}).pop(made.thing, None)
            self.taken_back.update({before} if before else ())
            if made.words:
                self.said[step][made.thing] = made.words
                self.taken_back.discard(made.words)

    @rule(data=st.data(), people=st.lists(st.sampled_from(CROWD), min_size=1, max_size=4))
    def people_act(self, data: Any, people: list[str]) -> None:
        """One deed after the other."""
        for who in people:
            seen = self.hall.proceedings
            self.attempt(*self.drawn(data, who, seen), seen)

    @rule(data=st.data(), one=st.sampled_from(CROWD), other=st.sampled_from(CROWD))
    def two_act_at_once(self, data: Any, one: str, other: str) -> None:
        """Both read before either has written."""
        seen = self.hall.proceedings
        first, second = self.drawn(data, one, seen), self.drawn(data, other, seen)
        self.attempt(*first, seen)
        self.attempt(*second, seen)

    @precondition(lambda self: self.hall.session.now_at.kind in EDITED)
    @rule(data=st.data(), one=st.sampled_from(CROWD), other=st.sampled_from(CROWD))
    def two_change_the_same_at_once(self, data: Any, one: str, other: str) -> None:
        """Of two who saw the same version, one has their way, and the other is told."""
        seen = self.hall.proceedings
        edits: list[Any] = [*EDITED[seen.session.now_at.kind](seen.state())] or [None]
        edit = data.draw(st.sampled_from(edits))
        if edit is not None and {one, other} <= set(seen.session.people):
            self.count += 2
            acts = [edit(f"word{self.count - at}.") for at in (1, 0)]
            assert [self.attempt(made, self.who(by), seen) for made, by in zip(acts, (one, other), strict=True)] == [
                True,
                False,
            ]

    @precondition(lambda self: self.hall.session.now_at.kind == "pair")
    @rule()
    def two_come_late_at_once(self) -> None:
        """Both are in a pair afterwards."""
        for who in (DAN, EVE):
            self.hall.command(What.JOINED, who)
        seen = self.hall.proceedings
        happened = [self.attempt(Act(Join()), self.who(who), seen) for who in (DAN, EVE)]
        assert not any(happened) or None not in map(self.hall.state.group_of, (DAN, EVE))

    @rule(
        what=st.sampled_from([what for what in What if what not in (What.STARTED, What.MOVED, What.ENDED)]),
        by=st.sampled_from(CROWD), to=st.sampled_from(CROWD), minutes=st.integers(0, 30),
    )  # fmt: skip
    def somebody_clicks(self, what: What, by: str, to: str, minutes: int) -> None:
        """Anything in the cockpit, but moving and ending."""
        self.hall.later(minutes=minutes)
        try:
            self.hall.command(what, by, to=to, minutes=minutes)
        except Refused as refusal:
            assert refusal.sentence

    @precondition(lambda self: self.hall.session.phase is Phase.RUNNING)
    @rule(steps=st.integers(1, 3), usual=st.booleans())
    def next(self, steps: int, usual: bool) -> None:
        """Go on."""
        self.go_on(steps, usual=usual)

    @precondition(lambda self: self.hall.session.phase is Phase.RUNNING and self.hall.session.step)
    @rule(steps=st.integers(1, 12))
    def back_and_next_again(self, steps: int) -> None:
        """Back as far as one likes, and on again: the identity on everything that people wrote."""
        before, rows = self.hall.proceedings, dict(self.hall.rows)
        steps = min(steps, before.session.step)
        for direction in [-1] * steps + [1] * steps:
            self.hall.move(ADA, direction)
        assert self.hall.rows == rows
        assert self.hall.proceedings.items() == before.items()
        assert told(self.hall.state) == told(before.state())

    @precondition(lambda self: self.hall.session.phase is Phase.RUNNING and self.hall.session.step)
    @rule()
    def back(self) -> None:
        """Back, to stay there."""
        self.hall.move(ADA, -1)

    @invariant()
    def no_word_is_lost(self) -> None:
        """If the session ended now, all that stands would be handed on, and nothing that was taken back."""
        end = Event(self.hall.now, ADA, What.ENDED)
        items = Proceedings(replay(SCRIPT, [*self.hall.events, end]), self.hall.rows, "s1", 42).items()
        everything = spoken(items)
        standing = {words for step in self.said if self.reached(step) for words in self.said[step].values()}
        gone = {words for words in standing if words not in everything and not self.without_ground(words)}
        assert not gone
        assert not {words for words in self.taken_back if words in everything}
        assert len({item.key for item in items}) == len(items)

    def reached(self, step: str) -> bool:
        """Whether the session has come to a step."""
        return ORDER.index(step) <= self.hall.session.reached

    def without_ground(self, words: str) -> bool:
        """Whether words are about a milestone that was taken out: they are back when it is."""
        about = {one: thing for step in ON_DRAFTS for thing, one in self.said.get(step, {}).items()}
        return words in about and about[words].removeprefix("s1/draft/") not in self.said.get("draft", {})

    @invariant()
    def nothing_is_shown_before_its_time(self) -> None:
        """Notes before their reveal, and what the step at hand hides, are in nothing that is handed on."""
        session, proceedings = self.hall.session, self.hall.proceedings
        items = (*proceedings.items(), *proceedings.state().setting.room.inputs)
        shown = spoken(items)
        hidden = {step for step, reveal in REVEALED_IN.items() if session.step < ORDER.index(reveal)}
        if KINDS[session.now_at.kind].hides:
            hidden.add(session.now_at.id)
        assert not {words for step in hidden for words in self.said.get(step, {}).values() if words in shown}
        assert not [item.key for item in items if item.key.split("/")[1] in hidden]

    @invariant()
    def nobody_can_tell_who_wrote_what_in_silence(self) -> None:
        """The rows of anonymous rounds name nobody."""
        rows = [row for step in SCRIPT.steps if step.anonymous for row in self.hall.rows.get(step.id, ())]
        assert all(row.author is None for row in rows)
        assert not [who for who in CROWD if who in repr(rows)]

    @invariant()
    def budgets_hold(self) -> None:
        """Nobody has spent more dots than they have, nor more on one than they may."""
        for row in self.hall.rows.get("vote", ()):
            dots = row.body.get("dots", {}).values()
            assert sum(dots) <= 3
            assert all(0 < count <= 2 for count in dots)

    @invariant()
    def the_rows_alone_tell_the_same(self) -> None:
        """After a restart, from JSON, in another order."""
        now = self.hall.proceedings
        rows = {step: tuple(map(reread, reversed(rows))) for step, rows in self.hall.rows.items()}
        events = [
            Event(datetime.fromisoformat(each.at.isoformat()), each.by, each.what, through_json(each.data))
            for each in self.hall.events
        ]
        again = Proceedings(replay(SCRIPT, events), rows, "s1", 42)
        assert again.session == now.session
        assert told(again.state()) == told(now.state())
        assert again.items() == now.items()
        assert (again.turnout(), again.problems()) == (now.turnout(), now.problems())
        assert again.turnout().done <= again.turnout().of


def spoken(items: tuple[Item, ...]) -> set[str]:
    """Every word in what was handed on."""
    return set(re.findall(r"(?:word|usual)\d+\.", repr(items)))


def told(state: Any) -> Any:
    """A state without the rows that it was read from, whose order means nothing."""
    return {name: getattr(state, name) for name in state.__slots__ if name != "setting"}


def through_json(value: Any) -> Any:
    """A value as it comes back from a database."""
    return json.loads(json.dumps(value))


def reread(row: Contribution) -> Contribution:
    """A row as it comes back from a database."""
    return Contribution(row.key, row.author, through_json(row.body))


Engine.TestCase.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
TestEngine = Engine.TestCase

"""Whole sessions, of our scripts and of any that a team could make, in which anybody does anything at any time.

Also two at once. No word is lost or shown before its time, no budget is exceeded, *Back* then *Next* changes nothing, and the rows alone,
in any order and after a trip through JSON, tell the same.
"""

import json
import re
from collections import Counter
from datetime import datetime
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from okra.items import Item
from okra.proceedings import Proceedings, applied
from okra.refusal import Refused
from okra.script import Script, built_in
from okra.session import Event, Phase, What, replay
from okra.steps import KINDS
from okra.steps.pair import Join
from okra.steps.step import Contribution, Put, QuickerError, Who
from tests.okra.session.deeds import DEEDS, EDITED, KEPT, ON_OTHERS, USUAL, Act, act
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, SCRIPT, Hall
from tests.okra.session.scripts import scripts

CROWD = [ADA, BEN, CLEO, DAN, EVE]
OURS = [script for script in built_in().values() if {step.kind for step in script.steps} <= DEEDS.keys()]


class Engine(RuleBasedStateMachine):
    """`said` holds the words that stand now: step → thing → words; `taken_back` those that must not be seen again."""

    def __init__(self) -> None:
        """Begin."""
        super().__init__()
        self.hall = Hall()
        self.order = [step.id for step in SCRIPT.steps]
        self.said: dict[str, dict[str, str]] = {}
        self.taken_back: set[str] = set()
        self.count = 0

    @initialize(script=st.just(SCRIPT) | st.sampled_from(OURS) | scripts(), steps=st.integers(0, 12))
    def a_session_as_usual(self, script: Script, steps: int) -> None:
        """So far nothing special has happened."""
        self.hall = Hall(script)
        self.order = [step.id for step in script.steps]
        self.go_on(steps, usual=True)
        self.as_usual()

    def as_usual(self) -> None:
        """What usually happens in the step at hand."""
        if self.hall.script is SCRIPT:
            for by, made in USUAL.get(self.hall.session.now_at.id, []):
                self.attempt(made, self.who(by), self.hall.proceedings)

    def go_on(self, steps: int, *, usual: bool) -> None:
        """Some steps on, each with what usually happens in it."""
        for _ in range(min(steps, len(self.order) - 1 - self.hall.session.step)):
            if usual:
                self.as_usual()
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
        if made.thing and self.hall.script.step(step).kind in KEPT:
            before = self.said.setdefault(step, {}).pop(made.thing, None)
            self.taken_back.update({before} if before else ())
            if made.words:
                self.said[step][made.thing] = made.words
                self.taken_back.discard(made.words)

    @rule(data=st.data(), people=st.lists(st.sampled_from(CROWD), min_size=3, max_size=8))
    def people_act(self, data: Any, people: list[str]) -> None:
        """One deed after the other."""
        for who in people:
            seen = self.hall.proceedings
            self.attempt(*self.drawn(data, who, seen), seen)

    @rule(data=st.data(), who=st.sampled_from(CROWD), times=st.integers(4, 8))
    def somebody_does_not_stop(self, data: Any, who: str, times: int) -> None:
        """As much as they may, and more."""
        self.people_act(data, [who] * times)

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
    @rule(steps=st.integers(1, 12), how=st.sampled_from(["on", "on as usual", "back", "back and on", "back and on"]))
    def it_moves(self, steps: int, how: str) -> None:
        """Back as far as one likes, and on again, is the identity on everything that people wrote."""
        before, rows = self.hall.proceedings, dict(self.hall.rows)
        back = min(steps, before.session.step)
        if how.startswith("on"):
            return self.go_on(1 + steps // 6, usual="usual" in how)
        for direction in [-1] * back + [1] * back if how == "back and on" else [-1] * min(1, back):
            self.hall.move(ADA, direction)
        assert self.hall.rows == rows
        if how == "back and on":
            assert self.hall.proceedings.items() == before.items()
            assert told(self.hall.state) == told(before.state())
        return None

    @invariant()
    def no_word_is_lost(self) -> None:
        """If the session ended now, all that stands would be handed on, and nothing that was taken back."""
        end = Event(self.hall.now, ADA, What.ENDED)
        items = Proceedings(replay(self.hall.script, [*self.hall.events, end]), self.hall.rows, "s1", 42).items()
        everything = spoken(items)
        standing = {words for step in self.said if self.reached(step) for words in self.said[step].values()}
        keys = {item.key for item in items}
        gone = {words for words in standing if words not in everything and not self.without_ground(words, keys)}
        assert not gone
        assert not {words for words in self.taken_back if words in everything}
        assert len({item.key for item in items}) == len(items)

    def reached(self, step: str) -> bool:
        """Whether the session has come to a step."""
        return self.order.index(step) <= self.hall.session.reached

    def without_ground(self, words: str, keys: set[str]) -> bool:
        """Whether words are about something that was taken out: they are back when it is."""
        about = [step.id for step in self.hall.script.steps if step.kind in ON_OTHERS]
        return any(
            said == words and thing not in keys for step in about for thing, said in self.said.get(step, {}).items()
        )

    @invariant()
    def nothing_is_shown_before_its_time(self) -> None:
        """Notes before their reveal, and what the step at hand hides, are in nothing that is handed on."""
        session, proceedings = self.hall.session, self.hall.proceedings
        items = (*proceedings.items(), *proceedings.state().setting.room.inputs)
        shown = spoken(items)
        hidden = {one for one in self.order if session.step < self.seen_from(one)}
        if KINDS[session.now_at.kind].hides:
            hidden.add(session.now_at.id)
        assert not {words for step in hidden for words in self.said.get(step, {}).values() if words in shown}
        assert not [item.key for item in items if item.key.split("/")[1] in hidden]

    def seen_from(self, step_id: str) -> int:
        """The step from which on all see what was written in a silent round: its first reveal, or, without one, the end
        of the round. Other steps say for themselves whether they hide anything.
        """
        steps, at = self.hall.script.steps, self.order.index(step_id)
        if steps[at].kind != "write":
            return 0
        reveals = [n for n, step in enumerate(steps) if step.kind == "reveal" and step.options["of"] == step_id]
        return min(reveals, default=at + 1)

    @invariant()
    def nobody_can_tell_who_wrote_what_in_silence(self) -> None:
        """An anonymous round's rows name nobody."""
        for step in self.hall.script.steps:
            rows = self.hall.rows.get(step.id, ()) if step.anonymous else ()
            assert all(row.author is None for row in rows)
            assert not [who for who in CROWD if who in repr(rows)]

    @invariant()
    def budgets_hold(self) -> None:
        """Nobody has spent more dots than they have, nor more on one than they may, nor written more than that."""
        for step in self.hall.script.steps:
            rows = self.hall.rows.get(step.id, ())
            if step.kind == "vote":
                for dots in [row.body["dots"].values() for row in rows if "dots" in row.body]:
                    assert sum(dots) <= step.options["dots"]
                    assert all(0 < count <= (step.options["most_on_one"] or step.options["dots"]) for count in dots)
            if step.kind in ("write", "blockers"):
                owners = Counter(row.body.get("pad") or row.author for row in rows if "text" in row.body)
                assert max(owners.values(), default=0) <= step.options["most"]

    @invariant()
    def the_rows_alone_tell_the_same(self) -> None:
        """After a restart, from JSON, in another order."""
        now = self.hall.proceedings
        rows = {step: tuple(map(reread, reversed(rows))) for step, rows in self.hall.rows.items()}
        events = [
            Event(datetime.fromisoformat(each.at.isoformat()), each.by, each.what, through_json(each.data))
            for each in self.hall.events
        ]
        again = Proceedings(replay(self.hall.script, events), rows, "s1", 42)
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


Engine.TestCase.settings = settings(max_examples=50, stateful_step_count=25, deadline=None)
TestEngine = Engine.TestCase

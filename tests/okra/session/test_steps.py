"""Every kind of step by itself, with any options, in which anybody does anything, some of it on what they saw before.

Budgets hold, what is edited together is never written over, nobody's words are lost, and it reads the same after a trip
through JSON.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okra.items import Item, ItemKind
from okra.proceedings import applied
from okra.refusal import Refused
from okra.steps import KINDS, pair
from okra.steps.step import Contribution, Who
from tests.okra.session.deeds import DEEDS, KEPT, Act, act
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, Table
from tests.okra.session.scripts import options_of
from tests.okra.session.test_engine import reread, spoken, told

CROWD = [ADA, BEN, CLEO, DAN, EVE]
"""Eve is not in the session; Ben facilitates."""
INPUTS = tuple(
    Item(f"s0/{kind}/{number}", kind, f"{kind} {number}", facts={"author": CROWD[number]})
    for kind in (ItemKind.NOTE, ItemKind.OBJECTIVE, ItemKind.HYPOTHESIS, ItemKind.MILESTONE)
    for number in range(3)
)
VERSIONED = {"draft": ("draft:",), "place": ("at:",), "pair": (pair.GROUPS,), "actions": ("action:", "issue:"),
             "judge": ("of:",)}  # fmt: skip
"""Kinds in which things are edited together, and how the keys of their versions begin."""
UNTRACKED = {"cluster", "agree", "present", "actions"}
"""Kinds that hand on words of which the deeds do not say what they are about: names of groups, reasons, issues."""
DEEDS_AT_MOST = 30


class Scene:
    """A step, what was said in it, and what somebody saw of it a while ago."""

    def __init__(self, kind: str, options: Mapping[str, Any]) -> None:
        self.table = Table(kind, options, INPUTS)
        self.seen = self.table.state
        self.said: dict[str, str] = {}
        self.count = 0

    def someone_acts(self, data: st.DataObject, *, late: bool) -> None:
        """Somebody does something that fits the step as it is, or as it was when they opened a window."""
        who = data.draw(st.sampled_from(CROWD))
        self.count += 1
        made = act(self.table.name, self.seen if late else self.table.state, f"word{self.count}.", data.draw)
        self.do(made, Who(who, drives=who == BEN, pad=f"key of {who}"))

    def do(self, made: Act, who: Who) -> None:
        """As storage does it: on what is there now."""
        try:
            after = applied(self.table.rows, self.table.kind.act(self.table.state, made.deed, who))
        except Refused as refusal:
            assert refusal.sentence
            return
        self.appended(after)
        self.table.rows = after
        if made.thing and self.table.name in KEPT:
            self.said.pop(made.thing, None)
            self.said.update({made.thing: made.words} if made.words else {})

    def appended(self, after: tuple[Contribution, ...]) -> None:
        """Of what is edited together every version stays as it is; the next one comes behind it."""
        start = VERSIONED.get(self.table.name)
        if start:
            before = {row.key: row for row in self.table.rows if row.key.startswith(start)}
            now = {row.key: row for row in after if row.key.startswith(start)}
            assert before.items() <= now.items()
            assert len(now) - len(before) <= 1

    def holds(self) -> None:
        """What must always be true."""
        table, options = self.table, self.table.setting.options
        everything = spoken(tuple(table.handed_on))
        assert set(self.said.values()) <= everything
        assert len({item.key for item in table.handed_on}) == len(table.handed_on)
        assert {word for word in everything if word.startswith("word")} <= set(self.said.values()) | self.named()
        owners = Counter(row.body.get("pad") or row.author for row in table.rows if "text" in row.body)
        match table.name:
            case "vote":
                spent = [row.body["dots"].values() for row in table.rows if "dots" in row.body]
                assert all(sum(dots) <= options["dots"] for dots in spent)
                assert all(0 < one <= (options["most_on_one"] or options["dots"]) for dots in spent for one in dots)
            case "write" | "blockers":
                assert max(owners.values(), default=0) <= options["most"]
            case "pair":
                boxes = Counter((one.group, one.topic, one.ask) for one in table.state.entries)
                assert max(boxes.values(), default=0) <= options["most"]
                placed = Counter(one for group in table.state.groups for one in group.people)
                assert max(placed.values(), default=0) <= 1
            case "cluster":
                grouped = [key for item in table.handed_on for key in item.hangs_on]
                assert sorted(grouped) == sorted(note.key for note in table.state.notes)
            case "agree":
                assert max(Counter(voice.user_id for voice in table.state.voices).values(), default=0) <= 1
        again = KINDS[table.name].read(
            Table(**{**vars(table), "rows": tuple(map(reread, reversed(table.rows)))}).setting
        )
        assert told(again) == told(table.state)
        done, of = table.turnout
        assert done <= of

    def named(self) -> set[str]:
        """Words that stand there besides what is remembered as said."""
        return spoken(tuple(self.table.handed_on)) if self.table.name in UNTRACKED else set()


@pytest.mark.parametrize("kind", sorted(DEEDS))
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_people_do_in_a_step_it_holds_what_it_promises(kind: str, data: st.DataObject) -> None:
    scene = Scene(kind, data.draw(options_of(kind, sorted({item.kind for item in INPUTS}))))
    for _ in range(data.draw(st.integers(5, DEEDS_AT_MOST))):
        how = data.draw(st.sampled_from(["now", "now", "late", "look"]))
        if how == "look":
            scene.seen = scene.table.state
        scene.someone_acts(data, late=how == "late")
        scene.holds()

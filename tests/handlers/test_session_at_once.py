"""Many people act on one step at the same moment, in threads, on a real database: nothing is lost, doubled or torn."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from handlers.sessions import use_cases
from okra.items import ItemKind
from okra.people import Actor
from okra.proceedings import Proceedings
from okra.refusal import Refused
from okra.session import Command, Mode, What, start
from okra.steps import cluster, draft, pair, vote, write
from storage.people import Person
from storage.store import Store
from tests.okra.session.hall import SCRIPT, WHOLE
from tests.storage.setting import ADA, BEN, HERE, NOW, a_cycle, a_team, at_once, settle

CROWD = (ADA, BEN, *(f"U_PERSON{number}" for number in range(8)))
STEPS = [step.id for step in SCRIPT.steps]


class Room:
    """A session that runs, with everybody of the team in it. Each deed is a transaction of its own, as at the door."""

    def __init__(self, store: Store) -> None:
        """Ada has just begun it."""
        self.store = settle(store, HERE)
        with store.begin(HERE) as unit:
            team = a_team(unit)
            for user_id in CROWD:
                unit.people.remember(Person(user_id, user_id.title(), "Europe/Berlin"), NOW)
                unit.teams.join(team.id, user_id, NOW)
            events = start(SCRIPT, ADA, CROWD, Mode.LIVE, NOW)
            self.id = unit.sessions.start(team.id, a_cycle(unit, team), (SCRIPT.name, WHOLE), "C_EXPLORE", events, NOW)

    def now(self) -> Proceedings:
        """The session as it is stored."""
        with self.store.begin(HERE) as unit:
            return use_cases.proceedings(unit, use_cases.held(unit, self.id))

    def do(self, by: str, *deeds: Any, step: str) -> None:
        """Somebody's window is submitted."""
        with self.store.begin(HERE) as unit:
            stored = use_cases.held(unit, self.id)
            course = use_cases.proceedings(unit, stored)
            use_cases.do(unit, stored, course, deeds, use_cases.who(unit, Actor(by, HERE), stored, course), step, NOW)

    def move(self, to: int, seen: int | None = None) -> None:
        """Ada presses *Next* or *Back*."""
        with self.store.begin(HERE) as unit:
            use_cases.drive(unit, Actor(ADA, HERE), self.id, Command(What.MOVED, ADA, seen=seen, to=to), NOW)

    def go_to(self, step: str) -> None:
        """Step by step until there."""
        while self.now().session.now_at.id != step:
            self.move(self.now().session.step + 1)

    def ideas(self) -> Counter[str]:
        """The ideas that are stored, and how often each is."""
        return Counter(note.text for note in self.now().state(STEPS.index("ideas")).notes)

    def notes(self, count: int) -> None:
        """Ideas are written and the groups' step is reached."""
        self.go_to("ideas")
        for number in range(count):
            self.do(CROWD[number % len(CROWD)], write.Write(f"n{number}", f"Idea {number}"), step="ideas")


@pytest.fixture
def room(store: Store) -> Room:
    """On SQLite and on PostgreSQL."""
    return Room(store)


def refused(act: Callable[[], None]) -> str:
    """The sentence that somebody is told; "" where it was done."""
    try:
        act()
    except Refused as error:
        return error.sentence
    return ""


def test_everybody_writes_at_once_and_every_note_is_there_once(room: Room) -> None:
    room.go_to("ideas")

    def submits(number: int) -> None:
        deeds = [write.Write(f"{number}-{note}", f"Idea {number} {note}") for note in range(3)]
        room.do(CROWD[number], *deeds, step="ideas")

    at_once(len(CROWD), submits)
    assert room.ideas() == Counter({f"Idea {number} {note}": 1 for number in range(len(CROWD)) for note in range(3)})


def test_a_window_that_is_submitted_twice_at_once_is_stored_once(room: Room) -> None:
    room.go_to("ideas")
    at_once(6, lambda _: room.do(BEN, write.Write("same", "One idea"), step="ideas"))
    assert room.ideas() == Counter(["One idea"])


def test_notes_are_in_before_the_step_is_left_or_their_writer_is_told(room: Room) -> None:
    room.go_to("ideas")

    def acts(number: int) -> str:
        if number == 0:
            return refused(lambda: room.move(room.now().session.step + 1, seen=room.now().session.moves))
        return refused(lambda: room.do(CROWD[number], write.Write(f"{number}", f"Idea {number}"), step="ideas"))

    told = at_once(len(CROWD), acts)
    assert room.now().session.now_at.id == "silent"
    assert room.ideas() == Counter(f"Idea {number}" for number, sentence in enumerate(told) if number and not sentence)
    assert all("has gone on" in str(sentence) for sentence in told if sentence)


def test_of_many_presses_of_next_one_moves_the_session(room: Room) -> None:
    course = room.now()
    at_once(8, lambda _: room.move(course.session.step + 1, seen=course.session.moves))
    assert room.now().session.step == course.session.step + 1
    assert room.now().session.moves == course.session.moves + 1


def test_nobody_spends_more_dots_than_there_are_from_two_windows_at_once(room: Room) -> None:
    room.notes(6)
    room.go_to("group")
    for _ in range(3):
        pair_of = tuple(item.key for item in room.now().state().loose[:2])
        room.do(ADA, cluster.Group(pair_of), step="group")
    room.go_to("vote")
    keys = [item.key for item in room.now().state().items]
    spent = [{keys[0]: 2, keys[1]: 1}, {keys[1]: 2, keys[2]: 1}]
    at_once(2 * len(CROWD), lambda number: room.do(CROWD[number // 2], vote.Spend(spent[number % 2]), step="vote"))
    state = room.now().state()
    assert all(state.own(user_id) in spent for user_id in CROWD)


def test_a_note_is_in_one_group_whichever_window_groups_it_first(room: Room) -> None:
    room.notes(6)
    room.go_to("group")
    keys = [item.key for item in room.now().state().notes]
    told = at_once(
        5, lambda number: refused(lambda: room.do(ADA, cluster.Group((keys[0], keys[1 + number])), step="group"))
    )
    state = room.now().state()
    assert [set(one.keys) for one in state.clusters] == [{keys[0], keys[1 + told.index("")]}]
    assert told.count("") == 1


def test_groups_that_are_made_and_undone_at_once_leave_every_note_somewhere_once(room: Room) -> None:
    room.notes(10)
    room.go_to("group")
    keys = [item.key for item in room.now().state().notes]

    def acts(number: int) -> str:
        mine = (keys[number % 10], keys[(number + 3) % 10])
        deed = cluster.Undo() if number % 3 == 2 else cluster.Group(mine)
        return refused(lambda: room.do(ADA, deed, step="group"))

    at_once(len(CROWD), acts)
    state = room.now().state()
    counted = Counter(key for one in state.clusters for key in one.keys) + Counter(note.key for note in state.loose)
    assert counted == Counter(keys)


def test_pairs_that_are_made_by_two_at_once_hold_everybody_once(room: Room) -> None:
    room.notes(4)
    room.go_to("group")
    room.do(ADA, cluster.Group(tuple(item.key for item in room.now().state().notes)), step="group")
    room.go_to("pairs")
    at_once(4, lambda _: refused(lambda: room.do(ADA, pair.Form(), step="pairs")))
    people = [user_id for group in room.now().state().groups for user_id in group.people]
    assert sorted(people) == sorted(CROWD)


def test_of_two_who_change_the_same_draft_one_is_told_what_the_other_wrote(room: Room) -> None:
    room.go_to("draft")
    room.do(ADA, draft.Write("o", ItemKind.OBJECTIVE, "As it was"), step="draft")
    seen = room.now().state().versions["o"]

    def writes(number: int) -> str:
        mine = draft.Write("o", ItemKind.OBJECTIVE, f"As {number} has it", version=seen)
        return refused(lambda: room.do(CROWD[number], mine, step="draft"))

    told = at_once(5, writes)
    assert told.count("") == 1
    (kept,) = [one.text for one in room.now().state().drafts]
    assert kept == f"As {told.index('')} has it"
    assert all(kept in str(sentence) for sentence in told if sentence)

"""Sessions in the database: nothing is lost, nothing is done twice, and an anonymous note leads to nobody."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from okra.items import Item, ItemKind
from okra.script import About
from okra.session import Event, What
from okra.steps.step import Contribution, Drop, Put
from storage.sessions import SessionRunningError, Stored
from storage.store import Store
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, MINUTE, NOW, a_cycle, a_team, at_once, settle, sql

START = (Event(NOW, ADA, What.STARTED, {"mode": "live", "people": [ADA]}),)
SCRIPT = ("session-1", "name: session-1")


def a_session(store: Store, place: str = "C_EXPLORE") -> int:
    """A session that Ada has just begun."""
    settle(store, HERE)
    with store.begin(HERE) as unit:
        team = unit.teams.by_channel("C_EXPLORE") or a_team(unit)
        latest = unit.cycles.latest(team.id)
        return unit.sessions.start(team.id, latest.id if latest else a_cycle(unit, team), SCRIPT, place, START, NOW)


def stored(store: Store, session_id: int, workspace: str = HERE) -> Stored | None:
    """The session as it is kept."""
    with store.begin(workspace) as unit:
        return unit.sessions.find(session_id)


def note(key: str, text: str = "Nine clicks", author: str | None = ADA) -> Put:
    """A note to be written."""
    return Put(Contribution(key, author, {"text": text}))


def test_a_session_is_kept_with_its_script_its_events_and_its_rows(store: Store) -> None:
    session_id = a_session(store)
    with store.begin(HERE) as unit:
        unit.sessions.happened(session_id, 1, [Event(NOW + MINUTE, BEN, What.JOINED)])
        unit.sessions.change(session_id, "ideas", [note("note:1"), note("note:2", author=None)])
    found = stored(store, session_id)
    assert found is not None
    assert (found.script_name, found.script, found.place) == (*SCRIPT, "C_EXPLORE")
    assert [event.what for event in found.events] == [What.STARTED, What.JOINED]
    assert found.events[0].data == {"mode": "live", "people": [ADA]}
    assert [row.author for row in found.rows["ideas"]] == [ADA, None]


def test_one_session_runs_in_a_place_at_a_time(store: Store) -> None:
    first = a_session(store)
    with pytest.raises(SessionRunningError):
        a_session(store)
    other = a_session(store, "C_OTHER")
    with store.begin(HERE) as unit:
        assert unit.sessions.running_in("C_EXPLORE") == first
        assert unit.sessions.running() == (first, other)
        unit.sessions.happened(first, 1, [Event(NOW, ADA, What.ENDED)])
        assert unit.sessions.running_in("C_EXPLORE") is None
        assert unit.sessions.running() == (other,)
    assert a_session(store) != first


def test_two_who_begin_at_once_begin_one(store: Store) -> None:
    a_session(store, "C_FIRST")
    begun: list[int] = []

    def begin(number: int) -> None:
        try:
            begun.append(a_session(store))
        except SessionRunningError:
            return

    at_once(4, begin)
    assert len(begun) == 1


def test_a_row_is_written_over_and_removed(store: Store) -> None:
    session_id = a_session(store)
    with store.begin(HERE) as unit:
        unit.sessions.change(session_id, "ideas", [note("note:1"), note("note:1", "Eight clicks"), note("note:2")])
        unit.sessions.change(session_id, "ideas", [Drop("note:2"), Drop("note:3")])
    found = stored(store, session_id)
    assert found is not None
    assert [(row.key, row.body["text"]) for row in found.rows["ideas"]] == [("note:1", "Eight clicks")]


def test_of_two_who_act_at_once_one_waits_for_the_other(store: Store) -> None:
    session_id = a_session(store)

    def count_up(number: int) -> None:
        with store.begin(HERE) as unit:
            held = unit.sessions.hold(session_id)
            assert held is not None
            before = held.rows.get("ideas", ())
            unit.sessions.change(session_id, "ideas", [note(f"note:{len(before)}")])

    at_once(6, count_up)
    found = stored(store, session_id)
    assert found is not None
    assert [row.key for row in found.rows["ideas"]] == [f"note:{number}" for number in range(6)]


def test_the_newest_session_of_a_place_is_known_whether_it_runs_or_not(store: Store) -> None:
    first = a_session(store)
    with store.begin(HERE) as unit:
        unit.sessions.happened(first, 1, [Event(NOW, ADA, What.ENDED)])
    second = a_session(store)
    a_session(store, "C_OTHER")
    with store.begin(HERE) as unit:
        assert unit.sessions.newest_in("C_EXPLORE") == second
        assert unit.sessions.newest_in("C_EXPLORE", "session-1") == second
        assert unit.sessions.newest_in("C_EXPLORE", "session-2") is None
        assert unit.sessions.newest_in("C_NOWHERE") is None
    with store.begin(ELSEWHERE) as unit:
        assert unit.sessions.newest_in("C_EXPLORE") is None


def test_of_two_canvases_that_were_made_at_once_the_one_noted_first_counts(store: Store) -> None:
    session_id = a_session(store)

    def noted(number: int) -> str:
        with store.begin(HERE) as unit:
            return unit.sessions.in_canvas(session_id, f"https://example.com/F{number}", instead_of=None)

    said = at_once(4, noted)
    found = stored(store, session_id)
    assert found is not None
    assert set(said) == {found.canvas}


def test_a_canvas_takes_the_place_of_one_that_is_gone(store: Store) -> None:
    session_id = a_session(store)
    with store.begin(HERE) as unit:
        assert unit.sessions.in_canvas(session_id, "https://example.com/F1", instead_of=None).endswith("F1")
        assert unit.sessions.in_canvas(session_id, "https://example.com/F2", instead_of=None).endswith("F1")
        gone = "https://example.com/F1"
        assert unit.sessions.in_canvas(session_id, "https://example.com/F3", instead_of=gone).endswith("F3")


def test_an_event_that_is_there_is_not_written_again(store: Store) -> None:
    session_id = a_session(store)
    with pytest.raises(IntegrityError), store.begin(HERE) as unit:
        unit.sessions.happened(session_id, 0, [Event(NOW, BEN, What.JOINED)])


def test_an_anonymous_note_has_no_author_no_number_and_no_time(store: Store) -> None:
    session_id = a_session(store)
    with store.begin(HERE) as unit:
        unit.sessions.change(session_id, "ideas", [note("note:1", author=None)])
    (row,) = sql(store, "SELECT * FROM contribution")
    assert set(row._mapping) == {"session_id", "step", "key", "workspace_id", "author", "body"}
    assert row.author is None
    assert ADA not in str(tuple(row))


def test_what_a_session_hands_on_is_kept_in_order_and_replaced_as_a_whole(store: Store) -> None:
    session_id = a_session(store)
    items = [
        Item("s1/a", ItemKind.OBJECTIVE, "Match reliability"),
        Item("s1/b", ItemKind.KEY_RESULT, "80 %", ("s1/a",)),
    ]
    with store.begin(HERE) as unit:
        unit.sessions.keep_items(session_id, [items[1]])
        unit.sessions.keep_items(session_id, items)
        assert unit.sessions.items_of(session_id) == tuple(items)


def test_the_newest_run_of_each_script_is_carried_on(store: Store) -> None:
    for text in ("Old", "New"):
        session_id = a_session(store)
        with store.begin(HERE) as unit:
            unit.sessions.keep_items(session_id, [Item(f"s{session_id}/a", ItemKind.OBJECTIVE, text)])
            unit.sessions.happened(session_id, 1, [Event(NOW + timedelta(hours=1), ADA, What.ENDED)])
    running = a_session(store)
    with store.begin(HERE) as unit:
        unit.sessions.keep_items(running, [Item("s3/a", ItemKind.OBJECTIVE, "Not yet")])
        team = unit.teams.by_channel("C_EXPLORE")
        assert team is not None
        latest = unit.cycles.latest(team.id)
        cycle = latest.id if latest else None
        assert [item.text for item in unit.sessions.carried(team.id, [ItemKind.OBJECTIVE], cycle)] == ["New"]
        assert unit.sessions.carried(team.id, [ItemKind.VISION], cycle) == ()
        assert unit.sessions.carried(team.id, [ItemKind.OBJECTIVE], None) == ()
        assert [item.text for item in unit.sessions.carried(team.id, tuple(ItemKind), cycle, before=2)] == ["Old"]
        assert unit.sessions.carried(team.id, tuple(ItemKind), cycle, before=1) == ()


def test_retros_are_known_with_what_they_are_about_and_old_ones_are_left_out(store: Store) -> None:
    a_session(store)
    with store.begin(HERE) as unit:
        team = unit.teams.by_channel("C_EXPLORE")
        assert team is not None
        unit.sessions.happened(1, 1, [Event(NOW, ADA, What.ENDED)])
        started = [Event(NOW, ADA, What.STARTED, {"mode": "live", "people": [ADA]})]
        retro = unit.sessions.start(team.id, None, ("retro", "…"), "C_EXPLORE", started, NOW, About.OBJECTIVE)
        (found,) = unit.sessions.retros(team.id, NOW)
        assert (found.id, found.about, found.objective_id, found.ended_at) == (retro, About.OBJECTIVE, None, None)
        later = NOW + timedelta(hours=1)
        unit.sessions.happened(retro, 1, [Event(later, ADA, What.ENDED)])
        assert [one.ended_at for one in unit.sessions.retros(team.id, later)] == [later]
        assert unit.sessions.retros(team.id, later + timedelta(seconds=1)) == ()


def test_another_workspace_sees_nothing_of_it(store: Store) -> None:
    session_id = a_session(store)
    settle(store, ELSEWHERE)
    assert stored(store, session_id, ELSEWHERE) is None
    with store.begin(ELSEWHERE) as unit:
        assert unit.sessions.hold(session_id) is None
        assert unit.sessions.running_in("C_EXPLORE") is None
        assert unit.sessions.running() == ()
        assert unit.sessions.items_of(session_id) == ()


def test_a_team_keeps_scripts_of_its_own(store: Store) -> None:
    a_session(store)
    with store.begin(HERE) as unit:
        team = unit.teams.by_channel("C_EXPLORE")
        assert team is not None
        unit.scripts.save(team.id, "ours", "one", ADA, NOW)
        unit.scripts.save(team.id, "ours", "two", BEN, NOW)
        assert unit.scripts.of_team(team.id) == {"ours": "two"}
        unit.scripts.remove(team.id, "ours")
        assert unit.scripts.of_team(team.id) == {}

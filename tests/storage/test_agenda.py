"""What is due is run exactly once, in the transaction that says so; what fails blocks nobody."""

import logging

import pytest

from storage.agenda import Appointment, run_next
from storage.engine import build_engine
from storage.store import Store, Unit
from tests.storage.setting import ELSEWHERE, HERE, HOUR, MINUTE, NOW, SECOND, at_once, settle


class TroubleError(Exception):
    """What goes wrong in these tests."""


def done(_unit: Unit, _appointment: Appointment) -> str:
    """A use case that has nothing to do."""
    return "done"


def appoint(store: Store, key: str, due: object = NOW, workspace: str = HERE) -> None:
    """Appoint something."""
    with store.begin(workspace) as unit:
        unit.agenda.put("close", key, due)  # type: ignore[arg-type]


def find(store: Store, key: str, workspace: str = HERE) -> Appointment:
    """The appointment, which must be there."""
    with store.begin(workspace) as unit:
        found = unit.agenda.find("close", key)
    assert found is not None
    return found


def test_the_earliest_is_run_first_and_none_before_its_time(store: Store) -> None:
    settle(store)
    for key, due in (("late", NOW), ("early", NOW - HOUR), ("future", NOW + SECOND)):
        appoint(store, key, due)
    seen: list[str] = []

    def note(_unit: Unit, appointment: Appointment) -> str:
        seen.append(appointment.key)
        return "done"

    while run_next(store, NOW, note):
        pass
    assert seen == ["early", "late"]
    assert (find(store, "early").done, find(store, "early").outcome) == (NOW, "done")
    assert find(store, "future").done is None


def test_all_workspaces_are_looked_after_each_in_its_own(store: Store) -> None:
    settle(store, HERE, ELSEWHERE)
    appoint(store, "1", workspace=HERE)
    appoint(store, "1", workspace=ELSEWHERE)
    seen: set[tuple[str, str]] = set()

    def note(unit: Unit, appointment: Appointment) -> str:
        seen.add((unit.workspace_id, appointment.workspace_id))
        return "done"

    assert run_next(store, NOW, note)
    assert run_next(store, NOW, note)
    assert not run_next(store, NOW, note)
    assert seen == {(HERE, HERE), (ELSEWHERE, ELSEWHERE)}


def test_appointing_again_moves_what_is_not_done_and_leaves_alone_what_is(store: Store) -> None:
    settle(store)
    appoint(store, "1", NOW)
    appoint(store, "1", NOW + HOUR)
    assert not run_next(store, NOW, done)
    assert run_next(store, NOW + HOUR, done)
    appoint(store, "1", NOW)
    assert not run_next(store, NOW + HOUR, done)
    assert find(store, "1").appointed == NOW + HOUR


def test_what_was_cancelled_does_not_happen_unless_it_is_appointed_again(store: Store) -> None:
    settle(store)
    appoint(store, "1")
    with store.begin(HERE) as unit:
        unit.agenda.cancel("close", "1")
    assert not run_next(store, NOW, done)
    appoint(store, "1")
    assert run_next(store, NOW, done)
    with store.begin(HERE) as unit:
        unit.agenda.cancel("close", "1")
    assert find(store, "1").outcome == "done"


def test_what_waits_can_be_listed_by_the_beginning_of_its_key(store: Store) -> None:
    settle(store, HERE, ELSEWHERE)
    for key, due in (("7/b", NOW), ("7/a", NOW + HOUR), ("70/a", NOW), ("7%", NOW)):
        appoint(store, key, due)
    appoint(store, "7/c", workspace=ELSEWHERE)
    with store.begin(HERE) as unit:
        assert [one.key for one in unit.agenda.pending("close", "7/")] == ["7/b", "7/a"]
        assert [one.key for one in unit.agenda.pending("open")] == []
    assert run_next(store, NOW, done)
    with store.begin(HERE) as unit:
        assert len(unit.agenda.pending("close")) == 3


def test_what_fails_leaves_nothing_behind_is_put_off_and_blocks_nobody(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    settle(store)
    appoint(store, "broken", NOW - MINUTE)
    appoint(store, "sound")

    def half(unit: Unit, appointment: Appointment) -> str:
        unit.outbox.post("card", appointment.key, "C1", NOW)
        unit.agenda.put("next", appointment.key, NOW + HOUR)
        if appointment.key == "broken":
            raise TroubleError
        return "done"

    with caplog.at_level(logging.ERROR):
        assert run_next(store, NOW, half)
        assert run_next(store, NOW, half)
        assert not run_next(store, NOW, half)
    with store.begin(HERE) as unit:
        assert unit.outbox.find("card", "broken") is None
        assert unit.agenda.find("next", "broken") is None
        assert unit.outbox.find("card", "sound") is not None
    assert find(store, "broken").done is None
    (record,) = caplog.records
    assert (record.__dict__["action"], record.__dict__["key"]) == ("appointment.failed", "broken")


def test_each_failure_is_put_off_a_little_longer_up_to_an_hour(store: Store) -> None:
    settle(store)
    appoint(store, "1")

    def fail(_unit: Unit, _appointment: Appointment) -> str:
        raise TroubleError

    now, pauses = NOW, []
    for _ in range(9):
        assert run_next(store, now, fail)
        due = find(store, "1").due
        pauses.append((due - now) / MINUTE)
        now = due
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert find(store, "1").appointed == NOW
    assert run_next(store, now, done)


def test_appointing_the_same_instant_again_does_not_hurry_what_was_put_off(store: Store) -> None:
    settle(store)
    appoint(store, "1")

    def fail(_unit: Unit, _appointment: Appointment) -> str:
        raise TroubleError

    assert run_next(store, NOW, fail)
    appoint(store, "1", NOW)
    assert find(store, "1").due == NOW + MINUTE
    appoint(store, "1", NOW + SECOND)
    assert find(store, "1").due == NOW + SECOND


def test_a_use_case_may_move_its_own_appointment(store: Store) -> None:
    settle(store)
    appoint(store, "1")

    def later(unit: Unit, appointment: Appointment) -> str:
        unit.agenda.put(appointment.kind, appointment.key, NOW + HOUR)
        return "moved"

    assert run_next(store, NOW, later)
    assert find(store, "1").done is None
    assert not run_next(store, NOW, done)
    assert run_next(store, NOW + HOUR, done)


def test_a_process_that_dies_in_the_middle_has_done_nothing(store: Store) -> None:
    settle(store)
    appoint(store, "1")

    def die(unit: Unit, _appointment: Appointment) -> str:
        unit.outbox.post("card", "1", "C1", NOW)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_next(store, NOW, die)
    assert find(store, "1").failures == 0
    with store.begin(HERE) as unit:
        assert unit.outbox.find("card", "1") is None
    assert run_next(store, NOW, done)


def test_of_eight_that_want_the_same_appointment_one_runs_it(store: Store) -> None:
    settle(store)
    for round_ in range(5):
        appoint(store, str(round_))
        ran: list[str] = []

        def note(unit: Unit, appointment: Appointment, ran: list[str] = ran) -> str:
            ran.append(appointment.key)
            unit.outbox.post("card", appointment.key, "C1", NOW)
            return "done"

        at_once(8, lambda _, note=note: run_next(store, NOW, note))  # type: ignore[misc]
        assert ran == [str(round_)]
        with store.begin(HERE) as unit:
            posted = unit.outbox.find("card", str(round_))
        assert posted is not None
        assert posted.wanted == 1


def test_two_processes_share_the_work_and_do_none_of_it_twice(database_url: str) -> None:
    stores = [settle(Store(build_engine(database_url))) for _ in range(2)]
    for number in range(40):
        appoint(stores[0], str(number))
    ran: list[str] = []

    def note(unit: Unit, appointment: Appointment) -> str:
        unit.outbox.post("card", appointment.key, "C1", NOW)
        ran.append(appointment.key)
        return "done"

    def work(number: int) -> None:
        while run_next(stores[number % 2], NOW, note):
            pass

    at_once(4, work)
    assert sorted(ran, key=int) == [str(number) for number in range(40)]
    for store in stores:
        store.engine.dispose()

"""A transaction happens whole or not at all, and wakes the senders only when there is something to send."""

import pytest

from storage.store import Store
from tests.storage.setting import HERE, NOW, settle


class TroubleError(Exception):
    """What goes wrong in these tests."""


def post_then_fail(store: Store) -> None:
    """Owe a card and appoint something, in a transaction that an exception leaves."""
    with store.begin(HERE) as unit:
        unit.outbox.post("card", "1", "C1", NOW)
        unit.agenda.put("close", "1", NOW)
        raise TroubleError


def test_what_an_exception_leaves_behind_is_nothing(store: Store) -> None:
    settle(store)
    with pytest.raises(TroubleError):
        post_then_fail(store)
    with store.begin(HERE) as unit:
        assert unit.outbox.find("card", "1") is None
        assert unit.agenda.find("close", "1") is None


def test_the_senders_are_woken_after_the_commit(store: Store) -> None:
    settle(store)
    seen: list[bool] = []

    def look() -> None:
        with store.begin(HERE) as unit:
            seen.append(unit.outbox.find("card", "1") is not None)

    store.on_post = look
    with store.begin(HERE) as unit:
        unit.outbox.post("card", "1", "C1", NOW)
        assert seen == []
    assert seen == [True]


def test_nobody_is_woken_when_nothing_was_posted_or_all_was_rolled_back(store: Store) -> None:
    settle(store)
    woken: list[None] = []
    store.on_post = lambda: woken.append(None)
    with store.begin(HERE) as unit:
        unit.outbox.find("card", "1")
        unit.outbox.mend_all(NOW)
    with pytest.raises(TroubleError):
        post_then_fail(store)
    assert woken == []


def test_what_a_unit_gives_is_the_same_within_a_transaction(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        assert unit.outbox is unit.outbox
        assert unit.workspaces.bot_user_id() == "U_OKRA"
        unit.workspaces.set_zone("Europe/Berlin")
        assert unit.workspaces.zone() == "Europe/Berlin"
    settle(store)
    with store.begin(HERE) as unit:
        assert unit.workspaces.zone() == "Europe/Berlin"

"""People are as Slack last described them."""

from dataclasses import replace

from storage.people import Person
from storage.store import Store
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, MALLORY, NOW, at_once, settle

A = Person(ADA, "Ada", "Europe/Berlin", is_admin=True)
B = Person(BEN, "Ben")


def test_the_last_description_counts(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        unit.people.remember(A, NOW)
        assert unit.people.find(ADA) == A
        moved = replace(A, zone="Asia/Tokyo", is_admin=False)
        unit.people.remember(moved, NOW)
        assert unit.people.find(ADA) == moved
        assert unit.people.find(BEN) is None


def test_whom_nobody_described_is_called_somebody(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        unit.people.remember(A, NOW)
        unit.people.remember(replace(B, name=""), NOW)
        assert unit.people.names([ADA, BEN, MALLORY]) == {ADA: "Ada", BEN: "somebody", MALLORY: "somebody"}
        assert [unit.people.name(user) for user in (ADA, BEN, MALLORY)] == ["Ada", "somebody", "somebody"]
        assert unit.people.known([ADA, MALLORY]) == {ADA: A}


def test_a_direct_conversation_is_remembered_whoever_comes_first(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        assert unit.people.dm_channel(ADA) is None
        unit.people.remember_dm(ADA, "D1", NOW)
        unit.people.remember(A, NOW)
        assert unit.people.dm_channel(ADA) == "D1"
        unit.people.remember_dm(ADA, "D2", NOW)
        assert unit.people.dm_channel(ADA) == "D2"
        assert unit.people.find(ADA) == A


def test_only_admins_who_can_still_read_are_admins(store: Store) -> None:
    settle(store)
    with store.begin(HERE) as unit:
        unit.people.remember(A, NOW)
        unit.people.remember(B, NOW)
        unit.people.remember(replace(A, user_id="U_GONE", deactivated=True), NOW)
        assert unit.people.admins() == [ADA]
        assert [unit.people.is_admin(user) for user in (ADA, BEN, "U_GONE", MALLORY)] == [True, False, False, False]


def test_many_events_about_one_person_at_once_leave_one_row(store: Store) -> None:
    settle(store)

    def describe(number: int) -> None:
        with store.begin(HERE) as unit:
            unit.people.remember(replace(A, name=f"Ada {number}"), NOW)

    at_once(6, describe)
    with store.begin(HERE) as unit:
        assert unit.people.name(ADA).startswith("Ada ")


def test_the_same_user_id_elsewhere_is_another_person(store: Store) -> None:
    settle(store, HERE, ELSEWHERE)
    with store.begin(HERE) as unit:
        unit.people.remember(A, NOW)
        unit.people.remember_dm(ADA, "D1", NOW)
    with store.begin(ELSEWHERE) as unit:
        assert unit.people.find(ADA) is None
        assert unit.people.dm_channel(ADA) is None
        assert unit.people.admins() == []
        unit.people.remember(replace(A, name="Another Ada"), NOW)
    with store.begin(HERE) as unit:
        assert unit.people.name(ADA) == "Ada"

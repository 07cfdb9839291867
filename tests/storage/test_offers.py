"""Retros that were offered: made once, answered once."""

from datetime import timedelta

import pytest

from okra.offer import Offer, Reason, Reply
from storage.store import Store, Unit
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, NOW, a_cycle, a_team, at_once, settle

WEEK = timedelta(weeks=1)


@pytest.fixture
def team(store: Store) -> int:
    """A team with a cycle and an objective, all of id 1."""
    settle(store, HERE, ELSEWHERE)
    with store.begin(HERE) as unit:
        team = a_team(unit)
        unit.okrs.add_objective(team.id, a_cycle(unit, team), "Grow", NOW)
        unit.okrs.add_objective(team.id, 1, "Last", NOW)
        return team.id


def make(unit: Unit, objective_id: int | None = 1, key: str = "2026-W36") -> Offer:
    return unit.offers.make(1, 1, objective_id, key, (Reason.DROP, "It fell."), NOW)


def test_what_is_offered_twice_is_offered_once(store: Store, team: int) -> None:
    with store.begin(HERE) as unit:
        first = make(unit)
        assert make(unit) == first == unit.offers.by_id(first.id)
        assert unit.offers.of_team(team, NOW) == [first]
        assert unit.offers.of_team(team, NOW + WEEK) == []


def test_two_processes_that_offer_at_once_make_one_offer(store: Store, team: int) -> None:
    def offer(_: int) -> int:
        with store.begin(HERE) as unit:
            return make(unit).id

    assert len(set(at_once(4, offer))) == 1


def test_the_first_word_counts(store: Store, team: int) -> None:
    with store.begin(HERE) as unit:
        made = make(unit)
        assert unit.offers.reply(made.id, Reply.NOT_NOW, ADA, NOW + WEEK)
        assert not unit.offers.reply(made.id, Reply.TAKEN, BEN, NOW + WEEK)
        (found,) = unit.offers.of_team(team, NOW + WEEK)
        assert (found.reply, found.replied_by, found.replied_at) == (Reply.NOT_NOW, ADA, NOW + WEEK)


def test_a_retro_takes_the_open_offers_that_are_about_the_same(store: Store, team: int) -> None:
    with store.begin(HERE) as unit:
        one, other, every = make(unit), make(unit, 2, "2026-W37"), make(unit, None, "1/midpoint/2026-08-16")
        assert {offer.id for offer in unit.offers.taken(team, 1, ADA, NOW)} == {one.id, every.id}
        assert unit.offers.taken(team, 1, ADA, NOW) == []
        assert [offer.id for offer in unit.offers.taken(team, None, ADA, NOW)] == [other.id]


def test_another_workspace_sees_and_answers_none_of_it(store: Store, team: int) -> None:
    with store.begin(HERE) as unit:
        made = make(unit)
    with store.begin(ELSEWHERE) as unit:
        assert unit.offers.by_id(made.id) is None
        assert unit.offers.of_team(team, NOW) == []
        assert not unit.offers.reply(made.id, Reply.NOT_NOW, ADA, NOW)
        assert unit.offers.taken(team, None, ADA, NOW) == []

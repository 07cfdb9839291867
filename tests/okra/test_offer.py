"""Retros that are offered: when, about what, and when not again."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.confidence import Notice, NoticeKind
from okra.cycle import Cycle
from okra.offer import APART, QUIET, Held, Offer, Reason, Reply, days, may_offer, to_offer

NOW = datetime(2026, 9, 7, 8, tzinfo=UTC)
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)


def cycle(weeks: int, extra: int = 0) -> Cycle:
    start = date(2026, 7, 1)
    return Cycle(1, 1, "", start, start + timedelta(days=7 * weeks + extra - 1))


def notice(objective_id: int, kind: NoticeKind = NoticeKind.DROP) -> Notice:
    return Notice(kind, objective_id, f"Objective {objective_id}", "fell.")


def offer(objective_id: int | None, ago: timedelta, reply: Reply | None = None) -> Offer:
    at = NOW - ago
    return Offer(1, 1, 1, objective_id, "", Reason.DROP, "", at, reply, at if reply else None)


def test_a_quarter_has_half_time_and_a_week_before_its_end() -> None:
    quarter = Cycle(1, 1, "Q3 2026", date(2026, 7, 1), date(2026, 9, 30))
    assert dict(days(quarter)) == {Reason.MIDPOINT: date(2026, 8, 16), Reason.ENDING: date(2026, 9, 23)}


def test_two_weeks_have_one_look_back() -> None:
    assert list(days(cycle(2))) == [(Reason.ENDING, date(2026, 7, 8))]


@given(st.integers(2, 26), st.integers(0, 6))
def test_every_day_lies_in_the_cycle_and_in_order_a_week_apart_at_least(weeks: int, extra: int) -> None:
    whole = cycle(weeks, extra)
    found = list(days(whole))
    assert found[-1][0] is Reason.ENDING
    assert all(whole.contains(day) for _, day in found)
    assert all(later - earlier >= timedelta(days=7) for (_, earlier), (_, later) in pairwise(found))


def test_the_most_urgent_notice_is_offered() -> None:
    flat, low, drop = (notice(number, kind) for number, kind in enumerate(reversed(NoticeKind)))
    assert to_offer([flat, low, drop], [], [], NOW) is drop
    assert to_offer([flat, low], [], [], NOW) is low
    assert to_offer([], [], [], NOW) is None


def test_an_objective_is_offered_a_retro_once_in_three_weeks() -> None:
    assert not may_offer(1, [offer(1, APART - DAY)], [], NOW)
    assert may_offer(1, [offer(1, APART)], [], NOW)
    assert may_offer(1, [offer(1, APART - timedelta(minutes=1))], [], NOW)


def test_one_that_was_offered_lately_gives_way_to_another() -> None:
    worse, other = notice(1), notice(2, NoticeKind.FLAT)
    assert to_offer([worse, other], [offer(1, WEEK)], [], NOW) is other


def test_not_now_is_respected_for_twice_as_long() -> None:
    assert not may_offer(1, [offer(1, QUIET - DAY, Reply.NOT_NOW)], [], NOW)
    assert may_offer(1, [offer(1, QUIET, Reply.NOT_NOW)], [], NOW)


def test_not_now_to_all_leaves_a_single_objective_alone_for_three_weeks() -> None:
    assert not may_offer(1, [offer(None, WEEK, Reply.NOT_NOW)], [], NOW)
    assert may_offer(1, [offer(None, APART, Reply.NOT_NOW)], [], NOW)
    assert not may_offer(None, [offer(None, APART, Reply.NOT_NOW)], [], NOW)


@pytest.mark.parametrize("about", [1, None])
def test_a_retro_that_was_held_counts_as_one_that_was_offered(about: int | None) -> None:
    assert not may_offer(1, [], [Held(about, NOW - WEEK)], NOW)
    assert may_offer(1, [], [Held(about, NOW - APART)], NOW)


def test_a_retro_about_another_objective_is_no_reason_to_wait() -> None:
    assert may_offer(1, [offer(2, WEEK)], [Held(2, NOW - WEEK)], NOW)


def test_half_time_waits_while_any_objective_was_offered_lately() -> None:
    assert not may_offer(None, [offer(2, WEEK)], [], NOW)


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(NoticeKind)), max_size=6), st.integers(1, 40))
def test_whatever_is_noticed_week_after_week_no_objective_is_offered_twice_within_three_weeks(
    noticed: list[tuple[int, NoticeKind]], weeks: int
) -> None:
    offers: list[Offer] = []
    for number in range(weeks):
        now = NOW + number * WEEK
        chosen = to_offer([notice(*one) for one in noticed], offers, [], now)
        if chosen is not None:
            offers.append(Offer(number, 1, 1, chosen.objective_id, "", Reason.DROP, "", now))
    for objective_id in {one.objective_id for one in offers}:
        made = [one.made_at for one in offers if one.objective_id == objective_id]
        assert all(later - earlier >= APART for earlier, later in pairwise(made))

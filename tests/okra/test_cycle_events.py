"""The events that mattered, each in its week."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from okra.calendar import Week
from okra.cycle import Cycle, quarter_around
from okra.cycle_events import CycleEvent, EventKind, events, week_number
from okra.cycle_facts import Held, InTheWay, weeks_of
from okra.okr_change import Change, OkrChange
from tests.okra.cycles import BERLIN, FRIDAYS, facts, friday

WEDNESDAY = friday(5) - timedelta(days=2)


class TestTheWeeks:
    @given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(14, 188), st.integers(0, 6))
    def test_are_those_whose_check_in_day_lies_in_the_cycle(self, start: date, days: int, weekday: int) -> None:
        cycle = Cycle(None, 1, "Some weeks", start, start + timedelta(days=days - 1))
        found = weeks_of(cycle, weekday)
        assert all(cycle.contains(week.day(weekday)) for week in found)
        assert len(found) == sum((start + timedelta(days=number)).weekday() == weekday for number in range(days))
        assert list(found) == sorted(set(found))

    def test_of_a_quarter_are_thirteen_or_fourteen(self) -> None:
        assert {len(weeks_of(quarter_around(date(2026, month, 1), 1), 4)) for month in (1, 4, 7, 10)} <= {13, 14}

    @given(st.datetimes(datetime(2026, 7, 1), datetime(2026, 9, 30)))
    def test_an_instant_belongs_to_the_week_that_people_see_it_in(self, naive: datetime) -> None:
        at = naive.replace(tzinfo=UTC)
        number = week_number(FRIDAYS, BERLIN, at)
        assert 1 <= number <= len(FRIDAYS)
        local = Week.of(at.astimezone(BERLIN).date())
        assert FRIDAYS[number - 1] == min(max(local, FRIDAYS[0]), FRIDAYS[-1])


class TestEvents:
    def test_come_in_the_order_of_time_with_their_week(self) -> None:
        found = events(
            facts(
                retros=(Held(WEDNESDAY, 1), Held(friday(13) + timedelta(days=5), None, closing=True)),
                issues=(InTheWay("Legal", friday(2), friday(6), 1),),
                changes=(OkrChange(1, 8, Change.CHANGED, "Key result “Tickets” …", friday(4)),),
            )
        )
        assert found == (
            CycleEvent(EventKind.RAISED, 2, "Legal", 1),
            CycleEvent(EventKind.CHANGED, 4, "Key result “Tickets” …", 1),
            CycleEvent(EventKind.RETRO, 5, "", 1),
            CycleEvent(EventKind.SOLVED, 6, "Legal", 1),
            CycleEvent(EventKind.RETRO, 13),
        )

    def test_of_an_issue_from_the_cycle_before_only_its_solution_counts(self) -> None:
        old = InTheWay("Old", friday(1) - timedelta(weeks=3), friday(2))
        young = InTheWay("Young", friday(13), friday(13) + timedelta(weeks=2))
        kinds = [(event.kind, event.said) for event in events(facts(issues=(old, young)))]
        assert kinds == [(EventKind.SOLVED, "Old"), (EventKind.RAISED, "Young")]

    def test_nothing_happened_is_nothing(self) -> None:
        assert events(facts()) == ()

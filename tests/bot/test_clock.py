"""The one place where okra reads the time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from freezegun import freeze_time

from bot.build import real_clock
from demo.clock import SharedClock


@freeze_time("2026-09-04 12:00:00")
def test_the_real_clock_is_aware_and_in_utc() -> None:
    assert real_clock() == datetime(2026, 9, 4, 12, tzinfo=UTC)


def test_the_demo_s_clock_goes_on_by_itself_from_where_it_was_put(tmp_path: Path) -> None:
    clock = SharedClock(tmp_path / "clock")
    friday = datetime(2026, 9, 4, 12, tzinfo=UTC)
    with freeze_time("2026-11-23 10:00:00") as real:
        clock.travel_to(friday)
        assert clock.now() == friday
        real.tick(timedelta(seconds=90))
        assert SharedClock(tmp_path / "clock").now() == friday + timedelta(seconds=90)

"""What a digest says around its numbers."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from okra.bulletin import Came, Update, say_week, update
from okra.calendar import Week
from okra.checkin import Answer

BERLIN = ZoneInfo("Europe/Berlin")
SENT = datetime(2026, 9, 7, 8, tzinfo=UTC)
"""Monday 10:00 in Berlin."""
HOUR = timedelta(hours=1)


def answer(submitted: datetime, edited: datetime | None = None) -> Answer:
    return Answer(1, "U1", submitted_at=submitted, edited_at=edited)


def said(*parts: Came) -> str | None:
    found = update(parts, SENT, BERLIN)
    return None if found is None else found.sentence


class TestAnUpdate:
    def test_is_none_where_nothing_came_in_since_the_digest_was_sent(self) -> None:
        assert said() is None
        assert said(Came("Alpha", SENT, (answer(SENT - HOUR), answer(SENT - 2 * HOUR, SENT - HOUR)))) is None

    def test_tells_late_answers_from_edited_ones_and_when_the_last_came(self) -> None:
        late, edited = answer(SENT + HOUR), answer(SENT - HOUR, SENT + 3 * HOUR)
        assert said(Came("Alpha", SENT, (late, edited, edited))) == "Updated Mon 13:00: 1 late answer, 2 edited answers"

    def test_counts_a_late_answer_that_was_edited_again_once(self) -> None:
        assert said(Came("Alpha", SENT, (answer(SENT + HOUR, SENT + 2 * HOUR),))) == "Updated Mon 12:00: 1 late answer"

    def test_names_a_team_that_came_in_whole_and_calls_none_of_its_answers_late(self) -> None:
        due = SENT + 7 * HOUR
        beta = Came("Beta", due, (answer(SENT + HOUR), answer(SENT + HOUR, SENT + 2 * HOUR)))
        assert said(Came("Alpha", SENT), beta) == "Updated Mon 17:00: Beta came in"
        assert said(Came("Beta", due, (answer(due + HOUR),))) == "Updated Mon 18:00: 1 late answer, Beta came in"

    def test_counts_teams_where_there_are_too_many_to_name(self) -> None:
        teams = [Came(f"Team {number}", SENT + HOUR) for number in range(4)]
        assert said(*teams) == "Updated Mon 11:00: 4 more teams came in"

    @pytest.mark.parametrize(
        ("after", "when"), [(timedelta(days=5), "Sat 10:00"), (timedelta(days=9), "Wed 16 Sep 10:00")]
    )
    def test_gives_the_date_once_a_weekday_would_be_unclear(self, after: timedelta, when: str) -> None:
        assert said(Came("Alpha", SENT, (answer(SENT + after),))) == f"Updated {when}: 1 late answer"

    def test_is_told_on_the_readers_own_clock(self) -> None:
        found = update([Came("Alpha", SENT, (answer(SENT + HOUR),))], SENT, ZoneInfo("Asia/Tokyo"))
        assert found == Update("Mon 18:00", late=1)


@pytest.mark.parametrize(
    ("week", "words"),
    [(Week(2026, 36), "week 36, 31 Aug – 6 Sep"), (Week(2026, 53), "week 53, 28 Dec – 3 Jan")],
)
def test_a_week_is_named_with_its_days(week: Week, words: str) -> None:
    assert say_week(week) == words

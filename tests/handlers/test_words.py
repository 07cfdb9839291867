"""Sentences that have to be true whatever the numbers and days."""

from datetime import date

import pytest

from handlers.members.views import away_set
from handlers.notices import views
from handlers.notices.values import KeyResultsOffered

FRIDAY = date(2026, 9, 4)


def test_who_is_away_later_is_asked_until_then() -> None:
    text = away_set(None, date(2026, 10, 5), date(2026, 10, 16), FRIDAY).text
    assert "both days included. Until then I ask as usual, and not in between." in text
    assert "before then" not in text


def test_who_is_away_now_can_come_back_with_a_button() -> None:
    now, later = away_set(None, FRIDAY, FRIDAY, FRIDAY), away_set(None, date(2026, 10, 5), date(2026, 10, 5), FRIDAY)
    assert "I'm back" in str([block.to_dict() for block in now.blocks])
    assert "I'm back" not in str([block.to_dict() for block in later.blocks])


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        (("Clicks",), "this key result has no owner now: “Clicks”. Who takes it on?"),
        (("Clicks", "Calls"), "these key results have no owner now: “Clicks”; “Calls”. Who takes them on?"),
    ],
)
def test_one_key_result_is_one(titles: tuple[str, ...], words: str) -> None:
    offered = KeyResultsOffered(team_id=7, name="Ben", titles=titles)
    assert words in str([block.to_dict() for block in views.view(offered).blocks])

"""A rhythm that makes no sense is answered beside the box that has to change."""

from datetime import time
from typing import Any

import pytest

from handlers.kit.payload import Values
from handlers.setup import forms, ids
from okra.calendar import Rhythm
from okra.confidence import USUAL, Thresholds
from okra.refusal import RefusedFields

FILLED: dict[str, dict[str, Any]] = {
    ids.NAME: {"value": "Explore"},
    ids.LEAD: {"selected_user": "UADA"},
    ids.ZONE: {"selected_option": {"value": "Europe/Berlin"}},
    ids.WEEKDAY: {"selected_option": {"value": "4"}},
    ids.AT: {"selected_time": "14:00"},
    ids.REMINDER_WEEKDAY: {"selected_option": {"value": "4"}},
    ids.REMINDER_AT: {"selected_time": "16:30"},
    ids.CLOSE_WEEKDAY: {"selected_option": {"value": "0"}},
    ids.CLOSE_AT: {"selected_time": "10:00"},
    ids.DIGEST_WEEKDAY: {"selected_option": {"value": ids.AFTER_CLOSE}},
    ids.CYCLE_START: {"selected_date": "2026-10-01"},
    ids.CYCLE_END: {"selected_date": "2026-12-31"},
}


def filled(**changed: dict[str, Any]) -> Values:
    """The window as it opens, with some boxes changed; named without the feature's prefix."""
    boxes = FILLED | {f"setup.{name}": element for name, element in changed.items()}
    return Values({block_id: {"input": element} for block_id, element in boxes.items()})


def test_the_window_as_it_opens_is_the_usual_rhythm() -> None:
    assert forms.settings(filled()).rhythm == Rhythm(zone="Europe/Berlin")


@pytest.mark.parametrize(
    ("changed", "beside"),
    [
        ({"reminder_at": {"selected_time": "14:00"}}, ids.REMINDER_AT),
        ({"close_weekday": {"selected_option": {"value": "4"}}, "close_at": {"selected_time": "13:30"}}, ids.CLOSE_AT),
        (
            {"digest_weekday": {"selected_option": {"value": "0"}}, "digest_at": {"selected_time": "09:00"}},
            ids.DIGEST_AT,
        ),
        ({"weekday": {"selected_option": {"value": "9"}}}, ids.WEEKDAY),
        ({"zone": {"selected_option": {"value": "Mars/Olympus"}}}, ids.ZONE),
    ],
)
def test_a_rhythm_that_makes_no_sense_is_answered_beside_its_box(changed: dict[str, Any], beside: str) -> None:
    with pytest.raises(RefusedFields) as refused:
        forms.settings(filled(**changed))
    assert list(refused.value.sentences) == [beside]


def test_a_digest_at_its_own_time_is_kept() -> None:
    changed: dict[str, dict[str, Any]] = {
        "digest_weekday": {"selected_option": {"value": "1"}},
        "digest_at": {"selected_time": "09:00"},
    }
    rhythm = forms.settings(filled(**changed)).rhythm
    assert (rhythm.digest_weekday, rhythm.digest_at) == (1, time(9))


def test_when_a_retro_is_offered_is_a_choice() -> None:
    chosen = {"drop": "3", "low": "5", "low_weeks": "1", "flat_weeks": "4"}
    found = forms.settings(filled(**{name: {"selected_option": {"value": value}} for name, value in chosen.items()}))
    assert found.thresholds == Thresholds(3, 5, 1, 4)


def test_a_window_of_an_earlier_version_leaves_it_as_usual() -> None:
    assert forms.settings(filled()).thresholds == USUAL

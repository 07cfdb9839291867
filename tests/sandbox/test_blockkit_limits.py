"""At every limit a payload passes; one beyond it, it does not."""

import pytest

from sandbox.blockkit import LIMITS, validate_blocks, validate_view
from tests.sandbox.limit_probes import JUDGED_BY_METHODS, PROBES
from tests.sandbox.samples import modal

BOUNDED = [name for name in PROBES if LIMITS[name].high is not None]
FROM_BELOW = [name for name in PROBES if PROBES[name].lowest]


def test_every_limit_of_the_table_is_tried() -> None:
    assert set(PROBES) | JUDGED_BY_METHODS == set(LIMITS)


@pytest.mark.parametrize("name", BOUNDED)
def test_at_the_upper_limit_a_payload_passes(name: str) -> None:
    high = LIMITS[name].high
    assert high is not None
    assert PROBES[name].problems(high) == []


@pytest.mark.parametrize("name", BOUNDED)
def test_one_above_the_upper_limit_it_is_refused(name: str) -> None:
    high = LIMITS[name].high
    assert high is not None
    assert PROBES[name].code in {problem.code for problem in PROBES[name].problems(high + 1)}


@pytest.mark.parametrize("name", FROM_BELOW)
def test_at_the_lower_limit_a_payload_passes(name: str) -> None:
    assert PROBES[name].problems(LIMITS[name].low) == []


@pytest.mark.parametrize("name", FROM_BELOW)
def test_one_below_the_lower_limit_it_is_refused(name: str) -> None:
    assert PROBES[name].problems(LIMITS[name].low - 1)


def test_a_limit_is_told_in_slacks_words() -> None:
    problems = validate_view(modal(title={"type": "plain_text", "text": "x" * 25}))
    assert [problem.line for problem in problems] == [
        "failed to match all allowed schemas [json-pointer:/view/title]",
        "must be less than 25 characters [json-pointer:/view/title/text]",
    ]


def test_a_character_outside_the_basic_plane_counts_twice() -> None:
    def header(text: str) -> dict[str, object]:
        return {"type": "header", "text": {"type": "plain_text", "text": text}}

    assert validate_blocks([header("🎯" * 75)], "message") == []
    assert validate_blocks([header("🎯" * 76)], "message")

"""The list of scripts at its extremes: what fits into one message of Slack's, and that nobody's words do anything."""

import re
from typing import Any

import pytest

from handlers.scripts import views
from handlers.scripts.values import MOST_OWN, Saved, Shelf
from handlers.sessions import views_start
from okra.script import LONGEST_NAME, LONGEST_PROMPT, LONGEST_TITLE
from okra.shelf import Listed, shelf
from sandbox.blockkit import validate_message, validate_view
from sandbox.render import render_message

ODD = "<!channel> *b* `c` & <@U1> 👩‍👩‍👧‍👦"


def long(number: int, text: str = "é") -> Listed:
    """A script that is as long as it may be in everything."""
    name = f"{'n' * (LONGEST_NAME - 3)}-{number:02}"
    return Listed(name, (text * LONGEST_TITLE)[:LONGEST_TITLE], (text * LONGEST_PROMPT)[:LONGEST_PROMPT], 480,
                  is_own=True, instead=True, changed=True)  # fmt: skip


def faulty(number: int) -> Listed:
    """A script with a fault that says much."""
    return Listed(f"f-{number}", f"f-{number}", "", 0, is_own=True, changed=True, fault="line 1: " + "x" * 3_000)


def payload(message: Any) -> dict[str, Any]:
    """What Slack gets."""
    return {"text": message.notification, "blocks": [block.to_dict() for block in message.blocks]}


@pytest.mark.parametrize("decides", [True, False])
@pytest.mark.parametrize("make", [long, faulty, lambda number: long(number, ODD)], ids=["long", "faulty", "odd"])
@pytest.mark.parametrize("count", [0, 1, MOST_OWN, 60])
def test_the_list_fits_into_one_message(count: int, make: Any, *, decides: bool) -> None:
    scripts = (*(make(number) for number in range(count)), *shelf({}))
    said = payload(views.shelf(Shelf(1, "The team with a long name " * 10, scripts, decides)))
    assert validate_message(said) == []
    text = render_message(said)
    assert ("Upload a script" in text) is decides
    assert ("There are more" in text) is (count > MOST_OWN)


@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_list_of_what_can_begin_fits_too(count: int) -> None:
    scripts = (*(long(number, ODD) for number in range(count)), *shelf({}))
    said = payload(views_start.to_begin(1, scripts))
    assert validate_message(said) == []
    assert bool(re.search(r"and \d+ more", render_message(said))) is (count > views_start.MOST)


def test_words_of_people_ping_nobody() -> None:
    one = Listed("odd", ODD, ODD, 10, is_own=True, instead=True, changed=True)
    for message in (views.shelf(Shelf(1, ODD, (one,), True)), views.saved(Saved(one, ODD, "C1", again=False))):
        assert "mrkdwn" not in str([block.to_dict() for block in message.blocks])
        assert "<!channel>" not in message.notification


def test_the_window_fits_whatever_the_team_is_called() -> None:
    assert validate_view(views.upload_form("T" * 300, "m").to_dict()) == []


@pytest.mark.parametrize("purpose", ["word " * 60, "x" * 300])
def test_a_purpose_is_cut_between_words(purpose: str) -> None:
    one = Listed("one", "One", purpose, 10)
    text = render_message(payload(views.shelf(Shelf(1, "Team", (one,), False))))
    assert "…" in text
    assert "wor…" not in text

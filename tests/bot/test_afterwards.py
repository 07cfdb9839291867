"""What is said after an acknowledgement: nobody waits for it, and a bot that stops still says it."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest

from bot.heartbeat import Afterwards

GRACE = 10.0


@pytest.fixture
def afterwards() -> Iterator[Afterwards]:
    """Two threads."""
    made = Afterwards(2)
    yield made
    made.stop(GRACE)


def test_nobody_waits_for_what_is_said_later(afterwards: Afterwards) -> None:
    go = threading.Event()
    said: list[str] = []

    def slowly() -> None:
        go.wait(GRACE)
        said.append("hello")

    afterwards.do(slowly)
    assert said == []
    assert not afterwards.finish(0.0)
    go.set()
    assert afterwards.finish(GRACE)
    assert said == ["hello"]


def test_all_that_was_promised_is_said_before_it_stops(afterwards: Afterwards) -> None:
    said: list[int] = []
    for number in range(20):
        afterwards.do(partial(said.append, number))
    afterwards.stop(GRACE)
    assert sorted(said) == list(range(20))


def test_an_answer_that_fails_keeps_none_from_being_said(afterwards: Afterwards) -> None:
    said: list[str] = []
    afterwards.do(partial(int, "no number"))
    afterwards.do(lambda: said.append("hello"))
    assert afterwards.finish(GRACE)
    assert said == ["hello"]


def test_whoever_cannot_wait_longer_is_told_that_something_is_unsaid(afterwards: Afterwards) -> None:
    go = threading.Event()
    afterwards.do(lambda: go.wait(GRACE))
    assert not afterwards.finish(0.01)
    go.set()
    assert afterwards.finish(GRACE)

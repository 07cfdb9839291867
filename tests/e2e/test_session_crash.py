"""A session whose bot is killed at every step: it goes on where it was, and nothing is said or asked twice."""

import signal
from contextlib import ExitStack
from pathlib import Path

import pytest

from sandbox.people import Person, Seen
from tests.bot.running import Process
from tests.e2e.processes import Crowd, crowd

STEPS = ("What we know", "Read it all", "What weighs most", "One sentence", "Can we go with it?")


def card(team: Crowd) -> Seen | None:
    """The session's card, if it has come."""
    found = [seen for seen in team.channel.messages if "Session 0" in seen.text]
    assert len(found) <= 1
    return found[-1] if found else None


def shows(team: Crowd, words: str) -> bool:
    """Whether the card says so."""
    seen = card(team)
    return seen is not None and words in seen.text


def cockpit(person: Person) -> Seen:
    """The facilitator's only message."""
    (found,) = [seen for seen in person.dm() if "You facilitate" in seen.text]
    return found


@pytest.mark.timeout(180)
def test_a_session_outlives_a_kill_at_every_step(tmp_path: Path, database_url: str) -> None:
    with crowd(tmp_path, database_url, 3) as team, ExitStack() as running:
        facilitator, writer, _ = team.people
        bot = started(team, running, "0")
        facilitator.command("/okra session 0", team.channel)
        bot.wait(lambda: shows(team, STEPS[0]), 30)
        writer.press("Write", on=seen_card(team))
        writer.fill("What hurts our customers?", "Set-up takes an hour")
        writer.submit()
        assert writer.modal is None
        for number, title in enumerate(STEPS[1:], 1):
            bot.stop(signal.SIGKILL)
            bot = started(team, running, str(number))
            now_at = f"You facilitate: {STEPS[number - 1]}"
            bot.wait(lambda at=now_at: any(at in seen.text for seen in facilitator.dm()), 30)  # type: ignore[misc]
            facilitator.press("Next", on=cockpit(facilitator))
            bot.wait(lambda at=title: shows(team, at), 30)  # type: ignore[misc]
        bot.wait(lambda: bool(revealed(team)), 30)
        assert len(revealed(team)) == 1
        bot.stop(signal.SIGTERM)


def started(team: Crowd, running: ExitStack, name: str) -> Process:
    """A bot that is connected."""
    bot = running.enter_context(team.start(name))
    bot.ready()
    return bot


def revealed(team: Crowd) -> list[Seen]:
    """The messages of the reveal in the card's thread."""
    return [seen for seen in team.channel.thread(seen_card(team)) if "Set-up takes an hour" in seen.text]


def seen_card(team: Crowd) -> Seen:
    """The card, which must be there."""
    seen = card(team)
    assert seen is not None
    return seen

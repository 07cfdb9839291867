"""What a SIGKILL in the middle of sending leaves behind: every member has exactly one prompt."""

import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from sandbox.people import Person
from tests.e2e.processes import Crowd, crowd

MEMBERS = 200
AT_ONCE = 5
HEARD = (0, 1, 3)
"""How many of those who submit at once have been answered when the process dies: once each."""


@pytest.mark.timeout(180)
def test_of_two_processes_on_one_postgresql_one_is_killed_while_sending(tmp_path: Path, postgres_url: str) -> None:
    with (
        crowd(tmp_path, postgres_url, MEMBERS, due=False) as team,
        team.start("one") as one,
        team.start("two") as two,
    ):
        one.ready()
        two.ready()
        team.falls_due()
        two.wait(lambda: one.sent >= 20 and two.sent >= 1, 60)
        one.stop(signal.SIGKILL)
        assert team.sent < MEMBERS, "it was killed in the middle"
        two.wait(lambda: team.sent >= MEMBERS, 90)
        two.wait(lambda: "0 of 200" in team.channel.messages[-1].text, 30)
        assert set(team.prompts.values()) == {1}
        assert len(team.channel.messages) == 1


@pytest.mark.timeout(180)
def test_one_process_on_sqlite_is_killed_while_sending_and_started_again(tmp_path: Path, sqlite_url: str) -> None:
    with crowd(tmp_path, sqlite_url, MEMBERS) as team:
        with team.start("one") as one:
            one.wait(lambda: team.sent >= 20, 60)
            one.stop(signal.SIGKILL)
        assert team.sent < MEMBERS, "it was killed in the middle"
        with team.start("again") as again:
            again.wait(lambda: team.sent >= MEMBERS, 90)
            again.wait(lambda: bool(team.channel.messages), 30)
            assert set(team.prompts.values()) == {1}
            assert len(team.channel.messages) == 1


@pytest.mark.parametrize("how", ["reset", "500"])
def test_a_message_that_slack_took_without_saying_so_is_not_sent_again(
    tmp_path: Path, sqlite_url: str, how: str
) -> None:
    with crowd(tmp_path, sqlite_url, 5) as team:
        team.slack.fail("chat.postMessage", how, times=3, after_effect=True)  # type: ignore[arg-type]
        with team.start("one") as one:
            one.wait(lambda: team.sent >= 5 and bool(team.channel.messages), 60)
            one.wait(lambda: one.sent >= 6, 60)
            assert set(team.prompts.values()) == {1}
            assert len(team.channel.messages) == 1


@pytest.mark.timeout(180)
def test_a_submission_is_stored_or_its_window_is_still_open_whenever_the_process_dies(
    tmp_path: Path, sqlite_url: str
) -> None:
    with crowd(tmp_path, sqlite_url, len(HEARD) * AT_ONCE) as team:
        for life, heard in enumerate(HEARD):
            with team.start(f"life {life}") as process:
                some = team.people[life * AT_ONCE : (life + 1) * AT_ONCE]
                process.wait(partial(_asked, team, some), 60)
                team.open_check_ins(*some)
                with team.submitting(some):
                    process.wait(partial(_acknowledged, team, heard), 30)
                    process.stop(signal.SIGKILL)
        open_still = [person for person in team.people if person.modal is not None]
        assert [person.modal.value("Your plan") for person in open_still if person.modal] == list(
            map(_plan, open_still)
        )
        with team.start("again") as again:
            again.wait(lambda: team.slack.connected(team.app))
            for person in open_still:
                person.submit()
                assert person.modal is None
            for person in team.people:
                again.wait(partial(_reads, person, _plan(person)), 60)
            again.wait(lambda: f"{len(team.people)} of" in team.channel.messages[-1].text)
        assert {len([s for s in person.dm() if "Edit" in s.buttons]) for person in team.people} == {1}
        team.slack.world.violations.clear()  # "not acknowledged in time": nobody was there


def _plan(person: Person) -> str:
    return f"Plan of {person.name}"


def _asked(team: Crowd, people: Sequence[Person]) -> bool:
    return team.slack.connected(team.app) and all(team.prompts[person.name] for person in people)


def _acknowledged(team: Crowd, heard: int) -> bool:
    return len([ack for ack in team.slack.world.acks if ack.seconds is not None]) >= heard


def _reads(person: Person, words: str) -> bool:
    return any(words in seen.text for seen in person.dm())

"""What a SIGKILL in the middle of sending leaves behind: every member has exactly one prompt."""

import signal
from functools import partial
from pathlib import Path

import pytest

from sandbox.people import Person
from tests.e2e.processes import crowd

MEMBERS = 200


@pytest.mark.timeout(180)
def test_of_two_processes_on_one_postgresql_one_is_killed_while_sending(tmp_path: Path, postgres_url: str) -> None:
    with crowd(tmp_path, postgres_url, MEMBERS) as team, team.start("one") as one, team.start("two") as two:
        two.wait(lambda: team.sent >= 20, 60)
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
            one.wait(lambda: one.log.count("delivery.sent") >= 6, 60)
            assert set(team.prompts.values()) == {1}
            assert len(team.channel.messages) == 1


def test_a_submission_is_stored_or_its_window_is_still_open_whenever_the_process_dies(
    tmp_path: Path, sqlite_url: str
) -> None:
    with crowd(tmp_path, sqlite_url, 3) as team:
        with team.start("one") as one:
            one.wait(lambda: team.sent >= 3, 60)
            people = team.people
            for person in people:
                person.press("Check in", on=next(s for s in person.dm() if "Check in" in s.buttons))
                person.choose("How confident", "7 ·")
                person.fill("Your plan", f"Words of {person.name}")
            people[0].submit()
            assert people[0].modal is None
            one.stop(signal.SIGKILL)
        for person in people[1:]:
            person.submit()
            assert person.modal is not None
            assert person.modal.value("Your plan for the week ahead") == f"Words of {person.name}"
        with team.start("again") as again:
            again.wait(lambda: any("Words of Member 000" in s.text for s in people[0].dm()), 60)
            for person in people[1:]:
                person.submit()
                assert person.modal is None
                said = f"Words of {person.name}"
                again.wait(partial(_reads, person, said), 60)
        team.slack.world.violations.clear()  # "not acknowledged in time": nobody was there


def _reads(person: Person, words: str) -> bool:
    return any(words in seen.text for seen in person.dm())

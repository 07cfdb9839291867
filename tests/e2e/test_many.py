"""Many at once, and a socket that dies in the middle."""

import time
from functools import partial
from pathlib import Path

import pytest

from sandbox.people import Person
from tests.e2e.processes import crowd
from tests.e2e.scene import FRIDAY_2PM, Scene

FIFTY = 50


def opened(scene: Scene, count: int) -> list[object]:
    """So many members with the check-in filled in and not sent."""
    names = [f"Member {number:02}" for number in range(count)]
    for name in names:
        scene.person(name)
    scene.set_up(*names)
    scene.travel_to(FRIDAY_2PM)
    people = [scene.people[name] for name in names]
    for person in people:
        person.press("Check in", on=scene.prompt_of(person))
        person.choose("How confident", "7 ·")
        person.fill("Your plan", f"Plan of {person.name}")
    return list(people)


@pytest.mark.timeout(180)
def test_fifty_submit_at_once_each_is_acknowledged_and_the_card_counts_them_all(
    tmp_path: Path, database_url: str
) -> None:
    with crowd(tmp_path, database_url, FIFTY) as team, team.start("one") as one:
        one.wait(lambda: team.sent >= FIFTY and bool(team.channel.messages), 60)
        team.open_check_ins()
        card = team.channel.messages[-1]
        before = card.versions
        taken = team.submit_at_once()
        assert len(taken) == FIFTY
        assert None not in taken, "Slack waits three seconds; bench/ measures how long it takes"
        assert all(person.modal is None for person in team.people)
        one.wait(lambda: "50 of 50" in card.text, 30)
        assert card.versions - before <= FIFTY / 2, "many answers make few edits"
        for person in team.people:
            one.wait(partial(reads, person, f"Plan of {person.name}"), 30)


def reads(person: Person, words: str) -> bool:
    return any(words in seen.text for seen in person.dm())


@pytest.mark.parametrize("how", ["close", "reset", "silence", "refresh"])
def test_the_socket_is_cut_in_the_middle_of_everything_and_nothing_is_lost(scene: Scene, how: str) -> None:
    people = opened(scene, 4)
    connections = scene.slack.sockets.opened
    people[0].submit()  # type: ignore[attr-defined]
    began = time.monotonic()
    scene.slack.cut(how)  # type: ignore[arg-type]
    scene.slack.wait_until(lambda: scene.slack.sockets.opened > connections, 10)
    assert time.monotonic() - began < 3
    scene.slack.wait_until(lambda: scene.slack.connected(scene.app))
    scene.slack.sockets.bury()
    for person in people[1:]:
        person.submit()  # type: ignore[attr-defined]
    scene.settle()
    assert "4 of 4" in scene.channel.messages[-1].text
    assert all(person.modal is None for person in people)  # type: ignore[attr-defined]

"""The socket dies in the middle of everything: okra is back within three seconds, and nothing is lost."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.people import Person
from sandbox.sockets import How
from tests.e2e.scene import FRIDAY_2PM, Scene

BACK_SECONDS = 3.0
PLAN = "Your plan for the week ahead"
WAYS: tuple[How, ...] = ("close", "reset", "silence", "refresh", "warning")


def opened(scene: Scene, count: int) -> list[Person]:
    """So many members with the check-in filled in and not sent."""
    names = [f"Member {number:02}" for number in range(count)]
    scene.set_up(*names)
    scene.travel_to(FRIDAY_2PM)
    people = [scene.people[name] for name in names]
    for person in people:
        person.press("Check in", on=scene.prompt_of(person))
        person.choose("How confident", "7 ·")
        person.fill(PLAN, f"Plan of {person.name}")
    return people


def cut(scene: Scene, how: How) -> float:
    """Cut every connection; returns the seconds until a fresh one stands. Slack then gives up the dead ones."""
    connections = scene.slack.sockets.opened
    began = time.monotonic()
    scene.slack.cut(how)
    scene.slack.wait_until(lambda: scene.slack.sockets.opened > connections)
    took = time.monotonic() - began
    scene.slack.sockets.bury()
    return took


def copies(person: Person) -> list[str]:
    """The private copies of somebody's answer."""
    return [seen.text for seen in person.dm() if "Edit" in seen.buttons]


@pytest.mark.parametrize("how", WAYS)
def test_okra_is_back_within_three_seconds_and_answers(scene: Scene, how: How) -> None:
    ada = scene.person("Ada")
    assert cut(scene, how) < BACK_SECONDS
    scene.slack.wait_until(lambda: scene.slack.connected(scene.app))
    answer = ada.command("/okra help", scene.channel)
    assert answer is not None
    assert "What I can do" in answer.text


@pytest.mark.parametrize("how", WAYS)
def test_what_was_on_its_way_is_stored_or_its_window_is_still_open(scene: Scene, how: How) -> None:
    people = opened(scene, 8)
    with ThreadPoolExecutor(len(people)) as threads:
        submitting = [threads.submit(person.submit) for person in people]
        cut(scene, how)
        for one in submitting:
            one.result()
    for person in people:
        if person.modal is not None:
            assert person.modal.value(PLAN) == f"Plan of {person.name}"
            person.submit()
            assert person.modal is None
    scene.settle()
    assert "8 of 8" in scene.channel.messages[-1].text
    for person in people:
        assert [f"Plan of {person.name}" in copy for copy in copies(person)] == [True]
    scene.slack.world.violations.clear()  # what died with the socket was never acknowledged


@pytest.mark.parametrize("how", ["reset", "silence"])
def test_a_window_that_was_opened_before_the_cut_is_sent_after_it(scene: Scene, how: How) -> None:
    people = opened(scene, 3)
    cut(scene, how)
    for person in people:
        person.submit()
        assert person.modal is None
    scene.settle()
    assert "3 of 3" in scene.channel.messages[-1].text


def test_prompts_are_sent_while_slack_takes_no_connections(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.slack.sockets.outage = True
    scene.slack.cut("reset")
    scene.slack.wait_until(lambda: not scene.slack.connected(scene.app))
    scene.travel_to(FRIDAY_2PM)
    prompt = scene.prompt_of(scene.people["Ben"])
    scene.slack.sockets.outage = False
    scene.slack.wait_until(lambda: scene.slack.connected(scene.app), 20)
    scene.people["Ben"].press("Check in", on=prompt)
    assert scene.people["Ben"].modal


def test_an_envelope_that_slack_sends_twice_is_done_once(scene: Scene) -> None:
    people = opened(scene, 2)
    scene.slack.duplicate_envelopes = True
    for person in people:
        person.submit()
        assert person.modal is None
    scene.settle()
    assert "2 of 2" in scene.channel.messages[-1].text
    assert [len(copies(person)) for person in people] == [1, 1]

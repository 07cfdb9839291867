"""Sending what is owed while Slack is slow, busy, broken or unwilling: product section 6.

The senders' threads are stopped and tests send by hand, so that "no call before that instant" can be said for certain.
"""

import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from handlers.clock import tick
from handlers.delivery import DEAD_AFTER, deliver
from handlers.kit.ids import Delivery
from handlers.start import remember_workspace
from sandbox.faults import How
from sandbox.people import Person, Seen
from storage.machinery import DeliveryRow
from storage.outbox import next_due
from tests.e2e.scene import FRIDAY_2PM, OKRS, Scene, open_scene

POST = "chat.postMessage"
NEVER = 1_000
"""Times that a fault is repeated where it does not end by itself."""


@pytest.fixture
def by_hand(sqlite_url: str) -> Iterator[Scene]:
    """A team whose check-in is due, and nobody who sends."""
    with open_scene(sqlite_url) as scene:
        yield due(scene, "Ada", "Ben")


def due(scene: Scene, *names: str) -> Scene:
    """It is Friday: prompts and the card are owed, and the senders have stopped."""
    scene.set_up(*names)
    scene.bot.senders.stop(5)
    scene.clock.travel_to(FRIDAY_2PM)
    tick(scene.bot.deps)
    return scene


def send(scene: Scene) -> None:
    """Send until nothing more may be sent now."""
    while deliver(scene.bot.deps):
        pass


def send_over(scene: Scene, time: timedelta, step: timedelta = timedelta(seconds=1)) -> None:
    """Send while so much time passes."""
    end = scene.clock.now() + time
    while scene.clock.now() < end:
        send(scene)
        scene.clock.advance(step)
    send(scene)


def prompts(person: Person) -> list[Seen]:
    """The prompts in somebody's DM."""
    return [seen for seen in person.dm() if "Snooze to tomorrow 9:00" in seen.buttons]


def posted(scene: Scene) -> int:
    """How many messages were asked for so far."""
    return scene.slack.world.calls.count(POST)


def attempts_until_told(scene: Scene) -> list[datetime]:
    """When one message was tried, until somebody is owed a word about it."""
    attempts: list[datetime] = []
    while not owed(scene, Delivery.NOTICE):
        before = posted(scene)
        deliver(scene.bot.deps)
        attempts += [scene.clock.now()] * (posted(scene) - before)
        if (then := next_due(scene.bot.deps.store, scene.clock.now())) is not None:
            scene.clock.travel_to(then)
    return attempts


def owed(scene: Scene, kind: str) -> bool:
    """Whether a delivery of this kind is waiting."""
    with scene.bot.deps.store.begin_anywhere() as session:
        row = session.execute(select(DeliveryRow.id).where(col(DeliveryRow.pending), col(DeliveryRow.kind) == kind))
        return row.first() is not None


def all_there_once(scene: Scene) -> bool:
    """Whether everybody has one prompt, and the channel one card."""
    each = [len(prompts(person)) for person in scene.people.values()]
    return each == [1] * len(each) and len([s for s in scene.channel.messages if "have answered" in s.text]) == 1


def complaints(person: Person) -> list[Seen]:
    """What somebody was told of messages that could not be delivered."""
    return [seen for seen in person.dm() if "could not be delivered" in " ".join(seen.text.split())]


def test_after_a_429_the_method_is_not_called_before_slack_allows_it(by_hand: Scene) -> None:
    before = posted(by_hand)
    by_hand.slack.faults.order(POST, "429", retry_after=60)
    send_over(by_hand, timedelta(seconds=50))
    assert posted(by_hand) == before + 1
    send_over(by_hand, timedelta(seconds=15))
    assert all_there_once(by_hand)


def test_a_429_for_one_method_holds_up_no_other(by_hand: Scene) -> None:
    ben = by_hand.people["Ben"]
    send(by_hand)
    ben.press("Not this week", on=prompts(ben)[0])
    by_hand.slack.faults.order("chat.update", "429", NEVER, retry_after=60)
    ben.command("/okra back", by_hand.channel)
    ben.press("I'm away", on=next(seen for seen in ben.dm() if "I'm away" in seen.buttons))
    ben.choose("Last day away", "2026-09-08")
    ben.submit()
    before = posted(by_hand)
    send(by_hand)
    assert posted(by_hand) == before + 1
    assert "You are away until" in " ".join(ben.dm()[-1].text.split())


@pytest.mark.parametrize("after_effect", [False, True], ids=["nothing was posted", "it was posted"])
@pytest.mark.parametrize("how", ["500", "reset", "timeout"])
def test_what_slack_fails_to_answer_is_tried_again_and_arrives_once(
    by_hand: Scene, how: How, after_effect: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.server.TIMEOUT_SECONDS", 1.2)
    by_hand.bot.deps.slack.timeout = 1
    by_hand.slack.faults.order(POST, how, 2, after_effect=after_effect)
    send_over(by_hand, timedelta(minutes=1))
    assert all_there_once(by_hand)


def test_retries_come_at_growing_distances_and_the_last_one_tells_somebody(by_hand: Scene) -> None:
    send(by_hand)
    by_hand.slack.faults.order(POST, "500", NEVER)
    ben = by_hand.people["Ben"]
    ben.press("I'm away", on=prompts(ben)[0])
    ben.choose("Last day away", "2026-09-08")
    ben.submit()
    attempts = attempts_until_told(by_hand)
    distances = [later - earlier for earlier, later in itertools.pairwise(attempts)]
    assert len(attempts) == DEAD_AFTER
    assert all(later >= 0.9 * earlier for earlier, later in itertools.pairwise(distances))
    assert distances[0] < timedelta(seconds=5)
    assert timedelta(minutes=30) < distances[-1]
    by_hand.slack.faults.clear()
    send_over(by_hand, timedelta(seconds=5))
    assert len(complaints(by_hand.people["Ada"])) == 1


def test_what_can_never_be_sent_is_told_to_somebody_who_can_mend_it_and_sent_when_mended(by_hand: Scene) -> None:
    by_hand.slack.faults.order(POST, "500", NEVER)
    send_over(by_hand, timedelta(hours=7), step=timedelta(minutes=1))
    by_hand.slack.faults.clear()
    send_over(by_hand, timedelta(hours=2), step=timedelta(minutes=5))
    ada, ben = by_hand.people["Ada"], by_hand.people["Ben"]
    assert complaints(ada)
    assert complaints(ben) == []
    assert not all_there_once(by_hand)
    remember_workspace(by_hand.bot.deps)
    send(by_hand)
    assert all_there_once(by_hand)


def test_one_message_that_slack_refuses_holds_up_no_other(by_hand: Scene) -> None:
    by_hand.channel.archive()
    send(by_hand)
    assert len(prompts(by_hand.people["Ada"])) == 1
    assert len(prompts(by_hand.people["Ben"])) == 1


def test_at_its_own_pace_okra_never_hears_of_slack_s_limits(sqlite_url: str) -> None:
    with open_scene(sqlite_url, pace=1) as scene:
        people = [f"Member {number:02}" for number in range(30)]
        for name in people:
            scene.person(name)
        scene.bot.senders.stop(5)
        ada = scene.people[people[0]]
        ada.command("/okra setup", scene.channel)
        ada.submit()
        send_over(scene, timedelta(minutes=2))
        ada.command("/okra okrs paste", scene.channel)
        ada.fill("Your OKRs", OKRS)
        ada.submit()
        ada.submit()
        ada.close(all_of_it=True)
        scene.clock.travel_to(FRIDAY_2PM)
        tick(scene.bot.deps)
        send_over(scene, timedelta(minutes=2))
        assert all_there_once(scene)
        for person in scene.people.values():
            person.press("Check in", on=prompts(person)[0])
            person.choose("How confident", "7 ·")
            person.submit()
        send_over(scene, timedelta(minutes=2))
        assert "30 of 30" in scene.channel.messages[-1].text
        assert scene.slack.world.throttled == 0

"""What people said in the threads of a reveal while nobody heard them: no word of it is lost, and none counts twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from handlers.kit.ids import Appointment
from okra.items import ItemKind
from tests.e2e.retros import card, cockpit, drives, ends, words
from tests.e2e.scene import Scene
from tests.e2e.test_threads import PULL, PUSH, counted, heard, replies, revealed, texts, thread

TOO_LATE = timedelta(minutes=15)
"""Slack repeats what nobody acknowledges for six minutes."""
NOTES = ["The mentors", "The new tutorial", "The vendor answers late"]


@pytest.fixture
def team(scene: Scene) -> Scene:
    """Ada facilitates a retro with Ben and Cleo, and everything that they wrote is revealed."""
    return revealed(scene)


@contextmanager
def nobody_hears(scene: Scene) -> Iterator[None]:
    """What is said meanwhile is told to nobody, and Slack gives it up."""
    patience, scene.slack.sockets.ack_seconds = scene.slack.sockets.ack_seconds, 0.05
    yield
    scene.clock.travel_to(scene.clock.now() + TOO_LATE)
    scene.slack.wait_until(lambda: _given_up(scene), 20)
    scene.slack.sockets.ack_seconds = patience
    lost = scene.slack.world.violations
    assert {one.what for one in lost} == {"event not acknowledged"}
    lost.clear()


def _given_up(scene: Scene) -> bool:
    """Whether Slack repeats nothing any more; while it does, time passes."""
    scene.clock.travel_to(scene.clock.now() + timedelta(minutes=1))
    return scene.slack.delivery.all_told


@contextmanager
def down(scene: Scene) -> Iterator[None]:
    """okra is down for so long that Slack gives up what is said meanwhile; then it is up again."""
    scene.down()
    with nobody_hears(scene):
        yield
    scene.up()
    scene.settle()


def says(scene: Scene, name: str, box: str, text: str, **more: Any) -> Any:
    """Somebody replies, whoever hears it."""
    return scene.people[name].says(text, scene.channel, under=thread(scene, box), **more)


def test_while_okra_was_down_no_word_is_lost(everywhere: Scene) -> None:
    team = revealed(everywhere)
    edited, deleted = replies(team, "Ben", PULL, "Lunch toghether"), replies(team, "Cleo", PUSH, "In anger")
    with down(team):
        team.people["Ben"].edits(edited, "Lunch together")
        team.people["Cleo"].deletes(deleted)
        says(team, "Ada", PUSH, "We wait for R&D <again>")
        team.people["Ben"].edits(says(team, "Ben", PUSH, "Two many meetings"), "Too many meetings")
        team.people["Ben"].deletes(says(team, "Ben", PULL, "Never mind"))
        says(team, "Cleo", PULL, "lunch TOGETHER")
        says(team, "Cleo", PUSH, "👍")
    assert texts(team) == sorted([*NOTES, "Lunch together", "We wait for R&D <again>", "Too many meetings"])
    authors = {note.text: note.facts.get("author") for note in counted(team)}
    assert authors["We wait for R&D <again>"] == team.people["Ada"].id
    assert authors["Lunch together"] == authors["Too many meetings"] == team.people["Ben"].id
    assert "3 notes and 3 replies that count in 2 threads" in words(card(team))
    drives(team, "Next")
    assert "6 notes stand alone." in words(card(team))
    drives(team, "Make a group")
    ada = team.people["Ada"]
    for note in ("Lunch together", "The mentors"):
        ada.tick("Which notes?", note)
    ada.fill("Its name", "Being together")
    ada.submit()
    assert ada.modal is None, ada.modal and ada.modal.text
    team.settle()
    assert "Being together" in texts(team, ItemKind.CLUSTER)
    ends(team)
    assert "We wait for R&D <again>" in texts(team)


def test_what_slack_tells_late_counts_once(team: Scene) -> None:
    with down(team):
        said = says(team, "Ada", PULL, "In anger")
        first = said.message.as_json() | {"channel": team.channel.id, "channel_type": "channel", "event_ts": said.ts}
        team.people["Ada"].edits(said, "In calm")
    assert texts(team) == sorted([*NOTES, "In calm"])
    team.slack.tell(first)
    heard(team)
    assert texts(team) == sorted([*NOTES, "In calm"])
    team.people["Ada"].edits(said, "In peace")
    heard(team)
    assert texts(team) == sorted([*NOTES, "In peace"])
    team.people["Ada"].deletes(said)
    heard(team)
    assert texts(team) == NOTES


def test_a_connection_that_was_gone_is_a_silence_too(team: Scene) -> None:
    team.slack.fail("apps.connections.open", times=1_000)
    team.slack.cut("close")
    team.slack.wait_until(lambda: not team.slack.connected(team.app))
    with nobody_hears(team):
        says(team, "Ben", PULL, "Lunch")
    team.slack.faults.clear()
    team.slack.wait_until(lambda: team.slack.connected(team.app), 30)
    team.slack.wait_until(lambda: _looks_after_it(team), 20)
    team.settle()
    assert "Lunch" in texts(team)


def _looks_after_it(team: Scene) -> bool:
    """Whether the clock is asked to read the threads again, or has done so."""
    with team.bot.deps.store.begin(team.slack.workspace.id) as unit:
        asked = unit.agenda.pending(Appointment.SESSION_SILENCE)
    return bool(asked) or "Lunch" in texts(team)


def test_what_was_said_while_okra_was_out_of_the_channel_counts_once_it_is_back(team: Scene) -> None:
    team.channel.conversation.members.discard(team.app.bot_user_id)
    says(team, "Ben", PULL, "Lunch")
    heard(team)
    assert "Lunch" not in texts(team)
    team.channel.invite(team.app)
    team.settle()
    assert "Lunch" in texts(team)


def test_a_long_thread_is_read_page_by_page(team: Scene) -> None:
    deleted = replies(team, "Cleo", PULL, "In anger")
    team.slack.world.longest_page = 2
    with down(team):
        team.people["Cleo"].deletes(deleted)
        for number in range(5):
            says(team, "Ben", PULL, f"Reason {number}")
    assert texts(team) == sorted([*NOTES, *(f"Reason {number}" for number in range(5))])


def test_of_who_came_and_who_left_meanwhile_and_of_what_is_too_long(team: Scene) -> None:
    ben, cleo = team.people["Ben"], team.people["Cleo"]
    with down(team):
        team.channel.conversation.members.add(team.person("Dan", joins=False).id)
        says(team, "Dan", PULL, "I am new here")
        says(team, "Ben", PULL, "so much to say " * 50)
        says(team, "Cleo", PUSH, "I am on my way out")
        team.channel.conversation.members.discard(cleo.id)
    assert texts(team) == sorted([*NOTES, "I am new here", "I am on my way out"])
    whispered = [one for one in team.slack.world.messages[team.channel.id] if one.only_for == ben.id]
    assert ["longer than 600 characters" in one.text for one in whispered] == [True]
    drives(team, "Back")
    assert "of 3 done" in words(card(team)), "Ada, Ben and Dan"


def test_what_apps_say_is_talk(team: Scene) -> None:
    with down(team):
        team.bot.deps.slack.chat_postMessage(channel=team.channel.id, thread_ts=thread(team, PULL).ts, text="Beep")
        says(team, "Ben", PULL, "Lunch")
    assert texts(team) == sorted([*NOTES, "Lunch"])


def test_what_was_said_before_the_end_is_in_what_the_session_hands_on_even_where_slack_was_away(team: Scene) -> None:
    team.slack.fail("conversations.replies", times=1_000)
    team.down()
    with nobody_hears(team):
        before = says(team, "Ben", PULL, "Lunch")
    team.up()
    ada = team.people["Ada"]
    ada.press("End", on=cockpit(ada))
    ada.submit()
    assert ada.modal is None, ada.modal and ada.modal.text
    team.people["Ben"].edits(before, "Lunch for everybody")
    says(team, "Ben", PULL, "After the end")
    team.slack.wait_until(lambda: team.slack.delivery.all_told)
    team.slack.faults.clear()
    team.clock.travel_to(team.clock.now() + TOO_LATE)
    team.settle()
    assert "is over" in words(card(team))
    with team.bot.deps.store.begin(team.slack.workspace.id) as unit:
        newest = unit.sessions.newest_in(team.channel.id)
        kept = sorted(item.text for item in unit.sessions.items_of(newest or 0) if item.kind is ItemKind.ATTRACTOR)
    assert kept == ["Lunch for everybody", "The mentors", "The new tutorial"]


def test_where_slack_does_not_show_a_thread_the_session_goes_on_and_the_operator_is_told(
    team: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    said = replies(team, "Ben", PUSH, "Too many meetings")
    world = team.slack.world
    world.messages[team.channel.id].remove(thread(team, PUSH).message)
    with down(team):
        says(team, "Cleo", PULL, "Lunch")
    assert said.text in texts(team)
    assert "Lunch" in texts(team)
    assert _unread(caplog) == [("1/read/1", "thread_not_found")]
    team.app.scopes = team.app.scopes - {"channels:history"}
    caplog.clear()
    drives(team, "Next")
    assert "5 notes stand alone." in words(card(team))
    assert _unread(caplog) == [("1/read/0", "missing_scope"), ("1/read/1", "missing_scope")]
    assert {one.what for one in world.violations} == {"missing_scope"}
    world.violations.clear()


def _unread(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    found = [vars(record) for record in caplog.records]
    return sorted((one["key"], one["reason"]) for one in found if one.get("action") == "thread.unread")


def test_nothing_is_asked_of_slack_where_it_would_not_show_it(team: Scene) -> None:
    ends(team)
    before = team.slack.world.calls.count("conversations.replies")
    team.down()
    team.up()
    team.settle()
    assert team.slack.world.calls.count("conversations.replies") == before

"""A reveal in two threads: what pulled us toward it, what pushed us away. Replies count as notes."""

from collections.abc import Iterator

import pytest

from handlers.sessions import use_cases
from okra.items import Item, ItemKind, of_kind
from sandbox.people import Seen
from tests.e2e.retros import RETRO, card, drives, ends, own_scripts, words
from tests.e2e.scene import Scene, open_scene

PULL, PUSH = "What pulled us toward it?", "What pushed us away?"


@pytest.fixture
def team(scene: Scene) -> Scene:
    """Ada facilitates a retro with Ben and Cleo, and everything that they wrote is revealed."""
    return revealed(scene)


def revealed(scene: Scene) -> Scene:
    """The same, anywhere."""
    scene.set_up("Ada", "Ben", "Cleo")
    own_scripts(scene, RETRO)
    scene.people["Ada"].command("/okra retro", scene.channel)
    scene.people["Ada"].submit()
    scene.settle()
    writes(scene, "Ben", PULL, "The mentors\nThe new tutorial")
    writes(scene, "Cleo", PUSH, "The vendor answers late")
    drives(scene, "Next")
    return scene


def writes(scene: Scene, name: str, box: str, text: str) -> None:
    """Somebody writes notes in silence."""
    person = scene.people[name]
    person.press("Write", on=card(scene))
    person.fill(box, text)
    person.submit()
    assert person.modal is None, person.modal and person.modal.text
    scene.settle()


def thread(scene: Scene, box: str) -> Seen:
    """The message that heads a thread."""
    return next(seen for seen in reversed(scene.channel.messages) if seen.text.startswith(box))


def replies(scene: Scene, name: str, box: str, text: str, **more: object) -> Seen:
    """Somebody replies, and the bot has heard it."""
    said = scene.people[name].says(text, scene.channel, under=thread(scene, box), **more)  # type: ignore[arg-type]
    heard(scene)
    return said


def heard(scene: Scene) -> None:
    """All that people said has reached the bot, and what came of it is said."""
    scene.slack.wait_until(lambda: scene.slack.delivery.all_told)
    scene.settle()


def counted(scene: Scene, *kinds: ItemKind) -> list[Item]:
    """The notes of the session that runs, or ran last."""
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        newest = unit.sessions.newest_in(scene.channel.id)
        assert newest is not None
        found = use_cases.proceedings(unit, use_cases.held(unit, newest)).items()
    return list(of_kind(found, *(kinds or (ItemKind.ATTRACTOR, ItemKind.DETRACTOR))))


def texts(scene: Scene, *kinds: ItemKind) -> list[str]:
    """What they say."""
    return sorted(item.text for item in counted(scene, *kinds))


def test_each_box_has_a_message_with_its_notes(team: Scene) -> None:
    assert "3 notes in 2 threads below, shuffled." in words(card(team))
    pull, push = thread(team, PULL), thread(team, PUSH)
    assert "2 notes, shuffled" in pull.text
    assert "The mentors" in pull.text
    assert "The vendor answers late" not in pull.text
    assert "The vendor answers late" in push.text
    assert "each reply counts as a note" in words(push)


def test_a_reply_is_a_note_of_its_writer_and_of_its_thread(team: Scene) -> None:
    replies(team, "Ada", PUSH, "We wait for R&D <again>")
    assert "3 notes and 1 reply that counts in 2 threads" in words(card(team))
    (note,) = [one for one in counted(team, ItemKind.DETRACTOR) if "R&D" in one.text]
    assert (note.text, note.facts["author"]) == ("We wait for R&D <again>", team.people["Ada"].id)
    drives(team, "Next")
    assert "4 notes stand alone." in words(card(team))


def test_a_reply_follows_its_edits_and_goes_when_it_is_deleted(team: Scene) -> None:
    said = replies(team, "Ben", PULL, "Lunch toghether")
    team.people["Ben"].edits(said, "Lunch together")
    heard(team)
    assert "Lunch together" in texts(team)
    assert "Lunch toghether" not in texts(team)
    team.people["Ben"].deletes(said)
    heard(team)
    assert "Lunch together" not in texts(team)
    assert "reply" not in words(card(team))


def test_the_same_words_count_once(team: Scene) -> None:
    replies(team, "Ada", PULL, "the  MENTORS")
    replies(team, "Ada", PULL, "Lunch")
    replies(team, "Cleo", PULL, "lunch ")
    assert texts(team, ItemKind.ATTRACTOR) == ["Lunch", "The mentors", "The new tutorial"]


def test_what_slack_tells_twice_counts_once(team: Scene) -> None:
    team.slack.duplicate_envelopes = True
    said = replies(team, "Ada", PULL, "Lunch")
    event = said.message.as_json() | {"channel": team.channel.id, "channel_type": "channel", "event_ts": said.ts}
    team.slack.tell(event)
    heard(team)
    assert texts(team, ItemKind.ATTRACTOR) == ["Lunch", "The mentors", "The new tutorial"]


def test_a_first_word_that_comes_after_its_edit_and_its_end_changes_nothing(team: Scene) -> None:
    said = replies(team, "Ada", PULL, "In anger")
    first = said.message.as_json() | {"channel": team.channel.id, "channel_type": "channel", "event_ts": said.ts}
    team.people["Ada"].edits(said, "In calm")
    heard(team)
    team.slack.tell(first)
    heard(team)
    assert "In calm" in texts(team)
    team.people["Ada"].deletes(said)
    heard(team)
    team.slack.tell(first)
    heard(team)
    assert not {"In anger", "In calm"} & set(texts(team))


def test_a_deletion_of_which_slack_says_no_more_than_that(team: Scene) -> None:
    said = replies(team, "Ada", PULL, "In anger")
    gone = {"type": "message", "subtype": "message_deleted", "channel": team.channel.id, "channel_type": "channel"}
    team.slack.tell(gone | {"deleted_ts": said.ts, "ts": "1900000000.000001", "event_ts": "1900000000.000001"})
    heard(team)
    assert "In anger" not in texts(team)


@pytest.mark.parametrize("text", ["👍", ":+1:", "+1", "?!"])
def test_a_reply_without_a_word_is_no_note(team: Scene, text: str) -> None:
    before = texts(team)
    replies(team, "Ada", PULL, text)
    assert texts(team) == before


def test_of_a_file_its_words_count_and_of_a_broadcast_too(team: Scene) -> None:
    replies(team, "Ada", PULL, "", file=("plan.png", b"png"))
    replies(team, "Ada", PULL, "The plan on the wall", file=("plan.png", b"png"))
    replies(team, "Ada", PULL, "The team room", broadcast=True)
    assert texts(team, ItemKind.ATTRACTOR) == [
        "The mentors",
        "The new tutorial",
        "The plan on the wall",
        "The team room",
    ]


def test_a_reply_that_is_too_long_is_said_so_to_its_writer_alone_and_counts_once_it_is_shorter(team: Scene) -> None:
    said = replies(team, "Ben", PULL, "so much to say " * 50)
    whispered = [
        message for message in team.slack.world.messages[team.channel.id] if message.only_for == team.people["Ben"].id
    ]
    assert [(message.thread_ts, "longer than 600 characters" in message.text) for message in whispered] == [
        (thread(team, PULL).ts, True)
    ]
    assert "so much" not in " ".join(texts(team))
    team.people["Ben"].edits(said, "Much to say")
    heard(team)
    assert "Much to say" in texts(team)


def test_words_elsewhere_and_of_others_are_talk(team: Scene) -> None:
    before = texts(team)
    mallory = team.person("Mallory", joins=False)
    team.channel.conversation.members.add(mallory.id)
    mallory.says("Let me in", team.channel, under=thread(team, PULL))
    team.people["Ben"].says("Under the card", team.channel, under=card(team))
    team.people["Ben"].says("In the channel", team.channel)
    team.bot.deps.slack.chat_postMessage(channel=team.channel.id, thread_ts=thread(team, PULL).ts, text="Beep")
    heard(team)
    assert texts(team) == before


def test_whoever_replies_is_in_the_session(team: Scene) -> None:
    dan = team.person("Dan", joins=False)
    team.channel.invite(dan)
    team.settle()
    replies(team, "Dan", PULL, "I am new here")
    drives(team, "Back")
    assert "of 4 done" in words(card(team))
    assert "I am new here" in texts(team)


def test_in_later_steps_replies_count_and_stand_alone_until_the_end(team: Scene) -> None:
    drives(team, "Next")
    replies(team, "Ben", PUSH, "Too many meetings")
    assert "4 notes stand alone." in words(card(team))
    drives(team, "Next")
    replies(team, "Ben", PUSH, "Even more meetings")
    ends(team)
    said = replies(team, "Ben", PUSH, "After the end")
    team.people["Ben"].edits(said, "Long after")
    heard(team)
    assert texts(team, ItemKind.DETRACTOR) == ["Even more meetings", "The vendor answers late", "Too many meetings"]


def test_when_notes_are_written_after_going_back_the_threads_are_brought_up_to_date(team: Scene) -> None:
    replies(team, "Ada", PULL, "Lunch")
    drives(team, "Back")
    writes(team, "Cleo", PULL, "lunch")
    drives(team, "Next")
    assert "3 notes, shuffled" in thread(team, PULL).text
    assert len([seen for seen in team.channel.messages if seen.text.startswith(PULL)]) == 1
    assert sorted(text.lower() for text in texts(team, ItemKind.ATTRACTOR)) == [
        "lunch",
        "the mentors",
        "the new tutorial",
    ]


def test_a_box_without_a_note_has_its_thread_all_the_same(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    own_scripts(scene, RETRO)
    scene.people["Ada"].command("/okra retro", scene.channel)
    scene.people["Ada"].submit()
    scene.settle()
    drives(scene, "Next")
    assert "Nobody wrote a note on this." in thread(scene, PUSH).text
    replies(scene, "Ben", PUSH, "Something after all")
    assert texts(scene) == ["Something after all"]


def test_many_notes_continue_inside_their_thread(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    own_scripts(scene, RETRO)
    scene.people["Ada"].command("/okra retro", scene.channel)
    scene.people["Ada"].submit()
    scene.settle()
    for name in ("Ada", "Ben", "Cleo"):
        writes(scene, name, PULL, "\n".join(f"{name} {number} {'long ' * 55}" for number in range(10)))
    drives(scene, "Next")
    head = thread(scene, PULL)
    more = scene.channel.thread(head)
    assert sum(seen.text.count("• ") for seen in [head, *more]) == 30
    assert all("Reply in this thread" not in seen.text for seen in more)
    assert replies(scene, "Cleo", PULL, "Short").text in texts(scene)


def test_nobodys_words_reach_the_logs(team: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    said = replies(team, "Ben", PULL, "A secret between us")
    team.people["Ben"].edits(said, "Another secret")
    team.people["Ben"].deletes(said)
    heard(team)
    ours = [
        record for record in caplog.records if record.name.partition(".")[0] in ("bot", "handlers", "storage", "okra")
    ]
    assert ours
    assert "secret" not in " ".join(str(vars(record)) for record in ours)


def test_after_a_restart_replies_count_as_before(team: Scene) -> None:
    said = replies(team, "Ben", PULL, "Lunch")
    team.down()
    team.up()
    team.people["Ben"].edits(said, "Dinner")
    replies(team, "Cleo", PULL, "Breakfast")
    assert texts(team, ItemKind.ATTRACTOR) == ["Breakfast", "Dinner", "The mentors", "The new tutorial"]


def test_many_reply_at_once_and_every_word_counts(everywhere: Scene) -> None:
    team = revealed(everywhere)
    for number in range(8):
        for name in ("Ada", "Ben", "Cleo"):
            team.people[name].says(f"{name} says {number}", team.channel, under=thread(team, PULL))
    heard(team)
    assert len([text for text in texts(team) if " says " in text]) == 24


@pytest.fixture
def deaf(sqlite_url: str) -> Iterator[Scene]:
    """A workspace that did not grant what it takes to hear of messages."""
    with open_scene(sqlite_url, without=frozenset({"channels:history", "groups:history"})) as opened:
        yield opened


def test_without_the_scope_the_retro_works_and_promises_nothing(deaf: Scene) -> None:
    revealed(deaf)
    assert "counts as a note" not in thread(deaf, PULL).text
    assert "Talk about it in this thread." in thread(deaf, PULL).text
    deaf.people["Ben"].says("Unheard", deaf.channel, under=thread(deaf, PULL))
    heard(deaf)
    drives(deaf, "Next")
    assert "Unheard" not in texts(deaf)
    ends(deaf)

"""Sessions run in a channel, by people, through Slack's door."""

from datetime import timedelta

import pytest

from sandbox.people import Person, Seen
from tests.e2e.looking_back import traces
from tests.e2e.scene import WEDNESDAY, Scene

PAINS = "What hurts our customers?"


@pytest.fixture
def team(scene: Scene) -> Scene:
    """Ada leads; Ben and Cleo are there; session 0 has just begun."""
    scene.set_up("Ada", "Ben", "Cleo")
    scene.people["Ada"].command("/okra session 0", scene.channel)
    scene.settle()
    return scene


def card(scene: Scene) -> Seen:
    """The session's card."""
    return next(seen for seen in reversed(scene.channel.messages) if "Session 0" in seen.text)


def cockpit(person: Person) -> Seen:
    """The facilitator's message."""
    return next(seen for seen in reversed(person.dm()) if "You facilitate" in seen.text)


def drives(scene: Scene, label: str, name: str = "Ada") -> None:
    """The facilitator presses a button."""
    person = scene.people[name]
    person.press(label, on=cockpit(person))
    scene.settle()


def writes(scene: Scene, name: str, notes: str) -> None:
    """Somebody writes what hurts customers."""
    person = scene.people[name]
    person.press("Write", on=card(scene))
    person.fill(PAINS, notes)
    person.submit()
    assert person.modal is None, person.modal and person.modal.text
    scene.settle()


def test_session_0_leads_from_silent_notes_to_a_vision_that_all_agree_on(team: Scene) -> None:
    assert "What we know" in card(team).text
    assert "Write what you know, not what you think we should do." in cockpit(team.people["Ada"]).text
    writes(team, "Ben", "Set-up takes an hour\nNobody finds help")
    writes(team, "Cleo", "Set-up takes an hour and a call")
    assert "2 of 3 done" in card(team).text
    assert "Set-up" not in card(team).text
    drives(team, "Next")
    assert "3 notes in the thread" in card(team).text
    revealed = team.channel.thread(card(team))[-1].text
    assert "Nobody finds help" in revealed
    drives(team, "Next")
    ben = team.people["Ben"]
    ben.press("Vote", on=card(team))
    ben.choose("Nobody finds help", "●●")
    ben.submit()
    team.settle()
    assert "1 of 3 have voted. Counts are hidden." in card(team).text
    drives(team, "Show the counts")
    assert "●● 2: Nobody finds help" in card(team).text
    drives(team, "Next")
    ben.press("Add a vision", on=card(team))
    ben.fill("Vision", "New users get started alone, in ten minutes")
    ben.submit()
    team.settle()
    assert "New users get started alone, in ten minutes" in card(team).text
    drives(team, "Next")
    for name in ("Ada", "Ben"):
        team.people[name].press("I agree", on=card(team))
    team.people["Cleo"].press("I object", on=card(team))
    team.people["Cleo"].fill("Why?", "Ten minutes is a guess")
    team.people["Cleo"].submit()
    team.settle()
    assert "2 agree · 1 objects" in card(team).text
    assert "Ten minutes is a guess" in card(team).text
    drives(team, "End")
    team.people["Ada"].submit()
    team.settle()
    assert "is over" in team.channel.messages[-1].text


def test_what_is_written_in_an_anonymous_round_leads_to_nobody(team: Scene) -> None:
    writes(team, "Ben", "The roadmap changes every week")
    (answer,) = [seen for seen in team.people["Ben"].whispers(team.channel) if "Change my answer" in seen.buttons]
    team.people["Ben"].press("Change my answer", on=answer)
    modal = team.people["Ben"].modal
    assert modal is not None
    assert modal.value(PAINS) == "The roadmap changes every week"
    team.people["Ben"].fill(PAINS, "The roadmap changes every day")
    team.people["Ben"].submit()
    drives(team, "Next")
    assert "every day" in team.channel.thread(card(team))[-1].text
    assert "every week" not in team.channel.thread(card(team))[-1].text
    with team.bot.deps.store.begin_anywhere() as session:
        rows = session.connection().exec_driver_sql("SELECT * FROM contribution").all()
    assert rows
    assert team.people["Ben"].id not in str(rows)


def test_only_the_facilitator_moves_it_and_going_back_loses_nothing(team: Scene) -> None:
    writes(team, "Ben", "Set-up takes an hour")
    drives(team, "Next")
    drives(team, "Back")
    assert "1 of" in card(team).text
    drives(team, "Next")
    assert "Set-up takes an hour" in team.channel.thread(card(team))[-1].text


def test_a_second_session_in_the_channel_is_refused(team: Scene) -> None:
    answer = team.people["Ben"].command("/okra session 0", team.channel)
    assert answer is not None
    assert "runs here already" in answer.text


def test_an_unknown_session_is_told_what_there_is(team: Scene) -> None:
    answer = team.people["Ada"].command("/okra session nine", team.channel)
    assert answer is not None
    assert "session-0" in answer.text


def test_a_session_that_is_paused_until_tomorrow_goes_on_by_itself(team: Scene) -> None:
    writes(team, "Ben", "Set-up takes an hour")
    drives(team, "Pause until tomorrow")
    assert "paused until Thu 09:00 · Ada facilitates" in flat(card(team))
    assert "Write" not in card(team).buttons
    assert "paused until Thu 09:00" in flat(cockpit(team.people["Ada"]))
    team.travel_to(WEDNESDAY + timedelta(days=1, minutes=1))
    assert "Write" in card(team).buttons
    drives(team, "Next")
    assert "Set-up takes an hour" in team.channel.thread(card(team))[-1].text


def test_somebody_takes_over_when_the_facilitator_stays_silent(team: Scene) -> None:
    ben = team.people["Ben"]
    writes(team, "Ben", "Set-up takes an hour")
    answer = ben.command("/okra session", team.channel)
    assert answer is not None
    assert "Take over" not in answer.buttons
    team.travel_to(WEDNESDAY + timedelta(minutes=30))
    answer = ben.command("/okra session", team.channel)
    assert answer is not None
    ben.press("Take over", on=answer)
    team.settle()
    assert "Ben facilitates" in " ".join(card(team).text.replace("┊", "").split())
    assert "Ben facilitates Session 0" in team.people["Ada"].dm()[-1].text
    drives(team, "Next", "Ben")
    assert "1 note in the thread" in card(team).text


def test_the_facilitator_hands_over_to_somebody_in_the_session(team: Scene) -> None:
    writes(team, "Cleo", "Set-up takes an hour")
    ada = team.people["Ada"]
    ada.press("Hand over", on=cockpit(ada))
    ada.choose("Who facilitates from now on?", "Cleo")
    ada.submit()
    team.settle()
    assert "Cleo facilitates" in " ".join(card(team).text.replace("┊", "").split())
    drives(team, "Next", "Cleo")


def test_people_who_are_hours_apart_are_moved_on_by_the_clock(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.people["Ada"].command("/okra session 0 async", scene.channel)
    scene.settle()
    writes(scene, "Ben", "Set-up takes an hour")
    scene.travel_to(WEDNESDAY + timedelta(hours=24, minutes=1))
    assert "1 note in the thread" in card(scene).text
    assert scene.channel.messages[-1].text.startswith("Step 2 of 5 is open: Read it all")


def test_writing_in_an_anonymous_round_leaves_no_trace_of_the_writer(
    team: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    ben = team.people["Ben"]
    ben.press("Write", on=card(team))
    team.settle()
    before = traces(team, ben.id)
    caplog.set_level("INFO")
    caplog.clear()
    ben.fill(PAINS, "The roadmap changes every week")
    ben.submit()
    team.settle()
    assert traces(team, ben.id) == before
    assert ben.id not in caplog.text
    assert "roadmap" not in caplog.text


def test_many_notes_are_all_revealed_in_several_messages(team: Scene) -> None:
    for name in ("Ada", "Ben", "Cleo"):
        person = team.people[name]
        person.press("Write", on=card(team))
        modal = person.modal
        assert modal is not None
        for label in modal.labels[:2]:
            person.fill(label, "\n".join(f"{name} {label[:6]} {number} {'long ' * 90}" for number in range(5)))
        person.submit()
        assert person.modal is None, person.modal and person.modal.text
        team.settle()
    drives(team, "Next")
    thread = team.channel.thread(card(team))
    assert sum(seen.text.count("• ") for seen in thread) == 30


def test_nobody_waits_for_those_who_left_the_channel(team: Scene) -> None:
    writes(team, "Ben", "Set-up takes an hour")
    writes(team, "Cleo", "Nobody finds help")
    assert "2 of 3 done" in card(team).text
    team.channel.remove(team.people["Cleo"])
    team.settle()
    assert "2 of 2 done" in card(team).text


def test_when_the_facilitator_leaves_the_card_says_how_to_take_over(team: Scene) -> None:
    writes(team, "Ben", "Set-up takes an hour")
    team.channel.remove(team.people["Ada"])
    team.settle()
    assert "Ada has left: take over with /okra session" in " ".join(card(team).text.replace("┊", "").split())
    seen = team.people["Ben"].command("/okra session", team.channel)
    assert seen is not None
    team.people["Ben"].press("Take over", on=seen)
    team.settle()
    assert "Ben facilitates" in " ".join(card(team).text.replace("┊", "").split())


def test_people_say_on_the_card_that_they_are_here_and_are_counted(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    scene.people["Ada"].command("/okra session 1", scene.channel)
    scene.settle()
    at = session_one(scene)
    assert "1 here" in flat(at)
    assert "1 here" in flat(cockpit(scene.people["Ada"]))
    assert "done" not in flat(cockpit(scene.people["Ada"]))
    for name in ("Ben", "Cleo"):
        scene.people[name].press("I'm here", on=at)
        scene.settle()
    assert "3 here" in flat(at)
    scene.people["Ben"].press("I'm here", on=at)
    scene.settle()
    assert "3 here" in flat(at)
    assert "You are in already" in scene.people["Ben"].whispers(scene.channel)[-1].text


def test_late_comers_join_from_the_card_where_there_is_nothing_else_to_press(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.people["Ada"].command("/okra session 1", scene.channel)
    scene.settle()
    for expected in (["I'm here"], ["Write"], ["I'm here"], ["I'm here"]):
        assert session_one(scene).buttons == expected
        drives(scene, "Next")
    drives(scene, "Pause")
    assert session_one(scene).buttons == []


def session_one(scene: Scene) -> Seen:
    """The card of a session 1."""
    return next(seen for seen in reversed(scene.channel.messages) if "Session 1" in seen.text)


def flat(seen: Seen) -> str:
    """What is read, on one line."""
    return " ".join(seen.text.replace("┊", " ").split())

"""Who is in the team: whoever is in its channel, also those whose coming or going okra could not hear."""

from sandbox.people import Person
from tests.e2e.scene import FRIDAY_2PM, Scene
from tests.e2e.test_sessions import session_one


def slips_in(scene: Scene, name: str) -> Person:
    """Somebody is in the channel, and Slack never told okra."""
    return scene.person(name)


def test_who_joined_while_okra_was_down_is_in_the_team_when_it_is_back(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.down()
    late = slips_in(scene, "Cleo")
    scene.up()
    scene.settle()
    said = late.command("/okra okrs", scene.channel)
    assert said is None
    assert late.modal is not None


def test_who_left_while_okra_was_down_is_asked_no_more(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    gone = scene.people["Cleo"]
    scene.down()
    scene.channel.conversation.members.discard(gone.id)
    scene.up()
    scene.settle()
    scene.travel_to(FRIDAY_2PM)
    assert scene.people["Ben"].dm()
    assert gone.dm() == []


def test_who_is_in_the_channel_when_a_session_begins_can_contribute(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    sponsor = slips_in(scene, "Sponsor")
    scene.people["Ada"].command("/okra session 1", scene.channel)
    scene.settle()
    sponsor.press("I'm here", on=session_one(scene))
    scene.settle()
    assert "2 here" in session_one(scene).text

"""Pairs in a session: across roles, each with a place of its own where Slack allows it."""

from sandbox.people import Person, Seen
from tests.e2e.habits import sends_twice
from tests.e2e.scene import Scene, open_scene
from tests.e2e.test_session_one import card, drives, sends

HURTS = "What hurts them today?"
TITLES = {"Ada": "Engineer", "Ben": "engineer", "Cleo": "Designer", "Dan": "Designer"}


def at_the_pairs(scene: Scene, *, made: bool = True) -> None:
    """A session 1 of four in which two notes became one group; the pairs are made, or about to be."""
    for name, title in TITLES.items():
        scene.slack.world.users[scene.person(name).id].title = title
    scene.set_up("Ada", "Ben", "Cleo", "Dan")
    scene.people["Ada"].command("/okra session 1", scene.channel)
    scene.settle()
    drives(scene, "Next")
    for name in ("Ben", "Cleo", "Dan"):
        scene.people[name].press("Write", on=card(scene))
        scene.people[name].fill("An idea", "Remind players before their match")
        sends(scene, scene.people[name])
    drives(scene, "Next")
    drives(scene, "Next")
    drives(scene, "Suggestions (1)")
    sends(scene, scene.people["Ada"])
    drives(scene, "Next")
    drives(scene, "Next")
    if made:
        drives(scene, "Make the pairs")


def place_of(person: Person) -> Seen | None:
    """What a pair sees in its group conversation."""
    return next((seen for seen in reversed(person.group_messages()) if "We're done" in seen.buttons), None)


def test_each_pair_is_of_two_roles_and_writes_in_a_conversation_of_its_own(scene: Scene) -> None:
    at_the_pairs(scene)
    cleo = scene.people["Cleo"]
    place = place_of(cleo)
    assert place is not None
    assert "Nothing yet." in place.text
    (group,) = [
        one for one in scene.slack.world.conversations.values() if one.kind == "mpim" and cleo.id in one.members
    ]
    roles = sorted(TITLES[name].lower() for name, one in scene.people.items() if one.id in group.members)
    assert roles == ["designer", "engineer"]
    cleo.press("Write", on=place)
    cleo.fill(HURTS, "They wait for players who do not come")
    sends(scene, cleo)
    (other,) = [one for one in scene.people.values() if one.id in group.members and one is not cleo]
    seen = place_of(other)
    assert seen is not None
    assert "They wait for players" in seen.text
    outside = [one for one in scene.people.values() if one.id not in group.members]
    assert all("They wait for players" not in message.text for one in outside for message in one.group_messages())
    assert "They wait for players" not in card(scene).text
    drives(scene, "Next")
    assert place_of(cleo) is None
    assert "What you wrote is part of the session now" in cleo.group_messages()[-1].text


def test_a_place_that_slack_took_without_saying_so_is_not_made_again(scene: Scene) -> None:
    at_the_pairs(scene, made=False)
    scene.slack.fail("chat.postMessage", "reset", times=2, after_effect=True)
    drives(scene, "Make the pairs")
    assert [len(person.group_messages()) for person in scene.people.values()] == [1, 1, 1, 1]


def test_where_slack_allows_no_group_conversations_pairs_write_in_windows_and_nobody_is_bothered(
    sqlite_url: str,
) -> None:
    with open_scene(sqlite_url, frozenset({"mpim:write"})) as scene:
        at_the_pairs(scene)
        cleo = scene.people["Cleo"]
        assert cleo.group_messages() == []
        writes_in_the_window(scene, cleo, "They wait for players who do not come")
        assert not [seen for seen in scene.people["Ada"].dm() if "scope" in seen.text or "allow" in seen.text]
        scene.slack.world.violations.clear()


def test_a_pair_that_is_done_reads_so_in_its_place_and_may_go_on(scene: Scene) -> None:
    at_the_pairs(scene)
    cleo = scene.people["Cleo"]
    cleo.press("We're done", on=place_of(cleo))
    scene.settle()
    place = cleo.group_messages()[-1]
    assert "You said that you are done" in place.text
    assert place.buttons == ["Write", "We go on"]
    assert "1 of 2 pairs are done" in card(scene).text
    cleo.press("We go on", on=place)
    scene.settle()
    assert place.buttons == ["Write", "We're done"]
    assert "0 of 2 pairs are done" in card(scene).text


def test_nothing_is_lost_when_both_of_a_pair_have_the_window_open(scene: Scene) -> None:
    at_the_pairs(scene)
    cleo = scene.people["Cleo"]
    place = place_of(cleo)
    assert place is not None
    other = partner_of(scene, cleo)
    for person in (cleo, other):
        person.press("Write", on=place)
        scene.settle()
    cleo.fill(HURTS, "They wait for players who do not come")
    sends(scene, cleo)
    other.fill(HURTS, "They pay for the court alone")
    sends(scene, other)
    place = place_of(cleo)
    assert place is not None
    assert "They wait for players" in place.text
    assert "They pay for the court alone" in place.text


def test_a_window_that_was_closed_shows_again_what_was_typed(scene: Scene) -> None:
    at_the_pairs(scene)
    cleo = scene.people["Cleo"]
    place = place_of(cleo)
    assert place is not None
    cleo.press("Write", on=place)
    scene.settle()
    cleo.fill(HURTS, "They wait for")
    cleo.close()
    scene.settle()
    cleo.press("Write", on=place)
    assert cleo.modal is not None
    assert cleo.modal.value(HURTS) == "They wait for"


def partner_of(scene: Scene, person: Person) -> Person:
    """The other one of a pair."""
    (group,) = [
        one for one in scene.slack.world.conversations.values() if one.kind == "mpim" and person.id in one.members
    ]
    return next(one for one in scene.people.values() if one.id in group.members and one is not person)


def writes_in_the_window(scene: Scene, person: Person, text: str) -> None:
    """Write one line from the session's card."""
    person.press("Write with my pair", on=card(scene))
    person.fill(HURTS, text)
    sends(scene, person)


def test_of_several_topics_the_first_on_which_nothing_stands_is_chosen(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.people["Ada"].command("/okra session 1", scene.channel)
    scene.settle()
    drives(scene, "Next")
    ben = scene.people["Ben"]
    ben.press("Write", on=card(scene))
    ben.fill("An idea", "Remind players before their match\nLet the captain pay for all")
    sends(scene, ben)
    for _ in range(4):
        drives(scene, "Next")
    drives(scene, "Make the pairs")
    chosen = []
    for _ in range(2):
        ben.press("Write", on=place_of(ben))
        assert ben.modal is not None
        chosen.append(ben.modal.value("Your topics"))
        ben.submit()
        ben.fill(HURTS, "They do not know")
        sends(scene, ben)
    assert sorted(chosen) == ["Let the captain pay for all", "Remind players before their match"]


def test_who_is_left_alone_goes_on_with_another_pair_and_with_what_was_written(scene: Scene) -> None:
    at_the_pairs(scene)
    ada, (left, gone), (other, _) = scene.people["Ada"], *apart(scene)
    left.press("Write", on=place_of(left))
    left.fill(HURTS, "They wait for players who do not come")
    sends(scene, left)
    scene.channel.remove(gone)
    scene.settle()
    cockpit = next(seen for seen in reversed(ada.dm()) if "You facilitate" in seen.text)
    assert "1 person is left alone: put them to another pair." in cockpit.text
    ada.press("Put two together", on=cockpit)
    assert ada.modal is not None
    assert ada.modal.value("Who is alone?") == left.name
    ada.choose("With whom do they go on?", other.name)
    sends_twice(scene, ada)
    assert "0 of 1 pairs are done" in card(scene).text
    together = place_of(left)
    assert together is not None
    assert "They wait for players" in together.text
    assert "They wait for players" in str(place_of(other) and place_of(other).text)  # type: ignore[union-attr]


def apart(scene: Scene) -> tuple[tuple[Person, Person], tuple[Person, Person]]:
    """The pair that Ada is not in, then hers."""
    theirs = next(one for one in scene.people.values() if scene.people["Ada"] not in (one, partner_of(scene, one)))
    return (theirs, partner_of(scene, theirs)), (scene.people["Ada"], partner_of(scene, scene.people["Ada"]))

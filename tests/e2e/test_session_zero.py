"""Session 0 from the command to the export, by people with their habits, in one room and the morning after."""

import csv
import io
import json
from datetime import timedelta

from sandbox.people import Person, Seen
from sandbox.world import View
from tests.e2e.habits import double_clicks, hears, leaves_open, sends_twice, taken_along, times_in, turns_to
from tests.e2e.scene import Scene
from tests.e2e.workshop import Workshop, fills, read

HURTS, GOOD, BACK = "What hurts our customers?", "What are we good at?", "What holds us back?"
FIRST = "Whoever wants to play on Saturday plays on Saturday"
THEIRS = "Whoever wants to play finds five others"
AGREED = "Whoever wants to play finds a team by Thursday"
TOKYO = "Asia/Tokyo"


def test_everybody_comes_to_one_vision_whatever_their_habits(scene: Scene) -> None:
    """Ada clicks twice, Ben polishes, Cleo has two windows open, Dan is in Tokyo, Emil comes late, Fay leaves in the
    middle, Gus never writes, and Eve is not of the team.
    """
    scene.person("Dan", TOKYO)
    scene.set_up("Ada", "Ben", "Cleo", "Emil", "Fay", "Gus")
    scene.person("Eve", joins=False)
    shop = Workshop(scene)
    shop.begin("0", "Session 0")
    _a_second_command_begins_nothing(shop)
    _they_write(shop)
    _they_read_and_go_back_once(shop)
    _they_vote(shop)
    _they_draft_and_sleep_on_it(shop)
    _they_object_and_agree(shop)
    _it_ends_once(shop)
    _they_take_it_along(shop)


def _a_second_command_begins_nothing(shop: Workshop) -> None:
    answer = shop.people["Ada"].command("/okra session 0", shop.scene.channel)
    assert answer is not None
    assert "A session runs here already." in answer.text
    assert len([seen for seen in shop.scene.channel.messages if "Session 0" in seen.text]) == 1


def _they_write(shop: Workshop) -> None:
    scene, people = shop.scene, shop.people
    assert times_in(shop.card, TOKYO) == ["Wed 16:08"]
    people["Ada"].press("Write", on=shop.card)
    people["Ada"].fill(HURTS, "Matches are called off on Friday")
    sends_twice(scene, people["Ada"])
    assert "1 of 1 done" in shop.says
    _ben_polishes(shop)
    _cleo_writes_on_two_devices(shop)
    shop.does("Dan", "Write", fills(**{BACK: "Our evenings are your mornings"}))
    shop.does("Fay", "Write", fills(**{HURTS: "Reminders come too late"}))
    people["Gus"].press("Write", on=shop.card)
    people["Gus"].close()
    scene.settle()
    assert "5 of 6 done · anonymous until the reveal" in shop.says
    scene.channel.remove(people["Fay"])
    scene.settle()
    assert "5 here" in shop.says
    people["Eve"].press("Write", on=shop.card)
    assert people["Eve"].modal is None
    hears(scene, people["Eve"], "This session is for the team's members. Join the channel, and you are in.")
    assert "Friday" not in shop.says


def _ben_polishes(shop: Workshop) -> None:
    ben = shop.people["Ben"]
    shop.does("Ben", "Write", fills(**{HURTS: "Nobody knows who comes\nToo many ads\nA match needs six\nIt rains"}))
    ben.press("Change my answer", on=_key(shop, ben))
    assert ben.modal is not None
    assert ben.modal.value(HURTS) == "Nobody knows who comes\nToo many ads\nA match needs six\nIt rains"
    ben.fill(HURTS, "Nobody knows who comes until Friday\nA match needs six\nIt rains")
    ben.fill(GOOD, "We answer within the hour")
    shop.sends(ben)
    assert "2 of 2 done" in shop.says


def _cleo_writes_on_two_devices(shop: Workshop) -> None:
    cleo = shop.people["Cleo"]
    shop.does("Cleo", "Write", fills(**{HURTS: "Courts are far away"}))
    cleo.press("Change my answer", on=_key(shop, cleo))
    phone = leaves_open(shop.scene, cleo)
    cleo.press("Change my answer", on=_key(shop, cleo))
    cleo.fill(HURTS, "Courts are far away\nCourts cost a lot")
    shop.sends(cleo)
    turns_to(shop.scene, cleo, phone)
    cleo.fill(GOOD, "Captains trust us")
    shop.sends(cleo)
    assert "3 of 3 done" in shop.says


def _key(shop: Workshop, person: Person) -> Seen:
    """The private message that leads back to what somebody wrote without their name."""
    return next(seen for seen in person.whispers(shop.scene.channel) if "Change my answer" in seen.buttons)


def _they_read_and_go_back_once(shop: Workshop) -> None:
    scene, ada, ben, emil = shop.scene, *(shop.people[name] for name in ("Ada", "Ben", "Emil"))
    double_clicks(scene, ada, "+5 min", shop.cockpit)
    assert "until 09:13" in shop.says
    double_clicks(scene, ada, "Next", shop.cockpit)
    assert "step 2 of 5" in shop.says
    assert "10 notes in the thread, shuffled." in shop.says
    double_clicks(scene, emil, "I'm here", shop.card)
    assert "6 here" in shop.says
    ben.press("Change my answer", on=_key(shop, ben))
    assert ben.modal is None
    hears(scene, ben, "The session has gone on: it is at “Read it all” now.")
    shop.drives("Back")
    ben.press("Change my answer", on=_key(shop, ben))
    ben.fill(HURTS, "Nobody knows who comes until Friday\nA match needs six")
    shop.sends(ben)
    shop.drives("Next")
    (revealed,) = shop.thread
    assert "Read it all: 9 notes, shuffled" in revealed.text
    told = read(revealed)
    for note in ("Nobody knows who comes until Friday", "Courts cost a lot", "Captains trust us", "Reminders come too"):
        assert note in told
    for gone in ("Too many ads", "It rains", "Ben", "Cleo", "Dan", "Fay"):
        assert gone not in told


def _they_vote(shop: Workshop) -> None:
    scene, people = shop.scene, shop.people
    shop.drives("Next")
    dan = people["Dan"]
    dan.press("Vote", on=shop.card)
    dan.choose("Nobody knows who comes", "●●●")
    dan.choose("Courts are far away", "●●")
    dan.submit()
    assert dan.modal is not None
    assert list(dan.modal.errors.values()) == ["You have 3 dots, and these are 5."]
    assert "0 of 6 have voted. Counts are hidden." in shop.says
    dan.choose("Courts are far away", "–")
    shop.sends(dan)
    people["Ada"].press("Vote", on=shop.card)
    people["Ada"].choose("Courts cost a lot", "●●")
    sends_twice(scene, people["Ada"])
    shop.does("Cleo", "Vote", fills(**{"Courts are far away": "→●", "A match needs six": "→●●"}))
    shop.does("Cleo", "Vote", fills(**{"A match needs six": "→●"}))
    assert "3 of 6 have voted" in shop.says
    assert "●" not in shop.says
    emil = people["Emil"]
    emil.press("Vote", on=shop.card)
    double_clicks(scene, people["Ada"], "Show the counts", shop.cockpit)
    assert "●●● 3: Nobody knows who comes until Friday" in shop.says
    emil.choose("Courts cost a lot", "●")
    emil.submit()
    assert emil.modal is not None
    assert "so this vote is closed. The facilitator can open it again." in " ".join(emil.modal.errors.values())
    shop.drives("Go on voting")
    shop.sends(emil)
    assert "4 of 6 have voted" in shop.says
    shop.drives("Show the counts")
    assert "●●● 3: Courts cost a lot" in shop.says
    assert "● 1: A match needs six" in shop.says


def _they_draft_and_sleep_on_it(shop: Workshop) -> None:
    scene, people = shop.scene, shop.people
    shop.drives("Next")
    assert "There is no vision yet." in read(shop.cockpit)
    people["Ada"].press("Add a vision", on=shop.card)
    people["Ada"].fill("Vision", FIRST)
    sends_twice(scene, people["Ada"])
    assert shop.says.count(FIRST) == 1
    _two_change_the_same_sentence(shop)
    shop.drives("Pause until tomorrow")
    assert "paused until Thu 09:00" in shop.says
    assert shop.card.buttons == []
    assert times_in(shop.card, TOKYO) == ["Thu 16:00"]
    answer = people["Dan"].command("/okra session", scene.channel)
    assert answer is not None
    assert "One sentence, paused until Thu 09:00. Ada facilitates." in read(answer)
    assert times_in(answer, TOKYO) == ["Thu 16:00"]
    scene.travel_to(scene.clock.now() + timedelta(days=1))
    assert shop.card.buttons == ["Add a vision", "Change one"]
    assert "until 09:10" in shop.says


def _two_change_the_same_sentence(shop: Workshop) -> None:
    ben, dan = shop.people["Ben"], shop.people["Dan"]
    for person in (ben, dan):
        person.press("Change one", on=shop.card)
        person.choose("Which one?", "Whoever wants to play")
        person.submit()
    ben.fill("Vision", "Whoever wants to play plays")
    shop.sends(ben)
    dan.fill("Vision", THEIRS)
    dan.submit()
    assert dan.modal is not None
    (told,) = dan.modal.errors.values()
    assert told.startswith("Somebody changed this meanwhile. It now says “Whoever wants to play plays”.")
    assert told.endswith("Close this and open it once more: your words will be there.")
    dan.close()
    dan.press("Change one", on=shop.card)
    dan.choose("Which one?", "Whoever wants to play")
    dan.submit()
    assert dan.modal.value("Vision") == THEIRS
    assert "It says now: “Whoever wants to play plays”" in " ".join(dan.modal.text.replace("│ ┊", "").split())
    shop.sends(dan)
    assert THEIRS in shop.says


def _they_object_and_agree(shop: Workshop) -> None:
    scene, people = shop.scene, shop.people
    people["Ada"].press("Hand over", on=shop.cockpit)
    people["Ada"].choose("Who facilitates from now on?", "Emil")
    sends_twice(scene, people["Ada"])
    assert "Emil facilitates Session 0: a vision to start from now. Thank you!" in read(people["Ada"].dm()[-1])
    shop.facilitator = "Emil"
    shop.drives("Next")
    for name in ("Ada", "Ben", "Gus"):
        double_clicks(scene, people[name], "I agree", shop.card)
    ben = people["Ben"]
    ben.press("I object", on=shop.card)
    assert ben.modal is not None
    assert ben.modal.value("What do you say?") == "I object"
    ben.submit()
    assert ben.modal.errors == {"Why?": "Say in a sentence why you object: that is what the others can work with."}
    ben.fill("Why?", "By when?")
    shop.sends(ben)
    assert "3 of 6 have said it: 2 agree · 1 objects Objections • Ben: By when?" in shop.says
    assert "1 person objects: what would they need?" in read(shop.cockpit)
    cleo = people["Cleo"]
    cleo.press("I object", on=shop.card)
    cleo.fill("Why?", "Five others is not a team")
    window = leaves_open(scene, cleo)
    shop.drives("Back")
    shop.does("Ben", "Change one", fills(Vision=AGREED), asked="Whoever wants to play")
    shop.drives("Next")
    assert "0 of 6 have said it. It has been changed since 3 people spoke: please say it once more." in shop.says
    _what_was_read_has_changed(shop, cleo, window)
    for name in ("Ada", "Ben", "Cleo", "Dan", "Emil"):
        double_clicks(scene, people[name], "I agree", shop.card)
    assert "5 of 6 have said it: 5 agree" in shop.says
    assert "Objections" not in shop.says


def _what_was_read_has_changed(shop: Workshop, cleo: Person, window: View) -> None:
    """An objection to earlier words is none to these; and what was typed comes back."""
    turns_to(shop.scene, cleo, window)
    cleo.submit()
    assert cleo.modal is not None
    (told,) = cleo.modal.errors.values()
    assert told == "What you read has been changed meanwhile. Read it once more, then say it."
    cleo.close()
    cleo.press("I object", on=shop.card)
    assert cleo.modal.value("Why?") == "Five others is not a team"
    cleo.choose("What do you say?", "I can live with it")
    shop.sends(cleo)
    assert "1 of 6 have said it: 1 can live with it" in shop.says


def _it_ends_once(shop: Workshop) -> None:
    emil = shop.people["Emil"]
    shop.drives("End")
    sends_twice(shop.scene, emil)
    over = shop.scene.channel.messages[-1]
    assert "Session 0: a vision to start from is over. Thank you!" in over.text
    assert f"Vision: {AGREED}" in read(over)
    assert "1 vision • 9 notes" in read(over)
    assert "Pin the vision in the channel." in read(emil.dm()[-1])


def _they_take_it_along(shop: Workshop) -> None:
    scene, gus = shop.scene, shop.people["Gus"]
    over = scene.channel.messages[-1]
    double_clicks(scene, gus, "Export", over)
    files = taken_along(scene, over)
    assert set(files) == {
        f"okra/session-0/{name}"
        for name in ("vision.md", "votes.md", "notes.md", "agreement.md", "items.json", "items.csv")
    }
    assert files["okra/session-0/vision.md"] == f"# Vision\n\n- {AGREED}\n"
    assert "5 agree" in files["okra/session-0/agreement.md"]
    items = json.loads(files["okra/session-0/items.json"])["items"]
    notes = [one for one in items if one["kind"] == "note"]
    assert len(notes) == 9
    assert all("author" not in one["facts"] for one in notes)
    rows = list(csv.DictReader(io.StringIO(files["okra/session-0/items.csv"])))
    assert [row["text"] for row in rows] == [one["text"] for one in items]
    (link,) = [seen for seen in scene.channel.thread(over) if "All of it on one canvas" in seen.text]
    canvas = gus.canvas(link.links[0])
    assert AGREED in canvas.text
    assert "Captains trust us" in canvas.text

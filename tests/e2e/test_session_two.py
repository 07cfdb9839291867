"""Session 2 from the command to the export, by people with their habits: from ideas to milestones that hang on something."""

import csv
import io
import json
from datetime import timedelta

from sandbox.people import Person
from tests.e2e.habits import double_clicks, hears, leaves_open, sends_twice, taken_along, turns_to
from tests.e2e.scene import Scene
from tests.e2e.workshop import Fill, Workshop, fills, read, under

SHIP, TEST = "Something to ship or build", "Something to test or find out"
SORT, FROM_TO = "What sort of work is it?", "From where to where?"
BELIEF = "Reminders help"


def test_ideas_become_milestones_whatever_habits_people_have(scene: Scene) -> None:
    """Ben facilitates, clicks twice, and falls silent; Cleo closes windows too early and takes over; Dan has two devices;
    Emil polishes, and leaves in the middle; Fay comes late; Ada is there and never writes; Eve is not of the team.
    """
    scene.set_up("Ada", "Ben", "Cleo", "Dan", "Emil", "Fay")
    scene.person("Eve", joins=False)
    _they_have_drafted(Workshop(scene))
    shop = Workshop(scene, "Ben")
    shop.begin("2", "Session 2")
    _ben_shows_where_they_were(shop)
    _they_write(shop)
    _they_read(shop)
    _ben_groups(shop)
    _they_draft(shop)
    _cleo_takes_over(shop)
    _they_vote(shop)
    _they_agree_and_go_back_for_a_moment(shop)
    _what_is_open_is_listed_before_the_end(shop)
    _they_take_it_along(shop)


def _they_have_drafted(shop: Workshop) -> None:
    shop.begin("1", "Session 1")
    shop.drives(*["Next"] * 6)
    shop.does("Cleo", "Add an objective", fills(Objective="Match reliability"))
    for text, measure in (("Matches with six players", "from 55% to 80%"), ("Players who come", "from 70% to 90%")):
        shop.does("Cleo", "Add a key result", under("Key result", text, "Match", **{FROM_TO: measure}))
    shop.does("Cleo", "Add a hypothesis", under("Hypothesis", BELIEF, "Matches with six"))
    shop.ends()


def _ben_shows_where_they_were(shop: Workshop) -> None:
    ben = shop.people["Ben"]
    assert "Key result: Matches with six players (from 55% to 80%) • Hypothesis: Reminders help" in shop.says
    ben.press("Bring a text or a link", on=shop.cockpit)
    ben.fill("What you want to show", "Twelve calls with captains <!channel>")
    sends_twice(shop.scene, ben)
    assert shop.says.count("Twelve calls with captains <!channel>") == 1
    shop.people["Eve"].press("I'm here", on=shop.card)
    hears(shop.scene, shop.people["Eve"], "This session is for the team's members.")
    assert "1 here" in shop.says


def _they_write(shop: Workshop) -> None:
    scene, people = shop.scene, shop.people
    shop.drives("Next")
    cleo = people["Cleo"]
    cleo.press("Write", on=shop.card)
    cleo.fill(SHIP, "Send reminders to players", slowly=True)
    cleo.close()
    cleo.press("Write", on=shop.card)
    assert cleo.modal is not None
    assert cleo.modal.value(SHIP) == "Send reminders to players"
    assert "Nobody sees a note before all are shown, without names." in cleo.modal.text
    sends_twice(scene, cleo)
    _dan_writes_on_two_devices(shop)
    shop.does(
        "Emil", "Write", fills(**{SHIP: "Captains replace players\nPay in advance", TEST: "Ask those who stay away"})
    )
    shop.does("Emil", "Write", fills(**{SHIP: "Captains replace a player"}))
    people["Ada"].press("Write", on=shop.card)
    people["Ada"].close()
    scene.settle()
    assert "3 of 5 done · silent until the reveal" in shop.says
    assert "Captains" not in shop.says


def _dan_writes_on_two_devices(shop: Workshop) -> None:
    dan = shop.people["Dan"]
    dan.press("Write", on=shop.card)
    phone = leaves_open(shop.scene, dan)
    shop.does("Dan", "Write", fills(**{SHIP: "A list of those who come"}))
    turns_to(shop.scene, dan, phone)
    dan.fill(SHIP, "Remind players the day before")
    dan.fill(TEST, "Which wording makes people come?")
    shop.sends(dan)
    dan.press("Write", on=shop.card)
    assert dan.modal is not None
    assert sorted(dan.modal.value(SHIP).split("\n")) == ["A list of those who come", "Remind players the day before"]
    dan.close()


def _they_read(shop: Workshop) -> None:
    double_clicks(shop.scene, shop.people["Ben"], "Next", shop.cockpit)
    assert "step 3 of 7" in shop.says
    assert "6 notes in the thread, shuffled." in shop.says
    told = read(shop.thread[-1])
    assert "Captains replace a player" in told
    for gone in ("Captains replace players", "Pay in advance", "Emil", "Dan", "Cleo"):
        assert gone not in told
    shop.does("Fay", "I'm here")
    assert "6 here" in shop.says


def _ben_groups(shop: Workshop) -> None:
    scene, ben = shop.scene, shop.people["Ben"]
    shop.drives("Next")
    _a_suggestion_is_open_twice(shop)
    for _ in range(2):
        shop.decides("Make a group", _ticks("Captains replace a player", "A list of those who come"))
        assert "Captains replace a player (2)" in shop.says
        double_clicks(scene, ben, "Undo", shop.cockpit)
        assert "4 notes stand alone. Reminders (2)" in shop.says
    shop.decides("Make a group", _ticks("Captains replace a player", "A list of those who come"))
    _changes(shop, "Captains", "another name", fills(Its_new_name="Captains take care"))
    assert "Captains take care (2)" in shop.says
    _changes(shop, "Reminders", "another group into it", fills(The_group_to_put_into_it="→Captains"))
    assert "2 notes stand alone. Reminders (4)" in shop.says
    _changes(shop, "Reminders", "as a group of their own", _ticks("Captains replace a player"))
    assert "Reminders (3)" in shop.says
    assert "Captains replace a player (1)" in shop.says
    _changes(shop, "Reminders", "each on its own", _ticks("A list of those who come"))
    assert "3 notes stand alone. Captains replace a player (1)" in shop.says


def _a_suggestion_is_open_twice(shop: Workshop) -> None:
    ben = shop.people["Ben"]
    ben.press("Suggestions (1)", on=shop.cockpit)
    phone = leaves_open(shop.scene, ben)
    shop.decides("Suggestions (1)", fills(Its_name="Reminders"))
    assert "4 notes stand alone. Reminders (2)" in shop.says
    turns_to(shop.scene, ben, phone)
    ben.submit()
    assert ben.modal is not None
    (told,) = ben.modal.errors.values()
    assert told == "This suggestion is settled already, or its notes are in other groups now."
    ben.close()


def _ticks(*notes: str) -> Fill:
    def fill(person: Person) -> None:
        for one in notes:
            person.tick("Which notes?", one)

    return fill


def _changes(shop: Workshop, group: str, what: str, fill: Fill) -> None:
    ben = shop.people["Ben"]
    ben.press("Change a group", on=shop.cockpit)
    ben.choose("Which group?", group)
    ben.choose("What?", what)
    ben.submit()
    fill(ben)
    shop.sends(ben)


def _they_draft(shop: Workshop) -> None:
    scene, people = shop.scene, shop.people
    shop.drives("Next")
    assert "There is no milestone yet." in read(shop.cockpit)
    cleo = people["Cleo"]
    cleo.press("Add a milestone", on=shop.card)
    cleo.fill("Milestone", "Send reminders")
    cleo.submit()
    assert cleo.modal is not None
    assert cleo.modal.errors == {
        "Which hypothesis or key result does it hang on?": "Please complete this required field."
    }
    cleo.choose("Which hypothesis or key result", BELIEF)
    sends_twice(scene, cleo)
    experiment = under("Milestone", "Test two wordings", BELIEF, **{SORT: "→Experiment"})
    shop.does("Dan", "Add a milestone", experiment)
    shop.does("Emil", "Add a milestone", under("Milestone", "Pay in advance", "Players who come"))
    assert "Hypothesis: Reminders help · for “Matches with six players” • Feature: Send reminders" in shop.says
    assert shop.says.count("Send reminders") == 1
    _emil_takes_his_out_while_dan_edits_it(shop)
    scene.channel.remove(people["Emil"])
    scene.settle()
    assert "5 here" in shop.says


def _emil_takes_his_out_while_dan_edits_it(shop: Workshop) -> None:
    dan = shop.people["Dan"]
    dan.press("Change one", on=shop.card)
    dan.choose("Which one?", "Pay in advance")
    dan.submit()
    shop.does("Emil", "Change one", fills(Milestone=""), asked="Pay in advance")
    assert "Pay in advance" not in shop.says
    dan.fill("Milestone", "Pay half in advance")
    dan.submit()
    assert dan.modal is not None
    told = " ".join(dan.modal.text.replace("│", "").split())
    assert "Somebody took this out meanwhile. Copy your words, and write them as a new one." in told
    dan.close()


def _cleo_takes_over(shop: Workshop) -> None:
    scene, cleo, ben = shop.scene, shop.people["Cleo"], shop.people["Ben"]
    scene.travel_to(scene.clock.now() + timedelta(minutes=31))
    assert "time is up since 09:30" in read(shop.cockpit)
    answer = cleo.command("/okra session", scene.channel)
    assert answer is not None
    assert read(answer).startswith("Session 2: milestones runs here: Milestones, time is up since 09:30.")
    assert "Take over" not in answer.buttons
    scene.travel_to(scene.clock.now() + timedelta(minutes=10))
    answer = cleo.command("/okra session", scene.channel)
    assert answer is not None
    double_clicks(scene, cleo, "Take over", answer)
    assert "Cleo facilitates" in shop.says
    assert "Cleo facilitates Session 2: milestones now. Thank you!" in read(ben.dm()[-1])
    shop.facilitator = "Cleo"


def _they_vote(shop: Workshop) -> None:
    shop.drives("Next")
    dan = shop.people["Dan"]
    dan.press("Vote", on=shop.card)
    assert dan.modal is not None
    assert "for “Reminders help”" in dan.modal.text
    dan.choose("Test two wordings", "●●●")
    dan.choose("Send reminders", "●")
    dan.submit()
    assert list(dan.modal.errors.values()) == ["You have 3 dots, and these are 4."]
    assert "0 of 5 have voted" in shop.says
    dan.choose("Send reminders", "–")
    shop.sends(dan)
    shop.does("Fay", "Vote", fills(Send_reminders="→●"))
    shop.drives("Show the counts")
    assert "●●● 3: Test two wordings • ● 1: Send reminders" in shop.says


def _they_agree_and_go_back_for_a_moment(shop: Workshop) -> None:
    shop.drives("Next")
    shop.does("Dan", "I can live with it")
    shop.does("Fay", "I object", fills(**{"Why?": "Nobody learns anything from reminders"}))
    before = shop.says
    double_clicks(shop.scene, shop.people["Cleo"], "Back", shop.cockpit)
    assert "●●● 3: Test two wordings" in shop.says
    shop.drives("Next")
    assert shop.says == before
    assert "2 of 5 have said it: 1 can live with it · 1 objects" in before


def _what_is_open_is_listed_before_the_end(shop: Workshop) -> None:
    cleo = shop.people["Cleo"]
    shop.drives("End")
    assert cleo.modal is not None
    assert "The key result “Players who come” has no milestone." in " ".join(cleo.modal.text.replace("│", "").split())
    sends_twice(shop.scene, cleo)
    over = shop.scene.channel.messages[-1]
    assert "Session 2: milestones is over. Thank you!" in over.text
    assert "2 milestones" in read(over)
    assert "2 things with dots" in read(over)


def _they_take_it_along(shop: Workshop) -> None:
    scene, fay = shop.scene, shop.people["Fay"]
    over = scene.channel.messages[-1]
    fay.command("/okra export 2", scene.channel)
    scene.settle()
    files = {path.removeprefix("okra/session-2/"): text for path, text in taken_along(scene, over).items()}
    assert set(files) == {
        *(f"{name}.md" for name in ("milestones", "votes", "clusters", "notes", "agreement")), "items.json", "items.csv",
    }  # fmt: skip
    assert "- Test two wordings (experiment)\n  - for: Reminders help" in files["milestones.md"]
    assert "- 1 dot\n  - for: Send reminders" in files["votes.md"]
    assert "Fay objects: Nobody learns anything from reminders" in files["agreement.md"]
    items = json.loads(files["items.json"])["items"]
    kept = [one["text"] for one in items if one["kind"] == "milestone"]
    assert kept == ["Send reminders", "Test two wordings"]
    rows = list(csv.DictReader(io.StringIO(files["items.csv"])))
    assert [row["text"] for row in rows] == [one["text"] for one in items]
    (link,) = [seen for seen in scene.channel.thread(over) if "All of it on one canvas" in seen.text]
    assert "Test two wordings (experiment)" in fay.canvas(link.links[0]).text

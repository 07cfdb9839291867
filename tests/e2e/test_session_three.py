"""Session 3 from the command to the export, by people with different habits.

Ada clicks everything twice, Ben polishes what he wrote, Cleo has two windows open, Dan sits in Tokyo, Emil comes late, Fay
leaves in the middle, Gus is silent until the dots, and Eve is not in the channel.
"""

import json
from datetime import timedelta

from sandbox.people import Person, Seen
from tests.e2e.habits import double_clicks, hears, leaves_open, sends_twice, taken_along, times_in, turns_to
from tests.e2e.planned import LIST, LOGIN, REFEREES, WORDING, with_milestones
from tests.e2e.scene import WEDNESDAY, Scene
from tests.e2e.workshop import Workshop, fills, read

ROLES = {"Ada": "Product", "Ben": "Engineer", "Cleo": "Designer", "Dan": "Designer", "Emil": "Engineer",
         "Fay": "Designer", "Gus": "Data"}  # fmt: skip
SKILLS, FIRST, WRONG = "Which skills does it need?", "Who or what must come first?", "What could go wrong?"
EFFORT, BUSINESS, USERS = "effort", "value for the business", "value for those who use it"
TOKYO = "Asia/Tokyo"


def test_session_3_looks_at_each_milestone_with_everybody_s_eyes(scene: Scene) -> None:
    scene.person("Dan", TOKYO)
    for name, role in ROLES.items():
        scene.slack.world.users[scene.person(name).id].title = role
    scene.person("Eve", joins=False)
    scene.found(*(name for name in ROLES if name != "Dan"))
    shop = Workshop(scene)
    with_milestones(shop)
    _looks_at_the_milestones(shop)
    _writes_in_pairs(shop)
    _somebody_leaves_in_the_middle(shop)
    _scores_in_silence(shop)
    _talks_about_what_they_see_differently(shop)
    _hands_over_and_sleeps_on_it(shop)
    _puts_dots(shop)
    _resolves_an_objection(shop)
    _ends_and_takes_it_along(shop)


def _looks_at_the_milestones(shop: Workshop) -> None:
    """Those who say twice that they are here are one person, and whoever is outside stays there."""
    shop.begin("3", "Session 3")
    for name, sort, above in (
        (LIST, "Feature", "Who sees the others comes"),
        (WORDING, "Experiment", "Reminders help"),
        (REFEREES, "Spike", "Reminders help"),
        (LOGIN, "Platform", "Who sees the others comes"),
    ):
        assert f"• {sort}: {name} · for “{above}”" in shop.says
    for name in ("Ben", "Cleo", "Dan", "Fay"):
        double_clicks(shop.scene, shop.people[name], "I'm here", shop.card)
    hears(shop.scene, shop.people["Ben"], "You are in already.")
    assert "step 1 of 5 · 5 here" in shop.says
    eve = shop.people["Eve"]
    eve.press("I'm here", on=shop.card)
    hears(shop.scene, eve, "This session is for the team's members. Join the channel, and you are in.")
    double_clicks(shop.scene, shop.people["Ada"], "Next", shop.cockpit)
    assert "step 2 of 5 · 5 here" in shop.says


def _writes_in_pairs(shop: Workshop) -> None:
    """Across roles, in a conversation of their own; who comes late is put to the smallest pair."""
    scene, ben, cleo, emil = shop.scene, shop.people["Ben"], shop.people["Cleo"], shop.people["Emil"]
    double_clicks(scene, shop.people["Ada"], "Make the pairs", shop.cockpit)
    assert f"• Fay, Ben and Cleo: {LIST}; {REFEREES} • Ada and Dan: {WORDING}; {LOGIN} 0 of 2 pairs" in shop.says
    assert "What a pair writes, only that pair sees for now." in shop.says
    for name in ("Ada", "Ben", "Cleo", "Dan", "Fay"):
        assert len(shop.people[name].group_messages()) == 1
        assert len({ROLES[one] for one in partners(shop, shop.people[name])}) > 1
    emil.press("Write with my pair", on=shop.card)
    hears(scene, emil, "You are in no pair yet. “I'm in no pair” puts you into one.")
    double_clicks(scene, emil, "I'm in no pair", shop.card)
    hears(scene, emil, "You are in a pair already. “Write with my pair” is your button.")
    before = [read(seen) for seen in shop.people["Dan"].group_messages()]
    assert "Dan and Ada: Your pair has changed, and goes on in another conversation. What you wrote is kept." in before
    assert f"• Ada, Dan and Emil: {WORDING}; {LOGIN}" in shop.says
    assert "Dan, Ada and Emil, this is your place." in read(place_of(emil))
    opens(ben, LIST)
    cleo.press("Write", on=place_of(cleo))
    cleo.choose("Your topics", LIST)
    cleo.submit()
    fills(**{SKILLS: "SQL\nSomebody who write", FIRST: "Legal says yes", WRONG: "Nobody reads it"})(ben)
    sends_twice(scene, ben)
    cleo.fill(WRONG, "It shows who is always late")
    shop.sends(cleo)
    opens(ben, LIST)
    assert ben.modal is not None
    assert ben.modal.value(SKILLS) == "SQL\nSomebody who write"
    assert ben.modal.value(WRONG) == "Nobody reads it\nIt shows who is always late"
    ben.fill(SKILLS, "SQL\nSomebody who writes")
    ben.fill(WRONG, "It shows who is always late")
    shop.sends(ben)
    written = read(place_of(cleo))
    assert (
        f"{LIST} • {SKILLS} SQL • {SKILLS} Somebody who writes • {FIRST} Legal says yes "
        f"• {WRONG} It shows who is always late {REFEREES} • Nothing yet."
    ) in written
    assert "SQL" not in shop.says
    assert all("SQL" not in seen.text for seen in emil.group_messages())


def _somebody_leaves_in_the_middle(shop: Workshop) -> None:
    """Nobody waits for Fay; what a pair wrote is everybody's once their step is over, in the order of the boxes."""
    scene, emil = shop.scene, shop.people["Emil"]
    emil.press("Write", on=place_of(emil))
    emil.choose("Your topics", LOGIN)
    emil.submit()
    emil.fill(FIRST, "The platform team")
    shop.sends(emil)
    double_clicks(scene, shop.people["Ben"], "We're done", place_of(shop.people["Ben"]))
    scene.channel.remove(shop.people["Fay"])
    scene.settle()
    assert f"• Ben and Cleo: {LIST}; {REFEREES} •" in shop.says
    assert "1 of 2 pairs are done." in shop.says
    assert "Nothing is written on 2 of 4 topics yet." in read(shop.cockpit)
    shop.drives("Next")
    assert read(shop.thread[-1]) == (
        f"What each one needs: 5 entries • Skill: SQL (on “{LIST}”) • Skill: Somebody who writes (on “{LIST}”) "
        f"• Dependency: Legal says yes (on “{LIST}”) • Risk: It shows who is always late (on “{LIST}”) "
        f"• Dependency: The platform team (on “{LOGIN}”)"
    )


def _scores_in_silence(shop: Workshop) -> None:
    """Who leaves something to others is done all the same; no score is seen by anybody before all are shown."""
    scene, ben, cleo, dan = shop.scene, shop.people["Ben"], shop.people["Cleo"], shop.people["Dan"]
    scored(shop, ben, {LIST: ("S", "5", "3"), WORDING: ("M", "2", "")})
    sends_twice(scene, ben)
    assert "1 of 5 are done. Scores are hidden." in shop.says
    scored(shop, cleo, {LIST: ("L", "4", "3")})
    elsewhere = leaves_open(scene, cleo)
    scored(shop, cleo, {WORDING: ("M", "3", "")})
    shop.sends(cleo)
    turns_to(scene, cleo, elsewhere)
    shop.sends(cleo)
    ben.press("Score", on=shop.card)
    assert ben.modal is not None
    assert ben.modal.value(f"{LIST}: {EFFORT}") == "S"
    ben.close()
    scored(shop, dan, {LIST: ("M", "4", ""), LOGIN: ("L", "5", "1")})
    shop.sends(dan)
    assert "3 of 5 are done. Scores are hidden." in shop.says
    assert "business" not in shop.says.partition("Leave out what you can't judge.")[2]
    assert times_in(shop.card, "Europe/Berlin") == ["Wed 09:40"]
    assert times_in(shop.card, TOKYO) == ["Wed 16:40"]


def _talks_about_what_they_see_differently(shop: Workshop) -> None:
    """Only about that: S beside L. One changes their mind, and the other milestone's score is settled."""
    scene, ada, ben, emil = shop.scene, shop.people["Ada"], shop.people["Ben"], shop.people["Emil"]
    scored(shop, emil, {LOGIN: ("L", "1", "1")})
    shop.sends(emil)
    double_clicks(scene, ada, "Show the scores", shop.cockpit)
    assert f"Talk about these: you see them differently • {LIST} • {LOGIN} All scores together" in shop.says
    assert f"• {LIST}: effort S–L (middle M) · business 4–5 (middle 4) · users 3" in shop.says
    assert f"• {WORDING}: effort M · business 2–3 (middle 3) · users ?" in shop.says
    assert f"• {REFEREES}: no score yet" in shop.says
    assert f"• {LOGIN}: effort L · business 1–5 (middle 3) · users 1" in shop.says
    scored(shop, ben, {LIST: ("M", "5", "3")})
    shop.sends(ben)
    assert f"Talk about these: you see them differently • {LOGIN} All scores together" in shop.says
    ada.press("Settle one", on=shop.cockpit)
    assert ada.modal is not None
    assert ada.modal.value("Which one?") == LOGIN
    ada.submit()
    assert ada.modal is not None
    assert ada.modal.errors == {"Effort": "Choose what you came to, at least one of the three."}
    ada.choose("Value for the business", "2")
    sends_twice(scene, ada)
    assert "What you saw differently is settled." in shop.says
    assert f"• {LOGIN}: settled: effort L · business 2 · users 1" in shop.says


def _hands_over_and_sleeps_on_it(shop: Workshop) -> None:
    """Back and forth loses nothing; Cleo goes on, pauses for the night, and the morning goes on by itself."""
    scene = shop.scene
    before = shop.says
    shop.drives("Back", "Next")
    assert shop.says.partition("┊")[0] == before.partition("┊")[0]
    ada = shop.people["Ada"]
    ada.press("Hand over", on=shop.cockpit)
    ada.choose("Who facilitates from now on?", "Cleo")
    sends_twice(scene, ada)
    assert "Cleo facilitates Session 3: value, effort, dependencies now. Thank you!" in read(
        shop.people["Ada"].dm()[-1]
    )
    shop.facilitator = "Cleo"
    shop.drives("Pause until tomorrow")
    assert "paused until Thu 09:00 · Cleo facilitates" in shop.says
    assert times_in(shop.card, TOKYO) == ["Thu 16:00"]
    assert shop.card.buttons == []
    scene.travel_to(WEDNESDAY + timedelta(days=1, minutes=1))
    assert "step 3 of 5 · 5 here · until" in shop.says
    assert shop.card.buttons == ["Score"]
    shop.drives("Next")


def _puts_dots(shop: Workshop) -> None:
    """Gus, who was silent so far, puts more dots than there are, and is told how many he has."""
    scene, gus, dan, eve = shop.scene, shop.people["Gus"], shop.people["Dan"], shop.people["Eve"]
    gus.press("Vote", on=shop.card)
    assert gus.modal is not None
    assert "You have 5 dots." in gus.modal.text
    fills(**{LIST: "→●●●●", WORDING: "→●●"})(gus)
    gus.submit()
    assert gus.modal is not None
    assert "You have 5 dots, and these are 6." in " ".join(gus.modal.text.split())
    gus.choose(WORDING, "●")
    sends_twice(scene, gus)
    shop.does("Dan", "Vote", fills(**{WORDING: "→●●●"}))
    assert "2 of 6 have voted. Counts are hidden." in shop.says
    eve.press("Vote", on=shop.card)
    hears(scene, eve, "This session is for the team's members.")
    double_clicks(scene, shop.people["Cleo"], "Show the counts", shop.cockpit)
    assert f"●●●● 4: {LIST} • ●●●● 4: {WORDING}" in shop.says or f"●●●● 4: {WORDING} • ●●●● 4: {LIST}" in shop.says
    dan.press("I'm here", on=shop.card)
    hears(scene, dan, "You are in already.")
    shop.drives("Next")


def _resolves_an_objection(shop: Workshop) -> None:
    """Ben says why; the score is settled anew, and whoever agreed before reads that they are asked once more."""
    scene, ben = shop.scene, shop.people["Ben"]
    ben.press("I object", on=shop.card)
    ben.submit()
    assert ben.modal is not None
    assert ben.modal.errors == {"Why?": "Say in a sentence why you object: that is what the others can work with."}
    ben.fill("Why?", "The list is more than M with the lawyers in it")
    sends_twice(scene, ben)
    double_clicks(scene, shop.people["Dan"], "I agree", shop.card)
    assert "2 of 6 have said it: 1 agrees · 1 objects" in shop.says
    assert "Objections • Ben: The list is more than M with the lawyers in it" in shop.says
    assert "1 person objects: what would they need?" in read(shop.cockpit)
    shop.drives("Back", "Back")
    shop.decides("Settle one", fills(**{"Which one?": f"→{LIST}", "Effort": "→L"}))
    shop.drives("Next", "Next")
    assert f"• Feature: {LIST} · for “Who sees the others comes” • Effort and value: effort L" in shop.says
    assert "It has been changed since 2 people spoke: please say it once more." in shop.says
    shop.does("Dan", "I agree")
    shop.does("Ben", "I can live with it")
    assert "2 of 6 have said it: 1 agrees · 1 can live with it" in shop.says
    assert "Objections" not in shop.says


def _ends_and_takes_it_along(shop: Workshop) -> None:
    """The files of the seeds' tree, the same for programs, and all of it on one canvas."""
    scene, ben = shop.scene, shop.people["Ben"]
    shop.people["Cleo"].press("End", on=shop.cockpit)
    sends_twice(scene, shop.people["Cleo"])
    assert "Session 3: value, effort, dependencies is over. Thank you!" in shop.says
    assert "• 2 skills • 2 dependencies • 1 risk • 3 scores • 2 things with dots • 1 agreement" in shop.says
    ben.command("/okra export", scene.channel)
    scene.settle()
    files = taken_along(scene, shop.card)
    names = ("scores.md", "skills.md", "dependencies.md", "risks.md", "votes.md", "agreement.md", "items.json",
             "items.csv")  # fmt: skip
    assert files.keys() == {f"okra/session-3/{name}" for name in names}
    assert f"- effort L, business value 4, user value 3\n  - for: {LIST}" in files["okra/session-3/scores.md"]
    assert f"- Legal says yes\n  - for: {LIST}" in files["okra/session-3/dependencies.md"]
    assert "1 can live with it" in files["okra/session-3/agreement.md"]
    told = json.loads(files["okra/session-3/items.json"])
    assert told["session"] == "session-3"
    assert all(person.id not in files["okra/session-3/items.json"] for person in shop.people.values())
    assert files["okra/session-3/items.csv"].splitlines()[0] == "key,kind,text,hangs_on,facts"
    (address,) = [link for seen in shop.thread for link in seen.links]
    assert "Somebody who writes" in ben.canvas(address).text


def place_of(person: Person) -> Seen:
    """What somebody's pair sees in its own conversation now."""
    return next(seen for seen in reversed(person.group_messages()) if "Write" in seen.buttons)


def partners(shop: Workshop, person: Person) -> list[str]:
    """Who is in the conversation of somebody's pair."""
    conversation = shop.scene.slack.world.conversations[place_of(person).message.channel]
    return [name for name, one in shop.people.items() if one.id in conversation.members]


def opens(person: Person, topic: str) -> None:
    """Open the boxes of one topic from the pair's own conversation."""
    person.press("Write", on=place_of(person))
    person.choose("Your topics", topic)
    person.submit()


def scored(shop: Workshop, person: Person, said: dict[str, tuple[str, str, str]]) -> None:
    """Open the window of scores and choose: effort, value for the business, value for those who use it."""
    person.press("Score", on=shop.card)
    for milestone, values in said.items():
        for part, value in zip((EFFORT, BUSINESS, USERS), values, strict=True):
            if value:
                person.choose(f"{milestone}: {part}", value)

"""The Time Machine from the command to the Friday that asks for what came of it, by people who are hours apart."""

import csv
import io
import json
from datetime import timedelta

from tests.e2e.habits import double_clicks, hears, leaves_open, sends_twice, taken_along, times_in, turns_to
from tests.e2e.scene import FRIDAY_2PM, Scene
from tests.e2e.workshop import Workshop, fills, read, under

STORY, FROM_TO = "What happened?", "From where to where?"
ALONE, RESULT = "New customers need nobody", "Set-ups without a call"
TOKYO = "Asia/Tokyo"


def test_stories_become_the_teams_okrs_whatever_habits_people_have(scene: Scene) -> None:
    """Ben facilitates and clicks twice; Dan is in Tokyo and writes too much; Cleo polishes and has two devices; Emil
    drafts what Cleo drafts; Fay comes late; Gus never writes, and leaves; Eve is not of the team; Ada leads it.
    """
    scene.person("Dan", TOKYO)
    scene.set_up("Ada", "Ben", "Cleo", "Emil", "Fay", "Gus")
    scene.person("Eve", joins=False)
    shop = Workshop(scene, "Ben")
    shop.begin("time-machine async", "Time Machine")
    _they_tell_stories(shop)
    _the_clock_moves_them_on(shop)
    _ben_finds_themes(shop)
    _they_draft(shop)
    _they_object_until_it_is_better(shop)
    _what_is_open_is_mended_before_the_end(shop)
    _ada_makes_it_their_okrs(shop)
    _they_take_it_along(shop)
    _friday_asks_for_it(shop)


def _they_tell_stories(shop: Workshop) -> None:
    scene, people = shop.scene, shop.people
    assert "until Thu 09:00" in shop.says
    assert times_in(shop.card, TOKYO) == ["Thu 16:00"]
    dan = people["Dan"]
    dan.press("Write", on=shop.card)
    dan.fill(STORY, "One\nTwo\nThree\nFour")
    dan.submit()
    assert dan.modal is not None
    assert dan.modal.errors == {STORY: "3 notes are the most that one writes here. Which one could go?"}
    scene.settle()
    assert "0 of 2 done" in shop.says
    dan.fill(STORY, "A customer set up everything alone on the train\nWe had cake")
    sends_twice(scene, dan)
    shop.does("Cleo", "Write", fills(**{STORY: "A customer set up everything\nOur boss wept"}))
    _cleo_polishes_on_two_devices(shop)
    shop.does("Emil", "Write", fills(**{STORY: "Nobody called support all week"}))
    people["Gus"].press("Write", on=shop.card)
    people["Gus"].close()
    people["Eve"].press("Write", on=shop.card)
    hears(scene, people["Eve"], "This session is for the team's members.")
    scene.settle()
    assert "3 of 5 done · anonymous until the reveal" in shop.says


def _cleo_polishes_on_two_devices(shop: Workshop) -> None:
    cleo = shop.people["Cleo"]
    (key,) = [seen for seen in cleo.whispers(shop.scene.channel) if "Change my answer" in seen.buttons]
    cleo.press("Change my answer", on=key)
    phone = leaves_open(shop.scene, cleo)
    cleo.press("Change my answer", on=key)
    cleo.fill(STORY, "A customer set up everything\nOur boss wept\nSupport had a quiet week")
    shop.sends(cleo)
    turns_to(shop.scene, cleo, phone)
    cleo.fill(STORY, "A customer set up everything")
    shop.sends(cleo)
    cleo.press("Change my answer", on=key)
    assert cleo.modal is not None
    assert set(cleo.modal.value(STORY).split("\n")) == {"A customer set up everything", "Support had a quiet week"}
    cleo.fill(STORY, "A customer set up everything alone\nSupport had a quiet week")
    shop.sends(cleo)


def _the_clock_moves_them_on(shop: Workshop) -> None:
    scene, people = shop.scene, shop.people
    double_clicks(scene, people["Ben"], "+12 h", shop.cockpit)
    assert "until Thu 21:00" in shop.says
    scene.travel_to(scene.clock.now() + timedelta(hours=36))
    told = scene.channel.messages[-1]
    assert read(told) == "Step 2 of 5 is open: Come home and tell. You have until Fri 09:00."
    assert times_in(told, TOKYO) == ["Fri 16:00"]
    revealed = next(seen for seen in shop.thread if "Come home and tell: 5 notes, shuffled" in seen.text)
    for gone in ("Our boss wept", "Dan", "Cleo", "Emil"):
        assert gone not in read(revealed)
    double_clicks(scene, people["Fay"], "I'm here", shop.card)
    assert "6 here" in shop.says
    answer = people["Gus"].command("/okra session", scene.channel)
    assert answer is not None
    people["Gus"].press("Leave", on=answer)
    scene.settle()
    assert "5 here" in shop.says


def _ben_finds_themes(shop: Workshop) -> None:
    scene, ben = shop.scene, shop.people["Ben"]
    double_clicks(scene, ben, "Next", shop.cockpit)
    assert "step 3 of 5" in shop.says
    assert "1 suggestion waits for a yes or no." in read(shop.cockpit)
    shop.decides("Suggestions (1)", fills(**{"One group?": "→No, leave them apart"}))
    assert "5 notes stand alone." in shop.says
    double_clicks(scene, ben, "Undo", shop.cockpit)
    shop.decides("Suggestions (1)", fills(Its_name="Nobody needs help to begin"))
    ben.press("Make a group", on=shop.cockpit)
    for one in ("Nobody called support", "Support had a quiet week"):
        ben.tick("Which notes?", one)
    ben.fill("Its name", "Support is quiet")
    shop.sends(ben)
    assert "1 note stands alone. Nobody needs help to begin (2)" in shop.says
    shop.drives("Next")
    assert "is open: How would we know? You have until" in read(scene.channel.messages[-1])


def _they_draft(shop: Workshop) -> None:
    scene, cleo, emil = shop.scene, shop.people["Cleo"], shop.people["Emil"]
    for person, text in ((cleo, ALONE), (emil, "Support is quiet")):
        person.press("Add an objective", on=shop.card)
        person.fill("Objective", text)
    for person in (emil, cleo):
        sends_twice(scene, person)
    assert f"Objective: Support is quiet • Objective: {ALONE}" in shop.says
    cleo.press("Add a key result", on=shop.card)
    cleo.fill("Key result", RESULT)
    cleo.choose("Which objective does it hang on?", ALONE)
    cleo.fill(FROM_TO, "from 60% to 85%")
    sends_twice(scene, cleo)
    assert shop.says.count(f"Key result: {RESULT} (from 60% to 85%)") == 1
    cleo.press("Change one", on=shop.card)
    cleo.choose("Which one?", ALONE)
    cleo.submit()
    cleo.fill("Objective", "")
    cleo.submit()
    assert cleo.modal is not None
    assert f"“{RESULT}” hangs on it. Move or remove that first." in " ".join(cleo.modal.text.replace("│", "").split())
    cleo.close()
    assert "“Support is quiet” has no key result yet." in read(shop.cockpit)


def _they_object_until_it_is_better(shop: Workshop) -> None:
    people = shop.people
    shop.drives("Next")
    for name in ("Cleo", "Emil", "Fay"):
        shop.does(name, "I agree")
    shop.does("Dan", "I object", fills(**{"Why?": "85 is a wish"}))
    assert "4 of 5 have said it: 3 agree · 1 objects Objections • Dan: 85 is a wish" in shop.says
    shop.drives("Back")
    better = fills(**{FROM_TO: "from 60% to 75%"})
    shop.does("Emil", "Change one", better, asked=RESULT)
    shop.drives("Next")
    assert "0 of 5 have said it. It has been changed since 4 people spoke: please say it once more." in shop.says
    for name in ("Cleo", "Dan", "Emil"):
        double_clicks(shop.scene, people[name], "I agree", shop.card)
    shop.does("Fay", "I can live with it")
    assert "4 of 5 have said it: 3 agree · 1 can live with it" in shop.says
    assert "Objections" not in shop.says


def _what_is_open_is_mended_before_the_end(shop: Workshop) -> None:
    ben = shop.people["Ben"]
    shop.drives("End")
    assert ben.modal is not None
    told = " ".join(ben.modal.text.replace("│", "").split())
    assert "The objective “Support is quiet” has no key result." in told
    assert f"The key result “{RESULT}” has no hypothesis." in told
    ben.close()
    shop.drives("Back")
    shop.does("Emil", "Change one", fills(Objective=""), asked="Support is quiet")
    shop.does("Dan", "Add a hypothesis", under("Hypothesis", "A progress bar is enough", RESULT))
    shop.drives("Next")
    for name in ("Cleo", "Dan", "Emil", "Fay"):
        shop.does(name, "I agree")
    shop.drives("End")
    assert ben.modal is not None
    assert "Still open" not in ben.modal.text
    sends_twice(shop.scene, ben)
    assert f"Objective: {ALONE} • Key result: {RESULT} (from 60% to 75%) • Hypothesis: A progress bar" in shop.says
    assert shop.card.buttons == ["Make these our OKRs", "Export"]


def _ada_makes_it_their_okrs(shop: Workshop) -> None:
    scene, ada = shop.scene, shop.people["Ada"]
    over = shop.card
    shop.people["Cleo"].press("Make these our OKRs", on=over)
    hears(scene, shop.people["Cleo"], "Only the lead, a facilitator")
    for _ in range(2):
        ada.press("Make these our OKRs", on=over)
        assert ada.modal is not None
        assert "60 % → 75 %" in ada.modal.text
        ada.submit()
        ada.close(all_of_it=True)
        scene.settle()
    ada.command("/okra okrs", scene.channel)
    assert ada.modal is not None
    assert ada.modal.text.count(RESULT) == 1
    assert "Hypothesis: A progress bar is enough" in ada.modal.text
    ada.close(all_of_it=True)


def _they_take_it_along(shop: Workshop) -> None:
    scene, gus = shop.scene, shop.people["Gus"]
    over = shop.card
    double_clicks(scene, gus, "Export", over)
    files = {path.removeprefix("okra/time-machine/"): text for path, text in taken_along(scene, over).items()}
    assert set(files) == {
        *(f"{name}.md" for name in ("draft-objectives", "hypotheses", "clusters", "notes", "agreement")),
        "items.json",
        "items.csv",
    }
    assert f"- Objective: {ALONE}\n  - Key result: {RESULT} (from 60% to 75%)" in files["draft-objectives.md"]
    (support,) = files["clusters.md"].split("- Support is quiet\n")[1:]
    assert {"Nobody called support all week", "Support had a quiet week"} == _for(support)
    items = json.loads(files["items.json"])["items"]
    assert {one["kind"] for one in items} == {"note", "cluster", "objective", "key_result", "hypothesis", "agreement"}
    assert all(person.id not in files["notes.md"] + json.dumps(items) for person in shop.people.values())
    rows = list(csv.DictReader(io.StringIO(files["items.csv"])))
    assert [row["text"] for row in rows] == [one["text"] for one in items]
    (link,) = [seen for seen in scene.channel.thread(over) if "All of it on one canvas" in seen.text]
    assert f"Objective: {ALONE}" in gus.canvas(link.links[0]).text


def _for(listed: str) -> set[str]:
    """What the first line of a file's list says that a group was made of."""
    return set(listed.split("\n", maxsplit=1)[0].removeprefix("  - for: ").split("; "))


def _friday_asks_for_it(shop: Workshop) -> None:
    scene, dan = shop.scene, shop.people["Dan"]
    scene.travel_to(FRIDAY_2PM)
    dan.press("Check in", on=scene.prompt_of(dan))
    assert dan.modal is not None
    assert any(RESULT in label for label in dan.modal.labels)

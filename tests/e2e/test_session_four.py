"""Session 4 from the command to the export, by people who are hours apart, each with habits of their own.

Ada clicks everything twice and is gone at the end, Ben polishes, Cleo has two windows open on the same thing, Dan sits in
Tokyo, Emil says nothing before nobody can tell who it was, Fay leaves in the middle, and Eve is not in the channel.
"""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from handlers.sessions.use_cases_export import files as files_of
from sandbox.people import Person
from storage.engine import build_engine
from storage.store import Store
from tests.databases import SqliteFiles
from tests.e2e.habits import double_clicks, hears, leaves_open, sends_twice, taken_along, times_in, turns_to
from tests.e2e.planned import LIST, LOGIN, REFEREES, WORDING, with_scores
from tests.e2e.scene import Scene
from tests.e2e.workshop import Workshop, read

WEEK, BEFORE, RISK = "The week in which it begins", "What must be there before?", "What could go wrong?"
BROUGHT, WHY = "Fixed dates, holidays, releases", "Why did it not work?"
TOKYO = "Asia/Tokyo"
SESSION = 4
"""The session's number: sessions 1, 2 and 3 went before."""


def test_session_4_makes_a_plan_that_people_would_start_on_monday(
    scene: Scene, sqlite_files: SqliteFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.person("Dan", TOKYO)
    scene.person("Eve", joins=False)
    scene.found("Ada", "Ben", "Cleo", "Emil", "Fay")
    shop = Workshop(scene)
    with_scores(shop)
    _sees_what_is_known(shop)
    _places_and_polishes(shop)
    _places_the_same_thing_at_once(shop)
    _is_told_what_cannot_work(shop)
    _goes_back_and_mends_it(shop)
    _says_what_nobody_says(shop)
    _takes_over(shop)
    _resolves_an_objection(shop)
    files = _ends_and_takes_it_along(shop)
    _moves_to_another_database(scene, files, sqlite_files, tmp_path, monkeypatch)


def _sees_what_is_known(shop: Workshop) -> None:
    shop.begin("4 async", "Session 4")
    ada = shop.people["Ada"]
    ada.press(f"Bring: {BROUGHT}", on=shop.cockpit)
    ada.fill(BROUGHT, "Release on 18 September")
    sends_twice(shop.scene, ada)
    assert "> Release on 18 September From your earlier sessions" in shop.says
    assert f"• Feature: {LIST} · for “Who sees the others comes” • Effort and value: effort L," in shop.says
    assert f"• Platform: {LOGIN} · for “Who sees the others comes” [ I'm here ]" in shop.says
    assert times_in(shop.card, "Europe/Berlin") == ["Wed 21:00"]
    assert times_in(shop.card, TOKYO) == ["Thu 04:00"]
    shop.people["Fay"].press("I'm here", on=shop.card)
    double_clicks(shop.scene, ada, "Next", shop.cockpit)
    assert "step 2 of 5 · 2 here" in shop.says
    assert read(shop.thread[-1]) == "Step 2 of 5 is open: Put it into weeks. You have until Fri 09:00."
    assert len(shop.thread) == 1


def _places_and_polishes(shop: Workshop) -> None:
    """Ben places, moves, takes out and places again; the plan on the card follows each time."""
    scene, ben, eve = shop.scene, shop.people["Ben"], shop.people["Eve"]
    assert f"4 milestones without a week • {LIST}" in shop.says
    opens(shop, ben, LIST)
    assert ben.modal is not None
    assert "• Effort and value: effort L, business value ?, user value ?" in ben.modal.text
    ben.choose(WEEK, "Week 2 ")
    ben.fill(RISK, "Privacy")
    sends_twice(scene, ben)
    assert f"• Week 2: {LIST} · ⚠ Privacy · for “Who sees the others comes” 3 milestones without a week" in shop.says
    opens(shop, ben, LIST)
    ben.choose(WEEK, "Not in this plan")
    sends_twice(scene, ben)
    assert "4 milestones without a week" in shop.says
    opens(shop, ben, LIST)
    ben.choose(WEEK, "Week 11")
    ben.fill(RISK, "Lawyers take their time")
    shop.sends(ben)
    assert f"• Week 11: {LIST} · ⚠ Lawyers take their time" in shop.says
    eve.press("Place a milestone", on=shop.card)
    hears(scene, eve, "This session is for the team's members. Join the channel, and you are in.")


def _places_the_same_thing_at_once(shop: Workshop) -> None:
    """Nobody is written over: who comes second reads where it stands. Who says the same twice has said it once."""
    scene, ben, cleo, dan = (shop.scene, *(shop.people[name] for name in ("Ben", "Cleo", "Dan")))
    opens(shop, ben, WORDING)
    ben.choose(WEEK, "Week 5")
    opens(shop, dan, WORDING)
    dan.choose(WEEK, "Week 2 ")
    shop.sends(dan)
    ben.submit()
    assert ben.modal is not None
    assert ben.modal.errors == {WEEK: "Somebody moved this meanwhile: it now stands in week 2."}
    assert ben.modal.value(WEEK) == "Week 5 · from 29 Jul"
    ben.close(all_of_it=True)
    opens(shop, cleo, REFEREES)
    elsewhere = leaves_open(scene, cleo)
    for window in (None, elsewhere):
        if window is None:
            opens(shop, cleo, REFEREES)
        else:
            turns_to(scene, cleo, window)
        cleo.choose(WEEK, "Week 2 ")
        cleo.tick(BEFORE, WORDING)
        shop.sends(cleo)
    assert f"• Week 2: {REFEREES} · after {WORDING} · for “Reminders help”" in shop.says
    assert "“Ask referees” begins before something that it needs." in read(shop.cockpit)
    opens(shop, dan, WORDING)
    dan.tick(BEFORE, REFEREES)
    dan.submit()
    assert dan.modal is not None
    assert dan.modal.errors == {BEFORE: "One of these needs this one already, so neither could ever begin."}
    dan.close(all_of_it=True)
    opens(shop, cleo, LOGIN)
    cleo.choose(WEEK, "Week 2 ")
    shop.sends(cleo)
    scene.channel.remove(shop.people["Fay"])
    scene.settle()
    assert "step 2 of 5 · 4 here" in shop.says


def _is_told_what_cannot_work(shop: Workshop) -> None:
    """Nobody presses Next: two days are over. The plan comes as a picture, and the same in words."""
    shop.scene.travel_to(shop.scene.clock.now() + timedelta(hours=48, minutes=1))
    assert "step 3 of 5" in shop.says
    assert "Step 3 of 5 is open: What could go wrong." in read(shop.thread[-1])
    (told,) = [seen for seen in shop.thread if "the quarter's plan" in seen.text]
    said = read(told)
    assert f"“{LIST}” reaches 1 week beyond the cycle." in said
    assert f"“{REFEREES}” begins in week 2 and needs “{WORDING}”, which ends in week 3." in said
    assert "Week 2 has more at once than 4 people can carry." in said
    assert f"Weeks 11–13: {LIST} (feature, L) · ⚠ Lawyers take their time" in said
    (picture,) = told.pictures
    assert picture["data"].startswith(b"\x89PNG")
    for name in (LIST, WORDING, REFEREES, LOGIN, "Match reliability", "Reminders help", "Matches with six players"):
        assert name in said
        assert name in picture["alt"]


def _goes_back_and_mends_it(shop: Workshop) -> None:
    """The same message is brought up to date; nothing that was placed is lost on the way."""
    cleo, ben = shop.people["Cleo"], shop.people["Ben"]
    double_clicks(shop.scene, shop.people["Ada"], "Back", shop.cockpit)
    assert "step 2 of 5" in shop.says
    assert times_in(shop.card, TOKYO) == ["Fri 16:03"]
    double_clicks(shop.scene, shop.people["Ada"], "+12 h", shop.cockpit)
    assert times_in(shop.card, TOKYO) == ["Sat 04:03"]
    for person, milestone, week in ((cleo, LOGIN, "Week 6"), (ben, REFEREES, "Week 4"), (ben, LIST, "Week 9")):
        opens(shop, person, milestone)
        person.choose(WEEK, week)
        shop.sends(person)
    shop.drives("Next")
    (told,) = [seen for seen in shop.thread if "the quarter's plan" in seen.text]
    assert "To talk about" not in read(told)
    assert f"Weeks 9–12: {LIST} (feature, L)" in read(told)
    assert f"Week 4: {REFEREES} (spike, S) · after" in read(told)


def _says_what_nobody_says(shop: Workshop) -> None:
    """Emil writes without his name, twice, and thinks better of a word; a night later all read it."""
    scene, emil = shop.scene, shop.people["Emil"]
    emil.press("Write", on=shop.card)
    emil.fill(WHY, "Nobody dares to say no")
    sends_twice(scene, emil)
    assert "1 of 5 done · anonymous until the reveal" in shop.says
    hears(scene, emil, "Only this button can change it, until all is shown.")
    mine = [seen for seen in emil.whispers(scene.channel) if "Change my answer" in seen.buttons]
    emil.press("Change my answer", on=mine[-1])
    assert emil.modal is not None
    assert emil.modal.value(WHY) == "Nobody dares to say no"
    emil.fill(WHY, "Nobody dares to say no to sales")
    shop.sends(emil)
    scene.travel_to(scene.clock.now() + timedelta(hours=24, minutes=1))
    assert "1 note in the thread, shuffled." in shop.says
    assert any("• Nobody dares to say no to sales" in seen.text for seen in shop.thread)
    scene.travel_to(scene.clock.now() + timedelta(hours=8, minutes=1))
    assert "step 5 of 5" in shop.says


def _takes_over(shop: Workshop) -> None:
    """Ada does not show up: the clock went on without her, she is told that the time is up, and Ben takes over."""
    scene, ben = shop.scene, shop.people["Ben"]
    scene.travel_to(scene.clock.now() + timedelta(hours=24, minutes=1))
    assert "The last step of Session 4: the quarter's draft plan is over in time." in read(shop.people["Ada"].dm()[-1])
    answer = ben.command("/okra session", scene.channel)
    assert answer is not None
    double_clicks(scene, ben, "Take over", answer)
    assert "Ben facilitates" in shop.says
    (said,) = [read(seen) for seen in shop.people["Ada"].dm() if "Ben facilitates" in seen.text]
    assert said == "Ben facilitates Session 4: the quarter's draft plan now. Thank you!"
    shop.facilitator = "Ben"


def _resolves_an_objection(shop: Workshop) -> None:
    """Dan says what he needs, gets it, and those who spoke before are asked once more."""
    scene, dan = shop.scene, shop.people["Dan"]
    assert (
        f"• Week 2: {WORDING} • Week 4: {REFEREES} • Week 6: {LOGIN} • Week 9: {LIST} 0 of 5 have said it" in shop.says
    )
    double_clicks(scene, shop.people["Cleo"], "I agree", shop.card)
    dan.press("I object", on=shop.card)
    dan.fill("Why?", "In week 2 all of Tokyo is on holiday")
    sends_twice(scene, dan)
    assert "2 of 5 have said it: 1 agrees · 1 objects" in shop.says
    assert "Objections • Dan: In week 2 all of Tokyo is on holiday" in shop.says
    shop.drives("Back", "Back", "Back")
    opens(shop, dan, WORDING)
    dan.choose(WEEK, "Week 1 ")
    shop.sends(dan)
    shop.drives("Next", "Next", "Next")
    assert f"• Week 1: {WORDING} • Week 4: {REFEREES}" in shop.says
    assert "It has been changed since 2 people spoke: please say it once more." in shop.says
    for name in ("Dan", "Cleo", "Emil"):
        shop.does(name, "I agree")
    assert "3 of 5 have said it: 3 agree" in shop.says
    assert "Objections" not in shop.says


def _ends_and_takes_it_along(shop: Workshop) -> dict[str, str]:
    """The files of the seeds' tree, the same for programs, and all of it on one canvas."""
    scene, cleo = shop.scene, shop.people["Cleo"]
    shop.drives("End")
    ben = shop.people["Ben"]
    assert ben.modal is not None
    assert "Still open" not in ben.modal.text
    sends_twice(scene, ben)
    assert "Session 4: the quarter's draft plan is over. Thank you!" in shop.says
    assert "• 4 milestones in the plan • 1 risk • 1 agreement" in shop.says
    cleo.command("/okra export", scene.channel)
    scene.settle()
    files = taken_along(scene, shop.card)
    names = ("plan.md", "risks.md", "agreement.md", "items.json", "items.csv")
    assert files.keys() == {f"okra/session-4/{name}" for name in names}
    plan = files["okra/session-4/plan.md"]
    assert f"**{LIST}** (feature, L, tests “Who sees the others comes”): weeks 9–12" in plan
    assert f"- **Week 1**: **{WORDING}** (1 of 2)" in plan
    assert f"- **{LIST}**: Lawyers take their time" in plan
    assert files["okra/session-4/risks.md"] == "# Risks\n\n- Nobody dares to say no to sales\n"
    agreed = files["okra/session-4/agreement.md"]
    assert f"- 3 agree\n  - for: {WORDING}: week 1; {REFEREES}: week 4; {LOGIN}: week 6" in agreed
    told = json.loads(files["okra/session-4/items.json"])
    weeks = {item["facts"]["week"] for item in told["items"] if item["kind"] == "placement"}
    assert weeks == {1, 4, 6, 9}
    assert all(shop.people["Emil"].id not in text for text in files.values())
    (address,) = [link for seen in shop.thread for link in seen.links]
    document = cleo.canvas(address).text
    assert "Nobody dares to say no to sales" in document
    assert f"Week 4: {REFEREES}" in document
    cleo.command("/okra export", scene.channel)
    scene.settle()
    assert taken_along(scene, shop.card) == files
    return files


def _moves_to_another_database(
    scene: Scene, files: dict[str, str], sqlite_files: SqliteFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`okra export`, `okra import` into an empty database, `okra export`: the same bytes, and the same session."""
    here = scene.bot.deps.store.engine.url.render_as_string(hide_password=False)
    there, first, again = sqlite_files.new_url(), tmp_path / "all.json", tmp_path / "again.json"
    for url, *typed in ((here, "export", first), (there, "import", first), (there, "export", again)):
        monkeypatch.setenv("DATABASE_URL", url)
        assert main([str(word) for word in typed]) == 0
    assert first.read_bytes() == again.read_bytes()
    engine = build_engine(there)
    with Store(engine).begin(scene.slack.workspace.id) as unit:
        found = files_of(unit, SESSION)
    engine.dispose()
    assert found is not None
    assert found[0] == files


def opens(shop: Workshop, person: Person, milestone: str) -> None:
    """Open the window that places a milestone."""
    person.press("Place a milestone", on=shop.card)
    person.choose("Milestone", milestone)
    person.submit()

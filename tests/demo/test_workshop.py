"""Session 1 with simulated colleagues, from the click to the Friday that asks for what came of it."""

import io
import threading
import zipfile

from demo.acting import open_modal, send
from demo.guide import BEGIN
from demo.workshop.hints import DONE
from demo.workshop.pairing import BELIEF, METRIC
from demo.workshop.sight import entries
from demo.workshop.words import ANSWERS, DREAM, GOALS, HASTY, IDEAS, OBJECTION, OBJECTIVE, SOBER, TAKEN_BACK, UNFINISHED
from tests.demo.workshop import Newcomer, newcomer

MINE = "New customers get a postcard from their branch"


def test_a_newcomer_facilitates_from_the_click_to_the_friday_that_asks_for_the_new_key_results() -> None:
    with newcomer() as dana:
        assert [offer.label for offer in dana.card.offers] == [BEGIN]
        dana.takes()
        assert dana.card.title == "You facilitate session 1"
        assert dana.card.offers == ()
        _listens(dana)
        _writes(dana)
        _reads_and_groups(dana)
        _hears_of_blockers(dana)
        _writes_with_a_partner(dana)
        _drafts(dana)
        _agrees(dana)
        _makes_them_okrs(dana)
        _exports(dana)
        _travels_to_friday(dana)
        dana.takes(DONE)
        assert dana.card.title.startswith("You are Dana")


def _listens(dana: Newcomer) -> None:
    dana.sees("7 here")
    assert not dana.step("Bring").done
    dana.drives("Bring: The company's OKRs")
    dana.person.fill("The company's OKRs", GOALS)
    send(dana.person)
    dana.hears("What is “active”?")
    dana.waits_for_tick("Bring")
    dana.hears("before Monday")
    dana.goes_on()


def _writes(dana: Newcomer) -> None:
    dana.person.press("Write", on=dana.moment.card)
    dana.person.fill("An idea", MINE)
    assert dana.step("Write an idea").done
    send(dana.person)
    dana.sees("7 of 8 done")
    assert "7 of 8 are done" in dana.card.text
    assert open_modal(dana.scene.quarter.person("Goran")).value("An idea") == UNFINISHED
    dana.goes_on()
    dana.waits(lambda: dana.scene.quarter.person("Goran").modal is None)


def _reads_and_groups(dana: Newcomer) -> None:
    dana.hears("shuffled")
    revealed = next(said for said in dana.thread if "shuffled" in said)
    others = [idea.note for name, ideas in IDEAS.items() if name != "Dana" for idea in ideas]
    assert len(others) == 11
    assert all(note in revealed for note in [MINE, *others])
    assert not any(note in revealed for note in (HASTY, TAKEN_BACK, UNFINISHED, IDEAS["Dana"][0].note))
    dana.goes_on()
    dana.drives("Suggestions")
    dana.person.submit()
    send(dana.person)
    dana.waits_for_tick("okra has found notes")
    dana.hears("And two about day eight.")
    dana.goes_on()


def _hears_of_blockers(dana: Newcomer) -> None:
    dana.sees("7 of 8 have spoken")
    assert "two of them are my aunts" in dana.moment.text
    dana.person.press("Nothing in my way", on=dana.moment.card)
    dana.sees("8 of 8 have spoken")
    dana.goes_on()


def _writes_with_a_partner(dana: Newcomer) -> None:
    dana.drives("Make the pairs")
    dana.sees("3 of 4 pairs are done")
    place = dana.sight.place(dana.person)
    assert place is not None
    partner = next(name for name in dana.sight.people_of(place) if name != "Dana")
    said = [seen.text for seen in dana.person.group_messages()]
    assert any("is yours, Dana" in text for text in said)
    written = [entry for entry in entries(place) if entry.startswith((METRIC, BELIEF))]
    assert written == []
    assert partner in dana.step("You write with").text
    assert dana.step("You write with").deed is not None
    dana.person.press("Write", on=place)
    if open_modal(dana.person).title == "Which one first?":
        view = open_modal(dana.person).view.payload
        dana.person.choose("Your topics", view["blocks"][0]["element"]["options"][0]["text"]["text"])
        dana.person.submit()
    dana.person.fill(BELIEF, "If it is ours, they smile")
    send(dana.person)
    dana.sees("4 of 4 pairs are done")
    dana.goes_on()


def _drafts(dana: Newcomer) -> None:
    dana.hears("Dana, one is missing")
    dana.sees(SOBER)
    assert DREAM in dana.moment.text
    dana.person.press("Add a key result", on=dana.moment.card)
    dana.person.fill("Key result", ANSWERS)
    dana.person.choose("Which objective does it hang on?", OBJECTIVE)
    dana.person.fill("From where to where?", "from 20% to 50%")
    send(dana.person)
    dana.waits_for_tick("One key result is left to you")
    dana.person.press("Change one", on=dana.moment.card)
    dana.person.choose("Which one?", DREAM)
    dana.person.submit()
    dana.person.fill("Objective", "")
    send(dana.person)
    dana.waits(lambda: DREAM not in dana.moment.text)
    dana.goes_on()


def _agrees(dana: Newcomer) -> None:
    dana.sees("7 of 8 have said it: 5 agree · 1 can live with it · 1 objects")
    assert OBJECTION in dana.moment.text
    dana.person.press("I agree", on=dana.moment.card)
    dana.sees("8 of 8 have said it")
    dana.ends()
    assert "3 key results" in dana.moment.text
    dana.hears("There is cake in the kitchen.")


def _makes_them_okrs(dana: Newcomer) -> None:
    dana.presses("Make these our OKRs")
    dana.person.submit()
    assert dana.step("Make these our OKRs").done
    dana.person.close(all_of_it=True)
    assert dana.step("Make these our OKRs").done


def _exports(dana: Newcomer) -> None:
    dana.presses("Export")
    dana.waits_for_tick("Export")
    thread = dana.scene.quarter.stage.channel.thread(dana.moment.card)
    (file,) = [file for seen in thread for file in seen.pictures]
    with zipfile.ZipFile(io.BytesIO(file["data"])) as archive:
        pains = archive.read("okra/session-1/pains-gains.md").decode()
    assert IDEAS["Ben"][1].pain in pains


def _travels_to_friday(dana: Newcomer) -> None:
    deed = dana.step("Travel to Friday").deed
    assert deed is not None
    assert deed.travel is not None
    dana.scene.guide.travel(deed.travel)
    assert dana.step("Travel to Friday").done
    ben = dana.scene.quarter.person("Ben")
    ben.press("Check in", on=dana.scene.quarter.scenery.asked(ben, 1))
    asked = open_modal(ben).labels
    ben.close()
    for title in (ANSWERS, "Standing orders set up without help"):
        assert any(title in label for label in asked)
    assert not any(DREAM in label for label in asked)


def test_going_back_writes_nothing_twice_and_ending_early_leaves_no_window_open() -> None:
    with newcomer() as dana:
        dana.takes()
        dana.goes_on()
        dana.sees("6 of 8 done")
        dana.goes_on()
        dana.hears("Rent.")
        dana.drives("Back")
        dana.waits(lambda: dana.moment.step == "ideas")
        dana.goes_on()
        dana.sees("11 notes in the thread")
        dana.ends()
        dana.waits(lambda: not any(one.name == "colleagues" for one in threading.enumerate()))
        assert all(person.modal is None for person in dana.scene.quarter.stage.people.values())
        assert dana.thread.count("Rent.") == 1

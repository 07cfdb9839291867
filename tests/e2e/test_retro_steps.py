"""The retros that come with okra, run through Slack's door: every step of them is really used."""

import pytest

from sandbox.people import Person
from tests.e2e.retros import card, drives, ends, words
from tests.e2e.scene import Scene

PULLED, PUSHED = "What pulled us toward it?", "What pushed us away from it?"
OBJECTIVE = "Make the first week seamless"


@pytest.fixture
def team(scene: Scene) -> Scene:
    """Ada leads, Ben, Cleo and Dan are there; a retro has just begun."""
    scene.set_up("Ada", "Ben", "Cleo", "Dan")
    scene.people["Ada"].command("/okra session retro", scene.channel)
    scene.settle()
    return scene


def sends(scene: Scene, person: Person) -> None:
    """Submit, and see that the window closes."""
    person.submit()
    assert person.modal is None, person.modal and person.modal.text
    scene.settle()


def writes(scene: Scene, name: str, pulled: str, pushed: str) -> None:
    """Somebody writes in silence."""
    person = scene.people[name]
    person.press("Write", on=card(scene))
    person.fill(PULLED, pulled)
    person.fill(PUSHED, pushed)
    sends(scene, person)


def acts(scene: Scene, name: str, text: str, on: str, owner: str | None = None, due: str | None = None) -> None:
    """Somebody adds an action."""
    person = scene.people[name]
    person.press("Add an action", on=card(scene))
    person.fill("What will you do?", text)
    person.choose("What does it answer?", on)
    if owner:
        person.choose("Who does it?", owner)
    if due:
        person.choose("Until when?", due)
    sends(scene, person)


def test_attractors_and_detractors_lead_to_actions_and_an_issue(team: Scene) -> None:
    assert OBJECTIVE in words(card(team))
    drives(team, "Next")
    writes(team, "Ben", "Cleo answers within the hour", "Support days\nNobody sees users fail")
    writes(team, "Cleo", "Short meetings", "A support day every week")
    assert "2 of 3 done" in words(card(team))
    assert "Support" not in words(card(team))
    drives(team, "Next")
    assert "Nobody sees users fail" in " ".join(words(seen) for seen in team.channel.messages)
    drives(team, "Next")
    ada = team.people["Ada"]
    drives(team, "Make a group")
    for note in ("Support days", "A support day every week"):
        ada.tick("Which notes?", note)
    ada.fill("Its name", "Support days")
    sends(team, ada)
    drives(team, "Next")
    team.people["Dan"].press("Vote", on=card(team))
    team.people["Dan"].choose("Nobody sees users fail", "●●")
    sends(team, team.people["Dan"])
    drives(team, "Show the counts")
    drives(team, "Next")
    assert "●● 2: Nobody sees users fail" in words(card(team))
    acts(team, "Ben", "Watch three people set up their account", "Nobody sees users fail", due="2026-09-11")
    acts(team, "Dan", "Thank Cleo", "Cleo answers within the hour", owner="Ada")
    cleo = team.people["Cleo"]
    cleo.press("Make it an issue", on=card(team))
    cleo.choose("What is in the way?", "Support days")
    sends(team, cleo)
    read = words(card(team))
    assert "Watch three people set up their account – Ben, until Fri 11 Sep · for “Nobody sees users fail”" in read
    assert "Thank Cleo – Ada · for" in read
    assert "Check-ins will ask about • Support days – Cleo" in read
    ends(team)
    assert "is over" in words(card(team))


def test_an_action_can_be_changed_and_taken_out_and_an_issue_taken_back(team: Scene) -> None:
    drives(team, "Next")
    writes(team, "Ben", "", "Support days")
    for _ in range(4):
        drives(team, "Next")
    acts(team, "Ben", "Ask support", "Support days")
    cleo = team.people["Cleo"]
    cleo.press("Change an action", on=card(team))
    cleo.choose("Which one?", "Ask support")
    cleo.submit()
    modal = cleo.modal
    assert modal is not None
    assert (modal.value("What will you do?"), modal.value("Who does it?")) == ("Ask support", "Ben")
    cleo.fill("What will you do?", "Ask support on Monday")
    cleo.choose("Until when?", "2026-09-07")
    sends(team, cleo)
    assert "Ask support on Monday – Ben, until Mon 7 Sep" in words(card(team))
    cleo.press("Make it an issue", on=card(team))
    cleo.choose("What is in the way?", "Support days")
    sends(team, cleo)
    assert "Make it an issue" not in card(team).buttons
    team.people["Dan"].press("Take an issue back", on=card(team))
    team.people["Dan"].choose("Which one was none?", "Support days")
    sends(team, team.people["Dan"])
    assert "Check-ins will ask about" not in words(card(team))
    cleo.press("Change an action", on=card(team))
    cleo.choose("Which one?", "Ask support on Monday")
    cleo.submit()
    cleo.fill("What will you do?", "")
    sends(team, cleo)
    assert "No action yet" in words(card(team))


@pytest.mark.parametrize(("due", "told"), [("2026-09-01", "in the past"), ("2027-01-04", "further away")])
def test_a_day_that_makes_no_sense_is_told_beside_its_field_and_the_words_stay(
    team: Scene, due: str, told: str
) -> None:
    drives(team, "Next")
    writes(team, "Ben", "", "Support days")
    for _ in range(4):
        drives(team, "Next")
    ben = team.people["Ben"]
    ben.press("Add an action", on=card(team))
    ben.fill("What will you do?", "Ask support")
    ben.choose("What does it answer?", "Support days")
    ben.choose("Until when?", due)
    ben.submit()
    modal = ben.modal
    assert modal is not None
    assert told in modal.errors["Until when?"]
    assert modal.value("What will you do?") == "Ask support"


END = "The end of the cycle"
HYPOTHESIS = "If people see how far they have come, they finish"
MILESTONE = "A progress bar"


@pytest.fixture
def ending(scene: Scene) -> Scene:
    """The team planned a milestone in session 2; now the retro at the cycle's end has begun."""
    scene.set_up("Ada", "Ben", "Cleo", "Dan")
    ada, ben = scene.people["Ada"], scene.people["Ben"]
    ada.command("/okra session 2", scene.channel)
    scene.settle()
    for _ in range(4):
        drives(scene, "Next")
    ben.press("Add a milestone", on=card(scene, "Session 2"))
    ben.fill("Milestone", MILESTONE)
    sends(scene, ben)
    ends(scene)
    ada.command("/okra session retro-end", scene.channel)
    scene.settle()
    return scene


def goes_to(scene: Scene, step: str) -> None:
    """The facilitator moves on to a step by its title."""
    for _ in range(20):
        if words(card(scene, END)).startswith(step):
            return
        drives(scene, "Next")
    raise AssertionError(step)


def says(scene: Scene, name: str, word: str, box: str, why: str) -> None:
    """Somebody says a word in the window that is open, and why."""
    person = scene.people[name]
    person.choose("What do you say?", word)
    person.fill(box, why)
    person.submit()
    scene.settle()


def test_hypotheses_milestones_and_objectives_get_their_word_one_after_the_other(ending: Scene) -> None:
    goes_to(ending, "Was it true?")
    ben = ending.people["Ben"]
    ben.press("Give the verdicts", on=card(ending, END))
    ben.choose("What do you say?", "✓ confirmed")
    ben.submit()
    modal = ben.modal
    assert modal is not None
    assert modal.errors == {"What showed it?": "Say in a sentence what showed it."}
    says(ending, "Ben", "✓ confirmed", "What showed it?", "12 of 14 finished")
    assert ben.modal is None
    assert f"✓ confirmed: {HYPOTHESIS} – 12 of 14 finished" in words(card(ending, END))
    goes_to(ending, "What became of the plan")
    assert f"1 is still open • {MILESTONE}" in words(card(ending, END))
    ben.press("Say what became of them", on=card(ending, END))
    says(ending, "Ben", "✗ not done", "What should we remember?", "")
    assert f"✗ not done: {MILESTONE}" in words(card(ending, END))
    goes_to(ending, "Keep, change or drop")
    cleo = ending.people["Cleo"]
    cleo.press("Decide", on=card(ending, END))
    says(ending, "Cleo", "~ change", "Why, or what changes?", "Only the first day")
    assert f"~ change: {OBJECTIVE} – Only the first day" in words(card(ending, END))
    cleo.press("Change one", on=card(ending, END))
    cleo.choose("Which one?", OBJECTIVE)
    cleo.submit()
    says(ending, "Cleo", "Nothing yet", "Why, or what changes?", "")
    assert f"1 is still open • {OBJECTIVE}" in words(card(ending, END))


def test_after_one_word_the_window_asks_for_the_next_and_what_is_typed_there_is_kept(ending: Scene) -> None:
    ada = ending.people["Ada"]
    ends(ending)
    ada.command("/okra okrs paste", ending.channel)
    ada.fill(
        "Your OKRs",
        "Objective: Try before you talk\nKR1: Raise trials from 10% to 30%\nHypothesis: People try what is free",
    )
    ada.submit()
    ada.submit()
    ada.close(all_of_it=True)
    ada.command("/okra session retro-end", ending.channel)
    ending.settle()
    goes_to(ending, "Was it true?")
    ben = ending.people["Ben"]
    ben.press("Give the verdicts", on=card(ending, END))
    says(ending, "Ben", "✗ refuted", "What showed it?", "Nobody looked at it")
    modal = ben.modal
    assert modal is not None
    assert "People try what is free" in modal.text
    assert (modal.value("What do you say?"), modal.value("What showed it?")) == (None, None)
    ben.fill("What showed it?", "Half of them", slowly=True)
    ben.close()
    ben.press("Give the verdicts", on=card(ending, END))
    modal = ben.modal
    assert modal is not None
    assert modal.value("What showed it?") == "Half of them"
    says(ending, "Ben", "? unknown", "What showed it?", "Half of them")
    assert ben.modal is None
    assert "still open" not in words(card(ending, END))


def test_of_two_who_judge_the_same_the_second_is_told_and_keeps_the_words(ending: Scene) -> None:
    goes_to(ending, "Was it true?")
    ben, cleo = ending.people["Ben"], ending.people["Cleo"]
    ben.press("Give the verdicts", on=card(ending, END))
    cleo.press("Give the verdicts", on=card(ending, END))
    says(ending, "Ben", "✗ refuted", "What showed it?", "Nobody looked at it")
    says(ending, "Cleo", "✓ confirmed", "What showed it?", "They all finished")
    modal = cleo.modal
    assert modal is not None
    assert "it now says “refuted”" in modal.errors["What do you say?"]
    assert modal.value("What showed it?") == "They all finished"
    assert "✗ refuted" in words(card(ending, END))


RESULTS = ("Increase onboarding completion", "Boost tutorial engagement", "Reduce support tickets about account setup")


def scores(scene: Scene, name: str, *typed: str) -> None:
    """Somebody scores the key results, in their order."""
    person = scene.people[name]
    person.press("Score", on=card(scene, END))
    for label, one in zip(RESULTS, typed, strict=False):
        person.fill(label, one)
    sends(scene, person)


def test_everybody_scores_in_private_and_then_all_see_what_all_say(ending: Scene) -> None:
    goes_to(ending, "How did it end?")
    for name, typed in (("Ada", "0.7"), ("Ben", "70 %"), ("Cleo", "0,9")):
        scores(ending, name, typed)
    scores(ending, "Dan", "0.4", ".2")
    assert "4 of 4 have scored. Scores are hidden." in words(card(ending, END))
    for name in ("Ada", "Ben", "Cleo", "Dan"):
        seen = [words(one) for one in (*ending.people[name].dm(), card(ending, END))]
        assert not [said for said in seen if "0.67" in said or "0.40" in said]
    drives(ending, "Show the scores")
    read = words(card(ending, END))
    assert "0.67 progress: Increase onboarding completion · no value reported · from 0.40 to 0.90" in read
    assert "0.20 missed: Boost tutorial engagement · no value reported •" in read
    assert "– nobody scored it: Reduce support tickets about account setup" in read
    assert "very differently • Increase onboarding completion" in read
    assert "Score" not in card(ending, END).buttons
    goes_to(ending, "Keep, change or drop")
    ending.people["Ben"].press("Decide", on=card(ending, END))
    assert ending.people["Ben"].modal is not None
    assert "Increase onboarding completion: 65 % → 90 %, scored 0.67" in ending.people["Ben"].modal.text


def test_what_is_no_score_is_told_beside_its_box_and_the_others_stay(ending: Scene) -> None:
    goes_to(ending, "How did it end?")
    ben = ending.people["Ben"]
    ben.press("Score", on=card(ending, END))
    for label, typed in zip(RESULTS, ("7", "0.5", "good"), strict=True):
        ben.fill(label, typed)
    ben.submit()
    modal = ben.modal
    assert modal is not None
    assert modal.errors == {
        RESULTS[0]: "Scores go from 0 to 1. Write it like 0.7 or 70 %.",
        RESULTS[2]: "I can't read “good” as a number. Write it like 12 or 12.5.",
    }
    assert modal.value(RESULTS[1]) == "0.5"
    ben.fill(RESULTS[0], "0.7")
    ben.fill(RESULTS[2], "")
    sends(ending, ben)
    ben.press("Score", on=card(ending, END))
    modal = ben.modal
    assert modal is not None
    assert [modal.value(label) for label in RESULTS] == ["0.7", "0.5", None]

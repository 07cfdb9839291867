"""The retros that come with okra, run through Slack's door: every step of them is really used."""

import pytest

from tests.e2e.looking_back import OBJECTIVE, acts, sends
from tests.e2e.retros import card, drives, ends, words
from tests.e2e.scene import Scene

PULLED, PUSHED = "What pulled us toward it?", "What pushed us away from it?"


@pytest.fixture
def team(scene: Scene) -> Scene:
    """Ada leads, Ben, Cleo and Dan are there; a retro has just begun."""
    scene.set_up("Ada", "Ben", "Cleo", "Dan")
    scene.people["Ada"].command("/okra session retro", scene.channel)
    scene.settle()
    return scene


def writes(scene: Scene, name: str, pulled: str, pushed: str) -> None:
    """Somebody writes in silence."""
    person = scene.people[name]
    person.press("Write", on=card(scene))
    person.fill(PULLED, pulled)
    person.fill(PUSHED, pushed)
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

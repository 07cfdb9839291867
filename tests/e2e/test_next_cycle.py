"""From one cycle to the next: what is kept or changed waits there as drafts, and nothing happens by itself."""

from datetime import UTC, date, datetime

import pytest

from okra.cycle import Cycle
from sandbox.people import Person, Seen
from tests.e2e.retros import COACH, card, cockpit, drives, ends, own_scripts, team_of, words
from tests.e2e.scene import Scene

FIRST, SECOND, THIRD = "Make the first week seamless", "Let people try it first", "Answer within a day"
OTHERS = f"""\
Objective: {SECOND}
KR1: Raise trials from 10% to 30%
Objective: {THIRD}
"""
ENDING = f"""
name: retro-end
title: The end of the cycle
purpose: What came of it.
about: cycle
when: [At the end]
takes: [objective, hypothesis]
gives: [verdict, decision]
minutes: 2
steps:
  - id: true
    kind: judge
    title: Was it true?
    prompt: Say.
    live: 1
    async: 1
    {COACH}
    options: {{of: [hypothesis], makes: verdict}}
  - id: decide
    kind: judge
    title: Keep, change or drop
    prompt: Decide.
    live: 1
    async: 1
    {COACH}
    options: {{of: [objective], makes: decision}}
""".replace("id: true", "id: verdicts")
END = "The end of the cycle"
AFTER_THE_END = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def ending(scene: Scene) -> Scene:
    """Ada leads. The team keeps its first objective, changes the second, and says nothing of the third."""
    scene.set_up("Ada", "Ben", "Cleo")
    own_scripts(scene, ENDING)
    pastes(scene.people["Ada"], scene, OTHERS)
    scene.people["Ben"].command("/okra retro end", scene.channel)
    scene.people["Ben"].submit()
    scene.settle()
    says(scene, "Give the verdicts", "✗ refuted", "What showed it?", "Nobody looked at it")
    drives(scene, "Next", "Ben")
    says(scene, "Decide", "✓ keep", "Why, or what changes?", "")
    says(scene, "", "~ change", "Why, or what changes?", "Only for teams")
    scene.people["Cleo"].close(all_of_it=True)
    return scene


def pastes(person: Person, scene: Scene, text: str) -> None:
    """The lead brings OKRs in."""
    person.command("/okra okrs paste", scene.channel)
    person.fill("Your OKRs", text)
    person.submit()
    person.submit()
    person.close(all_of_it=True)


def says(scene: Scene, button: str, word: str, why: str, reason: str) -> None:
    """Cleo says something of what is asked for next."""
    cleo = scene.people["Cleo"]
    if button:
        cleo.press(button, on=card(scene, END))
    cleo.choose("What do you say?", word)
    cleo.fill(why, reason)
    cleo.submit()
    scene.settle()


def cycles(scene: Scene) -> list[tuple[str, list[str]]]:
    """The team's cycles with their objectives."""
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        first = unit.cycles.ended(team_of(scene, unit), datetime(2099, 1, 1, tzinfo=UTC).date())
        found: list[Cycle] = []
        current = unit.cycles.following(team_of(scene, unit), datetime(2020, 1, 1, tzinfo=UTC).date())
        while current is not None:
            found.append(current)
            current = unit.cycles.following(current.team_id, current.end)
        assert first is None or first in found
        return [(one.name, [each.title for each in unit.okrs.objectives(one.id or 0)]) for one in found]


def plans(scene: Scene) -> str:
    """Ada plans; what stands at the drafting step."""
    ada = scene.people["Ada"]
    ada.command("/okra session 1", scene.channel)
    scene.settle()
    for _ in range(10):
        if "Drafts" in words(cockpit(ada)) or "Add an objective" in card(scene, "Session 1").buttons:
            break
        drives(scene, "Next")
    return words(card(scene, "Session 1"))


class TestTheNextCyclesDrafts:
    def test_a_planning_session_in_the_next_cycle_begins_with_what_goes_on(self, ending: Scene) -> None:
        ends(ending, "Ben")
        ending.travel_to(AFTER_THE_END)
        drafts = plans(ending)
        assert f"Objective: {FIRST} · kept from last cycle" in drafts
        assert "Increase onboarding completion (65 % → 90 %)" in drafts
        assert f"Objective: {SECOND} · to change: Only for teams" in drafts
        assert "Raise trials" in drafts or "trials" in drafts
        assert THIRD not in drafts
        assert "If people see how far they have come" not in drafts, "it was refuted"

    def test_they_are_edited_and_taken_out_like_any_draft_and_then_become_okrs(self, ending: Scene) -> None:
        ends(ending, "Ben")
        ending.travel_to(AFTER_THE_END)
        plans(ending)
        ada = ending.people["Ada"]
        ada.press("Change one", on=card(ending, "Session 1"))
        ada.choose("Which one?", f"Objective: {SECOND}")
        ada.submit()
        ada.fill("Objective", "Let teams try it first")
        ada.submit()
        assert ada.modal is None, ada.modal and ada.modal.text
        ending.settle()
        assert "Objective: Let teams try it first" in words(card(ending, "Session 1"))
        ends(ending)
        ada.press("Make these our OKRs", on=cockpit_over(ada))
        ada.submit()
        assert cycles(ending) == [
            ("Q3 2026", [FIRST, SECOND, THIRD]),
            ("Q4 2026", [FIRST, "Let teams try it first"]),
        ]

    def test_planning_after_the_retro_is_for_the_next_cycle_although_the_old_one_still_runs(
        self, ending: Scene
    ) -> None:
        ends(ending, "Ben")
        assert f"Objective: {FIRST} · kept from last cycle" in plans(ending)
        ends(ending)
        ada = ending.people["Ada"]
        ada.press("Make these our OKRs", on=cockpit_over(ada))
        assert ada.modal is not None
        ada.submit()
        assert "These are the OKRs of Q4 2026 now." in modal_text(ada)
        assert cycles(ending) == [("Q3 2026", [FIRST, SECOND, THIRD]), ("Q4 2026", [FIRST, SECOND])]

    def test_before_the_retro_is_over_nothing_goes_on(self, ending: Scene) -> None:
        answer = ending.people["Ada"].command("/okra session 1", ending.channel)
        assert answer is not None
        assert "runs here already" in answer.text
        assert len(cycles(ending)) == 1

    def test_where_the_next_cycle_has_its_objectives_they_are_not_put_there_again(self, ending: Scene) -> None:
        ends(ending, "Ben")
        plans(ending)
        ends(ending)
        assert "Nothing is drafted yet." not in words(card(ending, "Session 1"))
        ending.people["Ada"].command("/okra session time-machine", ending.channel)
        ending.settle()
        for _ in range(10):
            if "Add an objective" in card(ending, "Time Machine").buttons:
                break
            drives(ending, "Next")
        assert "kept from last cycle" not in words(card(ending, "Time Machine"))


def cockpit_over(person: Person) -> Seen:
    """The facilitator's message when a session is over."""
    return next(seen for seen in reversed(person.dm()) if "is over. Well done!" in seen.text)


def lasts(scene: Scene, start: date, end: date) -> None:
    """The team's only cycle has other days."""
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        cycle = unit.cycles.latest(team_of(scene, unit))
        assert cycle is not None
        unit.cycles.save(cycle.team_id, "Q3 2026", start, end, cycle.id)


class TestWhichCycleIsPlanned:
    def test_the_one_that_runs_where_somebody_looked_back_on_it_far_too_early(self, ending: Scene) -> None:
        ends(ending, "Ben")
        lasts(ending, date(2026, 8, 20), date(2026, 12, 31))
        ending.people["Ada"].command("/okra session 1", ending.channel)
        ending.settle()
        assert [name for name, _ in cycles(ending)] == ["Q3 2026"]

    def test_none_that_is_over_is_made_after_a_long_silence(self, ending: Scene) -> None:
        ends(ending, "Ben")
        lasts(ending, date(2026, 1, 1), date(2026, 3, 31))
        ending.people["Ada"].command("/okra session 1", ending.channel)
        ending.settle()
        assert [name for name, _ in cycles(ending)] == ["Q3 2026"]


class TestTheButton:
    def test_shows_the_lead_what_goes_on_and_stores_it_for_the_next_cycle_when_confirmed(self, ending: Scene) -> None:
        ends(ending, "Ben")
        ada = ending.people["Ada"]
        ada.press("Take what goes on into the next cycle", on=card(ending, END))
        modal = ada.modal
        assert modal is not None
        assert f"Objective: {FIRST}" in modal.text
        assert f"Objective: {SECOND}" in modal.text
        assert THIRD not in modal.text
        assert cycles(ending) == [("Q3 2026", [FIRST, SECOND, THIRD])], "nothing happens before it is confirmed"
        ada.submit()
        assert "These are the OKRs of Q4 2026 now." in modal_text(ada)
        assert cycles(ending) == [("Q3 2026", [FIRST, SECOND, THIRD]), ("Q4 2026", [FIRST, SECOND])]

    def test_the_text_can_be_changed_first(self, ending: Scene) -> None:
        ends(ending, "Ben")
        ada = ending.people["Ada"]
        ada.press("Take what goes on into the next cycle", on=card(ending, END))
        ada.press("← Back to the text")
        ada.fill("Your OKRs", "Objective: Something else entirely")
        ada.submit()
        ada.submit()
        assert cycles(ending)[1] == ("Q4 2026", ["Something else entirely"])

    def test_what_was_not_confirmed_does_not_come_up_among_this_cycles_okrs(self, ending: Scene) -> None:
        ends(ending, "Ben")
        ada = ending.people["Ada"]
        ada.press("Take what goes on into the next cycle", on=card(ending, END))
        ada.close(all_of_it=True)
        ada.command("/okra okrs paste", ending.channel)
        assert ada.modal is not None
        assert not ada.modal.value("Your OKRs")

    def test_pressed_twice_and_by_two_stores_once(self, ending: Scene) -> None:
        ends(ending, "Ben")
        ada = ending.people["Ada"]
        for _ in range(2):
            ada.press("Take what goes on into the next cycle", on=card(ending, END))
            ada.submit()
            ada.close(all_of_it=True)
        assert cycles(ending)[1] == ("Q4 2026", [FIRST, SECOND])

    def test_is_for_those_who_edit_okrs(self, ending: Scene) -> None:
        ends(ending, "Ben")
        cleo = ending.people["Cleo"]
        cleo.press("Take what goes on into the next cycle", on=card(ending, END))
        ending.slack.wait_until(lambda: bool(cleo.whispers(ending.channel)))
        assert "can edit these OKRs" in words(cleo.whispers(ending.channel)[-1])
        assert len(cycles(ending)) == 1

    def test_is_not_there_where_nothing_goes_on(self, scene: Scene) -> None:
        scene.set_up("Ada", "Ben", "Cleo")
        own_scripts(scene, ENDING)
        scene.people["Ada"].command("/okra retro end", scene.channel)
        scene.people["Ada"].submit()
        scene.settle()
        drives(scene, "Next")
        says(scene, "Decide", "– drop", "Why, or what changes?", "Nobody asked for it")
        ends(scene)
        assert "Take what goes on into the next cycle" not in card(scene, END).buttons
        scene.travel_to(AFTER_THE_END)
        assert FIRST not in plans(scene)


def modal_text(person: Person) -> str:
    """What is read in somebody's window, in one line."""
    assert person.modal is not None
    return " ".join(person.modal.text.replace("│", "").replace("┊", "").split())

"""Retros: begun with a word or a button, about one objective or all; and what becomes of them."""

import pytest

from handlers.kit.elements import actions, button
from handlers.kit.ids import Press
from okra.script import About
from sandbox.people import Person, Seen
from storage.sessions import Retro
from tests.e2e.retros import RETRO, RETRO_END, adds, card, cockpit, drives, ends, own_scripts, team_of, words
from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, WEDNESDAY, Scene

FIRST = "Make the first week seamless"
SECOND = "Let people try it before they talk to us"


@pytest.fixture
def team(scene: Scene) -> Scene:
    """Ada leads, Ben and Cleo are there; the team has one objective, and two short retros."""
    scene.set_up("Ada", "Ben", "Cleo")
    own_scripts(scene, RETRO, RETRO_END)
    return scene


def retros(scene: Scene) -> list[Retro]:
    """What was held, or is."""
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        return list(unit.sessions.retros(team_of(scene, unit), WEDNESDAY))


def second_objective(scene: Scene) -> None:
    """The team has another objective."""
    ada = scene.people["Ada"]
    ada.command("/okra okrs paste", scene.channel)
    ada.fill("Your OKRs", f"Objective: {SECOND}\nKR1: Raise trials from 10% to 30%")
    ada.submit()
    ada.submit()
    ada.close(all_of_it=True)


def pressed(scene: Scene, person: Person, press: Press, value: str) -> str:
    """Somebody presses a button that some feature showed them in private; what they are told."""
    shown = actions(button("Start a retro", press, value)).to_dict()
    dm = scene.slack.world.direct(scene.slack.workspace.id, scene.app.bot_user_id, person.id)
    scene.bot.deps.slack.chat_postMessage(channel=dm.id, text="An offer", blocks=[shown])
    person.press("Start a retro", on=person.dm()[-1])
    scene.slack.wait_until(lambda: person.dm()[-1].message.only_for == person.id)
    answer = words(person.dm()[-1])
    scene.settle()
    return answer


class TestToBegin:
    def test_a_word_and_one_press_are_enough(self, team: Scene) -> None:
        ben = team.people["Ben"]
        assert ben.command("/okra retro", team.channel) is None
        ben.submit()
        assert ben.modal is None
        team.settle()
        assert f"About {FIRST}" in words(card(team))
        assert "Ben facilitates" in words(card(team))
        assert f"About {FIRST}" in words(cockpit(ben))
        assert [(one.about, one.objective_id) for one in retros(team)] == [(About.OBJECTIVE, 1)]

    def test_with_several_objectives_it_is_about_all_unless_one_is_chosen(self, team: Scene) -> None:
        second_objective(team)
        ada = team.people["Ada"]
        ada.command("/okra retro", team.channel)
        ada.submit()
        team.settle()
        assert "About all 2 objectives" in words(card(team))
        ends(team)
        ada.command("/okra retro", team.channel)
        ada.choose("About which objective?", SECOND)
        ada.choose("Are people there at the same time?", "Hours apart")
        ada.submit()
        team.settle()
        assert f"About {SECOND}" in words(card(team))
        assert [one.objective_id for one in retros(team)] == [None, 2]

    def test_it_works_in_a_direct_message_and_runs_in_the_teams_channel(self, team: Scene) -> None:
        team.people["Ben"].command("/okra retro")
        team.people["Ben"].submit()
        team.settle()
        assert "Ben facilitates" in words(card(team))

    def test_okra_alone_has_buttons_for_sessions_and_retros(self, team: Scene) -> None:
        ben = team.people["Ben"]
        answer = ben.command("/okra", team.channel)
        assert answer is not None
        ben.press("Hold a retro", on=answer)
        assert ben.modal is not None
        assert ben.modal.title == "Look back on the way"
        ben.close()
        ben.press("Run a session", on=answer)
        ben.choose("Which session?", "Session 0")
        ben.submit()
        team.settle()
        assert "Ben facilitates" in words(card(team, "Session 0"))

    def test_the_window_of_one_retro_leads_to_the_other_and_back(self, team: Scene) -> None:
        ada = team.people["Ada"]
        ada.command("/okra retro", team.channel)
        ada.press("The cycle is ending: look back on all of it")
        ada.press("The cycle goes on: look back on the way")
        ada.press("The cycle is ending: look back on all of it")
        ada.submit()
        team.settle()
        assert "About all of Q3 2026" in words(card(team, "The end of the cycle"))
        assert [(one.about, one.objective_id) for one in retros(team)] == [(About.CYCLE, None)]

    def test_the_cycles_end_has_a_word_of_its_own(self, team: Scene) -> None:
        team.people["Ada"].command("/okra retro end", team.channel)
        team.people["Ada"].submit()
        team.settle()
        assert "About all of Q3 2026" in words(card(team, "The end of the cycle"))


class TestItIsSaidWhyNot:
    def test_without_okrs(self, scene: Scene) -> None:
        scene.person("Ada").command("/okra setup", scene.channel)
        scene.people["Ada"].submit()
        scene.settle()
        for typed in ("/okra retro", "/okra retro end", "/okra session retro"):
            answer = scene.people["Ada"].command(typed, scene.channel)
            assert answer is not None
            assert "no OKRs to look back on yet" in answer.text or "I know no session" in answer.text

    def test_to_somebody_who_is_not_in_the_team(self, team: Scene) -> None:
        answer = team.person("Mallory", joins=False).command("/okra retro", team.channel)
        assert answer is not None
        assert "for the team's members" in answer.text

    def test_while_a_session_runs_with_what_to_do_about_it(self, team: Scene) -> None:
        team.people["Ada"].command("/okra session 0", team.channel)
        team.settle()
        answer = team.people["Ben"].command("/okra retro", team.channel)
        assert answer is not None
        assert "a session runs already. Begin again when it is over." in words(answer)
        assert "Join" in answer.buttons

    def test_when_two_begin_at_once_the_second_keeps_the_window(self, team: Scene) -> None:
        ada, ben = team.people["Ada"], team.people["Ben"]
        ada.command("/okra retro", team.channel)
        ben.command("/okra retro", team.channel)
        ada.submit()
        ben.submit()
        team.settle()
        assert ada.modal is None
        assert ben.modal is not None
        assert "A session runs here already" in " ".join(ben.modal.errors.values())
        assert len(retros(team)) == 1


class TestAButtonAnywhere:
    def test_begins_the_usual_retro_about_an_objective_in_the_teams_channel(self, team: Scene) -> None:
        said = pressed(team, team.people["Ada"], Press.RETRO, "1/1")
        assert said == (
            "Attractors and Detractors runs in Explore's channel now, and you facilitate. I tell you in private what to do."
        )
        assert f"About {FIRST}" in words(card(team))

    def test_begins_one_about_all(self, team: Scene) -> None:
        second_objective(team)
        pressed(team, team.people["Ada"], Press.RETRO, "1/")
        assert "About all 2 objectives" in words(card(team))

    def test_begins_the_one_at_the_end(self, team: Scene) -> None:
        pressed(team, team.people["Ada"], Press.RETRO_END, "1/")
        assert "About all of Q3 2026" in words(card(team, "The end of the cycle"))

    def test_says_what_to_do_where_a_session_runs_there(self, team: Scene) -> None:
        pressed(team, team.people["Ada"], Press.RETRO, "1/1")
        said = pressed(team, team.people["Ben"], Press.RETRO, "1/1")
        assert "a session runs already. Begin again when it is over." in said
        assert len(retros(team)) == 1

    def test_says_so_where_the_objective_is_gone(self, team: Scene) -> None:
        assert "not on the list any more" in pressed(team, team.people["Ada"], Press.RETRO, "1/99")

    def test_is_for_the_team(self, team: Scene) -> None:
        mallory = team.person("Mallory", joins=False)
        assert "for the team's members" in pressed(team, mallory, Press.RETRO, "1/1")
        assert retros(team) == []


class TestNumbersFirst:
    def begun(self, scene: Scene) -> Seen:
        """Ada begins the usual retro; what stands in its thread."""
        scene.people["Ada"].command("/okra retro", scene.channel)
        scene.people["Ada"].submit()
        scene.settle()
        assert "its numbers are in the thread" in words(card(scene))
        (numbers,) = scene.channel.thread(card(scene))
        return numbers

    def test_stand_in_the_thread_as_a_picture_and_in_words(self, team: Scene) -> None:
        team.travel_to(FRIDAY_2PM)
        for name, confidence in (("Ada", 8), ("Ben", 4), ("Cleo", 3)):
            team.answers(team.people[name], confidence, completion="71")
        team.travel_to(MONDAY_10AM)
        numbers = self.begun(team)
        (picture,) = numbers.pictures
        assert "confidence 5, from 5 at first" in picture["alt"]
        assert "Increase onboarding completion: ▲ at risk · 24 %" in picture["alt"]
        assert "Confidence 5 of 10 · wavering" in words(numbers)
        assert "71 %" in words(numbers)

    def test_say_nothing_of_a_check_in_that_is_still_open(self, team: Scene) -> None:
        team.travel_to(FRIDAY_2PM)
        team.answers(team.people["Ben"], 2)
        numbers = self.begun(team)
        assert "no numbers yet" in words(numbers)
        assert numbers.pictures == []

    def test_are_not_told_in_a_session_about_the_plan(self, team: Scene) -> None:
        team.people["Ada"].command("/okra session 0", team.channel)
        team.settle()
        assert team.channel.thread(card(team, "Session 0")) == []


class TestWhenItEnds:
    @pytest.fixture
    def over(self, team: Scene) -> Scene:
        """A retro has ended with an action and an issue."""
        team.people["Ada"].command("/okra retro", team.channel)
        team.people["Ada"].submit()
        team.settle()
        for _ in range(3):
            drives(team, "Next")
        adds(team, "Ben", "action", "Ask the vendor for a date")
        adds(team, "Ben", "issue", "The vendor answers late")
        ends(team)
        return team

    def test_the_card_says_what_came_of_it(self, over: Scene) -> None:
        told = words(card(over))
        assert "What we will do" in told
        assert "Ask the vendor for a date" in told
        assert "In the way" in told
        assert "Check-ins ask about each of these until it is solved." in told

    def test_actions_and_issues_are_the_teams_own_from_then_on(self, over: Scene) -> None:
        with over.bot.deps.store.begin(over.slack.workspace.id) as unit:
            team_id = team_of(over, unit)
            (action,), (issue,) = unit.actions.open_of(team_id), unit.issues.open_of(team_id)
        ada = over.people["Ada"].id
        assert (action.text, action.owner_id, action.objective_id) == ("Ask the vendor for a date", ada, 1)
        assert (issue.text, issue.owner_id) == ("The vendor answers late", ada)

    def test_the_next_check_in_asks_about_the_issue(self, over: Scene) -> None:
        ben: Person = over.people["Ben"]
        ben.command("/okra checkin", over.channel)
        assert ben.modal is not None
        assert "The vendor answers late" in ben.modal.text


def test_a_retro_of_the_cycle_that_has_just_ended_is_about_that_one(team: Scene) -> None:
    with team.bot.deps.store.begin(team.slack.workspace.id) as unit:
        cycle = unit.cycles.latest(team_of(team, unit))
        assert cycle is not None
        unit.cycles.save(cycle.team_id, "Q3 2026", cycle.start, team.clock.now().date().replace(day=1))
        unit.cycles.save(cycle.team_id, "Q4 2026", team.clock.now().date(), cycle.end.replace(month=12))
    team.people["Ada"].command("/okra retro end", team.channel)
    team.people["Ada"].submit()
    team.settle()
    shown: Seen = card(team, "The end of the cycle")
    assert "About all of Q3 2026" in words(shown)

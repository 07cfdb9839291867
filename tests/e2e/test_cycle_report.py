"""The cycle's report: in the channel when the last retro is over, and in one's DM at any time."""

from datetime import timedelta

import pytest

from sandbox.people import Person, Seen
from sandbox.text import pings
from tests.e2e.looking_back import END, goes_to, sends
from tests.e2e.retros import RETRO_END, card, drives, ends, own_scripts, words
from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene
from tests.e2e.test_retro_end import MILESTONE, answers, says, scores

WEEK = timedelta(weeks=1)
PEOPLE = ("Ada", "Ben", "Cleo", "Dan")
COMPLETION = "Increase onboarding completion"
LEARNED = "People finish what they can see the end of"


@pytest.fixture
def team(scene: Scene) -> Scene:
    """Four people have checked in on a Friday; a short retro for the end of the cycle is there."""
    scene.set_up(*PEOPLE)
    own_scripts(scene, RETRO_END)
    scene.travel_to(FRIDAY_2PM)
    for name in PEOPLE[:3]:
        scene.answers(scene.people[name], 8, **({COMPLETION: "87"} if name == "Ben" else {}))
    scene.travel_to(MONDAY_10AM)
    return scene


def looks_back(scene: Scene, learned: str = LEARNED) -> None:
    """Ada holds the retro at the cycle's end; Ben writes what he learned."""
    ada, ben = scene.people["Ada"], scene.people["Ben"]
    ada.command("/okra retro end", scene.channel)
    ada.submit()
    scene.settle()
    card = next(seen for seen in reversed(scene.channel.messages) if "Write in silence" in seen.text)
    ben.press("Write", on=card)
    assert ben.modal is not None
    ben.fill(ben.modal.labels[0], learned)
    ben.submit()
    scene.settle()
    ends(scene)


def reports(scene: Scene) -> list[Seen]:
    """The reports in the channel."""
    return [seen for seen in scene.channel.messages if "Cycle report ·" in seen.text]


def file_in(thread: list[Seen]) -> list[str]:
    """The text of each file in a thread."""
    found = [file for seen in thread for file in seen.pictures if str(file["name"]).endswith(".md")]
    return [file["data"].decode() for file in found]


class TestWhenTheLastRetroIsOver:
    def test_the_channel_gets_one_page_with_a_picture(self, team: Scene) -> None:
        looks_back(team)
        (report,) = reports(team)
        assert words(report).startswith("You achieved 1 of 3 key results: 33 %.")
        assert "Explore, Q3 2026 · 1 Jul – 30 Sep 2026 · as of Mon 7 Sep" in words(report)
        assert "75 % of the answers came: 3 of 4 in 1 check-in" in words(report)
        assert LEARNED in report.text
        assert report.pictures[0]["data"].startswith(b"\x89PNG")
        assert "confidence from 8 to 8" in words(report)

    def test_details_and_the_file_are_in_its_thread(self, team: Scene) -> None:
        looks_back(team)
        thread = team.channel.thread(reports(team)[0])
        assert any(f"{COMPLETION} (87 %, 65 % → 90 %)" in words(seen) for seen in thread)
        (text,) = file_in(thread)
        assert text.startswith("# Explore: Q3 2026\n")
        assert f"- {LEARNED}" in text

    def test_nobody_is_named_and_nobody_is_pinged(self, team: Scene) -> None:
        looks_back(team)
        (report,) = reports(team)
        thread = team.channel.thread(report)
        told = [report.text, report.notification, *(seen.text for seen in thread), *file_in(thread)]
        assert not [name for name in PEOPLE for text in told if name in text]
        said = [seen.message for seen in (report, *thread)]
        assert not [one for one in said if pings({"text": one.text, "blocks": one.blocks})]

    def test_an_answer_that_is_edited_later_changes_that_same_message(self, team: Scene) -> None:
        looks_back(team)
        (before,) = reports(team)
        assert "87 %" in words(team.channel.thread(before)[0])
        ben = team.people["Ben"]
        receipt = next(seen for seen in reversed(ben.dm()) if "Edit" in seen.buttons)
        ben.press("Edit", on=receipt)
        assert ben.modal is not None
        ben.fill(next(label for label in ben.modal.labels if COMPLETION in label), "70")
        ben.submit()
        team.settle()
        (after,) = reports(team)
        assert after.ts == before.ts
        assert words(after).startswith("You achieved 0 of 3 key results: 0 %.")
        assert "(70 %, 65 % → 90 %)" in words(team.channel.thread(after)[0])

    def test_a_check_in_that_closes_later_is_in_it_too(self, team: Scene) -> None:
        looks_back(team)
        (report,) = reports(team)
        team.travel_to(FRIDAY_2PM + WEEK)
        for name in PEOPLE:
            team.answers(team.people[name], 9)
        team.travel_to(MONDAY_10AM + WEEK)
        assert "87 % of the answers came: 7 of 8 in 2 check-ins" in words(report)
        assert len(reports(team)) == 1

    def test_a_change_of_the_cycles_days_is_in_it_too(self, team: Scene) -> None:
        looks_back(team)
        (report,) = reports(team)
        ada = team.people["Ada"]
        ada.command("/okra setup", team.channel)
        ada.choose("Cycle ends", "2026-10-02")
        ada.submit()
        team.settle()
        assert "2026-07-01 to 2026-10-02" in words(report)

    def test_a_retro_that_is_run_again_corrects_it_and_brings_a_new_file(self, team: Scene) -> None:
        looks_back(team)
        looks_back(team, "Ask legal in the first week")
        (report,) = reports(team)
        assert "Ask legal in the first week" in report.text
        assert LEARNED not in report.text
        first, second = file_in(team.channel.thread(report))
        assert LEARNED in first
        assert "Ask legal in the first week" in second

    def test_other_sessions_bring_none(self, team: Scene) -> None:
        team.people["Ada"].command("/okra session 0", team.channel)
        team.settle()
        ends(team)
        assert reports(team) == []


class TestAskedFor:
    def asks(self, scene: Scene, person: Person, typed: str = "/okra retro report") -> str:
        said = person.command(typed, scene.channel)
        assert said is not None
        scene.settle()
        return words(said)

    def test_every_member_gets_it_in_private_as_of_now(self, team: Scene) -> None:
        cleo = team.people["Cleo"]
        assert self.asks(team, cleo) == "It's in your DM with me: the cycle report of Explore, Q3 2026, as of now."
        report = cleo.dm()[-1]
        assert words(report).startswith("Week 11 of 13. Key results at 0.70 or more so far: 1 of 3.")
        assert report.pictures[0]["data"].startswith(b"\x89PNG")
        (text,) = file_in(cleo.dm_thread(report))
        assert "Told when the cycle is over." in text
        assert reports(team) == []

    def test_an_earlier_cycle_is_meant_by_its_name(self, team: Scene) -> None:
        with team.bot.deps.store.begin(team.slack.workspace.id) as unit:
            this = unit.cycles.latest(1)
            assert this is not None
            unit.cycles.save(1, "Q2 2026", this.start.replace(month=4), this.start.replace(month=6, day=30))
        ben = team.people["Ben"]
        assert "Explore, Q2 2026" in self.asks(team, ben, "/okra retro report q2 2026")
        assert "There is nothing to count" in ben.dm()[-1].text

    def test_a_name_that_is_none_gets_those_that_there_are(self, team: Scene) -> None:
        said = self.asks(team, team.people["Ben"], "/okra retro report Q9")
        assert said == "Explore has no cycle called “Q9”. It has: Q3 2026."

    def test_twice_in_a_minute_is_once(self, team: Scene) -> None:
        ben = team.people["Ben"]
        for _ in range(2):
            self.asks(team, ben)
        assert len([seen for seen in ben.dm() if "Cycle report ·" in seen.text]) == 1

    def test_a_button_gives_it_too(self, team: Scene) -> None:
        ben = team.people["Ben"]
        answer = ben.command("/okra", team.channel)
        assert answer is not None
        ben.press("Cycle report", on=answer)
        team.settle()
        assert any("Cycle report ·" in seen.text for seen in ben.dm())

    def test_so_does_the_one_on_the_home_tab(self, team: Scene) -> None:
        ben = team.people["Ben"]
        ben.opens_home()
        team.settle()
        ben.press("Cycle report", on=ben.home)
        team.settle()
        assert any("Cycle report ·" in seen.text for seen in ben.dm())

    def test_people_outside_the_team_get_a_sentence(self, team: Scene) -> None:
        mallory = team.person("Mallory", joins=False)
        assert "for the team's members" in self.asks(team, mallory)
        assert not [seen for seen in mallory.dm() if "Cycle report" in seen.text]

    def test_who_leaves_before_it_is_sent_gets_nothing(self, team: Scene) -> None:
        ben = team.people["Ben"]
        with team.bot.deps.store.begin(team.slack.workspace.id) as unit:
            unit.outbox.post("report.now", f"{ben.id}/1/2026-09-07T10:00:00+00:00", ben.id, team.clock.now())
            unit.teams.leave(1, ben.id)
        team.settle()
        assert not [seen for seen in ben.dm() if "Cycle report" in seen.text]


class TestWhatPeopleSaidAtTheEnd:
    """The retro that comes with okra, every step of it used: what it hands on is what the report reads."""

    @pytest.fixture
    def said(self, scene: Scene) -> Scene:
        """A milestone was planned, people were confident, and the retro at the cycle's end is over."""
        scene.set_up(*PEOPLE)
        ada, ben = scene.people["Ada"], scene.people["Ben"]
        ada.command("/okra session 2", scene.channel)
        scene.settle()
        for _ in range(4):
            drives(scene, "Next")
        ben.press("Add a milestone", on=card(scene, "Session 2"))
        ben.fill("Milestone", MILESTONE)
        sends(scene, ben)
        ends(scene)
        scene.travel_to(FRIDAY_2PM + 2 * WEEK)
        for name in PEOPLE:
            scene.answers(scene.people[name], 9)
        scene.travel_to(MONDAY_10AM + 2 * WEEK)
        ada.command("/okra session retro-end", scene.channel)
        scene.settle()
        goes_to(scene, "How did it end?", END)
        for name in PEOPLE:
            scores(scene, name, "0.9", "0.5" if name == "Ben" else "0.1")
        drives(scene, "Show the scores")
        goes_to(scene, "Was it true?", END)
        ben.press("Give the verdicts", on=card(scene, END))
        says(scene, "Ben", "✓ confirmed", "What showed it?", "12 of 14 finished")
        goes_to(scene, "What became of the plan", END)
        ben.press("Say what became of them", on=card(scene, END))
        says(scene, "Ben", "✓ done", "What should we remember?", "In week 3")
        goes_to(scene, "Four questions", END)
        ben.press("Write", on=card(scene, END))
        ben.fill("What did we learn?", LEARNED)
        sends(scene, ben)
        goes_to(scene, "Keep, change or drop", END)
        ben.press("Decide", on=card(scene, END))
        says(scene, "Ben", "~ change", "Why, or what changes?", "Only the first day")
        goes_to(scene, "How are we doing?", END)
        for name in PEOPLE:
            answers(scene, name, "4 · mostly")
        drives(scene, "Close it and show the answers")
        ends(scene)
        return scene

    def test_stands_in_its_report(self, said: Scene) -> None:
        (report,) = reports(said)
        read = words(report)
        assert read.startswith("You achieved 2 of 4 key results and milestones: 50 %.")
        assert "1 key result has neither a score nor a value: not achieved" in read
        assert "◐ progress · 0.36 Make the first week seamless: 1 of 3 key results · change" in read
        assert "At week 12 you believed 9 of 10; you reached 0.36: far too hopeful, by 54 points" in read
        assert "100 % of the answers came: 4 of 4 in 1 check-in" in read
        assert "Hypotheses: 1 confirmed" in read
        assert LEARNED in read
        assert "Pulse • Autonomy: 4 of 5" in read

    def test_stands_in_its_thread_and_its_file(self, said: Scene) -> None:
        thread = said.channel.thread(reports(said)[0])
        read = " ".join(map(words, thread))
        assert "Change: Only the first day" in read
        assert f"● delivered · 0.90 {COMPLETION} (no value, 65 % → 90 %)" in read
        assert "▲ missed · 0.20 Boost tutorial engagement" in read
        assert "scores 0.40 apart" in read
        assert "– confirmed: 12 of 14 finished" in read
        assert f"{MILESTONE}: done (In week 3)" in read
        (text,) = file_in(thread)
        assert f"- {MILESTONE}: done (In week 3)" in text
        assert not [name for name in PEOPLE if name in text]

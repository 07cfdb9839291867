"""Session 1 when things go otherwise: pauses, other hands, other sessions, a page that nobody looks at."""

from demo.acting import send
from demo.guide import BEGIN, JOIN
from demo.workshop.hints import DONE, SESSION
from demo.workshop.sight import OVER, STEPS, flat
from demo.workshop.words import OBJECTIVE, STANDING_ORDERS
from demo.workshop.workshop import ANOTHER, COMMAND
from tests.demo.staged import staged
from tests.demo.workshop import QUICK, UNHURRIED, Newcomer, newcomer


def test_nobody_acts_while_it_is_paused_and_in_the_morning_all_go_on() -> None:
    with newcomer() as dana:
        dana.takes()
        dana.goes_on()
        dana.drives("Pause until tomorrow")
        dana.sees("paused until")
        company = dana.scene.guide.company
        assert company is not None
        dana.waits(lambda: company.resting)
        before = dana.moment.text
        assert dana.step("The session is paused").label == "Open your cockpit"
        deed = dana.step("let the night pass").deed
        assert deed is not None
        assert dana.moment.text == before
        dana.scene.guide.travel(str(deed.travel))
        dana.sees("6 of 8 done")
        assert "step 2 of 8" in dana.moment.text
        dana.ends()


def test_who_is_handed_the_session_facilitates_and_waits_for_the_newcomer() -> None:
    with newcomer(pace=UNHURRIED) as dana:
        dana.takes()
        dana.goes_on()
        dana.sees("6 of 8 done")
        dana.drives("Hand over")
        dana.person.choose("Who facilitates from now on?", "Ben")
        send(dana.person)
        dana.sees("Ben facilitates")
        assert dana.card.title.startswith("You are Dana")
        dana.person.press("Write", on=dana.moment.card)
        dana.person.fill("An idea", "Somebody else may press the buttons")
        send(dana.person)
        dana.hears("Somebody else may press the buttons")
        for step in (*STEPS[STEPS.index("cluster") :], OVER):
            later = (*STEPS[STEPS.index(step) :], OVER) if step != OVER else (OVER,)
            dana.waits(lambda reached=later: dana.moment.step in reached)  # type: ignore[misc]
        assert "3 key results" in dana.moment.text
        assert dana.step("Make these our OKRs").label == "Open your cockpit"


def test_somebody_else_begins_and_the_lead_is_simulated_then() -> None:
    with newcomer("Ben") as ben:
        ben.takes()
        ben.sees("Ben facilitates")
        ben.goes_on()
        ben.sees("6 of 8 done")
        ben.goes_on()
        ben.hears("Each of us listens in on ten calls")
        assert not any("three taps" in said for said in ben.thread)
        ben.ends()
        assert ben.step("Dana leads the team").deed is not None


def test_whoever_the_reader_looks_as_is_left_alone() -> None:
    with newcomer() as dana:
        dana.takes()
        dana.sees("7 here")
        dana.goes_on()
        dana.scene.card("Emre")
        dana.sees("5 of 8 done")
        company = dana.scene.guide.company
        assert company is not None
        dana.waits(lambda: company.resting)
        card = dana.scene.card("Emre")
        assert [step.label for step in card.steps] == ["Go to #explore", "Be Dana"]
        dana.scene.card("Dana")
        dana.sees("6 of 8 done")


def test_a_session_that_was_typed_by_hand_is_joined_and_another_one_is_not_disturbed() -> None:
    with newcomer() as dana:
        explore = dana.scene.quarter.stage.channel
        dana.person.command("/okra session 0", explore)
        dana.waits(lambda: dana.card.offers[0].why_not == ANOTHER)
        dana.takes()
        assert dana.sight.moment() is None
        assert dana.scene.quarter.trouble.pop().startswith("Dana could not begin")
        dana.presses("End")
        send(dana.person)
        dana.waits(lambda: dana.card.offers[0].why_not == "")
        assert dana.card.offers[0].label == BEGIN
        dana.person.command(COMMAND, explore)
        dana.waits(lambda: dana.card.offers[0].label == JOIN)
        dana.takes()
        dana.sees("7 here")


def test_the_demo_opens_with_it_when_somebody_looks_and_rests_when_nobody_does() -> None:
    with staged(0, pace=QUICK, opens=SESSION) as scene:
        dana = Newcomer(scene)
        assert dana.sight.moment() is None
        scene.guide.watched(1)
        dana.waits(lambda: dana.sight.moment() is not None)
        dana.sees("7 here")
        scene.guide.watched(0)
        dana.goes_on()
        company = scene.guide.company
        assert company is not None
        dana.waits(lambda: company.resting)
        assert dana.moment.count[0] == 0
        scene.guide.watched(1)
        dana.sees("6 of 8 done")


def test_in_the_middle_of_the_quarter_the_team_lives_on_with_what_the_session_added() -> None:
    with staged(2, pace=QUICK) as scene:
        dana = Newcomer(scene)
        dana.takes()
        while dana.moment.step != "draft":
            dana.goes_on()
        dana.hears("Dana, one is missing")
        dana.sees(STANDING_ORDERS)
        dana.ends()
        dana.presses("Make these our OKRs")
        dana.person.submit()
        dana.person.close(all_of_it=True)
        scene.guide.travel("next-friday")
        scene.guide.travel("digest")
        assert scene.guide.company is not None
        assert not scene.guide.company.alive
        dana.takes(DONE)
        digest = scene.quarter.scenery.digest(dana.person, 3)
        assert digest is not None
        assert OBJECTIVE in flat(digest)
        assert scene.quarter.scenery.answered(3)[0] >= 5

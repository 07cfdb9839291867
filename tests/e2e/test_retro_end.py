"""The retro at a cycle's end that comes with okra, run through Slack's door: every step of it is really used."""

import pytest

from tests.e2e.looking_back import END, HYPOTHESIS, OBJECTIVE, exported, goes_to, sends, traces
from tests.e2e.retros import card, cockpit, drives, ends, words
from tests.e2e.scene import Scene

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


def says(scene: Scene, name: str, word: str, box: str, why: str) -> None:
    """Somebody says a word in the window that is open, and why."""
    person = scene.people[name]
    person.choose("What do you say?", word)
    person.fill(box, why)
    person.submit()
    scene.settle()


def test_hypotheses_milestones_and_objectives_get_their_word_one_after_the_other(ending: Scene) -> None:
    goes_to(ending, "Was it true?", END)
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
    goes_to(ending, "What became of the plan", END)
    assert f"1 is still open • {MILESTONE}" in words(card(ending, END))
    ben.press("Say what became of them", on=card(ending, END))
    says(ending, "Ben", "✗ not done", "What should we remember?", "")
    assert f"✗ not done: {MILESTONE}" in words(card(ending, END))
    goes_to(ending, "Keep, change or drop", END)
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
    goes_to(ending, "Was it true?", END)
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
    goes_to(ending, "Was it true?", END)
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
    goes_to(ending, "How did it end?", END)
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
    goes_to(ending, "Keep, change or drop", END)
    ending.people["Ben"].press("Decide", on=card(ending, END))
    assert ending.people["Ben"].modal is not None
    assert "Increase onboarding completion: 65 % → 90 %, scored 0.67" in ending.people["Ben"].modal.text


def test_what_is_no_score_is_told_beside_its_box_and_the_others_stay(ending: Scene) -> None:
    goes_to(ending, "How did it end?", END)
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


AUTONOMY = "We decide for ourselves how we get to our objectives"


def answers(scene: Scene, name: str, mark: str) -> None:
    """Somebody answers the first question of the pulse."""
    person = scene.people[name]
    person.press("Answer", on=card(scene, END))
    person.choose(AUTONOMY, mark)
    sends(scene, person)


def test_the_pulse_is_shown_from_four_answers_on_and_then_closed(ending: Scene) -> None:
    goes_to(ending, "How are we doing?", END)
    for name, mark in (("Ada", "5 · fully"), ("Ben", "4 · mostly"), ("Cleo", "2 · hardly")):
        answers(ending, name, mark)
    assert "3 of 3 have answered" in words(card(ending, END))
    ada = ending.people["Ada"]
    ada.press("Close it and show the answers", on=cockpit(ada))
    ending.settle()
    assert "3 answers: too few to show without telling who said what." in words(ada.dm()[-1])
    answers(ending, "Dan", "3 · so-so")
    assert "3.5" not in words(card(ending, END))
    drives(ending, "Close it and show the answers")
    assert f"●●●●○ 3.5 of 5: {AUTONOMY} (4 answers)" in words(card(ending, END))
    assert "Our retros change something: 0 answers: too few to show" in words(card(ending, END))
    assert "Answer" not in card(ending, END).buttons


def test_an_answer_to_the_pulse_can_be_changed_with_its_own_button_alone(ending: Scene) -> None:
    goes_to(ending, "How are we doing?", END)
    answers(ending, "Ben", "4 · mostly")
    ben = ending.people["Ben"]
    (receipt,) = [seen for seen in ben.whispers(ending.channel) if "Change my answer" in seen.buttons]
    ben.press("Change my answer", on=receipt)
    assert ben.modal is not None
    assert ben.modal.value(AUTONOMY) == "4 · mostly"
    ben.choose(AUTONOMY, "1 · not at all")
    sends(ending, ben)
    assert "1 of" in words(card(ending, END))
    ben.press("Answer", on=card(ending, END))
    assert ben.modal is not None
    assert ben.modal.value(AUTONOMY) is None
    assert "from here it would count twice" in ben.modal.text


def test_an_answer_to_the_pulse_leaves_no_trace_of_whose_it_is(ending: Scene, caplog: pytest.LogCaptureFixture) -> None:
    goes_to(ending, "How are we doing?", END)
    ben = ending.people["Ben"]
    ben.press("Answer", on=card(ending, END))
    ending.settle()
    before = traces(ending, ben.id)
    caplog.set_level("INFO")
    caplog.clear()
    ben.choose(AUTONOMY, "2 · hardly")
    sends(ending, ben)
    assert traces(ending, ben.id) == before
    assert ben.id not in caplog.text
    assert AUTONOMY not in caplog.text
    with ending.bot.deps.store.begin_anywhere() as session:
        rows = session.connection().exec_driver_sql("SELECT * FROM contribution WHERE step = 'pulse'").all()
    assert [(row.author, ben.id in str(row)) for row in rows] == [(None, False)]


def test_what_the_pulse_says_is_in_the_export_only_when_the_session_is_over(ending: Scene) -> None:
    goes_to(ending, "How are we doing?", END)
    for name in ("Ada", "Ben", "Cleo", "Dan"):
        answers(ending, name, "4 · mostly")
    drives(ending, "Back")
    assert "pulse.md" not in exported(ending, END)
    ends(ending)
    files = exported(ending, END)
    assert AUTONOMY in files["pulse.md"]

"""Learning comes back as work: what the numbers say leads to a retro, the retro to an issue and an action, and both home."""

from datetime import timedelta

from sandbox.people import Person, Seen
from tests.e2e.retros import card, drives, ends, words
from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene

WEEK = timedelta(weeks=1)
PULLED, PUSHED = "What pulled us toward it?", "What pushed us away from it?"
LEGAL = "Legal needs two weeks for every text"


def digest(scene: Scene) -> Seen:
    """The newest digest of the lead."""
    return next(seen for seen in reversed(scene.people["Ada"].dm()) if seen.pictures)


def a_friday(scene: Scene, number: int, confidence: int, *names: str) -> None:
    """The team checks in, `number` weeks from the first Friday, and reads the result on Monday."""
    scene.travel_to(FRIDAY_2PM + number * WEEK)
    for name in names:
        scene.answers(scene.people[name], confidence)
    scene.travel_to(MONDAY_10AM + number * WEEK)


def writes(scene: Scene, name: str, label: str, text: str) -> None:
    person = scene.people[name]
    person.press("Write", on=card(scene))
    person.fill(label, text)
    sends(scene, person)


def sends(scene: Scene, person: Person) -> None:
    person.submit()
    assert person.modal is None, person.modal and person.modal.text
    scene.settle()


def test_a_team_whose_confidence_sags_looks_back_acts_and_reads_that_it_helped(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo", "Dan")
    ada, ben = scene.people["Ada"], scene.people["Ben"]
    for number, confidence in enumerate((8, 7, 4)):
        a_friday(scene, number, confidence, "Ada", "Ben", "Cleo", "Dan")
    assert "confidence fell from 7 to 4 since the check-in before" in words(digest(scene))

    ada.press("Start a retro", on=digest(scene))
    scene.settle()
    assert "Ada started a retro." in words(digest(scene))
    assert "About Make the first week seamless" in words(card(scene))
    drives(scene, "Next")
    writes(scene, "Ben", PUSHED, LEGAL)
    writes(scene, "Cleo", PULLED, "Customers write back within the hour")
    writes(scene, "Dan", PUSHED, f"{LEGAL} we write")
    for _ in range(4):
        drives(scene, "Next")
    ben.press("Make it an issue", on=card(scene))
    assert ben.modal is not None
    ben.choose("What is in the way?", LEGAL)
    ben.choose("Who looks after it?", "Ben")
    sends(scene, ben)
    ada.press("Add an action", on=card(scene))
    ada.fill("What will you do?", "Agree on three texts with legal in advance")
    ada.choose("Who does it?", "Cleo")
    ada.choose("Until when?", "2026-09-25")
    ada.choose("What does it answer?", LEGAL)
    sends(scene, ada)
    ends(scene)
    assert "Agree on three texts with legal in advance" in words(card(scene))

    scene.travel_to(FRIDAY_2PM + 3 * WEEK)
    cleo = scene.people["Cleo"]
    cleo.press("Check in", on=scene.prompt_of(cleo))
    assert cleo.modal is not None
    assert "Agree on three texts with legal in advance" in cleo.modal.text
    cleo.choose(label_of(cleo, "confident"), "7 ·")
    cleo.choose(label_of(cleo, "Agree on three texts"), "Done")
    sends(scene, cleo)
    ben.press("Check in", on=scene.prompt_of(ben))
    ben.choose(label_of(ben, "confident"), "7 ·")
    ben.choose(label_of(ben, LEGAL), "Solved")
    sends(scene, ben)
    scene.travel_to(MONDAY_10AM + 3 * WEEK)
    told = words(digest(scene))
    assert f"✓ solved: “{LEGAL}" in told
    assert "✓ done: " in told
    assert "Agree on three texts with legal in advance" in told


def label_of(person: Person, part: str) -> str:
    """The label of the box that says so."""
    assert person.modal is not None
    return next(label for label in person.modal.labels if part in label)


END = "The end of the cycle"
HYPOTHESIS = "If people see how far they have come, they finish"
OBJECTIVE = "Make the first week seamless"
RESULTS = ("Increase onboarding completion", "Boost tutorial engagement", "Reduce support tickets about account setup")
WHO = ("Ada", "Ben", "Cleo", "Dan")


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
    sends(scene, person)


def scores_and_verdicts(scene: Scene) -> None:
    goes_to(scene, "How did it end?")
    for name, score in zip(WHO, ("0.6", "0.7", "0.7", "0.8"), strict=True):
        person = scene.people[name]
        person.press("Score", on=card(scene, END))
        for result in RESULTS:
            person.fill(result, score)
        sends(scene, person)
    drives(scene, "Show the scores")
    assert "0.70 delivered: Increase onboarding completion" in words(card(scene, END))
    goes_to(scene, "Was it true?")
    scene.people["Ben"].press("Give the verdicts", on=card(scene, END))
    says(scene, "Ben", "✓ confirmed", "What showed it?", "12 of 14 finished")


def looks_back(scene: Scene) -> None:
    """The four questions, an action, and what goes on."""
    goes_to(scene, "Four questions")
    for name in WHO:
        scene.people[name].press("Write", on=card(scene, END))
        scene.people[name].fill("What did we learn?", f"{name} learned that people read the first screen only")
        sends(scene, scene.people[name])
    goes_to(scene, "Keep, change or drop")
    scene.people["Cleo"].press("Decide", on=card(scene, END))
    says(scene, "Cleo", "~ change", "Why, or what changes?", "Only the first day")


def test_a_team_ends_its_quarter_and_begins_the_next_with_what_it_goes_on_with(scene: Scene) -> None:
    scene.set_up(*WHO)
    ada = scene.people["Ada"]
    for number, confidence in enumerate((7, 8, 8)):
        a_friday(scene, number, confidence, *WHO)
    scene.travel_to(FRIDAY_2PM + 3 * WEEK - timedelta(days=2))
    offer = next(seen for seen in reversed(ada.dm()) if "ends in a week" in seen.text)
    ada.press("Start a retro", on=offer)
    scene.settle()
    scores_and_verdicts(scene)
    looks_back(scene)
    ends(scene)
    read = words(card(scene, END))
    assert f"Change: {OBJECTIVE}" in read
    report = next(seen for seen in reversed(scene.channel.messages) if seen.pictures)
    assert "You achieved 3 of 3 key results" in words(report)
    assert "1 confirmed" in words(report)

    ada.press("Take what goes on into the next cycle", on=card(scene, END))
    assert ada.modal is not None
    assert OBJECTIVE in ada.modal.text
    assert HYPOTHESIS in ada.modal.text
    ada.close(all_of_it=True)
    ada.command("/okra session 1", scene.channel)
    scene.settle()
    for _ in range(6):
        drives(scene, "Next")
    drafts = words(card(scene, "Session 1"))
    assert f"Objective: {OBJECTIVE} · to change: Only the first day" in drafts
    assert "Key result: Increase onboarding completion (65 % → 90 %)" in drafts
    assert f"Hypothesis: {HYPOTHESIS}" in drafts
    ends(scene)
    ada.press("Make these our OKRs", on=card(scene, "Session 1"))
    ada.submit()
    assert ada.modal is not None
    assert "These are the OKRs of Q4 2026 now. Check-ins ask for them from Thu 1 Oct on." in " ".join(
        ada.modal.text.replace("│", "").split()
    )
    ada.close()
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        quarters = [unit.cycles.by_id(number) for number in (1, 2)]
        assert [quarter.name for quarter in quarters if quarter] == ["Q3 2026", "Q4 2026"]
        assert [one.title for one in unit.okrs.objectives(2)] == [OBJECTIVE]

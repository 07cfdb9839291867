"""Sessions 0 to 4 feed each other: milestones hang on hypotheses, key results, objectives and the company's goal."""

from okra.golden_thread import ORDER, path
from okra.items import ItemKind, by_key, thread
from okra.session import What
from sandbox.people import Person
from tests.e2e.scene import Scene
from tests.e2e.workshop import Workshop, fills, read, under

GOAL = "Win the weekend players"
SUPPORTS = "Which goal of the company does it support?"
SORT = "What sort of work is it?"
CHAIN = (
    "Objective: Match reliability",
    f"Supports the company's “{GOAL}”",
    "Key result: Matches with six players",
    "Hypothesis: Reminders help",
)
"""What the plan's milestones hang on, from the top, as the picture and the words beside it say it."""
PLANNED = (
    "1 · Week 2: Test two wordings (experiment, no effort yet)",
    "2 · Weeks 4–5: Send reminders (feature, M) · after 1 (Test two wordings) · ⚠ Texts need legal",
)


def test_a_plan_hangs_on_milestones_that_hang_on_hypotheses_and_objectives(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    shop = Workshop(scene)
    _session_0(shop)
    _session_1(shop)
    _session_2(shop)
    _session_3(shop)
    _session_4(shop)
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        items = by_key(item for session in range(1, 6) for item in unit.sessions.items_of(session))
    placements = [item for item in items.values() if item.kind is ItemKind.PLACEMENT]
    kinds = {item.kind for item in thread(items, placements[0].key)}
    assert set(ORDER) <= kinds
    assert path(items, placements[0].key).startswith(
        f"{GOAL} › Match reliability › Matches with six players › Reminders"
    )


def _session_0(shop: Workshop) -> None:
    shop.begin("0", "Session 0")
    for name, pain in (("Ben", "Matches are called off on Friday"), ("Cleo", "Nobody knows who comes")):
        shop.does(name, "Write", fills(**{"What hurts our customers?": pain}))
    shop.drives("Next")
    shop.drives("Next")
    shop.does("Ben", "Vote", fills(**{"Nobody knows who comes": "→●●"}))
    shop.drives("Show the counts")
    shop.drives("Next")
    shop.does("Cleo", "Add a vision", fills(Vision="Whoever wants to play on Saturday plays on Saturday"))
    shop.drives("Next")
    shop.does("Ben", "I agree")
    shop.ends()
    files = shop.exports()
    assert "Whoever wants to play on Saturday" in files["session-0/vision.md"]
    assert "Nobody knows who comes" in files["session-0/votes.md"]


def _session_1(shop: Workshop) -> None:
    shop.begin("1", "Session 1")
    assert "Whoever wants to play" in shop.card.text
    shop.drives("Bring: The company's OKRs")
    ada = shop.people["Ada"]
    ada.fill("The company's OKRs", f"Objective: {GOAL}\nKR1: from 10% to 20% of all players")
    ada.submit()
    for _ in range(6):
        shop.drives("Next")
    shop.does("Ben", "Add an objective", fills(**{"Objective": "Match reliability", SUPPORTS: f"→{GOAL}"}))
    assert f"supports “{GOAL}”" in " ".join(shop.card.text.split())
    shop.does("Ben", "Add a key result", under("Key result", "Matches with six players", "Match reliability"))
    shop.does("Cleo", "Add a hypothesis", under("Hypothesis", "Reminders help", "Matches with six"))
    shop.ends()
    files = shop.exports()
    assert "Matches with six players" in files["session-1/draft-objectives.md"]
    assert "Reminders help" in files["session-1/hypotheses.md"]
    assert "Reminders help" in files["session-1/items.csv"]


def _session_2(shop: Workshop) -> None:
    shop.begin("2", "Session 2")
    assert "Reminders help" in shop.card.text
    shop.drives("Next")
    shop.does("Ben", "Write", fills(Something_to_ship_or_build="Send reminders\nA list of those who come"))
    shop.does("Cleo", "Write", fills(Something_to_test_or_find_out="Which wording works"))
    for _ in range(3):
        shop.drives("Next")
    shop.does("Ben", "Add a milestone", under("Milestone", "Send reminders", "Reminders help"))
    shop.does(
        "Cleo", "Add a milestone", under("Milestone", "Test two wordings", "Reminders help", **{SORT: "→Experiment"})
    )
    assert "Hypothesis: Reminders help" in shop.card.text
    assert "Experiment: Test two wordings" in shop.card.text
    shop.drives("Next")
    shop.does("Cleo", "Vote", fills(Test_two_wordings="→●●●"))
    shop.drives("Next")
    shop.does("Ben", "I agree")
    shop.ends()
    files = shop.exports()
    assert "Send reminders" in files["session-2/milestones.md"]
    assert "Which wording works" in files["session-2/notes.md"]
    assert "Test two wordings" in files["session-2/votes.md"]


def _session_3(shop: Workshop) -> None:
    shop.begin("3", "Session 3")
    assert "Test two wordings" in shop.card.text
    for name in ("Ben", "Cleo"):
        shop.does(name, "I'm here")
    shop.drives("Next")
    shop.drives("Make the pairs")
    needs = {"Which skills does it need?": "Somebody who writes", "Who or what must come first?": "Legal"}
    shop.does("Ben", "Write with my pair", fills(**needs), asked="Send reminders")
    shop.drives("Next")

    def scores(person: Person) -> None:
        person.choose("Send reminders: effort", "M")
        person.choose("Send reminders: value for the business", "4")

    shop.does("Ben", "Score", scores)
    shop.drives("Show the scores")
    assert "effort M · business 4" in shop.card.text
    shop.drives("Next")
    shop.drives("Next")
    shop.ends()
    files = shop.exports()
    assert "Somebody who writes" in files["session-3/skills.md"]
    assert "Legal" in files["session-3/dependencies.md"]
    assert "effort M" in files["session-3/scores.md"]


def _session_4(shop: Workshop) -> None:
    shop.begin("4", "Session 4")
    shop.drives("Next")
    shop.does("Ben", "Place a milestone", fills(The_week_in_which_it_begins="→Week 2"), asked="Test two wordings")

    def after(person: Person) -> None:
        person.choose("The week in which it begins", "Week 4")
        person.tick("What must be there before?", "Test two wordings")
        person.fill("What could go wrong?", "Texts need legal")

    shop.does("Cleo", "Place a milestone", after, asked="Send reminders")
    assert "Week 4: Send reminders · after Test two wordings · ⚠ Texts need legal" in shop.card.text
    shop.drives("Next")
    told = next(seen for seen in shop.scene.channel.thread(shop.card) if "the quarter's plan" in seen.text)
    _in_this_order(read(told), *CHAIN, *PLANNED)
    (picture,) = told.pictures
    assert picture["data"].startswith(b"\x89PNG")
    _in_this_order(picture["alt"], *CHAIN, "1, Test two wordings: experiment, week 2",
                   "2, Send reminders: feature, weeks 4 to 5, after 1, at risk")  # fmt: skip
    shop.does("Cleo", "Write", fills(**{"Why did it not work?": "Nobody opened the reminders"}))
    shop.drives("Next")
    shop.drives("Next")
    shop.ends()
    files = shop.exports()
    plan = files["session-4/plan.md"]
    assert f"For: {GOAL} › Match reliability" in plan
    assert "**Send reminders** (feature, M, tests “Reminders help”): weeks 4–5" in plan
    assert "Nobody opened the reminders" in files["session-4/risks.md"]


def _in_this_order(text: str, *expected: str) -> None:
    """Each stands somewhere behind the one before it."""
    at = 0
    for words in expected:
        assert words in text[at:], f"{words!r} is not behind {text[:at]!r} in {text!r}"
        at = text.index(words, at) + len(words)


def test_what_hangs_on_nothing_is_listed_before_the_end_and_accepted_with_it(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    shop = Workshop(scene)
    shop.begin("1", "Session 1")
    for _ in range(6):
        shop.drives("Next")
    shop.does("Ben", "Add an objective", fills(Objective="Match reliability"))
    ada = scene.people["Ada"]
    shop.drives("End")
    assert ada.modal is not None
    assert "“Match reliability” has no key result" in ada.modal.text
    shop.does("Cleo", "Add an objective", fills(Objective="Courts for all"))
    ada.submit()
    assert ada.modal is not None
    assert "“Courts for all” has no key result" in ada.modal.text
    ada.submit()
    assert ada.modal is None
    scene.settle()
    assert "Session 1: our objectives is over" in shop.card.text
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        stored = unit.sessions.find(1)
        assert stored is not None
        accepted = [event for event in stored.events if event.what is What.ACCEPTED]
    assert len(accepted[0].data["keys"]) == 2


def test_the_time_machine_turns_stories_into_themes_and_key_results(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    shop = Workshop(scene)
    shop.begin("time-machine", "Time Machine")
    for name, story in (
        ("Ben", "Customers set up everything alone on the train"),
        ("Cleo", "A customer set up everything alone"),
        ("Ada", "We celebrate with a cake shaped like a progress bar"),
    ):
        shop.does(name, "Write", lambda person, said=story: person.fill("What happened?", said))  # type: ignore[misc]
    assert "3 of 3 done" in shop.card.text
    shop.drives("Next")
    assert "progress bar" in scene.channel.thread(shop.card)[-1].text
    shop.drives("Next")
    shop.drives("Suggestions (1)")
    ada = scene.people["Ada"]
    ada.fill("Its name", "Set-up without help")
    ada.submit()
    scene.settle()
    assert "Set-up without help (2)" in shop.card.text
    shop.drives("Next")
    shop.does("Ben", "Add an objective", fills(Objective="New customers need nobody"))
    measured = under(
        "Key result", "Set-ups without a call", "New customers", **{"From where to where?": "from 60% to 85%"}
    )
    shop.does("Ben", "Add a key result", measured)
    shop.drives("Next")
    shop.does("Cleo", "I agree")
    shop.ends()
    over = scene.channel.messages[-1]
    assert "1 key result" in over.text
    files = shop.exports()
    assert "Set-ups without a call (from 60% to 85%)" in files["time-machine/draft-objectives.md"]
    assert "Set-up without help" in files["time-machine/clusters.md"]
    assert "Key result: Set-ups without a call (from 60% to 85%)" in over.text
    assert over.buttons == ["Make these our OKRs", "Export"]
    scene.people["Cleo"].press("Make these our OKRs", on=over)
    refused = "Only the lead, a facilitator"
    scene.slack.wait_until(lambda: any(refused in one.text for one in scene.people["Cleo"].whispers(scene.channel)))


def test_a_session_works_on_what_its_script_takes_not_on_all_that_earlier_ones_wrote(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    shop = Workshop(scene)
    shop.begin("0", "Session 0")
    shop.does("Ben", "Write", lambda person: person.fill("What hurts our customers?", "Set-up takes an hour"))
    shop.ends()
    for _ in range(2):
        shop.begin("1", "Session 1")
        shop.drives("Next")
        shop.does("Ben", "Write", lambda person: person.fill("An idea", "A set-up without forms"))
        shop.drives("Next")
        assert "1 note in the thread" in shop.card.text
        shop.drives("Next")
        assert "1 note stands alone" in shop.card.text
        shop.ends()
        assert "1 cluster" in shop.card.text

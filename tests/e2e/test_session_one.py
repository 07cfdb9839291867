"""Session 1: from silent notes to objectives, key results and hypotheses, as in the seeds' match-reliability case."""

import io
import zipfile

from sandbox.people import Person, Seen
from tests.e2e.scene import FRIDAY_2PM, Scene

OBJECTIVE = "Improve match reliability in urban areas"
HYPOTHESIS = "If users receive timely reminders, they confirm earlier and come more reliably"


def card(scene: Scene) -> Seen:
    """The session's card."""
    return next(seen for seen in reversed(scene.channel.messages) if "Session 1" in seen.text)


def drives(scene: Scene, label: str) -> None:
    """Ada presses one of the facilitator's buttons."""
    ada = scene.people["Ada"]
    cockpit = next(seen for seen in reversed(ada.dm()) if "You facilitate" in seen.text)
    ada.press(label, on=cockpit)
    scene.settle()


def sends(scene: Scene, person: Person) -> None:
    """Submit, and see that the window closes."""
    person.submit()
    assert person.modal is None, person.modal and person.modal.text
    scene.settle()


def drafts(scene: Scene, name: str, button: str, label: str, text: str, **more: str) -> None:
    """Somebody adds a draft; `under` and `measure` if they are given."""
    person = scene.people[name]
    person.press(button, on=card(scene))
    person.fill(label, text)
    if "under" in more:
        modal = person.modal
        assert modal is not None
        person.choose(next(one for one in modal.labels if "hang on" in one), more["under"])
    if "measure" in more:
        person.fill("From where to where?", more["measure"])
    sends(scene, person)


def test_session_1_leads_from_notes_to_key_results_with_their_hypothesis(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo", "Dan")
    people = scene.people
    people["Ada"].command("/okra session 1", scene.channel)
    scene.settle()
    drives(scene, "Bring: The company's OKRs")
    people["Ada"].fill("The company's OKRs", "Players trust that a match takes place")
    sends(scene, people["Ada"])
    assert "Players trust that a match takes place" in card(scene).text
    drives(scene, "Next")
    for name, notes in (
        ("Ben", "Remind players before their match\nShow who has confirmed"),
        ("Cleo", "Send a reminder to players before the match"),
        ("Dan", "Let the captain replace a player"),
    ):
        people[name].press("Write", on=card(scene))
        people[name].fill("An idea", notes)
        sends(scene, people[name])
    drives(scene, "Next")
    drives(scene, "Next")
    drives(scene, "Suggestions (1)")
    people["Ada"].fill("Its name", "Players are reminded in time")
    sends(scene, people["Ada"])
    assert "Players are reminded in time (2)" in card(scene).text
    assert "2 notes stand alone" in card(scene).text
    drives(scene, "Next")
    people["Ben"].press("Name a blocker", on=card(scene))
    people["Ben"].choose("Which idea?", "Show who has confirmed")
    people["Ben"].fill("What could stop it?", "We don't store confirmations yet")
    sends(scene, people["Ben"])
    people["Dan"].press("Nothing in my way", on=card(scene))
    scene.settle()
    assert "2 of 4 have spoken" in card(scene).text
    drives(scene, "Next")
    drives(scene, "Make the pairs")
    assert "0 of 2 pairs are done" in card(scene).text
    cleo = people["Cleo"]
    cleo.press("Write with my pair", on=card(scene))
    modal = cleo.modal
    assert modal is not None
    if modal.title == "Which one first?":
        cleo.choose("Your topics", modal_option(scene, cleo))
        cleo.submit()
    cleo.fill("What must be true?", HYPOTHESIS)
    cleo.fill("What hurts them today?", "They wait for players who do not come")
    sends(scene, cleo)
    drives(scene, "Next")
    drafts(scene, "Ben", "Add an objective", "Objective", OBJECTIVE)
    drafts(scene, "Ben", "Add a key result", "Key result", "Matches with six confirmed players 12 h before",
           under=OBJECTIVE, measure="from 55% to 80%")  # fmt: skip
    drafts(scene, "Cleo", "Add a key result", "Key result", "Matches that send a reminder 24 h before",
           under=OBJECTIVE, measure="from 0% to 95%")  # fmt: skip
    drafts(scene, "Dan", "Add a hypothesis", "Hypothesis", HYPOTHESIS, under="Matches with six")
    assert "from 55% to 80%" in " ".join(card(scene).text.split())
    drives(scene, "Next")
    people["Ben"].press("I agree", on=card(scene))
    scene.settle()
    drives(scene, "End")
    people["Ada"].submit()
    scene.settle()
    assert "2 key result" in scene.channel.messages[-1].text
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        items = unit.sessions.items_of(1)
    exports(scene)
    promotes(scene)
    texts = {item.key: item.text for item in items}
    (objective,) = [item for item in items if item.kind == "objective"]
    results = [item for item in items if item.kind == "key_result"]
    assert [item.hangs_on[0] for item in results] == [objective.key] * 2
    hypotheses = [item for item in items if item.kind == "hypothesis"]
    assert {texts[item.hangs_on[0]] for item in hypotheses} >= {"Matches with six confirmed players 12 h before"}


def exports(scene: Scene) -> None:
    """Ada asks for the files: a zip comes into the thread, named as in the seeds."""
    ada = scene.people["Ada"]
    over = next(seen for seen in ada.dm() if "Export" in seen.buttons)
    ada.press("Export", on=over)
    scene.settle()
    card = next(seen for seen in scene.channel.messages if "is over" in seen.text)
    (file,) = [picture for seen in scene.channel.thread(card) for picture in seen.pictures]
    with zipfile.ZipFile(io.BytesIO(file["data"])) as archive:
        names = set(archive.namelist())
        objectives = archive.read("okra/session-1/draft-objectives.md").decode()
    assert {f"okra/session-1/{name}.md" for name in ("pains-gains", "hypotheses", "blockers")} <= names
    assert OBJECTIVE in objectives


def promotes(scene: Scene) -> None:
    """Ada makes the drafts the team's OKRs; the next Friday asks for them."""
    ada = scene.people["Ada"]
    (over,) = [seen for seen in ada.dm() if "Make these our OKRs" in seen.buttons]
    ada.press("Make these our OKRs", on=over)
    modal = ada.modal
    assert modal is not None
    assert OBJECTIVE in modal.text
    assert "55 % → 80 %" in modal.text
    ada.submit()
    ada.close(all_of_it=True)
    scene.settle()
    scene.travel_to(FRIDAY_2PM)
    ben = scene.people["Ben"]
    ben.press("Check in", on=scene.prompt_of(ben))
    asked = ben.modal
    assert asked is not None
    assert any("Matches with six confirmed players" in label for label in asked.labels)


def modal_option(scene: Scene, person: Person) -> str:
    """The first topic in the menu."""
    view = scene.slack.world.stacks[person.id][-1]
    return str(view.payload["blocks"][0]["element"]["options"][0]["text"]["text"])


def test_what_hangs_on_nothing_is_listed_before_the_end(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.people["Ada"].command("/okra session 1", scene.channel)
    scene.settle()
    for _ in range(6):
        drives(scene, "Next")
    drafts(scene, "Ben", "Add an objective", "Objective", OBJECTIVE)
    drives(scene, "End")
    modal = scene.people["Ada"].modal
    assert modal is not None
    assert f"The objective “{OBJECTIVE}” has no key result." in " ".join(modal.text.replace("│", "").split())
    scene.people["Ada"].close()
    assert "step 7 of 8" in " ".join(card(scene).text.replace("┊", "").split())

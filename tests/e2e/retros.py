"""Retros in as few steps as a test of their flow needs, and what people do in them."""

from sandbox.people import Person, Seen
from storage.store import Unit
from tests.e2e.scene import Scene

COACH = "coach: {say: Say it, good: Good, stuck: Stuck}"
RETRO = f"""
name: retro
title: Attractors and Detractors
purpose: What pulls us, what pushes us away.
about: objective
when: [At half-time]
gives: [attractor, detractor, action, issue]
minutes: 4
steps:
  - id: both
    kind: write
    title: What pulls, what pushes
    prompt: Write in silence.
    live: 1
    async: 1
    {COACH}
    options:
      asks:
        - {{kind: attractor, label: "What pulled us toward it?"}}
        - {{kind: detractor, label: "What pushed us away?"}}
  - {{id: read, kind: reveal, title: Read it all, prompt: Read., live: 1, async: 1, {COACH}, options: {{of: both, threads: true}}}}
  - id: talk
    kind: cluster
    title: What belongs together
    prompt: Group.
    live: 1
    async: 1
    {COACH}
    options: {{of: [attractor, detractor]}}
  - id: act
    kind: draft
    title: What we do
    prompt: Write it down.
    live: 1
    async: 1
    {COACH}
    options: {{makes: [action, issue], from: [cluster]}}
"""
RETRO_END = f"""
name: retro-end
title: The end of the cycle
purpose: What came of it.
about: cycle
when: [At the end]
gives: [learning]
minutes: 1
steps:
  - id: learn
    kind: write
    title: What we learned
    prompt: Write in silence.
    live: 1
    async: 1
    {COACH}
    options: {{asks: [{{kind: learning, label: "What did we learn?"}}]}}
"""


def team_of(scene: Scene, unit: Unit) -> int:
    """The team that lives in the scene's channel."""
    team = unit.teams.by_channel(scene.channel.id)
    assert team is not None
    return team.id


def own_scripts(scene: Scene, *texts: str) -> None:
    """Let the team have scripts of its own."""
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        for text in texts:
            name = text.split("name: ", 1)[1].split("\n", 1)[0]
            unit.scripts.save(team_of(scene, unit), name, text, "U", scene.clock.now())


def card(scene: Scene, title: str = "Attractors and Detractors") -> Seen:
    """The card of the session with that title."""
    return next(seen for seen in reversed(scene.channel.messages) if title in seen.text)


def cockpit(person: Person) -> Seen:
    """The facilitator's message."""
    return next(seen for seen in reversed(person.dm()) if "You facilitate" in seen.text)


def drives(scene: Scene, label: str, name: str = "Ada") -> None:
    """The facilitator presses a button."""
    person = scene.people[name]
    person.press(label, on=cockpit(person))
    scene.settle()


def ends(scene: Scene, name: str = "Ada") -> None:
    """The facilitator ends the session."""
    drives(scene, "End", name)
    scene.people[name].submit()
    scene.settle()


def adds(scene: Scene, name: str, what: str, text: str) -> None:
    """Somebody drafts one thing."""
    person = scene.people[name]
    person.press(f"Add an {what}", on=card(scene))
    person.fill(what.capitalize(), text)
    person.submit()
    assert person.modal is None, person.modal and person.modal.text
    scene.settle()


def words(seen: Seen) -> str:
    """What is read, in one line."""
    return " ".join(seen.text.replace("┊", "").split())

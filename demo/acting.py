"""How the cast uses Slack: by what they see."""

from demo.cast import Said
from demo.stage import Stage
from sandbox.modal import Modal
from sandbox.people import Person, Seen

KNOWN_SECONDS, A_MOMENT, TRIES = 15.0, 0.3, 50
HELPER = ": who could help?"


def open_modal(person: Person) -> Modal:
    """The modal that somebody has open."""
    modal = person.modal
    if modal is None:
        raise RuntimeError(f"{person.name} sees no modal")
    return modal


def fill_in(person: Person, said: Said) -> None:
    """Fill in the check-in that is open, leaving alone what one has nothing to say about."""
    for label in open_modal(person).labels:
        if label.startswith("How confident"):
            person.choose(label, f"{said.confidence} ·")
    for part, typed in said.numbers.items():
        person.fill(_label(person, part), typed)
    for part, note in said.notes.items():
        person.fill(_note_of(person, part), note)
    if said.wrong:
        person.tick(_ticks_of(person, said.wrong), "This KR measures the wrong thing")
    _say_how_issues_stand(person, said)
    if said.issues:
        person.fill("Anything new?", said.issues)
    if said.plan:
        person.fill("Your plan for the week ahead", said.plan)


def _say_how_issues_stand(person: Person, said: Said) -> None:
    """Of those that are still asked about: somebody may have solved one meanwhile."""
    labels = open_modal(person).labels
    for part, stands in said.stands.items():
        for label in (one for one in labels if part in one and not one.endswith(HELPER)):
            person.choose(label, stands)
    for part, helper in said.help_from.items():
        for label in (one for one in labels if part in one and one.endswith(HELPER)):
            person.fill(label, helper)


def send(person: Person) -> None:
    """Submit, and see that the window closes."""
    person.submit()
    if person.modal is not None:
        raise RuntimeError(open_modal(person).text)


def answer(stage: Stage, person: Person, said: Said) -> None:
    """Check in from the prompt, and wait for the private copy."""
    before = len(receipts(person))
    person.press("Check in", on=stage.prompt_of(person))
    fill_in(person, said)
    send(person)
    stage.wait_for(lambda: len(receipts(person)) > before)


def all_are_known(stage: Stage) -> bool:
    """Wait until the bot has asked Slack about all and counts them in: else the first check-in misses some."""
    calls, newest = stage.slack.world.calls, list(stage.people.values())[-1]
    if not stage.wait_a_while(lambda: calls.count("users.info") >= len(stage.people) - 1, KNOWN_SECONDS):
        return False
    for _ in range(TRIES):
        newest.command("/okra timing", stage.channel)
        if newest.modal is not None:
            newest.close()
            return True
        stage.wait_a_while(lambda: False, A_MOMENT)
    return False


def receipts(person: Person) -> list[Seen]:
    """Somebody's private copies."""
    return [seen for seen in person.dm() if "Edit" in seen.buttons]


def _label(person: Person, part: str) -> str:
    """A key result's own field: its title without anything behind it."""
    return next(label for label in open_modal(person).labels if part in label and ": " not in label)


def _note_of(person: Person, part: str) -> str:
    return next(label for label in open_modal(person).labels if part in label and label.endswith(": note"))


def _ticks_of(person: Person, part: str) -> str:
    return next(label for label in open_modal(person).labels if part in label and label.endswith(": in one tap"))

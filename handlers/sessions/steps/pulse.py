"""pulse: a few statements in one window, anonymously; the card counts, and shows what all say from four answers on."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block, RadioButtonsElement

from handlers.kit.elements import bold, bullets, field, line, note, plain
from handlers.kit.elements import option as choice
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.refusal import Refused
from okra.steps.pulse import LEAST, MOST, Answer, Asked, Pulsing, Show, too_few
from okra.steps.step import Who

SHOW = "show"
PROMISE = "Nobody can ever see who said what: I keep no name. What all say is shown from four answers on."
TWICE = "Answered already? Use the button that you got then: from here it would count twice."
SURE = "Then nobody can answer any more: one more answer would show what it says."
SCALE: Final = {
    1: "1 · not at all",
    2: "2 · hardly",
    3: "3 · so-so",
    4: "4 · mostly",
    5: "5 · fully",
}


class PulseDoor:
    """The pulse in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """How many have answered; once shown, what all say together, or why that is not shown."""
        state: Pulsing = shown.state
        if not state.shown:
            counted = f"{shown.turnout.done} of {shown.turnout.of} have answered · anonymous until the end and after it"
            return [line(plain(counted))]
        return [bullets([_told(one, state) for one in state.questions])]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Answer, while it is open."""
        state: Pulsing = shown.state
        return [] if state.shown else [Opens("Answer", style="primary")]

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Show it, once."""
        state: Pulsing = shown.state
        return [] if state.shown else [Does("Close it and show the answers", SHOW, SURE)]

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """Each statement with its scale; one's own answer stands in it where the window has its key."""
        state: Pulsing = shown.state
        if state.shown:
            raise Refused("The answers are shown, so this is closed: one more would show what it says.")
        own = state.own(_who(eyes))
        options = [choice(SCALE[mark], str(mark)) for mark in range(LEAST, MOST + 1)]
        boxes: list[Block] = []
        for asked in state.questions:
            chosen = next((one for one in options if own.get(asked.question) == int(one.value or 0)), None)
            picker = RadioButtonsElement(action_id=ids.MARK, options=options, initial_option=chosen)
            boxes.append(field(asked.label, _block(asked), picker, optional=True))
        return Form("How true is this?", [*boxes, note(PROMISE if own else f"{PROMISE} {TWICE}")], "Send")

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """One answer."""
        state: Pulsing = shown.state
        marked = [(asked.question, sent.values.option(_block(asked))) for asked in state.questions]
        marks = {question: int(mark) for question, mark in marked if mark}
        if not marks and not state.own(_who(eyes)):
            raise Refused("Choose a number for one of them at least.")
        return [Answer(marks)]

    def deed(self, shown: Shown, name: str) -> Any:
        """Close it and show."""
        return Show()


def _who(eyes: Eyes) -> Who:
    """Whoever answers: by their window's key, never by name."""
    return Who(None, eyes.drives, eyes.pad)


def _block(asked: Asked) -> str:
    return f"{ids.MARK}:{asked.question}"


def _told(asked: Asked, state: Pulsing) -> list[Any]:
    said = state.together(asked.question)
    if said is None or said.mean is None:
        return [plain(f"{asked.label}: {too_few(said.answers if said else 0)}")]
    full = int(said.mean + 0.5)
    dots = "●" * full + "○" * (MOST - full)
    return [bold(f"{dots} {said.mean:.1f} of {MOST}: "), plain(f"{asked.label} ({said.answers} answers)")]


DOOR: Final = PulseDoor()

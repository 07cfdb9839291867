"""write: several notes at once, one a line, in silence; the card counts who is done and shows nothing."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.kit.elements import field, line, note, plain, text_input
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.steps.step import Who
from okra.steps.write import Done, Note, Remove, Write, Writing

ANONYMOUS = "Nobody can ever see who wrote what: I keep no name. Only this window can change your notes."
NAMED = "Nobody sees a note before all are shown. Your name stands beside yours then."


class WriteDoor:
    """A silent round in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """How many are done, and nothing else."""
        state: Writing = shown.state
        silent = "anonymous" if state.anonymous else "silent"
        return [line(plain(f"{shown.turnout.done} of {shown.turnout.of} done · {silent} until the reveal"))]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Write, and say that one is done."""
        return [Opens("Write", style="primary")]

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Nothing more."""
        return []

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """A box for each thing asked, with one's own notes in it, one a line."""
        state: Writing = shown.state
        own = state.own(who(state, eyes))
        boxes: list[Block] = [
            field(
                ask.label,
                f"{ids.TEXT}:{number}",
                text_input(ids.TEXT, "\n".join(one.text for one in own if one.ask == number), multiline=True),
                hint=" ".join(filter(None, [ask.hint, "One note a line."])),
                optional=True,
            )
            for number, ask in enumerate(state.asks)
        ]
        return Form("Write in silence", [*boxes, note(ANONYMOUS if state.anonymous else NAMED)], "I'm done")

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """Lines that are new become notes, lines that are gone are taken back; and the writer is done."""
        state: Writing = shown.state
        own = state.own(who(state, eyes))
        deeds: list[Any] = []
        fresh = iter(sent.fresh)
        for number in range(len(state.asks)):
            lines = [one.strip() for one in sent.values.text(f"{ids.TEXT}:{number}").split("\n") if one.strip()]
            deeds += _changes([one for one in own if one.ask == number], lines, number, fresh)
        return [*deeds, Done()]

    def deed(self, shown: Shown, name: str) -> Any:
        """No button is a deed of its own."""
        raise KeyError(name)


def who(state: Writing, eyes: Eyes) -> Who:
    """The writer: by name, or by their window's key."""
    return Who(None if state.anonymous else eyes.user_id, eyes.drives, eyes.pad)


def _changes(own: Sequence[Note], lines: Sequence[str], ask: int, fresh: Any) -> list[Any]:
    """What turns one's notes into the lines: notes that are the same stay, the rest goes or is written over."""
    left = list(own)
    new: list[str] = []
    for text in lines:
        same = next((one for one in left if one.text == text), None)
        if same is None:
            new.append(text)
        else:
            left.remove(same)
    changed = [Write(one.id, text, ask) for one, text in zip(left, new, strict=False)]
    gone = [Remove(one.id) for one in left[len(new) :]]
    return [*gone, *changed, *(Write(next(fresh), text, ask) for text in new[len(left) :])]

"""write: several notes at once, one a line, in silence; the card counts who is done and shows nothing."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import field, line, note, plain, text_input
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.lines import Line, difference, fitting, in_box
from handlers.sessions.values import Shown
from okra.steps.step import Who
from okra.steps.write import Done, Remove, Write, Writing

ANONYMOUS = "Nobody can ever see who wrote what: I keep no name. Only this window can change your notes."
NAMED = "Nobody sees a note before all are shown, without names. I keep yours, so that you can name what stops it."


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
        lines = {block: fitting(own) for block, own in _lines(state, eyes).items()}
        boxes: list[Block] = [
            field(
                ask.label,
                block,
                text_input(ids.TEXT, in_box(lines[block]), multiline=True),
                hint=" ".join(filter(None, [ask.hint, "One note a line."])),
                optional=True,
            )
            for ask, block in zip(state.asks, lines, strict=True)
        ]
        promise = note(ANONYMOUS if state.anonymous else NAMED)
        return Form("Write in silence", [*boxes, promise], "I'm done", lines=lines)

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """Lines that are new become notes, lines that are gone are taken back; and the writer is done.

        Their random names are in the order of the lines, so that one's own notes come back as one wrote them.
        """
        state: Writing = shown.state
        deeds: list[Any] = []
        for number, (block, lines) in enumerate(_lines(state, eyes).items()):
            made = difference(lines, sent.stood, sent.values.text(block))
            deeds += map(Remove, made.gone)
            deeds += [Write(entry, text, number) for entry, text in made.changed]
            names = sorted(next(sent.fresh) for _ in made.new)
            deeds += [Write(name, text, number) for name, text in zip(names, made.new, strict=True)]
        return [*deeds, Done()]

    def deed(self, shown: Shown, name: str) -> Any:
        """No button is a deed of its own."""
        raise KeyError(name)


def who(state: Writing, eyes: Eyes) -> Who:
    """The writer: by name, or by their window's key."""
    return Who(None if state.anonymous else eyes.user_id, eyes.drives, eyes.pad)


def _lines(state: Writing, eyes: Eyes) -> dict[str, list[Line]]:
    """One's own notes by box."""
    own = state.own(who(state, eyes))
    return {
        f"{ids.TEXT}:{number}": [(one.id, one.text) for one in own if one.ask == number]
        for number in range(len(state.asks))
    }


DOOR: Final = WriteDoor()

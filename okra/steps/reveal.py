"""reveal: all notes of a silent round at once, shuffled, so that their order tells nothing.

Source: product.md, "reveal"; architecture.md, "order from a seed".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.shuffling import shuffled
from okra.steps.step import Change, Named, Option, Setting, Turnout, Who, word


@dataclass(frozen=True, slots=True)
class Revealing:
    """The notes in the order in which everybody sees them: the same after a restart."""

    setting: Setting
    notes: tuple[Item, ...]


class RevealKind:
    """Options: `of` (the id of the writing step)."""

    name: ClassVar[str] = "reveal"
    shows_notes: ClassVar[bool] = False
    hides: ClassVar[bool] = False
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {"of": Option(word, needed=True, names_step=("write",))}

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """Nothing new."""
        return ()

    def read(self, setting: Setting) -> Revealing:
        """The notes of that step, shuffled."""
        room = setting.room
        beginning = f"{room.prefix}/{setting.options['of']}/"
        notes = {item.key: item for item in room.inputs if item.key.startswith(beginning)}
        return Revealing(setting, tuple(notes[key] for key in shuffled(notes, room.seed)))

    def act(self, state: Revealing, deed: Any, who: Who) -> Sequence[Change]:
        """There is nothing to do but read."""
        raise Refused("This step is for reading. Ask in the thread.")

    def turnout(self, state: Revealing) -> Turnout:
        """Nobody is waited for."""
        of = len(state.setting.room.people)
        return Turnout(of, of, waits=False)

    def problems(self, state: Revealing) -> Sequence[str]:
        """Nothing to read."""
        return [] if state.notes else ["There is nothing to read: nobody wrote a note."]

    def hand_on(self, state: Revealing) -> Sequence[Item]:
        """Nothing: the notes were handed on by the step in which they were written."""
        return ()


KIND: Final = RevealKind()

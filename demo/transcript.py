"""The conversation as it is read: who, where, what."""

from pathlib import Path
from textwrap import indent

from rich.console import Console
from rich.text import Text

from sandbox.people import Person, Seen


class Transcript:
    """Prints what people type and see, in order."""

    def __init__(self, console: Console) -> None:
        """To `console`."""
        self._console = console

    def chapter(self, title: str) -> None:
        """A new scene."""
        self._console.print()
        self._console.rule(Text(title, style="bold"), align="left")

    def aside(self, text: str) -> None:
        """What an onlooker would say."""
        self._console.print(Text(f"\n({text})", style="italic"))

    def types(self, person: Person, text: str) -> None:
        """Somebody types a command."""
        self._console.print(Text.assemble("\n", (person.name, "bold"), " types  ", (text, "bold cyan")))

    def sees(self, person: Person, text: str) -> None:
        """Somebody sees a window."""
        self._show(f"{person.name} sees", text)

    def reads(self, where: str, message: Seen) -> None:
        """Everybody reads a message."""
        self._show(where, message.text)

    def whispers(self, person: Person, message: Seen) -> None:
        """A message for one pair of eyes."""
        self._show(f"okra, only to {person.name}", message.text)

    def direct(self, person: Person, message: Seen) -> None:
        """A direct message."""
        self._show(f"okra to {person.name}", message.text)

    def does(self, who: str, what: str) -> None:
        """Somebody does something, told in a line."""
        self._console.print(Text.assemble("\n", (who, "bold"), f" {what}"))

    def files(self, file: Path) -> None:
        """Where a session's files are."""
        self._console.print(Text.assemble("\nThe session's files are saved: ", (str(file), "bold")))

    def picture(self, file: Path) -> None:
        """Where the digest's picture is."""
        self._console.print(Text.assemble("\nThe digest's picture is saved: ", (str(file), "bold")))

    def end(self) -> None:
        """The last line."""
        self._console.print()
        self._console.rule(Text("That was the real bot, over the wire. Your turn: README.md, “Install”."), align="left")

    def _show(self, label: str, text: str) -> None:
        self._console.print(Text(f"\n{label}:", style="bold green"))
        self._console.print(Text(indent(text, "  ")), soft_wrap=True)

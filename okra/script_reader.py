"""Reads a YAML document field by field and writes down every fault with its line, instead of stopping at the first."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeVar

import yaml

from okra.steps.step import Option

E = TypeVar("E", bound=StrEnum)
_WORD: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEEPEST: Final = 20
"""Levels of a document: a script has about six."""
_MOST_NODES: Final = 6_000
"""Names, values and lists in a document: about twenty times as many as our longest script has."""
_ADVICE: Final = {
    "mapping values are not allowed here": "a sentence with a colon in it needs quotes around it",
    "found character '\\t' that cannot start any token": "indent with spaces, a tab is not understood",
}
"""What the commonest slips mean, by the parser's own words."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which file, on which line (from 1), in which field, and what."""

    file: str
    line: int
    field: str
    what: str

    def __str__(self) -> str:
        """As people read it."""
        return f"{self.file}, {self.inside}"

    @property
    def inside(self) -> str:
        """The same where it is clear which file is meant: "line 4, minutes: is missing"."""
        return f"line {self.line}{f', {self.field}' if self.field else ''}: {self.what}"


class ScriptFaultsError(Exception):
    """Everything that is wrong with a script."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep all of it, in the order of the lines."""
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.line))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(slots=True)
class Reader:
    """One mapping of the document. All readers of a document write their faults into one list."""

    file: str
    line: int
    path: str
    faults: list[Fault]
    fields: dict[str, yaml.Node] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, text: str, file: str) -> "Reader":
        """The document's root. Raises ScriptFaultsError where it is no YAML at all."""
        try:
            node = _Loader(text).get_single_node()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            line = mark.line + 1 if mark else 1
            why = _ADVICE.get(str(error.problem), str(error.problem))
            raise ScriptFaultsError([Fault(file, line, "", f"cannot be read: {why}")]) from error
        except yaml.YAMLError as error:
            raise ScriptFaultsError([Fault(file, 1, "", "cannot be read: an odd character in it")]) from error
        reader = cls._at(node, file, "", [])
        reader.raise_faults()
        return reader

    @classmethod
    def _at(cls, node: yaml.Node | None, file: str, path: str, faults: list[Fault]) -> "Reader":
        line = node.start_mark.line + 1 if node else 1
        reader = cls(file, line, path, faults)
        if isinstance(node, yaml.MappingNode):
            reader._take(node)
        else:
            faults.append(Fault(file, line, path, "should be a list of names with values"))
        return reader

    def _take(self, node: yaml.MappingNode) -> None:
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name in self.fields:
                self.faults.append(Fault(self.file, key.start_mark.line + 1, self._path(name), "stands here twice"))
            self.fields.setdefault(name, value)

    def _path(self, name: str) -> str:
        return f"{self.path}.{name}".lstrip(".")

    def raise_faults(self) -> None:
        """Raise everything that was found, if anything was."""
        if self.faults:
            raise ScriptFaultsError(self.faults)

    def fault(self, name: str, what: str) -> None:
        """Write down a fault of a field."""
        node = self.fields.get(name)
        line = node.start_mark.line + 1 if node else self.line
        self.faults.append(Fault(self.file, line, self._path(name), what))

    def nothing_else(self) -> None:
        """Write down fields that nobody asked for: a misspelt one should not go by in silence."""
        for name in self.fields.keys() - self.read:
            self.fault(name, "is not known here")

    def text(self, name: str, longest: int, *, needed: bool = True) -> str:
        """Words, trimmed."""
        value = self._value(name, needed)
        if value is None:
            return ""
        if not isinstance(value, str | int | float) or isinstance(value, bool) or not str(value).strip():
            self.fault(name, "should be words")
            return ""
        said = str(value).strip()
        if len(said) > longest:
            self.fault(name, f"is {len(said)} characters long; {longest} fit")
        return said

    def word(self, name: str, longest: int) -> str:
        """A name of small letters, digits and single hyphens."""
        said = self.text(name, longest)
        if said and not _WORD.fullmatch(said):
            self.fault(name, "should be small letters and digits with - between words")
        return said

    def texts(self, name: str, longest: int, *, needed: bool = True) -> tuple[str, ...]:
        """A list of sentences."""
        value = self._value(name, needed)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.fault(name, "should be a list of sentences")
            return ()
        if any(len(one) > longest for one in value):
            self.fault(name, f"has a sentence of more than {longest} characters")
        return tuple(one.strip() for one in value)

    def number(self, name: str, least: int, most: int) -> int:
        """A whole number within bounds."""
        value = self._value(name, needed=True)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        if value is not None:
            self.fault(name, f"should be a whole number from {least} to {most}")
        return 0

    def choice(self, name: str, known: Collection[str], *, needed: bool = True) -> str:
        """One of some words; "" where there is none and none is needed."""
        if not needed and name not in self.fields:
            return ""
        said = self.text(name, 200)
        if said and said not in known:
            self.fault(name, f"is none of {', '.join(sorted(known))}")
            return ""
        return said

    def choices(self, name: str, known: type[E], *, needed: bool = True) -> tuple[E, ...]:
        """A list of some words."""
        said = self.texts(name, 200, needed=needed)
        odd = [one for one in said if one not in list(known)]
        if odd:
            self.fault(name, f"does not know {', '.join(odd)}; known are {', '.join(sorted(known))}")
        return tuple(known(one) for one in said if one not in odd)

    def part(self, name: str, *, needed: bool = True) -> "Reader":
        """A mapping inside this one; an empty one where there is none."""
        self.read.add(name)
        path = self._path(name)
        node = self.fields.get(name)
        if node is None:
            if needed:
                self.fault(name, "is missing")
            return Reader(self.file, self.line, path, self.faults)
        return Reader._at(node, self.file, path, self.faults)

    def parts(self, name: str, most: int) -> tuple["Reader", ...]:
        """A list of mappings, at least one; none of too many is looked at."""
        self.read.add(name)
        node = self.fields.get(name)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.fault(name, "should be a list with at least one entry")
            return ()
        if len(node.value) > most:
            self.fault(name, f"has {len(node.value)} entries; {most} fit")
            return ()
        path = self._path(name)
        return tuple(
            Reader._at(one, self.file, f"{path}[{number}]", self.faults) for number, one in enumerate(node.value, 1)
        )

    def option(self, name: str, option: Option) -> Any:
        """An option as its kind reads it, or its default."""
        value = self._value(name, option.needed)
        if value is None:
            return option.default
        try:
            return option.read(value)
        except (ValueError, TypeError, KeyError) as error:
            self.fault(name, str(error) or "is not understood")
            return option.default

    def _value(self, name: str, needed: bool) -> Any:
        self.read.add(name)
        node = self.fields.get(name)
        if node is None:
            if needed:
                self.fault(name, "is missing")
            return None
        try:
            return _plain(node)
        except (yaml.YAMLError, ValueError, TypeError, OverflowError):
            self.fault(name, "is not understood")
            return None


class _Loader(yaml.SafeLoader):
    """Reads documents that are as large as they look: no part stands for another, and none is nested without end."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            why = f"*{event.anchor} stands for another part here; write that part out"
            raise yaml.MarkedYAMLError(problem=why, problem_mark=mark)
        if self._depth == _DEEPEST:
            raise yaml.MarkedYAMLError(problem="it is nested too deep", problem_mark=mark)
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise yaml.MarkedYAMLError(problem=f"it has more than {_MOST_NODES} parts", problem_mark=mark)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _plain(node: yaml.Node) -> Any:
    """What a node says, as plain values."""
    return yaml.SafeLoader("").construct_object(node, deep=True)

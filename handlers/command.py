"""/okra: words → the feature's handler; a near miss gets a suggestion, never silence."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from handlers.kit.deps import Deps
from handlers.kit.door import OnCommand
from handlers.kit.elements import Message, only_you
from handlers.kit.feature import Feature
from handlers.kit.payload import Command
from handlers.kit.text import one_line

HERE_AND_NOW = ""
"""`/okra` alone."""
NEAR_ENOUGH = 60
"""Of 100: how alike two words must be to be offered as "Did you mean"."""


def commands_of(features: Iterable[Feature]) -> dict[str, OnCommand]:
    """Every subcommand and who answers it. Two features cannot claim one word."""
    table: dict[str, OnCommand] = {}
    for feature in features:
        for name, handle in feature.commands.items():
            if name in table:
                raise ValueError(f"two features answer /okra {name}")
            table[name] = handle
    return table


def dispatcher(table: Mapping[str, OnCommand], takes_words: frozenset[str]) -> OnCommand:
    """One handler for all of /okra: the longest subcommand that the words begin with, else a suggestion."""

    def dispatch(deps: Deps, said: Command) -> Message | None:
        typed = said.words.split()
        for length in (2, 1, 0):
            name = " ".join(typed[:length]).lower()
            if name in table and (len(typed) == length or (len(typed) > length and name in takes_words)):
                rest = said.words.split(maxsplit=length)[length:]
                return table[name](deps, replace(said, name=name, words=rest[0] if rest else ""))
        return only_you(did_you_mean(said.words, table))

    return dispatch


def did_you_mean(words: str, table: Iterable[str]) -> str:
    """A sentence that names what was not understood and the nearest thing that would be."""
    typed = words.lower()[:80].split()
    near, likeness = max(
        ((name, _alike(typed, name)) for name in table if name), key=lambda one: one[1], default=("help", 0.0)
    )
    quoted = one_line(words, 60).replace("`", "'")
    if likeness < NEAR_ENOUGH:
        return f"I don't know “{quoted}”. `/okra help` lists everything I can do."
    return f"I don't know “{quoted}”. Did you mean `/okra {near}`? `/okra help` lists everything I can do."


def _alike(typed: list[str], name: str) -> float:
    """How much what was typed is like a subcommand, 0 to 100: the first word alone counts almost as much as two."""
    first, both = (fuzz.ratio(" ".join(typed[:length]), name) for length in (1, 2))
    return max(first - 1, both)

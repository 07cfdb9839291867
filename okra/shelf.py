"""The scripts that a team can begin: its own, and those of ours that it has not put one of its own in place of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from okra.script import Script, ScriptFaultsError, built_in, read_script

NUMBERS: Final = ("0", "1", "2", "3", "4")
"""What people say for session-0 to session-4."""


def called(words: str) -> str:
    """The name of the script that somebody means: "1" is session-1."""
    return f"session-{words}" if words in NUMBERS else words.lower()


def short(name: str) -> str:
    """What people say for a script: session-1 is "1", any other its name."""
    number = name.removeprefix("session-")
    return number if number in NUMBERS else name


@dataclass(frozen=True, slots=True)
class Listed:
    """One script: `is_own` where the team made it, `instead` where it stands in place of one of ours.

    A script that was faultless once may not be for a newer okra: then `fault` says what is wrong with it first, and
    title, purpose and minutes are not known.
    """

    name: str
    title: str
    purpose: str
    minutes: int
    is_own: bool = False
    instead: bool = False
    changed: bool = False
    fault: str = ""


def shelf(own: Mapping[str, str]) -> tuple[Listed, ...]:
    """All scripts by name, the team's own first; `own` is their text by name."""
    theirs = [_own(name, text) for name, text in sorted(own.items())]
    ours = [_listed(name, script) for name, script in sorted(built_in().items()) if name not in own]
    return (*theirs, *ours)


def _listed(name: str, script: Script) -> Listed:
    return Listed(name, script.title, script.purpose, script.minutes)


def _own(name: str, text: str) -> Listed:
    of_ours = built_in().get(name)
    try:
        script = read_script(text, f"{name}.yaml")
    except ScriptFaultsError as error:
        fault = error.faults[0].inside
        return Listed(name, name, "", 0, is_own=True, instead=of_ours is not None, changed=True, fault=fault)
    return Listed(
        name, script.title, script.purpose, script.minutes,
        is_own=True, instead=of_ours is not None, changed=script != of_ours,
    )  # fmt: skip

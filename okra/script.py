"""Scripts of sessions: data files that a team may copy and change, judged whole before anybody runs one.

Every fault names the file, the line and the field; all faults come at once. Source: product.md, section 3.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from okra.items import ItemKind
from okra.script_reader import Fault, Reader, ScriptFaultsError
from okra.steps import KINDS
from okra.steps.step import is_anonymous

__all__ = [
    "About",
    "Coaching",
    "Fault",
    "Script",
    "ScriptFaultsError",
    "Step",
    "built_in",
    "built_in_text",
    "read_script",
]

LONGEST_PROMPT: Final = 600
LONGEST_TITLE: Final = 60
LONGEST_NAME: Final = 40
LONGEST_SESSION: Final = 8 * 60
"""Minutes."""
LONGEST_WAIT: Final = 14 * 24
"""Hours of a step whose people are hours apart."""
LONGEST_FILE: Final = 60_000
"""Characters: about ten times the longest script of ours."""
MOST_STEPS: Final = 40


class About(StrEnum):
    """What a session works on."""

    PLAN = "plan"
    """What is being drafted and planned: it takes along what the cycle's earlier sessions gave."""
    OBJECTIVE = "objective"
    """One of the team's objectives as it stands, or all of them: a retro on the way."""
    CYCLE = "cycle"
    """All of the team's OKRs, and the milestones that were planned for them: the retro at the end."""


@dataclass(frozen=True, slots=True)
class Coaching:
    """What only the facilitator reads: what to say, what good looks like, what to do when momentum drops."""

    say: str
    good: str
    stuck: str


@dataclass(frozen=True, slots=True)
class Step:
    """One timeboxed step: `minutes` in one room, `hours` when people are hours apart."""

    id: str
    kind: str
    title: str
    prompt: str
    minutes: int
    hours: int
    coach: Coaching
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def anonymous(self) -> bool:
        """Whether nobody can ever tell who contributed what."""
        return is_anonymous(KINDS[self.kind], self.options)


@dataclass(frozen=True, slots=True)
class Script:
    """A session as it is planned; `takes` and `gives` are items that come in and go out, `about` whence they come."""

    name: str
    title: str
    purpose: str
    when: tuple[str, ...]
    takes: tuple[ItemKind, ...]
    gives: tuple[ItemKind, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    minutes: int
    steps: tuple[Step, ...]
    about: About = About.PLAN

    def step(self, step_id: str) -> Step:
        """A step by its id. Raises KeyError."""
        return next(step for step in self.steps if step.id == step_id)


@cache
def built_in() -> Mapping[str, Script]:
    """The scripts that come with okra, by name. Raises ScriptFaultsError where one of them is faulty."""
    found = sorted((one for one in files("okra.scripts").iterdir() if one.name.endswith(".yaml")), key=str)
    scripts = [read_script(one.read_text(encoding="utf-8"), one.name) for one in found]
    return {script.name: script for script in scripts}


def built_in_text(name: str) -> str:
    """A script that comes with okra as it stands in its file. Raises KeyError where there is none of that name."""
    built_in()[name]
    return (files("okra.scripts") / f"{name}.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def read_script(text: str, file: str) -> Script:
    """A script from its YAML. Raises ScriptFaultsError with everything that is wrong in `file`.

    Each deed in a session needs its script, and reading takes longer than all else: what was read is remembered.
    """
    if len(text) > LONGEST_FILE:
        raise ScriptFaultsError([Fault(file, 1, "", f"is longer than {LONGEST_FILE} characters")])
    root = Reader.of(text, file)
    script = Script(
        name=root.word("name", LONGEST_NAME),
        title=root.text("title", LONGEST_TITLE),
        purpose=root.text("purpose", LONGEST_PROMPT),
        when=root.texts("when", LONGEST_PROMPT),
        takes=root.choices("takes", ItemKind, needed=False),
        gives=root.choices("gives", ItemKind),
        before=root.texts("before", LONGEST_PROMPT, needed=False),
        after=root.texts("after", LONGEST_PROMPT, needed=False),
        minutes=root.number("minutes", 1, LONGEST_SESSION),
        steps=tuple(_step(one) for one in root.parts("steps", MOST_STEPS)),
        about=About(root.choice("about", tuple(About), needed=False) or About.PLAN),
    )
    root.nothing_else()
    _judge_whole(script, root)
    root.raise_faults()
    return script


def _step(reader: Reader) -> Step:
    kind = reader.choice("kind", KINDS)
    coach = reader.part("coach")
    step = Step(
        id=reader.word("id", LONGEST_NAME),
        kind=kind,
        title=reader.text("title", LONGEST_TITLE),
        prompt=reader.text("prompt", LONGEST_PROMPT),
        minutes=reader.number("live", 1, LONGEST_SESSION),
        hours=reader.number("async", 1, LONGEST_WAIT),
        coach=Coaching(*(coach.text(part, LONGEST_PROMPT) for part in ("say", "good", "stuck"))),
        options=_options(reader, kind),
    )
    coach.nothing_else()
    reader.nothing_else()
    return step


def _options(reader: Reader, kind: str) -> Mapping[str, Any]:
    """A step's options with the kind's own defaults filled in."""
    known = KINDS[kind].options if kind in KINDS else {}
    given = reader.part("options", needed=False)
    read = {name: given.option(name, option) for name, option in known.items()}
    if kind:
        given.nothing_else()
    return read


def _judge_whole(script: Script, root: Reader) -> None:
    """What only the whole can be judged by: minutes that add up, ids once, nothing used before it is there.

    What could not be read has its own fault already, and is left out here.
    """
    if script.name.isdigit():
        root.fault("name", "is a number alone; put a word to it, as in session-1")
    parts = root.parts("steps", MOST_STEPS)
    if not parts:
        return
    total = sum(step.minutes for step in script.steps)
    if script.minutes and all(step.minutes for step in script.steps) and total != script.minutes:
        root.fault("minutes", f"says {script.minutes}, but the steps' live minutes add up to {total}")
    seen: dict[str, str] = {}
    there = set(script.takes)
    for step, reader in zip(script.steps, parts, strict=True):
        if step.id and step.id in seen:
            reader.fault("id", f"is used twice: {step.id}")
        if step.kind:
            for name, reason in (*_dangling(step, seen), *_unfurnished(step, there)):
                reader.part("options").fault(name, reason)
            there.update(KINDS[step.kind].makes(step.options))
        seen[step.id] = step.kind
    if all(step.kind for step in script.steps):
        _judge_flow(script, root, parts)


def _judge_flow(script: Script, root: Reader, parts: Sequence[Reader]) -> None:
    """Notes are revealed before they are used, and what the session gives is made in it."""
    hidden = _written_but_not_revealed(script)
    for step_id, user in hidden:
        parts[_index(script, user)].fault("kind", f"comes before the notes of {step_id} are revealed")
    made = {kind for step in script.steps for kind in KINDS[step.kind].makes(step.options)}
    for kind in script.gives:
        if kind not in made and kind not in script.takes:
            root.fault("gives", f"names {kind}, but no step makes one")


def _index(script: Script, step_id: str) -> int:
    return [step.id for step in script.steps].index(step_id)


def _dangling(step: Step, seen: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Options that name a step which does not come before this one."""
    for name, option in KINDS[step.kind].options.items():
        wanted = step.options.get(name)
        if option.names_step and wanted is not None and seen.get(wanted) not in option.names_step:
            yield name, f"names {wanted}, which is no earlier {' or '.join(option.names_step)} step"


def _unfurnished(step: Step, there: Collection[ItemKind]) -> Iterator[tuple[str, str]]:
    """Options that name the items to work on, where there can be none of them."""
    for name in ("of", "over"):
        wanted = step.options.get(name)
        if isinstance(wanted, tuple) and wanted and not set(wanted) & set(there):
            yield name, f"names {' and '.join(wanted)}, but no step before this one makes any, and none are taken along"


def _written_but_not_revealed(script: Script) -> Iterator[tuple[str, str]]:
    """Steps that would show notes before their reveal: the writing step's id, and the one that comes too early."""
    waiting: list[str] = []
    for step in script.steps:
        if step.kind == "write":
            waiting.append(step.id)
        elif step.kind == "reveal":
            waiting = [one for one in waiting if one != step.options.get("of")]
        elif waiting and (KINDS[step.kind].shows_notes or step.options.get("shows")):
            yield waiting[0], step.id

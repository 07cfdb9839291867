"""A step, or a whole session, in memory: what tests of the engine play with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from okra.items import Item, ItemKind
from okra.proceedings import Proceedings, applied
from okra.script import Script, read_script
from okra.session import Command, Event, Mode, Session, What, decide, replay, start
from okra.steps import KINDS
from okra.steps.step import Ask, Contribution, Participant, Put, QuickerError, Room, Setting, Turnout, Who

ADA, BEN, CLEO, DAN, EVE = "UADA", "UBEN", "UCLEO", "UDAN", "UEVE"
"""Ada leads, Ben facilitates, Cleo and Dan are members, Eve is not in the session."""
NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def item(key: str, text: str = "", kind: ItemKind = ItemKind.NOTE, **facts: Any) -> Item:
    """Something that was handed on."""
    return Item(key, kind, text or f"text of {key}", facts=facts)


@dataclass
class Table:
    """One step by itself: its rows, and a room around it."""

    name: str
    options: Mapping[str, Any] = field(default_factory=dict)
    inputs: tuple[Item, ...] = ()
    people: tuple[str, ...] = (ADA, BEN, CLEO, DAN)
    roles: Mapping[str, str] = field(default_factory=dict)
    seed: int = 7
    weeks: int = 13
    objective: str | None = None
    asks: Mapping[str, tuple[Ask, ...]] = field(default_factory=dict)
    rows: tuple[Contribution, ...] = ()

    @property
    def kind(self) -> Any:
        """The rules."""
        return KINDS[self.name]

    @property
    def setting(self) -> Setting:
        """The step as its kind sees it."""
        defaults = {name: option.default for name, option in self.kind.options.items()}
        people = tuple(Participant(one, self.roles.get(one, "")) for one in self.people)
        room = Room("s1", people, BEN, self.seed, self.inputs, self.weeks, objective=self.objective, asks=self.asks)
        return Setting("step", {**defaults, **self.options}, self.rows, room)

    @property
    def state(self) -> Any:
        """What the rows tell."""
        return self.kind.read(self.setting)

    def decided(self, deed: Any, by: str | None = CLEO, *, pad: str | None = None) -> Any:
        """What a deed would change; Ben facilitates."""
        return self.kind.act(self.state, deed, Who(by, drives=by == BEN, pad=pad))

    def do(self, deed: Any, by: str | None = CLEO, *, pad: str | None = None) -> Any:
        """Do it, and give the state after it."""
        self.rows = applied(self.rows, self.decided(deed, by, pad=pad))
        return self.state

    @property
    def turnout(self) -> tuple[int, int]:
        """Done, of how many."""
        turnout: Turnout = self.kind.turnout(self.state)
        return turnout.done, turnout.of

    @property
    def problems(self) -> list[str]:
        """What should be settled."""
        return list(self.kind.problems(self.state))

    @property
    def handed_on(self) -> list[Item]:
        """What later steps get."""
        return list(self.kind.hand_on(self.state))


STEP = """
  - id: {id}
    kind: {kind}
    title: {id}
    prompt: What do you see?
    live: 10
    async: 24
    coach: {{say: Hello, good: Words, stuck: Wait}}
    options: {options}
"""


def script_text(*steps: tuple[str, str, str], gives: str = "note", takes: str = "") -> str:
    """A script of steps, each an id, a kind and its options as YAML."""
    body = "".join(STEP.format(id=step_id, kind=kind, options=options) for step_id, kind, options in steps)
    return (
        "name: test\ntitle: A test\npurpose: To see.\nwhen: [Now.]\n"
        f"takes: [{takes}]\ngives: [{gives}]\nminutes: {10 * len(steps)}\nsteps:{body}"
    )


WHOLE = script_text(
    ("listen", "present", "{asks_for: the goals}"),
    ("ideas", "write", "{most: 3, asks: [{label: An idea}]}"),
    ("silent", "write", "{anonymous: true, asks: [{label: A worry}, {label: A hope}]}"),
    ("read", "reveal", "{of: ideas}"),
    ("hear", "reveal", "{of: silent, threads: true}"),
    ("group", "cluster", "{of: [note]}"),
    ("blockers", "blockers", "{of: [note]}"),
    ("vote", "vote", "{of: [cluster], dots: 3, most_on_one: 2}"),
    ("pairs", "pair", "{over: [cluster], asks: [{kind: hypothesis, label: It must be true}]}"),
    ("draft", "draft", "{makes: [objective, key_result, milestone], from: [cluster, hypothesis]}"),
    ("score", "score", "{of: [milestone]}"),
    ("place", "place", "{of: [milestone]}"),
    ("agree", "agree", "{of: [objective, key_result, milestone, placement]}"),
    ("grade", "grade", "{of: [key_result]}"),
    ("judge", "judge", "{of: [milestone], makes: outcome}"),
    ("pulse", "pulse", "{}"),
    ("act", "actions", "{of: [cluster]}"),
    gives="note, objective, placement, agreement, grade, outcome, action, issue, pulse",
)
"""A script with every kind of step."""
SCRIPT = read_script(WHOLE, "test.yaml")


@dataclass
class Hall:
    """A whole session in memory: its events and the rows of its steps."""

    script: Script = SCRIPT
    people: tuple[str, ...] = (ADA, BEN, CLEO, DAN)
    mode: Mode = Mode.LIVE
    now: datetime = NOW
    events: list[Event] = field(default_factory=list)
    rows: dict[str, tuple[Contribution, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin; Ben facilitates."""
        self.events += start(self.script, BEN, self.people, self.mode, self.now)

    @property
    def session(self) -> Session:
        """Where it is."""
        return replay(self.script, self.events)

    @property
    def proceedings(self) -> Proceedings:
        """What it has brought forth."""
        return Proceedings(self.session, self.rows, "s1", 42)

    @property
    def state(self) -> Any:
        """The step that it is at."""
        return self.proceedings.state()

    def later(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)

    def command(self, what: What, by: str = BEN, **data: Any) -> tuple[Event, ...]:
        """Want something of the session; the events that it made happen."""
        happened = decide(self.session, Command(what, by, is_lead=by == ADA, **data), self.now)
        self.events += happened
        return happened

    def move(self, by: str = BEN, to: int = 1, **data: Any) -> tuple[Event, ...]:
        """*Next*, or *Back* with -1."""
        return self.command(What.MOVED, by, to=self.session.step + to, **data)

    def go_to(self, step_id: str) -> None:
        """Move step by step until there."""
        wanted = [step.id for step in self.script.steps].index(step_id)
        while self.session.step != wanted:
            self.move(to=1 if self.session.step < wanted else -1)

    def do(self, deed: Any, by: str | None = CLEO, *, pad: str | None = None) -> None:
        """Contribute to the step that it is at; as storage does, again where somebody was quicker."""
        step = self.session.now_at.id
        who = Who(by, drives=by in (BEN, ADA), pad=pad)
        for _ in range(3):
            try:
                self.rows[step] = applied(self.rows.get(step, ()), self.proceedings.act(deed, who, step))
            except QuickerError:
                continue
            return


def texts(items: Any) -> set[str]:
    """What items say."""
    return {one.text for one in items}


def all_fresh(changes: Any) -> bool:
    """Whether nothing that is there can be written over."""
    return all(isinstance(change, Put) and change.fresh for change in changes)

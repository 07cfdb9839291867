"""actions: what somebody will do, and until when; and what is in the way, as an issue that check-ins ask about.

Actions are edited together, like drafts: an edit names the version that it saw. An item that hindered the team becomes
an issue with an owner, once, and can be taken back until the session ends. Source: product.md, section 4.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from okra.items import Item, ItemKind, of_kind
from okra.refusal import Refused, quoted
from okra.steps.hindrances import Issue, Raise, Withdraw, hinders, issue_of, owner_in, raised
from okra.steps.step import (
    Body,
    Change,
    Contribution,
    Named,
    Option,
    Put,
    Setting,
    Turnout,
    Who,
    item_kinds,
    must_be_here,
    tidied,
    worded,
)
from okra.steps.versions import OPEN_AGAIN, latest, version_key

ACTION, ISSUE = "action:", "issue:"
LONGEST_ACTION: Final = 300


@dataclass(frozen=True, slots=True)
class Write:
    """Write an action, or write it anew: `version` is the one that was seen, 0 for a new one.

    `owner` does it until the day `due`; `on` is the key of what it answers.
    """

    id: str
    text: str
    owner: str
    due: date | None = None
    on: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Remove:
    """Take an action out, if it still is as it was seen."""

    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Action:
    """One action as it stands; `on` is None where what it answered is gone, or where it answers nothing."""

    id: str
    key: str
    text: str
    owner: str
    due: date | None
    on: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Acting:
    """What was decided so far, the most urgent first; `versions` counts the versions of every action and issue."""

    setting: Setting
    actions: tuple[Action, ...]
    issues: tuple[Issue, ...]
    versions: Mapping[str, int]

    @property
    def dots(self) -> Mapping[str, int]:
        """How many votes each item got, where it was voted on."""
        votes = of_kind(self.setting.room.inputs, ItemKind.VOTES)
        return {one.hangs_on[0]: int(one.facts["dots"]) for one in votes}

    @property
    def items(self) -> tuple[Item, ...]:
        """What can be answered, that with the most votes first."""
        dots = self.dots
        return tuple(sorted(self.setting.inputs(*self.setting.options["of"]), key=lambda item: -dots.get(item.key, 0)))

    @property
    def hindrances(self) -> tuple[Item, ...]:
        """What can still become an issue."""
        raised = {issue.on for issue in self.issues}
        return tuple(item for item in self.items if item.key not in raised and hinders(item))

    def find(self, action_id: str) -> Action | None:
        """An action by its id."""
        return next((action for action in self.actions if action.id == action_id), None)

    def issue(self, on: str) -> Issue | None:
        """The issue that something became."""
        return next((issue for issue in self.issues if issue.on == on), None)


class ActionsKind:
    """Options: `of` (the kinds of items that are answered, and that can become issues)."""

    name: ClassVar[str] = "actions"
    shows_notes: ClassVar[bool] = True
    hides: ClassVar[bool] = False
    named: ClassVar[Named] = Named.ALWAYS
    options: ClassVar[Mapping[str, Option]] = {"of": Option(item_kinds, default=(ItemKind.CLUSTER,))}

    def makes(self, options: Mapping[str, Any]) -> Collection[ItemKind]:
        """Actions and issues."""
        return (ItemKind.ACTION, ItemKind.ISSUE)

    def read(self, setting: Setting) -> Acting:
        """What was decided, as the rows tell it."""
        written, raised = latest(setting.rows, ACTION), latest(setting.rows, ISSUE)
        there = {item.key for item in setting.room.inputs}
        actions = [
            _action(setting, name, version, row.body, there) for name, (version, row) in written.items() if row.body
        ]
        issues = [issue_of(setting, f"{ISSUE}{on}", on, row.body) for on, (_, row) in raised.items() if row.body]
        versions = {f"{ACTION}{name}": version for name, (version, _) in written.items()}
        versions |= {f"{ISSUE}{on}": version for on, (version, _) in raised.items()}
        return Acting(setting, tuple(sorted(actions, key=_urgency)), tuple(issues), versions)

    def act(self, state: Acting, deed: Write | Remove | Raise | Withdraw, who: Who) -> Sequence[Change]:
        """Everybody present proposes, for themselves or for somebody else who is there."""
        user_id = must_be_here(state.setting.room, who)
        match deed:
            case Write() | Remove():
                if _is_done(state, deed):
                    return []
                _must_be_fresh(state, deed)
                body = _written(state, deed) if isinstance(deed, Write) else {}
                return [_next(state, f"{ACTION}{deed.id}", user_id, body)]
            case Raise(on):
                made = raised(state.items, state.setting.room, deed, state.issue(on))
                return [_next(state, f"{ISSUE}{on}", user_id, made)] if made else []
            case Withdraw(on):
                return [_next(state, f"{ISSUE}{on}", user_id, {})] if state.issue(on) else []

    def turnout(self, state: Acting) -> Turnout:
        """Nobody is waited for: it is done together."""
        of = len(state.setting.room.people)
        return Turnout(of, of, waits=False)

    def problems(self, state: Acting) -> Sequence[str]:
        """No action; actions without a date, or whose owner has left; issues whose owner has left."""
        if not state.actions:
            return ["There is no action yet."]
        room = state.setting.room
        owned = [(one.text, one.owner) for one in state.actions] + [(one.text, one.owner) for one in state.issues]
        undated = [action.text for action in state.actions if action.due is None]
        return [
            *(
                f"{quoted(text, 60)} has an owner who is not here any more."
                for text, owner in owned
                if not room.has(owner)
            ),
            *(f"{quoted(text, 60)} has no date yet." for text in undated),
        ]

    def hand_on(self, state: Acting) -> Sequence[Item]:
        """Actions, then issues; each hangs on what it answers."""
        there = {item.key for item in state.setting.room.inputs}
        actions = [
            Item(
                one.key, ItemKind.ACTION, one.text, (one.on,) if one.on else (),
                {"owner": one.owner, "due": one.due.isoformat() if one.due else None},
            )
            for one in state.actions
        ]  # fmt: skip
        issues = [
            Item(one.key, ItemKind.ISSUE, one.text, (one.on,) if one.on in there else (), {"owner": one.owner})
            for one in state.issues
        ]
        return [*actions, *issues]


def _urgency(action: Action) -> tuple[date, str]:
    return action.due or date.max, action.id


def _action(setting: Setting, name: str, version: int, body: Body, there: Collection[str]) -> Action:
    due = date.fromisoformat(body["due"]) if body["due"] else None
    on = body["on"] if body["on"] in there else None
    return Action(name, setting.key(name), body["text"], body["owner"], due, on, version)


def _next(state: Acting, name: str, user_id: str, body: Body) -> Put:
    """The next version of something."""
    key = version_key(name, state.versions.get(name, 0) + 1)
    return Put(Contribution(key, user_id, body), fresh=True)


def _is_done(state: Acting, deed: Write | Remove) -> bool:
    """Whether it stands there already, word for word, or is gone already: what is sent twice is done once."""
    known = state.find(deed.id)
    if isinstance(deed, Remove):
        return known is None and state.versions.get(f"{ACTION}{deed.id}") == deed.version + 1
    if known is None or deed.version == known.version:
        return False
    return (tidied(deed.text), deed.owner, deed.due, deed.on) == (known.text, known.owner, known.due, known.on)


def _must_be_fresh(state: Acting, deed: Write | Remove) -> None:
    known = state.find(deed.id)
    if known is None and (deed.version or f"{ACTION}{deed.id}" in state.versions):
        raise Refused("Somebody took this out meanwhile. Copy your words, and write them as a new one.")
    if known is not None and deed.version != known.version:
        raise Refused(f"Somebody changed this meanwhile. It now says {quoted(known.text, 200)}. {OPEN_AGAIN}", "text")
    if known is None and isinstance(deed, Remove):
        raise Refused("This action is gone already.")


def _written(state: Acting, deed: Write) -> Body:
    items = {item.key for item in state.items}
    if deed.on not in items and (items or deed.on is not None):
        raise Refused("Choose what it answers.", "on")
    return {
        "text": worded(deed.text, "what will be done", longest=LONGEST_ACTION),
        "owner": owner_in(state.setting.room, deed.owner),
        "due": deed.due.isoformat() if deed.due else None,
        "on": deed.on,
    }


KIND: Final = ActionsKind()

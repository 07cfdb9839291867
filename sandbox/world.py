"""Everything that the local Slack knows: workspaces, people, channels, messages, views, files, apps. In memory."""

import itertools
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sandbox.canvas import Canvas, Plan
from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.text import Ping


@dataclass
class User:
    """A person, or a bot."""

    id: str
    team_id: str
    name: str
    tz: str | None = None
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    is_guest: bool = False
    email: str = ""
    is_active: bool = True
    quiet: tuple[datetime, datetime] | None = None
    title: str = ""

    def as_json(self) -> dict[str, Any]:
        """The user object (slack.dev: user object)."""
        return {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name.lower().replace(" ", "."),
            "real_name": self.name,
            "deleted": self.deleted,
            "tz": self.tz,
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_bot": self.is_bot,
            "is_restricted": self.is_guest,
            "profile": {"real_name": self.name, "display_name": self.name, "title": self.title},
        }


@dataclass
class Conversation:
    """A channel or a direct conversation; `kind` is public, private, im or mpim."""

    id: str
    team_id: str
    name: str
    kind: str
    members: set[str] = field(default_factory=set)
    archived: bool = False
    pins: list[str] = field(default_factory=list)
    bookmarks: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The conversation object."""
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": self.kind == "public",
            "is_group": self.kind == "private",
            "is_im": self.kind == "im",
            "is_mpim": self.kind == "mpim",
            "is_private": self.kind != "public",
            "is_archived": self.archived,
            "context_team_id": self.team_id,
        }


@dataclass
class Message:
    """A message as it is stored; `only_for` names the one person who sees an ephemeral one."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    metadata: dict[str, Any] | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    edited: bool = False
    edit: dict[str, str] | None = None
    """Who edited it last, and when, where a person did."""
    files: list[str] = field(default_factory=list)
    only_for: str | None = None
    app_id: str | None = None
    gone: bool = False
    """Whether it was deleted, and only keeps the place above its replies."""
    versions: int = 1
    state: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def is_in_channel(self) -> bool:
        """Whether it stands in the conversation itself, and not only in a thread."""
        return self.thread_ts in (None, self.ts) or self.broadcast

    @property
    def _subtype(self) -> dict[str, Any]:
        if self.gone:
            return {"subtype": "tombstone", "hidden": True}
        if self.broadcast:
            return {"subtype": "thread_broadcast"}
        return {"subtype": "file_share"} if self.files and not self.app_id else {}

    def as_json(self, *, with_metadata: bool = False) -> dict[str, Any]:
        """The message object."""
        said: dict[str, Any] = {"type": "message", "ts": self.ts, "user": self.user, "text": self.text}
        if self.app_id:
            said |= {"bot_id": f"B{self.app_id[1:]}", "app_id": self.app_id}
        if self.blocks:
            said["blocks"] = self.blocks
        if self.attachments:
            said["attachments"] = self.attachments
        if self.files:
            said["files"] = [{"id": file_id} for file_id in self.files]
        if self.edit:
            said["edited"] = self.edit
        if self.thread_ts:
            said["thread_ts"] = self.thread_ts
        said |= self._subtype
        if with_metadata and self.metadata:
            said["metadata"] = self.metadata
        return said


@dataclass
class View:
    """An open view of one person; `state` is what is typed, in the shape of `state.values`."""

    id: str
    user: str
    app_id: str
    payload: dict[str, Any]
    hash: str
    root_id: str
    previous_id: str | None = None
    state: dict[str, dict[str, Any]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass
class App:
    """An installed app: tokens, what it was granted, what it registered.

    With an `enterprise_id` it is installed on a whole organisation, and serves each of its workspaces; `team_id` is
    then the workspace that its bot user was made in. `hints` says what each command does.
    """

    id: str
    team_id: str
    name: str
    bot_user_id: str
    bot_token: str
    app_token: str
    signing_secret: str
    scopes: frozenset[str]
    commands: frozenset[str]
    events: frozenset[str]
    request_url: str | None = None
    enterprise_id: str | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    home_tab: bool = True
    """Whether its Home tab is switched on."""

    @property
    def bot_id(self) -> str:
        """The id that its messages carry besides the bot user's."""
        return f"B{self.id[1:]}"


@dataclass
class Workspace:
    """One Slack team; of an organisation if it has an `enterprise_id`. `canvases` says what its plan allows of them."""

    id: str
    name: str
    enterprise_id: str | None = None
    usergroups: list[dict[str, Any]] = field(default_factory=list)
    canvases: Plan = "paid"


@dataclass(frozen=True)
class Happening:
    """An event, and under which name apps subscribe to it; `channel` where it happened, None for no place."""

    subscription: str
    event: dict[str, Any]
    team_id: str
    channel: str | None = None


@dataclass(frozen=True)
class Violation:
    """Something that Slack would not have let pass, or would have shown to a person as a failure."""

    what: str
    detail: str


@dataclass(frozen=True)
class Acked:
    """How long the app took to acknowledge an envelope, in real seconds; None where it never did in time."""

    kind: str
    seconds: float | None


@dataclass
class World:
    """The whole state, guarded by one lock."""

    clock: Clock
    workspaces: dict[str, Workspace] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    messages: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    apps: dict[str, App] = field(default_factory=dict)
    stacks: dict[str, list[View]] = field(default_factory=lambda: defaultdict(list))
    homes: dict[tuple[str, str], View] = field(default_factory=dict)
    triggers: dict[str, tuple[str, str, datetime, bool]] = field(default_factory=dict)
    response_urls: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    canvases: dict[str, Canvas] = field(default_factory=dict)
    read: dict[tuple[str, str], float] = field(default_factory=dict)
    pings: list[tuple[str, Ping]] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    acks: list[Acked] = field(default_factory=list)
    throttled: int = 0
    longest_page: int = 1_000
    """So many messages one page tells at most; 15 where an app is distributed, but not in the Marketplace."""
    calls: list[str] = field(default_factory=list)
    listener: Callable[[Happening], None] = field(default=lambda _: None)
    lock: threading.RLock = field(default_factory=threading.RLock)
    changed: threading.Condition = field(default_factory=threading.Condition)
    watchers: set[Callable[[], None]] = field(default_factory=set)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))
    _last_ts: float = 0.0

    def new_id(self, letter: str) -> str:
        """A fresh id such as U00000001."""
        return f"{letter}{next(self._numbers):08X}"

    def new_ts(self) -> str:
        """A fresh message timestamp: the clock's, never twice the same."""
        with self.lock:
            now = self.clock.now().timestamp()
            self._last_ts = max(now, self._last_ts + 0.000001)
            return f"{self._last_ts:.6f}"

    def notify(self) -> None:
        """Something changed: wake whoever waits for a condition."""
        with self.changed:
            self.changed.notify_all()
        for watcher in tuple(self.watchers):
            watcher()

    def violate(self, what: str, detail: str) -> None:
        """Write down what Slack would not have let pass."""
        self.violations.append(Violation(what, detail))

    def serves(self, app: App, team_id: str) -> bool:
        """Whether an app is installed in a workspace, by itself or with the whole organisation."""
        if app.enterprise_id is None:
            return app.team_id == team_id
        return self.workspaces[team_id].enterprise_id == app.enterprise_id

    def conversation(self, app: App, channel: str) -> Conversation:
        """A conversation that an app may know of. Raises channel_not_found."""
        found = self.conversations.get(channel)
        if found is None or not self.serves(app, found.team_id):
            raise SlackError("channel_not_found")
        return found

    def user(self, app: App, user_id: str) -> User:
        """A person that an app may know of. Raises user_not_found."""
        found = self.users.get(user_id)
        if found is None or not self.serves(app, found.team_id):
            raise SlackError("user_not_found")
        return found

    def post(self, message: Message) -> None:
        """A message appears; apps that listen there hear of it."""
        self.messages[message.channel].append(message)
        self.tell_of(message, message.as_json() | {"channel": message.channel})
        self.notify()

    def tell_of(self, message: Message, event: dict[str, Any]) -> None:
        """Something happened to a message: tell whoever subscribed to its kind of conversation."""
        place = self.conversations[message.channel]
        name = {"public": "channel", "private": "group"}.get(place.kind, place.kind)
        if message.only_for is None:
            at = event.get("ts") or self.new_ts()
            happened = {"type": "message", "channel_type": name, "event_ts": at, **event}
            self.listener(Happening(subscription(happened), happened, place.team_id, place.id))

    def direct(self, team_id: str, one: str, other: str) -> Conversation:
        """The direct conversation of two, made where there is none."""
        both = {one, other}
        for conversation in self.conversations.values():
            if conversation.kind == "im" and conversation.members == both and conversation.team_id == team_id:
                return conversation
        made = Conversation(self.new_id("D"), team_id, "", "im", both)
        self.conversations[made.id] = made
        return made

    def group(self, team_id: str, people: set[str]) -> Conversation:
        """The group conversation of these people, made where there is none."""
        for conversation in self.conversations.values():
            if (conversation.kind, conversation.members, conversation.team_id) == ("mpim", people, team_id):
                return conversation
        made = Conversation(self.new_id("C"), team_id, "", "mpim", people)
        self.conversations[made.id] = made
        return made

    def find(self, channel: str, ts: str) -> Message | None:
        """A message that everybody in the conversation can see."""
        return next((m for m in self.messages[channel] if m.ts == ts and m.only_for is None), None)

    def visible(self, channel: str, user: str) -> list[Message]:
        """What a person sees in a conversation, threads included."""
        return [m for m in self.messages[channel] if m.only_for in (None, user)]

    def read_up_to_now(self, user: str, channel: str | None) -> None:
        """Somebody has seen all that a conversation holds."""
        if channel is not None and self.messages[channel]:
            self.read[user, channel] = float(self.messages[channel][-1].ts)

    def unread(self, user: str, channel: str) -> list[Message]:
        """What others wrote in a conversation since somebody last saw it, threads left out."""
        seen = self.read.get((user, channel), 0.0)
        return [m for m in self.visible(channel, user) if float(m.ts) > seen and m.user != user and m.is_in_channel]

    def app_by(self, token: str) -> App | None:
        """The app that a token belongs to."""
        return next((app for app in self.apps.values() if token in (app.bot_token, app.app_token)), None)

    def name_of(self, identifier: str) -> str | None:
        """A person's or channel's name by id."""
        if identifier in self.users:
            return self.users[identifier].name
        found = self.conversations.get(identifier)
        return found.name if found else None


def subscription(event: Mapping[str, Any]) -> str:
    """What an app subscribes to in order to hear of an event: for messages that says where they are."""
    if event["type"] != "message":
        return str(event["type"])
    place = event["channel_type"]
    return f"message.{place}s" if place in ("channel", "group") else f"message.{place}"


def epoch(ts: str) -> datetime:
    """A timestamp as an instant."""
    return datetime.fromtimestamp(float(ts), UTC)


def with_ids(blocks: Iterable[dict[str, Any]], world: World) -> list[dict[str, Any]]:
    """Blocks with the block_ids and action_ids that Slack gives where the app did not."""
    given: list[dict[str, Any]] = []
    for block in blocks:
        named = dict(block)
        if not named.get("block_id"):
            named["block_id"] = world.new_id("b")
        for holder in ("accessory", "element"):
            if isinstance(named.get(holder), dict):
                named[holder] = _with_action_id(named[holder], world)
        if isinstance(named.get("elements"), list) and named["type"] == "actions":
            named["elements"] = [_with_action_id(element, world) for element in named["elements"]]
        given.append(named)
    return given


def _with_action_id(element: dict[str, Any], world: World) -> dict[str, Any]:
    if element.get("type") == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": world.new_id("a")}

"""What a feature offers to the doors: tables of ids → plain functions. `register` reads them; one screen shows all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from handlers.kit.deps import Deps
from handlers.kit.door import OnClick, OnClose, OnCommand, OnSubmit, OnSuggest
from handlers.kit.elements import Message
from handlers.kit.upload import File
from storage.agenda import Appointment
from storage.store import Unit

OnEvent = Callable[[Deps, str, Mapping[str, Any], datetime], None]
"""Workspace id, the event's inner object, now."""

OnTime = Callable[[Unit, Appointment, datetime], str]
"""A use case that an appointment runs, in the appointment's own transaction; returns one word for the ledger."""


AfterSilence = Callable[[Unit, datetime], None]
"""What to do when we can hear again and could not for a while: Slack does not repeat for ever what it told."""

OnTimeWithin = Callable[[Unit, Appointment, datetime, timedelta], str]
"""The same for one that is worth nothing when it comes too late: the last argument is how late it may be."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: try again at this instant (aware UTC)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Spoken:
    """How one delivery kind becomes words.

    `load` reads the state of the moment, inside a transaction: None withdraws the delivery, Later puts it off. `view`
    is pure. `before`, if given, talks to Slack first (to re-read a person's zone, say). Where Slack does not allow an
    `optional` one, it is let go: people have another way, and nobody needs to mend anything.
    """

    load: Callable[[Unit, str, datetime], Any]
    view: Callable[[Any], Message]
    before: Callable[[Deps, str, str, datetime], None] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Errand:
    """A delivery without words: something to ask of Slack and note. `method` is the Web API method that it paces by.

    An `optional` one is let go where Slack does not allow it, as with `Spoken`.
    """

    run: Callable[[Deps, str, str, datetime], None]
    method: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery that is a file: `load` reads it at the moment of sending, None where there is nothing to bring.

    Where the end of an earlier attempt is not known, its name is looked for in the conversation first, so the name has
    to be the same at each attempt. `load` may raise Waiting.
    """

    load: Callable[[Deps, str, str, datetime], File | None]
    method: str = "files.completeUploadExternal"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature's tables. `prefix` is the first word of all its ids ("checkin")."""

    prefix: str
    commands: Mapping[str, OnCommand] = field(default_factory=dict)
    takes_words: frozenset[str] = frozenset()
    """Those of its commands that read what stands behind them; for the others more words are a mistake."""
    clicks: Mapping[str, OnClick] = field(default_factory=dict)
    submits: Mapping[str, OnSubmit] = field(default_factory=dict)
    closes: Mapping[str, OnClose] = field(default_factory=dict)
    suggests: Mapping[str, OnSuggest] = field(default_factory=dict)
    events: Mapping[str, OnEvent] = field(default_factory=dict)
    appointments: Mapping[str, OnTime] = field(default_factory=dict)
    after_silence: AfterSilence | None = None
    perishable: Mapping[str, OnTimeWithin] = field(default_factory=dict)
    deliveries: Mapping[str, Spoken | Errand | Parcel] = field(default_factory=dict)

"""The one type of transaction: everything inside it belongs to one workspace, and happens whole or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage.actions import Actions
from storage.appointments import Agenda
from storage.changes import Changes
from storage.cycles import Cycles
from storage.deliveries import Outbox, owes_more, refresh_wished
from storage.drafts import Drafts
from storage.issues import Issues
from storage.offers import Offers
from storage.okrs import Okrs
from storage.people import People
from storage.rounds import Rounds
from storage.scope import Scope
from storage.scripts import Scripts
from storage.sessions import Sessions
from storage.teams import Teams
from storage.workspaces import Workspaces


class Unit(Scope):
    """One transaction in one workspace, and the nouns that can be read and written in it.

    A row of another workspace is as if it did not exist.
    """

    @cached_property
    def workspaces(self) -> Workspaces:
        """The workspace itself."""
        return Workspaces(self)

    @cached_property
    def people(self) -> People:
        """Slack's users, as Slack last described them."""
        return People(self)

    @cached_property
    def teams(self) -> Teams:
        """Teams, their members, days off and absences."""
        return Teams(self)

    @cached_property
    def cycles(self) -> Cycles:
        """Teams' dated periods."""
        return Cycles(self)

    @cached_property
    def okrs(self) -> Okrs:
        """Objectives, key results, hypotheses and values."""
        return Okrs(self)

    @cached_property
    def changes(self) -> Changes:
        """What was changed about OKRs on the way."""
        return Changes(self)

    @cached_property
    def rounds(self) -> Rounds:
        """Check-ins and their answers."""
        return Rounds(self)

    @cached_property
    def issues(self) -> Issues:
        """What is in the way."""
        return Issues(self)

    @cached_property
    def actions(self) -> Actions:
        """What people will do, from retros."""
        return Actions(self)

    @cached_property
    def sessions(self) -> Sessions:
        """Sessions, what was contributed, what they handed on."""
        return Sessions(self)

    @cached_property
    def offers(self) -> Offers:
        """Retros that were offered."""
        return Offers(self)

    @cached_property
    def scripts(self) -> Scripts:
        """Scripts that teams made their own."""
        return Scripts(self)

    @cached_property
    def drafts(self) -> Drafts:
        """What was typed and not sent."""
        return Drafts(self)

    @cached_property
    def agenda(self) -> Agenda:
        """What is due."""
        return Agenda(self)

    @cached_property
    def outbox(self) -> Outbox:
        """What we owe people."""
        return Outbox(self)


class Store:
    """The memory. `on_post` is called after each commit that owes somebody something (it wakes the senders).

    Transactions are short and never nested: on SQLite the second one would wait for the first, in vain.
    """

    def __init__(self, engine: Engine, on_post: Callable[[], None] = lambda: None) -> None:
        """Use `engine`; no connection is opened yet."""
        self.engine = engine
        self.on_post = on_post

    @contextmanager
    def begin(self, workspace_id: str) -> Iterator[Unit]:
        """One transaction: committed at the end, rolled back whole when an exception leaves it."""
        with self.begin_anywhere() as session:
            yield Unit(session, workspace_id)

    @contextmanager
    def begin_anywhere(self) -> Iterator[Session]:
        """A transaction across workspaces: only to find what is due or owed next."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session
            refresh_wished(session)
        if owes_more(session):
            self.on_post()

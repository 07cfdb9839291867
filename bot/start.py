"""Before the bot runs: the database is there and up to date, or the operator hears in one sentence what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.config import Settings
from okra.refusal import Refused
from storage.engine import build_engine, ping
from storage.migrate import pending, upgrade


class NotReady(Exception):  # noqa: N818 not an error of ours: something to do first
    """Why okra cannot start, and what to do."""


@contextmanager
def open_database(url: str) -> Iterator[Engine]:
    """An engine that answers, for a while. Whatever goes wrong with it becomes NotReady."""
    try:
        engine = build_engine(url)
        try:
            ping(engine)
            yield engine
        finally:
            engine.dispose()
    except Refused as refused:
        raise NotReady(refused.sentence) from refused
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0]
        raise NotReady(f"The database at DATABASE_URL does not do what okra asks of it ({cause}).") from error


def prepare_database(settings: Settings) -> None:
    """Bring an SQLite file up to date; a PostgreSQL database only where OKRA_MIGRATE says so. Raises NotReady."""
    with open_database(settings.database_url) as engine:
        missing = pending(engine)
        if missing and engine.dialect.name != "sqlite" and not settings.migrate:
            raise NotReady(
                "The database is not up to date. Run `okra db upgrade` once, or set OKRA_MIGRATE=1 to let me do it."
            )
        if missing:
            upgrade(engine)


def upgrade_database(url: str) -> str:
    """Bring the database up to date; returns what to tell the operator. Raises NotReady."""
    with open_database(url) as engine:
        missing = pending(engine)
        upgrade(engine)
    return "\n".join([*(f"applied {change}" for change in missing), "The database is up to date."])


def missing_changes(url: str) -> list[str]:
    """What an upgrade would apply, the oldest first. Raises NotReady."""
    with open_database(url) as engine:
        return pending(engine)


def check_database(url: str) -> str:
    """Say that the database is up to date. Raises NotReady where it is not."""
    missing = missing_changes(url)
    if missing:
        raise NotReady(f"The database lacks {len(missing)} of okra's changes. Run `okra db upgrade`.")
    return "The database is up to date."

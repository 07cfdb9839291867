"""Before the bot runs: the database is there and up to date, or the operator hears in one sentence what to do."""

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.config import Settings
from okra.refusal import Refused
from storage.engine import build_engine, ping
from storage.migrate import is_current, upgrade


class NotReady(Exception):  # noqa: N818 not an error of ours: something to do first
    """Why okra cannot start, and what to do."""


def open_database(settings: Settings) -> Engine:
    """An engine that answers. Raises NotReady."""
    try:
        engine = build_engine(settings.database_url)
        ping(engine)
    except Refused as refused:
        raise NotReady(refused.sentence) from None
    except (SQLAlchemyError, OSError) as error:
        raise NotReady(f"I can't open the database at DATABASE_URL: {type(error).__name__}.") from None
    return engine


def prepare_database(settings: Settings) -> None:
    """Bring an SQLite file up to date; a PostgreSQL database only where OKRA_MIGRATE says so. Raises NotReady."""
    engine = open_database(settings)
    if is_current(engine):
        return
    if engine.dialect.name != "sqlite" and not settings.migrate:
        raise NotReady("The database is not up to date. Run `okra db upgrade` once, or set OKRA_MIGRATE=1.")
    upgrade(engine)


def upgrade_database(settings: Settings) -> str:
    """Bring the database up to date; returns what to tell the operator. Raises NotReady."""
    upgrade(open_database(settings))
    return "The database is up to date."


def check_database(settings: Settings) -> str:
    """Say that the database is up to date. Raises NotReady where it is not."""
    if not is_current(open_database(settings)):
        raise NotReady("The database is not up to date. Run `okra db upgrade`.")
    return "The database is up to date."

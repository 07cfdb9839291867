"""Scenes for end-to-end tests."""

from collections.abc import Iterator

import pytest

from tests.e2e.scene import Scene, open_scene


@pytest.fixture
def scene(sqlite_url: str) -> Iterator[Scene]:
    """The local Slack, the real bot on SQLite, and an empty channel."""
    with open_scene(sqlite_url) as opened:
        yield opened


@pytest.fixture
def everywhere(database_url: str) -> Iterator[Scene]:
    """The same, once on SQLite and once on PostgreSQL."""
    with open_scene(database_url) as opened:
        yield opened

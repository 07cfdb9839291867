"""A local Slack per test: it starts in milliseconds."""

from collections.abc import Iterator

import pytest

from sandbox.local_slack import LocalSlack


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A Slack with an empty workspace, whose rate limits nobody reaches."""
    with LocalSlack(speed=1_000) as started:
        yield started

"""Settings that are right, for tests that need some."""

from bot.config import Settings, read

RIGHT = {"SLACK_BOT_TOKEN": "xoxb-123-456-abcdef", "SLACK_APP_TOKEN": "xapp-1-A1-2-abcdef"}


def settings(**given: str) -> Settings:
    """Right settings, with some of them replaced."""
    return read({**RIGHT, **given})

"""The one client through which okra speaks to Slack."""

from slack_sdk import WebClient

from bot.config import Settings

TIMEOUT_SECONDS = 10


def web_client(settings: Settings) -> WebClient:
    """A client for the workspace's token. It never retries by itself: what must arrive is in the outbox, which does."""
    return WebClient(
        token=settings.slack_bot_token,
        base_url=settings.slack_api_url,
        timeout=TIMEOUT_SECONDS,
        retry_handlers=[],
    )

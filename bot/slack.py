"""The one client through which okra speaks to Slack, and an environment that Slack's libraries read as we do."""

import os
import re
from collections.abc import MutableMapping
from http.client import HTTPException
from typing import Final
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.config import Settings

TIMEOUT_SECONDS: Final = 10
UNREACHABLE: Final = (SlackClientError, OSError, HTTPException)
"""What a call raises when no answer came, or half of one. Slack's refusals, SlackApiError, are among them."""
OAUTH: Final = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
"""With these in the environment Bolt would silently ignore the bot token and ask for an installation instead."""
PROXIES: Final = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


def web_client(settings: Settings) -> WebClient:
    """A client for the workspace's token. It never retries by itself: what must arrive is in the outbox, which does."""
    return WebClient(
        token=settings.slack_bot_token,
        base_url=settings.slack_api_url,
        timeout=TIMEOUT_SECONDS,
        retry_handlers=[],
    )


def mend_environment(settings: Settings, around: MutableMapping[str, str] = os.environ) -> list[str]:
    """Take out of the environment what Slack's libraries would misread; returns the names that were taken out.

    Bolt would turn to OAuth; slack_sdk would send calls through a proxy although NO_PROXY names Slack's address.
    """
    out = [name for name in OAUTH if name in around]
    if proxy_bypass(urlsplit(settings.slack_api_url).hostname or ""):
        out += [name for name in PROXIES if name in around]
    for name in out:
        del around[name]
    return out


def word_of(error: SlackApiError) -> str:
    """Slack's word for what went wrong, or "http_500" where it has none: some answers are no JSON at all."""
    data = error.response.data
    word = data.get("error") if isinstance(data, dict) else None
    return word if word and re.fullmatch(r"[a-z_]+", word) else f"http_{error.response.status_code}"


def retry_after(error: SlackApiError) -> float:
    """The seconds that Slack wants us to wait; 0 where it did not say."""
    value = {name.lower(): str(value) for name, value in error.response.headers.items()}.get("retry-after", "")
    return float(value) if value.isdigit() else 0.0

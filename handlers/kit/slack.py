"""Slack's answers, sorted: which refusals are final, which pass, how fast we may speak, and what scope a call needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from slack_sdk.errors import SlackApiError, SlackClientError

from storage.pacing import Tempo

HISTORY = ("im:history", "mpim:history", "channels:history", "groups:history")
"""One for each kind of conversation."""
METHOD_SCOPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "auth.test": (),
        "canvases.access.set": ("canvases:write",),
        "canvases.create": ("canvases:write",),
        "canvases.edit": ("canvases:write",),
        "chat.postMessage": ("chat:write",),
        "chat.postEphemeral": ("chat:write",),
        "chat.update": ("chat:write",),
        "conversations.open": ("im:write", "mpim:write"),
        "conversations.members": ("channels:read", "groups:read"),
        "conversations.history": HISTORY,
        "conversations.replies": HISTORY,
        "files.getUploadURLExternal": ("files:write",),
        "files.completeUploadExternal": ("files:write",),
        "files.info": ("files:read",),
        "users.info": ("users:read",),
        "views.open": (),
        "views.publish": (),
        "views.push": (),
        "views.update": (),
    }
)
"""Every Web API method that okra calls, and the scopes it needs; the manifest asks for these and no more."""

CANVASES = "canvases"
"""What is held back in a workspace where Slack does not allow canvases."""
CANVASES_NOT_ALLOWED = frozenset(
    {
        "canvas_disabled_file_team",
        "canvas_disabled_user_team",
        "canvas_globally_disabled",
        "feature_not_enabled",
        "free_team_canvas_tab_already_exists",
        "free_teams_cannot_create_non_tabbed_canvases",
        "free_teams_cannot_create_standalone_canvases",
        "free_teams_cannot_edit_standalone_canvases",
        "missing_scope",
        "no_permission",
        "not_enabled",
        "not_allowed_token_type",
        "restricted_action",
        "team_tier_cannot_create_channel_canvases",
    }
)
"""The plan, an administrator or a scope that was not granted stands against canvases (slack.dev: canvases.create)."""

PERMANENT = CANVASES_NOT_ALLOWED | frozenset(
    {
        "account_inactive",
        "cannot_reply_to_message",
        "cant_update_message",
        "canvas_too_large",
        "channel_not_found",
        "edit_window_closed",
        "invalid_arguments",
        "invalid_auth",
        "invalid_blocks",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "msg_blocks_too_long",
        "msg_too_long",
        "not_authed",
        "not_in_channel",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
    }
)
"""Refusals that do not pass by themselves (slack.dev: method pages): retrying before somebody mends it is noise."""


class Waiting(Exception):  # noqa: N818 not an error: a turn in the queue
    """Slack's pace leaves no room for a call right now; try again at `until` (aware UTC)."""

    def __init__(self, until: datetime) -> None:
        """Wait until this instant."""
        super().__init__(until)
        self.until = until


DEFAULT_RETRY_AFTER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a call did not succeed.

    `certain` says that Slack surely did not act on it; only then may the same message be sent again unseen.
    """

    word: str
    permanent: bool
    certain: bool
    retry_after: timedelta | None = None
    detail: str = ""


def failure_of(error: Exception) -> Failure:
    """Sort an exception of slack_sdk or of the network."""
    if isinstance(error, SlackApiError):
        return _of_answer(error)
    if isinstance(error, SlackClientError):
        return Failure("request_failed", permanent=False, certain=False)
    return Failure(type(error).__name__, permanent=False, certain=False)


def _of_answer(error: SlackApiError) -> Failure:
    response = error.response
    status = getattr(response, "status_code", 200)
    if status == 429:
        return Failure("ratelimited", permanent=False, certain=True, retry_after=_retry_after(response.headers))
    if status >= 500:
        return Failure(f"http_{status}", permanent=False, certain=False)
    data = response.data if isinstance(response.data, dict) else {}
    word = str(data.get("error", "unreadable_answer"))
    if word in ("ratelimited", "rate_limited"):
        return Failure(word, permanent=False, certain=True, retry_after=_retry_after(response.headers))
    messages = (data.get("response_metadata") or {}).get("messages") or []
    certain = word not in (
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "unreadable_answer",
    )
    return Failure(word, permanent=word in PERMANENT, certain=certain, detail="; ".join(map(str, messages)))


def _retry_after(headers: Mapping[str, str]) -> timedelta:
    named = {name.lower(): value for name, value in headers.items()}
    value = named.get("retry-after", "")
    value = value[0] if isinstance(value, list) else value
    return timedelta(seconds=int(value)) if str(value).isdigit() else DEFAULT_RETRY_AFTER


TIER_2 = Tempo(per_minute=20, burst=5)
TIER_3 = Tempo(per_minute=50, burst=15)
TIER_4 = Tempo(per_minute=100, burst=25)

_LANE = Tempo(per_minute=60, burst=3)
"""One message a second in one conversation, short bursts allowed."""

_METHODS: Mapping[str, Tempo] = MappingProxyType(
    {
        "chat.postMessage": Tempo(per_minute=240, burst=30),
        "chat.update": TIER_3,
        "chat.postEphemeral": TIER_4,
        "conversations.open": TIER_3,
        "conversations.members": TIER_4,
        "conversations.history": TIER_3,
        "conversations.replies": TIER_3,
        "files.getUploadURLExternal": TIER_4,
        "files.completeUploadExternal": TIER_4,
        "users.info": TIER_4,
        "views.publish": TIER_4,
        "canvases.access.set": TIER_3,
        "canvases.create": TIER_2,
        "canvases.edit": TIER_3,
    }
)
"""How fast okra lets itself speak: at or below each method's tier (slack.dev: rate limits)."""


def tempo(method: str, pace: float = 1.0) -> Tempo:
    """The tempo of one method, `pace` times as fast where Slack grants a workspace more."""
    return _scaled(_METHODS[method], pace)


def tempi(pace: float = 1.0) -> dict[str, Tempo]:
    """The tempo of every method that has one."""
    return {method: _scaled(usual, pace) for method, usual in _METHODS.items()}


def lane_tempo(pace: float = 1.0) -> Tempo:
    """The tempo of one conversation."""
    return _scaled(_LANE, pace)


def _scaled(usual: Tempo, pace: float) -> Tempo:
    return Tempo(usual.per_minute * pace, max(1, round(usual.burst * pace)))

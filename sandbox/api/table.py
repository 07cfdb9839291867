"""Every Web API method that the local Slack speaks: its scope, its tier, whether it reads JSON, and who answers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox import files
from sandbox.api import canvases, channels, chat, conversations, forms, users
from sandbox.world import App, World

Answer = Callable[[World, App, dict[str, Any]], dict[str, Any]]
TIER_2, TIER_3, TIER_4 = 20, 50, 100
SPECIAL = 1_000
"""Where Slack gives no figure."""
POSTING = 300
"""Several hundred a minute a workspace, besides one a second a conversation."""


@dataclass(frozen=True)
class Method:
    """`scope` None: none, or one for each kind of conversation, which the method itself asks for.

    `per_minute` is the tier (slack.dev: rate limits); `reads_json` as documented. `needs` names the arguments without
    which a call is refused; `needs_team`: an organisation's token has to name a workspace.
    """

    answer: Answer
    scope: str | None
    per_minute: int
    needs: tuple[str, ...] = ()
    reads_json: bool = False
    needs_team: bool = False


METHODS: dict[str, Method] = {
    "auth.teams.list": Method(users.teams, None, TIER_2),
    "auth.test": Method(users.auth_test, None, SPECIAL),
    "blocks.validate": Method(forms.validate, None, SPECIAL),
    "bookmarks.add": Method(channels.bookmark, "bookmarks:write", TIER_2, ("channel_id", "title", "type")),
    "bots.info": Method(users.bot, "users:read", TIER_3, needs_team=True),
    "canvases.access.delete": Method(canvases.delete_access, "canvases:write", TIER_3, ("canvas_id",), reads_json=True),
    "canvases.access.set": Method(
        canvases.set_access, "canvases:write", TIER_3, ("canvas_id", "access_level"), reads_json=True
    ),
    "canvases.create": Method(canvases.create, "canvases:write", TIER_2, reads_json=True),
    "canvases.delete": Method(canvases.delete, "canvases:write", TIER_3, ("canvas_id",), reads_json=True),
    "canvases.edit": Method(canvases.edit, "canvases:write", TIER_3, ("canvas_id", "changes"), reads_json=True),
    "canvases.sections.lookup": Method(
        canvases.look_up, "canvases:read", TIER_3, ("canvas_id", "criteria"), reads_json=True
    ),
    "chat.delete": Method(chat.delete, "chat:write", TIER_3, ("channel", "ts")),
    "chat.getPermalink": Method(chat.permalink, None, SPECIAL, ("channel", "message_ts")),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write", TIER_4, ("channel", "user"), reads_json=True),
    "chat.postMessage": Method(chat.post_message, "chat:write", POSTING, ("channel",), reads_json=True),
    "chat.update": Method(chat.update, "chat:write", TIER_3, ("channel", "ts"), reads_json=True),
    "conversations.canvases.create": Method(
        canvases.create_of_channel, "canvases:write", TIER_2, ("channel_id",), reads_json=True
    ),
    "conversations.create": Method(channels.create, None, TIER_2, ("name",), needs_team=True),
    "conversations.history": Method(conversations.history, None, TIER_3, ("channel",)),
    "conversations.info": Method(conversations.info, None, TIER_3, ("channel",)),
    "conversations.invite": Method(channels.invite, None, TIER_3, ("channel", "users")),
    "conversations.join": Method(channels.join, "channels:join", TIER_3, ("channel",)),
    "conversations.list": Method(channels.listed, None, TIER_2, needs_team=True),
    "conversations.members": Method(conversations.members, None, TIER_4, ("channel",)),
    "conversations.open": Method(conversations.open_direct, None, TIER_3),
    "conversations.replies": Method(conversations.replies, None, TIER_3, ("channel", "ts")),
    "dnd.info": Method(users.quiet, "dnd:read", TIER_3, ("user",), needs_team=True),
    "files.completeUploadExternal": Method(files.complete, "files:write", TIER_4, ("files",)),
    "files.getUploadURLExternal": Method(files.get_upload_url, "files:write", TIER_4, ("filename", "length")),
    "files.info": Method(files.info, "files:read", TIER_4, ("file",)),
    "pins.add": Method(channels.pin, "pins:write", TIER_2, ("channel", "timestamp")),
    "team.info": Method(users.team, "team:read", TIER_3, needs_team=True),
    "usergroups.list": Method(users.groups, "usergroups:read", TIER_2, needs_team=True),
    "users.conversations": Method(channels.of_user, None, TIER_3, needs_team=True),
    "users.getPresence": Method(users.presence, "users:read", TIER_3, ("user",)),
    "users.info": Method(users.info, "users:read", TIER_4, ("user",)),
    "users.list": Method(users.listed, "users:read", TIER_2, needs_team=True),
    "users.lookupByEmail": Method(users.by_email, "users:read.email", TIER_3, ("email",)),
    "views.open": Method(forms.open_view, None, TIER_4, ("view",), reads_json=True),
    "views.publish": Method(forms.publish, None, TIER_4, ("user_id", "view"), reads_json=True),
    "views.push": Method(forms.push, None, TIER_4, ("view",), reads_json=True),
    "views.update": Method(forms.update, None, TIER_4, ("view",), reads_json=True),
}

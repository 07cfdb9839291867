"""users.*, usergroups.*, dnd.*, team.*, bots.*, auth.*: who somebody is."""

from typing import Any

from sandbox.api.channels import paged
from sandbox.errors import SlackError
from sandbox.world import App, World


def info(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """users.info."""
    return {"ok": True, "user": _seen(world, app, str(arguments["user"]))}


def listed(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """users.list: everybody at once, unless a limit is given."""
    team = arguments.get("team_id")
    found = [
        _seen(world, app, user.id)
        for user in world.users.values()
        if world.serves(app, user.team_id) and team in (None, user.team_id)
    ]
    page, following = paged(found, arguments, usual=1_000)
    return {"ok": True, "members": page, "response_metadata": following}


def by_email(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """users.lookupByEmail: nobody who left."""
    for user in world.users.values():
        if user.email == arguments["email"] and not user.deleted and world.serves(app, user.team_id):
            return {"ok": True, "user": _seen(world, app, user.id)}
    raise SlackError("users_not_found")


def presence(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """users.getPresence: of others, nothing but active or away."""
    return {"ok": True, "presence": "active" if world.user(app, str(arguments["user"])).is_active else "away"}


def quiet(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """dnd.info: the next quiet time, in Unix seconds; 1 where there is none."""
    hours = world.user(app, str(arguments["user"])).quiet
    start, end = (round(moment.timestamp()) for moment in hours) if hours else (1, 1)
    return {"ok": True, "dnd_enabled": hours is not None, "next_dnd_start_ts": start, "next_dnd_end_ts": end}


def groups(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """usergroups.list."""
    team = world.workspaces[str(arguments.get("team_id") or app.team_id)]
    with_users = arguments.get("include_users") in (True, "1", "true")
    shown = [{key: value for key, value in group.items() if with_users or key != "users"} for group in team.usergroups]
    return {"ok": True, "usergroups": shown}


def team(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """team.info."""
    found = world.workspaces[str(arguments.get("team_id") or app.team_id)]
    return {"ok": True, "team": {"id": found.id, "name": found.name, "domain": "local"}}


def bot(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """bots.info."""
    for other in world.apps.values():
        if other.bot_id == arguments.get("bot") and world.serves(app, other.team_id):
            said = {"id": other.bot_id, "app_id": other.id, "user_id": other.bot_user_id, "name": other.name}
            return {"ok": True, "bot": {**said, "deleted": False}}
    raise SlackError("bot_not_found")


def auth_test(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """auth.test: whose token it is; of an organisation's token there is no team."""
    said = {
        "ok": True,
        "url": f"{arguments['_base']}/",
        "team": world.workspaces[app.team_id].name,
        "user": app.name,
        "team_id": app.enterprise_id or app.team_id,
        "user_id": app.bot_user_id,
        "bot_id": app.bot_id,
        "is_enterprise_install": app.enterprise_id is not None,
    }
    return said | ({"enterprise_id": app.enterprise_id} if app.enterprise_id else {})


def teams(world: World, app: App, arguments: dict[str, Any]) -> dict[str, Any]:
    """auth.teams.list: the workspaces that a token reaches."""
    found = [{"id": one.id, "name": one.name} for one in world.workspaces.values() if world.serves(app, one.id)]
    page, following = paged(found, arguments)
    return {"ok": True, "teams": page, "response_metadata": following}


def _seen(world: World, app: App, user_id: str) -> dict[str, Any]:
    """A person as an app sees them: the e-mail address needs a scope of its own."""
    user = world.user(app, user_id)
    said = user.as_json()
    if user.email and "users:read.email" in app.scopes:
        said["profile"]["email"] = user.email
    return said

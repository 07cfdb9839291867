"""What Slack says of a user → what we remember of a person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.kit.deps import Deps
from handlers.kit.text import one_line
from storage.people import Person

SLACKBOT = "USLACKBOT"


def person_of(user: Mapping[str, Any]) -> Person:
    """Read a user object (slack.dev: user object). Zones may be absent, null or empty; names may be anything."""
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    return Person(
        user_id=str(user["id"]),
        name=one_line(next((str(name) for name in names if name), "somebody"), 60),
        zone=user.get("tz") or None,
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_bot=bool(user.get("is_bot")) or user["id"] == SLACKBOT,
        deactivated=bool(user.get("deleted")),
        title=one_line(str(profile.get("title") or ""), 60),
    )


def ask_slack(deps: Deps, workspace_id: str, user_id: str, now: datetime) -> Person:
    """Ask Slack for a person and remember the answer. Raises slack_sdk's errors."""
    person = person_of(deps.slack.users_info(user=user_id)["user"])
    with deps.store.begin(workspace_id) as unit:
        unit.people.remember(person, now)
    return person


def known(deps: Deps, workspace_id: str, user_id: str, now: datetime) -> Person:
    """The person as we remember them; Slack is asked only for one of whom we never heard."""
    with deps.store.begin(workspace_id) as unit:
        person = unit.people.find(user_id)
    return person if person is not None and person.name else ask_slack(deps, workspace_id, user_id, now)

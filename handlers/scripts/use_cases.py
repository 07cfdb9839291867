"""What happens to a team's scripts: look, take one along, put one on the shelf, take it off."""

from datetime import datetime

from handlers.kit import guard
from handlers.kit.ids import Delivery
from handlers.kit.scripts import names, unknown
from handlers.scripts.values import MOST_OWN, Removed, Saved, Shelf
from okra.people import Actor
from okra.permissions import Action, may
from okra.refusal import Refused
from okra.script import Script, built_in, built_in_text
from okra.shelf import shelf
from okra.team import Team
from storage.store import Unit


def listed(unit: Unit, actor: Actor, team: Team) -> Shelf:
    """Everything on the shelf. Raises Refused for people outside the team."""
    member = guard.require(unit, actor, Action.LIST_SCRIPTS, team)
    decides = may(guard.informed(unit, actor), Action.CHANGE_SCRIPTS, member) is None
    return Shelf(team.id, team.name, shelf(unit.scripts.of_team(team.id)), decides)


def ask_for(unit: Unit, actor: Actor, team: Team, name: str, now: datetime) -> None:
    """Owe somebody a script as a file. Raises Refused where there is none of that name."""
    guard.require(unit, actor, Action.LIST_SCRIPTS, team)
    if _text(unit, team.id, name) is None:
        raise unknown(name, names(unit, team), "scripts")
    key = f"{team.id}/{actor.user_id}/{name}/{now.isoformat(timespec='seconds')}"
    unit.outbox.post(Delivery.SCRIPT_FILE, key, actor.user_id, now)


def file_of(unit: Unit, key: str) -> tuple[str, str] | None:
    """Name and text of the script that is owed; None where it was removed meanwhile."""
    team_id, _, name, _ = key.split("/")
    text = _text(unit, int(team_id), name)
    return (name, text) if text is not None else None


def _text(unit: Unit, team_id: int, name: str) -> str | None:
    own = unit.scripts.of_team(team_id).get(name)
    if own is not None:
        return own
    return built_in_text(name) if name in built_in() else None


def changeable(unit: Unit, actor: Actor, team_id: int) -> Team:
    """The team, for somebody who may change its scripts. Raises Refused otherwise."""
    team = guard.team_by_id(unit, team_id)
    guard.require(unit, actor, Action.CHANGE_SCRIPTS, team)
    return team


def keep(unit: Unit, actor: Actor, team_id: int, script: Script, text: str, now: datetime) -> None:
    """Put a script on the shelf, in place of the team's own of that name. Raises Refused where there is no room."""
    team = changeable(unit, actor, team_id)
    there = unit.scripts.of_team(team.id)
    again = script.name in there
    if not again and len(there) >= MOST_OWN:
        raise Refused(f"{team.name} has {len(there)} scripts of its own already. Remove one first.")
    unit.scripts.save(team.id, script.name, text, actor.user_id, now)
    key = f"{team.id}/{actor.user_id}/{script.name}/{now.isoformat(timespec='seconds')}/{'again' if again else 'new'}"
    unit.outbox.post(Delivery.SCRIPT_SAVED, key, actor.user_id, now)


def saved(unit: Unit, key: str, _now: datetime) -> Saved | None:
    """Load what was uploaded; None where it was removed meanwhile."""
    team_id, _, name, _, how = key.split("/")
    team = unit.teams.by_id(int(team_id))
    own = unit.scripts.of_team(int(team_id))
    if team is None or name not in own:
        return None
    (script,) = (one for one in shelf({name: own[name]}) if one.is_own)
    return Saved(script, team.name, team.channel_id, how == "again")


def remove(unit: Unit, actor: Actor, team_id: int, name: str) -> Removed:
    """Take a script of the team's own off the shelf; one that is gone already stays gone."""
    team = changeable(unit, actor, team_id)
    unit.scripts.remove(team.id, name)
    return Removed(name, name in built_in())

"""A team's scripts by their names: its own before ours."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from okra.refusal import Refused, quoted
from okra.script import Script, ScriptFaultsError, built_in, read_script
from okra.shelf import short
from okra.team import Team
from storage.store import Unit

NEAR_ENOUGH = 60
"""Of 100: how alike two names must be to be offered as "Did you mean"."""


def names(unit: Unit, team: Team) -> list[str]:
    """The names of all scripts that a team has, its own and ours."""
    return sorted({*built_in(), *unit.scripts.of_team(team.id)})


def script_for(unit: Unit, team: Team, name: str) -> Script:
    """A script by its name. Raises Refused where there is none, or where the team's own is faulty."""
    own = unit.scripts.of_team(team.id).get(name)
    if own is None:
        found = built_in().get(name)
        if found is None:
            raise unknown(name, names(unit, team))
        return found
    try:
        return read_script(own, f"{name}.yaml")
    except ScriptFaultsError as error:
        raise Refused(f"Your script {name} needs mending: {error.faults[0].inside}") from error


def unknown(name: str, known: Iterable[str], command: str = "session") -> Refused:
    """There is no script of that name: what is nearest, and all that there are. `command` is what it was asked of."""
    offered = list(known)
    near = process.extractOne(name, offered, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    suggestion = f" Did you mean `/okra {command} {short(near[0])}`?" if near else ""
    return Refused(f"I know no session {quoted(name)}.{suggestion} I know: {', '.join(offered)}.")

"""What the doors call for `/okra retro report` and its button; and the errand that brings the file."""

from datetime import datetime

from handlers.kit import guard
from handlers.kit.deps import Deps
from handlers.kit.elements import Message, only_you
from handlers.kit.feature import Later
from handlers.kit.payload import Click, Command
from handlers.kit.slack import Waiting
from handlers.kit.slack_people import known
from handlers.kit.text import one_line
from handlers.kit.upload import File
from handlers.report import use_cases, use_cases_told
from okra.cycle import Cycle
from okra.cycle_report_text import as_text, file_name
from okra.team import Team


def command(deps: Deps, said: Command) -> Message:
    """`/okra retro report`, with a cycle's name behind it for an earlier one."""
    known(deps, said.actor.workspace_id, said.actor.user_id, said.now)
    with deps.store.begin(said.actor.workspace_id) as unit:
        team = guard.team_here(unit, said.actor, said.channel_id)
        cycle = use_cases.ask(unit, said.actor, team, said.words, said.now)
    return _coming(team, cycle)


def pressed(deps: Deps, click: Click) -> Message:
    """A "Cycle report" button; its value names a team."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        team = guard.team_by_id(unit, int(click.value))
        cycle = use_cases.ask(unit, click.actor, team, "", click.now)
    return _coming(team, cycle)


def _coming(team: Team, cycle: Cycle) -> Message:
    which = f"{one_line(team.name, 60)}, {one_line(cycle.name, 60)}"
    return only_you(f"It's in your DM with me: the cycle report of {which}, as of now.")


def file(deps: Deps, workspace_id: str, key: str, now: datetime) -> File | None:
    """Load the whole report as a file for its thread. Raises Waiting until the report is there."""
    with deps.store.begin(workspace_id) as unit:
        loaded = use_cases_told.below(unit, key, now)
        above = use_cases_told.above_of(unit, key)
    if isinstance(loaded, Later):
        raise Waiting(loaded.at)
    if loaded is None or above is None or above.message is None:
        return None
    report, message = loaded.report, above.message
    title = f"{one_line(report.team, 60)}, {one_line(report.cycle.name, 60)}: the whole report, as of {loaded.as_of}"
    return File(as_text(report).encode(), file_name(report), title, message.channel_id, message.ts)

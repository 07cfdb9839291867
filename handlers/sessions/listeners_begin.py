"""What the doors call to begin a session: choose one, or begin the usual retro at once."""

from handlers.kit import guard
from handlers.kit.deps import Deps
from handlers.kit.elements import Message
from handlers.kit.payload import Click, Command, Submission
from handlers.kit.reply import Close, Reply
from handlers.kit.scripts import script_for
from handlers.kit.slack_people import known
from handlers.kit.state import unpack
from handlers.sessions import ids, use_cases, use_cases_told, views_begin, views_cockpit
from handlers.sessions.use_cases_begin import USUAL, choices
from okra import session as sessions
from okra.people import Actor
from okra.permissions import Action
from okra.refusal import Refused
from okra.script import About
from okra.session import Mode
from okra.team import Team
from storage.store import Unit

NOTHING_CHOSEN = "This button is from an older version of me. `/okra retro` begins one."


def retro_command(deps: Deps, said: Command) -> Message | None:
    """`/okra retro`: about what, and how?"""
    return _choose(deps, said, About.OBJECTIVE)


def retro_end_command(deps: Deps, said: Command) -> Message | None:
    """`/okra retro end`."""
    return _choose(deps, said, About.CYCLE)


def look_back(deps: Deps, click: Click) -> Message | None:
    """ "Hold a retro", anywhere; its value is the team's id."""
    return _choose(deps, click, About.OBJECTIVE)


def run(deps: Deps, click: Click) -> Message | None:
    """ "Run a session", anywhere; its value is the team's id."""
    return _choose(deps, click, About.PLAN)


def _choose(deps: Deps, said: Command | Click, about: About) -> Message | None:
    """Open the window; where a session runs already, say so instead."""
    known(deps, said.actor.workspace_id, said.actor.user_id, said.now)
    with deps.store.begin(said.actor.workspace_id) as unit:
        team = _team(unit, said)
        busy = running_in(unit, said.actor, team, said)
        if busy is not None:
            return views_begin.runs_already(busy, team.name)
        view = views_begin.begin_form(choices(unit, said.actor, team, about, said.now))
    deps.slack.views_open(trigger_id=said.trigger_id, view=view)
    return None


def _team(unit: Unit, said: Command | Click) -> Team:
    if isinstance(said, Click) and said.value:
        return guard.team_by_id(unit, int(said.value))
    return guard.team_here(unit, said.actor, said.channel_id)


def running_in(unit: Unit, actor: Actor, team: Team, said: Command | Click) -> Message | None:
    """The session that runs in a team's channel, with what somebody can do about it; None where none runs."""
    guard.require(unit, actor, Action.RUN_SESSION, team)
    running = unit.sessions.running_in(team.channel_id)
    seen = use_cases_told.shown(unit, use_cases.held(unit, running), said.now) if running else None
    if seen is None:
        return None
    lead = use_cases.leads(unit, actor, team)
    may = sessions.may_take_over(seen.session, actor.user_id, said.now, is_lead=lead)
    return views_cockpit.running(seen, actor.user_id, may_take_over=may)


def other(deps: Deps, click: Click) -> None:
    """The other sort of retro, in the same window."""
    if click.view is None:
        raise ValueError("a click outside a window")
    told = unpack(click.value)
    with deps.store.begin(click.actor.workspace_id) as unit:
        team = guard.team_by_id(unit, int(told["t"]))
        view = views_begin.begin_form(choices(unit, click.actor, team, About(told["a"]), click.now))
    deps.slack.views_update(view_id=click.view.id, view=view)


def chosen(deps: Deps, sent: Submission) -> Reply:
    """The window was sent: the session begins."""
    told, values = unpack(sent.view.private_metadata), sent.view.values
    about = About(told["a"])
    subject = values.option(views_begin.block(ids.ABOUT, about))
    with deps.store.begin(sent.actor.workspace_id) as unit:
        team = guard.team_by_id(unit, int(told["t"]))
        use_cases.begin(
            unit,
            sent.actor,
            team.channel_id,
            values.option(views_begin.block(ids.SCRIPT, about)),
            Mode(values.option(ids.MODE)),
            sent.now,
            int(subject) if subject.isdigit() else None,
        )
    return Close()


def retro(deps: Deps, click: Click) -> Message:
    """The button that begins the usual retro about an objective, or about all, wherever it stands."""
    return _at_once(deps, click, About.OBJECTIVE)


def retro_end(deps: Deps, click: Click) -> Message:
    """The same for the retro at the cycle's end."""
    return _at_once(deps, click, About.CYCLE)


def _at_once(deps: Deps, click: Click, about: About) -> Message:
    known(deps, click.actor.workspace_id, click.actor.user_id, click.now)
    team_id, _, subject = click.value.partition("/")
    if not team_id.isdigit():
        raise Refused(NOTHING_CHOSEN)
    with deps.store.begin(click.actor.workspace_id) as unit:
        team = guard.team_by_id(unit, int(team_id))
        busy = running_in(unit, click.actor, team, click)
        if busy is not None:
            return views_begin.runs_already(busy, team.name)
        script = script_for(unit, team, USUAL[about])
        number = int(subject) if subject.isdigit() else None
        use_cases.begin(unit, click.actor, team.channel_id, script.name, Mode.LIVE, click.now, number)
    return views_begin.begun(script.title, team.name)

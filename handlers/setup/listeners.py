"""What the doors call for `/okra setup`."""

from handlers.kit.deps import Deps
from handlers.kit.elements import Message, option
from handlers.kit.payload import Click, Command, Submission, Suggestion
from handlers.kit.reply import CloseAll, Reply
from handlers.kit.slack_people import known
from handlers.kit.state import unpack
from handlers.setup import forms, use_cases, views
from okra.calendar import find_zones
from okra.days_off import countries, find_countries
from okra.people import Actor
from okra.refusal import Refused


def command(deps: Deps, said: Command) -> None:
    """`/okra setup`."""
    _open(deps, said.actor, said.channel_id, said.channel_name, said.trigger_id, said)


def pressed(deps: Deps, click: Click) -> None:
    """A "Settings" or "Set up" button, in the channel itself or, with a team's id, anywhere."""
    channel_id = click.channel_id
    if click.value:
        with deps.store.begin(click.actor.workspace_id) as unit:
            team = unit.teams.by_id(int(click.value))
        if team is None:
            raise Refused("I can't find that team any more.")
        channel_id = team.channel_id
    _open(deps, click.actor, channel_id, "", click.trigger_id, click)


def _open(deps: Deps, actor: Actor, channel_id: str, channel_name: str, trigger_id: str, said: Command | Click) -> None:
    known(deps, actor.workspace_id, actor.user_id, said.now)
    with deps.store.begin(actor.workspace_id) as unit:
        window = use_cases.window(unit, actor, channel_id, channel_name, said.now)
    country = countries().get(window.settings.country) if window.settings.country else None
    view = views.form(window.settings, channel_id, country, first_time=window.first_time)
    deps.slack.views_open(trigger_id=trigger_id, view=view)


def submit(deps: Deps, submission: Submission) -> Reply:
    """Save: everything in one transaction, then the window closes and a private sentence says what comes next."""
    channel_id = str(unpack(submission.view.private_metadata)["channel"])
    settings = forms.settings(submission.view.values)
    with deps.store.begin(submission.actor.workspace_id) as unit:
        use_cases.save(unit, submission.actor, channel_id, settings, submission.now)
    return CloseAll()


def zones(_deps: Deps, typed: Suggestion) -> list[object]:
    """Time zones that match what is typed."""
    return [option(name, name) for name in find_zones(typed.query)]


def matching_countries(_deps: Deps, typed: Suggestion) -> list[object]:
    """Countries that match what is typed."""
    return [option(name, code) for code, name in find_countries(typed.query)]


def welcome(loaded: use_cases.Welcome) -> Message:
    """The channel's welcome in words."""
    return views.welcome(loaded.team, loaded.lead_name)


def saved(loaded: use_cases.Saved) -> Message:
    """The private confirmation in words."""
    return views.saved(loaded.team, loaded.has_okrs)

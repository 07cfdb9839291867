"""What the doors call for `/okra digest` and its button."""

from handlers.digest import use_cases
from handlers.kit.deps import Deps
from handlers.kit.elements import Message, only_you
from handlers.kit.payload import Click, Command
from handlers.kit.text import one_line, plural


def command(deps: Deps, said: Command) -> Message:
    """`/okra digest`."""
    return _ask(deps, said, None)


def pressed(deps: Deps, click: Click) -> Message:
    """A "Digest" button; its value names a team, or none."""
    return _ask(deps, click, int(click.value) if click.value else None)


def _ask(deps: Deps, asked: Command | Click, team_id: int | None) -> Message:
    with deps.store.begin(asked.actor.workspace_id) as unit:
        teams = use_cases.ask(unit, asked.actor, team_id, asked.channel_id, asked.now)
    which = one_line(teams[0].name, 60) if len(teams) == 1 else plural(len(teams), "team")
    return only_you(f"It's in your DM with me: the digest of {which}, as of now.")

"""`/okra` alone and `/okra help`."""

from handlers.here import views
from handlers.here.use_cases import here
from handlers.kit.deps import Deps
from handlers.kit.elements import Message
from handlers.kit.feature import Feature
from handlers.kit.mending import mended
from handlers.kit.payload import Command
from handlers.kit.slack_people import known


def _here(deps: Deps, said: Command) -> Message:
    known(deps, said.actor.workspace_id, said.actor.user_id, said.now)
    with deps.store.begin(said.actor.workspace_id) as unit:
        mended(unit, said.channel_id, said.now)
        found = here(unit, said.actor, said.channel_id, said.now)
    return views.here_and_now(found)


def _help(_deps: Deps, _said: Command) -> Message:
    return views.help_text()


HERE = Feature(prefix="here", commands={"": _here, "help": _help})

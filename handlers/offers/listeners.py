"""What the doors call for an offer: "not now"."""

from handlers.kit.deps import Deps
from handlers.kit.elements import Message, only_you
from handlers.kit.payload import Click
from handlers.offers import use_cases


def not_now(deps: Deps, click: Click) -> Message:
    """Leave it: the objective is left alone for a while."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        return only_you(use_cases.not_now(unit, click.actor, int(click.value), click.now))

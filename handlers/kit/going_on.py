"""What a team decided to go on with after a cycle."""

from okra.cycle import Cycle
from okra.items import ItemKind
from okra.kept import Kept, kept
from storage.store import Unit


def going_on(unit: Unit, cycle: Cycle) -> tuple[Kept, ...]:
    """The objectives of a stored cycle that its last retro kept or changed."""
    if cycle.id is None:
        return ()
    decided = unit.sessions.carried(cycle.team_id, (ItemKind.DECISION,), cycle.id)
    return kept(unit.okrs.objectives(cycle.id), decided)

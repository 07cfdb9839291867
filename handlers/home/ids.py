"""The Home tab's own ids; everything else that stands there is a shared button (`kit/ids.Press`)."""

DONE = "home.done"
DROP = "home.drop"
STILL = "home.still"
"""Said of an action; value: its id, which stands behind a colon too, so that each button has a name of its own."""
TAKE = "home.take"
"""Take over an action whose owner is not in the team; value: its id."""


def of(kind: str, number: int) -> str:
    """The action id of one action's button."""
    return f"{kind}:{number}"

"""Things that are edited together: each version is a row of its own, so that nobody's words are written over.

Of two people who change the same version, the second finds the next version's key taken (`QuickerError`).
"""

from collections.abc import Iterable
from typing import Final

from okra.steps.step import Contribution

OPEN_AGAIN: Final = "Close this and open it once more: your words will be there."
"""What to do for whoever comes too late with a change."""


def version_key(name: str, version: int) -> str:
    """The key of one version of something that is edited together: each version is a row, so none is written over."""
    return f"{name}@{version:05}"


def latest(rows: Iterable[Contribution], prefix: str) -> dict[str, tuple[int, Contribution]]:
    """Name → version and row of the last version of each thing whose rows begin with this prefix."""
    last: dict[str, tuple[int, Contribution]] = {}
    for row in sorted((row for row in rows if row.key.startswith(prefix)), key=lambda row: row.key):
        name, _, version = row.key.removeprefix(prefix).rpartition("@")
        last[name] = (int(version), row)
    return last

"""Okrs, read and written in one transaction."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.store import Unit


class Okrs:
    """One workspace's rows."""

    def __init__(self, unit: "Unit") -> None:
        """Bound to the unit's workspace and transaction."""
        self._unit = unit

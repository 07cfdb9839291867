"""Chance that can be repeated: the same order for the same seed, on every machine, after every restart."""

from collections.abc import Iterable
from hashlib import sha256


def shuffled(keys: Iterable[str], seed: int) -> tuple[str, ...]:
    """The keys in an order that tells nothing of where they came from."""
    return tuple(sorted(set(keys), key=lambda key: sha256(f"{seed}/{key}".encode()).digest()))

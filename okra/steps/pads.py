"""Pads: to whom something belongs in a round that keeps no names.

A contribution there has no author and no time anywhere: it belongs to a *pad*, the hash of a one-time key that only the
writer's own window carries. Source: product.md, "Silence is real".
"""

from hashlib import sha256

from okra.refusal import Refused
from okra.steps.step import Room, Who, must_be_here


def pad_of(key: str) -> str:
    """What is stored of a writer's one-time key: nothing that leads back to the key, let alone to the writer."""
    return sha256(f"okra pad {key}".encode()).hexdigest()[:32]


def owner_of(room: Room, who: Who, *, anonymous: bool) -> str:
    """To whom a contribution belongs: a pad, or somebody present. Raises Refused for those without either."""
    if not anonymous:
        return must_be_here(room, who)
    if not who.pad:
        raise Refused("Open the window with its button once more, then send it again.")
    return pad_of(who.pad)

"""The gallery as the local Slack's page hangs it."""

from collections.abc import Sequence
from functools import cache

from bot.manifest import manifest
from demo.gallery import exhibits
from demo.gallery.exhibit import payload, pictures
from demo.gallery.team import CHANNEL, NAMES
from sandbox.page.gallery import Gallery, Piece


@cache
def pieces() -> Sequence[Piece]:
    """Every exhibit with what Slack gets of it."""
    return [Piece(one.name, one.slug, one.about, payload(one)) for one in exhibits()]


def hung() -> Gallery:
    """The gallery, made when somebody comes to look."""
    name = str(manifest()["display_information"]["name"])
    return Gallery(name, pieces, pictures(exhibits()), tuple(NAMES.items()), ((CHANNEL, "#explore"),))

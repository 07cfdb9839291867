"""Every message and window that the bot can produce, by name: samples for designers and for a test."""

from demo.gallery import channel, checkin, here, members, notices, setup, window
from demo.gallery.exhibit import Exhibit

_ROOMS = (setup, here, members, checkin, window, channel, notices)


def exhibits() -> tuple[Exhibit, ...]:
    """All samples, feature by feature, in the order in which a team meets them."""
    return tuple(exhibit for room in _ROOMS for exhibit in room.EXHIBITS)

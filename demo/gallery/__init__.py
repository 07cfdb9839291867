"""Every message and window that the bot can produce, by name: samples for designers and for a test."""

from demo.gallery import (
    answers,
    channel,
    checkin,
    digest,
    here,
    home,
    members,
    notices,
    offers,
    okrs,
    report,
    retro_steps,
    retros,
    scripts,
    sessions,
    setup,
    window,
)
from demo.gallery.exhibit import Exhibit

_ROOMS = (
    setup,
    here,
    home,
    members,
    okrs,
    checkin,
    window,
    channel,
    digest,
    sessions,
    retros,
    retro_steps,
    report,
    scripts,
    offers,
    notices,
    answers,
)


def exhibits() -> tuple[Exhibit, ...]:
    """All samples, feature by feature, in the order in which a team meets them."""
    return tuple(exhibit for room in _ROOMS for exhibit in room.EXHIBITS)

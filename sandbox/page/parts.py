"""Small things that stand in many places of the page: names, times, icons."""

from datetime import datetime
from zoneinfo import ZoneInfo

import htpy as h

from sandbox.world import epoch

HUES = 8


def initials(name: str) -> str:
    """Up to two letters that stand for a name."""
    words = [word for word in name.replace(".", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "?"


def face(name: str, *, app: bool = False) -> h.Renderable:
    """A round sign for somebody; who listens hears the name beside it."""
    hue = sum(map(ord, name)) % HUES
    return h.span(".face.face-app" if app else f".face.hue-{hue}", aria_hidden="true")[initials(name)]


def clock_time(at: datetime) -> str:
    """14:05."""
    return f"{at:%H:%M}"


def day_name(at: datetime, now: datetime) -> str:
    """Today, yesterday, or Friday, 6 November; both moments in the reader's zone."""
    days = (now.date() - at.date()).days
    if days in (0, 1):
        return ("Today", "Yesterday")[days]
    year = f" {at.year}" if abs(days) > 300 else ""
    return f"{at:%A}, {at.day} {at:%B}{year}"


def moment_words(at: datetime) -> str:
    """Fri 6 Nov, 14:00."""
    return f"{at:%a} {at.day} {at:%b}, {at:%H:%M}"


def time_of(ts: str, zone: ZoneInfo) -> h.Renderable:
    """When a message was written, on the reader's clock."""
    at = epoch(ts).astimezone(zone)
    whole = f"{at:%A}, {at.day} {at:%B} {at.year}, {clock_time(at)}"
    return h.time(datetime=at.isoformat(timespec="seconds"), title=whole)[clock_time(at)]


def place_name(zone: ZoneInfo) -> str:
    """Berlin, for Europe/Berlin."""
    return zone.key.rpartition("/")[2].replace("_", " ")


_PATHS = {
    "channel": "M5 3 3.5 17M14.5 3 13 17M2.5 7H17M2 13h14.5",
    "message": "M3 4h14v9H8l-4 4v-4H3z",
    "home": "M3 9.5 10 3l7 6.5V17h-5v-5H8v5H3z",
    "guide": "M10 2v2m0 12v2m8-8h-2M4 10H2m12.5-4.5L13 7M7 13l-1.5 1.5m9 0L13 13M7 7 5.5 5.5M10 7a3 3 0 1 0 .01 0",
    "close": "M5 5l10 10M15 5 5 15",
    "back": "M12 4 6 10l6 6",
    "send": "M3 17 18 10 3 3l2 7zm2-7h7",
    "lock": "M5 9h10v8H5zm2 0V6a3 3 0 0 1 6 0v3",
    "eye": "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zm8-2a2 2 0 1 0 .01 0",
    "half": "M10 3a7 7 0 1 0 .01 0M10 3v14",
    "check": "M4 10.5 8 15l8-10",
    "forward": "M4 4l7 6-7 6zm8 0 5 6-5 6",
}


SIGNS = {"public": "channel", "private": "lock", "mpim": "message", "im": "message"}
"""The icon of each kind of conversation."""


def icon(name: str) -> h.Renderable:
    """A line drawing; the words beside it say what it means."""
    return h.svg(".icon", viewBox="0 0 20 20", aria_hidden="true", focusable="false")[h.path(d=_PATHS[name])]

"""Setting a team up, and its welcome."""

from dataclasses import replace
from datetime import date, time

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import BEN, CHANNEL, CHIARA, DANA, RHYTHM, TEAM, TEAM_ID
from handlers.setup.views import form, saved, welcome
from okra.settings import DayOff, TeamSettings
from okra.team import Team

_FIRST = TeamSettings(TEAM, DANA, (), RHYTHM, None, None, (), date(2026, 7, 1), date(2026, 9, 30))
_FULL = TeamSettings(
    TEAM,
    DANA,
    (BEN, CHIARA),
    replace(RHYTHM, digest_weekday=0, digest_at=time(11)),
    "DE",
    "C0LEADERS",
    (DayOff(date(2026, 12, 24), "Christmas Eve"), DayOff(date(2026, 12, 31))),
    date(2026, 7, 1),
    date(2026, 9, 30),
)
_TEAM = Team(TEAM_ID, "T0EXPLORE", CHANNEL, TEAM, RHYTHM)

EXHIBITS = (
    Exhibit(
        "setup / first time",
        "Somebody sets up a team in a channel for the first time.",
        form,
        lambda: form(_FIRST, CHANNEL, None, first_time=True),
    ),
    Exhibit(
        "setup / settings",
        "The lead of a running team opens its settings, with everything chosen.",
        form,
        lambda: form(_FULL, CHANNEL, "Germany", first_time=False),
    ),
    Exhibit(
        "setup / saved without OKRs",
        "Whoever saved the form for the first time reads what happens next.",
        saved,
        lambda: saved(_TEAM, has_okrs=False),
    ),
    Exhibit(
        "setup / saved with OKRs",
        "Whoever saved the settings of a running team reads this.",
        saved,
        lambda: saved(_TEAM, has_okrs=True),
    ),
    Exhibit(
        "setup / welcome",
        "The channel reads it once, when its team is set up.",
        welcome,
        lambda: welcome(_TEAM, "Dana"),
    ),
)

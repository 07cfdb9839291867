"""Being away, and when one is asked."""

from datetime import date

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import DANA, TEAM_ID
from handlers.members.views import away_form, away_set, timing_form
from okra.people import Timing

_TODAY = date(2026, 9, 4)

EXHIBITS = (
    Exhibit(
        "members / away form",
        "A member presses I'm away.",
        away_form,
        lambda: away_form(DANA, _TODAY, for_others=False, team_id=TEAM_ID),
    ),
    Exhibit(
        "members / away form for others",
        "A lead or facilitator presses I'm away and may say it for a colleague.",
        away_form,
        lambda: away_form(DANA, _TODAY, for_others=True, team_id=TEAM_ID),
    ),
    Exhibit(
        "members / away from today",
        "A member said that they are away from today on.",
        away_set,
        lambda: away_set(None, _TODAY, date(2026, 9, 11), _TODAY),
    ),
    Exhibit(
        "members / away later",
        "A member said that they will be away next month.",
        away_set,
        lambda: away_set(None, date(2026, 10, 5), date(2026, 10, 16), _TODAY),
    ),
    Exhibit(
        "members / away for a colleague",
        "The lead said that a colleague is away, and only the lead reads this.",
        away_set,
        lambda: away_set("Hana", _TODAY, date(2026, 9, 18), _TODAY),
    ),
    Exhibit(
        "members / timing with the team",
        "A member who is asked with the team opens /okra timing.",
        timing_form,
        lambda: timing_form(Timing.TEAM),
    ),
    Exhibit(
        "members / timing of one's own",
        "A member who is asked by their own clock opens /okra timing.",
        timing_form,
        lambda: timing_form(Timing.OWN),
    ),
)

"""What `/okra` alone and `/okra help` say."""

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import TEAM, TEAM_ID
from handlers.here.values import Here
from handlers.here.views import help_text, here_and_now

_MEMBER = Here(TEAM_ID, TEAM, is_member=True, has_okrs=True)
_LEAD = Here(TEAM_ID, TEAM, is_member=True, decides=True, is_lead=True, has_okrs=True)


def _here(what: str, about: str, here: Here) -> Exhibit:
    return Exhibit(f"here / {what}", about, here_and_now, lambda: here_and_now(here))


EXHIBITS = (
    Exhibit("here / help", "Anybody who types /okra help reads this.", help_text, help_text),
    _here("no team in this channel", "Somebody types /okra in a channel where no team lives yet.", Here()),
    _here("no team at all", "Somebody without a team types /okra in private.", Here(in_channel=False)),
    _here("a guest in the channel", "Somebody who is not in the team types /okra there.", Here(TEAM_ID, TEAM)),
    _here("a member", "A member types /okra while the check-in waits for their answer.", _MEMBER),
    _here(
        "a member who answered and is away",
        "A member who answered and then went away types /okra.",
        Here(TEAM_ID, TEAM, is_member=True, is_away=True, has_okrs=True, answered=True),
    ),
    _here(
        "a lead without OKRs",
        "The lead types /okra before the team has OKRs.",
        Here(TEAM_ID, TEAM, is_member=True, decides=True, is_lead=True),
    ),
    _here("a lead", "The lead types /okra in a usual week and sees every button there is.", _LEAD),
)

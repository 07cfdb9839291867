"""What somebody must mend, in private to the one who can."""

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import CHANNEL, CYCLE, HANA, TEAM, TEAM_ID
from handlers.notices.values import KeyResultsOffered, NoLead, NoOkrs, Notice, Stuck
from handlers.notices.views import view

_TITLES = (
    "Increase onboarding completion",
    "Boost tutorial engagement",
    "Reduce support tickets about account set-up",
)


SAMPLES: tuple[tuple[str, str, Notice], ...] = (
    (
        "not in the channel",
        "The lead reads it when the bot was not invited to the channel it should post in.",
        Stuck(CHANNEL, "not_in_channel", TEAM),
    ),
    (
        "channel archived",
        "The lead reads it when the team's channel was archived.",
        Stuck(CHANNEL, "is_archived", TEAM),
    ),
    (
        "a person out of reach",
        "The lead reads it when a member's account no longer takes messages.",
        Stuck(HANA, "user_disabled", TEAM),
    ),
    (
        "no team concerned",
        "An admin reads it when the bot lacks a permission in the whole workspace.",
        Stuck(CHANNEL, "missing_scope", ""),
    ),
    (
        "a reason without advice",
        "The lead reads it when Slack refuses for a reason nobody foresaw.",
        Stuck(CHANNEL, "restricted_action", TEAM),
    ),
    (
        "no OKRs",
        "The lead reads it on the check-in day when the cycle has no OKRs yet.",
        NoOkrs(TEAM_ID, TEAM, CYCLE),
    ),
    (
        "no cycle",
        "The lead reads it on the check-in day when the last cycle is over and no next one is set.",
        NoOkrs(TEAM_ID, TEAM, None),
    ),
    (
        "one key result without an owner",
        "The lead reads it when somebody who owned one key result left the channel.",
        KeyResultsOffered(TEAM_ID, "Emre", _TITLES[1:2]),
    ),
    (
        "several key results without an owner",
        "The lead reads it when somebody who owned several key results left the channel.",
        KeyResultsOffered(TEAM_ID, "Ben", _TITLES),
    ),
    (
        "no lead",
        "A member reads it when the digest is due and the team's lead is gone.",
        NoLead(TEAM_ID, TEAM),
    ),
)


def _exhibit(what: str, about: str, notice: Notice) -> Exhibit:
    return Exhibit(f"notices / {what}", about, view, lambda: view(notice))


EXHIBITS = tuple(_exhibit(*sample) for sample in SAMPLES)

"""The members feature's ids."""

AWAY_FORM = "members.away_form"
WHO = "members.who"
FIRST = "members.first"
LAST = "members.last"
TIMING_FORM = "members.timing_form"
TIMING = "members.timing"
"""When I am asked: at the team's instant, or at that wall-clock time where I am."""

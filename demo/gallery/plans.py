"""A made-up quarter of a large team: more than one picture holds, with all that a plan can have."""

from typing import Final

from okra.milestone import Effort, MilestoneKind
from okra.plan import Lane, Placed

_FIRST, _TRUST = "Make the first week seamless and confidence-boosting for new users", "People trust our numbers"
_DELIGHT, _GROW = "Delight new customers in their first week", "Twice as many teams pay us"
LANES: Final = (
    Lane("finish", "Increase onboarding completion (from 65% to 90%)", _FIRST, _DELIGHT),
    Lane("ask", "Fewer questions in the first week (from 40 to 20)", _FIRST, _DELIGHT),
    Lane("right", "No wrong figure in a report (from 7 to 0)", _TRUST, _GROW),
    Lane("fast", "Reports within a minute (from 9 to 1)", _TRUST, _GROW),
)
_SEE, _SHORT = "People who see how far they have come finish the set-up", "Nobody watches nine minutes"
_THREE, _TWICE = "Most questions come from three settings", "Wrong figures were counted twice"
_FEATURE, _EXPERIMENT, _SPIKE, _PLATFORM = MilestoneKind
_S, _M, _L = Effort


def _milestone(
    key: str,
    title: str,
    kind: MilestoneKind,
    effort: Effort | None,
    lane: str,
    start: int | None,
    tests: str = "",
    *,
    risk: str = "",
    needs: str = "",
) -> Placed:
    return Placed(key, title, kind, effort, lane, start, (risk,) if risk else (), tuple(needs.split()), tests)


LARGE: Final = (
    _milestone("half", "A progress bar for half of new users", _EXPERIMENT, _M, "finish", 1, _SEE),
    _milestone("all", "The progress bar for everybody", _FEATURE, _L, "finish", 4, _SEE, risk="No designer in May",
               needs="half"),
    _milestone("minute", "A tutorial of one minute", _FEATURE, _M, "finish", 2, _SHORT, risk="Only the agency films"),
    _milestone("skip", "See who skips it", _EXPERIMENT, _S, "finish", 4, _SHORT, needs="minute"),
    _milestone("watch", "Watch five people set up", _SPIKE, _S, "ask", 1),
    _milestone("source", "One source of settings", _PLATFORM, _L, "ask", 2, _THREE, needs="watch"),
    _milestone("explain", "Settings that explain themselves", _FEATURE, _M, "ask", 5, _THREE, needs="source"),
    _milestone("guess", "Guess the time zone and the language", _FEATURE, _S, "ask", 8, _THREE, needs="explain"),
    _milestone("count", "Find what is counted twice", _SPIKE, _S, "right", 2, _TWICE),
    _milestone("once", "Count every event once", _PLATFORM, _L, "right", 4, _TWICE, needs="count"),
    _milestone("check", "A second count that checks the first", _FEATURE, _M, "right", 8, _TWICE, needs="once"),
    _milestone("tell", "Tell customers what was wrong", _FEATURE, None, "right", 10, needs="once check",
               risk="Legal must read it first"),
    _milestone("slow", "Find the slowest report", _SPIKE, _S, "fast", 3),
    _milestone("night", "Prepare reports at night", _FEATURE, _L, "fast", 11, needs="slow once"),
    _milestone("cache", "Keep what was asked before", _EXPERIMENT, _M, "fast", None),
)  # fmt: skip

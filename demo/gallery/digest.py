"""The weekly digest for leads, for a channel, and the thread below it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import CLOSED, DANA, NOW, WEEK
from demo.gallery.weeks import (
    at_risk,
    calm,
    day_off,
    early,
    first_ever,
    limits,
    long_words,
    missed,
    no_objectives,
    other_team,
    silent,
    still_open,
    very_full,
)
from handlers.digest.views import as_of_now, weekly
from handlers.digest.views_channel import channel
from handlers.digest.views_details import details
from okra.bulletin import Bulletin, ChannelBulletin, Details, StillOpen, TeamDetails, Update, say_week
from okra.digest import digest, gather, team_digest
from okra.offer import REASONS, Offer, Reply
from okra.report import TeamWeek, report_issues

_WEEKLY = f"Weekly digest · {say_week(WEEK)}"
_AS_OF_NOW = f"As of Mon 10:00 · {say_week(WEEK)}"
_LATER = NOW + timedelta(hours=3)
_LATE = Update("Mon 14:05", late=1, edited=2)


def _teams(count: int) -> list[TeamWeek]:
    """As many teams as a lead may have, each with a week of its own."""
    names = ("Checkout", "Search & Discovery", "Payments", "Platform", "Growth", "Mobile", "Data", "Support", "Brand")
    weeks = (limits, calm, silent, at_risk)
    others = [
        other_team(number, f"{names[number % len(names)]}{' 2' if number >= len(names) else ''}", weeks[number % 4]())
        for number in range(count - 1)
    ]
    return [at_risk(), *(replace(week, team_id=100 + week.team_id) for week in others)]


def _lead(what: str, about: str, teams: Callable[[], list[TeamWeek]], update: Update | None = None) -> Exhibit:
    return Exhibit(
        f"digest / {what}",
        about,
        weekly,
        lambda: weekly(Bulletin(digest(teams(), CLOSED), _WEEKLY, CLOSED, update)),
    )


def _offering(what: str, about: str, reply: Reply | None = None) -> Exhibit:
    week = at_risk()
    notice = team_digest(week, CLOSED).notices[0]
    offer = Offer(
        1, week.team_id, 1, notice.objective_id, str(WEEK), REASONS[notice.kind], notice.sentence, CLOSED, reply,
        _LATER if reply else None, DANA if reply else None,
    )  # fmt: skip

    def told() -> Bulletin:
        return Bulletin(gather([replace(team_digest(week, CLOSED), offer=offer)]), _WEEKLY, CLOSED)

    return Exhibit(f"digest / {what}", about, weekly, lambda: weekly(told()))


def _channel(what: str, about: str, week: Callable[[], TeamWeek], update: Update | None = None) -> Exhibit:
    return Exhibit(
        f"digest / channel, {what}",
        about,
        channel,
        lambda: channel(ChannelBulletin(team_digest(week(), CLOSED), _WEEKLY, CLOSED, update)),
    )


def _thread(what: str, about: str, weeks: Callable[[], list[TeamWeek]]) -> Exhibit:
    def loaded() -> Details:
        by_team = {week.team_id: _details_of(week) for week in weeks()}
        ordered = gather(one.team for one in by_team.values()).teams
        return Details(tuple(by_team[team.team_id] for team in ordered), CLOSED, "1788768000.000200")

    return Exhibit(f"digest / thread, {what}", about, details, lambda: details(loaded()))


def _details_of(week: TeamWeek) -> TeamDetails:
    issues = report_issues(week, CLOSED)
    return TeamDetails(
        team_digest(week, CLOSED),
        tuple(report for report in issues if not report.solved),
        tuple(report for report in issues if report.solved),
        week.notes,
        week.plans,
    )


def _now(what: str, about: str, bulletin: Callable[[], Bulletin]) -> Exhibit:
    return Exhibit(f"digest / as of now, {what}", about, as_of_now, lambda: as_of_now(bulletin()))


EXHIBITS = (
    _lead("calm", "The lead reads it on Monday after a week without worries.", lambda: [calm()]),
    _lead("at risk", "The lead reads it on Monday when help is wanted and confidence fell.", lambda: [at_risk()]),
    _offering("offers a retro", "The lead reads it on Monday when the numbers are a reason to look back."),
    _offering("a retro was left", "What the offer becomes when the lead says “not now”.", Reply.NOT_NOW),
    _lead("updated", "The lead's digest becomes this when answers come late.", lambda: [at_risk()], _LATE),
    _lead("first week", "The lead reads it after the team's first check-in.", lambda: [first_ever()]),
    _lead("nobody answered", "The lead reads it when the week passed without an answer.", lambda: [silent()]),
    _lead("missed", "The lead reads it when the bot was down over the check-in.", lambda: [missed()]),
    _lead("a day off", "The lead reads it after a public holiday.", lambda: [day_off()]),
    _lead("long words", "The lead of a team that writes in whole paragraphs reads it.", lambda: [long_words()]),
    _lead("very full", "The lead of a team with six objectives reads it.", lambda: [very_full()]),
    _lead("three teams", "The lead of three teams reads it.", lambda: _teams(3)),
    _lead("sixteen teams", "Somebody who leads sixteen teams reads it.", lambda: _teams(16)),
    _now(
        "in mid-week",
        "The lead asks for the digest while the check-in is open.",
        lambda: Bulletin(digest([still_open()], _LATER), f"As of Fri 17:00 · {say_week(WEEK)}", _LATER),
    ),
    _now(
        "before the check-in",
        "The lead asks for the digest before anybody was asked, and one answer is there already.",
        lambda: Bulletin(digest([early()], NOW), f"As of Fri 14:00 · {say_week(WEEK)}", NOW),
    ),
    _now(
        "without objectives",
        "The lead asks for the digest before the team has written objectives.",
        lambda: Bulletin(digest([no_objectives()], CLOSED), _AS_OF_NOW, CLOSED),
    ),
    _now(
        "one team without a cycle",
        "The lead of two teams asks for the digest when one of them has no cycle.",
        lambda: Bulletin(digest([calm()], CLOSED), _AS_OF_NOW, CLOSED, without_cycle=("Checkout",)),
    ),
    _now(
        "no cycle at all",
        "The lead asks for the digest when the team's last cycle is over and no next one is set.",
        lambda: Bulletin(digest([], CLOSED), "As of Mon 10:00", CLOSED, without_cycle=("Explore",)),
    ),
    Exhibit(
        "digest / some teams not yet",
        "A facilitator of several teams reads it before all of them have closed.",
        weekly,
        lambda: weekly(
            Bulletin(
                digest([calm()], CLOSED),
                _WEEKLY,
                CLOSED,
                still_open=(StillOpen("Checkout", "Mon 18:00"), StillOpen("Platform", "Tue 10:00")),
                stands_in_for=("Explore",),
            )
        ),
    ),
    _channel("calm", "A channel besides the lead reads it after a week without worries.", calm),
    _channel("at risk", "A channel besides the lead reads it in a week of worries; nobody is named.", at_risk),
    _channel("updated", "The channel's digest becomes this when answers come late.", at_risk, _LATE),
    _channel("a day off", "A channel besides the lead reads it after a public holiday.", day_off),
    _channel("very full", "A channel besides the lead reads it, of a team with six objectives.", very_full),
    _thread("usual", "The lead finds it in the thread below the digest.", lambda: [at_risk()]),
    _thread("nothing", "The lead finds it in the thread when nobody wrote anything.", lambda: [day_off()]),
    _thread("very full", "The lead of a team with six objectives finds it in the thread.", lambda: [very_full()]),
    _thread("three teams", "The lead of three teams finds it in the thread.", lambda: _teams(3)),
)

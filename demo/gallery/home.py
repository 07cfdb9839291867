"""The Home tab: of a member, a lead, an administrator, somebody in no team, and somebody with very much."""

from collections.abc import Callable
from dataclasses import replace

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import ANDROID, CHANNEL, CLOSED, EMRE, HANA, NAMES, TEAM, TEAM_ID
from demo.gallery.weeks import (
    ACTIONS,
    ANDROID_DROPS,
    LEGAL_ACTION,
    PHONES_DONE,
    TUTORIAL_ACTION,
    at_risk,
    calm,
    limits,
    other_team,
    silent,
    very_full,
)
from handlers.home import views
from handlers.home.values import Checkin, Home, InTheWay, KnownTeam, Offered, Running, TeamPage, ToDo
from okra.action import Action
from okra.action_report import report_actions
from okra.digest import order_teams, team_digest
from okra.offer import Offer, Reason
from okra.report import TeamWeek, report_issues, report_objectives
from okra.turn import Turn

_SUBTITLE = "Q3 2026 · week 10 of 13 · 74 % of the cycle is gone"
_OFFER = Offer(
    3, TEAM_ID, 3, 1, "2026-W36", Reason.DROP,
    "Confidence in “Make the first week seamless” fell by 2.1 in a week.", CLOSED,
)  # fmt: skip


def _page(week: TeamWeek, *, decides: bool = False) -> TeamPage:
    return TeamPage(week.team_id, week.team, _SUBTITLE, report_objectives(week, CLOSED), decides)


def _to_do(action: Action, *, mine: bool = True) -> ToDo:
    return ToDo(TEAM, report_actions([action], NAMES, CLOSED, CLOSED.date())[0], mine)


def _checkin(turn: Turn, team_id: int = TEAM_ID, team: str = TEAM) -> Checkin:
    return Checkin(team_id, team, turn, "Fri 14:00", "Mon 10:00")


def _in_the_way(week: TeamWeek) -> list[InTheWay]:
    return [InTheWay(week.team, report) for report in report_issues(week, CLOSED) if not report.solved]


def _member() -> Home:
    mine = replace(ANDROID_DROPS, owner_id=EMRE, text=ANDROID)
    return Home(
        EMRE,
        CLOSED,
        checkins=[_checkin(Turn.ASKED)],
        running=[Running(TEAM, CHANNEL, "Attractors and Detractors", "Dana")],
        to_do=[_to_do(LEGAL_ACTION), _to_do(TUTORIAL_ACTION)],
        closed=[_to_do(replace(PHONES_DONE, owner_id=EMRE))],
        issues=_in_the_way(replace(at_risk(), issues=(mine,))),
        teams=[_page(at_risk())],
    )


def _quiet() -> Home:
    return Home(HANA, CLOSED, checkins=[_checkin(Turn.ANSWERED)], teams=[_page(calm())])


def _left_behind() -> Home:
    return replace(_quiet(), checkins=[_checkin(Turn.NOT_YET)], to_do=[_to_do(LEGAL_ACTION, mine=False)])


def _lead() -> Home:
    weeks = [at_risk(), other_team(8, "Checkout", limits()), other_team(9, "Search & Discovery", silent())]
    turns = (Turn.ASKED, Turn.NOT_YET, Turn.AWAY)
    return Home(
        "U0LEAD",
        CLOSED,
        checkins=[_checkin(turn, week.team_id, week.team) for turn, week in zip(turns, weeks, strict=True)],
        offered=[Offered(TEAM, _OFFER)],
        teams=[_page(week, decides=True) for week in weeks],
        led=order_teams(team_digest(week, CLOSED) for week in weeks),
    )


def _admin() -> Home:
    known = [
        KnownTeam(TEAM_ID, TEAM, CHANNEL, ["Dana"]),
        KnownTeam(8, "Checkout", CHANNEL, ["Goran", "Hana"]),
        KnownTeam(9, "Search & Discovery", CHANNEL, []),
    ]
    return Home("U0ROOT", CLOSED, workspace=known)


def _very_full() -> Home:
    weeks = [other_team(number, f"Team {number}", very_full()) for number in range(1, 13)]
    return Home(
        EMRE,
        CLOSED,
        checkins=[_checkin(Turn.ASKED, week.team_id, week.team) for week in weeks],
        to_do=[_to_do(replace(action, id=number)) for number in range(9) for action in ACTIONS[:2]],
        issues=[one for week in weeks for one in _in_the_way(week)],
        teams=[_page(week) for week in weeks],
        led=order_teams(team_digest(week, CLOSED) for week in weeks),
    )


def _home(what: str, about: str, seen: Callable[[], Home]) -> Exhibit:
    return Exhibit(f"home / {what}", about, views.home, lambda: views.home(seen()))


EXHIBITS = (
    _home("a member", "A member finds it in the app's Home tab in a busy week.", _member),
    _home("all done", "A member finds it after checking in, with nothing else to do.", _quiet),
    _home("left behind", "A member finds it when somebody left the team and an action with it.", _left_behind),
    _home("a lead of three teams", "Who leads three teams finds it in the Home tab.", _lead),
    _home("an administrator", "A workspace admin who is in no team finds it in the Home tab.", _admin),
    _home("in no team", "Somebody who is in no team yet finds it in the Home tab.", lambda: Home("U0NEW", CLOSED)),
    _home("very full", "Somebody in twelve teams with very many key results finds it there.", _very_full),
)

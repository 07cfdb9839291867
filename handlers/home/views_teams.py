"""The reader's teams in the Home tab: their OKRs; for leads where they are needed; for admins the whole workspace."""

from collections.abc import Iterator
from datetime import datetime

from slack_sdk.models.blocks import Block

from handlers.home.values import Home, KnownTeam, TeamPage
from handlers.kit.elements import (
    Part,
    actions,
    bold,
    bullets,
    button,
    channel,
    code,
    divider,
    header,
    line,
    note,
    plain,
)
from handlers.kit.ids import Press
from handlers.kit.standing import LONGEST_TITLE, confidence, key_result, most_serious, most_serious_results
from handlers.kit.text import listing, one_line, plural
from okra.report import ObjectiveReport

LONGEST_NAME = 40
LONGEST_HEADLINE = 160
IN_A_ROW = 20
"""Buttons in one row; Slack takes 25."""


def led(home: Home, most: int) -> Iterator[Block]:
    """For leads and facilitators: one sentence a team, those that need attention first."""
    if not home.led:
        return
    yield header("Teams you lead or facilitate")
    yield bullets(
        [bold(f"{one_line(team.team, LONGEST_NAME)}  "), plain(one_line(team.headline.sentence, LONGEST_HEADLINE))]
        for team in home.led[:most]
    )
    if len(home.led) > most:
        yield note(f"… and {plural(len(home.led) - most, 'more team')} in the digest.")
    yield actions(button("Digest, as of now", Press.DIGEST))


def okrs(page: TeamPage, home: Home, objectives: int, key_results: int) -> Iterator[Block]:
    """One team's OKRs: confidence with its change, key results against the calendar; the most serious where many."""
    yield divider()
    yield header(f"{one_line(page.team, LONGEST_NAME)}'s OKRs")
    yield note(f"{page.subtitle}. Confidence is that of the last check-in that is over.")
    shown = most_serious(page.objectives, objectives)
    for report in shown:
        yield _objective(report, key_results, home.now)
    more = len(page.objectives) - len(shown)
    if more:
        yield note(f"… and {plural(more, 'more objective')}: “Our OKRs” shows all.")
    value, team = str(page.team_id), one_line(page.team, LONGEST_NAME)
    settings = [button("Settings", Press.SETUP, value, describe=f"Settings of {team}")] if page.decides else []
    yield actions(
        button("Our OKRs", Press.OKRS, value, describe=f"Our OKRs: {team}"),
        button("Run a session", Press.RUN, value, describe=f"Run a session with {team}"),
        button("Hold a retro", Press.LOOK_BACK, value, describe=f"Hold a retro with {team}"),
        button("Cycle report", Press.CYCLE_REPORT, value, describe=f"Cycle report of {team}"),
        *settings,
    )


def _objective(report: ObjectiveReport, most: int, now: datetime) -> Block:
    shown = most_serious_results(report, most)
    said = confidence(report) if report.weeks else "Confidence: none yet, the first check-in brings it"
    items = [key_result(kr, now) for kr in shown]
    if len(report.key_results) > len(shown):
        items.append([plain(f"… and {plural(len(report.key_results) - len(shown), 'more key result')}")])
    lead = [bold(f"{report.status}  {one_line(report.title, LONGEST_TITLE)}"), plain(f"\n{said}")]
    return bullets(items, lead=lead) if items else line(*lead)


def other_teams(pages: list[TeamPage]) -> Iterator[Block]:
    """The teams whose OKRs there is no room for: a button each."""
    if pages:
        yield divider()
        yield line(bold("More of your teams"))
        yield from _row(Press.OKRS, [(page.team_id, page.team) for page in pages])


def workspace(teams: list[KnownTeam], most: int) -> Iterator[Block]:
    """For administrators: every team with its channel, who leads it, its settings; and how to set one up."""
    yield divider()
    yield header("This workspace")
    if teams:
        yield bullets([_known(team) for team in teams[:most]], lead=[bold(f"{plural(len(teams), 'team')}")])
        yield line(plain("Settings of:"))
        yield from _row(Press.SETUP, [(team.team_id, team.team) for team in teams[:most]])
    more = f"… and {len(teams) - most} more. " if len(teams) > most else ""
    yield line(
        plain(f"{more}To set up a team, invite me to its channel and type "), code("/okra setup"), plain(" there.")
    )


def _known(team: KnownTeam) -> list[Part]:
    leads = [one_line(name, LONGEST_NAME) for name in team.leads[:3]]
    led_by = f", led by {listing(leads)}" if leads else ", ▲ led by nobody"
    return [bold(f"{one_line(team.team, LONGEST_NAME)}  "), channel(team.channel_id), plain(led_by)]


def _row(press: Press, teams: list[tuple[int, str]]) -> Iterator[Block]:
    for first in range(0, len(teams), IN_A_ROW):
        yield actions(
            *(
                button(one_line(name, LONGEST_NAME), f"{press}:{number}", str(number))
                for number, name in teams[first : first + IN_A_ROW]
            )
        )

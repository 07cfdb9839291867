"""What is the reader's own in the Home tab: actions, issues, key results."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.home import ids
from handlers.home.values import Home, InTheWay, TeamPage, ToDo
from handlers.kit.elements import Part, actions, bold, bullets, button, header, line, note, plain
from handlers.kit.standing import key_result
from handlers.kit.text import one_line, plural
from okra.action import ActionState

LONGEST = 200
LONGEST_NAME = 40
MOST_ISSUES = 10
CLOSED_SHOWN = 3
TAKE = ("I'll take it", ids.TAKE)
BUTTONS = (("Done", ids.DONE), ("Drop", ids.DROP))


def to_do(home: Home, most: int) -> Iterator[Block]:
    """Actions, each with its age, its day and its buttons; then those closed lately, to be taken back."""
    if not home.to_do and not home.closed:
        return
    yield header("What you set out to do")
    for one in home.to_do[:most]:
        yield from _open(one)
    if len(home.to_do) > most:
        yield note(f"… and {plural(len(home.to_do) - most, 'more action')}. Your check-in asks about each.")
    for one in home.closed[: min(most, CLOSED_SHOWN)]:
        yield from _closed(one)


def _open(one: ToDo) -> Iterator[Block]:
    action, report = one.report.action, one.report
    parts: list[Part] = [bold(one_line(action.text, LONGEST)), plain(f"\n{_whose(one)} · {report.age}")]
    if report.due:
        parts += [plain(" · "), bold(report.due) if report.overdue else plain(report.due)]
    yield line(*parts)
    yield actions(*_buttons(one))


def _buttons(one: ToDo) -> Iterator[ButtonElement]:
    number, said = one.report.action.id, one_line(one.report.action.text, 50)
    for label, kind in BUTTONS if one.mine else (TAKE, *BUTTONS):
        yield button(label, ids.of(kind, number), str(number), describe=f"{label}: {said}")


def _whose(one: ToDo) -> str:
    team = one_line(one.team, LONGEST_NAME)
    return team if one.mine else f"{team} · {one_line(one.report.owner, LONGEST_NAME)} is not in the team"


def _closed(one: ToDo) -> Iterator[Block]:
    action = one.report.action
    how = "✓ done" if action.state is ActionState.DONE else "– dropped"
    yield line(plain(f"{how}: {one_line(action.text, LONGEST)}"))
    said = f"Still on it: {one_line(action.text, 50)}"
    still = button("Still on it", ids.of(ids.STILL, action.id), str(action.id), describe=said)
    yield actions(still)


def issues(home: Home) -> Iterator[Block]:
    """What is in the reader's way."""
    if not home.issues:
        return
    yield header("What is in your way")
    yield bullets([[plain(_issue(one))] for one in home.issues[:MOST_ISSUES]])
    more = len(home.issues) - MOST_ISSUES
    stand = "it stands" if len(home.issues) == 1 else "they stand"
    yield note(f"{f'… and {more} more. ' if more > 0 else ''}The check-in asks how {stand}.")


def _issue(one: InTheWay) -> str:
    report = one.report
    age = f"for {plural(report.weeks, 'week')}" if report.weeks else "new"
    said = f"{one_line(report.issue.text, LONGEST)} – {one_line(one.team, LONGEST_NAME)}, {age}"
    if not report.needs_help:
        return said
    whom = f" from {one_line(report.issue.help_from, LONGEST_NAME)}" if report.issue.help_from else ""
    return f"{said}, help asked for{whom}"


def key_results(home: Home, most: int) -> Iterator[Block]:
    """The reader's key results with progress and pace, team by team."""
    found = [(page, mine) for page in home.teams if (mine := _mine(page, home.user_id, home.now))]
    if not found:
        return
    yield header("Your key results")
    for page, mine in found:
        several = len(home.teams) > 1
        yield bullets(mine[:most], lead=[bold(one_line(page.team, LONGEST_NAME))] if several else ())
        if len(mine) > most:
            yield note(f"… and {plural(len(mine) - most, 'more key result')}: “Our OKRs” shows all.")


def _mine(page: TeamPage, user_id: str, now: datetime) -> list[Sequence[Part]]:
    every = (kr for objective in page.objectives for kr in objective.key_results)
    return [key_result(kr, now) for kr in every if kr.key_result.owner_id == user_id]

"""What the digest says of actions, and of what is out of the way since the digest before."""

from collections.abc import Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import Block

from handlers.digest.views_parts import LONGEST_NAME, LONGEST_QUOTE, Room, quoted
from handlers.kit.elements import Part, bold, bullets, plain
from handlers.kit.text import one_line, plural
from okra.action_report import ActionReport, count_actions
from okra.digest import TeamDigest

OLD: Final = 2
"""Weeks after which an open action is worth a look, although it is not late."""


def worth_a_look(team: TeamDigest, room: Room) -> Iterator[list[Part]]:
    """The actions that are late, and the oldest one where it has been open for weeks."""
    still = [report for report in team.actions if report.is_open]
    late = [report for report in still if report.overdue]
    for report in late[: room.points]:
        yield [*_whose(report), bold(f", {report.due}.")]
    if len(late) > room.points:
        yield [plain(f"… and {plural(len(late) - room.points, 'more action')} overdue, in the thread.")]
    oldest = max(still, key=lambda report: report.weeks, default=None)
    if oldest is not None and oldest.weeks >= OLD and oldest not in late[: room.points]:
        yield [*_whose(oldest, "Oldest action"), plain(f", {oldest.due}." if oldest.due else ".")]


def _whose(report: ActionReport, what: str = "Action") -> list[Part]:
    owner = one_line(report.owner, LONGEST_NAME) or "somebody"
    return [plain(f"{what}: {quoted(report.action.text)} – {owner}, {report.age}")]


def out_of_the_way(team: TeamDigest, room: Room) -> Iterator[Block]:
    """What was solved and done since the digest before: each with its check mark and its word."""
    items = [f"✓ solved: {quoted(report.issue.text)}" for report in team.solved]
    items += [f"✓ done: {_by(report)}" for report in team.actions if report.is_done]
    if not items:
        return
    shown = items[: room.points]
    shown += [f"… and {len(items) - len(shown)} more, in the thread."] if len(items) > len(shown) else []
    yield bullets([[plain(item)] for item in shown], lead=[bold("Out of the way")])


def _by(report: ActionReport, limit: int = LONGEST_QUOTE) -> str:
    owner = one_line(report.owner, LONGEST_NAME)
    return f"{quoted(report.action.text, limit)} – {owner}" if owner else quoted(report.action.text, limit)


def open_ones(actions: Sequence[ActionReport], longest: int) -> list[list[Part]]:
    """Every open action with its owner, its age and its day; a late one's day stands out."""
    return [_open_one(report, longest) for report in actions if report.is_open]


def _open_one(report: ActionReport, longest: int) -> list[Part]:
    owner = one_line(report.owner, LONGEST_NAME) or "somebody"
    said = plain(f"{one_line(report.action.text, longest)} – {owner}, {report.age}")
    if not report.due:
        return [said]
    return [said, bold(f", {report.due}") if report.overdue else plain(f", {report.due}")]


def closed_ones(actions: Sequence[ActionReport], longest: int) -> list[list[Part]]:
    """Every action that was closed, and how."""
    return [
        [plain(f"{'✓ done' if report.is_done else '– dropped'}: {_by(report, longest)}")]
        for report in actions
        if not report.is_open
    ]


def counted(team: TeamDigest) -> str:
    """What is out of the way and what is still to do, in numbers: for a channel, so nobody is named."""
    solved = len(team.solved)
    issues = f"{plural(solved, 'issue')} {'is' if solved == 1 else 'are'} solved." if solved else ""
    actions = count_actions(team.actions)
    return " ".join(part for part in (issues, f"{actions}." if actions else "") if part)

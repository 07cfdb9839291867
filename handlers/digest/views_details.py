"""The thread below a digest: what it left out, issues, actions, notes, and what everybody plans."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import Block, RichTextBlock, RichTextElement

from handlers.digest.views_actions import closed_ones, open_ones
from handlers.digest.views_parts import (
    LONGEST_NAME,
    Room,
    chosen,
    chosen_key_results,
    since,
)
from handlers.digest.views_teams import layout_of
from handlers.kit.elements import Message, Part, bold, bullet_list, header, note, plain, section
from handlers.kit.standing import LONGEST_TITLE, confidence, key_result
from handlers.kit.text import escape, listing, one_line, size
from okra.bulletin import Details, TeamDetails
from okra.report import IssueReport, Plan

MOST_CHARACTERS: Final = 10_500
"""Of about 13,000 in a message, shared by its teams."""
MOST_TEAMS: Final = 20
LONGEST_ITEM: Final = 400
SHORTEST_ITEM: Final = 60
SECTIONS: Final = 7
NOTHING: Final = "No issues, actions, notes or plans this week."

NOT_TOLD: Final = Room(0, 0, 0)

Items = Sequence[Sequence[Part]]


def details(loaded: Details) -> Message:
    """All that a lead may want to look up. What finds no room even here is counted."""
    shown = loaded.teams[:MOST_TEAMS]
    room = MOST_CHARACTERS // max(1, len(shown))
    layout = layout_of([team.team for team in loaded.teams], loaded.now)
    blocks: list[Block] = []
    for place, team in enumerate(shown):
        told = layout.room if place < layout.full else NOT_TOLD
        blocks += [header(one_line(team.team.team, LONGEST_NAME)), _team(team, told, room, loaded.now)]
    if len(loaded.teams) > len(shown):
        blocks.append(note(f"… and {len(loaded.teams) - len(shown)} more teams."))
    names = listing([one_line(team.team.team, LONGEST_NAME) for team in shown])
    return Message(
        text=f"Issues, actions, notes and plans of {names}",
        blocks=blocks or [note(NOTHING)],
        under=loaded.under,
    )


def _team(team: TeamDetails, told: Room, room: int, now: datetime) -> RichTextBlock:
    sections = [(title, items) for title, items in _sections(team, told, room // SECTIONS, now) if items]
    elements: list[RichTextElement] = []
    for place, (title, items) in enumerate(sections):
        kept = _fitting(items, room // (len(sections) - place))
        room -= sum(map(_size, kept))
        elements += [section(bold(title)), bullet_list(kept)]
    return RichTextBlock(elements=elements or [section(plain(NOTHING))])


def _sections(team: TeamDetails, told: Room, room: int, now: datetime) -> Iterator[tuple[str, Items]]:
    longest = min(LONGEST_ITEM, max(SHORTEST_ITEM, room - LONGEST_NAME))
    yield "In the way", [[plain(_issue(report, longest))] for report in team.issues]
    yield "To do", open_ones(team.team.actions, longest)
    yield "Solved", [[plain(one_line(report.issue.text, longest))] for report in team.solved]
    yield "Closed actions", closed_ones(team.team.actions, longest)
    yield "Notes", [[plain(one_line(text, longest))] for text in team.notes]
    yield "What comes next", [_plan(plan, team, longest) for plan in team.plans]
    yield "Other key results", list(_others(team, told, now))


def _issue(report: IssueReport, longest: int) -> str:
    said = f"{one_line(report.issue.text, longest)} – {since(report)}"
    if not report.needs_help:
        return said
    whom = f" from {one_line(report.issue.help_from, LONGEST_NAME)}" if report.issue.help_from else ""
    return f"{said}, help asked for{whom}"


def _plan(plan: Plan, team: TeamDetails, longest: int) -> list[Part]:
    name = one_line(team.team.names.get(plan.user_id, "somebody"), LONGEST_NAME)
    return [bold(f"{name}: "), plain(one_line(plan.text, longest))]


def _others(team: TeamDetails, told: Room, now: datetime) -> Iterator[list[Part]]:
    """The objectives and key results that the digest had no room for."""
    shown = chosen(team.team, told)
    for report in team.team.objectives:
        if report not in shown:
            yield [bold(f"{report.status}  {one_line(report.title, LONGEST_TITLE)}"), plain(f": {confidence(report)}")]
        told_of = chosen_key_results(report, told) if report in shown else ()
        yield from (key_result(kr, now) for kr in report.key_results if kr not in told_of)


def _fitting(items: Items, room: int) -> list[Sequence[Part]]:
    """As many items as there is room for; the rest is counted."""
    kept: list[Sequence[Part]] = []
    for item in items:
        if _size(item) > room:
            break
        kept.append(item)
        room -= _size(item)
    left = len(items) - len(kept)
    return [*kept, [plain(f"… and {left} more")]] if left else kept


def _size(item: Sequence[Part]) -> int:
    return sum(size(escape(str(part.to_dict().get("text", "")))) for part in item)

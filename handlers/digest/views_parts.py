"""The pieces that the digest's messages are put together from. People's words stand in plain and rich text only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import RichTextBlock

from handlers.kit.elements import bold, line
from handlers.kit.standing import most_serious, most_serious_results, objective
from handlers.kit.text import listing, one_line, plural
from okra.bulletin import Update
from okra.checkin import RoundState
from okra.confidence import Notice, NoticeKind, say_change
from okra.digest import TeamDigest
from okra.pace import percent
from okra.report import IssueReport, KeyResultReport, ObjectiveReport, Turnout

LONGEST_QUOTE: Final = 120
LONGEST_HEADLINE: Final = 240
LONGEST_NAME: Final = 40
MOST_NAMES: Final = 4


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a team is told: objectives, key results of each, requests for help and notices."""

    objectives: int
    key_results: int
    points: int


def quoted(text: str, limit: int = LONGEST_QUOTE) -> str:
    """Somebody's words on one line, between quotation marks."""
    return f"“{one_line(text, limit)}”"


def first_line(sentence: str) -> RichTextBlock:
    """The one thing to know."""
    return line(bold(one_line(sentence, LONGEST_HEADLINE)))


def small_print(team: TeamDigest, update: Update | None = None, *, named: bool) -> str:
    """What stands small below a headline: who answered, how far the cycle is, what came in since."""
    parts = [turnout_of(team, named=named), f"{percent(team.elapsed)} % of the cycle is gone"]
    return " · ".join([*parts, update.sentence] if update else parts)


def turnout_of(team: TeamDigest, *, named: bool) -> str:
    """How many answered, as the state of the round has it; the away by name only where `named`."""
    match team.state:
        case RoundState.MISSED:
            return "Nobody was asked"
        case RoundState.DAY_OFF:
            return "A day off for everybody"
        case RoundState.EARLY:
            early = f", {plural(team.turnout.answered, 'early answer')}" if team.turnout.answered else ""
            return f"Nobody was asked yet{early}"
    counted = _with_names(team.turnout) if named else team.turnout.sentence
    return counted.replace(" answered", " answered so far", 1) if team.state is RoundState.OPEN else counted


def _with_names(turnout: Turnout) -> str:
    parts = [f"{turnout.answered} of {turnout.expected} answered"]
    for names, how in ((turnout.away, "away"), (turnout.sitting_out, "sitting out")):
        parts += [f"{len(names)} {how} ({_names(names)})"] if names else []
    return ", ".join(parts)


def _names(names: Sequence[str]) -> str:
    shown = [one_line(name, LONGEST_NAME) for name in names[:MOST_NAMES]]
    return listing([*shown, f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else shown)


def chosen(team: TeamDigest, room: Room) -> tuple[ObjectiveReport, ...]:
    """The objectives that there is room for, in the team's order; the most serious ones if not for all."""
    return most_serious(team.objectives, room.objectives)


def chosen_key_results(report: ObjectiveReport, room: Room) -> tuple[KeyResultReport, ...]:
    """The same of an objective's key results."""
    return most_serious_results(report, room.key_results)


def objectives(team: TeamDigest, room: Room, now: datetime) -> list[RichTextBlock]:
    """How the chosen objectives and key results stand, one block an objective."""
    return [objective(report, chosen_key_results(report, room), now) for report in chosen(team, room)]


def since(report: IssueReport) -> str:
    """Whose issue it is, and for how long: "Ada, for 5 weeks"."""
    age = f"for {plural(report.weeks, 'week')}" if report.weeks else "new"
    return f"{one_line(report.owner, LONGEST_NAME)}, {age}" if report.owner else age


def tensions(team: TeamDigest, room: Room) -> Iterator[str]:
    """What is worth a conversation, naming nobody: biggest drop, widest disagreement, what the cycle notices."""
    drop, apart = team.biggest_drop, team.widest_disagreement
    if drop is not None:
        yield f"Biggest drop: {quoted(drop.title)} {say_change(drop.change)} to {drop.confidence:g}."
    if apart is not None:
        yield f"Widest disagreement: {quoted(apart.title)}, {plural(apart.spread or 0, 'point')} apart."
    told = [notice for notice in team.notices if not _is_the_drop(notice, drop)]
    yield from (f"{quoted(notice.title)}: {notice.detail}" for notice in told[: room.points])
    if len(told) > room.points:
        yield f"… and {len(told) - room.points} more like this."


def _is_the_drop(notice: Notice, drop: ObjectiveReport | None) -> bool:
    """Whether a notice says again what "biggest drop" says."""
    return notice.kind is NoticeKind.DROP and drop is not None and notice.objective_id == drop.objective.id

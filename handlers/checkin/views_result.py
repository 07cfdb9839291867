"""The channel's card after the close, and the invitation to talk under it."""

from collections.abc import Iterable, Mapping, Sequence

from slack_sdk.models.blocks import Block

from handlers.checkin import ids
from handlers.checkin.views_card import away_names
from handlers.checkin.views_private import value_of
from handlers.kit.elements import Message, Part, actions, bold, bullets, button, italic, line, note, plain
from handlers.kit.fit import fit, listed, split
from handlers.kit.text import one_line, plural
from okra.action_report import count_actions
from okra.confidence import HIGHEST, SPREAD_FROM, band, say_change
from okra.report import IssueReport, KeyResultReport, ObjectiveReport, Plan, Turnout
from okra.result import RoundResult

TITLE = 200
PLAN = 400
QUESTION = 600
IN_THE_THREAD = "The rest is in the thread."
TOO_MUCH = "There is more than fits here. /okra okrs shows all key results."


def card(result: RoundResult, names: Mapping[str, str]) -> Message:
    """The result: confidence with change and spread, progress against pace, issues and plans."""
    team = one_line(result.team, 80)
    if not result.turnout.answered:
        return _quiet(result, team)
    text = f"{team}'s check-in: {_turnout(result.turnout)}"
    head = line(bold(f"{team}'s check-in"), plain(f"  {_turnout(result.turnout)}"))
    return Message(text=text, blocks=[head, *fit(_body(result, names), IN_THE_THREAD), *_late(result)])


def _body(result: RoundResult, names: Mapping[str, str]) -> list[Block]:
    objectives = [block for objective in result.objectives for block in _objective(objective)]
    return [*objectives, *_issues(result), *_actions(result), *_plans(result.plans, names)]


def _quiet(result: RoundResult, team: str) -> Message:
    text = f"{team}'s check-in closed without an answer this week. That happens; a word in the thread is just as good."
    stands = [block for objective in result.objectives for block in _objective(objective)]
    return Message(text=text, blocks=[line(plain(text)), *fit(stands, TOO_MUCH), *_late(result)])


def _turnout(turnout: Turnout) -> str:
    parts = [f"{turnout.answered} of {turnout.expected} answered"]
    parts += [f"away: {away_names(turnout)}"] if turnout.away else []
    parts += [f"{len(turnout.sitting_out)} sat out"] if turnout.sitting_out else []
    changed = plural(turnout.changed_late, "answer")
    parts += [f"{changed} came or changed after the close"] if turnout.changed_late else []
    return "; ".join(parts) + "."


def _late(result: RoundResult) -> list[Block]:
    few = 0 < result.turnout.answered < SPREAD_FROM
    spread = f" How far apart we are is shown from {SPREAD_FROM} answers." if few else ""
    return [
        actions(button("Answer late", ids.ANSWER, value_of(result.team_id, result.week))),
        note(f"A late answer is welcome: this message is brought up to date.{spread}"),
    ]


def _objective(report: ObjectiveReport) -> list[Block]:
    lead = [bold(one_line(report.title, TITLE)), plain(f"\n{_confidence(report)}")]
    return listed((_key_result(kr) for kr in report.key_results), lead) or [line(*lead)]


def _confidence(report: ObjectiveReport) -> str:
    if report.confidence is None:
        return "Confidence: no answer this week"
    parts = [f"Confidence {report.confidence:g} of {HIGHEST}", band(report.confidence)]
    parts += [say_change(report.change)] if report.change is not None else []
    parts += [_apart(report.spread)] if report.spread is not None else []
    return " · ".join(parts)


def _apart(points: int) -> str:
    return f"{plural(points, 'point')} apart" if points else "all of one mind"


def _key_result(report: KeyResultReport) -> list[Part]:
    stands = f"  {report.status.shape} {report.status.word} · {report.status.number}"
    parts = [plain(one_line(report.key_result.title, TITLE)), bold(stands)]
    if report.value:
        parts.append(plain(f" · now {report.value}"))
    if report.wrong_measure:
        says = "says" if report.wrong_measure == 1 else "say"
        parts.append(italic(f" · {report.wrong_measure} {says} that it measures the wrong thing"))
    return parts


def _issues(result: RoundResult) -> list[Block]:
    solved = [[plain("✓ solved: "), plain(one_line(report.issue.text, TITLE))] for report in result.solved]
    return listed([*(_issue(report) for report in result.issues), *solved], [bold("In the way")])


def _issue(report: IssueReport) -> list[Part]:
    parts = [plain(one_line(report.issue.text, TITLE)), plain(f" · {one_line(report.owner, 60)}, {_age(report)}")]
    if report.needs_help:
        whom = f" from {one_line(report.issue.help_from, 80)}" if report.issue.help_from else ""
        parts.append(bold(f" · needs help{whom}"))
    return parts


def _actions(result: RoundResult) -> list[Block]:
    """How many in a line, and what was done in its words: nobody is named, so nobody is put on the spot."""
    counted = count_actions(result.actions)
    if not counted:
        return []
    done = [[plain("✓ done: "), plain(one_line(one.action.text, TITLE))] for one in result.actions if one.is_done]
    return listed(done, [bold(counted)]) or [line(bold(counted))]


def _age(report: IssueReport) -> str:
    return f"{plural(report.weeks, 'week')} old" if report.weeks else "new"


def _plans(plans: Iterable[Plan], names: Mapping[str, str]) -> list[Block]:
    """What each plans, by name: a mention would ping them."""
    return listed(
        (
            [italic(one_line(names.get(plan.user_id, "somebody"), 60)), plain(f": {one_line(plan.text, PLAN)}")]
            for plan in plans
        ),
        [bold("What comes next")],
    )


def invitation(result: RoundResult, names: Mapping[str, str], under: str) -> Message:
    """In the result's thread: where a conversation matters most, and what found no room above. Nobody is judged."""
    questions: Sequence[str] = result.talk_about or (OTHERWISE if result.turnout.answered else SILENCE,)
    text = "Worth a conversation: " + " ".join(questions)
    items = [[plain(one_line(question, QUESTION))] for question in questions]
    rest = [block for more in split(_body(result, names))[1:] for block in more] if result.turnout.answered else []
    blocks = [bullets(items, lead=[bold("Worth a conversation")]), *fit(rest, TOO_MUCH)]
    return Message(text=text, blocks=blocks, under=under)


OTHERWISE = "What helped us this week, and what should we do more of?"
SILENCE = "What kept us from answering this week? A word each is enough."

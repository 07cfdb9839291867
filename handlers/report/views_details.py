"""The thread below a report: every key result with its hypotheses, milestones, what happened on the way."""

from collections.abc import Iterator
from typing import Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import Message, Part, bold, line, note, plain
from handlers.kit.fit import fit, listed
from handlers.kit.text import one_line
from handlers.report.values import Told
from handlers.report.views import MOST_LEARNINGS
from okra.cycle_events import CycleEvent
from okra.cycle_report import CycleReport, HypothesisEnd, KeyResultEnd, ObjectiveEnd
from okra.cycle_report_words import OUTCOMES, guess_line, say_band, say_score_parts

LONGEST_TITLE: Final = 100
LONGEST_WORDS: Final = 160


def details(told: Told) -> Message:
    """All that there is room for; the file has everything."""
    found = told.report
    blocks = [
        *(block for one in found.objectives for block in _objective(one)),
        *listed([[plain(one)] for one in _milestones(found)], [bold("Milestones")]),
        *listed([[plain(one)] for one in _happened(found)], [bold("What happened on the way")]),
        *listed([[plain(one)] for one in _learned(found)], [bold("What else we learned")]),
    ]
    shown = fit(blocks, "… the rest is in the file.") if blocks else [note("There is nothing more to tell.")]
    return Message(text="The cycle report's details", blocks=shown, under=told.under)


def _objective(one: ObjectiveEnd) -> Iterator[Block]:
    lead: list[Part] = [bold(one_line(one.title, LONGEST_TITLE))]
    if one.decision:
        why = f": {one_line(one.why, LONGEST_WORDS)}" if one.why else ""
        lead.append(plain(f"\n{one.decision.capitalize()}{why}"))
    items = [item for key_result in one.key_results for item in _key_result(key_result)]
    items += [[plain(guess_line(guess))] for guess in one.guesses]
    yield from listed(items, lead) if items else [line(*lead)]


def _key_result(one: KeyResultEnd) -> Iterator[list[Part]]:
    value = f"{one.value}, " if one.value else "no value, "
    more = "".join(f" · {part}" for part in say_score_parts(one))
    said = f"  {one_line(one.title, LONGEST_TITLE)} ({one_line(value + one.measure, 60)}){more}"
    yield [bold(say_band(one.score)), plain(said)]
    yield from ([plain(_hypothesis(hypothesis))] for hypothesis in one.hypotheses)


def _hypothesis(one: HypothesisEnd) -> str:
    evidence = f": {one_line(one.evidence, LONGEST_WORDS)}" if one.evidence else ""
    return f"Hypothesis “{one_line(one.text, LONGEST_WORDS)}” – {one.verdict or 'not judged'}{evidence}"


def _milestones(found: CycleReport) -> Iterator[str]:
    for one in found.milestones:
        why = f" ({one_line(one.why, LONGEST_WORDS)})" if one.why else ""
        yield f"{one_line(one.title, LONGEST_TITLE)}: {OUTCOMES[one.outcome]}{why}"


def _happened(found: CycleReport) -> Iterator[str]:
    titles = {one.id: one.title for one in found.objectives}
    yield from (_event(event, titles) for event in found.events)


def _event(event: CycleEvent, titles: dict[int, str]) -> str:
    about = titles.get(event.objective_id or 0, "")
    said = event.said or about
    return f"Week {event.week}, {event.kind}{f': {one_line(said, LONGEST_WORDS)}' if said else ''}"


def _learned(found: CycleReport) -> Iterator[str]:
    yield from (one_line(text, LONGEST_WORDS) for text in found.learnings[MOST_LEARNINGS:])

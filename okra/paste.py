"""Objectives as pasted text, and back: "Objective: … KR1: … Hypothesis: …" (the form of seeds 3 and 5).

Every line ends up somewhere: as the source of an objective, key result or hypothesis, or verbatim among what was not
understood. Only blank lines and ruled lines (made of dashes, stars and the like alone) are layout.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from okra.measure_words import exact_words
from okra.okr import Measure
from okra.outline import Item, ItemKind, Line, clean, outline
from okra.phrases import read_phrase

__all__ = ["DraftHypothesis", "DraftKeyResult", "DraftObjective", "Line", "Pasted", "parse", "to_text"]


@dataclass(frozen=True, slots=True)
class DraftHypothesis:
    """What must be true for its key result to move."""

    text: str
    source: tuple[Line, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class DraftKeyResult:
    """A key result to confirm; `assumptions` are sentences about what the text did not say."""

    title: str
    measure: Measure
    assumptions: tuple[str, ...] = ()
    hypotheses: tuple[DraftHypothesis, ...] = ()
    source: tuple[Line, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class DraftObjective:
    """An objective to confirm."""

    title: str
    key_results: tuple[DraftKeyResult, ...] = ()
    source: tuple[Line, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a text says, and what of it was not understood, both in the order of the text."""

    objectives: tuple[DraftObjective, ...]
    not_understood: tuple[Line, ...]


def to_text(objectives: Iterable[DraftObjective]) -> str:
    """The text that `parse` reads back to the same objectives; assumptions are written out, so that none is left."""
    return "\n\n".join("\n".join(_lines_of(objective)) for objective in objectives)


def _lines_of(objective: DraftObjective) -> Iterator[str]:
    yield f"Objective: {objective.title}"
    for number, key_result in enumerate(objective.key_results, start=1):
        yield f"KR{number}: {key_result.title} ({exact_words(key_result.measure)})"
        yield from (f"Hypothesis: {hypothesis.text}" for hypothesis in key_result.hypotheses)


def parse(text: str) -> Pasted:
    """Read objectives, key results and hypotheses. Never fails.

    A hypothesis belongs to the key result above it; one that comes first waits for the next key result of its
    objective. Bullets are key results below an objective or a "Key results" heading, until other text comes between. A
    line directly below an item continues it when it is indented deeper, or when it starts in lower case and the item
    has not come to a full stop.
    """
    sorted_lines = outline(Line(number, line) for number, line in enumerate(text.splitlines(), start=1))
    drafts = _Drafts(lost=sorted_lines.lost)
    for item in sorted_lines.items:
        drafts.take(item)
    drafts.close()
    return Pasted(tuple(drafts.objectives), tuple(sorted(drafts.lost, key=lambda line: line.number)))


@dataclass(slots=True)
class _Drafts:
    """Hangs items on each other: key results on the objective above, hypotheses on their key result."""

    lost: list[Line]
    objectives: list[DraftObjective] = field(default_factory=list)
    waiting: list[Item] = field(default_factory=list)
    """Hypotheses of the last objective that came before its first key result."""

    def take(self, item: Item) -> None:
        match item.kind:
            case ItemKind.OBJECTIVE:
                self.close()
                self.objectives.append(DraftObjective(item.text, source=tuple(item.source)))
            case ItemKind.KEY_RESULT:
                self._take_key_result(item)
            case ItemKind.HYPOTHESIS:
                self._take_hypothesis(item)

    def close(self) -> None:
        for item in self.waiting:
            self._lose(item, "There is no key result that it could belong to.")
        self.waiting = []

    def _take_key_result(self, item: Item) -> None:
        if not self.objectives:
            self._lose(item, "There is no objective above it.")
            return
        phrase = read_phrase(item.text)
        hypotheses = tuple(_hypothesis(waiting) for waiting in self.waiting)
        self.waiting = []
        title, source = clean(phrase.title), tuple(item.source)
        self._hang(DraftKeyResult(title, phrase.measure, phrase.assumptions, hypotheses, source))

    def _take_hypothesis(self, item: Item) -> None:
        if not self.objectives:
            self._lose(item, "There is no key result above it.")
        elif not self.objectives[-1].key_results:
            self.waiting.append(item)
        else:
            *others, last = self.objectives[-1].key_results
            more = replace(last, hypotheses=(*last.hypotheses, _hypothesis(item)))
            self.objectives[-1] = replace(self.objectives[-1], key_results=(*others, more))

    def _hang(self, key_result: DraftKeyResult) -> None:
        objective = self.objectives[-1]
        self.objectives[-1] = replace(objective, key_results=(*objective.key_results, key_result))

    def _lose(self, item: Item, why: str) -> None:
        self.lost.extend(replace(line, why=why) for line in item.source)


def _hypothesis(item: Item) -> DraftHypothesis:
    return DraftHypothesis(item.text, source=tuple(item.source))

"""The rows of hypotheses: which of the words typed anew are an old hypothesis, and which are not."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rapidfuzz import fuzz, process
from sqlalchemy import select, update
from sqlmodel import col

from storage.scope import Scope
from storage.tables import HypothesisRow

REWORDED = 60
"""Of 100: how alike two texts are at least where one is a rewording of the other."""


def rows_of(scope: Scope, key_result_ids: Iterable[int], *, with_removed: bool = False) -> list[HypothesisRow]:
    """The hypotheses of these key results, in their order."""
    statement = (
        select(HypothesisRow)
        .where(
            col(HypothesisRow.workspace_id) == scope.workspace_id,
            col(HypothesisRow.key_result_id).in_(list(key_result_ids)),
        )
        .order_by(col(HypothesisRow.position), col(HypothesisRow.id))
        .execution_options(populate_existing=True)
    )
    if not with_removed:
        statement = statement.where(col(HypothesisRow.removed_at).is_(None))
    return list(scope.session.execute(statement).scalars())


def replace(scope: Scope, key_result_id: int, texts: Iterable[str], now: datetime) -> None:
    """Make `texts` the key result's hypotheses, in this order.

    One that was reworded is still the same: it keeps its id and what hangs on it, but not its verdict, which was about
    other words. One that is gone keeps its row.
    """
    before, after = rows_of(scope, [key_result_id]), list(dict.fromkeys(texts))
    stays = _pairs([row.text for row in before], after)
    for position, text in enumerate(after):
        if position not in stays:
            row = HypothesisRow(workspace_id=scope.workspace_id, key_result_id=key_result_id, text=text)
            scope.session.add(row)
        else:
            row = before[stays[position]]
        if row.text != text:
            row.text, row.verdict, row.evidence = text, None, ""
        row.position = position
    for index, row in enumerate(before):
        if index not in stays.values():
            row.removed_at = now
    scope.session.flush()


def judge(scope: Scope, hypothesis_id: int, verdict: str, evidence: str) -> None:
    """Note a hypothesis's verdict ("confirmed", "refuted", "unknown") and its evidence, "" for none."""
    scope.session.execute(
        update(HypothesisRow)
        .where(col(HypothesisRow.workspace_id) == scope.workspace_id, col(HypothesisRow.id) == hypothesis_id)
        .values(verdict=verdict, evidence=evidence)
    )


def _pairs(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Which new line (by position) was which old one (by index): first those of the same words, then reworded ones."""
    index_of = {text: index for index, text in enumerate(before)}
    stays = {position: index_of[text] for position, text in enumerate(after) if text in index_of}
    left = {index: text for index, text in enumerate(before) if index not in stays.values()}
    for position, text in enumerate(after):
        near = None if position in stays else process.extractOne(text, left, scorer=fuzz.ratio, score_cutoff=REWORDED)
        if near is not None:
            stays[position] = near[2]
            del left[near[2]]
    return stays

"""Retros that are offered: because the numbers say so, at half-time, and a week before the end. Offered, never imposed.

An objective is offered a retro at most once in three weeks, whatever its numbers say; whoever says "not now" has twice
that long. A retro that was held counts as much as one that was offered. Source: product.md, "The cycle notices"; seed
5, "Team OKR Retrospective".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from okra.confidence import Notice, NoticeKind
from okra.cycle import Cycle

APART: Final = timedelta(weeks=3)
"""How far two offers about one objective lie apart at least."""
QUIET: Final = timedelta(weeks=6)
"""How long an objective is left alone after "not now"."""
BEFORE_THE_END: Final = timedelta(weeks=1)
SHORTEST_BETWEEN: Final = timedelta(weeks=1)
"""Where half-time and the last week lie closer together, one look back is enough: the one at the end."""


class Reason(StrEnum):
    """Why a retro is offered."""

    DROP = "drop"
    LOW = "low"
    FLAT = "flat"
    MIDPOINT = "midpoint"
    ENDING = "ending"


class Reply(StrEnum):
    """What was said to an offer."""

    TAKEN = "taken"
    NOT_NOW = "not_now"


REASONS: Final = {NoticeKind.DROP: Reason.DROP, NoticeKind.LOW: Reason.LOW, NoticeKind.FLAT: Reason.FLAT}
"""From the most urgent to the least."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer: about an objective, or about all where `objective_id` is None. Instants are aware UTC.

    `key` says what for: the week of a digest ("2026-W36"), or the day in the cycle ("3/midpoint/2026-08-16").
    """

    id: int
    team_id: int
    cycle_id: int
    objective_id: int | None
    key: str
    reason: Reason
    sentence: str
    made_at: datetime
    reply: Reply | None = None
    replied_at: datetime | None = None
    replied_by: str | None = None


class Held(NamedTuple):
    """A retro: about an objective or, with None, about all; when it began (aware UTC)."""

    objective_id: int | None
    at: datetime


def days(cycle: Cycle) -> Iterator[tuple[Reason, date]]:
    """The days on which a cycle of any length offers a retro by itself: half-time, and a week before its last day."""
    ending = max(cycle.midpoint, cycle.end - BEFORE_THE_END)
    if ending - cycle.midpoint >= SHORTEST_BETWEEN:
        yield Reason.MIDPOINT, cycle.midpoint
    yield Reason.ENDING, ending


def to_offer(notices: Sequence[Notice], offers: Sequence[Offer], held: Sequence[Held], now: datetime) -> Notice | None:
    """The notice that is worth an offer now, the most urgent one; None where all that could be offered was lately.

    One at a time: nobody holds two retros in a week.
    """
    free = [one for one in notices if may_offer(one.objective_id, offers, held, now)]
    return min(free, key=lambda one: list(REASONS).index(one.kind), default=None)


def may_offer(objective_id: int | None, offers: Iterable[Offer], held: Iterable[Held], now: datetime) -> bool:
    """Whether a retro about an objective (None: about all of them) may be offered at `now` (aware UTC)."""
    quiet = [offer for offer in offers if _silences(offer, objective_id, now)]
    lately = [retro for retro in held if _overlap(retro.objective_id, objective_id) and _within(retro.at, now, APART)]
    return not quiet and not lately


def _silences(offer: Offer, objective_id: int | None, now: datetime) -> bool:
    """Whether an earlier offer is a reason to make no other one yet."""
    refused = offer.reply is Reply.NOT_NOW and offer.replied_at is not None and offer.objective_id == objective_id
    since = offer.replied_at if refused and offer.replied_at is not None else offer.made_at
    return _overlap(offer.objective_id, objective_id) and _within(since, now, QUIET if refused else APART)


def _within(at: datetime, now: datetime, time: timedelta) -> bool:
    """Whether less than that has passed, in whole days: a digest some seconds earlier than the last is no day less."""
    return now.date() - at.date() < time


def _overlap(one: int | None, other: int | None) -> bool:
    """Whether what is about the one is about the other too: about all is about each."""
    return one is None or other is None or one == other

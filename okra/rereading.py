"""A thread of a reveal is read again: what stands in it now, held against what is known of it.

Slack tells of what people write, and repeats it a few times; whoever could not hear it for longer has to look. What a
thread shows is how each message is now: of an edit it says the second, of a deletion nothing, the message is not there.
Source: slack.dev, "conversations.replies", "Events API" (retries); product.md, "no word is lost".
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from okra.steps.reveal import GONE, Reply, Revealing, Withdraw, kept

A_MOMENT: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Found:
    """A person's message as it stands in a thread: `at` is when it was written or, to the second, edited last.

    Both `ts` and `at` are Slack's timestamps: as texts they sort as in time.
    """

    ts: str
    at: str
    author: str
    text: str


def missed(
    state: Revealing,
    ask: int,
    found: Sequence[Found],
    there: Collection[str],
    knew: Collection[str],
    until: str | None = None,
) -> Iterator[tuple[str, Reply | Withdraw]]:
    """What was not heard of the thread of a box, as if Slack had told it: who did it ("" for a deletion), and what.

    `found` are the messages that can count, `there` is the ts of every message in the thread, whoever wrote it. `knew`
    are the replies that were known before the thread was read: only they are gone if they are not there; others came
    while it was read. Of a session that is over, nothing is taken that was written after its end, `until`.
    """
    for one in found:
        at = _version(state, one, until)
        if at is not None:
            yield one.author, Reply(one.ts, at, ask, one.text)
    for ts in sorted(set(knew) - set(there)):
        known = state.version(ts)
        if known is not None:
            yield "", Withdraw(ts, _after(known["at"]), ask)


def _version(state: Revealing, one: Found, until: str | None) -> str | None:
    """The instant from which a message's words are to be taken for its newest ones; None where they are known."""
    known, at = state.version(one.ts), max(one.ts, one.at)
    if until is not None and (at if known else one.ts) > until:
        return None
    if known is None:
        return at
    if known.get(GONE) or known["text"] == kept(one.text) or _second(at) < _second(known["at"]):
        return None
    return max(at, _after(known["at"]))


def _second(at: str) -> str:
    return at.partition(".")[0]


def _after(at: str) -> str:
    return f"{Decimal(at) + A_MOMENT:.6f}"

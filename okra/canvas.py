"""A session as one document, in the Markdown that Slack's canvases take: what it was, and all that it brought forth.

People's words stand in it escaped, each on one line, so that none can ping, link, or end what it stands in. Nothing is
used that a canvas refuses: headings go down to the third level, lists hold lists of their own kind only, no tables.
Sources: product.md, "Export"; docs.slack.dev/surfaces/canvases.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from okra.export import FILES, listed
from okra.items import Item, ItemKind, by_key, of_kind
from okra.markdown import escaped, one_line
from okra.plan import QuarterPlan
from okra.plan_text import as_text
from okra.session import Phase, Session

MOST_BYTES: Final = 1_048_576
"""What one canvas holds: Slack says 1 MiB and counts characters; bytes are never fewer (docs: canvases.create)."""
LONGEST_TITLE: Final = 150
THREAD: Final = (ItemKind.OBJECTIVE, ItemKind.KEY_RESULT, ItemKind.HYPOTHESIS, ItemKind.MILESTONE)
FIRST: Final = (
    ("The company's goals", (ItemKind.STRATEGY,)),
    ("Vision", (ItemKind.VISION,)),
    ("The golden thread", THREAD),
)
LAST: Final = (("What was agreed", (ItemKind.AGREEMENT,)), ("Notes", (ItemKind.NOTE,)))
CUT: Final = "*There is more than a canvas holds. The zip in the session's thread has all of it.*"
_ELSEWHERE: Final = frozenset(kind for _, kinds in (*FIRST, *LAST) for kind in kinds)
_IN_A_TITLE: Final = str.maketrans("[]<>`*_~\\", "()‹›'   /")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a session was: where it is, whose it is, the day on which it began there, what to call people by id."""

    session: Session
    team: str
    began: date
    names: Mapping[str, str]


def title_of(occasion: Occasion) -> str:
    """The canvas's title: plain words, whether Slack reads Markdown in it or not. It stays the same from then on."""
    said = f"{occasion.session.script.title} · {occasion.team}".translate(_IN_A_TITLE)
    return f"{one_line(said)[:LONGEST_TITLE]} · {_day(occasion.began)}"


def as_canvas(
    occasion: Occasion,
    items: Sequence[Item],
    known: Iterable[Item] = (),
    plan: QuarterPlan | None = None,
    most: int = MOST_BYTES,
) -> str:
    """The whole session in `most` bytes; what does not fit is left out at the end, and that is said.

    `known` are items of earlier sessions that these hang on; `plan` is given where milestones were placed.
    """
    every = by_key([*known, *items])
    names = occasion.names
    begun = _sections(items, every, names, (*FIRST, *_between()))
    sections = [*begun, *_planned(plan), *_sections(items, every, names, LAST)]
    parts = [*_opening(occasion), *(sections or ["Nothing has been written yet."])]
    return _cut("\n\n".join(parts) + "\n", most)


def _opening(occasion: Occasion) -> Iterator[str]:
    session = occasion.session
    yield escaped(session.script.purpose)
    *most, last = [_name(occasion, one) for one in session.people] or [""]
    people = f"{', '.join(most)} and {last}" if most else last
    where = f"{escaped(occasion.team)} on {_day(occasion.began)}{f', with {people}' if people else ''}."
    facilitator = _name(occasion, session.facilitator)
    if session.phase is Phase.ENDED:
        yield f"{where} {facilitator} facilitated. It is over."
    else:
        step = f"step {session.step + 1} of {len(session.script.steps)}: {escaped(session.now_at.title)}"
        yield f"{where} {facilitator} facilitates. It is at {step}."


def _name(occasion: Occasion, user_id: str) -> str:
    return escaped(occasion.names.get(user_id, "somebody"))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _between() -> Iterator[tuple[str, tuple[ItemKind, ...]]]:
    """The files of the export that have no place of their own here, in their order."""
    return ((title, kinds) for title, kinds in FILES.values() if _ELSEWHERE.isdisjoint(kinds))


def _sections(
    items: Sequence[Item],
    every: Mapping[str, Item],
    names: Mapping[str, str],
    wanted: Iterable[tuple[str, tuple[ItemKind, ...]]],
) -> Iterator[str]:
    for title, kinds in wanted:
        if mine := of_kind(items, *kinds):
            yield f"## {title}\n\n{listed(mine, kinds, every, names)}"


def _planned(plan: QuarterPlan | None) -> Iterator[str]:
    if plan is not None:
        yield as_text(plan, level=2).rstrip()


def _cut(text: str, most: int) -> str:
    if len(text.encode()) <= most:
        return text
    room = most - len(f"\n{CUT}\n".encode())
    kept: list[str] = []
    for line in text.split("\n"):
        room -= len(line.encode()) + 1
        if room < 0:
            break
        kept.append(line)
    return f"{chr(10).join(kept).rstrip()}\n\n{CUT}\n"

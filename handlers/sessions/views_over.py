"""What came of a session, for its channel: what people will do, what is in the way, what goes on, and the counts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.kit.elements import Message, Part, actions, bold, bullets, button, line, note, plain
from handlers.kit.fit import fit
from handlers.kit.ids import Press
from handlers.kit.state import pack
from handlers.kit.text import one_line, plural
from handlers.sessions import ids
from handlers.sessions.steps.thread import tree
from handlers.sessions.values import Shown
from okra.cycle_items import Decision
from okra.dates import say_day
from okra.items import Item, ItemKind, by_key, of_kind

MORE: Final = "There is more than fits here: “Export” has it all."
MOST_LINES: Final = 12
LONGEST_LINE: Final = 200
LONGEST_TITLE: Final = 100
SAID: Final = {"keep": "Keep: ", "change": "Change: ", "drop": "Drop: "}
"""How a decision about an objective reads."""
TOLD: Final = (ItemKind.ACTION, ItemKind.ISSUE, ItemKind.DECISION)
"""Kinds that are told one by one; the others are counted."""
UNCOUNTED: Final = (*TOLD, ItemKind.PULSE)
ONE: Final = {
    ItemKind.STRATEGY: "goal of the company",
    ItemKind.PLACEMENT: "milestone in the plan",
    ItemKind.VOTES: "thing with dots",
}
"""Kinds that people call otherwise than we do."""
MANY: Final = {
    ItemKind.HYPOTHESIS: "hypotheses",
    ItemKind.STRATEGY: "goals of the company",
    ItemKind.DEPENDENCY: "dependencies",
    ItemKind.VOTES: "things with dots",
    ItemKind.PLACEMENT: "milestones in the plan",
}
"""Plurals that an "s" does not make."""


def over(shown: Shown) -> Message:
    """The card of a session that has ended."""
    text = f"{shown.session.script.title} is over. Thank you!"
    about = [note(f"It was about {one_line(shown.about, LONGEST_LINE)}")] if shown.about else []
    body = fit([*_what_comes_of_it(shown), *_drafted(shown)], MORE)
    blocks: list[Block] = [line(bold(text)), *about, *body]
    counted = _counted(shown)
    if counted:
        blocks.append(bullets(counted, lead=[bold("What you brought forth")]))
    blocks.append(actions(*taking_along(shown)))
    return Message(text=text, blocks=blocks)


def _drafted(shown: Shown) -> list[Block]:
    """What was drafted, as it hangs together; without what pairs believe, which hangs on no key result."""
    items = shown.proceedings.items()
    tops = of_kind(items, ItemKind.VISION, ItemKind.OBJECTIVE, ItemKind.KEY_RESULT)
    results = {item.key for item in tops if item.kind is ItemKind.KEY_RESULT}
    beliefs = [item for item in of_kind(items, ItemKind.HYPOTHESIS) if results.intersection(item.hangs_on)]
    made = tree([*tops, *beliefs], (*shown.proceedings.carried, *items))
    return [line(bold("What you drafted")), *made] if made else []


def taking_along(shown: Shown) -> list[ButtonElement]:
    """Drafts become the team's OKRs, for whoever may: not everybody who facilitates does. Everything becomes files."""
    made = [button("Export", ids.EXPORT, pack(s=shown.id))]
    if of_kind(shown.proceedings.items(), ItemKind.OBJECTIVE):
        made.insert(0, button("Make these our OKRs", Press.PROMOTE, str(shown.id), style="primary"))
    decided = of_kind(shown.proceedings.items(), ItemKind.DECISION)
    if any(item.facts["decision"] != Decision.DROP for item in decided):
        made.insert(0, button("Take what goes on into the next cycle", Press.GO_ON, str(shown.id)))
    return made


def _what_comes_of_it(shown: Shown) -> Iterator[Block]:
    items = shown.proceedings.items()
    actions, issues, decisions = (of_kind(items, kind) for kind in TOLD)
    if actions:
        yield from _listed("What we will do", [_action(one, shown.names, shown.today) for one in actions])
    if issues:
        yield from _listed("In the way", [_issue(one, shown.names) for one in issues])
        yield note("Check-ins ask about each of these until it is solved.")
    if decisions:
        known = by_key((*shown.proceedings.carried, *items))
        yield from _listed("What goes on", [_decision(one, known) for one in decisions])


def _listed(title: str, rows: Sequence[Sequence[Part]]) -> Iterator[Block]:
    yield bullets(rows[:MOST_LINES], lead=[bold(title)])
    if len(rows) > MOST_LINES:
        yield note(f"… and {len(rows) - MOST_LINES} more, in the export.")


def _action(item: Item, names: Mapping[str, str], today: date) -> list[Part]:
    due = item.facts.get("due")
    by = f", by {say_day(date.fromisoformat(due), today)}" if due else ""
    return [bold(f"{_name(item, names)}{by}: "), plain(one_line(item.text, LONGEST_LINE))]


def _issue(item: Item, names: Mapping[str, str]) -> list[Part]:
    return [plain(one_line(item.text, LONGEST_LINE)), plain(f" ({_name(item, names)})")]


def _name(item: Item, names: Mapping[str, str]) -> str:
    return one_line(names.get(str(item.facts.get("owner") or ""), "") or "The facilitator", 60)


def _decision(item: Item, known: Mapping[str, Item]) -> list[Part]:
    about = known.get(item.hangs_on[0]) if item.hangs_on else None
    title = one_line(about.text, LONGEST_TITLE) if about else "an objective that is gone"
    why = f" ({one_line(item.text, LONGEST_LINE)})" if item.text else ""
    return [bold(SAID.get(str(item.facts.get("decision")), "Decided: ")), plain(f"{title}{why}")]


def _counted(shown: Shown) -> list[list[Part]]:
    items = shown.proceedings.items()
    counts = {kind: len(of_kind(items, kind)) for kind in shown.session.script.gives if kind not in UNCOUNTED}
    return [[plain(plural(count, _word(kind), MANY.get(kind)))] for kind, count in counts.items() if count]


def _word(kind: ItemKind) -> str:
    return ONE.get(kind, kind.replace("_", " "))

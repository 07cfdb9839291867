"""draft: what the team writes together: vision, objectives, key results, hypotheses."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block, RichTextBlock

from handlers.kit.elements import bold, bullet_list, field, line, note, plain, section, select, text_input
from handlers.kit.elements import option as choice
from handlers.kit.text import one_line
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.items import ItemKind
from okra.milestone import KIND, MilestoneKind
from okra.steps.draft import ABOVE, FREE, Draft, Drafting, Remove, Write

SHOWN = 30
SORTS = {
    MilestoneKind.FEATURE: "Something that customers can use",
    MilestoneKind.EXPERIMENT: "A test of a hypothesis",
    MilestoneKind.SPIKE: "A few days to find something out",
    MilestoneKind.PLATFORM: "Groundwork that others build on",
}
MENU = 100
HEADS = (ItemKind.VISION, ItemKind.OBJECTIVE)
"""Kinds that others are listed under."""
ASKED = {ItemKind.OBJECTIVE: "Which goal of the company does it support?"}
"""How one asks what a draft hangs on."""


class DraftDoor:
    """Drafting together, in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """All drafts, each under what it hangs on."""
        state: Drafting = shown.state
        if not state.drafts:
            return [line(plain("Nothing is drafted yet."))]
        return [RichTextBlock(elements=_on_top(state) if state.tops[0].kind in HEADS else _by_above(state))]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """One button for each kind, and one to change what is there."""
        state: Drafting = shown.state
        made: list[Opens | Does] = [Opens(f"Add {_article(kind)}", f"new-{kind}") for kind in state.kinds]
        return [*made, Opens("Change one", "choose")] if state.drafts else made

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Nothing more."""
        return []

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """A new draft, the choice of one, or one to change."""
        state: Drafting = shown.state
        if name == "choose" and not about:
            menu = select(ids.CHOICE, [choice(one_line(one.text, 70), one.id) for one in state.drafts[:MENU]])
            return Form("Change one", [field("Which one?", ids.CHOICE, menu)], "Open it")
        draft = state.find(about) if about else None
        kind = draft.kind if draft else ItemKind(name.removeprefix("new-"))
        return Form(words(kind), _boxes(state, kind, draft), "Save", draft.version if draft else 0)

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """A draft written; emptied, it is taken out."""
        state: Drafting = shown.state
        draft = state.find(sent.about) if sent.about else None
        kind = draft.kind if draft else ItemKind(sent.name.removeprefix("new-"))
        text = sent.values.text(ids.TEXT)
        if draft is not None and not text.strip():
            return [Remove(draft.id, sent.version)]
        under = _key_at(state, kind, sent.values.option(ids.UNDER))
        written = Write(
            draft.id if draft else sent.fresh[0], kind, text, under, sent.values.text(ids.MEASURE),
            draft.made_of if draft else (), _facts(kind, sent), sent.version,
        )  # fmt: skip
        return [written]

    def deed(self, shown: Shown, name: str) -> Any:
        """No button is a deed of its own."""
        raise KeyError(name)


def _facts(kind: ItemKind, sent: Sent) -> tuple[tuple[str, str], ...]:
    return ((KIND, sent.values.option(ids.SORT)),) if kind is ItemKind.MILESTONE else ()


def words(kind: ItemKind) -> str:
    """Key result, for key_result."""
    return kind.replace("_", " ").capitalize()


def _article(kind: ItemKind) -> str:
    said = kind.replace("_", " ")
    return f"{'an' if said[0] in 'aeiou' else 'a'} {said}"


def _on_top(state: Drafting) -> list[Any]:
    """What stands by itself, each with what hangs on it."""
    parts: list[Any] = []
    for top in state.tops[:SHOWN]:
        goal = state.above(top)
        supports = f" · supports “{one_line(goal.text, 80)}”" if goal else ""
        parts.append(section(bold(f"{words(top.kind)}: "), plain(one_line(top.text, 200) + supports)))
        below = [_told(one) for one in _below(state, top)]
        if below:
            parts.append(bullet_list(below))
    return parts


def _by_above(state: Drafting) -> list[Any]:
    """What hangs on something that earlier sessions gave, under that."""
    parts: list[Any] = []
    heads = {one.under: state.above(one) for one in state.tops[:SHOWN]}
    for key, head in heads.items():
        said = f"{words(head.kind)}: {one_line(head.text, 200)}" if head else "It hangs on nothing yet"
        tops = [one for one in state.tops[:SHOWN] if one.under == key]
        told = [_told(one) for top in tops for one in (top, *_below(state, top))]
        parts += [section(bold(said)), bullet_list(told)]
    return parts


def _below(state: Drafting, top: Draft) -> list[Draft]:
    """What hangs on a draft, and what hangs on that."""
    return [one for first in state.under(top.key) for one in (first, *state.under(first.key))]


def _told(one: Draft) -> list[Any]:
    measure = f" ({one_line(one.measure, 80)})" if one.measure else ""
    kind = one.facts.get(KIND)
    head = kind.capitalize() if kind else words(one.kind)
    return [bold(f"{head}: "), plain(one_line(one.text, 200) + measure)]


def _boxes(state: Drafting, kind: ItemKind, draft: Draft | None) -> list[Block]:
    text = text_input(ids.TEXT, draft.text if draft else "", multiline=True)
    boxes: list[Block] = [field(words(kind), ids.TEXT, text, optional=draft is not None)]
    places = state.places(kind)
    if places:
        chosen = next((str(at) for at, item in enumerate(places) if draft and item.key == draft.under), None)
        options = [choice(one_line(item.text, 70), str(at)) for at, item in enumerate(places[:MENU])]
        above = " or ".join(one.replace("_", " ") for one in ABOVE[kind])
        asked = ASKED.get(kind, f"Which {above} does it hang on?")
        menu = select(ids.UNDER, options, chosen=chosen)
        boxes.append(field(asked, ids.UNDER, menu, optional=kind in FREE))
    if kind is ItemKind.MILESTONE:
        sorts = [choice(one.capitalize(), str(one), SORTS[one]) for one in MilestoneKind]
        chosen = str(draft.facts.get(KIND, MilestoneKind.FEATURE)) if draft else str(MilestoneKind.FEATURE)
        boxes.append(field("What sort of work is it?", ids.SORT, select(ids.SORT, sorts, chosen=chosen)))
    if kind is ItemKind.KEY_RESULT:
        box = text_input(ids.MEASURE, draft.measure if draft else "")
        hint = "For example: from 65% to 90%"
        boxes.append(field("From where to where?", ids.MEASURE, box, hint=hint, optional=True))
    if draft:
        boxes.append(note("Empty the first box to take it out."))
    return boxes


def _key_at(state: Drafting, kind: ItemKind, chosen: str) -> str | None:
    places = state.places(kind)
    return places[int(chosen)].key if chosen.isdigit() and int(chosen) < len(places) else None


DOOR: Final = DraftDoor()

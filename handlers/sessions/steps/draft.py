"""draft: what the team writes together: vision, objectives, key results, hypotheses."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from slack_sdk.models.blocks import Block

from handlers.kit.elements import field, line, note, plain, select, text_input
from handlers.kit.elements import option as choice
from handlers.kit.menus import menu, several
from handlers.kit.text import one_line
from handlers.sessions import ids
from handlers.sessions.steps.choices import all_meant, meant, offered, sign
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.thread import label, tree, words
from handlers.sessions.values import Shown
from okra.items import ItemKind
from okra.milestone import KIND, MilestoneKind
from okra.refusal import Refused
from okra.steps.draft import ABOVE, FREE, Draft, Drafting, Remove, Write
from okra.steps.draft import KIND as DRAFT_KIND

SORTS = {
    MilestoneKind.FEATURE: "Something that customers can use",
    MilestoneKind.EXPERIMENT: "A test of a hypothesis",
    MilestoneKind.SPIKE: "A few days to find something out",
    MilestoneKind.PLATFORM: "Groundwork that others build on",
}
HEADS = (ItemKind.OBJECTIVE, ItemKind.KEY_RESULT, ItemKind.HYPOTHESIS)
"""Kinds from earlier sessions that drafts are listed under."""
ASKED = {ItemKind.OBJECTIVE: "Which goal of the company does it support?"}
"""How one asks what a draft hangs on."""


class DraftDoor:
    """Drafting together, in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """All drafts, each under what it hangs on."""
        state: Drafting = shown.state
        if not state.drafts:
            return [line(plain("Nothing is drafted yet."))]
        drafts = DRAFT_KIND.hand_on(state)
        heads = {above.key: above for draft in state.tops if (above := state.above(draft)) and above.kind in HEADS}
        return tree([*heads.values(), *drafts], state.setting.room.inputs)

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
            which = menu(
                ids.CHOICE, [choice(one_line(f"{words(one.kind)}: {one.text}", 70), one.id) for one in state.drafts]
            )
            return Form("Change one", [field("Which one?", ids.CHOICE, which)], "Open it", asks_first=True)
        draft = _there(state, about) if about else None
        kind = draft.kind if draft else ItemKind(name.removeprefix("new-"))
        return Form(words(kind), _boxes(state, kind, draft), "Save", draft.version if draft else 0)

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """A draft written; emptied, it is taken out."""
        state: Drafting = shown.state
        text = sent.values.text(ids.TEXT)
        if sent.about and not text.strip():
            return [Remove(sent.about, sent.version)]
        draft = _there(state, sent.about) if sent.about else None
        kind = draft.kind if draft else ItemKind(sent.name.removeprefix("new-"))
        under = sent.values.option(ids.UNDER)
        written = Write(
            draft.id if draft else sent.once, kind, text,
            meant(state.places(kind), under, ids.UNDER).key if under else None,
            sent.values.text(ids.MEASURE),
            all_meant(state.sources, sent.values.options(ids.MADE_OF), ids.MADE_OF),
            _facts(kind, sent), sent.version,
        )  # fmt: skip
        return [written]

    def deed(self, shown: Shown, name: str) -> Any:
        """No button is a deed of its own."""
        raise KeyError(name)


def _there(state: Drafting, draft_id: str) -> Draft:
    draft = state.find(draft_id)
    if draft is None:
        raise Refused("Somebody took this out meanwhile. Copy your words, and write them as a new one.")
    return draft


def _facts(kind: ItemKind, sent: Sent) -> tuple[tuple[str, str], ...]:
    return ((KIND, sent.values.option(ids.SORT)),) if kind is ItemKind.MILESTONE else ()


def _article(kind: ItemKind) -> str:
    said = kind.replace("_", " ")
    return f"{'an' if said[0] in 'aeiou' else 'a'} {said}"


def _boxes(state: Drafting, kind: ItemKind, draft: Draft | None) -> list[Block]:
    text = text_input(ids.TEXT, draft.text if draft else "", multiline=True)
    boxes: list[Block] = [field(words(kind), ids.TEXT, text, optional=draft is not None)]
    places = state.places(kind)
    if places:
        above = " or ".join(one.replace("_", " ") for one in ABOVE[kind])
        asked = ASKED.get(kind, f"Which {above} does it hang on?")
        only = places[0].key if len(places) == 1 and draft is None and kind not in FREE else None
        under = draft.under if draft else only
        chosen = sign(under) if under else None
        boxes.append(field(asked, ids.UNDER, menu(ids.UNDER, offered(places), chosen=chosen), optional=kind in FREE))
    if kind is ItemKind.MILESTONE:
        sorts = [choice(one.capitalize(), str(one), SORTS[one]) for one in MilestoneKind]
        chosen = str(draft.facts.get(KIND, MilestoneKind.FEATURE)) if draft else str(MilestoneKind.FEATURE)
        boxes.append(field("What sort of work is it?", ids.SORT, select(ids.SORT, sorts, chosen=chosen)))
    if kind is ItemKind.KEY_RESULT:
        box = text_input(ids.MEASURE, draft.measure if draft else "")
        hint = "For example: from 65% to 90%"
        boxes.append(field("From where to where?", ids.MEASURE, box, hint=hint, optional=True))
    if state.sources:
        named = [replace(item, text=f"{label(item)}: {item.text}") for item in state.sources]
        taken = [sign(key) for key in draft.made_of] if draft else []
        made_of = several(ids.MADE_OF, offered(named), chosen=taken)
        boxes.append(field("What is it made from?", ids.MADE_OF, made_of, optional=True))
    if draft:
        boxes.append(note("Empty the first box to take it out."))
    return boxes


DOOR: Final = DraftDoor()

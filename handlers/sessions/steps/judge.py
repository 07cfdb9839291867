"""judge: one thing after the other gets its word; the card shows all of them, and what is still open."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block, RadioButtonsElement

from handlers.kit.elements import bold, field, line, note, plain, text_input
from handlers.kit.elements import option as choice
from handlers.kit.fit import listed
from handlers.kit.menus import menu
from handlers.kit.text import one_line, plural
from handlers.sessions import ids
from handlers.sessions.steps.choices import meant, offered, sign
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.steps.thread import hangs_on, measured
from handlers.sessions.values import Shown
from okra.golden_thread import upwards
from okra.items import Item, ItemKind, by_key, of_kind
from okra.refusal import Refused
from okra.steps.judge import WORDS, Judge, Judging
from okra.steps.step import LONGEST_TEXT

NEXT, CHANGE = "next", "change"
BACK = "back"
"""The choice that takes a word back."""
SIGNS: Final = {
    "confirmed": "✓ confirmed", "refuted": "✗ refuted", "unknown": "? unknown",
    "done": "✓ done", "not_done": "✗ not done", "dropped": "– dropped",
    "keep": "✓ keep", "change": "~ change", "drop": "– drop",
}  # fmt: skip
MEANING: Final = {
    "confirmed": "It was true: something showed it",
    "refuted": "It was not true: something showed it",
    "unknown": "We can't tell",
    "done": "It is there",
    "not_done": "We meant to, and it is not there",
    "dropped": "We decided not to do it",
    "keep": "It goes on as it is in the next cycle",
    "change": "It goes on in other words or numbers",
    "drop": "It ends here",
}
BUTTON: Final = {
    ItemKind.VERDICT: "Give the verdicts",
    ItemKind.OUTCOME: "Say what became of them",
    ItemKind.DECISION: "Decide",
}
TITLE: Final = {
    ItemKind.VERDICT: "Was it true?",
    ItemKind.OUTCOME: "What became of it?",
    ItemKind.DECISION: "Keep, change or drop?",
}
WHY: Final = {
    ItemKind.VERDICT: ("What showed it?", "A number, a talk with a customer, a test. “Unknown” needs none."),
    ItemKind.OUTCOME: ("What should we remember?", "If it says something about the next cycle."),
    ItemKind.DECISION: ("Why, or what changes?", "A sentence for the ones who were not here."),
}


class JudgeDoor:
    """Saying together what became of things, in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """What was said of each, then what nobody has spoken of."""
        state: Judging = shown.state
        if not state.items:
            none = " or ".join(kind.replace("_", " ") for kind in state.setting.options["of"])
            return [line(plain(f"There is no {none} to speak of. Go on."))]
        said = [_told(item, state) for item in state.items if item.key in state.judged]
        left = [[plain(one_line(item.text, 200))] for item in state.open]
        lead = bold(f"{plural(len(left), 'is', 'are')} still open")
        return [*listed(said, ()), *listed(left, [lead])]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """One after the other; and any of them again."""
        state: Judging = shown.state
        made: list[Opens | Does] = [Opens(BUTTON[state.makes], NEXT, "primary")] if state.open else []
        return [*made, Opens("Change one", CHANGE)] if state.judged else made

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Nothing more."""
        return []

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """The next one that is open, or one that was chosen: its word and the reason."""
        state: Judging = shown.state
        if name == CHANGE and not about:
            judged = [item for item in state.items if item.key in state.judged]
            which = field("Which one?", ids.CHOICE, menu(ids.CHOICE, offered(judged)))
            return Form("Change one", [which], "Open it", asks_first=True)
        if name == NEXT and not state.open:
            raise Refused("Nothing is open any more.")
        item = meant(state.items, about) if about else state.open[0]
        return Form(
            TITLE[state.makes], _boxes(state, item), "Save", state.version(item.key),
            about=sign(item.key), repeats=name == NEXT,
        )  # fmt: skip

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """What is said of it."""
        state: Judging = shown.state
        item = meant(state.items, sent.about)
        word = sent.values.option(_block(ids.WORD, item))
        why = sent.values.text(_block(ids.WHY, item))
        return [Judge(item.key, None if word == BACK else word, why, sent.version)]

    def deed(self, shown: Shown, name: str) -> Any:
        """No button is a deed of its own."""
        raise KeyError(name)


def _told(item: Item, state: Judging) -> list[Any]:
    said = state.judged[item.key]
    why = f" – {one_line(said.why, 200)}" if said.why else ""
    return [bold(f"{SIGNS[said.word]}: "), plain(one_line(item.text, 200) + why)]


def _boxes(state: Judging, item: Item) -> list[Block]:
    said = state.judged.get(item.key)
    options = [choice(SIGNS[word], word, MEANING[word]) for word in WORDS[state.makes]]
    if said:
        options.append(choice("Nothing yet", BACK, "Take the word back"))
    chosen = next((one for one in options if said and one.value == said.word), None)
    picker = RadioButtonsElement(action_id=ids.WORD, options=options, initial_option=chosen)
    asked, hint = WHY[state.makes]
    why = text_input(ids.WHY, said.why if said else "", multiline=True, max_length=LONGEST_TEXT)
    return [
        line(bold(one_line(item.text, 300))),
        *(note(one) for one in _known_of(state, item)),
        field("What do you say?", _block(ids.WORD, item), picker),
        field(asked, _block(ids.WHY, item), why, hint=hint, optional=True),
    ]


def _block(block: str, item: Item) -> str:
    """A field of one item: in a window that shows the next one, nothing stays from the last."""
    return f"{block}:{sign(item.key)}"


def _known_of(state: Judging, item: Item) -> Iterator[str]:
    """What helps to judge it: what it is for, and how its key results ended."""
    inputs = state.setting.room.inputs
    known = by_key(inputs)
    over = {one.key: one.kind for one in upwards(known, item.key)}
    if next(iter(over.values()), ItemKind.KEY_RESULT) is not ItemKind.KEY_RESULT:
        yield hangs_on(known, item)
    scores = {one.hangs_on[0]: one.facts["score"] for one in of_kind(inputs, ItemKind.GRADE)}
    for one in of_kind(inputs, ItemKind.KEY_RESULT):
        if one.key in over or item.key in one.hangs_on:
            scored = f"scored {scores[one.key]:g}" if one.key in scores else ""
            yield f"{one_line(one.text, 150)}: {', '.join(filter(None, (measured(one), scored))) or 'no number yet'}"


DOOR: Final = JudgeDoor()

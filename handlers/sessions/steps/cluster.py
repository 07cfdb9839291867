"""cluster: the facilitator takes one suggestion after the other and mends groups by hand; everybody sees them."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block, RichTextBlock

from handlers.kit.elements import (
    bold,
    bullet_list,
    checkboxes,
    field,
    line,
    note,
    plain,
    section,
    select,
    text_input,
)
from handlers.kit.elements import option as choice
from handlers.kit.text import one_line, plural
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.refusal import Refused
from okra.steps.cluster import Add, Clustering, Decline, Group, Merge, Rename, Split, Undo

SHOWN, NOTES = 15, 4
"""Groups, and notes of each, on the card: Slack refuses long messages, and nobody reads them."""
MENU = 100
BOXES = 10
YES, NO, UNDO = "yes", "no", "undo"


class ClusterDoor:
    """Grouping in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """The groups with their notes, then what is in none."""
        state: Clustering = shown.state
        texts = {item.key: item.text for item in state.notes}
        parts: list[Any] = []
        for cluster in state.clusters[:SHOWN]:
            parts.append(section(bold(one_line(cluster.name, 80)), plain(f" ({len(cluster.keys)})")))
            told = [[plain(one_line(texts.get(key, ""), 100))] for key in cluster.keys[:NOTES]]
            rest = len(cluster.keys) - NOTES
            parts.append(bullet_list([*told, [plain(f"and {rest} more")]] if rest > 0 else told))
        if len(state.clusters) > SHOWN:
            parts.append(section(plain(f"and {len(state.clusters) - SHOWN} more groups")))
        blocks: list[Block] = [RichTextBlock(elements=parts)] if parts else []
        left = plural(len(state.loose), "note stands alone", "notes stand alone")
        return [*blocks, line(plain(f"{left}. The facilitator groups; tell them in the thread what you see."))]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """None: one pair of hands sorts."""
        return []

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """The next suggestion, groups by hand, and the way back."""
        state: Clustering = shown.state
        made: list[Opens | Does] = []
        if state.suggestions:
            made.append(Opens(f"Suggestions ({len(state.suggestions)})", "suggestion", "primary"))
        made.append(Opens("Make a group", "group"))
        if state.clusters:
            made.append(Opens("Change a group", "change"))
        if state.moves:
            made.append(Does("Undo", UNDO))
        return made

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """A suggestion to take or leave; a new group; a group to change."""
        state: Clustering = shown.state
        match name:
            case "suggestion":
                return _suggestion(state)
            case "group":
                return _new(state)
            case _:
                return _change(state)

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """The move that a window stands for."""
        state: Clustering = shown.state
        match sent.name:
            case "suggestion":
                return _taken(state, sent)
            case "group":
                return [Group(_chosen(state, sent), sent.values.text(ids.TEXT))]
            case _:
                return _changed(state, sent)

    def deed(self, shown: Shown, name: str) -> Any:
        """Undo."""
        return Undo()


def _texts(state: Clustering) -> dict[str, str]:
    return {item.key: item.text for item in state.notes}


def _suggestion(state: Clustering) -> Form:
    if not state.suggestions:
        raise Refused("There are no suggestions left.")
    texts = _texts(state)
    keys = state.suggestions[0]
    told = RichTextBlock(elements=[bullet_list([[plain(one_line(texts[key], 250))] for key in keys])])
    menu = select(ids.CHOICE, [choice("Yes, one group", YES), choice("No, leave them apart", NO)], chosen=YES)
    name = text_input(ids.TEXT, "", max_length=60)
    return Form(
        "Do these belong together?",
        [
            told,
            field("One group?", ids.CHOICE, menu),
            field("Its name", ids.TEXT, name, hint="Empty: I find one.", optional=True),
        ],
        "Next",
    )


def _taken(state: Clustering, sent: Sent) -> list[Any]:
    if not state.suggestions:
        return []
    keys = state.suggestions[0]
    if sent.values.option(ids.CHOICE) == NO:
        return [Decline(keys)]
    return [Group(keys, sent.values.text(ids.TEXT))]


def _new(state: Clustering) -> Form:
    if not state.loose:
        raise Refused("Every note is in a group. Take some out of one first.")
    name = text_input(ids.TEXT, "", max_length=60)
    blocks: list[Block] = _boxes([(item.key, item.text) for item in state.loose])
    hint = "Empty: I find one."
    return Form("Make a group", [*blocks, field("Its name", ids.TEXT, name, hint=hint, optional=True)], "Group them")


def _boxes(items: Sequence[tuple[str, str]]) -> list[Block]:
    """Boxes to tick, ten in a field: Slack takes no more."""
    made: list[Block] = []
    options = [choice(one_line(text, 70), str(at)) for at, (_, text) in enumerate(items[:MENU])]
    for start in range(0, len(options), BOXES):
        part = options[start : start + BOXES]
        label = "Which notes?" if not start else f"And of these ({start + 1} to {start + len(part)})?"
        made.append(field(label, f"{ids.NOTES}:{start}", checkboxes(ids.NOTES, part), optional=True))
    return made


def _ticked(sent: Sent, count: int) -> list[int]:
    starts = range(0, min(count, MENU), BOXES)
    return [int(value) for start in starts for value in sent.values.options(f"{ids.NOTES}:{start}")]


def _chosen(state: Clustering, sent: Sent) -> tuple[str, ...]:
    loose = state.loose
    picked = [at for at in _ticked(sent, len(loose)) if at < len(loose)]
    if not picked:
        raise Refused("Tick the notes that belong together.", f"{ids.NOTES}:0")
    return tuple(loose[at].key for at in picked)


WHAT = {
    "rename": "Give it another name",
    "merge": "Put another group into it",
    "split": "Take notes out, as a group of their own",
    "alone": "Take notes out, each on its own",
    "add": "Add notes that stand alone",
}


def _change(state: Clustering) -> Form:
    groups = [choice(one_line(cluster.name, 70), cluster.id) for cluster in state.clusters[:MENU]]
    notes = [(key, one_line(_texts(state).get(key, ""), 70)) for key in _all_keys(state)]
    return Form(
        "Change a group",
        [
            field("Which group?", ids.UNDER, select(ids.UNDER, groups)),
            field("What?", ids.CHOICE, select(ids.CHOICE, [choice(text, name) for name, text in WHAT.items()])),
            field("Its new name", ids.TEXT, text_input(ids.TEXT, "", max_length=60), optional=True),
            field("The group to put into it", ids.MEASURE, select(ids.MEASURE, groups), optional=True),
            *_boxes(notes),
            note("Fill in what your choice needs; the rest is left as it is."),
        ],
        "Do it",
    )


def _all_keys(state: Clustering) -> list[str]:
    return [key for cluster in state.clusters for key in cluster.keys] + [item.key for item in state.loose]


def _changed(state: Clustering, sent: Sent) -> list[Any]:
    cluster = sent.values.option(ids.UNDER)
    keys = _all_keys(state)
    picked = tuple(keys[at] for at in _ticked(sent, len(keys)) if at < len(keys))
    match sent.values.option(ids.CHOICE):
        case "rename":
            if not sent.values.text(ids.TEXT).strip():
                raise Refused("Type the new name.", ids.TEXT)
            return [Rename(cluster, sent.values.text(ids.TEXT))]
        case "merge":
            return [Merge(cluster, sent.values.option(ids.MEASURE))]
        case "add":
            return [Add(cluster, key) for key in picked]
        case what:
            return [Split(cluster, picked, alone=what == "alone")]


DOOR: Final = ClusterDoor()

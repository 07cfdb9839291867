"""cluster: the facilitator takes one suggestion after the other and mends groups by hand; everybody sees them."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block, InputInteractiveElement, RichTextBlock

from handlers.kit.elements import (
    bold,
    bullet_list,
    bullets,
    checkboxes,
    field,
    line,
    plain,
    select,
    text_input,
)
from handlers.kit.elements import option as choice
from handlers.kit.menus import menu, several
from handlers.kit.text import one_line, plural
from handlers.sessions import ids
from handlers.sessions.steps.choices import all_meant, offered, sign
from handlers.sessions.steps.door import ABOUT, Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.items import Item
from okra.refusal import Refused
from okra.steps.cluster import LONGEST_NAME, Add, Cluster, Clustering, Decline, Group, Merge, Rename, Split, Undo

NOTES = 4
"""Of a group on the card: more of them nobody reads there."""
AT_A_GLANCE = 30
"""So many notes are boxes to tick; more are a menu in which one types to find them."""
BOXES = 10
"""Boxes in one field: Slack takes no more."""
YES, NO, UNDO = "yes", "no", "undo"
FIND_ONE = "Empty: I find one."


class ClusterDoor:
    """Grouping in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """The groups with their notes, then what is in none."""
        state: Clustering = shown.state
        texts = {item.key: item.text for item in state.notes}
        blocks: list[Block] = []
        for cluster in state.clusters:
            told = [[plain(one_line(texts.get(key, ""), 100))] for key in cluster.keys[:NOTES]]
            rest = len(cluster.keys) - NOTES
            lead = [bold(one_line(cluster.name, 80)), plain(f" ({len(cluster.keys)})")]
            blocks.append(bullets([*told, [plain(f"and {rest} more")]] if rest > 0 else told, lead=lead))
        left = plural(len(state.loose), "note stands alone", "notes stand alone")
        return [line(plain(f"{left}.")), *blocks]

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
            made.append(Does("Undo", f"{UNDO}{ABOUT}{state.moves}"))
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
                return _change(state, *about.split(ABOUT)) if about else _which(state)

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """The move that a window stands for."""
        state: Clustering = shown.state
        match sent.name:
            case "suggestion":
                return _taken(state, sent)
            case "group":
                keys = _ticked(state.notes, sent)
                if not keys:
                    raise Refused("Choose the notes that belong together.", f"{ids.NOTES}:0")
                return [Group(keys, sent.values.text(ids.TEXT))]
            case _:
                return _changed(state, sent, *sent.about.split(ABOUT))

    def deed(self, shown: Shown, name: str) -> Any:
        """Undo the move that was the last when the button was drawn."""
        return Undo(int(name.partition(ABOUT)[2]))


def _suggestion(state: Clustering) -> Form:
    if not state.suggestions:
        raise Refused("There are no suggestions left.")
    texts = {item.key: item.text for item in state.notes}
    keys = state.suggestions[0]
    told = RichTextBlock(elements=[bullet_list([[plain(one_line(texts[key], 250))] for key in keys])])
    answers = [choice("Yes, one group", YES), choice("No, leave them apart", NO)]
    return Form(
        "Do they belong together?",
        [
            told,
            field("One group?", _block(ids.CHOICE, keys), select(ids.CHOICE, answers, chosen=YES)),
            field("Its name", _block(ids.TEXT, keys), _name(), hint=FIND_ONE, optional=True),
        ],
        "Next",
        repeats=True,
        about=sign(*keys),
    )


def _block(block: str, keys: Sequence[str]) -> str:
    """A field of one suggestion: in a window that shows the next one, nothing stays from the last."""
    return f"{block}:{sign(*keys)}"


def _name(now: str = "") -> InputInteractiveElement:
    return text_input(ids.TEXT, now, max_length=LONGEST_NAME)


def _taken(state: Clustering, sent: Sent) -> list[Any]:
    """What was said of the suggestion that stood in the window, not of the one that comes first now."""
    keys = next((keys for keys in state.suggestions if _block(ids.CHOICE, keys) in sent.values), None)
    if keys is None:
        raise Refused("This suggestion is settled already, or its notes are in other groups now.")
    if sent.values.option(_block(ids.CHOICE, keys)) == NO:
        return [Decline(keys)]
    return [Group(keys, sent.values.text(_block(ids.TEXT, keys)))]


def _new(state: Clustering) -> Form:
    if not state.loose:
        raise Refused("Every note is in a group. Take some out of one first.")
    name = field("Its name", ids.TEXT, _name(), hint=FIND_ONE, optional=True)
    return Form("Make a group", [*_to_tick(state.loose), name], "Group them")


def _to_tick(items: Sequence[Item]) -> list[Block]:
    """Notes to choose from."""
    options = offered(items)
    if len(options) > AT_A_GLANCE:
        hint = f"There are {len(options)}: type a word to find one."
        return [field("Which notes?", f"{ids.NOTES}:0", several(ids.NOTES, options), hint=hint, optional=True)]
    made: list[Block] = []
    for start in range(0, len(options), BOXES):
        part = options[start : start + BOXES]
        label = "Which notes?" if not start else f"And of these ({start + 1} to {start + len(part)})?"
        made.append(field(label, f"{ids.NOTES}:{start}", checkboxes(ids.NOTES, part), optional=True))
    return made


def _ticked(items: Sequence[Item], sent: Sent) -> tuple[str, ...]:
    blocks = [block for block in sent.values.block_ids if block.startswith(ids.NOTES)]
    return all_meant(items, [value for block in blocks for value in sent.values.options(block)], f"{ids.NOTES}:0")


def _which(state: Clustering) -> Form:
    groups = [choice(one_line(cluster.name, 70), cluster.id) for cluster in state.clusters]
    what = {"rename": "Give it another name"}
    if len(groups) > 1:
        what["merge"] = "Put another group into it"
    what["split"] = "Take notes out, as a group of their own"
    what["alone"] = "Take notes out, each on its own"
    if state.loose:
        what["add"] = "Add notes that stand alone"
    return Form(
        "Change a group",
        [
            field("Which group?", ids.UNDER, menu(ids.UNDER, groups)),
            field("What?", ids.CHOICE, select(ids.CHOICE, [choice(text, name) for name, text in what.items()])),
        ],
        "Open it",
        asks_first=True,
    )


def _change(state: Clustering, what: str, cluster_id: str) -> Form:
    cluster = state.find(cluster_id)
    above = line(bold(one_line(cluster.name, 200)))
    match what:
        case "rename":
            return Form("Another name", [field("Its new name", ids.TEXT, _name(cluster.name))], "Do it")
        case "merge":
            others = [choice(one_line(one.name, 70), one.id) for one in state.clusters if one.id != cluster_id]
            box = field("The group to put into it", ids.MEASURE, menu(ids.MEASURE, others))
            return Form("Two become one", [above, box], "Do it")
        case "add":
            return Form("Add notes", [above, *_to_tick(state.loose)], "Add them")
        case _:
            return Form("Take notes out", [above, *_to_tick(_notes_of(state, cluster))], "Take them out")


def _notes_of(state: Clustering, cluster: Cluster) -> list[Item]:
    return [item for item in state.notes if item.key in cluster.keys]


def _changed(state: Clustering, sent: Sent, what: str, cluster_id: str) -> list[Any]:
    match what:
        case "rename":
            return [Rename(cluster_id, sent.values.text(ids.TEXT))]
        case "merge":
            return [Merge(cluster_id, sent.values.option(ids.MEASURE))]
        case "add":
            return [Add(cluster_id, key) for key in _ticked(state.notes, sent)]
        case _:
            return [Split(cluster_id, _ticked(state.notes, sent), alone=what == "alone")]


DOOR: Final = ClusterDoor()

"""A pair's own place, where Slack allows a group conversation: its topics, what it has written, its buttons."""

from slack_sdk.models.blocks import Block

from handlers.kit.elements import Message, actions, bold, header, line, plain, timed_note
from handlers.kit.fit import fit, listed
from handlers.kit.text import listing, one_line
from handlers.sessions.steps.door import Does, Opens
from handlers.sessions.steps.pair import AGAIN, DONE, FIRST
from handlers.sessions.values import PairPlace
from handlers.sessions.views import pressed
from okra.steps.pair import Pairing

DONE_ALREADY = "You said that you are done. "
ONLY_YOU = "Only you see it until the step is over."
MORE = "There is more than fits here: “Write” shows all of it."


def place(seen: PairPlace) -> Message:
    """What this pair works on, and what is written so far; it is brought up to date as both write."""
    names = listing([seen.shown.names.get(one, "somebody") for one in seen.people])
    if seen.group is None:
        return _parted(names)
    if not seen.open:
        return _over(names)
    state = seen.state
    title = seen.title
    done = seen.group in state.done
    said = Does("We go on", AGAIN) if done else Does("We're done", DONE)
    text = f"{names}: “{title}” is yours to write together."
    blocks: list[Block] = [
        header(title),
        line(bold(names), plain(", this is your place. Talk here, and write into the same boxes.")),
        *fit(_written(state, seen.group), MORE),
        actions(*(pressed(seen.shown, one) for one in (Opens("Write", FIRST, None if done else "primary"), said))),
        timed_note(f"{DONE_ALREADY if done else ''}Until", seen.shown.ends, seen.shown.until, f"· {ONLY_YOU}"),
    ]
    return Message(text=text, blocks=blocks)


def _over(names: str) -> Message:
    text = "The pairs are done. What you wrote is part of the session now. Thank you!"
    return Message(text=text, blocks=[line(bold(f"{names}: "), plain(text))])


def _parted(names: str) -> Message:
    text = "Your pair has changed, and goes on in another conversation. What you wrote is kept."
    return Message(text=text, blocks=[line(bold(f"{names}: "), plain(text))])


def _written(state: Pairing, group: int) -> list[Block]:
    """Topic by topic, what stands there so far."""
    mine = state.groups[group].topics
    blocks: list[Block] = []
    for topic in (item for item in state.topics if item.key in mine):
        told = [
            [bold(f"{one_line(state.asks[one.ask].label, 60)} "), plain(one_line(one.text, 200))]
            for one in state.written_by(group)
            if one.topic == topic.key and one.ask < len(state.asks)
        ]
        blocks += listed(told or [[plain("Nothing yet.")]], [bold(one_line(topic.text, 150))])
    return blocks

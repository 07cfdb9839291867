"""Habits of people's hands: a double click, a window sent twice, two windows on the same thing, another clock."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox import find
from sandbox.hands import Hands
from sandbox.people import Person, Seen
from sandbox.world import View
from tests.e2e.scene import Scene

INSTANT = re.compile(r'<!date\^(\d+)\^|"timestamp": (\d+)')


def double_clicks(scene: Scene, person: Person, label: str, on: Seen) -> None:
    """Press a button twice, before the message can change under the finger."""
    block_id, element = find.button(on.message.blocks, label, on.text)
    hands = Hands(scene.slack, person.user)
    for _ in range(2):
        hands.press(on.message, block_id, element)
    scene.settle()


def sends_twice(scene: Scene, person: Person) -> None:
    """Send the window on top, and the same once more: Slack had trouble connecting, so that it was still open."""
    view = scene.slack.world.stacks[person.id][-1]
    Hands(scene.slack, person.user).submit(view)
    turns_to(scene, person, view)
    Hands(scene.slack, person.user).submit(view)
    scene.settle()
    assert person.modal is None, person.modal and person.modal.text


def leaves_open(scene: Scene, person: Person) -> View:
    """Leave the window on top open on one device, to come back to it with `turns_to`."""
    return scene.slack.world.stacks[person.id].pop()


def turns_to(scene: Scene, person: Person, window: View) -> None:
    """Turn to the device on which a window is still open."""
    scene.slack.world.stacks[person.id][:] = [window]


def hears(scene: Scene, person: Person, words: str) -> None:
    """Wait until somebody is told something in private, in the channel."""
    scene.slack.wait_until(lambda: any(words in " ".join(seen.text.split()) for seen in person.whispers(scene.channel)))


def times_in(seen: Seen, zone: str) -> list[str]:
    """The instants that a message names, as they are read on a clock elsewhere: "Wed 16:08"."""
    found = INSTANT.finditer(json.dumps(seen.message.blocks))
    instants = [datetime.fromtimestamp(int(one[1] or one[2]), UTC) for one in found]
    return [f"{at.astimezone(ZoneInfo(zone)):%a %H:%M}" for at in instants]


def taken_along(scene: Scene, card: Seen) -> dict[str, str]:
    """What is in the newest zip of a card's thread, by path."""
    zips = [data for seen in scene.channel.thread(card) for name, data in seen.files.items() if name.endswith(".zip")]
    with zipfile.ZipFile(io.BytesIO(zips[-1])) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}

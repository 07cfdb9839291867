"""What there is to begin, where no session runs."""

from collections.abc import Sequence

from handlers.kit.elements import Message, actions, bold, bullets, button, code, note, plain
from handlers.kit.ids import Press
from handlers.kit.text import one_line, plural
from okra.shelf import Listed, short

MOST = 40
"""Scripts in one list."""


def to_begin(team_id: int, scripts: Sequence[Listed]) -> Message:
    """What `/okra session` alone says where none runs; scripts that need mending are left to the list of scripts."""
    sound = [one for one in scripts if not one.fault]
    items = [
        [code(f"/okra session {short(one.name)}"), plain(f"  {one_line(one.title, 60)}, {one.minutes} min{_mark(one)}")]
        for one in sound[:MOST]
    ]
    rest = len(sound) - len(items)
    more = [[plain(f"and {plural(rest, 'more')}")]] if rest > 0 else []
    text = "Which session? " + ", ".join(f"/okra session {short(one.name)}" for one in sound[:MOST])
    return Message(
        text=text,
        blocks=[
            bullets([*items, *more], lead=[bold("Which one shall we begin?")]),
            actions(button("See the scripts", Press.SCRIPTS, str(team_id))),
            note("Whoever begins it facilitates. Type async behind it if your people are hours apart."),
        ],
    )


def _mark(one: Listed) -> str:
    return " (yours)" if one.is_own else ""

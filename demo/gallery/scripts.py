"""Scripts: the list, the window of an upload, and what comes after."""

from dataclasses import replace

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import CHANNEL, TEAM, TEAM_ID
from handlers.kit.state import pack
from handlers.scripts import views
from handlers.scripts.values import Removed, Saved, Shelf
from okra.shelf import Listed, shelf

_OURS = shelf({})
_WARM_UP = Listed(
    "warm-up", "Warm-up: how we arrive", "Ten minutes before a long day of work together.", 10, is_own=True
)
_CHANGED = replace(
    next(one for one in _OURS if one.name == "session-1"), minutes=90, is_own=True, instead=True, changed=True
)
_FAULTY = Listed(
    "retro-light", "retro-light", "", 0, is_own=True, changed=True,
    fault="line 14, steps[2].kind: is none of agree, blockers, cluster, draft, pair, place, present, reveal",
)  # fmt: skip
_REST = [one for one in _OURS if one.name != "session-1"]


def _shelf(what: str, about: str, *own: Listed, decides: bool) -> Exhibit:
    rest = _REST if _CHANGED in own else _OURS
    seen = Shelf(TEAM_ID, TEAM, (*own, *rest), decides)
    return Exhibit(f"scripts / {what}", about, views.shelf, lambda: views.shelf(seen))


def _saved(what: str, about: str, script: Listed, *, again: bool = False) -> Exhibit:
    return Exhibit(
        f"scripts / {what}", about, views.saved, lambda: views.saved(Saved(script, TEAM, CHANNEL, again=again))
    )


EXHIBITS = (
    _shelf("list", "A member types /okra scripts in a team that has none of its own.", decides=False),
    _shelf(
        "list with the team's own",
        "The lead types /okra scripts; one of the team's own is not understood by a newer okra.",
        _FAULTY, _CHANGED, _WARM_UP, decides=True,
    ),
    Exhibit(
        "scripts / upload", "The lead presses Upload a script.", views.upload_form,
        lambda: views.upload_form(TEAM, pack(t=TEAM_ID)),
    ),
    _saved("uploaded", "The lead reads it when a new script is kept.", _WARM_UP),
    _saved("uploaded again", "The lead reads it when a script takes an earlier one's place.", _WARM_UP, again=True),
    _saved("uploaded in place of ours", "The lead reads it when a script has the name of one of ours.", _CHANGED),
    Exhibit(
        "scripts / removed", "The lead removed a script that had the name of one of ours.", views.removed,
        lambda: views.removed(Removed("session-1", built_in_is_back=True)),
    ),
    Exhibit(
        "scripts / unsent", "Somebody asked for a file where the bot may send none.", views.unsent,
        lambda: views.unsent("session-1"),
    ),
)  # fmt: skip

"""The list of a team's scripts, the window of an upload, and what comes after."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from handlers.kit.elements import (
    Message,
    actions,
    beside,
    bold,
    button,
    code,
    confirm,
    field,
    file_input,
    header,
    line,
    modal,
    note,
    only_you,
    plain,
)
from handlers.kit.fit import fit
from handlers.kit.state import pack
from handlers.kit.text import one_line, plural
from handlers.scripts import ids
from handlers.scripts.values import ENDINGS, Removed, Saved, Shelf
from okra.shelf import Listed, short

LONGEST_PURPOSE = 120
LONGEST_FAULT = 240


def shelf(seen: Shelf) -> Message:
    """All scripts, the team's own first."""
    own = [one for one in seen.scripts if one.is_own]
    built_in = [one for one in seen.scripts if not one.is_own]
    blocks: list[Block] = [header(f"Scripts of {one_line(seen.team_name, 60)}")]
    if own:
        blocks.append(line(bold("Your own")))
        blocks += [block for one in own for block in _entry(one, seen)]
        blocks.append(line(bold("Built in")))
    blocks += [block for one in built_in for block in _entry(one, seen)]
    foot: list[Block] = [note(_how(seen))]
    if seen.decides:
        foot.insert(0, actions(button("Upload a script", ids.OPEN, str(seen.team_id), style="primary")))
    text = f"{one_line(seen.team_name, 60)} has {plural(len(own), 'script')} of its own; {len(built_in)} are built in."
    return Message(text=text, blocks=[*fit(blocks, "There are more; /okra scripts NAME gives you any of them."), *foot])


def _how(seen: Shelf) -> str:
    if seen.decides:
        return "To make one yours: download it, change it, give it a name of its own, upload it."
    return "To make one yours: download it and change it. Your lead or a facilitator can upload it."


def _entry(one: Listed, seen: Shelf) -> Iterator[Block]:
    value = pack(t=seen.team_id, n=one.name)
    yield beside(_said(one), button("Download", ids.DOWNLOAD, value, describe=f"Download {one.name}"))
    if one.is_own and seen.decides:
        yield actions(_remove(one, value))


def _said(one: Listed) -> str:
    if one.fault:
        mark = " · in place of the built-in one" if one.instead else ""
        fault = one_line(one.fault, LONGEST_FAULT)
        mend = "Download it, mend it, upload it again."
        return f"{one.name} · needs mending{mark}\n{fault[:1].upper()}{fault[1:]}\n{mend}"
    about = " · ".join([one_line(one.title, 60), f"{one.minutes} min", *_marks(one)])
    return f"{about}\n{_brief(one.purpose)}\n/okra session {short(one.name)}"


def _brief(purpose: str) -> str:
    """As many words as stand in two lines."""
    whole = one_line(purpose, 3_000)
    return (
        whole
        if len(whole) <= LONGEST_PURPOSE
        else f"{whole[:LONGEST_PURPOSE].rpartition(' ')[0] or whole[:LONGEST_PURPOSE]}…"
    )


def _marks(one: Listed) -> Iterator[str]:
    if one.is_own:
        yield "yours"
    if one.instead:
        yield "changed from the built-in one" if one.changed else "the same as the built-in one"


def _remove(one: Listed, value: str) -> ButtonElement:
    after = f" Then the built-in {one.name} is in force again." if one.instead else ""
    return button(
        "Remove", ids.REMOVE, value, style="danger", describe=f"Remove {one.name}",
        confirm=confirm(
            f"Remove {one.name}?",
            f"It is gone for the whole team; download it first if you may want it back.{after} "
            "Sessions that run or are over stay as they are.",
            "Remove it",
        ),
    )  # fmt: skip


def removed(gone: Removed) -> Message:
    """That a script is off the shelf."""
    after = f" `/okra session {short(gone.name)}` begins the built-in one again." if gone.built_in_is_back else ""
    return only_you(f"{gone.name} is removed.{after}")


def upload_form(team_name: str, metadata: str) -> View:
    """Choose a file."""
    chosen = field(
        "Your script", ids.FILE, file_input(ids.FILE, ENDINGS),
        hint="A YAML file, as you download it with /okra scripts. I read it whole before I keep it, and tell you here "
        "what needs mending, line by line.",
    )  # fmt: skip
    about = f"Everybody in {one_line(team_name, 60)} can begin it, under the name that stands in the file."
    return modal("Upload a script", ids.WINDOW, [line(plain(about)), chosen], submit="Upload", metadata=metadata)


def saved(seen: Saved) -> Message:
    """To who uploaded: what it is called and how it begins."""
    script = seen.script
    team = one_line(seen.team_name, 60)
    before = "has taken the place of what you had under that name" if seen.again else "is yours to run"
    begin = f"/okra session {short(script.name)}"
    blocks: list[Block] = [
        line(
            bold(one_line(script.title, 60)),
            plain(f" {before}. Begin it in {team}'s channel with "),
            code(begin),
            plain("."),
        )
    ]
    if script.instead and script.changed:
        back = "Remove yours with /okra scripts, and that one is back."
        blocks.append(note(f"It stands in place of the built-in {script.name}. {back}"))
    text = f"{one_line(script.title, 60)} {before}. Begin it in {team}'s channel with {begin}."
    return Message(text=text, blocks=blocks)


def unsent(name: str) -> Message:
    """That a file could not be sent, and who can mend it."""
    text = (
        f"I may not send files in this workspace, so {name}.yaml stays here. "
        "Ask whoever runs me to add the scope files:write; then download it again."
    )
    return Message(text=text, blocks=[line(plain(text))])

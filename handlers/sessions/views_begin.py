"""The windows in which one chooses what to begin: a session, a retro on the way, the retro at the cycle's end."""

from typing import Final

from slack_sdk.models.blocks import Block, Option, StaticSelectElement
from slack_sdk.models.views import View

from handlers.kit.elements import Message, actions, button, field, line, modal, note, only_you, plain, select
from handlers.kit.elements import option as choice
from handlers.kit.state import pack
from handlers.kit.text import one_line
from handlers.sessions import ids
from handlers.sessions.values import Choices
from okra.script import About
from okra.session import Mode

ALL: Final = "all"
"""The value of the choice that is about all objectives."""
MOST: Final = 99
TITLES: Final = {
    About.PLAN: "Run a session",
    About.OBJECTIVE: "Look back on the way",
    About.CYCLE: "Look back at the end",
}
OTHERS: Final = {About.OBJECTIVE: (About.CYCLE, "The cycle is ending: look back on all of it"),
                 About.CYCLE: (About.OBJECTIVE, "The cycle goes on: look back on the way")}  # fmt: skip
ASKED: Final = {About.OBJECTIVE: "About which objective?", About.CYCLE: "About which cycle?"}
MODES: Final = ((Mode.LIVE, "Everybody at the same time"), (Mode.ASYNC, "Hours apart: each step waits for people"))


def begin_form(choices: Choices) -> View:
    """What, about what, and how; the first of each is the usual one, so that one press is enough."""
    blocks: list[Block] = [
        *([_subjects(choices)] if choices.subjects else []),
        field(
            "Which session?" if choices.about is About.PLAN else "In which format?",
            block(ids.SCRIPT, choices.about),
            _scripts(choices),
        ),
        field("Are people there at the same time?", ids.MODE, select(ids.MODE, _modes(), chosen=str(Mode.LIVE))),
        note(
            f"It runs in {one_line(choices.team, 60)}'s channel, and you facilitate: I tell you in private what to do."
        ),
    ]
    if choices.about in OTHERS:
        about, label = OTHERS[choices.about]
        blocks.append(actions(button(label, ids.BEGIN_OTHER, pack(t=choices.team_id, a=str(about)))))
    metadata = pack(t=choices.team_id, a=str(choices.about))
    return modal(TITLES[choices.about], ids.BEGIN, blocks, submit="Begin", metadata=metadata)


def block(field_id: str, about: About) -> str:
    """A field's block: another one for each sort, since Slack keeps what stands in a block when a window changes."""
    return f"{field_id}:{about}"


def _subjects(choices: Choices) -> Block:
    found = [choice(one_line(title, 70), str(number)) for number, title in choices.subjects[:MOST]]
    if choices.about is About.OBJECTIVE and len(found) > 1:
        found.insert(0, choice("All of them", ALL))
    menu = select(ids.ABOUT, found, chosen=found[0].value)
    return field(ASKED[choices.about], block(ids.ABOUT, choices.about), menu)


def _scripts(choices: Choices) -> StaticSelectElement:
    options = [
        choice(one_line(script.title, 60), script.name, f"About {script.minutes} minutes")
        for script in choices.scripts[:MOST]
    ]
    return select(ids.SCRIPT, options, chosen=choices.scripts[0].name)


def _modes() -> list[Option]:
    return [choice(words, str(mode)) for mode, words in MODES]


def begun(title: str, team: str) -> Message:
    """For whoever began one from somewhere else."""
    return only_you(
        f"{title} runs in {one_line(team, 60)}'s channel now, and you facilitate. I tell you in private what to do."
    )


def runs_already(running: Message, team: str) -> Message:
    """Where one runs already: what to do with it, and then."""
    told = f"One at a time: in {one_line(team, 60)}'s channel a session runs already. Begin again when it is over."
    return Message(text=f"{told} {running.text}", blocks=[line(plain(told)), *running.blocks])

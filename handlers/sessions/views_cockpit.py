"""What only the facilitator sees: the step, its coaching, what is open, and the buttons that move the session."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from handlers.kit.elements import (
    Message,
    Part,
    actions,
    bold,
    bullets,
    button,
    divider,
    field,
    header,
    line,
    modal,
    note,
    plain,
    select,
)
from handlers.kit.elements import option as choice
from handlers.kit.state import pack
from handlers.kit.text import full_stop, one_line
from handlers.sessions import ids
from handlers.sessions.steps import DOORS
from handlers.sessions.values import Cockpit, Shown
from handlers.sessions.views import pressed, turnout, when
from handlers.sessions.views_over import taking_along
from okra.countdown import UP
from okra.golden_thread import Orphan
from okra.session import Mode, Phase, What

MORE: Final = {Mode.LIVE: ("+5 min", 5), Mode.ASYNC: ("+12 h", 12 * 60)}
"""How much more time a press gives, in minutes."""
MOST_OPEN_ENDS = 20
MOST_PROBLEMS = 8


def cockpit(seen: Cockpit) -> Message:
    """The facilitator's message; for one who handed over, a line that says so."""
    shown = seen.shown
    session = shown.session
    if session.phase is Phase.ENDED:
        return _over(shown)
    step = session.now_at
    blocks: list[Block] = [
        header(f"You facilitate: {step.title}"),
        *([note(f"About {one_line(shown.about, 200)}")] if shown.about else []),
        bullets(
            [
                [bold("Say: "), plain(step.coach.say)],
                [bold("Good looks like: "), plain(step.coach.good)],
                [bold("When it drags: "), plain(step.coach.stuck)],
            ]
        ),
        _time(shown),
    ]
    if shown.running and (own := DOORS[step.kind].driving(shown)):
        blocks.append(actions(*(pressed(shown, one) for one in own)))
    if session.step == 0 and session.script.before:
        blocks.append(bullets([[plain(one)] for one in session.script.before], lead=[bold("Before you begin")]))
    if seen.problems:
        blocks.append(bullets(_problems(seen.problems), lead=[bold("Before you go on")]))
    blocks += [divider(), actions(*_buttons(shown)), note(_where(shown))]
    return Message(text=f"You facilitate {session.script.title}: {step.title}", blocks=blocks)


def _time(shown: Shown) -> Block:
    """Who is done, as a count, and how long the step has still."""
    done = [bold(turnout(shown)), plain(" · ")] if turnout(shown) else []
    if shown.session.phase is Phase.PAUSED:
        return line(*done, *([plain("paused until "), when(shown)] if shown.session.resumes_at else [plain("paused")]))
    if shown.left:
        return line(*done, bold(shown.left), plain(" since " if shown.left == UP else ", until "), when(shown))
    return line(*done, plain("until "), when(shown))


def last_call(shown: Shown) -> Message:
    """For the facilitator of people who are hours apart: nobody else ends the session."""
    text = f"The last step of {shown.session.script.title} is over in time. End it above, or give it more time."
    return _told(text)


def _problems(problems: Sequence[str]) -> list[list[Part]]:
    rest = len(problems) - MOST_PROBLEMS
    told = [[plain(one)] for one in problems[:MOST_PROBLEMS]]
    return [*told, [plain(f"and {rest} more")]] if rest > 0 else told


def _over(shown: Shown) -> Message:
    """The end: what to do next, and drafts become OKRs."""
    script = shown.session.script
    text = f"{script.title} is over. Well done!"
    blocks: list[Block] = [line(plain(text))]
    if script.after:
        blocks.append(bullets([[plain(one)] for one in script.after], lead=[bold("What comes next")]))
    blocks.append(actions(*taking_along(shown)))
    return Message(text=text, blocks=blocks)


def _buttons(shown: Shown) -> list[ButtonElement]:
    session = shown.session
    paused = session.phase is Phase.PAUSED
    made = []
    if paused:
        made.append(_drive(shown, What.RESUMED, "Go on", style="primary"))
    else:
        if not session.is_last:
            made.append(_drive(shown, What.MOVED, "Next", to=session.step + 1, style="primary"))
        if session.step:
            made.append(_drive(shown, What.MOVED, "Back", to=session.step - 1))
        label, minutes = MORE[session.mode]
        made.append(_drive(shown, What.EXTENDED, label, x=session.extended, n=minutes))
        made.append(_drive(shown, What.PAUSED, "Pause"))
        made.append(_drive(shown, What.PAUSED, "Pause until tomorrow", u="tomorrow"))
    made.append(button("Hand over", ids.HAND_OVER, pack(s=shown.id)))
    made.append(button("Export", ids.EXPORT, pack(s=shown.id)))
    made.append(button("End", ids.END, pack(s=shown.id)))
    return made


def _drive(shown: Shown, what: What, label: str, *, style: str | None = None, **more: int | str) -> ButtonElement:
    """`more` says to which step (`to`), until when (`u`), or how much time: `n` minutes, the `x`th time."""
    value = pack(s=shown.id, w=str(what), m=shown.session.moves, **more)
    return button(label, f"{ids.DRIVE}:{what}:{more.get('u', more.get('to', ''))}", value, style=style)


def _where(shown: Shown) -> str:
    session = shown.session
    following = "" if session.is_last else full_stop(f" Next: {session.script.steps[session.step + 1].title}")
    return f"Step {session.step + 1} of {len(session.script.steps)}.{following}"


def handed_over(title: str, name: str) -> Message:
    """For one who facilitated before."""
    return _told(f"{name} facilitates {title} now. Thank you!")


def _told(text: str) -> Message:
    return Message(text=text, blocks=[line(plain(text))])


def fingerprint(open_ends: Sequence[Orphan]) -> str:
    """What was shown as open, in a few characters."""
    return sha256(" ".join(one.key for one in open_ends).encode()).hexdigest()[:16]


def end_form(session_id: int, open_ends: Sequence[Orphan]) -> View:
    """Before the end: what hangs on nothing, or carries nothing, can be accepted or mended first."""
    blocks: list[Block] = [
        line(plain("What is there is kept and can be exported. Nothing can be added after the end."))
    ]
    if open_ends:
        told = [[plain(one.says)] for one in open_ends[:MOST_OPEN_ENDS]]
        rest = len(open_ends) - MOST_OPEN_ENDS
        lead = [bold("Still open. End it all the same, or go back and mend it:")]
        blocks.append(bullets([*told, [plain(f"and {rest} more")]] if rest > 0 else told, lead=lead))
    metadata = pack(s=session_id, o=fingerprint(open_ends))
    return modal("End the session?", ids.END, blocks, submit="End it", close="Not yet", metadata=metadata)


def hand_over_form(session_id: int, others: list[tuple[str, str]]) -> View:
    """To whom? `others` are those in the session: id and name."""
    menu = select(ids.HAND_OVER_TO, [choice(name, user_id) for user_id, name in others[:100]])
    return modal(
        "Hand over", ids.HAND_OVER, [field("Who facilitates from now on?", ids.HAND_OVER_TO, menu)],
        submit="Hand over", metadata=pack(s=session_id),
    )  # fmt: skip


def running(seen: Shown, user_id: str, *, may_take_over: bool) -> Message:
    """What `/okra session` alone says where one runs: how to join, leave, take over, export."""
    session = seen.session
    facilitator = seen.names.get(session.facilitator, "somebody")
    where, after = f"{session.script.title} runs here: {session.now_at.title}, ", f". {facilitator} facilitates."
    paused = session.phase is Phase.PAUSED
    known = session.resumes_at is not None or not paused
    how = ("paused until " if known else "paused") if paused else "until "
    how = f"{UP} since " if seen.left == UP else how
    said = line(plain(f"{where}{how}"), *([when(seen)] if known else []), plain(after))
    made = []
    if user_id not in session.people:
        made.append(_drive(seen, What.JOINED, "Join"))
    elif user_id != session.facilitator:
        made.append(_drive(seen, What.LEFT, "Leave"))
    if may_take_over:
        made.append(_drive(seen, What.TOOK_OVER, "Take over"))
    made.append(button("Export", ids.EXPORT, pack(s=seen.id)))
    return Message(text=f"{where}{how}{seen.until if known else ''}{after}", blocks=[said, actions(*made)])

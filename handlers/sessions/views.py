"""What everybody sees of a session: the card of its step, and the notes at their reveal."""

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.kit.elements import (
    Message,
    actions,
    bold,
    bullets,
    button,
    confirm,
    header,
    line,
    link,
    note,
    plain,
)
from handlers.kit.fit import fit
from handlers.kit.state import pack
from handlers.kit.text import one_line, plural
from handlers.sessions import ids
from handlers.sessions.steps import DOORS
from handlers.sessions.steps.door import Does, Opens
from handlers.sessions.values import CanvasTold, Revealed, Shown, ThreadHead
from handlers.sessions.views_over import over
from okra.session import Phase, What
from okra.steps.step import LONGEST_TEXT

MORE = "There is more than fits here: /okra export has it all."


ADD_TO_IT = (
    "Something is missing? Reply in this thread: each reply counts as a note, in your name, until the session ends."
)
TALK = "Talk about it in this thread."


def card(shown: Shown) -> Message:
    """The card of the step, in the channel; at the end, what came of it."""
    session = shown.session
    if session.phase is Phase.ENDED:
        return over(shown)
    step = session.now_at
    door = DOORS[step.kind]
    blocks: list[Block] = [
        header(step.title),
        *([note(_about(shown))] if shown.about else []),
        line(plain(step.prompt)),
        *fit(door.card(shown), MORE),
    ]
    if shown.running:
        buttons = [pressed(shown, one) for one in door.buttons(shown)]
        blocks.append(actions(*(buttons or [here(shown)])))
    blocks.append(note(_small_print(shown)))
    text = f"{step.title}: {one_line(step.prompt, 200)}"
    return Message(text=text, blocks=blocks)


def _about(shown: Shown) -> str:
    numbers = " · its numbers are in the thread" if shown.session.step == 0 else ""
    return f"About {one_line(shown.about, 200)}{numbers}"


def pressed(shown: Shown, one: Opens | Does) -> ButtonElement:
    """A button of a step."""
    value = pack(s=shown.id, st=shown.session.now_at.id, n=one.name)
    if isinstance(one, Opens):
        return button(one.label, f"{ids.OPEN}:{one.name}", value, style=one.style)
    sure = confirm("Are you sure?", one.sure, "Yes, do it", "Not yet") if one.sure else None
    return button(one.label, f"{ids.DO}:{one.name}", value, confirm=sure)


def here(shown: Shown) -> ButtonElement:
    """The button of those who come in where a step has none: every other button lets them in too."""
    return button("I'm here", f"{ids.DRIVE}:{What.JOINED}:", pack(s=shown.id, w=str(What.JOINED), m=0))


def news(shown: Shown, under: str) -> Message:
    """That a new step is open, for people who are hours apart: a card that is only edited would wake nobody."""
    step = shown.session.now_at
    where = f"Step {shown.session.step + 1} of {len(shown.session.script.steps)}"
    text = f"{where} is open: {step.title}. You have until {shown.until}."
    told = line(plain(f"{where} is open: "), bold(step.title), plain(f". You have until {shown.until}."))
    return Message(text=text, blocks=[told], under=under, broadcast=True)


def thread(head: ThreadHead) -> Message:
    """The notes of one box with a thread of their own; many of them in several messages, the later ones in it."""
    part = f" ({head.part} of {head.parts})" if head.parts > 1 else ""
    title = f"{head.asked} {plural(head.count, 'note')}, shuffled{part}" if head.count else head.asked
    told = [[plain(one_line(item.text, LONGEST_TEXT))] for item in head.notes]
    blocks: list[Block] = [bullets(told, lead=[bold(title)]) if told else line(bold(title))]
    if not told:
        blocks.append(line(plain("Nobody wrote a note on this.")))
    if head.under is None:
        blocks.append(note(ADD_TO_IT if head.hears else TALK))
    return Message(text=title, blocks=blocks, under=head.under)


def _small_print(shown: Shown) -> str:
    session = shown.session
    where = f"{session.script.title} · step {session.step + 1} of {len(session.script.steps)}"
    facilitator = shown.names.get(session.facilitator, "somebody")
    where += f" · {len(session.people)} here · {until(shown)}"
    if session.facilitator not in session.people:
        return f"{where} · {facilitator} has left: take over with /okra session"
    return f"{where} · {facilitator} facilitates"


def until(shown: Shown) -> str:
    """Until when the step, or the pause, is meant to last."""
    if shown.session.phase is not Phase.PAUSED:
        return f"until {shown.until}"
    return f"paused until {shown.until}" if shown.session.resumes_at else "paused"


def turnout(shown: Shown) -> str:
    """ "5 of 7 done · 8 here"; only who is here, where nobody is waited for."""
    people = f"{len(shown.session.people)} here"
    said = shown.turnout
    return f"{said.done} of {said.of} {said.things} done · {people}".replace("  ", " ") if said.waits else people


def canvas(told: CanvasTold) -> Message:
    """Where the session's canvas is, in the card's thread."""
    blocks: list[Block] = [
        line(plain("All of it on one canvas: "), link(told.title, told.url)),
        note(f"As of {told.written}. Export again, and it is brought up to date."),
    ]
    text = f"All of it on one canvas: {told.title}. As of {told.written}."
    return Message(text=text, blocks=blocks, under=told.under)


def reveal(revealed: Revealed) -> Message:
    """Notes at their reveal, in the card's thread; many of them in several messages."""
    if not revealed.notes:
        text = f"{revealed.title}: nobody wrote a note."
        return Message(text=text, blocks=[line(plain(text))], under=revealed.under)
    part = f" ({revealed.part} of {revealed.parts})" if revealed.parts > 1 else ""
    title = f"{revealed.title}: {plural(revealed.count, 'note')}, shuffled{part}"
    told = [[plain(one_line(item.text, LONGEST_TEXT))] for item in revealed.notes]
    return Message(text=title, blocks=[bullets(told, lead=[bold(title)])], under=revealed.under)

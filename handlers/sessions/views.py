"""What everybody sees of a session: the card of its step, and the notes at their reveal."""

from slack_sdk.models.blocks import Block, ButtonElement, ContextBlock

from handlers.kit.elements import (
    Message,
    Part,
    actions,
    bold,
    bullets,
    button,
    confirm,
    header,
    line,
    link,
    moment,
    note,
    plain,
    timed_note,
)
from handlers.kit.fit import fit
from handlers.kit.state import pack
from handlers.kit.text import full_stop, one_line, plural
from handlers.sessions import ids
from handlers.sessions.steps import DOORS
from handlers.sessions.steps.door import Does, Opens
from handlers.sessions.values import CanvasTold, Line, News, Revealed, Shown, ThreadHead
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
    blocks.append(_small_print(shown))
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


def news(told: News) -> Message:
    """That a new step is open, for people who are hours apart: a card that is only edited would wake nobody."""
    shown = told.shown
    where = f"Step {shown.session.step + 1} of {len(shown.session.script.steps)}"
    first = f"I was away for a while, so {where.lower()} stays open" if told.again else f"{where} is open"
    title = shown.session.now_at.title
    after = f"{full_stop(title)[len(title) :]} You have until "
    text = f"{first}: {title}{after}{shown.until}."
    said = line(plain(f"{first}: "), bold(title), plain(after), when(shown), plain("."))
    return Message(text=text, blocks=[said], under=told.under, broadcast=True)


def thread(head: ThreadHead) -> Message:
    """The notes of one box with a thread of their own; many of them in several messages, the later ones in it."""
    part = f" ({head.part} of {head.parts})" if head.parts > 1 else ""
    title = f"{head.asked} {plural(head.count, 'note')}, shuffled{part}" if head.count else head.asked
    told = [[plain(one_line(item.text, LONGEST_TEXT))] for item in head.notes]
    blocks: list[Block] = [bullets(told, lead=[bold(title)]) if told else line(bold(title))]
    if not told:
        blocks.append(
            line(plain("Nobody wrote a note on this." if head.part == 1 else "Nothing is left of this part."))
        )
    if head.under is None:
        blocks.append(note(ADD_TO_IT if head.hears else TALK))
    return Message(text=title, blocks=blocks, under=head.under)


def when(shown: Shown) -> Part:
    """Until when: the team's clock in words, in Slack each reader's own."""
    return moment(shown.ends, shown.until) if shown.ends else plain(shown.until)


def _small_print(shown: Shown) -> ContextBlock:
    session = shown.session
    where = f"{session.script.title} · step {session.step + 1} of {len(session.script.steps)}"
    facilitator = shown.names.get(session.facilitator, "somebody")
    where += f" · {len(session.people)} here"
    if session.facilitator not in session.people:
        after = f"· {facilitator} has left: take over with /okra session"
    else:
        after = f"· {facilitator} facilitates"
    if session.phase is Phase.PAUSED and not session.resumes_at:
        return note(f"{where} · paused {after}")
    if session.phase is Phase.PAUSED:
        return timed_note(f"{where} · paused until", shown.ends, shown.until, after)
    return timed_note(f"{where} · until", shown.ends, shown.until, after)


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
    """Notes at their reveal, or what pairs wrote, in the card's thread; many of them in several messages."""
    title = revealed.title
    if not revealed.lines:
        text = f"{title}: nobody wrote a note." if revealed.part == 1 else f"{title}: nothing is left of this part."
        return Message(text=text, blocks=[line(plain(text))], under=revealed.under)
    part = f" ({revealed.part} of {revealed.parts})" if revealed.parts > 1 else ""
    notes, entries = plural(revealed.count, "note"), plural(revealed.count, "entry", "entries")
    said = f"{title}: {f'{notes}, shuffled' if revealed.silent else entries}{part}"
    return Message(text=said, blocks=[bullets(map(_told, revealed.lines), lead=[bold(said)])], under=revealed.under)


def _told(said: Line) -> list[Part]:
    about = f" (on “{said.about}”)" if said.about else ""
    head = [bold(f"{said.head}: ")] if said.head else []
    return [*head, plain(one_line(said.words, LONGEST_TEXT) + about)]

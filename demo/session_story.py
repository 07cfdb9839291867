"""Session 1 as a conversation: all eight are simulated, Dana facilitates; the next Friday asks for what came of it."""

from pathlib import Path
from typing import Final

from rich.console import Console

from demo.acting import open_modal
from demo.quarter import LEAD, Quarter
from demo.stops import destination
from demo.transcript import Transcript
from demo.workshop.colleagues import Colleagues
from demo.workshop.driving import LONG, NEXT
from demo.workshop.room import Turn
from demo.workshop.sight import Moment, entries
from demo.workshop.workshop import COMMAND
from sandbox.people import Person, Seen

MAKE: Final = "Make these our OKRs"
A_MOMENT: Final = 0.8
"""Seconds after which nobody has anything more to do for now."""
PATIENCE: Final = 5.0
"""Seconds that the card may be behind what was done, and the facilitator's own message behind the card."""


def tell(quarter: Quarter, console: Console, out: Path) -> None:
    """Let it happen, step by step, and write it down."""
    said = Transcript(console)
    dana = quarter.person(LEAD)
    said.chapter("The quarter's first day: Dana begins session 1, in #explore")
    said.types(dana, COMMAND)
    dana.command(COMMAND, quarter.stage.channel)
    colleagues = Colleagues(quarter.stage, set, quarter.not_as_told, said.does)
    quarter.stage.wait_for(lambda: _cockpit(colleagues, dana) is not None)
    _steps(quarter, said, colleagues)
    _afterwards(quarter, said, colleagues, dana, out)
    said.end()


def _cockpit(colleagues: Colleagues, person: Person) -> Seen | None:
    return colleagues.sight.cockpit(person)


def _steps(quarter: Quarter, said: Transcript, colleagues: Colleagues) -> None:
    """Everybody acts in turn until nobody has anything to do; before it moves on, the card is read."""
    told = ""
    while (turn := _next(quarter, colleagues)) is not None:
        moment = colleagues.moment
        if moment is not None and moment.step != told:
            told = moment.step
            _introduce(quarter, said, colleagues, moment)
        if moment is not None and turn.name.endswith(f": {NEXT}"):
            said.reads("#explore", moment.card)
            for reply in _revealed(quarter, moment):
                said.reads("in the thread", reply)
        colleagues.act(turn)


def _next(quarter: Quarter, colleagues: Colleagues) -> Turn | None:
    """Who comes next: somebody who moves the session only if nobody else has anything to do, a moment later too."""

    def others() -> bool:
        turn = colleagues.next()
        return turn is not None and not turn.name.endswith(f": {NEXT}")

    coming = colleagues.next()
    through = coming is not None and coming.gap < LONG
    quarter.stage.wait_a_while(others, A_MOMENT if through else PATIENCE)
    return colleagues.next()


def _introduce(quarter: Quarter, said: Transcript, colleagues: Colleagues, moment: Moment) -> None:
    if moment.over:
        said.chapter("It is over")
        said.reads("#explore", moment.card)
        return
    title = moment.card.message.blocks[0]["text"]["text"]
    said.chapter(f"Step {moment.number}: {title}")
    dana, here = quarter.person(LEAD), f"Step {moment.number} of"

    def coaching() -> Seen | None:
        cockpit = _cockpit(colleagues, dana)
        return cockpit if cockpit is not None and here in cockpit.text else None

    if quarter.stage.wait_a_while(lambda: coaching() is not None, PATIENCE) and (cockpit := coaching()) is not None:
        said.aside(f"Only Dana reads: {entries(cockpit)[0]}")


def _revealed(quarter: Quarter, moment: Moment) -> list[Seen]:
    replies = quarter.stage.channel.thread(moment.card) if moment.step == "read" else []
    return [reply for reply in replies if "shuffled" in reply.text]


def _afterwards(quarter: Quarter, said: Transcript, colleagues: Colleagues, dana: Person, out: Path) -> None:
    """The drafts become OKRs, everything becomes files, and Friday asks for the new key results."""

    def found() -> list[Seen]:
        return [seen for seen in dana.dm() if MAKE in seen.buttons]

    quarter.stage.wait_for(lambda: bool(found()))
    over = found()[-1]
    said.direct(dana, over)
    dana.press(MAKE, on=over)
    said.sees(dana, open_modal(dana).text)
    dana.submit()
    dana.close(all_of_it=True)
    dana.press("Export", on=over)
    said.files(_saved(quarter, colleagues, out))
    friday = destination("next-prompt", quarter.now())
    if friday is None:
        raise RuntimeError("there is no Friday left")
    quarter.travel(friday, lambda _: None)
    said.chapter("Friday, 14:00: okra asks for the new key results, too")
    ben = quarter.person("Ben")
    ben.press("Check in", on=quarter.stage.prompt_of(ben))
    said.sees(ben, open_modal(ben).text)
    ben.close()


def _saved(quarter: Quarter, colleagues: Colleagues, out: Path) -> Path:
    """The zip in the thread, once it is there."""

    def found() -> list[Seen]:
        moment = colleagues.moment
        replies = quarter.stage.channel.thread(moment.card) if moment else []
        return [reply for reply in replies if reply.pictures]

    quarter.stage.wait_for(lambda: bool(found()))
    (file,) = found()[-1].pictures
    out.mkdir(parents=True, exist_ok=True)
    saved = out / str(file["name"])
    saved.write_bytes(file["data"])
    return saved

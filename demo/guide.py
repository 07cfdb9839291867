"""Who stands beside the page: says who you are, what time it is, what to try next; travels, and begins sessions."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from demo.calendar import BERLIN, WEEKS, week_of
from demo.hints import Here, Hint, hints
from demo.lives import LIVES
from demo.quarter import LEAD, Quarter
from demo.stops import destination, stops
from demo.workshop.company import Company
from demo.workshop.hints import DONE, SESSION, in_session, where
from demo.workshop.inside import Inside
from demo.workshop.workshop import PACE, Workshop
from sandbox.page.companion import Card, Deed, Offer, Progress, Step
from sandbox.people import Person

CITIES = {"Europe/Berlin": "Berlin", "America/Sao_Paulo": "São Paulo", "Asia/Kolkata": "India"}
STORY = (
    "Explore wants new users to have a good first week, and has thirteen weeks for it. On Fridays okra asks each of "
    "you eight how it goes; on Mondays it brings the answers together."
)
BEGIN, JOIN = "Run session 1 with bots as teammates", "Let your colleagues take part"
WHAT_IT_IS = (
    "An hour's work in ten minutes: you facilitate, seven simulated colleagues write, pair up, draft and agree."
)
RUNS_ALREADY = "Session 1 runs in #explore. Your seven colleagues would take part."

Watch = Callable[[Progress | None], None]


class Guide:
    """The companion of the page. Its methods may be called from any thread."""

    def __init__(self, quarter: Quarter, watch: Watch = lambda _: None, *, pace: float = PACE, opens: str = "") -> None:
        """Beside a quarter that is about to begin; `watch` hears of progress too, of None when there is none left.

        `pace` is how many seconds of a colleague's hesitation in a session; `opens` is an offer that is taken up for
        the lead as soon as somebody looks.
        """
        self._quarter = quarter
        self._watch = watch
        self._reader: Person | None = None
        self._lock = threading.Lock()
        self._progress: Progress | None = Progress("Starting", 0.0)
        self._ticked: set[tuple[str, str, str]] = set()
        self._opens = opens
        self._tabs = 0
        self._workshop = Workshop(quarter, lambda: self._reader, pace)

    @property
    def progress(self) -> Progress | None:
        """What goes on, None while the story waits for its reader."""
        with self._lock:
            return self._progress

    @property
    def company(self) -> Company | None:
        """The colleagues in the newest session, None where nobody took part in one."""
        return self._workshop.company

    def begin(self) -> None:
        """Let the team live up to the sixth Friday; `card` shows how far it is."""
        self._report(Progress("Starting", 0.0))
        try:
            self._quarter.begin(self._report)
        finally:
            self._report(None)
        self._open()

    def travel(self, stop: str) -> None:
        """Go to a stop; returns when the bot has done what was due there. Nothing happens while another is gone to."""
        with self._lock:
            if self._progress is not None:
                return
            self._progress = Progress("Travelling", 0.0)
        try:
            to = destination(stop, self._quarter.now())
            if to is not None:
                self._quarter.travel(to, self._report, self._reader)
        finally:
            self._report(None)

    def take(self, offer: str, user_id: str) -> None:
        """Begin session 1 for somebody, or be through with it. Nothing happens while something else goes on."""
        person = self._person(user_id)
        with self._lock:
            if self._progress is not None or person is None:
                return
            self._progress = Progress("Your colleagues come in", 0.5)
        try:
            if offer == SESSION:
                self._workshop.begin(person)
            elif offer == DONE:
                self._workshop.leave()
        finally:
            self._report(None)

    def watched(self, tabs: int) -> None:
        """Colleagues rest while nobody looks; the first who looks finds what the demo was to open with."""
        self._tabs = tabs
        self._workshop.watched(tabs)
        self._open()

    def _open(self) -> None:
        with self._lock:
            if not self._tabs or self._progress is not None:
                return
            offer, self._opens = self._opens, ""
        if offer:
            self._quarter.stage.let_work("opening", lambda: self.take(offer, self._quarter.person(LEAD).id))

    def first(self) -> Deed:
        """Dana, in her conversation with okra."""
        dana = self._quarter.person(LEAD)
        return Deed(be=dana.id, go=self._quarter.stage.direct(dana))

    def card(self, user_id: str) -> Card:
        """Who you are, what time it is, what to try."""
        now, progress = self._quarter.now(), self.progress
        person = self._reader = self._person(user_id)
        if person is None:
            return Card("Somebody else", clock(now, "Europe/Berlin"), stops=stops(now), progress=progress)
        life = next(life for life in LIVES if life.name == person.name)
        inside = self._inside(person)
        if inside is not None:
            facilitates = inside.moment.facilitator == person.name
            title = "You facilitate session 1" if facilitates else f"You are {life.name}, {life.temper}"
            part = f"{inside.moment.card.ts} {inside.moment.step}"
            steps = self._steps(person, part, in_session(inside)) if progress is None else []
            return Card(title, where(inside.moment), steps, stops=stops(now), progress=progress)
        text = f"{clock(now, life.zone)} {STORY}" if life.name == LEAD else clock(now, life.zone)
        here = Here(self._quarter, person, week_of(now))
        steps = self._steps(person, str(here.week), hints(here)) if here.week and progress is None else []
        return Card(f"You are {life.name}, {life.temper}", text, steps, self._offers(person), stops(now), progress)

    def _person(self, user_id: str) -> Person | None:
        return next((one for one in self._quarter.stage.people.values() if one.id == user_id), None)

    def _inside(self, person: Person) -> Inside | None:
        """The session that somebody sees themselves in; None where there is none, or it is long over."""
        moment = self._workshop.moment
        if moment is None or not self._workshop.newcomer or self._workshop.is_over_long_ago():
            return None
        return Inside(self._quarter, self._workshop, person, moment)

    def _offers(self, person: Person) -> list[Offer]:
        moment = self._workshop.moment
        deed = Deed(take=SESSION, go=self._quarter.stage.direct(person))
        if moment is not None and not moment.over:
            return [Offer(JOIN, RUNS_ALREADY, deed)]
        return [Offer(BEGIN, WHAT_IT_IS, deed, self._workshop.why_not())]

    def _steps(self, person: Person, part: str, found: Sequence[Hint]) -> list[Step]:
        """What was done once in a part of the story stays ticked.

        Buttons stand beside what comes next and what was passed over.
        """
        with self._lock:
            self._ticked |= {(person.id, part, hint.text) for hint in found if hint.done}
            done = [(person.id, part, hint.text) in self._ticked for hint in found]
        inviting = next_ones(done)
        return [
            Step(hint.text, hint.label if number in inviting or hint.aside else "", hint.deed, done[number])
            for number, hint in enumerate(found)
        ]

    def _report(self, progress: Progress | None) -> None:
        with self._lock:
            self._progress = progress
        self._watch(progress)
        self._quarter.stage.slack.world.notify()


def next_ones(done: Sequence[bool]) -> set[int]:
    """The first step that is not done, and the first one after the last that is."""
    after = max((number for number, ticked in enumerate(done) if ticked), default=-1) + 1
    return {done.index(False, start) for start in (0, after) if False in done[start:]}


def clock(now: datetime, zone: str) -> str:
    """ "It is Friday 17:30 in India (Friday 14:00 in Berlin), week 6 of 13."."""
    there, berlin = now.astimezone(ZoneInfo(zone)), now.astimezone(BERLIN)
    where = f"{there:%A} {there.hour}:{there:%M} in {CITIES.get(zone, zone)}"
    besides = "" if there.utcoffset() == berlin.utcoffset() else f" ({berlin:%A} {berlin.hour}:{berlin:%M} in Berlin)"
    week = week_of(now)
    return f"It is {where}{besides}" + (f", week {week} of {WEEKS}." if week else ".")

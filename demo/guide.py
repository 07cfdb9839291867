"""Who stands beside the page: says who you are, what time it is, what to try next; and travels."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from demo.calendar import BERLIN, WEEKS, week_of
from demo.hints import Here, hints
from demo.lives import LIVES
from demo.quarter import LEAD, Quarter
from demo.stops import destination, stops
from sandbox.page.companion import Card, Deed, Progress, Step
from sandbox.people import Person

CITIES = {"Europe/Berlin": "Berlin", "America/Sao_Paulo": "São Paulo", "Asia/Kolkata": "India"}
STORY = (
    "Explore wants new users to have a good first week, and has thirteen weeks for it. On Fridays okra asks each of "
    "you eight how it goes; on Mondays it brings the answers together."
)

Watch = Callable[[Progress | None], None]


class Guide:
    """The companion of the page. Its methods may be called from any thread."""

    def __init__(self, quarter: Quarter, watch: Watch = lambda _: None) -> None:
        """Beside a quarter that is about to begin; `watch` hears of progress too, of None when there is none left."""
        self._quarter = quarter
        self._watch = watch
        self._reader: Person | None = None
        self._lock = threading.Lock()
        self._progress: Progress | None = Progress("Starting", 0.0)
        self._ticked: set[tuple[str, int, str]] = set()

    @property
    def progress(self) -> Progress | None:
        """What goes on, None while the story waits for its reader."""
        with self._lock:
            return self._progress

    def begin(self) -> None:
        """Let the team live up to the sixth Friday; `card` shows how far it is."""
        self._report(Progress("Starting", 0.0))
        try:
            self._quarter.begin(self._report)
        finally:
            self._report(None)

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

    def first(self) -> Deed:
        """Dana, in her conversation with okra."""
        dana = self._quarter.person(LEAD)
        return Deed(be=dana.id, go=self._quarter.stage.direct(dana))

    def card(self, user_id: str) -> Card:
        """Who you are, what time it is, what to try."""
        now, progress = self._quarter.now(), self.progress
        life = next((life for life in LIVES if self._quarter.person(life.name).id == user_id), None)
        self._reader = self._quarter.person(life.name) if life else None
        if life is None:
            return Card("Somebody else", clock(now, "Europe/Berlin"), stops=stops(now), progress=progress)
        text = f"{clock(now, life.zone)} {STORY}" if life.name == LEAD else clock(now, life.zone)
        here = Here(self._quarter, self._quarter.person(life.name), week_of(now))
        steps = self._steps(here) if here.week and progress is None else []
        title = f"You are {life.name}, {life.temper}"
        return Card(title, text, steps, stops(now), progress)

    def _steps(self, here: Here) -> list[Step]:
        """What was done once this week stays ticked; buttons stand beside what comes next and what was passed over."""
        found = hints(here)
        with self._lock:
            self._ticked |= {(here.person.id, here.week, hint.text) for hint in found if hint.done}
            done = [(here.person.id, here.week, hint.text) in self._ticked for hint in found]
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

"""Session 1 as the guide offers it: begun for a newcomer with one click, with seven colleagues who take part."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from demo.calendar import week_of
from demo.quarter import Quarter
from demo.stops import destination
from demo.workshop.colleagues import Colleagues
from demo.workshop.company import Company
from demo.workshop.sight import Moment, Sight
from sandbox.people import Person

PACE: Final = 1.6
"""Seconds of one pace: seven notes in a quarter of a minute."""
COMMAND: Final = "/okra session 1"
ANOTHER: Final = "Another session runs in #explore just now. Whoever facilitates it can end it."
TOO_LATE: Final = "The quarter is over: there is no check-in left that could ask for new key results."


@dataclass
class _Run:
    """One session with its colleagues; `ended` is the story's time at which it was seen to be over."""

    newcomer: str
    company: Company
    ended: datetime | None = None


class Workshop:
    """At most one session at a time has colleagues in it. Its methods may be called from any thread but two at once."""

    def __init__(self, quarter: Quarter, reader: Callable[[], Person | None], pace: float = PACE) -> None:
        """In `quarter`; `reader` says as whom somebody looks just now: nobody acts for them."""
        self._quarter = quarter
        self._reader = reader
        self._pace = pace
        self._run: _Run | None = None
        self._tabs: int | None = None
        self.sight = Sight(quarter.stage)

    @property
    def moment(self) -> Moment | None:
        """Where session 1 is; None where there was none."""
        return self.sight.moment()

    @property
    def newcomer(self) -> str:
        """Who took the offer up; "" where nobody did, or where it is long over."""
        return self._run.newcomer if self._run else ""

    @property
    def has_company(self) -> bool:
        """Whether colleagues take part in the session that runs."""
        return self._run is not None and self._run.company.alive

    @property
    def company(self) -> Company | None:
        """The colleagues of the newest session."""
        return self._run.company if self._run else None

    @property
    def ended(self) -> datetime | None:
        """When the session was over, in the story's time; None while it is not."""
        if self._run is not None and self._run.ended is None and (moment := self.moment) is not None and moment.over:
            self._run.ended = self._quarter.now()
        return self._run.ended if self._run else None

    def why_not(self) -> str:
        """Why it cannot be begun now, "" where it can."""
        if self.sight.other_runs():
            return ANOTHER
        return "" if destination("next-prompt", self._quarter.now()) else TOO_LATE

    def begin(self, person: Person) -> None:
        """Begin session 1 for somebody who facilitates it, or join the one that runs; colleagues come in by and by."""
        if self.has_company and not (self.moment and self.moment.over):
            return
        if self._run is not None:
            self._run.company.stop()
        stage, before = self._quarter.stage, self.moment
        if before is None or before.over:
            answer = person.command(COMMAND, stage.channel)
            if answer is not None:
                self._quarter.not_as_told(f"{person.name} could not begin: {answer.text}")
                return
            stage.wait_for(lambda: self._has_begun(before, person))
        company = Company(stage, self._colleagues(), self._pace, self._quarter.quiet)
        self._run = _Run(person.name, company)
        if self._tabs is not None:
            company.watched(self._tabs)
        company.start()

    def _has_begun(self, before: Moment | None, person: Person) -> bool:
        now = self.moment
        is_new = now is not None and (before is None or now.card.ts != before.card.ts)
        return is_new and self.sight.cockpit(person) is not None

    def _colleagues(self) -> Colleagues:
        return Colleagues(self._quarter.stage, self._busy, self._quarter.not_as_told)

    def _busy(self) -> set[str]:
        reader = self._reader()
        return {self.newcomer, *([reader.name] if reader else [])}

    def watched(self, tabs: int) -> None:
        """Colleagues rest while no tab is open."""
        self._tabs = tabs
        if self._run is not None:
            self._run.company.watched(tabs)

    def leave(self) -> None:
        """The newcomer is through with it."""
        if self._run is not None:
            self._run.company.stop()
        self._run = None

    def is_over_long_ago(self) -> bool:
        """Whether the next check-in after it has come and gone."""
        return self.ended is not None and week_of(self._quarter.now()) > week_of(self.ended) + 1

"""The Explore team lives its quarter: week after week, through Slack's door, as far as somebody travels."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from demo.acting import all_are_known, send
from demo.calendar import BERLIN, CYCLE, WEEKS, Beat, moment, say, wall_clock, week_of
from demo.cast import OKRS
from demo.lives import LIVES
from demo.lives.life import Answers, Away, Life
from demo.scenery import Scenery
from demo.stage import Stage
from demo.talk import CAPTIONS, EXPLORE, TALK, Line
from demo.teammate import StuckError, act, acts_at
from sandbox.page.companion import Progress
from sandbox.people import Channel, Person, Seen

STANDS_IN = 6
"""The week in which the newcomer finds the team: its prompts have just come."""
LEAD = "Dana"
FIRST_AFTERNOON = wall_clock(1, -3, time(14))
"""The quarter's first day, when it is day for all eight."""
LEAVES_AT = time(17, 30)
"""When, on Thursday, those who will be away say so."""
PATIENCE_SECONDS = 15.0

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happens at a moment: a beat of the week, a line of talk, or somebody saying that they leave."""

    at: datetime
    week: int
    what: Beat | Line | Life


def timeline() -> list[Act]:
    """All acts of the quarter in order."""
    acts = [Act(moment(week, beat), week, beat) for week in range(1, WEEKS + 1) for beat in Beat]
    acts += [Act(wall_clock(line.week, line.days, line.at), line.week, line) for line in TALK]
    for life in LIVES:
        for week, what in enumerate(life.weeks, start=1):
            if isinstance(what, Away):
                acts.append(Act(wall_clock(week, -1, LEAVES_AT), week, life))
    return sorted(acts, key=lambda one: one.at)


class Quarter:
    """Thirteen weeks. One thread at a time lives them; others may look."""

    def __init__(self, stage: Stage, stands_in: int = STANDS_IN) -> None:
        """On `stage`, which is open; `begin` starts its bot and goes as far as the week `stands_in`.

        0 stands for the first afternoon, before anything was asked.
        """
        self.stage = stage
        self._stands_in = stands_in
        self.scenery = Scenery(stage)
        self.trouble: list[str] = []
        """What somebody could not do, or what the bot did not do in time."""
        self.on_trouble: Callable[[str], None] = lambda _: None
        """Hears of it at once."""
        self._ahead = deque(timeline())
        self._line: Seen | None = None
        self._left_alone: tuple[str, int] | None = None
        self._living = threading.Lock()

    def now(self) -> datetime:
        """The story's time, aware, on Berlin's clocks."""
        return self.stage.clock.now().astimezone(BERLIN)

    def person(self, name: str) -> Person:
        """Somebody of the team."""
        return self.stage.people[name]

    def begin(self, report: Report) -> None:
        """Set the team up, live some weeks, and stand on the next Friday, when the prompts have just come."""
        report(Progress("Starting the bot", 0.0))
        self.stage.start_bot()
        report(Progress("Dana sets up the team", 0.05))
        self._set_up()
        if not self._stands_in:
            return self._live(FIRST_AFTERNOON, report)
        fresh = moment(self._stands_in, Beat.PROMPT)
        self._live(fresh - timedelta(minutes=1), lambda p: report(Progress(p.doing, 0.1 + 0.85 * p.share)))
        self._everybody_reads()
        self._live(fresh, lambda _: report(Progress(f"It is {say(fresh)}: okra asks everybody", 0.97)))
        return None

    def travel(self, to: datetime, report: Report, leave_alone: Person | None = None) -> None:
        """Live until `to` (aware), waiting at each appointment until the bot has kept it. Never back.

        Nobody answers for `leave_alone` in the week in which the journey begins: the reader is them just now.
        """
        with self._living:
            self._left_alone = (leave_alone.name, week_of(self.now())) if leave_alone else None
            self._live(to, report)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """While this lasts nobody lives the weeks; whoever travels waits for it to end, and it for them."""
        with self._living:
            yield

    def not_as_told(self, trouble: str) -> None:
        """Somebody could not do what the story tells: it is told once, and the story goes on."""
        self.trouble.append(trouble)
        self.on_trouble(trouble)

    def _live(self, to: datetime, report: Report) -> None:
        acts = [one for one in self._ahead if one.at <= to]
        for number, one in enumerate(acts):
            if self.stage.closing.is_set():
                return
            report(Progress(f"Week {one.week} of {WEEKS}: {CAPTIONS[one.week - 1]}", number / len(acts)))
            self._be_at(one.at)
            self._do(one)
            self._ahead.popleft()
        self._be_at(to)

    def _be_at(self, at: datetime) -> None:
        if at > self.now():
            self.stage.travel_to(at)

    def _do(self, one: Act) -> None:
        match one.what:
            case Line():
                self._talk(one.what)
            case Life():
                self._leave(one.what, one.week)
            case Beat.PROMPT:
                self._await("the prompts", lambda: self._all_are_asked(one.week))
            case Beat.REMINDER:
                self._await("the reminder", lambda: self._all_are_nudged(one.week))
            case Beat.MORNING_AFTER:
                self._await("the nudge after a snooze", lambda: self._all_are_nudged_later(one.week))
            case Beat.DIGEST:
                self._await("the digest", lambda: self._all_is_told(one.week))
            case _:
                self._answer(one.week, one.what)

    def _set_up(self) -> None:
        dana, explore = self.person(LEAD), self.stage.channel
        dana.command("/okra setup", explore)
        dana.fill("Team name", "Explore")
        dana.choose("Cycle starts", CYCLE[0].isoformat())
        dana.choose("Cycle ends", CYCLE[1].isoformat())
        send(dana)
        self._await("the welcome", lambda: bool(explore.messages))
        if not all_are_known(self.stage):
            self.not_as_told("somebody was not counted in")
        dana.command("/okra okrs paste", explore)
        dana.fill("Your OKRs", OKRS)
        dana.submit()
        dana.submit()
        if dana.modal is not None:
            dana.close(all_of_it=True)

    def _talk(self, line: Line) -> None:
        place: Channel = self.stage.channel if line.where == EXPLORE else self.stage.general
        said = self.person(line.who).says(line.text, place, under=self._line if line.answers else None)
        self._line = self._line if line.answers else said

    def _leave(self, life: Life, week: int) -> None:
        what = life.weeks[week - 1]
        if isinstance(what, Away):
            self.person(life.name).command(f"/okra away until {what.until}", self.stage.channel)

    def _answer(self, week: int, beat: Beat) -> None:
        due = [life for life in LIVES if acts_at(life, week, beat) and (life.name, week) != self._left_alone]
        acted = [life for life in due if self._has_acted(life, week)]
        self._await("the copies", lambda: all(self._is_thanked(life, week) for life in acted))

    def _has_acted(self, life: Life, week: int) -> bool:
        try:
            return act(self.scenery, self.person(life.name), life, week)
        except StuckError as stuck:
            self.not_as_told(str(stuck))
            return False

    def _is_thanked(self, life: Life, week: int) -> bool:
        """Whether okra has taken note: it asks no more, and who has answered has a copy."""
        person = self.person(life.name)
        has_copy = self.scenery.copy(person, week) is not None or not isinstance(life.weeks[week - 1], Answers)
        return has_copy and self.scenery.asked(person, week) is None

    def _all_are_asked(self, week: int) -> bool:
        answered, of = self.scenery.answered(week)
        asked = [person for person in self.scenery.people if self.scenery.prompts(person, week)]
        return of > 0 and len(asked) >= of - answered

    def _all_are_nudged(self, week: int) -> bool:
        waiting = [person for person in self.scenery.people if self.scenery.asked(person, week)]
        return all(self.scenery.nudge(person, week) for person in waiting)

    def _all_are_nudged_later(self, week: int) -> bool:
        put_off = [person for person in self.scenery.people if self.scenery.snoozes(person, week)]
        return all(self.scenery.nudge(person, week) for person in put_off)

    def _all_is_told(self, week: int) -> bool:
        card, digest = self.scenery.card(week), self.scenery.digest(self.person(LEAD), week)
        if card is None or digest is None or not self.scenery.is_closed(week):
            return False
        return bool(self.stage.channel.thread(card)) and bool(self.person(LEAD).dm_thread(digest))

    def _await(self, what: str, condition: Callable[[], bool]) -> None:
        if not self.stage.wait_a_while(condition, PATIENCE_SECONDS):
            self.not_as_told(f"{say(self.now())}: {what} did not come")

    def _everybody_reads(self) -> None:
        """So that what is bold on the sixth Friday is new."""
        world = self.stage.slack.world
        for person in self.stage.people.values():
            for place in list(world.conversations.values()):
                if person.id in place.members:
                    world.read_up_to_now(person.id, place.id)

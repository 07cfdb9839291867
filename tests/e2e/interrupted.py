"""A session whose bot is killed in every step, and what must be as before when it lives again."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from okra.script import Script, built_in
from okra.session import Mode, timebox
from sandbox.people import Person, Seen
from tests.e2e.lives import Lives
from tests.e2e.workshop import Fill, Meeting, read

MINUTES_LEFT = re.compile(r"\d+ min left|time is up")


class Interrupted(Meeting):
    """One session after the other, from a script that comes with okra, with a bot that does not last."""

    scene: Lives

    def __init__(self, lives: Lives) -> None:
        """Nothing runs yet."""
        super().__init__(lives)
        self.lives = lives
        self.script: Script = next(iter(built_in().values()))
        self.step = 0
        self.mode = Mode.LIVE

    def dies_at_its_beginning(self, typed: str, name: str) -> None:
        """The facilitator begins a session of that script, and the bot dies while it tells of it."""
        self.script = built_in()[name]
        self.title = self.script.title
        self.step = 0
        self.mode = Mode.ASYNC if "async" in typed else Mode.LIVE
        facilitator = self.people[self.facilitator]
        self.lives.dies_while_it_tells_of(lambda: facilitator.command(f"/okra session {typed}", self.lives.channel))
        self.stands()

    def dies_on_next(self, *, at_once: bool = False) -> None:
        """The facilitator presses *Next*, and the bot dies while it tells of it, or before."""
        if not at_once:
            return self.dies_on("Next")
        pressed = self.lives.clock.now()
        on = self.cockpit
        self.lives.dies_before_it_tells_of(lambda: self.people[self.facilitator].press("Next", on=on))
        return self.comes_to_the_next_step(pressed)

    def dies_on(self, label: str, *methods: str) -> None:
        """The facilitator presses a button, and the bot dies while it tells of it."""
        pressed = self.lives.clock.now()
        on = self.cockpit
        self.lives.dies_while_it_tells_of(lambda: self.people[self.facilitator].press(label, on=on), *methods)
        self.lives.settle()
        if label == "Next":
            self.comes_to_the_next_step(pressed)
        else:
            self.stands()

    def comes_to_the_next_step(self, at: datetime) -> None:
        """The session is at the step that follows, and its time runs since then."""
        self.step += 1
        self.stands()
        late = self.ends_at - (at + timebox(self.script.steps[self.step], self.mode))
        assert timedelta(seconds=-10) < late < timedelta(seconds=10), f"the step's time is {late} off"

    def dies_idle(self) -> None:
        """The bot dies when nothing happens; all that people see is as before, and it knows where the session is."""
        before, told, ends_at = self._seen(), self.lives.told, self.ends_at
        self.lives.dies_and_begins()
        self.lives.settle()
        self.stands()
        assert self._seen() == before
        assert self.lives.told == told
        answer = self.people[self.facilitator].command("/okra session", self.lives.channel)
        assert answer is not None
        assert f"runs here: {self.script.steps[self.step].title}, until" in read(answer)
        if self.mode is Mode.LIVE:
            self.drives("+5 min")
            assert self.ends_at == ends_at + timedelta(minutes=5)

    def dies_on_its_end(self) -> None:
        """The facilitator ends the session, and the bot dies while it tells of it."""
        person = self.people[self.facilitator]
        person.press("End", on=self.cockpit)
        self.lives.dies_while_it_tells_of(person.submit)
        assert person.modal is None, person.modal and person.modal.text
        self.lives.settle()
        assert f"{self.script.title} is over" in self.says
        assert len([seen for seen in person.dm() if f"{self.script.title} is over" in seen.text]) == 1
        self.is_told_once()

    def sends_after_a_death(self, name: str, fill: Fill) -> None:
        """Somebody fills in the window that is open; the bot dies meanwhile, and they send it to the next."""
        person = self.people[name]
        fill(person)
        self.lives.dies_and_begins()
        self.sends(person)

    def stands(self) -> None:
        """Card and cockpit are there once, and at the step at which the session is."""
        self.lives.settle()
        step = self.script.steps[self.step]
        where = f"step {self.step + 1} of {len(self.script.steps)}"
        cards = [seen for seen in self.lives.channel.messages if f"{self.title} · step" in read(seen)]
        assert len(cards) == 1
        assert where in self.says
        assert read(self.card).startswith(step.title)
        cockpits = [seen for seen in self.people[self.facilitator].dm() if "You facilitate:" in seen.text]
        assert [read(seen).startswith(f"You facilitate: {step.title}") for seen in cockpits] == [True]
        self.is_told_once()

    def is_told_once(self) -> None:
        """Nothing that the bot said stands anywhere a second time."""
        assert {what: count for what, count in self.lives.told.items() if count != 1} == {}
        said = Counter((seen.message.channel, seen.message.thread_ts, seen.text) for seen in self._everything())
        assert [what for what, count in said.items() if count != 1] == []

    @property
    def ends_at(self) -> datetime:
        """When the step's time is up (aware UTC), as the card has it."""
        (found,) = re.findall(r"<!date\^(\d+)\^", str(self.card.message.blocks))
        return datetime.fromtimestamp(int(found), UTC)

    def places(self, *people: Person) -> dict[str, list[Seen]]:
        """What stands in the group conversations of these people, by conversation."""
        found: dict[str, list[Seen]] = {}
        for one in {seen.ts: seen for person in people for seen in person.group_messages()}.values():
            found.setdefault(one.message.channel, []).append(one)
        return found

    def _everything(self) -> list[Seen]:
        """All messages of the bot but files, which come as often as they are asked for."""
        world = self.lives.slack.world
        return [
            Seen(self.lives.slack, message)
            for messages in world.messages.values()
            for message in messages
            if message.app_id and message.only_for is None and not message.files
        ]

    def _seen(self) -> dict[Any, str]:
        """All that is read, but for the minutes, which go by."""
        return {(one.message.channel, one.ts): MINUTES_LEFT.sub("", read(one)) for one in self._everything()}


def writes_everywhere(person: Person) -> None:
    """Fill in each box of the window."""
    assert person.modal is not None
    for label in person.modal.labels:
        person.fill(label, f"My answer: {label}")

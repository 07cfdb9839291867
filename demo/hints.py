"""What there is to try for each of the eight, one week at a time, and how one sees that it was done."""

from collections.abc import Callable
from dataclasses import dataclass

from demo.calendar import WEEKS, Beat, moment
from demo.lives import LIVES
from demo.lives.life import Answers
from demo.quarter import LEAD, Quarter
from sandbox.page.companion import Deed
from sandbox.people import Person, Seen

OPEN_MESSAGE = "Open okra's message"


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to try. `only_open`: it can be done only until the week's check-in closes; `aside`: in any order."""

    text: str
    label: str
    deed: Deed | None
    done: bool
    only_open: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """One person in one week, and what they see."""

    quarter: Quarter
    person: Person
    week: int

    @property
    def asked(self) -> bool:
        """Whether a check-in waits for them."""
        return self.quarter.scenery.asked(self.person, self.week) is not None

    @property
    def copy(self) -> Seen | None:
        """Their copy of what they answered this week."""
        return self.quarter.scenery.copy(self.person, self.week)

    @property
    def closed(self) -> bool:
        """Whether the week's check-in has closed."""
        return self.quarter.scenery.is_closed(self.week)

    @property
    def card(self) -> Seen | None:
        """The week's card in the channel."""
        return self.quarter.scenery.card(self.week)

    def reads(self, words: str) -> bool:
        """Whether they read these words in private this week."""
        return self.quarter.scenery.says_in_private(self.person, self.week, words)

    def has_read(self, message: Seen | None) -> bool:
        """Whether they have looked there since the message came."""
        return self.quarter.scenery.has_read(self.person, message)

    def private(self, name: str = "") -> Deed:
        """Go to the conversation with okra, as somebody."""
        person = self.quarter.person(name) if name else self.person
        return Deed(be=person.id if name else None, go=self.quarter.stage.direct(person))

    @property
    def channel(self) -> Deed:
        """Go to the team's channel."""
        return Deed(go=self.quarter.stage.channel.id)


def hints(here: Here) -> list[Hint]:
    """What to try, from top to bottom; what cannot be done any more is left out."""
    own = OF[here.person.name](here)
    shown = [hint for hint in own if hint.done or not (hint.only_open and here.closed)]
    return [*shown, *_onwards(here)]


def _onwards(here: Here) -> list[Hint]:
    if here.person.name == LEAD:
        return []
    back = Hint("Become Dana again, who leads the team.", "Be Dana", here.private(LEAD), False, aside=True)
    if not here.closed or here.week == WEEKS:
        return [back]
    over = "This week is over. On Friday okra asks again."
    return [Hint(over, "Next check-in", Deed(travel="next-prompt"), False, aside=True), back]


def _dana(here: Here) -> list[Hint]:
    scenery, emre = here.quarter.scenery, here.quarter.person("Emre")
    over = here.quarter.now() >= moment(WEEKS, Beat.DIGEST)
    digest, his = scenery.digest(here.person, here.week), scenery.copy(emre, here.week)
    return [
        Hint(
            "okra asks how it goes. Press “Check in” in its message, say what you think, and send.",
            OPEN_MESSAGE,
            here.private(),
            here.copy is not None,
        ),
        Hint(
            "Look into #explore: a card counts who has answered. What they said stays hidden until Monday.",
            "Go to #explore",
            here.channel,
            here.has_read(here.card) and scenery.answered(here.week)[0] > 0,
        ),
        Hint(
            "Travel to Monday. Your colleagues answer on the way, each in their own manner.",
            "Travel to Monday 10:00",
            Deed(travel="digest"),
            here.closed,
        ),
        Hint(
            "Read your digest and its picture. Where does the team need you?",
            "Read the digest",
            here.private(),
            here.has_read(digest),
        ),
        Hint(
            "Become Emre, the sceptic. Press “Edit” in his copy, let him change his mind, and see your digest follow.",
            "Be Emre",
            here.private("Emre"),
            his is not None and "Edited." in his.text,
        ),
        Hint(
            "See how it ends: live the other weeks, up to the last digest.",
            "Travel to the end",
            Deed(travel="end"),
            over,
        ),
    ] + ([Hint("That was a quarter. For your own team: README.md, “Install”.", "", None, False)] if over else [])


def _ben(here: Here) -> list[Hint]:
    modal = here.person.modal
    return [
        Hint(
            f"Check in, and type “{_told(here, 'onboarding completion')} or so” as the new onboarding completion. "
            "okra says beside the field what it can't read, and keeps all the rest.",
            OPEN_MESSAGE,
            here.private(),
            modal is not None and bool(modal.errors),
        ),
        Hint("Now without “or so”.", OPEN_MESSAGE, here.private(), here.copy is not None),
    ]


def _told(here: Here, part: str) -> str:
    """The number that this person would type this week."""
    life = next(life for life in LIVES if life.name == here.person.name)
    what = life.weeks[here.week - 1]
    return what.said.numbers.get(part, "80") if isinstance(what, Answers) else "80"


def _chiara(here: Here) -> list[Hint]:
    away = here.card is not None and f"way: {here.person.name}" in here.card.text
    return [
        Hint(
            "Your train leaves. Press “I'm away” under okra's message, or type /okra away until tue in #explore.",
            OPEN_MESSAGE,
            here.private(),
            away,
            only_open=True,
        ),
        Hint(
            "See in #explore that nobody waits for you now.",
            "Go to #explore",
            here.channel,
            away and here.has_read(here.card),
        ),
    ]


def _diego(here: Here) -> list[Hint]:
    wait = "Don't answer. It is a sunny Friday. Travel to Monday."
    late = "It has closed without you. Answer all the same: the result and Dana's digest are brought up to date."
    first = Hint(wait, "Travel to Monday 10:00", Deed(travel="digest"), here.closed)
    return [first, Hint(late, OPEN_MESSAGE, here.private(), here.copy is not None)] if here.closed else [first]


def _emre(here: Here) -> list[Hint]:
    said = here.copy.text if here.copy else ""
    doubt = "Say how sure you are. Be honest: 3. And tick “This KR measures the wrong thing” at the tutorial."
    again = "Change your mind: press “Edit” in your copy. It works until the cycle ends."
    return [
        Hint(doubt, OPEN_MESSAGE, here.private(), bool(said)),
        Hint(again, "Open your copy", here.private(), "Edited." in said),
    ]


def _fatima(here: Here) -> list[Hint]:
    snooze = "For you it is late on Friday. Press “Snooze to tomorrow 9:00”: your nine o'clock, not Berlin's."
    slept = here.quarter.scenery.snoozes(here.person, here.week)
    answer = "Answer when it suits you. The check-in is open until Monday."
    return [
        Hint(snooze, OPEN_MESSAGE, here.private(), slept, only_open=True),
        Hint(answer, OPEN_MESSAGE, here.private(), here.copy is not None),
    ]


def _goran(here: Here) -> list[Hint]:
    skip = "Nothing to say? Press “Not this week”. No reasons asked."
    answer = "Too cheerful for that? You can still check in. Say 10."
    return [
        Hint(skip, OPEN_MESSAGE, here.private(), here.reads("sitting this one out"), only_open=True),
        Hint(answer, OPEN_MESSAGE, here.private(), here.copy is not None),
    ]


def _hana(here: Here) -> list[Hint]:
    wait = "Say nothing, and travel to 16:30 in Berlin. Who has not answered is asked once more, in private."
    reminded = here.quarter.now() >= moment(here.week, Beat.REMINDER)
    answer = "Answer from the second message. There is no third."
    return [
        Hint(wait, "Travel to the reminder", Deed(travel="reminder"), reminded, only_open=True),
        Hint(answer, OPEN_MESSAGE, here.private(), here.copy is not None),
    ]


OF: dict[str, Callable[[Here], list[Hint]]] = {
    "Dana": _dana,
    "Ben": _ben,
    "Chiara": _chiara,
    "Diego": _diego,
    "Emre": _emre,
    "Fatima": _fatima,
    "Goran": _goran,
    "Hana": _hana,
}

"""What the newcomer may do next in session 1, step by step, and how one sees that it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from demo.calendar import week_of
from demo.hints import OPEN_MESSAGE, Hint
from demo.quarter import LEAD, Quarter
from demo.workshop.drafting import SCEPTIC
from demo.workshop.pairing import is_theirs
from demo.workshop.sight import OVER, Moment, Sight, entries
from demo.workshop.words import ANSWERS, DREAM, GOALS, HALF_OF_THEM, SECOND_THING, STANDING_ORDERS
from demo.workshop.workshop import Workshop
from sandbox.page.companion import Deed
from sandbox.people import Person, Seen

SESSION, DONE = "session-1", "session-1 is over"
"""What the guide's offers are called."""
COCKPIT, CHANNEL, PAIR = "Open your cockpit", "Go to #explore", "Go to your pair"
NEXT = "Then press “Next” in your cockpit."
ON_THE_LIST = "OKRs of"
"""How the window begins that one is in when OKRs were stored."""


@dataclass(frozen=True, slots=True)
class Inside:
    """One person in the session, and what they see."""

    quarter: Quarter
    workshop: Workshop
    person: Person
    moment: Moment

    @property
    def sight(self) -> Sight:
        """What can be seen."""
        return self.workshop.sight

    @property
    def thread(self) -> list[Seen]:
        """What stands under the card."""
        return self.quarter.stage.channel.thread(self.moment.card)

    @property
    def cockpit(self) -> Deed:
        """Go where one's buttons are."""
        return Deed(go=self.quarter.stage.direct(self.person))

    @property
    def channel(self) -> Deed:
        """Go where the card is."""
        return Deed(go=self.quarter.stage.channel.id)

    def cockpit_has(self, label: str) -> bool:
        """Whether one of the facilitator's buttons begins so."""
        seen = self.sight.cockpit(self.person)
        return seen is not None and any(button.startswith(label) for button in seen.buttons)

    def has_read(self, message: Seen | None) -> bool:
        """Whether they have looked there since a message came."""
        return self.quarter.scenery.has_read(self.person, message)

    def has_typed(self, title: str) -> bool:
        """Whether something stands in their window of that title."""
        modal = self.person.modal
        return modal is not None and modal.title == title and any(modal.value(label) for label in modal.labels)


def in_session(inside: Inside) -> list[Hint]:
    """What to try at the step that the session is at."""
    moment, person = inside.moment, inside.person
    if moment.over:
        return [*_after(inside), *_back_to_be(inside)]
    if moment.facilitator != person.name:
        return _taking_part(inside)
    if not moment.running:
        return _paused(inside)
    return AT[moment.step](inside)


def _back_to_be(inside: Inside) -> list[Hint]:
    name = inside.workshop.newcomer
    if name in ("", inside.person.name):
        return []
    deed = Deed(be=inside.quarter.person(name).id, go=inside.quarter.stage.direct(inside.quarter.person(name)))
    return [Hint(f"Become {name} again.", f"Be {name}", deed, False, aside=True)]


def _taking_part(inside: Inside) -> list[Hint]:
    said = f"{inside.moment.facilitator or 'Somebody'} facilitates. Take part as you like: everything is on the card."
    return [Hint(said, CHANNEL, inside.channel, False, aside=True), *_back_to_be(inside)]


def _paused(inside: Inside) -> list[Hint]:
    hints = [Hint("The session is paused, and your colleagues wait. Press “Go on”.", COCKPIT, inside.cockpit, False)]
    if "paused until" in inside.moment.text:
        on_its_own = "Or let the night pass: in the morning it goes on by itself."
        hints.append(Hint(on_its_own, "Travel to tomorrow", Deed(travel="tomorrow"), False, aside=True))
    return hints


def _listen(inside: Inside) -> list[Hint]:
    brought = "rich_text_quote" in str(inside.moment.card.message.blocks)
    bring = f"Press “Bring: The company's OKRs”, and say where the company wants to go. For example:\n\n{GOALS}"
    asked = [seen for seen in inside.thread if seen.message.user != inside.person.id]
    return [
        Hint(bring, COCKPIT, inside.cockpit, brought),
        Hint(
            "Look into #explore: your colleagues come in, and ask in the thread under the card.",
            CHANNEL,
            inside.channel,
            bool(asked) and inside.has_read(asked[-1]),
        ),
        Hint(
            f"Enough heard? {NEXT} okra tells you there what to say, and when it goes well.",
            COCKPIT,
            inside.cockpit,
            False,
        ),
    ]


def _ideas(inside: Inside) -> list[Hint]:
    done, of = inside.moment.count
    return [
        Hint(
            "Write an idea or two: “Write” on the card in #explore, one a line. Nobody sees them before the reveal.",
            CHANNEL,
            inside.channel,
            inside.has_typed("Write in silence"),
        ),
        Hint(
            "Watch the count in your cockpit. One comes late, one takes his time, one never finishes.",
            COCKPIT,
            inside.cockpit,
            done >= of - 2 > 0,
        ),
        Hint(f"When you have waited enough: {_then(NEXT)}", COCKPIT, inside.cockpit, False),
    ]


def _then(said: str) -> str:
    return said.removeprefix("Then ")


def _read(inside: Inside) -> list[Hint]:
    shown = next((seen for seen in inside.thread if "shuffled" in seen.text), None)
    return [
        Hint(
            "All ideas stand in the thread under the card, shuffled, without names. Open it and read.",
            CHANNEL,
            inside.channel,
            inside.has_read(shown),
        ),
        Hint(NEXT, COCKPIT, inside.cockpit, False),
    ]


def _cluster(inside: Inside) -> list[Hint]:
    grouped = bool(entries(inside.moment.card))
    return [
        Hint(
            "okra has found notes that say much the same. Press “Suggestions”, and take them or leave them. "
            "A group may have a name of yours.",
            COCKPIT,
            inside.cockpit,
            grouped and not inside.cockpit_has("Suggestions"),
        ),
        Hint(f"Groups can be made and mended by hand, too. {NEXT}", COCKPIT, inside.cockpit, False),
    ]


def _blockers(inside: Inside) -> list[Hint]:
    done, of = inside.moment.count
    return [
        Hint(
            "Your colleagues name what could stop their ideas. Name something too, or press “Nothing in my way”.",
            CHANNEL,
            inside.channel,
            0 < of == done,
        ),
        Hint(NEXT, COCKPIT, inside.cockpit, False),
    ]


def _pairs(inside: Inside) -> list[Hint]:
    place = inside.sight.place(inside.person)
    formed = inside.cockpit_has("Make the pairs anew")
    form = Hint("Press “Make the pairs”: people of two roles each, where there are.", COCKPIT, inside.cockpit, formed)
    if place is None:
        return [form, Hint(NEXT, COCKPIT, inside.cockpit, False)]
    others = " and ".join(name for name in inside.sight.people_of(place) if name != inside.person.name)
    done, of = inside.moment.count
    return [
        form,
        Hint(
            f"You write with {others}, in a conversation of your own. The first half is done for you; what you could "
            "measure and what must be true is yours, and waited for.",
            PAIR,
            Deed(go=place.message.channel),
            is_theirs(place),
        ),
        Hint(f"See the other pairs get on. {NEXT}", COCKPIT, inside.cockpit, 0 < of == done),
    ]


def _draft(inside: Inside) -> list[Hint]:
    results = [entry for entry in entries(inside.moment.card) if entry.startswith("Key result: ")]
    own = [entry for entry in results if SECOND_THING not in entry and STANDING_ORDERS not in entry]
    hints = [
        Hint(
            f"Your colleagues draft on the card. One key result is left to you: “Add a key result”, for example "
            f"“{ANSWERS}”, {HALF_OF_THEM}.",
            CHANNEL,
            inside.channel,
            bool(own),
        )
    ]
    if DREAM in inside.moment.text:
        dream = f"Goran dreams: “{DREAM}”. Take it out with “Change one”, give it a key result, or leave it."
        hints.append(Hint(dream, CHANNEL, inside.channel, False))
    return [*hints, Hint(NEXT, COCKPIT, inside.cockpit, False)]


def _agree(inside: Inside) -> list[Hint]:
    done, of = inside.moment.count
    return [
        Hint(
            f"Say what you think of the drafts, on the card. {SCEPTIC} objects, and says why. Change a draft (“Back”), "
            "and all are asked again; or go on: an objection is heard, it is no veto.",
            CHANNEL,
            inside.channel,
            0 < of == done,
        ),
        Hint(
            "Then press “End” in your cockpit. What hangs on nothing yet is listed; “End it” accepts that.",
            COCKPIT,
            inside.cockpit,
            False,
        ),
    ]


def _after(inside: Inside) -> list[Hint]:
    quarter, week = inside.quarter, week_of(inside.workshop.ended or inside.quarter.now())
    now = week_of(quarter.now())
    person, modal = inside.person, inside.person.modal
    stored = modal is not None and modal.title.startswith(ON_THE_LIST)
    asks = quarter.scenery.copy(person, now) is not None and now > week
    lead = Deed(be=quarter.person(LEAD).id, go=quarter.stage.channel.id)
    make = "Press “Make these our OKRs”, read what okra understood, and store it."
    own = Hint(make, COCKPIT, inside.cockpit, stored)
    leads = Hint(f"{LEAD} leads the team: {_lower(make)}", f"Be {LEAD}", lead, stored)
    return [
        own if person.name == LEAD else leads,
        Hint(
            "Press “Export”: everything that was written comes as files, a zip in the thread under the card.",
            CHANNEL,
            inside.channel,
            any(seen.pictures for seen in inside.thread),
        ),
        Hint("Travel to Friday's check-in.", "Travel to Friday 14:00", Deed(travel="next-prompt"), now > week),
        Hint(
            "Press “Check in” in okra's message: it asks for your new key results.", OPEN_MESSAGE, inside.cockpit, asks
        ),
        Hint("That was session 1. Go on with the quarter.", "Back to the quarter", Deed(take=DONE), False, aside=True),
    ]


def _lower(said: str) -> str:
    return said[0].lower() + said[1:]


AT: Final[dict[str, Callable[[Inside], list[Hint]]]] = {
    "listen": _listen,
    "ideas": _ideas,
    "read": _read,
    "cluster": _cluster,
    "blockers": _blockers,
    "pairs": _pairs,
    "draft": _draft,
    "agree": _agree,
}


def where(moment: Moment) -> str:
    """ "Step 2 of 8: How we could contribute. 5 of 8 are done."."""
    if moment.step == OVER:
        return "Session 1 is over. What you wrote is kept."
    title = str(moment.card.message.blocks[0]["text"]["text"])
    done, of = moment.count
    counted = f" {done} of {of} {'pairs ' if moment.step == 'pairs' else ''}are done." if of else ""
    return f"Step {moment.number} of {len(AT)}: {title}.{counted}"

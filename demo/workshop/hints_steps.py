"""What the facilitator may do at each step of session 1, and how one sees that it was done."""

from collections.abc import Callable
from typing import Final

from demo.hints import Hint
from demo.workshop.drafting import SCEPTIC
from demo.workshop.inside import CHANNEL, COCKPIT, PAIR, Inside
from demo.workshop.pairing import is_theirs
from demo.workshop.sight import entries
from demo.workshop.words import ANSWERS, DREAM, GOALS, HALF_OF_THEM, SECOND_THING, STANDING_ORDERS
from sandbox.page.companion import Deed

PRESS_NEXT = "press “Next” in your cockpit."
NEXT = f"Then {PRESS_NEXT}"


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
        Hint(f"When you have waited enough: {PRESS_NEXT}", COCKPIT, inside.cockpit, False),
    ]


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

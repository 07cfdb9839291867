"""Pairs: each writes in its own place, its two in turn; whoever is there themselves is waited for, never spoken for."""

from collections.abc import Callable, Iterable, Sequence

from demo.acting import open_modal, send
from demo.workshop.room import Room, Turn, Turns, choose
from demo.workshop.sight import DONE_HERE, WRITE_HERE, entries, headings
from demo.workshop.words import ANY, IDEAS, Idea
from sandbox.people import Person, Seen

PAIN, GAIN, METRIC, BELIEF = (
    "What hurts them today?",
    "What would they gain?",
    "What could we measure?",
    "What must be true?",
)
SAYS: dict[str, Callable[[Idea], str]] = {
    PAIN: lambda idea: idea.pain,
    GAIN: lambda idea: idea.gain,
    METRIC: lambda idea: idea.metric,
    BELIEF: lambda idea: idea.belief,
}
HURTS, PROVES, IN_SHORT = (PAIN, GAIN), (METRIC, BELIEF), (PAIN, BELIEF)
"""What is written: by the first of a pair on the first topic, by the second on it, on the topics that follow."""
WHICH, TOPICS = "Which one first?", "Your topics"
ENOUGH = 20
"""So many characters of a note tell which one it is: groups have shorter names than some notes."""
YOURS = "I wrote what hurts and what they would gain. What we measure, and what must be true, is yours, {}."


def pairing(room: Room) -> Turns:
    """First topic in halves, the others in turn, then it is done; all pairs get on at once."""
    places = {place.message.channel: place for name in room.company if (place := room.sight.place(room.person(name)))}
    turns = [list(_in(room, place)) for _, place in sorted(places.items())]
    for number in range(max(map(len, turns), default=0)):
        yield from (own[number] for own in turns if number < len(own))


def _in(room: Room, place: Seen) -> Turns:
    """What the simulated ones of a pair do, as far as they can just now."""
    people = room.sight.people_of(place)
    ours = [name for name in people if name in room.company]
    others = [name for name in people if name not in ours]
    topics, key = headings(place)[1:], place.message.channel
    if not topics:
        return
    yield Turn(f"{key} hurts", ours[0], 1.2, _writes(place, topics[0], HURTS))
    if others:
        yield Turn(f"{key} yours", ours[0], 0.8, _leaves_the_rest(place, others))
        if not is_theirs(place):
            return
    else:
        yield Turn(f"{key} proves", ours[-1], 1.2, _writes(place, topics[0], PROVES))
    for number, topic in enumerate(topics[1:]):
        yield Turn(f"{key} {topic}", ours[number % len(ours)], 1.2, _writes(place, topic, IN_SHORT))
    yield Turn(f"{key} done", ours[-1], 1.5, _is_done(place))


def _writes(place: Seen, topic: str, boxes: Sequence[str]) -> Callable[[Room, Person], str]:
    def does(room: Room, person: Person) -> str:
        person.press(WRITE_HERE, on=place)
        if open_modal(person).title == WHICH:
            choose(person, TOPICS, topic)
            person.submit()
        said = [SAYS[box](idea_of(topic)) for box in boxes]
        for box, text in zip(boxes, said, strict=True):
            before = str(open_modal(person).value(box) or "")
            person.fill(box, "\n".join(filter(None, (before, text))))
        send(person)
        return f"writes on “{topic}”: {' · '.join(said)}"

    return does


def _leaves_the_rest(place: Seen, others: Iterable[str]) -> Callable[[Room, Person], str]:
    def does(room: Room, person: Person) -> str:
        said = YOURS.format(" and ".join(others))
        room.say_in(place, person, said)
        return f"says in their pair's place: “{said}”"

    return does


def _is_done(place: Seen) -> Callable[[Room, Person], str]:
    def does(room: Room, person: Person) -> str:
        if DONE_HERE in place.buttons:
            person.press(DONE_HERE, on=place)
        return f"presses “{DONE_HERE}”."

    return does


def idea_of(topic: str) -> Idea:
    """What there is to say on a topic: a note, a group that is called like one of its notes, or one of another name."""
    start = topic.rstrip("… ")
    known = (idea for ideas in IDEAS.values() for idea in ideas)
    return next((idea for idea in known if idea.note.startswith(start) and len(start) >= ENOUGH), ANY)


def is_theirs(place: Seen) -> bool:
    """Whether something stands there that none of ours writes."""
    ours = {
        f"{box} {says(idea)}" for box, says in SAYS.items() for ideas in (*IDEAS.values(), (ANY,)) for idea in ideas
    }
    return any(entry not in ours for entry in entries(place) if entry.startswith(tuple(SAYS)))

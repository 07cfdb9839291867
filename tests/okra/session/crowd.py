"""Sessions as full as they get: every step with all that everybody may do in it, in the longest words there are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from okra.items import Item, ItemKind
from okra.milestone import Effort, Scored
from okra.proceedings import Proceedings, applied
from okra.pulse import SHOWN_FROM
from okra.script import Script
from okra.session import Event, Mode, What, replay, start
from okra.steps import actions, agree, blockers, cluster, draft, grade, judge, pair, place, present, pulse, score, vote
from okra.steps.hindrances import Raise
from okra.steps.step import LONGEST_TEXT, Change, Contribution, Put, Who
from tests.okra.session.hall import NOW

AWKWARD: Final = "🏳️‍🌈 <!channel> & *bold* <@U1> `code` https://a.b ~no~ 日本語 & "
"""What people may well write: emoji of several characters, markup, control sequences, other alphabets."""
MOST_DRAFTS: Final = 40
"""Drafts of each kind: more than anybody would want."""
Deeds = Iterator[tuple[str, Any]]
"""Who does what."""


def long(number: int, characters: int) -> str:
    """So many awkward characters, none of them the same twice."""
    return f"{number} {AWKWARD * (characters // len(AWKWARD) + 1)}"[:characters].strip()


def crowded(script: Script, people: int, notes: int) -> Iterator[Proceedings]:
    """A session at each of its steps with all that is done there; where nothing was written, as it comes there too."""
    everybody = tuple(f"U{number:04}" for number in range(people))
    events = list(start(script, everybody[0], everybody, Mode.LIVE, NOW))
    carried = tuple(
        Item(f"s1/{kind}/{number}", kind, long(number, 300), (f"s1/{above}/{number}",) if above else ())
        for kind, above in CARRIED.items()
        for number in range(min(notes, 60))
    )
    course = Proceedings(replay(script, events), {}, "s9", 9, carried)
    for number, step in enumerate(script.steps):
        if number:
            events.append(Event(NOW + timedelta(minutes=number), everybody[0], What.MOVED, {"to": number}))
        course = replace(course, session=replay(script, events))
        if not notes:
            yield course
        course = replace(course, rows={**course.rows, step.id: _rows(course, everybody, notes)})
        yield course
    ended = (*events, Event(NOW + timedelta(hours=2), everybody[0], What.ENDED))
    yield replace(course, session=replay(script, ended))


CARRIED: Final = {
    ItemKind.OBJECTIVE: None,
    ItemKind.KEY_RESULT: ItemKind.OBJECTIVE,
    ItemKind.HYPOTHESIS: ItemKind.KEY_RESULT,
    ItemKind.MILESTONE: ItemKind.HYPOTHESIS,
}


def _rows(course: Proceedings, everybody: Sequence[str], notes: int) -> tuple[Contribution, ...]:
    """The rows of the step at hand once everybody has done what there is to do."""
    step = course.session.now_at
    if step.kind == "write":
        return tuple(
            Contribution(
                f"note:{number:04}", None if step.anonymous else everybody[number % len(everybody)],
                {"text": long(number, LONGEST_TEXT), "ask": number % len(step.options["asks"])}
                | ({"pad": f"pad {number % len(everybody)}"} if step.anonymous else {}),
            )
            for number in range(notes)
        )  # fmt: skip
    rows: tuple[Contribution, ...] = ()
    for deeds in _DEEDS[step.kind](course, everybody, notes) if step.kind in _DEEDS else ():
        state = _at(course, rows).state()
        for who, deed in deeds:
            doer = Who(None if step.anonymous else who, drives=True, pad=f"pad of {who}")
            changes = course.kind.act(state, deed, doer)
            rows = applied(rows, changes) if step.kind == "pair" else (*rows, *written(changes))
    return rows


def written(changes: Sequence[Change]) -> Iterator[Contribution]:
    """What new rows say: nothing is written over here."""
    return (one.contribution for one in changes if isinstance(one, Put))


def _at(course: Proceedings, rows: tuple[Contribution, ...]) -> Proceedings:
    return replace(course, rows={**course.rows, course.session.now_at.id: rows})


def _present(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    yield iter([(everybody[0], present.Bring(long(0, present.LONGEST)))])


def _cluster(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    keys = [item.key for item in course.state().notes]
    for start_at in range(0, len(keys) // 2, 8):
        name = long(start_at, cluster.LONGEST_NAME)
        yield iter([(everybody[0], cluster.Group(tuple(keys[start_at : start_at + 8]), name))])


def _blockers(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    state: blockers.Blocking = course.state()
    yield (
        (who, blockers.Name(f"b{number}-{who}", mine[number % len(mine)].key, long(number, LONGEST_TEXT), long(1, 80)))
        for who in everybody
        if (mine := state.mine(who))
        for number in range(state.setting.options["most"])
    )


def _vote(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    state: vote.Voting = course.state()
    if state.items:
        yield ((who, vote.Spend({state.items[at % len(state.items)].key: 1})) for at, who in enumerate(everybody))
    yield iter([(everybody[0], vote.Show())])


def _pair(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    state: pair.Pairing = course.state()
    if not state.topics:
        return
    yield iter([(everybody[0], pair.Form())])
    formed = pair.KIND.read(replace(state.setting, rows=_formed(state, everybody[0])))
    yield (
        (group.people[0], pair.Write(f"e{at}-{topic}-{ask}", topic, ask, long(at, LONGEST_TEXT)))
        for at, group in enumerate(formed.groups)
        for topic in group.topics[:12]
        for ask in range(len(state.asks))
    )


def _formed(state: pair.Pairing, by: str) -> tuple[Contribution, ...]:
    return applied((), pair.KIND.act(state, pair.Form(), Who(by, drives=True)))


def _draft(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    state: draft.Drafting = course.state()
    made: dict[ItemKind, list[str]] = {}
    for kind in sorted(state.kinds, key=lambda kind: len(draft.ABOVE.get(kind, ()))):
        above = [key for one in draft.ABOVE.get(kind, ()) for key in made.get(one, [])]
        above = above or [item.key for item in state.places(kind)]
        ids = [f"{kind}-{number:03}" for number in range(min(notes, MOST_DRAFTS))]
        made[kind] = [state.setting.key(one) for one in ids]
        yield (
            (
                everybody[at % len(everybody)],
                draft.Write(one, kind, long(at, 300), above[at % len(above)] if above else None, long(at, 200)),
            )
            for at, one in enumerate(ids)
        )


def _score(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    state: score.Scoring = course.state()
    yield (
        (who, score.Score(item.key, Scored(list(Effort)[at % 3], at % 5 + 1, 5 - at % 5)))
        for at, who in enumerate(everybody)
        for item in state.items[:60]
    )
    yield iter([(everybody[0], score.Show())])


def _place(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    keys = [item.key for item in course.state().items]
    yield (
        (
            everybody[at % len(everybody)],
            place.Place(key, at % 13 + 1, tuple(keys[max(0, at - 20) : at]), long(at, 200)),
        )
        for at, key in enumerate(keys)
    )


def _actions(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    keys = [item.key for item in course.state().items]
    yield (
        (who, actions.Write(f"a{at}", long(at, actions.LONGEST_ACTION), who, NOW.date(), keys[at % len(keys)]))
        for at, who in enumerate(everybody)
        if keys
    )
    hindrances = [item.key for item in course.state().hindrances[:100]]
    yield ((everybody[0], Raise(key, everybody[-1], long(at, LONGEST_TEXT))) for at, key in enumerate(hindrances))


def _pulse(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    asked = [one.question for one in course.state().questions]
    yield ((who, pulse.Answer(dict.fromkeys(asked, at % 5 + 1))) for at, who in enumerate(everybody))
    if len(everybody) >= SHOWN_FROM:
        yield iter([(everybody[0], pulse.Show())])


def _grade(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    keys = [item.key for item in course.state().items[:20]]
    yield ((who, grade.Give(key, at % 101)) for at, who in enumerate(everybody) for key in keys)
    yield iter([(everybody[0], grade.Show())])


def _judge(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    state: judge.Judging = course.state()
    word = judge.WORDS[state.makes][0]
    yield (
        (everybody[at % len(everybody)], judge.Judge(item.key, word, long(at, LONGEST_TEXT)))
        for at, item in enumerate(state.items)
    )


def _agree(course: Proceedings, everybody: Sequence[str], notes: int) -> Iterator[Deeds]:
    yield ((who, agree.Say(agree.Choice.OBJECT, long(at, LONGEST_TEXT))) for at, who in enumerate(everybody))


_DEEDS: Final[dict[str, Callable[[Proceedings, Sequence[str], int], Iterator[Deeds]]]] = {
    "present": _present, "cluster": _cluster, "blockers": _blockers, "vote": _vote, "pair": _pair, "draft": _draft,
    "score": _score, "place": _place, "agree": _agree, "actions": _actions, "grade": _grade, "judge": _judge,
    "pulse": _pulse,
}  # fmt: skip

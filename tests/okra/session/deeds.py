"""Anything that somebody might do in a step, right or wrong, drawn at random from what the step shows."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

from okra.items import ItemKind
from okra.milestone import Effort, Scored
from okra.steps import (
    actions,
    agree,
    blockers,
    cluster,
    draft,
    grade,
    hindrances,
    judge,
    pair,
    place,
    present,
    pulse,
    reveal,
    score,
    vote,
    write,
)

Draw = Callable[[st.SearchStrategy[Any]], Any]


class Act(NamedTuple):
    """A deed; the words that it writes, and the thing that it writes them on ("" for none)."""

    deed: Any
    words: str = ""
    thing: str = ""


def any_of(draw: Draw, options: Sequence[Any], otherwise: Any = "gone") -> Any:
    """One of some options, or something that is not there."""
    return draw(st.sampled_from([*options, *options, *options, otherwise]))


def act(kind: str, state: Any, words: str, draw: Draw) -> Act:
    """Something to do in a step of a kind; `words` were never used before."""
    return DEEDS[kind](state, words, draw)


def _ids(draw: Draw) -> str:
    return str(draw(st.sampled_from(["a", "b", "c", "d"])))


def _present(state: Any, words: str, draw: Draw) -> Act:
    return Act(present.Bring(words), words, "brought")


def _write(state: Any, words: str, draw: Draw) -> Act:
    note = _ids(draw)
    what = draw(st.sampled_from(["write", "write", "write", "remove", "done"]))
    if what == "write":
        return Act(write.Write(note, words, draw(st.integers(0, 2))), words, note)
    return Act(write.Remove(note), "", note) if what == "remove" else Act(write.Done(draw(st.booleans())))


def _reveal(state: Any, words: str, draw: Draw) -> Act:
    """A new reply, an edited or a deleted one; the number in `words` is the time of it."""
    now = f"{int(words.strip('word.')):09}"
    reply = any_of(draw, [one.ts for one in state.replies], now)
    if reply != now and draw(st.booleans()):
        return Act(reveal.Withdraw(reply, now, 0), "", reply)
    return Act(reveal.Reply(reply, now, draw(st.integers(0, 2)), words), words, reply)


def _cluster(state: Any, words: str, draw: Draw) -> Act:
    notes = [note.key for note in state.notes] or ["gone"]
    keys = tuple(draw(st.lists(st.sampled_from(notes), unique=True, max_size=3)))
    ids = [one.id for one in state.clusters]
    here, there = any_of(draw, ids), any_of(draw, ids)
    options = [
        cluster.Group(keys), cluster.Group(keys, words), cluster.Merge(here, there), cluster.Split(here, keys),
        cluster.Split(here, keys, alone=True), cluster.Rename(here, words), cluster.Add(here, notes[0]), cluster.Undo(),
        cluster.Decline(keys),
    ]  # fmt: skip
    return Act(draw(st.sampled_from(options)))


def _blockers(state: Any, words: str, draw: Draw) -> Act:
    blocker, on = _ids(draw), any_of(draw, [one.key for one in state.items])
    what = draw(st.sampled_from(["name", "name", "remove", "nothing"]))
    if what == "name":
        return Act(blockers.Name(blocker, on, words), words, blocker)
    return (
        Act(blockers.Remove(blocker), "", blocker) if what == "remove" else Act(blockers.Nothing(draw(st.booleans())))
    )


def _vote(state: Any, words: str, draw: Draw) -> Act:
    if draw(st.integers(0, 5)) == 0:
        return Act(vote.Show(draw(st.booleans())))
    keys = [one.key for one in state.items] or ["gone"]
    some = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=4, unique=True))
    least, most = draw(st.sampled_from([(1, state.setting.options["most_on_one"] or state.budget), (-1, 25)]))
    return Act(vote.Spend({key: draw(st.integers(least, most)) for key in some}))


def _pair(state: Any, words: str, draw: Draw) -> Act:
    numbers = st.integers(0, max(0, len(state.groups)))
    what = draw(st.sampled_from(["form", "join", "merge", "write", "write", "write", "remove", "done"]))
    entry = _ids(draw)
    match what:
        case "write":
            return Act(pair.Write(entry, any_of(draw, [one.key for one in state.topics]), 0, words), words, entry)
        case "remove":
            return Act(pair.Remove(entry), "", entry)
        case "merge":
            return Act(pair.Merge(draw(numbers), draw(numbers)))
        case _:
            return Act({"form": pair.Form(), "join": pair.Join(), "done": pair.Done(draw(st.booleans()))}[what])


def _draft(state: Any, words: str, draw: Draw) -> Act:
    made, kind = _ids(draw), draw(st.sampled_from(state.kinds))
    version = any_of(draw, [state.versions.get(made, 0)] * 3, 1)
    if draw(st.integers(0, 4)) == 0:
        return Act(draft.Remove(made, version), "", made)
    under = any_of(draw, [None, *(one.key for one in state.places(kind))])
    sources = tuple(one.key for one in state.sources[:2])
    return Act(draft.Write(made, kind, words, under, made_of=sources, version=version), words, made)


def _score(state: Any, words: str, draw: Draw) -> Act:
    on = any_of(draw, [one.key for one in state.items])
    scored = Scored(draw(st.none() | st.sampled_from(Effort)), draw(st.none() | st.integers(0, 6)), None)
    return Act(draw(st.sampled_from([score.Score(on, scored), score.Settle(on, scored), score.Show()])))


def _place(state: Any, words: str, draw: Draw) -> Act:
    keys = [one.key for one in state.items]
    on = any_of(draw, keys)
    week = draw(st.none() | st.integers(0, 14))
    needs = (any_of(draw, keys),)
    return Act(place.Place(on, week, needs, words, any_of(draw, [state.version(on)] * 3, 1)), words if week else "", on)


def _agree(state: Any, words: str, draw: Draw) -> Act:
    return Act(agree.Say(draw(st.sampled_from(agree.Choice)), draw(st.sampled_from(["", words]))))


def _actions(state: Any, words: str, draw: Draw) -> Act:
    made, on = _ids(draw), any_of(draw, [one.key for one in state.items])
    owner = draw(st.sampled_from(["UADA", "UCLEO", "UEVE"]))
    version = any_of(draw, [state.versions.get(f"{actions.ACTION}{made}", 0)] * 3, 1)
    due = draw(st.none() | st.dates())
    match draw(st.sampled_from(["write", "write", "write", "remove", "raise", "raise", "withdraw"])):
        case "write":
            return Act(actions.Write(made, words, owner, due, on, version), words, made)
        case "remove":
            return Act(actions.Remove(made, version), "", made)
        case "raise":
            return Act(hindrances.Raise(on, owner, draw(st.sampled_from(["", words]))))
        case _:
            return Act(hindrances.Withdraw(on))


def _grade(state: Any, words: str, draw: Draw) -> Act:
    if draw(st.integers(0, 5)) == 0:
        return Act(grade.Show(draw(st.booleans())))
    on = any_of(draw, [one.key for one in state.items])
    return Act(grade.Give(on, draw(st.none() | st.integers(-1, 101))))


def _judge(state: Any, words: str, draw: Draw) -> Act:
    on = any_of(draw, [one.key for one in state.items])
    word = draw(st.sampled_from([None, "done", "not_done", "dropped", "keep"]))
    return Act(judge.Judge(on, word, words, any_of(draw, [state.version(on)] * 3, 1)), words if word else "", on)


def _pulse(state: Any, words: str, draw: Draw) -> Act:
    if draw(st.integers(0, 5)) == 0:
        return Act(pulse.Show())
    asked = st.sampled_from(["autonomy", "retros", "alignment", "gone"])
    return Act(pulse.Answer(draw(st.dictionaries(asked, st.integers(0, 6), max_size=3))))


DEEDS: dict[str, Callable[[Any, str, Draw], Act]] = {
    "present": _present, "write": _write, "reveal": _reveal, "cluster": _cluster, "blockers": _blockers, "vote": _vote,
    "pair": _pair, "draft": _draft, "score": _score, "place": _place, "agree": _agree,
    "actions": _actions, "judge": _judge, "grade": _grade, "pulse": _pulse,
}  # fmt: skip
OBJECTIVE, KEY_RESULT, MILESTONE = ItemKind.OBJECTIVE, ItemKind.KEY_RESULT, ItemKind.MILESTONE
USUAL: dict[str, list[tuple[str, Act]]] = {
    "ideas": [("UCLEO", Act(write.Write("a", "usual1.", 0), "usual1.", "a")), ("UDAN", Act(write.Write("b", "usual2.", 0), "usual2.", "b"))],
    "silent": [("UCLEO", Act(write.Write("a", "usual3.", 1), "usual3.", "a")), ("UADA", Act(write.Write("b", "usual4.", 0), "usual4.", "b"))],
    "hear": [("UDAN", Act(reveal.Reply("000000000", "000000000", 0, "usual11."), "usual11.", "000000000"))],
    "group": [("UADA", Act(cluster.Group(("s1/ideas/a", "s1/ideas/b"))))],
    "blockers": [("UCLEO", Act(blockers.Name("a", "s1/ideas/a", "usual5."), "usual5.", "a"))],
    "vote": [("UDAN", Act(vote.Spend({"s1/group/of:s1/silent/a": 2})))],
    "pairs": [
        ("UADA", Act(pair.Form())),
        ("UADA", Act(pair.Write("a", "s1/group/of:s1/silent/b", 0, "usual6."), "usual6.", "a")),
        ("UCLEO", Act(pair.Write("a", "s1/group/of:s1/silent/b", 0, "usual0."), "usual0.", "a")),
    ],
    "draft": [
        ("UDAN", Act(draft.Write("a", OBJECTIVE, "usual7."), "usual7.", "a")),
        ("UCLEO", Act(draft.Write("b", MILESTONE, "usual8.", "s1/pairs/a"), "usual8.", "b")),
        ("UADA", Act(draft.Write("c", MILESTONE, "usual10.", "s1/pairs/a"), "usual10.", "c")),
        ("UADA", Act(draft.Write("d", KEY_RESULT, "usual13.", "s1/draft/a"), "usual13.", "d")),
    ],
    "score": [("UDAN", Act(score.Score("s1/draft/b", Scored(Effort.S))))],
    "place": [("UDAN", Act(place.Place("s1/draft/b", 2, risk="usual9."), "usual9.", "s1/draft/b"))],
    "agree": [("UDAN", Act(agree.Say(agree.Choice.AGREE)))],
    "grade": [("UDAN", Act(grade.Give("s1/draft/d", 70))), ("UCLEO", Act(grade.Give("s1/draft/d", 40)))],
    "pulse": [(who, Act(pulse.Answer({"autonomy": 4}))) for who in ("UADA", "UCLEO", "UDAN", "UEVE")],
    "judge": [("UDAN", Act(judge.Judge("s1/draft/b", "done", "usual12."), "usual12.", "s1/draft/b"))],
    "act": [
        ("UDAN", Act(actions.Write("a", "usual11.", "UADA", None, "s1/group/of:s1/silent/a"), "usual11.", "a")),
        ("UCLEO", Act(hindrances.Raise("s1/group/of:s1/silent/b", "UCLEO"))),
    ],
}  # fmt: skip
"""What usually happens in each step of the test's script: who does it, and what."""


def _redrafts(state: Any) -> list[Callable[[str], Act]]:
    return [
        lambda words, one=one: Act(  # type: ignore[misc]
            draft.Write(one.id, one.kind, words, one.under, made_of=one.made_of, version=one.version), words, one.id
        )
        for one in state.drafts
        if one.under is not None or not state.places(one.kind)
    ]


def _moves(state: Any) -> list[Callable[[str], Act]]:
    return [
        lambda words, key=item.key: Act(  # type: ignore[misc]
            place.Place(key, 5, risk=words, version=state.version(key)), words, key
        )
        for item in state.items
    ]


def _rewrites(state: Any) -> list[Callable[[str], Act]]:
    return [
        lambda words, one=one: Act(  # type: ignore[misc]
            actions.Write(one.id, words, "UADA", one.due, one.on, one.version), words, one.id
        )
        for one in state.actions
        if (one.on is not None or not state.items) and state.setting.room.has("UADA")
    ]


def _verdicts(state: Any) -> list[Callable[[str], Act]]:
    return [
        lambda words, key=item.key: Act(  # type: ignore[misc]
            judge.Judge(key, "dropped", words, state.version(key)), words, key
        )
        for item in state.items
    ]


EDITED: dict[str, Callable[[Any], list[Callable[[str], Act]]]] = {
    "draft": _redrafts,
    "place": _moves,
    "actions": _rewrites,
}
"""Kinds of steps in which people change the same things: what can be changed there, each with new words."""
KEPT = {"write", "reveal", "blockers", "pair", "draft", "place", "actions", "judge"}
"""Kinds of steps whose words are handed on."""
ON_OTHERS = ("place", "judge")
"""Kinds of steps whose words are about other things: where one is taken out they wait until it is back."""

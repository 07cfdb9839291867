"""Scripts as teams might make them: valid steps of every kind, in any order that the rules allow."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from okra.items import ItemKind
from okra.script import Script, read_script
from okra.steps import KINDS, judge
from tests.okra.session.hall import script_text

ASKABLE = [ItemKind.NOTE, ItemKind.RISK, ItemKind.PAIN, ItemKind.HYPOTHESIS, ItemKind.METRIC]
DRAFTABLE = [ItemKind.VISION, ItemKind.OBJECTIVE, ItemKind.KEY_RESULT, ItemKind.HYPOTHESIS, ItemKind.MILESTONE]
TAKEN = [(), (ItemKind.OBJECTIVE, ItemKind.KEY_RESULT), (ItemKind.MILESTONE,)]
LONGEST = 9


@st.composite
def scripts(draw: st.DrawFn, longest: int = LONGEST) -> Script:
    """Any script of one to `longest` steps that a team could upload."""
    takes = draw(st.sampled_from(TAKEN))
    there, hidden = set(takes), list[str]()
    written, steps, made = list[str](), list[tuple[str, str, str]](), set[ItemKind]()
    for number in range(draw(st.integers(1, longest))):
        kind, options = draw(_step(sorted(there), written, hidden=bool(hidden)))
        name = f"step-{number}"
        if kind == "write":
            written.append(name)
            hidden.append(name)
        elif kind == "reveal":
            hidden = [one for one in hidden if one != options["of"]]
        steps.append((name, kind, json.dumps(options)))
        made |= set(KINDS[kind].makes(_read(kind, options)))
        there |= made
    text = script_text(*steps, gives=", ".join(sorted(made)), takes=", ".join(takes))
    return read_script(text, "team.yaml")


def options_of(kind: str, there: Sequence[ItemKind]) -> st.SearchStrategy[dict[str, Any]]:
    """Any options of a kind of step, as the kind reads them."""
    found = {**dict(_open(["ideas"])), **dict(_on_notes(there))}
    return found[kind].map(lambda options: _read(kind, options))


def _read(kind: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """The options as the kind reads them."""
    return {name: KINDS[kind].options[name].read(value) for name, value in options.items()}


def _step(there: Sequence[ItemKind], written: Sequence[str], *, hidden: bool) -> st.SearchStrategy[tuple[str, Any]]:
    """One more step: its kind, its options."""
    found = dict(_open(written))
    if not hidden:
        found |= dict(_on_notes(there))
    return st.sampled_from(sorted(found)).flatmap(lambda kind: st.tuples(st.just(kind), found[kind]))


def _open(written: Sequence[str]) -> Iterator[tuple[str, st.SearchStrategy[Mapping[str, Any]]]]:
    """Kinds that may come while notes are hidden."""
    yield "pulse", st.fixed_dictionaries({})
    yield "present", st.fixed_dictionaries({"goals": st.booleans(), "asks_for": st.just("Our goals")})
    yield (
        "write",
        st.fixed_dictionaries({"asks": _asks(3), "anonymous": st.booleans(), "most": st.integers(1, 20)}),
    )
    if written:
        yield "reveal", st.fixed_dictionaries({"of": st.sampled_from(written)})


def _on_notes(there: Sequence[ItemKind]) -> Iterator[tuple[str, st.SearchStrategy[Mapping[str, Any]]]]:
    """Kinds that show what was written, as far as there is something to work on."""
    yield "draft", st.fixed_dictionaries({"makes": _some(DRAFTABLE), **({"from": _some(there)} if there else {})})
    if not there:
        return
    of = {"of": _some(there)}
    yield "cluster", st.fixed_dictionaries(of)
    yield "blockers", st.fixed_dictionaries({**of, "own_only": st.booleans(), "most": st.integers(1, 20)})
    yield "vote", st.fixed_dictionaries({**of, "dots": st.integers(1, 20), "most_on_one": st.integers(1, 20)})
    yield "pair", st.fixed_dictionaries({"over": _some(there), "asks": _asks(5), "most": st.integers(1, 20)})
    yield "actions", st.fixed_dictionaries(of)
    yield "grade", st.fixed_dictionaries(of)
    yield "judge", st.fixed_dictionaries({**of, "makes": st.sampled_from(sorted(judge.WORDS))})
    yield "score", st.fixed_dictionaries(of)
    yield "place", st.fixed_dictionaries(of)
    yield "agree", st.fixed_dictionaries(of)


def _some(kinds: Sequence[ItemKind]) -> st.SearchStrategy[list[ItemKind]]:
    return st.lists(st.sampled_from(kinds), min_size=1, max_size=3, unique=True)


def _asks(most: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    ask = st.fixed_dictionaries({"kind": st.sampled_from(ASKABLE), "label": st.just("What do you think?")})
    return st.lists(ask, min_size=1, max_size=most)

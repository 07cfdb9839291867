"""Whatever a session holds, Slack takes what is shown of it: 3 to 60 people, up to 500 notes of the longest kind."""

from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.models.views import View

from demo.gallery.sessions import at
from handlers.kit.elements import modal
from handlers.sessions import views, views_cockpit
from handlers.sessions.steps import DOORS
from handlers.sessions.steps.door import Eyes, Opens
from handlers.sessions.use_cases_reveal import parts_of
from handlers.sessions.values import Cockpit, Revealed, Shown
from okra.items import Item, ItemKind
from okra.refusal import Refused
from okra.script import built_in
from okra.steps.step import LONGEST_TEXT, Contribution
from sandbox.blockkit import validate_message, validate_view

LONG = "Long words that nobody wants to read twice. " * 20
STEPS = [(name, step.id) for name, script in built_in().items() for step in script.steps]


def crowded(script: str, step: str, people: int, notes: int) -> Shown:
    """A session full of people and words at one of its steps."""
    shown = at(script, step)
    everybody = [f"U{number:04}" for number in range(people)]
    rows = dict(shown.proceedings.rows)
    written = {one.id: one for one in shown.session.script.steps if one.kind == "write"}
    for one in written:
        rows[one] = tuple(
            Contribution(
                f"note:{number:04}", everybody[number % people], {"text": f"{number} {LONG}"[:LONGEST_TEXT], "ask": 0}
            )
            for number in range(notes)
        )
    carried = tuple(
        Item(f"s1/{kind}/{number}", kind, f"{number} {LONG}"[:300], ())
        for kind in (ItemKind.OBJECTIVE, ItemKind.KEY_RESULT, ItemKind.HYPOTHESIS, ItemKind.MILESTONE)
        for number in range(min(notes, 60))
    )
    session = replace(shown.session, people=tuple(everybody), facilitator=everybody[0])
    course = replace(shown.proceedings, rows=rows, carried=carried, session=session)
    names = dict.fromkeys(everybody, "A rather long name of somebody")
    return replace(shown, proceedings=course, state=course.state(), turnout=course.turnout(), names=names)


@pytest.mark.parametrize(("people", "notes"), [(3, 0), (3, 40), (60, 500)])
@pytest.mark.parametrize(("script", "step"), STEPS)
def test_every_step_can_be_shown(script: str, step: str, people: int, notes: int) -> None:
    shown = crowded(script, step, people, notes)
    taken(views.card(shown))
    taken(views_cockpit.cockpit(Cockpit(shown, shown.proceedings.problems(), ())))
    door = DOORS[shown.session.now_at.kind]
    for one in [*door.buttons(shown), *door.driving(shown)]:
        name = getattr(one, "name", "")
        if type(one).__name__ == "Opens":
            _open(door, shown, name)


def _open(door: Any, shown: Shown, name: str) -> None:
    try:
        form = door.form(shown, Eyes(shown.session.facilitator, True, "key"), name, "")
    except Refused:
        return
    view = modal(form.title, "sessions.window", form.blocks, submit=form.submit, metadata="{}")
    assert isinstance(view, View)
    assert validate_view(view.to_dict()) == []


@pytest.mark.parametrize("notes", [0, 1, 40, 500])
def test_every_part_of_a_reveal_can_be_shown_and_none_is_lost(notes: int) -> None:
    items = tuple(Item(f"s/{number}", ItemKind.NOTE, LONG[:LONGEST_TEXT]) for number in range(notes))
    parts = parts_of(items)
    assert sum(parts, ()) == items
    for number, part in enumerate(parts):
        taken(views.reveal(Revealed("Read them all", part, "1.2", number + 1, len(parts), notes)))


def taken(message: Any) -> None:
    """Slack takes it."""
    said = {"text": message.notification, "blocks": [block.to_dict() for block in message.blocks]}
    assert validate_message(said) == []


LOOKING_BACK = [
    (name, step.id)
    for name, script in built_in().items()
    for step in script.steps
    if step.kind in ("actions", "judge", "grade", "pulse")
]


def decided(shown: Shown, *, ready: bool) -> Shown:
    """The same with everything said in full: each item judged and scored by all, an action and an issue on each."""
    course, step = shown.proceedings, shown.session.now_at
    people, items = shown.session.people, getattr(shown.state, "items", ())[:100]
    why = LONG[:LONGEST_TEXT]
    word = {"verdict": "confirmed", "outcome": "not_done", "decision": "change"}.get(step.options.get("makes", ""), "")
    rows = {
        "actions": [
            row
            for number, item in enumerate(items)
            for row in (
                Contribution(
                    f"action:a{number}@00001",
                    people[0],
                    {"text": LONG[:300], "owner": people[-1], "due": None, "on": item.key},
                ),
                Contribution(f"issue:{item.key}@00001", people[0], {"text": why, "owner": "UGONE"}),
            )
        ],
        "judge": [Contribution(f"of:{item.key}@00001", people[0], {"word": word, "why": why}) for item in items],
        "grade": [
            Contribution(f"by:{who}|{item.key}", who, {"points": number * 100 // len(people)})
            for item in items
            for number, who in enumerate(people)
        ],
        "pulse": [
            Contribution(f"by:{number:032}", None, {"marks": dict.fromkeys(("autonomy", "retros", "alignment"), 3)})
            for number in range(len(people))
        ],
    }[step.kind]
    closed = [Contribution("shown", None, {})] if ready and step.kind in ("grade", "pulse") else []
    course = replace(course, rows={**course.rows, step.id: (*rows, *closed)})
    return replace(shown, proceedings=course, state=course.state(), turnout=course.turnout())


@pytest.mark.parametrize("ready", [False, True])
@pytest.mark.parametrize(("people", "notes"), [(3, 0), (60, 100)])
@pytest.mark.parametrize(("script", "step"), LOOKING_BACK)
def test_whatever_was_decided_can_be_shown(script: str, step: str, people: int, notes: int, *, ready: bool) -> None:
    shown = decided(crowded(script, step, people, notes), ready=ready)
    taken(views.card(shown))
    taken(views_cockpit.cockpit(Cockpit(shown, shown.proceedings.problems(), ())))
    door = DOORS[shown.session.now_at.kind]
    for one in [*door.buttons(shown), *door.driving(shown)]:
        if isinstance(one, Opens):
            _open(door, shown, one.name)

"""Whatever a session holds, Slack takes what is shown of it: 3 to 60 people, up to 500 notes of the longest kind."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Generation
from slack_sdk.models.views import View

from demo.gallery.sessions import EXPLORE
from handlers.kit.elements import Message, modal
from handlers.kit.state import pack
from handlers.sessions import forms, ids, views, views_cockpit, views_pair, views_plan
from handlers.sessions.steps import DOORS
from handlers.sessions.steps.door import Eyes, Form, Opens
from handlers.sessions.steps.lines import remembered
from handlers.sessions.use_cases_owed import PAIR
from handlers.sessions.use_cases_reveal import REVEAL, lines_of, parts_of, whole
from handlers.sessions.values import Cockpit, Line, News, PairPlace, PlanChart, PlanTold, Revealed, Shown
from okra.golden_thread import orphans
from okra.plan_items import plan_of
from okra.plan_parts import parts as parts_of_plan
from okra.proceedings import Proceedings
from okra.refusal import Refused
from okra.script import Script, built_in, read_script
from okra.session import Phase
from okra.steps.step import LONGEST_TEXT
from sandbox.blockkit import validate_message, validate_view
from sandbox.find import options_of
from tests.okra.session.crowd import AWKWARD, crowded, long
from tests.okra.session.hall import NOW, script_text
from tests.okra.session.scripts import scripts

UNSHRUNK = [Generation.explicit, Generation.reuse, Generation.generate]
"""Making a whole crowd smaller step by step would take minutes; a script is short enough to be read as it is."""
NAME = "A rather long name of somebody & <friends>"


@pytest.mark.parametrize(("people", "notes"), [(3, 0), (60, 500)])
@pytest.mark.parametrize("script", built_in().values(), ids=lambda script: script.name)
def test_every_step_can_be_shown(script: Script, people: int, notes: int) -> None:
    for course in crowded(script, people, notes):
        _everything_is_taken(course)


@settings(max_examples=8, deadline=None, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
@given(scripts())
def test_every_step_of_a_script_that_a_team_made_can_be_shown(script: Script) -> None:
    for course in crowded(script, 5, 30):
        _everything_is_taken(course)


def test_the_end_of_a_session_with_drafts_actions_issues_and_decisions_can_be_shown() -> None:
    steps = (
        ("draft", "draft", "{makes: [objective, key_result]}"),
        ("act", "actions", "{of: [objective]}"),
        ("decide", "judge", "{of: [objective], makes: decision}"),
    )
    script = read_script(script_text(*steps, gives="objective, key_result, action, issue, decision"), "test.yaml")
    *_, ended = crowded(script, 12, 60)
    assert ended.session.phase is Phase.ENDED
    _everything_is_taken(ended)


def _everything_is_taken(course: Proceedings) -> None:
    names = dict.fromkeys(course.session.people, NAME)
    shown = Shown(
        9, EXPLORE, course, course.state(), course.turnout(), names, "14:08", NOW.date(), left="8 min left", ends=NOW
    )
    for message in _messages(shown):
        said = {"text": message.notification, "blocks": [block.to_dict() for block in message.blocks]}
        assert validate_message(said) == [], f"{course.session.now_at.id} of {course.session.script.name}"
    for view in _windows(shown):
        assert validate_view(view.to_dict()) == [], f"{course.session.now_at.id} of {course.session.script.name}"


def _messages(shown: Shown) -> Iterator[Message]:
    session, course = shown.session, shown.proceedings
    yield views.card(shown)
    yield views_cockpit.cockpit(Cockpit(shown, course.problems(), session.people))
    yield views_cockpit.running(shown, "U0001", may_take_over=True)
    if session.phase is Phase.ENDED:
        made = plan_of(course)
        count = len(parts_of_plan(made))
        for number in {1, count // 2 + 1, count, count + 1}:
            yield views_plan.plan(PlanTold(PlanChart("Explore: the quarter's plan", made, None, number), "1.2"))
        return
    yield views.news(News(shown, "1.2"))
    if session.now_at.kind in (REVEAL, PAIR):
        parts = parts_of(lines_of(course, session.step), whole)
        for number, part in enumerate(parts, 1):
            yield views.reveal(Revealed(session.now_at.title, part, "1.2", number, len(parts), 500))
    if session.now_at.kind == PAIR:
        for number, group in enumerate(shown.state.groups[:3]):
            yield views_pair.place(PairPlace(shown, session.now_at.title, shown.state, number, group.people, True))


def _windows(shown: Shown) -> Iterator[View]:
    session, course = shown.session, shown.proceedings
    open_ends = orphans((*course.carried, *course.items()), session.script.gives)
    yield views_cockpit.end_form(9, open_ends)
    yield views_cockpit.hand_over_form(9, [(one, NAME) for one in session.people])
    if session.phase is Phase.ENDED:
        return
    door = DOORS[session.now_at.kind]
    for one in [*door.buttons(shown), *door.driving(shown)]:
        if isinstance(one, Opens):
            for about, form in _forms(door, shown, one.name, ""):
                told: dict[str, Any] = {"s": 9, "st": session.now_at.id, "n": one.name, "a": about, "p": "x" * 22}
                blocks, stood = forms.live(form, forms.NOTHING)
                metadata = pack(**told, version=form.version, e=stood or remembered(form.lines), f=True, r=True)
                yield modal(form.title, ids.WINDOW, blocks, submit=form.submit, metadata=metadata)


def _forms(door: Any, shown: Shown, name: str, about: str) -> Iterator[tuple[str, Form]]:
    """A window, and where it asks first, the ones behind its first and its last choice."""
    try:
        form = door.form(shown, Eyes(shown.session.facilitator, True, "key"), name, about)
    except Refused:
        return
    yield about, form
    if form.asks_first:
        menus = [block.to_dict()["element"] for block in form.blocks if block.type == "input"]
        for end in (0, -1):
            said = {menu["action_id"]: options_of(menu)[end]["value"] for menu in menus}
            chosen = ":".join(filter(None, (said.get(ids.CHOICE), said.get(ids.UNDER))))
            yield from _forms(door, shown, name, chosen)


@pytest.mark.parametrize("notes", [0, 1, 40, 500])
@pytest.mark.parametrize("words", ["Long words. ", AWKWARD, "&", "🏳️‍🌈"])
def test_every_part_of_a_reveal_can_be_shown_and_none_is_lost(notes: int, words: str) -> None:
    lines = [Line("Pain", (words * LONGEST_TEXT)[:LONGEST_TEXT], (words * 80)[:80]) for _ in range(notes)]
    parts = parts_of(lines, whole)
    assert [line for part in parts for line in part] == lines
    for number, part in enumerate(parts):
        message = views.reveal(Revealed("Read them all", part, "1.2", number + 1, len(parts), notes, silent=False))
        said = {"text": message.notification, "blocks": [block.to_dict() for block in message.blocks]}
        assert validate_message(said) == []


def test_long_words_are_as_long_as_they_say() -> None:
    assert 590 < len(long(7, LONGEST_TEXT)) <= LONGEST_TEXT

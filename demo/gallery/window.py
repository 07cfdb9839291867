"""The check-in's window: first time, usual, edited, and paged where it is very long."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import (
    EMRE,
    EVERY_KIND,
    NAMES,
    NOW,
    TEAM,
    TEAM_ID,
    WEEK,
    completion,
    engagement,
    objective,
    second_objective,
    tickets,
)
from demo.gallery.weeks import (
    ANDROID_DROPS,
    EXPORT,
    LEGAL_ACTION,
    LEGAL_HELP,
    TUTORIAL_ACTION,
    long_words,
    very_full,
)
from handlers.checkin.views_form import Form
from handlers.checkin.views_modal import modal, pages
from okra.action import ActionState, ActionUpdate
from okra.checkin import Answer, IssueUpdate, Reading
from okra.grip import Asked, Context, ask
from okra.issue import Issue, IssueState
from okra.okr import Objective

_ISSUES = (LEGAL_HELP, ANDROID_DROPS, replace(EXPORT, raised_at=NOW))
_LAST = Context(NAMES, {1: 7}, "Interview five people who skipped the tutorial", zone="Europe/Berlin")
_WITH_ACTIONS = replace(_LAST, actions=(LEGAL_ACTION, TUTORIAL_ACTION))


def _asked(objectives: tuple[Objective, ...], issues: tuple[Issue, ...], context: Context) -> Asked:
    return ask((TEAM_ID, TEAM), WEEK, EMRE, objectives, issues, context)


def _first() -> Asked:
    return _asked((objective(completion(None), engagement(None), tickets(None)),), (), Context(NAMES))


def _usual() -> Asked:
    return _asked((objective(),), _ISSUES, _WITH_ACTIONS)


def _several() -> Asked:
    return _asked((objective(), second_objective()), (), replace(_LAST, last_confidences={1: 7, 2: 5}))


def _editing() -> Asked:
    readings = (
        Reading(11, Decimal(74), unchanged=False, note="The progress bar works: +3 among those who see it."),
        Reading(12, Decimal(19), unchanged=True, wrong_measure=True),
        Reading(13),
    )
    answer = Answer(
        1, EMRE, {1: 4}, readings, (IssueUpdate(1, IssueState.SOLVED),), (), "Cut the tutorial to one minute",
        action_updates=(ActionUpdate(1, ActionState.DONE), ActionUpdate(2, ActionState.OPEN)),
    )  # fmt: skip
    return _asked((objective(),), _ISSUES, replace(_WITH_ACTIONS, answer=answer, raised=("The test phones are gone",)))


def _every_kind() -> Asked:
    return _asked((objective(*EVERY_KIND.values()),), (), _LAST)


def _long_words() -> Asked:
    week = long_words()
    return _asked(tuple(part.objective for part in week.objectives), week.issues, _LAST)


def _very_full() -> Asked:
    week = very_full()
    objectives = tuple(part.objective for part in week.objectives)
    actions = tuple(replace(action, owner_id=EMRE) for action in week.actions)
    return _asked(objectives, week.issues, replace(_LAST, actions=actions))


def _window(what: str, about: str, asked: Callable[[], Asked], page: Callable[[Form], int] = lambda _: 0) -> Exhibit:
    def form() -> Form:
        whole = Form(asked(), NOW)
        return replace(whole, page=page(whole))

    return Exhibit(f"checkin / window, {what}", about, modal, lambda: modal(form()))


EXHIBITS = (
    _window("first time", "A member opens it in the team's first week, when no value is known yet.", _first),
    _window("usual", "A member opens it in a usual week, with values, issues and last week's plan.", _usual),
    _window("several objectives", "A member opens it in a team with two objectives of many kinds.", _several),
    _window("every kind", "A member opens it in a team with every kind of key result.", _every_kind),
    _window("long words", "A member opens it in a team that writes in whole paragraphs.", _long_words),
    _window("editing", "A member opens it again to edit what they said.", _editing),
    _window("very full", "A member opens it in a team with six objectives and very many issues.", _very_full),
    _window(
        "very full, last page",
        "A member turns to the last page of a very long check-in.",
        _very_full,
        lambda form: len(pages(form)) - 1,
    ),
)

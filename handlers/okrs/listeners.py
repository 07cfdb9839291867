"""Objectives and key results: written, changed, moved and removed."""

from handlers.kit import guard
from handlers.kit.deps import Deps
from handlers.kit.payload import Click, Command, Submission
from handlers.kit.reply import Reply, Show
from handlers.kit.slack_people import known
from handlers.okrs import forms, ids, use_cases, views_forms
from handlers.okrs.listeners_list import back, update, view_of, window
from handlers.okrs.values import Place, Typed
from handlers.okrs.views import LAST_PAGE
from okra.refusal import Refused
from storage.store import Unit

ALREADY_GONE = "Somebody removed that meanwhile. The list is up to date again."
NUMBERS = "okrs.numbers"
"""The draft of numbers that were typed before another kind of key result was chosen."""


def add_command(deps: Deps, said: Command) -> None:
    """`/okra okrs add`."""
    known(deps, said.actor.workspace_id, said.actor.user_id, said.now)
    with deps.store.begin(said.actor.workspace_id) as unit:
        team = guard.team_here(unit, said.actor, said.channel_id)
        use_cases.editable(unit, said.actor, team.id)
        strategic = use_cases.strategic(unit, team, said.now)
    place = Place(team.id, LAST_PAGE)
    deps.slack.views_open(trigger_id=said.trigger_id, view=views_forms.objective_form(place, None, strategic))


def adding(deps: Deps, click: Click) -> None:
    """ "Add objective"."""
    team_id = Place.of(view_of(click)).team_id
    with deps.store.begin(click.actor.workspace_id) as unit:
        strategic = use_cases.strategic(unit, use_cases.editable(unit, click.actor, team_id), click.now)
    place = Place(team_id, LAST_PAGE)
    deps.slack.views_push(trigger_id=click.trigger_id, view=views_forms.objective_form(place, None, strategic))


def on_objective(deps: Deps, click: Click) -> None:
    """The menu beside an objective."""
    what, _, row_id = click.value.partition(":")
    listed = Place.of(view_of(click))
    place = Place(listed.team_id, listed.page, int(row_id))
    with deps.store.begin(click.actor.workspace_id) as unit:
        team = use_cases.editable(unit, click.actor, place.team_id)
        objective = use_cases.objective_of(unit, team, int(row_id))
        strategic = use_cases.strategic(unit, team, click.now)
        if objective is not None and what == ids.UP:
            unit.okrs.move_objective_up(objective.id)
    if objective is None or what == ids.UP:
        return _up_to_date(deps, click, listed, gone=objective is None)
    if what == ids.EDIT:
        view = views_forms.objective_form(place, objective, strategic)
    elif what == ids.ADD_KEY_RESULT:
        view = views_forms.key_result_form(place, Typed())
    else:
        view = views_forms.remove_form(place, objective.title)
    deps.slack.views_push(trigger_id=click.trigger_id, view=view)
    return None


def on_key_result(deps: Deps, click: Click) -> None:
    """The menu beside a key result."""
    what, _, row_id = click.value.partition(":")
    listed = Place.of(view_of(click))
    with deps.store.begin(click.actor.workspace_id) as unit:
        team = use_cases.editable(unit, click.actor, listed.team_id)
        found = use_cases.key_result_of(unit, team, int(row_id))
        if found is not None and what == ids.UP:
            unit.okrs.move_key_result_up(found.id)
    if found is None or what == ids.UP:
        return _up_to_date(deps, click, listed, gone=found is None)
    place = Place(listed.team_id, listed.page, found.objective_id, found.id)
    if what == ids.EDIT:
        view = views_forms.key_result_form(place, views_forms.typed_from(found))
    else:
        view = views_forms.remove_form(place, found.title)
    deps.slack.views_push(trigger_id=click.trigger_id, view=view)
    return None


def _up_to_date(deps: Deps, click: Click, listed: Place, *, gone: bool) -> None:
    update(deps, view_of(click).id, window(deps, click, listed.team_id, listed.page))
    if gone:
        raise Refused(ALREADY_GONE)


def kind_chosen(deps: Deps, click: Click) -> None:
    """Another kind of key result asks for other numbers; what is typed stays, and comes back with its field."""
    view = view_of(click)
    with deps.store.begin(click.actor.workspace_id) as unit:
        hidden = _hidden(unit, click) | forms.numbers(view.values)
        unit.drafts.keep(click.actor.user_id, NUMBERS, view.id, click.typed_at, dict(hidden), click.now)
    shown = views_forms.key_result_form(Place.of(view), forms.typed(view.values, hidden))
    update(deps, view.id, shown)


def _hidden(unit: Unit, said: Click | Submission) -> dict[str, str]:
    """The numbers that were typed into this window's fields, also those that it does not show now."""
    draft = unit.drafts.find(said.actor.user_id, NUMBERS)
    if draft is None or said.view is None or draft.view_id != said.view.id:
        return {}
    return {block: str(text) for block, text in draft.body.items()}


def objective_saved(deps: Deps, sent: Submission) -> Reply:
    """An objective was added or edited."""
    place, form = Place.of(sent.view), forms.objective(sent.view.values)
    with deps.store.begin(sent.actor.workspace_id) as unit:
        use_cases.save_objective(unit, sent.actor, place, form, sent.now)
    return back(deps, sent, place)


def key_result_saved(deps: Deps, sent: Submission) -> Reply:
    """A key result was added or edited."""
    place = Place.of(sent.view)
    with deps.store.begin(sent.actor.workspace_id) as unit:
        typed = forms.typed(sent.view.values, _hidden(unit, sent))
        if not forms.asks_for_all(sent.view.values):
            return Show(views_forms.key_result_form(place, typed))
        about = use_cases.about_key_result(unit, sent.actor, place)
        form = forms.key_result(typed, about.may_own, about.before)
        use_cases.save_key_result(unit, sent.actor, place, form, sent.now)
        unit.drafts.drop(sent.actor.user_id, NUMBERS)
    return back(deps, sent, place)


def removed(deps: Deps, sent: Submission) -> Reply:
    """A removal was confirmed."""
    place = Place.of(sent.view)
    with deps.store.begin(sent.actor.workspace_id) as unit:
        use_cases.remove(unit, sent.actor, place, sent.now)
    return back(deps, sent, place)

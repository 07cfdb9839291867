"""What the doors call for `/okra okrs`."""

from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View as Window

from handlers.kit import guard
from handlers.kit.deps import Deps
from handlers.kit.payload import Click, Command, Submission, View
from handlers.kit.reply import Close, Reply, Show
from handlers.kit.slack_people import known
from handlers.kit.state import unpack
from handlers.okrs import forms, ids, use_cases, views
from handlers.okrs.values import Typed
from okra.paste import parse
from okra.people import Actor
from okra.refusal import Refused

FORGOTTEN = "I no longer have the text. Please paste it again."


def command(deps: Deps, said: Command) -> None:
    """`/okra okrs`."""
    known(deps, said.actor.workspace_id, said.actor.user_id, said.now)
    with deps.store.begin(said.actor.workspace_id) as unit:
        team = guard.team_here(unit, said.actor, said.channel_id)
        shown = use_cases.listing(unit, said.actor, team, 0, said.now)
    deps.slack.views_open(trigger_id=said.trigger_id, view=views.listing(shown))


def add_command(deps: Deps, said: Command) -> None:
    """`/okra okrs add`."""
    deps.slack.views_open(trigger_id=said.trigger_id, view=views.objective_form(_team_here(deps, said), None))


def paste_command(deps: Deps, said: Command) -> None:
    """`/okra okrs paste`."""
    deps.slack.views_open(trigger_id=said.trigger_id, view=views.paste_form(_team_here(deps, said)))


def _team_here(deps: Deps, said: Command) -> int:
    known(deps, said.actor.workspace_id, said.actor.user_id, said.now)
    with deps.store.begin(said.actor.workspace_id) as unit:
        team = guard.team_here(unit, said.actor, said.channel_id)
        use_cases.editable(unit, said.actor, team.id)
        use_cases.current_cycle(unit, team, said.now)
    return team.id


def opened(deps: Deps, click: Click) -> None:
    """An "Our OKRs" button anywhere; its value is the team's id."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        if click.value:
            team = guard.team_by_id(unit, int(click.value))
        else:
            team = guard.team_here(unit, click.actor, click.channel_id)
        shown = use_cases.listing(unit, click.actor, team, 0, click.now)
    deps.slack.views_open(trigger_id=click.trigger_id, view=views.listing(shown))


def turned(deps: Deps, click: Click) -> None:
    """Another page of the list."""
    view = _view(click)
    deps.slack.views_update(view_id=view.id, hash=view.hash, view=_list(deps, click, _team_id(view), int(click.value)))


def adding(deps: Deps, click: Click) -> None:
    """ "Add objective"."""
    deps.slack.views_push(trigger_id=click.trigger_id, view=views.objective_form(_may_edit(deps, click), None))


def pasting(deps: Deps, click: Click) -> None:
    """ "Paste OKRs"."""
    deps.slack.views_push(trigger_id=click.trigger_id, view=views.paste_form(_may_edit(deps, click)))


def on_objective(deps: Deps, click: Click) -> None:
    """The menu beside an objective."""
    what, _, row_id = click.value.partition(":")
    with deps.store.begin(click.actor.workspace_id) as unit:
        team = use_cases.editable(unit, click.actor, _team_id(_view(click)))
        objective = use_cases.objective_of(unit, team, int(row_id))
    if what == ids.EDIT:
        window = views.objective_form(team.id, objective)
    elif what == ids.ADD_KEY_RESULT:
        window = views.key_result_form(team.id, objective.id, None, Typed())
    else:
        window = views.remove_form(team.id, objective.title, objective_id=objective.id)
    deps.slack.views_push(trigger_id=click.trigger_id, view=window)


def on_key_result(deps: Deps, click: Click) -> None:
    """The menu beside a key result."""
    what, _, row_id = click.value.partition(":")
    with deps.store.begin(click.actor.workspace_id) as unit:
        team = use_cases.editable(unit, click.actor, _team_id(_view(click)))
        found = use_cases.key_result_of(unit, team, int(row_id))
    if what == ids.EDIT:
        window = views.key_result_form(team.id, found.objective_id, found.id, views.typed_from(found))
    else:
        window = views.remove_form(team.id, found.title, key_result_id=found.id)
    deps.slack.views_push(trigger_id=click.trigger_id, view=window)


def kind_chosen(deps: Deps, click: Click) -> None:
    """Another kind of key result asks for other numbers; what is typed stays."""
    view = _view(click)
    state = unpack(view.private_metadata)
    window = views.key_result_form(state["team"], state["objective"], state["key_result"], forms.typed(view.values))
    deps.slack.views_update(view_id=view.id, hash=view.hash, view=window)


def objective_saved(deps: Deps, submission: Submission) -> Reply:
    """An objective was added or edited."""
    state = unpack(submission.view.private_metadata)
    title = forms.objective_title(submission.view.values)
    with deps.store.begin(submission.actor.workspace_id) as unit:
        use_cases.save_objective(unit, submission.actor, state["team"], state["objective"], title, submission.now)
    return _back_to_list(deps, submission, state["team"])


def key_result_saved(deps: Deps, submission: Submission) -> Reply:
    """A key result was added or edited."""
    state = unpack(submission.view.private_metadata)
    form = forms.key_result(submission.view.values)
    with deps.store.begin(submission.actor.workspace_id) as unit:
        use_cases.save_key_result(
            unit,
            submission.actor,
            state["team"],
            state["objective"],
            state["key_result"],
            form,
            submission.now,
        )
    return _back_to_list(deps, submission, state["team"])


def removed(deps: Deps, submission: Submission) -> Reply:
    """A removal was confirmed."""
    state = unpack(submission.view.private_metadata)
    with deps.store.begin(submission.actor.workspace_id) as unit:
        use_cases.remove(unit, submission.actor, state["team"], state["objective"], state["key_result"], submission.now)
    return _back_to_list(deps, submission, state["team"])


def read(deps: Deps, submission: Submission) -> Reply:
    """A text was pasted: kept, read, and shown back."""
    state = unpack(submission.view.private_metadata)
    text, understood = forms.pasted(submission.view.values)
    purpose = use_cases.paste_purpose(state["team"])
    with deps.store.begin(submission.actor.workspace_id) as unit:
        use_cases.editable(unit, submission.actor, state["team"])
        unit.drafts.keep(
            submission.actor.user_id,
            purpose,
            submission.view.id,
            submission.now.timestamp(),
            {"text": text},
            submission.now,
        )
    return Show(views.confirm_form(state["team"], understood, state["go"]))


def back_to_text(deps: Deps, click: Click) -> None:
    """Back from what was understood to the text itself."""
    view = _view(click)
    state = unpack(view.private_metadata)
    text = _pasted(deps, click.actor, state["team"])
    window = views.paste_form(state["team"], text, state["go"] + 1)
    deps.slack.views_update(view_id=view.id, hash=view.hash, view=window)


def confirmed(deps: Deps, submission: Submission) -> Reply:
    """What was understood is stored, all of it in one transaction."""
    state = unpack(submission.view.private_metadata)
    pasted = parse(_pasted(deps, submission.actor, state["team"]))
    with deps.store.begin(submission.actor.workspace_id) as unit:
        use_cases.store_pasted(unit, submission.actor, state["team"], pasted, submission.now)
    return _back_to_list(deps, submission, state["team"])


def _pasted(deps: Deps, actor: Actor, team_id: int) -> str:
    with deps.store.begin(actor.workspace_id) as unit:
        draft = unit.drafts.find(actor.user_id, use_cases.paste_purpose(team_id))
    if draft is None:
        raise Refused(FORGOTTEN)
    return str(draft.body["text"])


def _back_to_list(deps: Deps, submission: Submission, team_id: int) -> Reply:
    """Close a window on top of the list, with the list brought up to date; alone, the window becomes the list."""
    view = submission.view
    window = _list(deps, submission, team_id, 0)
    if view.root_id == view.id:
        return Show(window)
    try:
        deps.slack.views_update(view_id=view.root_id, view=window)
    except SlackApiError as error:
        if error.response.get("error") not in ("not_found", "hash_conflict"):
            raise
    return Close()


def _list(deps: Deps, said: Click | Submission, team_id: int, page: int) -> Window:
    with deps.store.begin(said.actor.workspace_id) as unit:
        team = guard.team_by_id(unit, team_id)
        shown = use_cases.listing(unit, said.actor, team, page, said.now)
    return views.listing(shown)


def _may_edit(deps: Deps, click: Click) -> int:
    with deps.store.begin(click.actor.workspace_id) as unit:
        return use_cases.editable(unit, click.actor, _team_id(_view(click))).id


def _view(click: Click) -> View:
    if click.view is None:
        raise Refused("That window is gone. Open it again with `/okra okrs`.")
    return click.view


def _team_id(view: View) -> int:
    return int(unpack(view.private_metadata)["team"])

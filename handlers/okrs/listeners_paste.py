"""Pasting OKRs: the text is kept, read, shown back, and stored when it is right."""

from dataclasses import replace

from slack_sdk.models.views import View

from handlers.kit import guard
from handlers.kit.deps import Deps
from handlers.kit.going_on import going_on
from handlers.kit.payload import Click, Command, Submission
from handlers.kit.reply import Errors, Reply, Show
from handlers.kit.slack_people import known
from handlers.okrs import forms, use_cases, views_paste
from handlers.okrs.listeners_list import back, update, view_of
from handlers.okrs.use_cases import Kept
from handlers.okrs.values import Place
from okra.kept import outline
from okra.paste import parse
from okra.people import Actor
from okra.promotion import outline_of
from okra.refusal import Refused
from storage.store import Unit

NOT_THIS = "That text is stored already, or you pasted another one since. `/okra okrs` shows what is there."


def paste_command(deps: Deps, said: Command) -> None:
    """`/okra okrs paste`."""
    known(deps, said.actor.workspace_id, said.actor.user_id, said.now)
    with deps.store.begin(said.actor.workspace_id) as unit:
        team = guard.team_here(unit, said.actor, said.channel_id)
        text = _opening(unit, said.actor, team.id, said)
    deps.slack.views_open(trigger_id=said.trigger_id, view=views_paste.paste_form(Place(team.id), text))


def pasting(deps: Deps, click: Click) -> None:
    """ "Paste OKRs"."""
    listed = Place.of(view_of(click))
    with deps.store.begin(click.actor.workspace_id) as unit:
        text = _opening(unit, click.actor, listed.team_id, click)
    place = Place(listed.team_id, listed.page)
    deps.slack.views_push(trigger_id=click.trigger_id, view=views_paste.paste_form(place, text))


def promoted(deps: Deps, click: Click) -> None:
    """ "Make these our OKRs": a session's drafts, shown back as understood; stored when they are confirmed."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        stored = unit.sessions.find(int(click.value))
        if stored is None:
            raise Refused("This session is not there any more.")
        team = use_cases.editable(unit, click.actor, stored.team_id)
        text = outline_of(unit.sessions.items_of(stored.id))
        place = use_cases.place_for(unit, team, stored.cycle_id, click.now)
        view = _shown_back(unit, click, place, text, "This session has no objectives to take over.")
    deps.slack.views_open(trigger_id=click.trigger_id, view=view)


def goes_on(deps: Deps, click: Click) -> None:
    """ "Take what goes on into the next cycle": shown back, and stored when it is confirmed."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        stored = unit.sessions.find(int(click.value))
        cycle = unit.cycles.by_id(stored.cycle_id) if stored and stored.cycle_id else None
        if stored is None or cycle is None:
            raise Refused("This retro is not there any more.")
        team = use_cases.editable(unit, click.actor, stored.team_id)
        place = use_cases.place_after(unit, team, cycle)
        view = _shown_back(unit, click, place, outline(going_on(unit, cycle)), "Nothing was kept of this cycle.")
    deps.slack.views_open(trigger_id=click.trigger_id, view=view)


def _shown_back(unit: Unit, click: Click, place: Place, text: str, nothing: str) -> View:
    """What was understood of a text that okra wrote itself. Raises Refused where there is nothing in it."""
    pasted = parse(text)
    if not pasted.objectives:
        raise Refused(nothing)
    kept = use_cases.keep_paste(unit, click.actor, place, "", text, click.now)
    on_the_list = use_cases.titles(unit, guard.team_by_id(unit, place.team_id), place, click.now)
    return views_paste.confirm_form(replace(place, read=kept.read), pasted, on_the_list)


def _opening(unit: Unit, actor: Actor, team_id: int, said: Command | Click) -> str:
    """What the box begins with: a text that was pasted and not stored. Raises Refused where nothing may be pasted."""
    use_cases.current_cycle(unit, use_cases.editable(unit, actor, team_id), said.now)
    kept = use_cases.kept_paste(unit, actor, Place(team_id))
    return kept.text if kept else ""


def read(deps: Deps, sent: Submission) -> Reply:
    """A text was pasted: kept before anything else, then read and shown back."""
    place = Place.of(sent.view)
    block_id, text = forms.pasted_text(sent.view.values)
    with deps.store.begin(sent.actor.workspace_id) as unit:
        team = use_cases.editable(unit, sent.actor, place.team_id)
        kept = use_cases.keep_paste(unit, sent.actor, place, sent.view.id, text, sent.now)
        on_the_list = use_cases.titles(unit, team, place, sent.now)
    pasted = parse(text)
    if not pasted.objectives:
        return Errors({block_id: forms.NOTHING_READ})
    shown = replace(place, read=kept.read)
    return Show(views_paste.confirm_form(shown, pasted, on_the_list))


def back_to_text(deps: Deps, click: Click) -> None:
    """Back from what was understood to the text itself."""
    view = view_of(click)
    place = Place.of(view)
    with deps.store.begin(click.actor.workspace_id) as unit:
        text = _text(unit, click.actor, place).text
    again = replace(place, go=place.go + 1, read="")
    update(deps, view.id, views_paste.paste_form(again, text))


def confirmed(deps: Deps, sent: Submission) -> Reply:
    """What was understood is stored, all of it in one transaction."""
    place = Place.of(sent.view)
    with deps.store.begin(sent.actor.workspace_id) as unit:
        pasted = parse(_text(unit, sent.actor, place).text)
        cycle = use_cases.store_pasted(unit, sent.actor, place, pasted, sent.now)
    if place.cycle_id is not None or place.after is not None:
        return Show(views_paste.stored_ahead(cycle, sent.now.date()))
    return back(deps, sent, place)


def _text(unit: Unit, actor: Actor, place: Place) -> Kept:
    """The very text that is shown. Raises Refused where it is no longer kept."""
    kept = use_cases.kept_paste(unit, actor, place)
    if kept is None or kept.read != place.read:
        raise Refused(NOT_THIS)
    return kept

"""What the doors call for the check-in: who is it, read, commit; then Slack is told."""

from datetime import datetime
from typing import Any

from handlers.checkin import (
    forms,
    use_cases,
    use_cases_asked,
    use_cases_told,
    views_card,
    views_form,
    views_modal,
    views_private,
    views_result,
)
from handlers.checkin.use_cases_time import TeamAndWeek
from handlers.kit import guard
from handlers.kit.conversations import wait_for_room
from handlers.kit.deps import Deps
from handlers.kit.elements import Message, only_you
from handlers.kit.feature import Later
from handlers.kit.payload import Click, Command, Submission, View
from handlers.kit.reply import Close, Reply, Show
from handlers.kit.slack_people import ask_slack
from okra.grip import Asked
from okra.people import Actor, Timing
from storage.store import Unit

FORCED = 0.0
"""When a whole page is kept: earlier than any keystroke, so that what is typed next counts as newer."""


def command(deps: Deps, said: Command) -> Message | None:
    """`/okra checkin`."""
    return _start(deps, said.actor, said.channel_id, None, said)


def start(deps: Deps, click: Click) -> Message | None:
    """A "Check in" button for the current week; its value is a team's id, or "" where the person may have several."""
    return _start(deps, click.actor, click.channel_id, int(click.value) if click.value else None, click)


def _start(deps: Deps, actor: Actor, channel_id: str, team_id: int | None, said: Command | Click) -> Message | None:
    with deps.store.begin(actor.workspace_id) as unit:
        teams = unit.teams.of_person(actor.user_id)
        if team_id is None and len(teams) > 1 and unit.teams.by_channel(channel_id) is None:
            return views_private.which_team([(team.id, team.name) for team in teams])
        team = guard.team_by_id(unit, team_id) if team_id else guard.team_here(unit, actor, channel_id)
        form = opened(unit, actor, use_cases.this_week(unit, actor, team, said.now), said.now)
    deps.slack.views_open(trigger_id=said.trigger_id, view=views_modal.modal(form))
    return None


def answer(deps: Deps, click: Click) -> None:
    """The button of a prompt, card or receipt: that very week's check-in."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        form = opened(unit, click.actor, _about(unit, click.actor, click.value), click.now)
    deps.slack.views_open(trigger_id=click.trigger_id, view=views_modal.modal(form))


def _about(unit: Unit, actor: Actor, value: str) -> TeamAndWeek:
    team_id, week = forms.team_and_week(value)
    return use_cases.that_week(unit, actor, TeamAndWeek(guard.team_by_id(unit, team_id), week))


def opened(unit: Unit, actor: Actor, about: TeamAndWeek, now: datetime) -> views_form.Form:
    """The window as it was left, or fresh."""
    asked = use_cases_asked.asked(unit, about, actor.user_id)
    found = unit.drafts.find(actor.user_id, use_cases.purpose(about.team.id, about.week))
    return _shown(asked, forms.draft(found.body) if found else None, 0, now)


def _shown(asked: Asked, typed: forms.Typed | None, page: int, now: datetime) -> views_form.Form:
    if typed is None:
        return views_form.Form(asked, now, page=page)
    return views_form.Form(asked, now, typed.values, typed.bases, page)


def keep_draft(deps: Deps, click: Click) -> None:
    """A change in the window: kept, so that no word is lost. An echo of a page that was left already is not newer."""
    view = _view(click)
    at = forms.window(view)
    purpose = use_cases.purpose(at.team_id, at.week)
    with deps.store.begin(click.actor.workspace_id) as unit:
        earlier, in_this_window = _kept(unit, click.actor, purpose, view)
        if in_this_window and earlier is not None and earlier.page != at.page:
            return
        body = forms.kept(forms.together(earlier, view), at.page)
        unit.drafts.keep(click.actor.user_id, purpose, view.root_id, click.typed_at, body, click.now)


def _view(click: Click) -> View:
    if click.view is None:
        raise ValueError("a field outside a window")
    return click.view


def _kept(unit: Unit, actor: Actor, purpose: str, view: View) -> tuple[forms.Typed | None, bool]:
    """What is kept of this check-in, and whether it was typed into this very window."""
    found = unit.drafts.find(actor.user_id, purpose)
    if found is None:
        return None, False
    return forms.draft(found.body), found.view_id == view.root_id


def page_back(deps: Deps, click: Click) -> None:
    """The Back button: what is typed stays, the page before is shown."""
    view = _view(click)
    at = forms.window(view)
    purpose = use_cases.purpose(at.team_id, at.week)
    with deps.store.begin(click.actor.workspace_id) as unit:
        about = TeamAndWeek(guard.team_by_id(unit, at.team_id), at.week)
        earlier, _ = _kept(unit, click.actor, purpose, view)
        typed = forms.together(earlier, view)
        form = _shown(use_cases_asked.asked(unit, about, click.actor.user_id), typed, max(0, at.page - 1), click.now)
        _keep_page(unit, click.actor, purpose, view, typed, form)
    deps.slack.views_update(view_id=view.id, view=views_modal.modal(form))


def _keep_page(
    unit: Unit, actor: Actor, purpose: str, view: View, typed: forms.Typed, following: views_form.Form
) -> None:
    unit.drafts.drop(actor.user_id, purpose)
    body = forms.kept(typed, following.page)
    unit.drafts.keep(actor.user_id, purpose, view.root_id, FORCED, body, following.now)


def submit(deps: Deps, sent: Submission) -> Reply:
    """Next or Send: what is typed is checked; on the last page it is stored, and only then the window closes."""
    at = forms.window(sent.view)
    purpose = use_cases.purpose(at.team_id, at.week)
    with deps.store.begin(sent.actor.workspace_id) as unit:
        about = use_cases.that_week(unit, sent.actor, TeamAndWeek(guard.team_by_id(unit, at.team_id), at.week))
        asked = use_cases_asked.asked(unit, about, sent.actor.user_id, opening=False, showing=not at.last)
        earlier, in_this_window = _kept(unit, sent.actor, purpose, sent.view)
        if not at.last:
            return _next_page(unit, sent, asked, forms.together(earlier, sent.view), purpose)
        typed = forms.together(earlier if in_this_window else None, sent.view)
        asked = use_cases_asked.with_removed(unit, asked, *forms.spoken_of(typed.values))
        stored = use_cases.submit(unit, sent.actor, about, forms.contribution(typed, asked), sent.now)
        unit.drafts.seal(sent.actor.user_id, purpose, sent.view.root_id, sent.now)
    if stored.lost:
        labels = forms.issue_labels(sent.view)
        return Show(views_private.not_kept([(labels.get(one.issue_id, ""), one) for one in stored.lost]))
    return Close()


def _next_page(unit: Unit, sent: Submission, asked: Asked, typed: forms.Typed, purpose: str) -> Reply:
    """Check this page, keep it, show the next one."""
    page = forms.window(sent.view).page
    forms.contribution(forms.together(None, sent.view), asked)
    following = views_modal.page_after(_shown(asked, typed, page, sent.now))
    form = _shown(asked, typed, following, sent.now)
    _keep_page(unit, sent.actor, purpose, sent.view, typed, form)
    return Show(views_modal.modal(form))


def snooze(deps: Deps, click: Click) -> Message | None:
    """ "Snooze to tomorrow 9:00"."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        why_not = use_cases.snooze(unit, click.actor, _about(unit, click.actor, click.value), click.now)
    return only_you(why_not) if why_not else None


def sit_out(deps: Deps, click: Click) -> Message | None:
    """ "Not this week"."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        why_not = use_cases.sit_out(unit, click.actor, _about(unit, click.actor, click.value), click.now)
    return only_you(why_not) if why_not else None


def look_at_the_clock(deps: Deps, workspace_id: str, key: str, now: datetime) -> None:
    """Before a prompt: where is the member now? Asked of Slack for those who are prompted in their own zone."""
    round_id, _, user_id = key.partition("/")
    with deps.store.begin(workspace_id) as unit:
        this = unit.rounds.by_id(int(round_id))
        member = unit.teams.member(this.team_id, user_id) if this else None
    if member is not None and member.timing is Timing.OWN:
        wait_for_room(deps, workspace_id, "users.info", now)
        ask_slack(deps, workspace_id, user_id, now)


def load_prompt(unit: Unit, key: str, now: datetime) -> Any:
    """What a prompt says, or when to try again."""
    return _or_later(use_cases_told.prompt(unit, key, now))


def load_thread(unit: Unit, key: str, now: datetime) -> Any:
    """What the invitation to talk says, or when to try again."""
    return _or_later(use_cases_told.thread(unit, key, now))


def _or_later(loaded: object) -> object:
    return Later(loaded) if isinstance(loaded, datetime) else loaded


def card(loaded: use_cases_told.Card | use_cases_told.Closed) -> Message:
    """The channel's card in words: the count, later the result."""
    if isinstance(loaded, use_cases_told.Closed):
        return views_result.card(loaded.result, loaded.names)
    team = loaded.about.team
    return views_card.card(team.id, team.name, loaded.about.week, loaded.turnout, loaded.closes)


def thread(loaded: use_cases_told.Closed) -> Message:
    """The invitation to talk, in words."""
    return views_result.invitation(loaded.result, loaded.names, loaded.under)

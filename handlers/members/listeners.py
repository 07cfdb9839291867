"""What the doors call for absences and for the comings and goings that Slack tells us of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.kit.conversations import pages, wait_for_room
from handlers.kit.deps import Deps
from handlers.kit.elements import Message, only_you
from handlers.kit.ids import Delivery
from handlers.kit.mending import mended
from handlers.kit.payload import Click, Command, Submission
from handlers.kit.reply import Close, Reply
from handlers.kit.roll_call import call_roll
from handlers.kit.slack_people import ask_slack, person_of
from handlers.kit.state import unpack
from handlers.members import forms, ids, use_cases, views
from handlers.members.values import Absence
from okra.people import Actor, Timing

PAGE = 200


def away(deps: Deps, said: Command) -> Message | None:
    """`/okra away until fri`; without a date, a window."""
    with deps.store.begin(said.actor.workspace_id) as unit:
        today = use_cases.today_of(unit, said.actor.user_id, said.now)
        if said.words:
            stored = use_cases.go_away(unit, said.actor, forms.typed(said.words, today), said.now)
            return views.away_set(stored.name, stored.first, stored.last, today)
    _open_away(deps, said.actor, said.trigger_id, said.now)
    return None


def away_pressed(deps: Deps, click: Click) -> None:
    """An "I'm away" button."""
    _open_away(deps, click.actor, click.trigger_id, click.now)


def _open_away(deps: Deps, actor: Actor, trigger_id: str, now: datetime) -> None:
    with deps.store.begin(actor.workspace_id) as unit:
        today = use_cases.today_of(unit, actor.user_id, now)
        others = use_cases.may_set_for_others(unit, actor)
    deps.slack.views_open(
        trigger_id=trigger_id, view=views.away_form(actor.user_id, today, for_others=others, team_id=None)
    )


def away_submitted(deps: Deps, submission: Submission) -> Reply:
    """The absence window was saved; a private sentence follows as a message."""
    unpack(submission.view.private_metadata)
    absence = forms.picked(submission.view.values)
    if absence.user_id == submission.actor.user_id:
        absence = Absence(None, absence.first, absence.last)
    with deps.store.begin(submission.actor.workspace_id) as unit:
        use_cases.go_away(unit, submission.actor, absence, submission.now)
        who = absence.user_id or submission.actor.user_id
        key = f"{submission.actor.user_id}/{who}/{absence.first}/{absence.last}"
        unit.outbox.post(Delivery.AWAY_SAVED, key, submission.actor.user_id, submission.now)
    return Close()


def back(deps: Deps, said: Command) -> Message:
    """`/okra back`."""
    return _back(deps, said.actor, said.now)


def back_pressed(deps: Deps, click: Click) -> Message:
    """An "I'm back" button."""
    return _back(deps, click.actor, click.now)


def _back(deps: Deps, actor: Actor, now: datetime) -> Message:
    with deps.store.begin(actor.workspace_id) as unit:
        was_away = use_cases.come_back(unit, actor, now)
    return only_you("Welcome back. I'll ask you again from now on." if was_away else "You were not away. All is well.")


def timing(deps: Deps, said: Command) -> None:
    """`/okra timing`: a window with the one choice."""
    _open_timing(deps, said.actor, said.trigger_id)


def timing_pressed(deps: Deps, click: Click) -> None:
    """A "When I'm asked" button."""
    _open_timing(deps, click.actor, click.trigger_id)


def _open_timing(deps: Deps, actor: Actor, trigger_id: str) -> None:
    with deps.store.begin(actor.workspace_id) as unit:
        chosen = use_cases.timing_of(unit, actor)
    deps.slack.views_open(trigger_id=trigger_id, view=views.timing_form(chosen))


def timing_submitted(deps: Deps, submission: Submission) -> Reply:
    """The choice was saved."""
    chosen = Timing(submission.view.values.option(ids.TIMING))
    with deps.store.begin(submission.actor.workspace_id) as unit:
        use_cases.set_timing(unit, submission.actor, chosen, submission.now)
    return Close()


def joined(deps: Deps, workspace_id: str, event: Mapping[str, Any], now: datetime) -> None:
    """Somebody joined a channel; if it was we, what waited for that is sent."""
    with deps.store.begin(workspace_id) as unit:
        if event["user"] == unit.workspaces.bot_user_id():
            mended(unit, str(event["channel"]), now)
        team = unit.teams.by_channel(str(event["channel"]))
        if team is not None:
            call_roll(unit, [team], now)


def left(deps: Deps, workspace_id: str, event: Mapping[str, Any], now: datetime) -> None:
    """Somebody left a channel."""
    with deps.store.begin(workspace_id) as unit:
        team = unit.teams.by_channel(str(event["channel"]))
        if team is not None and unit.teams.member(team.id, str(event["user"])) is not None:
            use_cases.leave(unit, team, str(event["user"]), now)


def person_changed(deps: Deps, workspace_id: str, event: Mapping[str, Any], now: datetime) -> None:
    """Somebody's name, zone or state changed."""
    with deps.store.begin(workspace_id) as unit:
        use_cases.person_changed(unit, person_of(event["user"]), now)


def unarchived(deps: Deps, workspace_id: str, event: Mapping[str, Any], now: datetime) -> None:
    """A channel is usable again."""
    with deps.store.begin(workspace_id) as unit:
        mended(unit, str(event["channel"]), now)


def channel_id_changed(deps: Deps, workspace_id: str, event: Mapping[str, Any], _now: datetime) -> None:
    """Slack gave a channel another id (a shared channel, say)."""
    with deps.store.begin(workspace_id) as unit:
        team = unit.teams.by_channel(str(event["old_channel_id"]))
        if team is not None:
            unit.teams.move(team.id, str(event["new_channel_id"]))


def sync_team(deps: Deps, workspace_id: str, key: str, now: datetime) -> None:
    """An errand: read who is in the team's channel, and get to know those who are new. May raise kit's Waiting."""
    with deps.store.begin(workspace_id) as unit:
        team = unit.teams.by_id(int(key))
    if team is None:
        return
    answers = pages(
        deps, workspace_id, "conversations.members",
        lambda cursor: deps.slack.conversations_members(channel=team.channel_id, limit=PAGE, cursor=cursor), now,
    )  # fmt: skip
    there = [str(user) for answer in answers for user in answer["members"]]
    with deps.store.begin(workspace_id) as unit:
        known = {user for user, person in unit.people.known(there).items() if person.name}
    for user_id in there:
        if user_id not in known:
            wait_for_room(deps, workspace_id, "users.info", now)
            ask_slack(deps, workspace_id, user_id, now)
    with deps.store.begin(workspace_id) as unit:
        use_cases.in_channel(unit, team, list(unit.people.known(there).values()), now)

"""What okra does before it listens: learn which workspace its token belongs to, and retry what waited for mending.

What Slack did not allow it may allow by now. Who came and went while it was away it learns by looking.
"""

from dataclasses import dataclass

from slack_sdk.web import SlackResponse

from handlers.kit.deps import Deps
from handlers.kit.slack import CANVASES
from handlers.register import FEATURES


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are in Slack. An org-wide install has no team of its own: the enterprise is the workspace."""

    workspace_id: str
    bot_user_id: str
    bot_id: str


def remember_workspace(deps: Deps) -> Identity:
    """Ask Slack who we are and note it. Raises slack_sdk's errors where the token is wrong.

    (slack.dev: enterprise organizations.)
    """
    me = deps.slack.auth_test()
    org_wide = bool(me.get("is_enterprise_install"))
    workspace_id = str(me["enterprise_id"] if org_wide else me["team_id"])
    now = deps.clock()
    with deps.store.begin(workspace_id) as unit:
        unit.workspaces.remember(
            name=str(me.get("team") or ""), bot_user_id=str(me["user_id"]), now=now, granted=_granted(me)
        )
        unit.workspaces.set_zone(deps.default_zone)
        unit.outbox.mend_all(now)
        unit.outbox.release(CANVASES)
    return Identity(workspace_id, str(me["user_id"]), str(me.get("bot_id") or ""))


def after_silence(deps: Deps, workspace_id: str) -> None:
    """We can hear again and could not for a while: each feature looks after what it may have missed."""
    now = deps.clock()
    with deps.store.begin(workspace_id) as unit:
        for feature in FEATURES:
            if feature.after_silence is not None:
                feature.after_silence(unit, now)


def _granted(answer: SlackResponse) -> set[str]:
    """The scopes that Slack names beside an answer; none where it names none."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    named = headers.get("x-oauth-scopes", "")
    return {scope.strip() for scope in str(named).split(",") if scope.strip()}

"""Who may do what to a team: the whole table. Everybody contributes; the lead and facilitators also decide."""

from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Final

from okra.people import Actor, Member, Role


class Action(StrEnum):
    """What somebody wants to do to or see of a team."""

    CHANGE_TEAM = "change_team"
    EDIT_OKRS = "edit_okrs"
    LIST_OKRS = "list_okrs"
    ANSWER_CHECKIN = "answer_checkin"
    READ_ANSWERS = "read_answers"
    SEE_DIGEST = "see_digest"
    SET_OWN_AWAY = "set_own_away"
    SET_AWAY_FOR_OTHERS = "set_away_for_others"
    RUN_SESSION = "run_session"
    LIST_SCRIPTS = "list_scripts"
    CHANGE_SCRIPTS = "change_scripts"
    REPLY_TO_OFFER = "reply_to_offer"
    READ_REPORT = "read_report"


class _Admin(StrEnum):
    """The workspace's administrators; they look after a team without belonging to it."""

    ADMIN = "admin"


ADMIN: Final = _Admin.ADMIN
DECIDES: Final = frozenset({Role.LEAD, Role.FACILITATOR})
BELONGS: Final = DECIDES | {Role.MEMBER}

ALLOWED: Final[dict[Action, tuple[AbstractSet[Role | _Admin], str]]] = {
    Action.CHANGE_TEAM: (DECIDES | {ADMIN}, "Only the lead, a facilitator or a workspace admin can change this team."),
    Action.EDIT_OKRS: (DECIDES | {ADMIN}, "Only the lead, a facilitator or a workspace admin can edit these OKRs."),
    Action.LIST_OKRS: (BELONGS | {ADMIN}, "Only the team's members can see its OKRs."),
    Action.ANSWER_CHECKIN: (BELONGS, "This check-in is for the team's members. Ask the lead to add you."),
    Action.READ_ANSWERS: (BELONGS, "Only the team's members can read its answers."),
    Action.SEE_DIGEST: (DECIDES, "The digest is for the lead and the facilitators."),
    Action.SET_OWN_AWAY: (BELONGS, "You are not in this team, so nobody is waiting for you here."),
    Action.RUN_SESSION: (BELONGS, "This session is for the team's members. Join the channel, and you are in."),
    Action.LIST_SCRIPTS: (BELONGS | {ADMIN}, "Only the team's members can see its scripts."),
    Action.CHANGE_SCRIPTS: (
        DECIDES | {ADMIN},
        "Only the lead, a facilitator or a workspace admin can change this team's scripts.",
    ),
    Action.REPLY_TO_OFFER: (DECIDES, "Only the lead or a facilitator says yes or no to this."),
    Action.READ_REPORT: (BELONGS, "This cycle report is for the team's members. Join the channel, and you are in."),
    Action.SET_AWAY_FOR_OTHERS: (DECIDES, "Only the lead or a facilitator can set somebody else away."),
}


def may(actor: Actor, action: Action, member: Member | None) -> str | None:
    """None if `actor` may do `action` to a team, else the sentence to tell them.

    `member` is the actor's membership of that team, None outside it; one who has left is outside. An admin who is no
    member looks after the team but does not read its answers. Expects the team to be of the actor's own workspace.
    """
    allowed, refusal = ALLOWED[action]
    is_member = member is not None and member.active and member.role in allowed
    is_admin = actor.is_admin and ADMIN in allowed
    return None if is_member or is_admin else refusal

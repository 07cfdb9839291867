"""Who may do what to a team."""

from dataclasses import replace

import pytest

from okra.people import Actor, Member, Role
from okra.permissions import Action, may

WORKSPACE = "T1"
MEMBERS = {
    "Ada": Member("U1", "Ada", Role.LEAD),
    "Ben": Member("U2", "Ben", Role.FACILITATOR),
    "Cleo": Member("U3", "Cleo"),
}
ADMINS = {"Zoe"}
EVERYBODY = ["Ada", "Ben", "Cleo", "Zoe", "Eve"]

TABLE = {
    Action.CHANGE_TEAM: ["Ada", "Ben", "Zoe"],
    Action.EDIT_OKRS: ["Ada", "Ben", "Zoe"],
    Action.LIST_OKRS: ["Ada", "Ben", "Cleo", "Zoe"],
    Action.ANSWER_CHECKIN: ["Ada", "Ben", "Cleo"],
    Action.READ_ANSWERS: ["Ada", "Ben", "Cleo"],
    Action.SEE_DIGEST: ["Ada", "Ben"],
    Action.SET_OWN_AWAY: ["Ada", "Ben", "Cleo"],
    Action.SET_AWAY_FOR_OTHERS: ["Ada", "Ben"],
    Action.RUN_SESSION: ["Ada", "Ben", "Cleo"],
    Action.LIST_SCRIPTS: ["Ada", "Ben", "Cleo", "Zoe"],
    Action.CHANGE_SCRIPTS: ["Ada", "Ben", "Zoe"],
    Action.REPLY_TO_OFFER: ["Ada", "Ben"],
    Action.READ_REPORT: ["Ada", "Ben", "Cleo"],
}


def actor(name: str, *, is_admin: bool | None = None) -> Actor:
    return Actor(f"U-{name}", WORKSPACE, name in ADMINS if is_admin is None else is_admin)


@pytest.mark.parametrize("action", Action)
def test_ada_leads_ben_facilitates_cleo_is_a_member_zoe_an_admin_and_eve_outside(action: Action) -> None:
    allowed = [name for name in EVERYBODY if may(actor(name), action, MEMBERS.get(name)) is None]
    assert allowed == TABLE[action]


@pytest.mark.parametrize("action", Action)
def test_who_has_left_is_outside(action: Action) -> None:
    assert may(actor("Ada"), action, replace(MEMBERS["Ada"], active=False)) is not None


@pytest.mark.parametrize("action", Action)
def test_an_admin_who_is_a_member_may_do_both(action: Action) -> None:
    may_alone = [name for name in ("Cleo", "Zoe") if name in TABLE[action]]
    allowed = may(actor("Cleo", is_admin=True), action, MEMBERS["Cleo"]) is None
    assert allowed == bool(may_alone)


@pytest.mark.parametrize("action", Action)
def test_a_refusal_is_a_sentence(action: Action) -> None:
    refusal = may(actor("Eve"), action, None)
    assert refusal is not None
    assert refusal[0].isupper()
    assert refusal.endswith(".")

"""App Home: everybody's own page, as Slack shows it; kept fresh, and its buttons do what they say."""

from datetime import date, timedelta

from handlers.kit.ids import Delivery
from okra.offer import Reason
from sandbox.modal import Home
from sandbox.people import Person
from tests.e2e.retros import RETRO, adds, drives, ends, own_scripts
from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene
from tests.e2e.test_actions import agrees_on, digest_of, joined

HOUR = timedelta(hours=1)


def opens(scene: Scene, person: Person) -> Home:
    """Somebody looks at their Home tab."""
    person.opens_home()
    scene.settle()
    assert person.home is not None
    return person.home


def reads(person: Person) -> str:
    """What stands on a Home tab that is open, on one line."""
    assert person.home is not None
    return joined(person.home.text)


def presses(scene: Scene, person: Person, label: str) -> None:
    """Somebody presses a button on their Home tab."""
    person.press(label, on=person.home)
    scene.settle()


def told(scene: Scene, person: Person) -> str:
    """What a small window says, which comes once Slack has its acknowledgement."""
    scene.slack.wait_until(lambda: person.modal is not None)
    assert person.modal is not None
    return joined(person.modal.text)


def published(scene: Scene, person: Person) -> str:
    """Where the person's Home tab stands in the outbox."""
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        found = unit.outbox.find(Delivery.HOME, person.id)
    return found.state if found else "never"


def test_it_is_there_when_it_is_opened_and_not_before(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    ben = scene.people["Ben"]
    ben.opens_home(tab="messages")
    scene.settle()
    assert ben.home is None
    opens(scene, ben)
    assert "The next check-in opens Fri 14:00." in reads(ben)


def test_who_checks_in_from_it_sees_that_it_is_done_without_opening_it_again(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    ben = scene.people["Ben"]
    opens(scene, ben)
    presses(scene, ben, "Check in")
    for label in [label for label in ben.modal.labels if "confident" in label] if ben.modal else []:
        ben.choose(label, "7 ·")
    ben.submit()
    assert ben.modal is None
    scene.settle()
    assert "You have checked in this week" in reads(ben)


def test_what_others_answered_is_not_shown_before_the_close(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    opens(scene, scene.people["Ada"])
    scene.answers(scene.people["Ben"], 2, **{"Increase onboarding completion": "71"})
    assert "of 10" not in reads(scene.people["Ada"])
    assert "completion: 71 %" in reads(scene.people["Ada"]), "the window shows values too"
    scene.travel_to(MONDAY_10AM)
    opens(scene, scene.people["Ada"])
    assert "Confidence 2 of 10" in reads(scene.people["Ada"])


def test_colleagues_see_what_changed_before_long(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM - HOUR)
    opens(scene, scene.people["Ben"])
    assert "opens Fri 14:00" in reads(scene.people["Ben"])
    scene.travel_to(FRIDAY_2PM)
    assert "open until Mon 10:00" in reads(scene.people["Ben"])


def test_who_has_not_looked_for_a_day_costs_nothing_until_they_look_again(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    opens(scene, scene.people["Ben"])
    scene.travel_to(FRIDAY_2PM)
    assert "opens Fri 14:00" in reads(scene.people["Ben"]), "Slack shows what was published last"
    assert published(scene, scene.people["Ben"]) == "withdrawn"
    opens(scene, scene.people["Ben"])
    assert "open until Mon 10:00" in reads(scene.people["Ben"])


def test_an_action_is_done_there_and_can_be_taken_back(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    agrees_on(scene, scene.people["Ben"], "Ask legal", date(2026, 9, 1))
    ben = scene.people["Ben"]
    opens(scene, ben)
    assert "Ask legal Explore · new · due Tue 1 Sep, ▲ overdue by 1 day" in reads(ben)
    presses(scene, ben, "Drop")
    assert "– dropped: Ask legal" in reads(ben)
    presses(scene, ben, "Still on it")
    presses(scene, ben, "Done")
    assert "✓ done: Ask legal" in reads(ben)
    scene.travel_to(FRIDAY_2PM)
    ben.press("Check in", on=scene.prompt_of(ben))
    assert ben.modal is not None
    assert "set out to do" not in ben.modal.text, "what is done is asked about no more"
    ben.close()
    scene.answers(scene.people["Ada"], 7)
    scene.travel_to(MONDAY_10AM)
    assert "✓ done: “Ask legal” – Ben" in digest_of(scene)


def test_a_colleague_takes_over_what_is_left_behind_and_of_two_one_gets_it(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    agrees_on(scene, scene.people["Cleo"], "Ask legal")
    ada, ben = scene.people["Ada"], scene.people["Ben"]
    opens(scene, ben)
    assert "Ask legal" not in reads(ben)
    scene.channel.remove(scene.people["Cleo"])
    scene.settle()
    opens(scene, ada)
    opens(scene, ben)
    assert "Cleo is not in the team" in reads(ben)
    presses(scene, ben, "I'll take it")
    assert "Ask legal Explore · new" in reads(ben)
    ada.press("I'll take it", on=ada.home)
    assert "Ben is on this one already." in told(scene, ada)


def test_a_session_that_is_on_leads_to_its_channel_until_it_is_over(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    opens(scene, scene.people["Ben"])
    scene.people["Ada"].command("/okra session 0", scene.channel)
    scene.settle()
    assert "is on, with Ada. Join in: #explore" in reads(scene.people["Ben"])


def test_what_a_retro_ends_with_is_on_ones_page_as_soon_as_it_is_over(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    own_scripts(scene, RETRO)
    ada = scene.people["Ada"]
    opens(scene, ada)
    ada.command("/okra retro", scene.channel)
    ada.submit()
    scene.settle()
    assert "is on, with Ada" in reads(ada)
    for _ in range(3):
        drives(scene, "Next")
    adds(scene, "Ben", "action", "Ask the vendor for a date")
    adds(scene, "Ben", "issue", "The vendor answers late")
    ends(scene)
    assert "Ask the vendor for a date Explore · new" in reads(ada)
    assert "• The vendor answers late – Explore, new" in reads(ada)
    assert "is on, with Ada" not in reads(ada)


def test_a_retro_that_is_offered_is_answered_there_by_those_who_decide(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        team = unit.teams.by_channel(scene.channel.id)
        cycle = unit.cycles.latest(team.id) if team else None
        assert team is not None
        assert cycle is not None
        why = (Reason.MIDPOINT, "Half of it is over.")
        unit.offers.make(team.id, cycle.id or 0, None, "half-time", why, scene.clock.now())
    ada, ben = scene.people["Ada"], scene.people["Ben"]
    opens(scene, ada)
    opens(scene, ben)
    assert "Half of it is over." in reads(ada)
    assert "Half of it is over." not in reads(ben)
    presses(scene, ada, "Not now")
    assert "/okra retro" in told(scene, ada)
    assert "Half of it is over." not in reads(ada)


def test_the_digest_is_asked_for_there(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    ada = scene.people["Ada"]
    opens(scene, ada)
    presses(scene, ada, "Digest, as of now")
    assert "It's in your DM with me" in told(scene, ada)
    assert any("As of" in seen.text for seen in ada.dm())


def test_going_away_and_coming_back_is_seen_at_once(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    ben = scene.people["Ben"]
    opens(scene, ben)
    presses(scene, ben, "I'm away")
    ben.submit()
    scene.settle()
    assert "You are away" in reads(ben)
    presses(scene, ben, "I'm back")
    assert "Welcome back" in told(scene, ben)
    assert "You are away" not in reads(ben)


def test_an_administrator_in_no_team_sees_the_workspace_and_changes_a_teams_settings(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    root = scene.person("Root", joins=False, admin=True)
    opens(scene, root)
    assert "• Explore #explore, led by Ada" in reads(root)
    assert "You are not in a team yet" in reads(root)
    presses(scene, root, "Explore")
    assert root.modal is not None
    assert root.modal.value("Team name") == "Explore"


def test_somebody_in_no_team_reads_how_to_get_into_one_and_nothing_of_others(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    eve = scene.person("Eve", joins=False)
    opens(scene, eve)
    assert "join your team's channel and you are in it" in reads(eve)
    assert "Explore" not in reads(eve)


def test_where_the_home_tab_is_switched_off_nobody_is_bothered(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.app.home_tab = False
    before = len(scene.people["Ada"].dm())
    scene.people["Ben"].opens_home()
    scene.settle()
    assert published(scene, scene.people["Ben"]) == "withdrawn"
    assert len(scene.people["Ada"].dm()) == before
    scene.app.home_tab = True
    opens(scene, scene.people["Ben"])

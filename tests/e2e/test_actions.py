"""Actions are asked about until they are done or dropped, and the digest says what became of them."""

from datetime import date, timedelta

from sandbox.people import Person
from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene, fill_in

WEEK = timedelta(weeks=1)


def agrees_on(scene: Scene, person: Person, text: str, due: date | None = None) -> int:
    """A retro ended with an action of somebody's; returns its id."""
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        team = unit.teams.by_channel(scene.channel.id)
        assert team is not None
        return unit.actions.make(team.id, f"{person.name}/{text}", person.id, text, scene.clock.now(), due=due).id


def joined(text: str) -> str:
    """The text as one line."""
    return " ".join(text.split())


def digest_of(scene: Scene, name: str = "Ada") -> str:
    """The newest digest in somebody's DM, on one line."""
    return joined(next(seen for seen in reversed(scene.people[name].dm()) if seen.pictures).text)


def test_the_owner_is_asked_on_friday_and_the_digest_says_that_it_is_done(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    agrees_on(scene, scene.people["Ben"], "Ask legal", date(2026, 9, 11))
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ada"], 7)
    ben = scene.people["Ben"]
    ben.press("Check in", on=scene.prompt_of(ben))
    assert ben.modal is not None
    assert "What did you set out to do?" in ben.modal.text
    fill_in(ben, 7, {})
    ben.choose("Ask legal", "Still on it")
    ben.submit()
    scene.travel_to(MONDAY_10AM)
    assert "Actions: 1 new" in scene.channel.messages[-1].text
    scene.travel_to(FRIDAY_2PM + WEEK)
    ben.press("Check in", on=scene.prompt_of(ben))
    fill_in(ben, 7, {})
    assert ben.modal.value("Ask legal") is None, "each week asks afresh"
    ben.choose("Ask legal", "Done")
    ben.submit()
    scene.settle()
    copy = next(seen for seen in reversed(ben.dm()) if "Edit" in seen.buttons)
    assert "Ask legal · done" in copy.text
    scene.travel_to(MONDAY_10AM + WEEK)
    assert "✓ done: “Ask legal” – Ben" in digest_of(scene)
    result = scene.channel.messages[-1].text
    assert "Actions: 1 done this week" in result
    assert "✓ done: Ask legal" in result


def test_colleagues_are_not_asked_about_an_action_before_its_owner_leaves(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    agrees_on(scene, scene.people["Ben"], "Ask legal")
    scene.travel_to(FRIDAY_2PM)
    cleo = scene.people["Cleo"]
    cleo.press("Check in", on=scene.prompt_of(cleo))
    assert cleo.modal is not None
    assert "Ask legal" not in cleo.modal.text
    cleo.close()
    scene.channel.remove(scene.people["Ben"])
    scene.settle()
    cleo.press("Check in", on=scene.prompt_of(cleo))
    assert "Ben is not in the team" in cleo.modal.text
    fill_in(cleo, 7, {})
    cleo.choose("Ask legal", "Dropped")
    cleo.submit()
    scene.travel_to(MONDAY_10AM)
    assert "Actions: 1 dropped" in scene.channel.messages[-1].text


def test_what_was_chosen_is_kept_while_the_window_is_closed_and_an_edit_can_take_it_back(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    agrees_on(scene, scene.people["Ben"], "Ask legal")
    scene.travel_to(FRIDAY_2PM)
    ben = scene.people["Ben"]
    ben.press("Check in", on=scene.prompt_of(ben))
    ben.choose("Ask legal", "Done")
    ben.close()
    ben.press("Check in", on=scene.prompt_of(ben))
    assert ben.modal is not None
    assert ben.modal.value("Ask legal") == "Done"
    fill_in(ben, 7, {})
    ben.submit()
    scene.settle()
    copy = next(seen for seen in reversed(ben.dm()) if "Edit" in seen.buttons)
    ben.press("Edit", on=copy)
    assert ben.modal.value("Ask legal") == "Done"
    ben.choose("Ask legal", "Still on it")
    ben.submit()
    scene.travel_to(MONDAY_10AM)
    assert "Actions: 1 new" in scene.channel.messages[-1].text


def test_a_late_one_is_marked_in_the_digest_with_word_and_shape(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    agrees_on(scene, scene.people["Ben"], "Ask legal", FRIDAY_2PM.date())
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ada"], 7)
    scene.travel_to(MONDAY_10AM)
    said = digest_of(scene)
    assert "Action: “Ask legal” – Ben, new, due" in said
    assert "▲ overdue by 3 days" in said

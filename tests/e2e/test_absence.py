"""Absence is not silence: product section 1."""

from datetime import timedelta

from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene, berlin


def asked(scene: Scene, name: str) -> bool:
    return any("Snooze to tomorrow 9:00" in seen.buttons for seen in scene.people[name].dm())


def test_the_away_are_not_prompted_are_named_and_not_in_the_denominator(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    scene.people["Cleo"].command("/okra away until mon", scene.channel)
    scene.travel_to(FRIDAY_2PM)
    assert not asked(scene, "Cleo")
    card = scene.channel.messages[-1].text
    assert "0 of 2" in card
    assert "Cleo" in card


def test_the_away_may_still_answer(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    cleo = scene.people["Cleo"]
    cleo.command("/okra away until mon", scene.channel)
    scene.travel_to(FRIDAY_2PM)
    cleo.command("/okra checkin", scene.channel)
    cleo.choose("How confident", "7 ·")
    cleo.submit()
    scene.settle()
    assert "1 of 3" in scene.channel.messages[-1].text


def test_going_away_after_the_prompt_stops_the_nudge_and_the_counting(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    scene.travel_to(FRIDAY_2PM)
    cleo = scene.people["Cleo"]
    cleo.press("I'm away", on=scene.prompt_of(cleo))
    cleo.choose("Last day away", "2026-09-08")
    cleo.submit()
    assert cleo.modal is None
    scene.settle()
    assert "of 2" in scene.channel.messages[-1].text
    count = len(cleo.dm())
    scene.travel_to(berlin(FRIDAY_2PM.date(), 16, 30))
    assert len(cleo.dm()) == count


def test_back_ends_the_absence_and_brings_the_prompt_that_was_spared(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    ben = scene.people["Ben"]
    ben.command("/okra away until mon", scene.channel)
    scene.travel_to(FRIDAY_2PM)
    assert not asked(scene, "Ben")
    answer = ben.command("/okra back", scene.channel)
    assert answer is not None
    assert "Welcome back" in answer.text
    scene.settle()
    assert asked(scene, "Ben")
    assert "0 of 2" in scene.channel.messages[-1].text


def test_a_lead_may_say_that_a_colleague_is_away_and_a_member_may_not(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    mention = f"<@{scene.people['Cleo'].id}|cleo>"
    refused = scene.people["Ben"].command(f"/okra away {mention} until mon", scene.channel)
    assert refused is not None
    assert "Only the lead" in refused.text
    done = scene.people["Ada"].command(f"/okra away {mention} until mon", scene.channel)
    assert done is not None
    assert "Cleo is away" in done.text
    scene.travel_to(FRIDAY_2PM)
    assert not asked(scene, "Cleo")


def test_on_a_public_holiday_nobody_is_asked(scene: Scene) -> None:
    scene.person("Ada")
    scene.person("Ben")
    ada = scene.people["Ada"]
    scene.set_up("Ada", "Ben")
    ada.command("/okra setup", scene.channel)
    ada.choose("Public holidays of", "Germany", typing="germ")
    ada.choose("Check-in day", "Saturday")
    ada.choose("Reminder day", "Saturday")
    ada.choose("Cycle ends", "2026-12-31")
    ada.submit()
    assert ada.modal is None, ada.modal and ada.modal.text
    scene.travel_to(berlin(FRIDAY_2PM.date() + timedelta(days=29), 14))  # 3 October 2026, German Unity Day
    assert not asked(scene, "Ben")


def test_a_deactivated_member_drops_out_and_their_key_results_are_offered_to_the_lead(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    ada, ben = scene.people["Ada"], scene.people["Ben"]
    ada.command("/okra okrs", scene.channel)
    ada.menu("Edit", beside="Increase onboarding completion")
    ada.choose("Owner", ben)
    ada.submit()
    assert ada.modal
    assert "Ben" in ada.modal.text
    ada.close(all_of_it=True)
    ben.is_deactivated()
    scene.settle()
    assert any("“Increase onboarding completion”" in " ".join(seen.text.split()) for seen in ada.dm())
    scene.travel_to(FRIDAY_2PM)
    assert not asked(scene, "Ben")
    assert "of 2" in scene.channel.messages[-1].text


def test_somebody_who_leaves_the_channel_leaves_the_round(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    scene.travel_to(FRIDAY_2PM)
    scene.channel.remove(scene.people["Cleo"])
    scene.settle()
    assert "of 2" in scene.channel.messages[-1].text


def test_somebody_who_joins_the_channel_is_asked_next_time(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    dan = scene.person("Dan", joins=False)
    scene.channel.invite(dan)
    scene.settle()
    scene.travel_to(FRIDAY_2PM)
    assert asked(scene, "Dan")
    assert "0 of 3" in scene.channel.messages[-1].text


def test_when_everybody_is_away_nothing_is_posted(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    for name in ("Ada", "Ben"):
        scene.people[name].command("/okra away until mon", scene.channel)
    count = len(scene.channel.messages)
    scene.travel_to(FRIDAY_2PM)
    scene.travel_to(MONDAY_10AM)
    assert len(scene.channel.messages) == count

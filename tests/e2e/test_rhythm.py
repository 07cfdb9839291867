"""Rhythm and prompt: product section 1, "Rhythm", "Prompt", "Downtime"."""

from datetime import timedelta

from tests.e2e.scene import FRIDAY_2PM, FRIDAY_430PM, MONDAY_10AM, Scene, berlin

WEEK = timedelta(weeks=1)


def prompts(person: object) -> list[object]:
    """The check-in prompts in somebody's DM, answered or not."""
    return [seen for seen in person.dm() if "Time for" in seen.text or "check-in" in seen.notification.lower()]  # type: ignore[attr-defined]


def asked(scene: Scene, name: str) -> bool:
    return any("Snooze to tomorrow 9:00" in seen.buttons for seen in scene.people[name].dm())


def test_nobody_is_asked_before_friday_two_o_clock(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM - timedelta(minutes=1))
    assert not asked(scene, "Ada")
    scene.travel_to(FRIDAY_2PM)
    assert asked(scene, "Ada")
    assert asked(scene, "Ben")


def test_the_prompt_is_one_direct_message_and_one_card_in_the_channel(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    before = len(scene.channel.messages)
    scene.travel_to(FRIDAY_2PM)
    assert len(scene.channel.messages) == before + 1
    assert "0 of 2" in scene.channel.messages[-1].text
    assert len([seen for seen in scene.people["Ben"].dm() if "Check in" in seen.buttons]) == 1


def test_ticking_again_and_again_asks_nobody_twice(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    for minutes in (1, 2, 60):
        scene.travel_to(FRIDAY_2PM + timedelta(minutes=minutes))
    assert len([seen for seen in scene.people["Ben"].dm() if "Check in" in seen.buttons]) == 1


def test_only_those_who_have_not_answered_are_reminded_and_only_once(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ben"], 7)
    ada, ben = len(scene.people["Ada"].dm()), len(scene.people["Ben"].dm())
    scene.travel_to(FRIDAY_430PM)
    assert len(scene.people["Ada"].dm()) == ada + 1
    assert len(scene.people["Ben"].dm()) == ben
    scene.travel_to(FRIDAY_430PM + timedelta(days=2))
    assert len(scene.people["Ada"].dm()) == ada + 1


def test_the_card_counts_in_place_and_never_names_the_missing(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    scene.travel_to(FRIDAY_2PM)
    count = len(scene.channel.messages)
    scene.answers(scene.people["Ben"], 7)
    card = scene.channel.messages[-1]
    assert len(scene.channel.messages) == count
    assert "1 of 3" in card.text
    assert "Ada" not in card.text
    assert "Cleo" not in card.text


def test_everyone_has_answered_is_never_a_new_message(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    count = len(scene.channel.messages)
    scene.answers(scene.people["Ada"], 6)
    scene.answers(scene.people["Ben"], 7)
    assert len(scene.channel.messages) == count


def test_a_snooze_moves_the_second_nudge_to_tomorrow_at_nine_and_there_is_no_third(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    ben = scene.people["Ben"]
    ben.press("Snooze to tomorrow 9:00", on=scene.prompt_of(ben))
    scene.settle()
    quiet = len(ben.dm())
    scene.travel_to(FRIDAY_430PM)
    assert len(ben.dm()) == quiet
    scene.travel_to(berlin(FRIDAY_2PM.date() + timedelta(days=1), 9))
    assert len(ben.dm()) == quiet + 1
    assert "Snooze to tomorrow 9:00" not in ben.dm()[-1].buttons
    scene.travel_to(MONDAY_10AM - timedelta(minutes=1))
    assert len(ben.dm()) == quiet + 1


def test_not_this_week_is_respected_and_not_counted_as_missing(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    ben = scene.people["Ben"]
    ben.press("Not this week", on=scene.prompt_of(ben))
    scene.settle()
    count = len(ben.dm())
    scene.travel_to(FRIDAY_430PM)
    assert len(ben.dm()) == count
    assert "of 1" in scene.channel.messages[-1].text


def test_a_member_in_tokyo_may_be_asked_at_two_o_clock_there(scene: Scene) -> None:
    scene.person("Dan", "Asia/Tokyo")
    scene.set_up("Ada", "Ben")
    dan = scene.people["Dan"]
    dan.command("/okra timing", scene.channel)
    dan.choose("When shall I ask you?", "At that time of day where I am")
    dan.submit()
    scene.travel_to(berlin(FRIDAY_2PM.date(), 7))
    assert asked(scene, "Dan")
    assert not asked(scene, "Ben")
    scene.travel_to(FRIDAY_2PM)
    assert asked(scene, "Ben")


def test_a_zone_is_read_afresh_before_the_prompt_is_sent(scene: Scene) -> None:
    scene.person("Dan", "Asia/Tokyo")
    scene.set_up("Ada")
    dan = scene.people["Dan"]
    dan.command("/okra timing", scene.channel)
    dan.choose("When shall I ask you?", "At that time of day where I am")
    dan.submit()
    dan.user.tz = "Europe/Lisbon"  # moved, and no event told of it
    scene.travel_to(berlin(FRIDAY_2PM.date(), 7))
    assert not asked(scene, "Dan")
    scene.travel_to(berlin(FRIDAY_2PM.date(), 15))
    assert asked(scene, "Dan")


def test_someone_without_a_zone_is_asked_with_the_team(scene: Scene) -> None:
    scene.person("Eve", None)
    scene.set_up("Ada")
    eve = scene.people["Eve"]
    eve.command("/okra timing", scene.channel)
    eve.choose("When shall I ask you?", "At that time of day where I am")
    eve.submit()
    scene.travel_to(FRIDAY_2PM)
    assert asked(scene, "Eve")


def test_an_early_answer_never_moves_the_prompt_and_spares_it(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    ben = scene.people["Ben"]
    ben.command("/okra checkin", scene.channel)
    ben.choose("How confident", "8 ·")
    ben.submit()
    assert ben.modal is None
    scene.travel_to(FRIDAY_2PM)
    assert not asked(scene, "Ben")
    assert asked(scene, "Ada")
    assert "1 of 2" in scene.channel.messages[-1].text
    scene.travel_to(MONDAY_10AM)
    scene.travel_to(FRIDAY_2PM + WEEK)
    assert asked(scene, "Ben")


def test_after_an_hour_of_downtime_the_prompt_comes_once(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM + timedelta(hours=1))
    assert asked(scene, "Ben")
    scene.travel_to(FRIDAY_2PM + timedelta(hours=2))
    assert len([seen for seen in scene.people["Ben"].dm() if "Check in" in seen.buttons]) == 1


def test_after_three_weeks_of_downtime_there_is_no_burst_and_the_weeks_are_shown_as_missed(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM + 3 * WEEK + timedelta(hours=30))
    assert not asked(scene, "Ben")
    scene.travel_to(FRIDAY_2PM + 4 * WEEK - timedelta(days=0))
    assert len([seen for seen in scene.people["Ben"].dm() if "Check in" in seen.buttons]) <= 1


def test_daylight_saving_never_moves_the_wall_clock_time(scene: Scene) -> None:
    scene.set_up("Ada")
    for week in range(8):
        friday = FRIDAY_2PM.date() + timedelta(weeks=week)
        if friday.month == 10:
            break
        scene.travel_to(berlin(friday, 13, 59))
        before = len(scene.channel.messages)
        scene.travel_to(berlin(friday, 14, 0))
        assert len(scene.channel.messages) == before + 1
        scene.travel_to(berlin(friday + timedelta(days=3), 10, 0))

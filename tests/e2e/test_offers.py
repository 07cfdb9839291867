"""Retros that are offered: because the numbers say so, at half-time, and a week before the end."""

from datetime import date, timedelta

from sandbox.people import Seen
from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene, berlin

WEEK = timedelta(weeks=1)
OFFER = "Not now"


def a_week(scene: Scene, number: int, **confidences: int) -> None:
    """Friday and the Monday after it, `number` weeks from the first one."""
    scene.travel_to(FRIDAY_2PM + number * WEEK)
    for name, confidence in confidences.items():
        scene.answers(scene.people[name], confidence)
    scene.travel_to(MONDAY_10AM + number * WEEK)


def digest(scene: Scene) -> Seen:
    """The newest digest of the lead."""
    return next(seen for seen in reversed(scene.people["Ada"].dm()) if seen.pictures)


def words(seen: Seen) -> str:
    return " ".join(seen.text.replace("┊", "").split())


def set_up(scene: Scene, start: str, end: str) -> None:
    """A team whose cycle has these days."""
    scene.set_up("Ada", "Ben")
    ada = scene.people["Ada"]
    ada.command("/okra setup", scene.channel)
    ada.choose("Cycle starts", start)
    ada.choose("Cycle ends", end)
    ada.submit()
    assert ada.modal is None, ada.modal and ada.modal.text
    scene.settle()


def test_confidence_that_falls_by_two_is_a_reason_to_offer_a_retro_in_the_digest(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    a_week(scene, 0, Ada=8, Ben=8)
    assert OFFER not in digest(scene).buttons
    a_week(scene, 1, Ada=5, Ben=6)
    told = digest(scene)
    assert "A look back? “Make the first week seamless”: confidence fell from 8 to 5.5" in words(told)
    assert {"Start a retro", OFFER} <= set(told.buttons)


def test_not_now_is_said_once_and_respected(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    a_week(scene, 0, Ada=8, Ben=8)
    a_week(scene, 1, Ada=5, Ben=6)
    ada = scene.people["Ada"]
    ada.press(OFFER, on=digest(scene))
    scene.settle()
    assert "“Not now”, said Ada. I won't ask again for a while." in words(digest(scene))
    assert OFFER not in digest(scene).buttons
    a_week(scene, 2, Ada=2, Ben=2)
    assert "confidence fell" in words(digest(scene)) or "↘" in words(digest(scene))
    assert OFFER not in digest(scene).buttons


def test_an_objective_is_not_offered_again_within_three_weeks(scene: Scene) -> None:
    set_up(scene, "2026-09-01", "2026-12-31")
    for number, confidence in enumerate((8, 5, 2, 2, 2)):
        a_week(scene, number, Ada=confidence, Ben=confidence)
        assert (OFFER in digest(scene).buttons) == (number in (1, 4)), number


def test_what_counts_as_a_reason_is_a_setting(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    ada = scene.people["Ada"]
    ada.command("/okra setup", scene.channel)
    ada.choose("Confidence falls from one check-in to the next", "by 4")
    ada.submit()
    assert ada.modal is None
    scene.settle()
    a_week(scene, 0, Ada=8, Ben=8)
    a_week(scene, 1, Ada=5, Ben=5)
    assert OFFER not in digest(scene).buttons


def test_at_half_time_the_lead_is_offered_a_look_back_on_a_working_morning(scene: Scene) -> None:
    set_up(scene, "2026-08-10", "2026-10-04")
    scene.travel_to(berlin(date(2026, 9, 7), 8, 59))
    assert not any("Half of" in seen.text for seen in scene.people["Ada"].dm())
    scene.travel_to(berlin(date(2026, 9, 7), 9))
    offer = scene.people["Ada"].dm()[-1]
    assert "Half of 2026-08-10 to 2026-10-04 is over: what you learn now still" in offer.text
    assert not any("Half of" in seen.text for seen in scene.people["Ben"].dm())
    scene.people["Ada"].press(OFFER, on=offer)
    scene.settle()
    *_, told, answer = scene.people["Ada"].dm()
    assert "“Not now”, said Ada." in words(told)
    assert "You can hold one any time" in answer.text


def test_a_cycle_that_is_moved_is_offered_at_its_new_half_time_alone(scene: Scene) -> None:
    set_up(scene, "2026-08-10", "2026-10-04")
    set_up(scene, "2026-08-10", "2026-10-25")
    scene.travel_to(berlin(date(2026, 9, 14), 10))
    assert not any("Half of" in seen.text for seen in scene.people["Ada"].dm())
    scene.travel_to(berlin(date(2026, 9, 17), 9))
    assert sum("Half of" in seen.text for seen in scene.people["Ada"].dm()) == 1


def test_a_week_before_the_end_the_retro_at_the_end_is_offered_once(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(berlin(date(2026, 9, 23), 9))
    told = [seen for seen in scene.people["Ada"].dm() if "ends in a week" in seen.text]
    assert len(told) == 1
    assert "Q3 2026 ends in a week: time to score, to learn, and to decide what goes on." in words(told[0])
    scene.travel_to(berlin(date(2026, 9, 24), 9))
    assert sum("ends in a week" in seen.text for seen in scene.people["Ada"].dm()) == 1


def test_only_who_decides_says_no(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(berlin(date(2026, 9, 23), 9))
    offer = scene.people["Ada"].dm()[-1]
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        member = unit.teams.member(1, scene.people["Ada"].id)
        assert member is not None
        unit.teams.leave(1, scene.people["Ada"].id)
    scene.people["Ada"].press(OFFER, on=offer)
    scene.settle()
    *_, still, answer = scene.people["Ada"].dm()
    assert OFFER in still.buttons
    assert "Only the lead or a facilitator says yes or no to this." in answer.text

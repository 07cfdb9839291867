"""No word is lost: product section 1, "Modal", "No word is lost"."""

import pytest

from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene


def opened(scene: Scene, name: str = "Ben") -> object:
    """Somebody with the check-in open on Friday."""
    scene.set_up("Ada", "Ben", "Cleo")
    scene.travel_to(FRIDAY_2PM)
    person = scene.people[name]
    person.press("Check in", on=scene.prompt_of(person))
    return person


@pytest.mark.parametrize("typed", ["abc", "1e999", "12.000,50", "🎉", "1 2 3 apples", "<!channel>", "9" * 40])
def test_a_value_that_cannot_be_read_is_answered_beside_its_field_and_the_rest_stays(scene: Scene, typed: str) -> None:
    ben = scene.people["Ben"] if "Ben" in scene.people else opened(scene)
    ben.choose("How confident", "7 ·")  # type: ignore[attr-defined]
    ben.fill("Your plan", "Ship it")  # type: ignore[attr-defined]
    ben.fill("Increase onboarding completion", typed)  # type: ignore[attr-defined]
    ben.submit()  # type: ignore[attr-defined]
    modal = ben.modal  # type: ignore[attr-defined]
    assert list(modal.errors) == ["Increase onboarding completion"]
    assert modal.value("Increase onboarding completion") == typed
    assert modal.value("Your plan for the week ahead") == "Ship it"
    assert scene.slack.world.pings == []


def test_what_was_typed_is_there_again_after_the_window_was_closed(scene: Scene) -> None:
    ben = opened(scene)
    ben.choose("How confident", "7 ·")  # type: ignore[attr-defined]
    ben.fill("Your plan", "Half a sentence that must not", slowly=True)  # type: ignore[attr-defined]
    ben.fill("Increase onboarding completion", "71")  # type: ignore[attr-defined]
    ben.close()  # type: ignore[attr-defined]
    ben.press("Check in", on=scene.prompt_of(ben))  # type: ignore[attr-defined, arg-type]
    modal = ben.modal  # type: ignore[attr-defined]
    assert modal.value("Your plan for the week ahead") == "Half a sentence that must not"
    assert modal.value("Increase onboarding completion") == "71"
    assert modal.value("How confident are we to reach it?").startswith("7")


def test_after_submitting_there_is_a_private_copy_with_edit(scene: Scene) -> None:
    ben = opened(scene)
    ben.choose("How confident", "7 ·")  # type: ignore[attr-defined]
    ben.fill("Your plan", "Ship the progress bar")  # type: ignore[attr-defined]
    ben.submit()  # type: ignore[attr-defined]
    scene.settle()
    copy = ben.dm()[-1]  # type: ignore[attr-defined]
    assert copy.buttons == ["Edit"]
    assert "Ship the progress bar" in copy.text


def test_an_edit_shows_what_was_said_and_changes_it_in_place(scene: Scene) -> None:
    ben = opened(scene)
    ben.choose("How confident", "7 ·")  # type: ignore[attr-defined]
    ben.fill("Anything new?", "The export is broken")  # type: ignore[attr-defined]
    ben.submit()  # type: ignore[attr-defined]
    scene.settle()
    copy = ben.dm()[-1]  # type: ignore[attr-defined]
    ben.press("Edit", on=copy)  # type: ignore[attr-defined]
    assert ben.modal.value("Anything new?") == "The export is broken"  # type: ignore[attr-defined]
    ben.choose("How confident", "4 ·")  # type: ignore[attr-defined]
    ben.submit()  # type: ignore[attr-defined]
    scene.settle()
    assert "4 of 10" in copy.text
    assert len([seen for seen in ben.dm() if "Edit" in seen.buttons]) == 1  # type: ignore[attr-defined]


def test_last_week_s_value_is_prefilled_and_leaving_it_never_overwrites_a_colleague(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    scene.travel_to(FRIDAY_2PM)
    ben, cleo = scene.people["Ben"], scene.people["Cleo"]
    scene.answers(scene.people["Ada"], 7, **{"Increase onboarding completion": "68"})
    ben.press("Check in", on=scene.prompt_of(ben))
    assert ben.modal
    assert ben.modal.value("Increase onboarding completion") == "68"
    scene.answers(cleo, 6, **{"Increase onboarding completion": "74"})
    ben.choose("How confident", "7 ·")
    ben.submit()
    scene.travel_to(MONDAY_10AM)
    assert "now 74 %" in scene.channel.messages[-1].text


def test_no_change_is_one_tap_and_contradicting_it_is_noticed(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ada"], 7, **{"Increase onboarding completion": "68"})
    ben = scene.people["Ben"]
    ben.press("Check in", on=scene.prompt_of(ben))
    ben.choose("How confident", "7 ·")
    ben.tick("Increase onboarding completion: in one tap", "No change since last week")
    ben.fill("Increase onboarding completion", "70")
    ben.submit()
    assert ben.modal
    assert ben.modal.errors
    ben.fill("Increase onboarding completion", "68")
    ben.submit()
    assert ben.modal is None


def test_others_confidence_is_not_shown_before_the_close(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ada"], 3)
    ben = scene.people["Ben"]
    ben.press("Check in", on=scene.prompt_of(ben))
    assert ben.modal
    assert "3 of 10" not in ben.modal.text
    assert "at risk" not in scene.channel.messages[-1].text


def test_last_week_s_open_issues_come_first_and_can_be_solved(scene: Scene) -> None:
    from datetime import timedelta

    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    ben = scene.people["Ben"]
    ben.press("Check in", on=scene.prompt_of(ben))
    ben.choose("How confident", "7 ·")
    ben.fill("Anything new?", "Legal is slow\nThe export is broken")
    ben.fill("Your plan", "Ask Eve for help")
    ben.submit()
    scene.travel_to(MONDAY_10AM)
    assert "Legal is slow" in scene.channel.messages[-1].text
    scene.travel_to(FRIDAY_2PM + timedelta(weeks=1))
    ben.press("Check in", on=scene.prompt_of(ben))
    assert ben.modal
    text = ben.modal.text
    assert text.index("Legal is slow") < text.index("Anything new?")
    assert "Ask Eve for help" in text
    ben.choose("How confident", "7 ·")
    ben.choose("Legal is slow", "Solved")
    ben.submit()
    assert ben.modal is None
    scene.travel_to(MONDAY_10AM + timedelta(weeks=2))
    scene.people["Ada"].command("/okra checkin", scene.channel)
    modal = scene.people["Ada"].modal
    assert modal
    assert "Legal is slow" not in modal.text
    assert "The export is broken" in modal.text


def test_a_late_answer_updates_the_result_and_the_digest_and_marks_it(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ada"], 7)
    scene.travel_to(MONDAY_10AM)
    digest = next(seen for seen in scene.people["Ada"].dm() if seen.pictures)
    before, messages = digest.versions, len(scene.people["Ada"].dm())
    ben = scene.people["Ben"]
    button = next(seen for seen in reversed(ben.dm()) if {"Check in", "Answer late"} & set(seen.buttons))
    ben.press(next(label for label in button.buttons if label in ("Check in", "Answer late")), on=button)
    ben.choose("How confident", "4 ·")
    ben.submit()
    assert ben.modal is None
    scene.settle()
    assert digest.versions > before
    assert len(scene.people["Ada"].dm()) == messages
    assert "late" in digest.text
    assert "2 of 2" in scene.channel.messages[-1].text


def test_a_double_click_leaves_one_answer(scene: Scene) -> None:
    ben = opened(scene)
    ben.choose("How confident", "7 ·")  # type: ignore[attr-defined]
    view = scene.slack.world.stacks[ben.id][-1]  # type: ignore[attr-defined]
    for _ in range(2):
        scene.slack.interactions.submit(scene.app, ben.user, view)  # type: ignore[attr-defined]
    scene.settle()
    assert "1 of 3" in scene.channel.messages[-1].text
    assert len([seen for seen in ben.dm() if "Edit" in seen.buttons]) == 1  # type: ignore[attr-defined]

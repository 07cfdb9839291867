"""The close and the lead's digest: product sections 1 "Close" and 2."""

from datetime import timedelta

import pytest

from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene, open_scene

WEEK = timedelta(weeks=1)


def digest_of(scene: Scene, name: str = "Ada") -> object:
    """The newest digest in somebody's DM."""
    return next(seen for seen in reversed(scene.people[name].dm()) if seen.pictures)


def test_at_the_close_the_card_becomes_the_result_with_a_thread_that_invites_talk(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo", "Dan")
    scene.travel_to(FRIDAY_2PM)
    count = len(scene.channel.messages)
    for name, confidence in {"Ada": 9, "Ben": 8, "Cleo": 8, "Dan": 2}.items():
        scene.answers(scene.people[name], confidence)
    scene.travel_to(MONDAY_10AM)
    assert len(scene.channel.messages) == count
    result = scene.channel.messages[-1]
    assert "4 of 4" in result.text
    assert "6.8 of 10" in result.text
    assert "7 points apart" in result.text
    thread = scene.channel.thread(result)
    assert len(thread) == 1
    assert "?" in thread[0].text


def test_the_spread_is_not_shown_below_four_answers(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ada"], 9)
    scene.answers(scene.people["Ben"], 2)
    scene.travel_to(MONDAY_10AM)
    assert "points apart" not in scene.channel.messages[-1].text


def test_the_lead_gets_one_digest_with_a_picture_and_words_for_it(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ben"], 7, **{"Increase onboarding completion": "71"})
    scene.travel_to(MONDAY_10AM)
    digests = [seen for seen in scene.people["Ada"].dm() if seen.pictures]
    assert len(digests) == 1
    assert digests[0].pictures[0]["data"].startswith(b"\x89PNG")
    assert "confidence" in digests[0].text
    assert "1 of 2 answered" in digests[0].text
    assert not [seen for seen in scene.people["Ben"].dm() if seen.pictures]


def test_the_digest_comes_on_time_even_if_nobody_answered(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    scene.travel_to(MONDAY_10AM)
    assert any("0 of 2 answered" in " ".join(seen.text.split()) for seen in scene.people["Ada"].dm())


def test_no_data_is_never_green(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ben"], 10)
    scene.travel_to(MONDAY_10AM)
    text = digest_of(scene).text  # type: ignore[attr-defined]
    assert "○ no data" in text
    assert "on track" not in text


def test_a_drop_of_confidence_is_the_first_thing_that_the_lead_reads(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    for week, confidence in ((0, 8), (1, 4)):
        scene.travel_to(FRIDAY_2PM + week * WEEK)
        for name in ("Ada", "Ben"):
            scene.answers(scene.people[name], confidence, **{"Increase onboarding completion": str(85 + week)})
        scene.travel_to(MONDAY_10AM + week * WEEK)
    first_line = digest_of(scene).text.splitlines()[0]  # type: ignore[attr-defined]
    assert "onfidence" in first_line
    assert "4" in first_line


def test_help_that_is_asked_for_reaches_the_lead(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    ben = scene.people["Ben"]
    scene.travel_to(FRIDAY_2PM)
    ben.press("Check in", on=scene.prompt_of(ben))
    ben.choose("How confident", "6 ·")
    ben.fill("Anything new?", "Legal is slow")
    ben.submit()
    scene.travel_to(MONDAY_10AM)
    scene.travel_to(FRIDAY_2PM + WEEK)
    ben.press("Check in", on=scene.prompt_of(ben))
    ben.choose("How confident", "6 ·")
    ben.choose("Legal is slow", "Needs help")
    ben.fill("Legal is slow: who could help?", "Eve from legal")
    ben.submit()
    assert ben.modal is None, ben.modal and ben.modal.text
    scene.travel_to(MONDAY_10AM + WEEK)
    assert "Eve from legal" in digest_of(scene).text  # type: ignore[attr-defined]


def test_digest_at_any_time_for_the_lead_and_a_sentence_for_members(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    answer = scene.people["Ada"].command("/okra digest", scene.channel)
    assert answer is not None
    scene.settle()
    assert "0 of 2 answered so far" in " ".join(scene.people["Ada"].dm()[-1].text.split())
    refused = scene.people["Ben"].command("/okra digest", scene.channel)
    assert refused is not None
    assert "lead" in refused.text


def test_a_digest_channel_sees_themes_and_no_names(scene: Scene) -> None:
    scene.set_up("Ada", "Benedikta")
    leads = scene.slack.add_channel("leads", scene.people.values(), apps=[scene.app])
    ada = scene.people["Ada"]
    ada.command("/okra setup", scene.channel)
    ada.choose("Digest channel", leads)
    ada.submit()
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Benedikta"], 4)
    scene.travel_to(MONDAY_10AM)
    assert len(leads.messages) == 1
    assert "Explore" in leads.messages[0].text
    assert "Benedikta" not in leads.messages[0].text


@pytest.mark.parametrize("scope", ["files:write"])
def test_without_the_scope_for_files_the_digest_comes_without_its_picture(sqlite_url: str, scope: str) -> None:
    with open_scene(sqlite_url, frozenset({scope})) as scene:
        scene.set_up("Ada", "Ben")
        scene.travel_to(FRIDAY_2PM)
        scene.travel_to(MONDAY_10AM)
        assert any("0 of 2 answered" in seen.text for seen in scene.people["Ada"].dm())
        scene.slack.world.violations.clear()

"""The command: product words "The command"."""

import pytest

from tests.e2e.scene import FRIDAY_2PM, Scene


def said(seen: object) -> str:
    """A private answer as text; fails where there was none."""
    assert seen is not None
    return str(seen.text)  # type: ignore[attr-defined]


def test_okra_alone_offers_to_set_a_team_up_where_there_is_none(scene: Scene) -> None:
    answer = scene.person("Ada").command("/okra", scene.channel)
    assert "Set up a team here" in said(answer)


def test_okra_alone_shows_what_a_lead_can_do_here_and_now_as_buttons(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    answer = scene.people["Ada"].command("/okra", scene.channel)
    assert answer is not None
    assert answer.buttons == [
        "Check in",
        "Our OKRs",
        "Run a session",
        "Hold a retro",
        "Cycle report",
        "I'm away",
        "When I'm asked",
        "Digest, as of now",
        "Settings",
    ]


def test_okra_alone_shows_a_member_no_buttons_that_they_may_not_press(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    answer = scene.people["Ben"].command("/okra", scene.channel)
    assert answer is not None
    assert answer.buttons == [
        "Check in",
        "Our OKRs",
        "Run a session",
        "Hold a retro",
        "Cycle report",
        "I'm away",
        "When I'm asked",
    ]


def test_in_a_direct_message_okra_knows_the_person_s_only_team(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    assert "Explore" in said(scene.people["Ben"].command("/okra"))


def test_a_button_of_the_answer_opens_what_it_says(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    ben = scene.people["Ben"]
    ben.press("Check in", on=ben.command("/okra", scene.channel))
    assert ben.modal
    assert ben.modal.title == "Check in"


def test_help_lists_every_subcommand(scene: Scene) -> None:
    text = said(scene.person("Ada").command("/okra help", scene.channel))
    for name in ("setup", "checkin", "okrs", "digest", "away", "back"):
        assert f"/okra {name}" in text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("chekin", "checkin"), ("okr", "okrs"), ("setpu", "setup"), ("digset", "digest"), ("hepl", "help")],
)
def test_a_mistyped_word_gets_the_nearest_match(scene: Scene, typed: str, meant: str) -> None:
    assert f"Did you mean /okra {meant}?" in said(scene.person("Ada").command(f"/okra {typed}", scene.channel)).replace(
        "`", ""
    )


def test_words_that_mean_nothing_get_a_sentence_too(scene: Scene) -> None:
    answer = said(scene.person("Ada").command("/okra <!channel> 🎉 zzzzqqq", scene.channel))
    assert "I don't know" in answer
    assert scene.slack.world.pings == []


def test_subcommands_are_read_in_any_case_and_with_any_spaces(scene: Scene) -> None:
    assert "What I can do" in said(scene.person("Ada").command("/okra   HELP  ", scene.channel))


@pytest.mark.parametrize(
    "typed", ["until fri", "until next monday", "until 2026-12-01", "fri", "until tomorrow", "until 1 dec"]
)
def test_days_are_read_as_people_write_them(scene: Scene, typed: str) -> None:
    scene.set_up("Ada", "Ben")
    assert "You are away until" in said(scene.people["Ben"].command(f"/okra away {typed}", scene.channel))


@pytest.mark.parametrize("typed", ["until blue", "until 01/02/2027", "until 2020-01-01", "until 🎉"])
def test_a_day_that_cannot_be_read_gets_a_sentence_that_says_what_to_write(scene: Scene, typed: str) -> None:
    scene.set_up("Ada", "Ben")
    answer = said(scene.people["Ben"].command(f"/okra away {typed}", scene.channel))
    assert "away until" not in answer
    assert any(word in answer for word in ("Write", "Which", "past"))


def test_where_there_is_no_team_each_subcommand_says_what_to_do(scene: Scene) -> None:
    ada = scene.person("Ada")
    for name in ("checkin", "okrs", "digest"):
        assert "/okra setup" in said(ada.command(f"/okra {name}", scene.channel))


def test_setup_in_a_direct_message_is_sent_to_a_channel(scene: Scene) -> None:
    assert "channel" in said(scene.person("Ada").command("/okra setup"))


def test_checkin_opens_the_window_of_this_week(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    ben = scene.people["Ben"]
    ben.command("/okra checkin", scene.channel)
    assert ben.modal
    assert "Make the first week seamless" in ben.modal.text

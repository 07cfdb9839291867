"""What bad input and intruders get: a clear answer, nothing lost, nobody pinged. Product sections 1 and 6."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from sandbox.people import Person, Seen
from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene

KEY_RESULT = "Increase onboarding completion"
PLAN = "Your plan for the week ahead"
LINES = (
    "🎉👩‍👩‍👧‍👦🏳️‍🌈 :tada: 🇺🇦",
    "مرحبا بالعالم \u202eשלום\u202c 123",
    "<!channel> <!here> <!everyone> @channel @here",
    "&lt;!channel&gt; &amp;amp; <b>&nbsp;</b>",
    "<https://example.com|click me> https://example.com/?a=1&b=<2>",
    "*bold* _italic_ ~gone~ `code` ```block``` > quote",
    "``` ` ```` unbalanced *",
    "<!date^1392734382^{date}|yesterday> <!subteam^S123>",
    "'; DROP TABLE answer; -- \" \\ %s {0} {x}",
    "a\tb\x07c\x1b[31mred",
    "a" + "\u200b" * 20 + "b",
)
LONG = "Wort " * 599 + "Ende!"
UNTYPABLE = {"null bytes": "before\x00after", "half an emoji": "before\ud83dafter"}


def opened(scene: Scene, name: str = "Ben") -> Person:
    """Somebody with the check-in open on Friday."""
    if name not in scene.people:
        scene.set_up("Ada", "Ben")
        scene.travel_to(FRIDAY_2PM)
    person = scene.people[name]
    person.press("Check in", on=scene.prompt_of(person))
    return person


def literal(blocks: Any) -> Iterator[str]:
    """Every word that Slack shows as it is: in plain text and rich text, never in mrkdwn."""
    if isinstance(blocks, list):
        for block in blocks:
            yield from literal(block)
    elif isinstance(blocks, dict):
        if blocks.get("type") in ("text", "plain_text"):
            yield str(blocks["text"])
        for value in blocks.values():
            yield from literal(value)


def shows(seen: Seen, typed: str) -> bool:
    """Whether a message shows the words as they were typed, white space aside; long ones at least their beginning."""
    said = " ".join(" ".join(literal(seen.message.blocks)).split())
    return " ".join(typed.split())[:100] in said


def missing(lines: Sequence[str], *where: Seen) -> list[str]:
    """The lines that none of the messages shows."""
    return [line for line in lines if not any(shows(seen, line) for seen in where)]


def private(person: Person) -> list[Seen]:
    """All that okra told somebody, threads included."""
    return [seen for message in person.dm() for seen in (message, *person.dm_thread(message))]


def told(seen: Seen | None) -> str:
    """A private answer."""
    assert seen is not None
    return " ".join(seen.text.split())


def notices(person: Person, word: str) -> list[Seen]:
    """Messages about something that could not be said."""
    return [seen for seen in person.dm() if word in " ".join(seen.text.split())]


@pytest.mark.parametrize("lines", [LINES, (LONG,)], ids=["strange", "long"])
def test_whatever_is_typed_is_stored_and_shown_as_typed_and_pings_nobody(
    everywhere: Scene, lines: Sequence[str]
) -> None:
    scene = everywhere
    ben = opened(scene)
    typed = "\n".join(lines)
    ben.choose("How confident", "7 ·")
    ben.fill(f"{KEY_RESULT}: note", typed)
    ben.fill("Anything new?", typed)
    ben.fill(PLAN, typed)
    ben.submit()
    assert ben.modal is None, ben.modal and ben.modal.text
    scene.settle()
    assert missing(lines, ben.dm()[-1]) == []
    ben.press("Edit", on=ben.dm()[-1])
    assert ben.modal
    assert [ben.modal.value(label) for label in (f"{KEY_RESULT}: note", "Anything new?", PLAN)] == [typed] * 3
    ben.close()
    scene.travel_to(MONDAY_10AM)
    assert missing(lines, scene.channel.messages[-1]) == []
    assert missing(lines, *private(scene.people["Ada"])) == []
    assert scene.slack.world.pings == []


@pytest.mark.parametrize("typed", UNTYPABLE.values(), ids=UNTYPABLE)
def test_what_is_no_character_is_left_out_and_the_rest_is_kept(everywhere: Scene, typed: str) -> None:
    ben = opened(everywhere)
    ben.choose("How confident", "7 ·")
    ben.fill("Anything new?", typed)
    ben.fill(PLAN, typed)
    ben.close()
    ben = opened(everywhere)
    assert ben.modal
    assert ben.modal.value(PLAN) == "beforeafter"
    ben.submit()
    everywhere.settle()
    assert shows(ben.dm()[-1], "beforeafter")


def test_a_mention_in_somebody_s_words_pings_nobody(scene: Scene) -> None:
    ben = opened(scene)
    words = f"<@{scene.people['Ada'].id}> and <#{scene.channel.id}> look"
    ben.choose("How confident", "7 ·")
    ben.fill("Anything new?", words)
    ben.fill(PLAN, words)
    ben.submit()
    scene.travel_to(MONDAY_10AM)
    assert shows(scene.channel.messages[-1], words)
    assert scene.slack.world.pings == []


def test_okrs_and_a_team_with_strange_names_stay_words(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    ada = scene.people["Ada"]
    ada.command("/okra okrs paste", scene.channel)
    ada.fill("Your OKRs", "Objective: <!channel> *win* 🎉\nKR1: Raise `<!here>` from 1 to 5\n")
    ada.submit()
    ada.submit()
    ada.close(all_of_it=True)
    ada.command("/okra setup", scene.channel)
    ada.fill("Team name", "<!everyone> & *friends*")
    ada.submit()
    assert ada.modal is None, ada.modal and ada.modal.text
    scene.travel_to(FRIDAY_2PM)
    scene.travel_to(MONDAY_10AM)
    assert shows(scene.channel.messages[-1], "<!channel> *win* 🎉")
    assert any(shows(seen, "<!everyone> & *friends*") for seen in private(ada))
    assert scene.slack.world.pings == []


def test_a_person_with_a_strange_name_is_a_person(scene: Scene) -> None:
    scene.set_up("Ada", "<!channel>")
    odd = scene.people["<!channel>"]
    odd.command("/okra away until mon", scene.channel)
    scene.travel_to(FRIDAY_2PM)
    assert shows(scene.channel.messages[-1], "<!channel>")
    scene.travel_to(MONDAY_10AM)
    assert any(shows(seen, "<!channel>") for seen in private(scene.people["Ada"]))
    assert scene.slack.world.pings == []


def test_somebody_without_a_time_zone_is_asked_with_the_team(scene: Scene) -> None:
    scene.person("Nell", None)
    scene.set_up("Ada", "Nell")
    nell = scene.people["Nell"]
    nell.command("/okra timing", scene.channel)
    assert nell.modal
    nell.choose("When shall I ask you?", "where I am")
    nell.submit()
    scene.travel_to(FRIDAY_2PM - timedelta(minutes=1))
    assert not [seen for seen in nell.dm() if "Check in" in seen.buttons]
    scene.travel_to(FRIDAY_2PM)
    assert scene.prompt_of(nell)


def test_with_a_deactivated_lead_the_digest_goes_to_the_facilitators(scene: Scene) -> None:
    scene.set_up("Ada", "Ben", "Cleo")
    ada, cleo = scene.people["Ada"], scene.people["Cleo"]
    ada.command("/okra setup", scene.channel)
    ada.choose_people("Facilitators", cleo)
    ada.submit()
    ada.is_deactivated()
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ben"], 7)
    scene.travel_to(MONDAY_10AM)
    assert [seen for seen in cleo.dm() if seen.pictures]
    assert not [seen for seen in ada.dm() if seen.pictures]


def test_with_nobody_left_to_lead_an_admin_is_told_once(scene: Scene) -> None:
    root = scene.person("Root", admin=True)
    scene.set_up("Ada", "Ben", "Root")
    scene.people["Ada"].is_deactivated()
    for week in range(2):
        scene.travel_to(FRIDAY_2PM + timedelta(weeks=week))
        scene.travel_to(MONDAY_10AM + timedelta(weeks=week))
    assert len(notices(root, "Nobody leads Explore any more")) == 1


@pytest.mark.parametrize("trouble", ["archived", "not in the channel"])
def test_a_channel_that_okra_may_not_speak_in_is_told_once_and_made_up_for_when_mended(
    scene: Scene, trouble: str
) -> None:
    scene.set_up("Ada", "Ben")
    before = len(scene.channel.messages)
    if trouble == "archived":
        scene.channel.archive()
    else:
        scene.channel.remove(scene.app)
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ben"], 7)
    scene.travel_to(MONDAY_10AM)
    assert len(scene.channel.messages) == before
    assert len(notices(scene.people["Ada"], trouble)) == 1
    assert notices(scene.people["Ben"], trouble) == []
    assert [seen for seen in scene.people["Ada"].dm() if seen.pictures], "the digest came all the same"
    if trouble == "archived":
        scene.channel.unarchive()
    else:
        scene.channel.invite(scene.app)
    scene.settle()
    assert len(scene.channel.messages) == before + 1
    assert "1 of 2" in scene.channel.messages[-1].text


def test_a_channel_that_is_lost_again_after_it_was_mended_is_told_again(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    ada = scene.people["Ada"]
    for week, told_so_far in ((0, 1), (1, 2)):
        scene.channel.remove(scene.app)
        scene.travel_to(FRIDAY_2PM + timedelta(weeks=week))
        scene.travel_to(MONDAY_10AM + timedelta(weeks=week))
        assert len(notices(ada, "not in the channel")) == told_so_far
        scene.channel.invite(scene.app)
        scene.settle()


def test_a_key_result_that_is_removed_while_a_window_is_open_takes_no_words_with_it(everywhere: Scene) -> None:
    scene = everywhere
    ben = opened(scene)
    ada = scene.people["Ada"]
    ben.choose("How confident", "7 ·")
    ben.fill(KEY_RESULT, "71")
    ben.fill(f"{KEY_RESULT}: note", "The new page works")
    ben.fill(PLAN, "Ship it")
    ada.command("/okra okrs", scene.channel)
    ada.menu("Remove", beside=KEY_RESULT)
    ada.submit()
    ada.close(all_of_it=True)
    ben.submit()
    assert ben.modal is None, ben.modal and ben.modal.text
    scene.settle()
    copy = ben.dm()[-1]
    assert shows(copy, "The new page works")
    assert shows(copy, "Ship it")
    assert "removed from the OKRs" in told(copy)


def test_after_the_cycle_s_end_nobody_is_asked_and_the_lead_is_told_what_to_do(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM + timedelta(weeks=4))
    ben = scene.people["Ben"]
    assert not [seen for seen in ben.dm() if "Snooze to tomorrow 9:00" in seen.buttons]
    assert len(notices(scene.people["Ada"], "no cycle")) == 1
    assert "no cycle" in told(ben.command("/okra checkin", scene.channel))


def test_an_answer_after_the_cycle_s_end_is_refused_and_stays_in_its_window(scene: Scene) -> None:
    ben = opened(scene)
    ben.choose("How confident", "7 ·")
    ben.fill(PLAN, "Too late, alas")
    scene.clock.travel_to(FRIDAY_2PM + timedelta(weeks=5))
    ben.submit()
    assert ben.modal
    assert ben.modal.value(PLAN) == "Too late, alas"
    assert "cycle" in " ".join(ben.modal.errors.values())


def test_another_workspace_s_person_reads_nothing_of_this_one(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    other = scene.slack.add_workspace("Elsewhere")
    eve = scene.slack.add_person("Eve", workspace=other)
    answered = len(scene.slack.world.messages[scene.channel.id])
    for words in ("", "okrs", "checkin", "digest", "setup"):
        said = scene.slack.interactions.command(scene.app, eve.user, scene.channel.id, "/okra", words)
        assert said is None or "onboarding" not in said.text
    prompt = scene.prompt_of(scene.people["Ben"]).message
    for block in prompt.blocks:
        for element in block.get("elements", ()):
            if element.get("type") == "button":
                value = {"value": element.get("value", ""), "text": element["text"]}
                scene.slack.interactions.action(scene.app, eve.user, prompt, block["block_id"], element, value)
    assert eve.modal is None
    scene.settle()
    assert "Ben" not in "".join(seen.text for seen in scene.channel.messages[answered:])
    assert "0 of 2" in scene.channel.messages[-1].text
    scene.slack.world.violations.clear()  # nobody answers them, which Slack tells them as a failure

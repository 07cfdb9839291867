"""Sessions whose bot is killed in every step: they go on where they were, and nothing is said or asked twice."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.e2e.interrupted import Interrupted, writes_everywhere
from tests.e2e.lives import Lives, many_lives
from tests.e2e.scene import WEDNESDAY
from tests.e2e.workshop import Fill, fills, read, under

HURTS, GOOD_AT = "What hurts our customers?", "What are we good at?"
PAIN, BELIEF = "What hurts them today?", "What must be true?"
OBJECTIVE = "Matches take place"
TEAM = ("Ada", "Ben", "Cleo", "Dan")


@pytest.mark.timeout(240)
def test_a_silent_round_its_votes_and_its_vision_outlive_the_bot(tmp_path: Path, database_url: str) -> None:
    with many_lives(tmp_path, database_url) as lives:
        shop = gathered(lives)
        shop.dies_at_its_beginning("0", "session-0")
        shop.does("Ben", "Write", fills(**{HURTS: "Set-up takes an hour"}))
        shop.dies_idle()
        shop.people["Cleo"].press("Write", on=shop.card)
        shop.sends_after_a_death("Cleo", fills(**{HURTS: "Nobody reads the mails", GOOD_AT: "We answer at once"}))
        assert "2 of 3 done" in shop.says
        changes_the_answer(shop, "Ben", fills(**{GOOD_AT: "We know the courts"}))
        shop.dies_on_next()
        (revealed,) = shop.thread
        for note in ("Set-up takes an hour", "Nobody reads the mails", "We answer at once", "We know the courts"):
            assert read(revealed).count(note) == 1
        shop.dies_idle()
        shop.dies_on_next()
        shop.does("Ben", "Vote", fills(**{"Set-up takes an hour": "→●●"}))
        shop.dies_idle()
        shop.dies_on("Show the counts")
        assert "●● 2: Set-up takes an hour" in shop.says
        shop.dies_on_next()
        shop.does("Cleo", "Add a vision", fills(Vision="Whoever wants to play plays"))
        shop.dies_idle()
        shop.dies_on_next()
        shop.does("Ben", "I agree")
        shop.dies_idle()
        shop.dies_on_its_end()
        assert "Whoever wants to play plays" in shop.exports()["session-0/vision.md"]


@pytest.mark.timeout(240)
def test_pairs_their_places_and_what_they_write_outlive_the_bot(tmp_path: Path, sqlite_url: str) -> None:
    with many_lives(tmp_path, sqlite_url) as lives:
        shop = gathered(lives)
        shop.dies_at_its_beginning("1", "session-1")
        comes_in(shop)
        collects_ideas(shop)
        pairs_write(shop)
        drafts(shop)
        shop.dies_on_its_end()
        files = shop.exports()
        assert OBJECTIVE in files["session-1/draft-objectives.md"]
        assert "They wait for players" in files["session-1/pains-gains.md"]
        assert "Confirmations are not stored" in files["session-1/blockers.md"]


def gathered(lives: Lives) -> Interrupted:
    """A team, before its session."""
    lives.set_up(*TEAM)
    return Interrupted(lives)


def changes_the_answer(shop: Interrupted, name: str, fill: Fill) -> None:
    """By the key that only the writer has, and that the bot does not keep."""
    person = shop.people[name]
    (key,) = person.whispers(shop.lives.channel)
    person.press("Change my answer", on=key)
    fill(person)
    shop.sends(person)


def comes_in(shop: Interrupted) -> None:
    """Three more are in, whenever they say so; the company's OKRs are brought to the bot's next life."""
    shop.does("Ben", "I'm here")
    shop.dies_idle()
    shop.does("Cleo", "I'm here")
    shop.lives.dies_while_it_tells_of(lambda: shop.people["Dan"].press("I'm here", on=shop.card))
    shop.stands()
    assert "4 here" in shop.says
    shop.people["Ada"].press("Bring: The company's OKRs", on=shop.cockpit)
    shop.sends_after_a_death("Ada", fills(**{"The company's OKRs": "Players trust that a match takes place"}))
    assert "Players trust that a match takes place" in shop.says


def collects_ideas(shop: Interrupted) -> None:
    """Written in silence, read, grouped; and what could stop them."""
    shop.dies_on_next()
    shop.does("Ben", "Write", fills(An_idea="Remind players before their match\nShow who has confirmed"))
    shop.does("Cleo", "Write", fills(An_idea="Send a reminder to players before the match"))
    shop.dies_idle()
    assert "2 of 4 done" in shop.says
    shop.dies_on_next()
    (revealed,) = shop.thread
    assert "3 notes, shuffled" in read(revealed)
    shop.dies_idle()
    shop.dies_on_next()
    shop.people["Ada"].press("Suggestions (1)", on=shop.cockpit)
    shop.sends_after_a_death("Ada", fills(Its_name="Players are reminded in time"))
    shop.dies_idle()
    assert "Players are reminded in time (2)" in shop.says
    shop.dies_on_next()
    shop.people["Ben"].press("Name a blocker", on=shop.card)
    blocker = {"Which idea?": "→Show who has confirmed", "What could stop it?": "Confirmations are not stored"}
    shop.sends_after_a_death("Ben", fills(**blocker))
    shop.does("Dan", "Nothing in my way")
    shop.dies_idle()
    assert "2 of 4 have spoken" in shop.says


def pairs_write(shop: Interrupted) -> None:
    """Each pair has one place, however often the bot dies; what is typed there and not sent stays too."""
    shop.dies_on_next()
    shop.dies_on("Make the pairs")
    everybody = [shop.people[name] for name in TEAM]
    assert [len(messages) for messages in shop.places(*everybody).values()] == [1, 1]
    cleo = shop.people["Cleo"]
    (place,) = cleo.group_messages()
    cleo.press("Write", on=place)
    cleo.fill(PAIN, "They wait for players")
    cleo.fill(BELIEF, "If we remind them, they come")
    shop.lives.dies_while_it_tells_of(cleo.submit)
    assert cleo.modal is None
    shop.stands()
    assert "They wait for players" in place.text
    cleo.press("Write", on=place)
    cleo.fill(PAIN, "They wait for players\nThey pay for the court alone")
    cleo.close()
    shop.dies_idle()
    cleo.press("Write", on=place)
    assert cleo.modal is not None
    assert cleo.modal.value(PAIN) == "They wait for players\nThey pay for the court alone"
    shop.sends(cleo)
    shop.lives.dies_while_it_tells_of(lambda: cleo.press("We're done", on=place))
    shop.stands()
    assert "1 of 2 pairs are done" in shop.says
    shop.dies_on_next()
    assert [len(messages) for messages in shop.places(*everybody).values()] == [1, 1]
    assert "What you wrote is part of the session now" in place.text
    (told,) = [seen for seen in shop.thread if "3 entries" in read(seen)]
    assert "They pay for the court alone" in read(told)


def drafts(shop: Interrupted) -> None:
    """Objectives are drafted, and agreed on."""
    shop.does("Ben", "Add an objective", fills(Objective=OBJECTIVE))
    shop.people["Cleo"].press("Add a key result", on=shop.card)
    shop.sends_after_a_death("Cleo", under("Key result", "Matches with six players", OBJECTIVE))
    shop.dies_idle()
    shop.dies_on_next()
    shop.does("Ben", "I agree")
    shop.lives.dies_while_it_tells_of(lambda: shop.people["Cleo"].press("I agree", on=shop.card))
    shop.stands()
    assert "2 of 4" in shop.says
    shop.dies_idle()


@pytest.mark.timeout(240)
def test_the_minutes_go_by_although_the_bot_dies(tmp_path: Path, sqlite_url: str) -> None:
    with many_lives(tmp_path, sqlite_url) as lives:
        shop = gathered(lives)
        shop.dies_at_its_beginning("0", "session-0")
        ends_at = shop.ends_at
        for minutes in (*range(7, 0, -1), 0):
            lives.dies()
            lives.travel_to(ends_at - timedelta(minutes=minutes))
            lives.begins()
            shop.stands()
            assert (f"{minutes} min left" if minutes else "time is up") in read(shop.cockpit)
            assert shop.ends_at == ends_at


@pytest.mark.timeout(240)
@pytest.mark.parametrize("number", ["0", "1"])
def test_where_people_are_hours_apart_each_step_comes_once_whether_the_bot_lives_at_its_time_or_not(
    tmp_path: Path, sqlite_url: str, number: str
) -> None:
    with many_lives(tmp_path, sqlite_url) as lives:
        shop = gathered(lives)
        shop.dies_at_its_beginning(f"{number} async", f"session-{number}")
        shop.does("Ben", "Write" if "Write" in shop.card.buttons else "I'm here", writes_everywhere)
        for step in shop.script.steps[1:]:
            if "Write" in shop.card.buttons:
                shop.does("Ben", "Write", writes_everywhere)
            is_dead = shop.step % 2 == 0
            due = shop.ends_at
            if is_dead:
                lives.travel_to(due - timedelta(minutes=5))
                lives.settle()
                lives.dies()
                lives.travel_to(due + timedelta(minutes=20))
                lives.begins()
            else:
                lives.dies_while_it_tells_of(lambda at=due: lives.travel_to(at))  # type: ignore[misc]
            shop.comes_to_the_next_step(lives.clock.now() if is_dead else due)
            where = f"Step {shop.step + 1} of {len(shop.script.steps)} is open: {step.title}"
            assert len([seen for seen in lives.channel.messages if read(seen).startswith(where)]) == 1
            if step.kind == "pair":
                assert [len(messages) for messages in shop.places(*shop.people.values()).values()] == [1]
        lives.dies_while_it_tells_of(lambda: lives.travel_to(shop.ends_at))
        shop.stands()
        calls = [seen for seen in shop.people["Ada"].dm() if "is over in time" in read(seen)]
        assert len(calls) == 1


def test_a_pause_outlives_the_bot_and_ends_when_it_should(tmp_path: Path, sqlite_url: str) -> None:
    with many_lives(tmp_path, sqlite_url) as lives:
        shop = gathered(lives)
        shop.dies_at_its_beginning("0", "session-0")
        lives.travel_to(shop.ends_at - timedelta(minutes=5, seconds=-20))
        shop.dies_on("Pause")
        lives.passes(timedelta(minutes=30))
        shop.dies_on("Go on")
        assert "5 min left" in read(shop.cockpit)
        shop.dies_on("Pause until tomorrow")
        lives.dies()
        morning = (WEDNESDAY + timedelta(days=1)).replace(hour=9, minute=0)
        lives.travel_to(morning + timedelta(minutes=2))
        lives.begins()
        shop.stands()
        assert "5 min left" in read(shop.cockpit)


def test_replies_under_a_retros_notes_count_once_whether_the_bot_lives_when_they_come_or_not(
    tmp_path: Path, sqlite_url: str
) -> None:
    with many_lives(tmp_path, sqlite_url) as lives:
        shop = gathered(lives)
        shop.dies_at_its_beginning("retro", "retro")
        shop.dies_on_next()
        shop.does("Ben", "Write", writes_everywhere)
        shop.dies_on_next()
        pulled, pushed = [seen for seen in lives.channel.messages if "each reply counts as a note" in read(seen)]
        for name in ("Cleo", "Dan"):
            shop.people[name].says(f"A reply of {name}", lives.channel, under=pulled)
        lives.dies()
        shop.people["Dan"].says("Another reply of Dan", lives.channel, under=pushed)
        lives.begins()
        lives.slack.wait_until(lambda: lives.slack.delivery.all_told, 30)
        shop.dies_on_next()
        assert "5 notes stand alone" in shop.says


def test_files_that_were_asked_for_come_once_although_the_bot_dies_as_it_brings_them(
    tmp_path: Path, sqlite_url: str
) -> None:
    with many_lives(tmp_path, sqlite_url) as lives:
        shop = gathered(lives)
        shop.dies_at_its_beginning("0", "session-0")
        shop.does("Ben", "Write", writes_everywhere)
        shop.dies_on("Export", "files.completeUploadExternal")
        assert len([name for seen in shop.thread for name in seen.files]) == 1
        lives.passes(timedelta(minutes=1))
        shop.dies_on("Export", "files.completeUploadExternal")
        assert len([name for seen in shop.thread for name in seen.files]) == 2, "they were asked for again"

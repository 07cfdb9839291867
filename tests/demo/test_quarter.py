"""The team in its sixth week: its history came through Slack's door alone, and it waits for a reader."""

from collections.abc import Iterator

import pytest

from demo.calendar import Beat, moment
from demo.cast import COMPLETION, ENGAGEMENT, TICKETS
from demo.lives import LIVES
from demo.lives.life import Answers, Away, Skips
from demo.talk import GENERAL, TALK
from okra.numbers import read_number, say_number
from sandbox.people import Seen
from tests.demo.staged import Staged, staged

LIVED = range(1, 6)


@pytest.fixture(scope="module")
def sixth() -> Iterator[Staged]:
    """A quarter that has been lived up to the sixth Friday. Nobody travels from here."""
    with staged(6) as scene:
        yield scene


def results(scene: Staged) -> list[Seen]:
    """The five results in the channel, oldest first."""
    found = [scene.quarter.scenery.card(week) for week in LIVED]
    return [card for card in found if card is not None]


def test_people_have_as_many_copies_as_they_gave_answers(sixth: Staged) -> None:
    for life in LIVES:
        person = sixth.quarter.person(life.name)
        told = [week for week in LIVED if isinstance(life.weeks[week - 1], Answers)]
        assert [week for week in LIVED if sixth.quarter.scenery.copy(person, week)] == told
        assert len([seen for seen in person.dm() if "Only you see this copy" in seen.text]) == len(told)


def test_the_numbers_that_were_told_stand_in_the_channel(sixth: Staged) -> None:
    shown = results(sixth)
    assert len(shown) == 5
    for week, card in zip(LIVED, shown, strict=True):
        said = [what.said for life in LIVES if isinstance(what := life.weeks[week - 1], Answers)]
        for part in (COMPLETION, ENGAGEMENT, TICKETS):
            typed = next(one.numbers[part] for one in said if part in one.numbers)
            line = next(line for line in " ".join(card.text.split()).split("• ") if part in line)
            assert f"now {say_number(read_number(typed))} %" in line


def test_who_was_away_is_named_and_who_sat_out_is_counted(sixth: Staged) -> None:
    for week, card in zip(LIVED, results(sixth), strict=True):
        away = [life.name for life in LIVES if isinstance(life.weeks[week - 1], Away)]
        assert all(f"away: {name}" in card.text for name in away)
        skipped = [life for life in LIVES if isinstance(life.weeks[week - 1], Skips)]
        assert (f"{len(skipped)} sat out" in card.text) == bool(skipped)


def test_issues_were_raised_solved_and_help_was_asked_for(sixth: Staged) -> None:
    words = " ".join(" ".join(card.text.split()) for card in results(sixth))
    assert "✓ solved: The analytics export has been broken since Tuesday" in words
    assert "needs help from The brand team" in words


def test_the_lead_has_a_digest_with_a_picture_of_every_week(sixth: Staged) -> None:
    dana = sixth.quarter.person("Dana")
    digests = [sixth.quarter.scenery.digest(dana, week) for week in LIVED]
    assert all(digest is not None and digest.pictures for digest in digests)


def test_it_is_friday_two_o_clock_and_everybody_has_just_been_asked(sixth: Staged) -> None:
    late = (sixth.quarter.now() - moment(6, Beat.PROMPT)).total_seconds()
    assert 0 <= late < 300
    for person in sixth.quarter.scenery.people:
        assert len(sixth.quarter.scenery.prompts(person, 6)) == 1
        assert sixth.quarter.scenery.asked(person, 6) is not None
    assert sixth.quarter.scenery.answered(6) == (0, 8)


def test_only_what_came_now_is_unread(sixth: Staged) -> None:
    stage = sixth.quarter.stage
    for person in sixth.quarter.scenery.people:
        assert len(stage.slack.world.unread(person.id, stage.direct(person))) == 1
        assert len(stage.slack.world.unread(person.id, stage.channel.id)) <= 1


def test_people_talk_too(sixth: Staged) -> None:
    stage = sixth.quarter.stage
    lines = [line for line in TALK if line.week <= 6 and not line.answers]
    for place, channel in (("explore", stage.channel), (GENERAL, stage.general)):
        said = {seen.message.text for seen in channel.messages}
        assert all(line.text in said for line in lines if line.where == place)


def test_progress_grew_and_had_words(sixth: Staged) -> None:
    heard = [one for one in sixth.heard if one is not None]
    shares = [one.share for one in heard]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] <= 1
    assert any(one.doing == "Week 3 of 13: Emre asks whether the tutorial counts the right thing" for one in heard)
    assert sixth.heard[-1] is None


def test_dana_comes_first_and_reads_who_she_is(sixth: Staged) -> None:
    dana = sixth.quarter.person("Dana")
    assert sixth.guide.first().be == dana.id
    assert sixth.guide.first().go == sixth.quarter.stage.direct(dana)
    card = sixth.card("Dana")
    assert card.title.startswith("You are Dana")
    assert card.text.startswith("It is Friday 14:0")
    assert not any(step.done for step in card.steps)


def test_everybody_has_something_to_try(sixth: Staged) -> None:
    for life in LIVES:
        card = sixth.card(life.name)
        assert life.name in card.title
        assert card.steps
        assert not any(step.done for step in card.steps)

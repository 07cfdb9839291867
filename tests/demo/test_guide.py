"""The guide's steps tick themselves off, and travelling lives the weeks on the way. Begins in week 2, to be quick."""

from collections.abc import Iterator

import pytest

from demo.acting import answer, fill_in, open_modal, send
from demo.calendar import BEGINNING, Beat, moment
from demo.cast import Said
from demo.guide import Guide
from demo.lives import LIVES
from demo.lives.life import Answers
from demo.quarter import Quarter
from demo.stage import Stage
from tests.demo.staged import Staged, staged


@pytest.fixture
def second() -> Iterator[Staged]:
    """A quarter that stands in its second week."""
    with staged(2) as scene:
        yield scene


def test_dana_s_steps_tick_as_she_does_them(second: Staged) -> None:
    quarter, explore = second.quarter, second.quarter.stage.channel
    dana, emre = quarter.person("Dana"), quarter.person("Emre")
    assert not any(second.ticks("Dana"))

    answer(quarter.stage, dana, Said(7, plan="Buy cake"))
    assert second.ticks("Dana") == [True, False, False, False, False, False]

    quarter.stage.wait_for(lambda: quarter.scenery.answered(2) == (1, 8))
    dana.reads(explore)
    assert second.ticks("Dana") == [True, True, False, False, False, False]

    second.guide.travel("digest")
    assert second.ticks("Dana") == [True, True, True, False, False, False]
    assert quarter.scenery.digest(dana, 2) is not None

    quarter.stage.slack.world.read_up_to_now(dana.id, quarter.stage.direct(dana))
    assert second.ticks("Dana") == [True, True, True, True, False, False]

    copy = quarter.scenery.copy(emre, 2)
    assert copy is not None
    emre.press("Edit", on=copy)
    fill_in(emre, Said(9))
    send(emre)
    quarter.stage.wait_for(lambda: "Edited." in copy.text)
    assert second.ticks("Dana") == [True, True, True, True, True, False]
    digest = quarter.scenery.digest(dana, 2)
    quarter.stage.wait_for(lambda: digest is not None and "Updated" in digest.text)


def test_nobody_is_answered_for_twice_and_nobody_s_window_is_touched(second: Staged) -> None:
    quarter = second.quarter
    ben, emre, goran = (quarter.person(name) for name in ("Ben", "Emre", "Goran"))
    answer(quarter.stage, ben, Said(2, plan="Mine alone"))
    asked = quarter.scenery.asked(emre, 2)
    emre.press("Check in", on=asked)
    emre.fill("Your plan for the week ahead", "Half a thought")
    goran.press("Not this week", on=quarter.scenery.asked(goran, 2))
    quarter.stage.wait_for(lambda: quarter.scenery.says_in_private(goran, 2, "sitting this one out"))

    second.guide.travel("next-friday")

    mine = quarter.scenery.copy(ben, 2)
    assert mine is not None
    assert (mine.versions, "Mine alone" in mine.text) == (1, True)
    assert open_modal(emre).value("Your plan for the week ahead") == "Half a thought"
    assert quarter.scenery.copy(emre, 2) is None
    assert quarter.scenery.copy(goran, 2) is None


def test_the_next_friday_brings_each_member_one_prompt_and_the_others_have_answered_meanwhile(second: Staged) -> None:
    quarter = second.quarter
    second.card("Dana")
    second.guide.travel("next-friday")
    assert second.guide.progress is None
    late = (quarter.now() - moment(3, Beat.PROMPT)).total_seconds()
    assert 0 <= late < 300
    for life in LIVES:
        person = quarter.person(life.name)
        is_there = life.name != "Chiara"  # she said on Thursday that she is away
        assert len(quarter.scenery.prompts(person, 3)) == is_there
        answers = isinstance(life.weeks[1], Answers) and life.name != "Dana"  # nobody answers for the reader
        assert (quarter.scenery.copy(person, 2) is not None) == answers
    assert quarter.scenery.answered(3) == (0, 7)


def test_hana_who_says_nothing_is_asked_once_more_and_fatima_who_snoozes_next_morning(second: Staged) -> None:
    quarter = second.quarter
    hana, fatima = quarter.person("Hana"), quarter.person("Fatima")
    fatima.press("Snooze to tomorrow 9:00", on=quarter.scenery.asked(fatima, 2))
    quarter.stage.wait_for(lambda: second.ticks("Fatima")[0])
    assert not second.ticks("Hana")[0]
    second.guide.travel("reminder")
    assert second.ticks("Hana")[0]
    assert quarter.scenery.nudge(hana, 2) is not None
    assert quarter.scenery.nudge(fatima, 2) is None
    second.guide.travel("digest")
    nudge = quarter.scenery.nudge(fatima, 2)
    assert nudge is not None
    assert float(nudge.ts) < moment(2, Beat.MONDAY).timestamp()


def test_before_the_team_has_begun_one_reads_of_it_and_travels_nowhere() -> None:
    with Stage(BEGINNING) as stage:
        guide = Guide(Quarter(stage))
        guide.travel("end")
        card = guide.card(stage.people["Dana"].id)
        assert stage.clock.now() < moment(1, Beat.PROMPT)
    assert card.progress is not None
    assert card.title == "You are Dana, who leads the team"
    assert card.steps == []

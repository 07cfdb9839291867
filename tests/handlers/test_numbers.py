"""The numbers that a retro begins with: all that is known, in words and as a picture, however much it is."""

from dataclasses import replace

import pytest

from handlers.sessions.values import Numbers
from handlers.sessions.views_numbers import NOTHING, numbers
from okra.confidence import WeekConfidence
from okra.report import report_objectives
from sandbox.blockkit import validate_message
from sandbox.render import render_message
from tests.okra.reports import NOW, WEEK, kr, objective, team, weeks

SAGS = (*weeks(7.0, 6.0), WeekConfidence(WEEK.next(), 3.5, 5, 6, low=1, high=6))


def told(*objectives: object, about: str = "Calm") -> Numbers:
    found = report_objectives(team(*objectives), NOW)  # type: ignore[arg-type]
    return Numbers("Explore", about, found, 0.5, NOW, "1.2")


def read(shown: Numbers) -> str:
    """What is read of it; Slack takes it."""
    said = numbers(shown)
    blocks = [block.to_dict() for block in said.blocks]
    assert validate_message({"text": said.notification, "blocks": blocks}) == []
    return " ".join(render_message({"text": said.text, "blocks": blocks}).replace("┊", "").split())


def test_the_words_say_what_the_picture_shows() -> None:
    shown = told(objective("Calm", SAGS, kr(1, "Reach", "10")))
    said = numbers(shown)
    assert said.picture is not None
    assert "Calm: confidence 3.5, from 7 at first, answers from 1 to 6" in said.picture.alt
    assert "▲ at risk · 10 %" in said.picture.alt
    assert "Confidence 3.5 of 10 · at risk · ↘ −2.5 · 5 points apart" in read(shown)
    assert "▲ at risk · 10 % Reach" in read(shown)
    assert said.under == "1.2"


def test_nothing_is_drawn_of_nothing() -> None:
    shown = told(objective("Calm", weeks(None), kr(1, "Reach", None)))
    assert numbers(shown).picture is None
    assert NOTHING in read(shown)


def test_a_value_alone_is_worth_a_picture() -> None:
    assert numbers(told(objective("Calm", weeks(None), kr(1, "Reach", "10")))).picture is not None


@pytest.mark.parametrize("count", [1, 6, 7, 40])
def test_of_many_objectives_as_much_is_told_as_slack_takes(count: int) -> None:
    many = [
        objective(
            f"{number} {'<!channel> *x* ' * 18}", SAGS, *(kr(number * 10 + each, "y" * 300, "4") for each in range(5))
        )
        for number in range(count)
    ]
    shown = told(*many)
    assert "0 <!channel>" in read(shown)
    assert numbers(shown).picture is not None
    assert ("more objective" in read(shown)) == (count > 12)


def test_how_far_apart_answers_are_is_drawn_where_it_can_be_told_apart() -> None:
    few, many = (told(*(objective(f"O{number}", SAGS) for number in range(count))) for count in (3, 4))
    picture_of_few, picture_of_many = numbers(few).picture, numbers(many).picture
    assert picture_of_few is not None
    assert picture_of_many is not None
    assert "answers from 1 to 6" in picture_of_few.alt
    assert "answers from" not in picture_of_many.alt


def test_long_titles_do_not_make_a_long_notification() -> None:
    shown = told(objective("Calm", SAGS, kr(1, "Reach", "10")))
    assert len(numbers(replace(shown, about="z" * 3_000)).text) < 300

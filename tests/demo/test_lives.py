"""What the eight say in thirteen weeks is whole, readable, and tells the story that it should."""

from collections import defaultdict
from itertools import pairwise

import pytest

from demo.cast import COMPLETION, ENGAGEMENT, EVERYBODY, TICKETS, Said
from demo.lives import LIVES
from demo.lives.life import HELP, OPEN, SOLVED, Answers, Life, When
from demo.quarter import timeline
from demo.talk import CAPTIONS, TALK
from okra.confidence import HIGHEST, LOWEST
from okra.dates import read_day
from okra.numbers import read_number

WEEKS = range(1, 14)
SHORT = 120


def said_in(week: int) -> list[tuple[Life, Said]]:
    """Who says what in a week."""
    told = ((life, life.weeks[week - 1]) for life in LIVES)
    return [(life, what.said) for life, what in told if isinstance(what, Answers)]


def numbers(part: str) -> list[float]:
    """A key result's numbers, week by week."""
    return [
        float(read_number(said.numbers[part])) for week in WEEKS for _, said in said_in(week) if part in said.numbers
    ]


def test_everybody_of_the_cast_has_thirteen_weeks() -> None:
    assert [life.character for life in LIVES] == list(EVERYBODY)
    assert {len(life.weeks) for life in LIVES} == {13}
    assert len({life.zone for life in LIVES}) == 3
    assert len(CAPTIONS) == 13


def test_onboarding_completion_climbs_to_its_target() -> None:
    told = numbers(COMPLETION)
    assert len(told) == 13
    assert all(earlier < later for earlier, later in pairwise([65.0, *told]))
    assert told[-1] >= 90


def test_tutorial_engagement_stalls_until_the_video_is_cut_and_ends_just_below_its_target() -> None:
    told = numbers(ENGAGEMENT)
    assert len(told) == 13
    assert all(18 <= number <= 19 for number in told[1:6])
    assert all(earlier < later for earlier, later in pairwise(told[5:]))
    assert told[-1] == 49


def test_tickets_get_worse_before_they_get_better() -> None:
    told = numbers(TICKETS)
    assert len(told) == 13
    assert min(told) < -5
    assert told.index(min(told)) < 4
    assert told[-1] >= 30


def test_somebody_asks_in_week_three_whether_the_tutorial_counts_the_right_thing() -> None:
    first = next(week for week in WEEKS for _, said in said_in(week) if said.wrong == ENGAGEMENT)
    assert first == 3


@pytest.mark.parametrize("week", WEEKS)
def test_only_one_person_brings_each_number(week: int) -> None:
    brought = [part for _, said in said_in(week) for part in said.numbers]
    assert sorted(brought) == sorted([COMPLETION, ENGAGEMENT, TICKETS])


@pytest.mark.parametrize("week", WEEKS)
def test_confidence_and_words_fit(week: int) -> None:
    for _, said in said_in(week):
        assert LOWEST <= said.confidence <= HIGHEST
        words = [said.plan, said.issues, *said.notes.values()]
        assert said.plan
        assert all(len(text) <= SHORT and "lorem" not in text.lower() for text in words)


def test_opinions_differ_widely_in_the_hard_weeks_and_hardly_at_the_end() -> None:
    spread = {
        week: max(said.confidence for _, said in said_in(week)) - min(said.confidence for _, said in said_in(week))
        for week in WEEKS
    }
    assert spread[3] >= 5
    assert spread[5] >= 5
    assert spread[13] <= 2


def test_every_issue_that_somebody_speaks_of_is_open_then_and_all_are_solved_in_the_end() -> None:
    opened: dict[str, Life] = {}
    solved: set[str] = set()
    for week in WEEKS:
        told = defaultdict(set)
        for life, said in said_in(week):
            for part, stands in said.stands.items():
                issue = next(text for text in opened if part in text)
                assert issue not in solved
                assert stands in (OPEN, SOLVED, HELP)
                assert stands != HELP or opened[issue] is life
                told[issue].add(stands)
            assert all(opened[next(text for text in opened if part in text)] is life for part in said.help_from)
        assert all(len(states) == 1 for states in told.values()), dict(told)
        solved |= {issue for issue, states in told.items() if SOLVED in states}
        opened |= {said.issues: life for life, said in said_in(week) if said.issues}
    assert len(opened) >= 6
    assert solved == set(opened)


def test_the_tempers_are_all_there() -> None:
    weeks = [what for life in LIVES for what in life.weeks]
    assert {what.when for what in weeks if isinstance(what, Answers)} == set(When)
    assert {type(what).__name__ for what in weeks} == {"Answers", "Skips", "Away", "NoneType"}


def test_days_until_which_somebody_is_away_can_be_read() -> None:
    for act in timeline():
        if isinstance(act.what, Life):
            what = act.what.weeks[act.week - 1]
            assert read_day(getattr(what, "until", ""), act.at.date()) > act.at.date()


def test_talk_is_short_and_threads_hang_on_a_line_of_the_same_place() -> None:
    names = {life.name for life in LIVES}
    assert all(line.who in names and 0 < len(line.text) <= SHORT for line in TALK)
    assert all(before.where == line.where for before, line in pairwise(TALK) if line.answers)
    assert not TALK[0].answers


def test_all_happens_in_order_and_talk_is_over_before_okra_asks() -> None:
    acts = timeline()
    assert all(earlier.at <= later.at for earlier, later in pairwise(acts))
    assert [act.week for act in acts] == sorted(act.week for act in acts)

"""The cycle's picture: the right size for a phone, the same bytes for the same facts, and whatever people write."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from demo.gallery.cycles import empty, of_length, one_objective, running, told, usual, very_full
from handlers.report.chart import MOST_PANELS, SIGNS, alt_text, draw
from okra.calibration import Guess
from okra.cycle_events import CycleEvent, EventKind
from okra.cycle_report import CycleReport

USUAL = told(usual())
ALL: dict[str, Callable[[], CycleReport]] = {
    "empty": lambda: told(empty()),
    "one": lambda: told(one_objective()),
    "usual": lambda: USUAL,
    "eight": lambda: told(very_full()),
    "running": running,
    **{f"{weeks} weeks": partial(lambda length: told(of_length(length)), weeks) for weeks in (2, 6, 14, 26)},
}


def image(report: CycleReport) -> Image.Image:
    """The picture in shades of grey: what can be told apart in it needs no colour."""
    return Image.open(io.BytesIO(draw(report).png)).convert("L")


def differ(one: CycleReport, other: CycleReport) -> bool:
    first, second = image(one), image(other)
    return first.size != second.size or ImageChops.difference(first, second).getbbox() is not None


def first_objective(report: CycleReport, **changed: Any) -> CycleReport:
    """The report with its first objective changed."""
    first, *others = report.objectives
    return replace(report, objectives=(replace(first, **changed), *others))


class TestThePicture:
    @pytest.mark.parametrize("name", ALL)
    def test_is_as_wide_as_a_phone_can_show_well_and_not_too_tall(self, name: str) -> None:
        width, height = image(ALL[name]()).size
        assert width == 960
        assert height < 2.6 * width

    @pytest.mark.parametrize("name", ALL)
    def test_is_one_that_slack_takes(self, name: str) -> None:
        drawn = draw(ALL[name]())
        assert drawn.png.startswith(b"\x89PNG")
        assert len(drawn.png) < 600_000
        assert 0 < len(drawn.alt) <= 1_000

    @pytest.mark.parametrize("name", ALL)
    def test_keeps_everything_within_its_edge(self, name: str) -> None:
        """Inside the edge a few pixels of paper stay free on every side, so nothing is cut off."""
        drawn = image(ALL[name]())
        width, height = drawn.size
        for margin in (
            (8, 8, 14, height - 8),
            (width - 14, 8, width - 8, height - 8),
            (8, height - 14, width - 8, height - 8),
        ):
            assert drawn.crop(margin).getextrema() == (255, 255), margin

    def test_has_an_edge_that_is_seen_in_bright_surroundings_too(self) -> None:
        drawn = image(USUAL)
        width, height = drawn.size
        for at in ((0, height // 2), (width - 1, height // 2), (width // 2, 0), (width // 2, height - 1)):
            assert drawn.crop((*at, at[0] + 1, at[1] + 1)).getextrema()[1] < 235  # type: ignore[operator]

    def test_is_the_same_for_the_same_facts(self) -> None:
        with ThreadPoolExecutor(3) as senders:
            assert len(set(senders.map(lambda _: draw(USUAL).png, range(4)))) == 1

    def test_has_capitals_of_seven_pixels_where_it_is_shown_360_wide(self) -> None:
        capitals, dots = (image(first_objective(USUAL, title=words)) for words in ("MMMM", "...."))
        _, top, _, bottom = ImageChops.difference(capitals, dots).getbbox() or (0, 0, 0, 0)
        assert (bottom - top) * 360 / 960 >= 7

    def test_draws_no_more_objectives_than_can_be_read_and_says_so(self) -> None:
        full = told(very_full())
        more = replace(full, objectives=(*full.objectives, full.objectives[0]))
        assert len(full.objectives) == MOST_PANELS
        assert image(more).size[1] - image(full).size[1] < 60


class TestItShows:
    @pytest.mark.parametrize("kind", EventKind)
    def test_every_kind_of_event_by_its_own_letter(self, kind: EventKind) -> None:
        calm = replace(first_objective(USUAL, events=()), events=())
        marked = first_objective(calm, events=(CycleEvent(kind, 5, "", 1),))
        assert differ(calm, marked)
        others = (CycleEvent(other, 5, "", 1) for other in EventKind if other is not kind)
        assert all(differ(marked, first_objective(calm, events=(other,))) for other in others)
        assert len(set(SIGNS.values())) == len(EventKind)

    def test_another_score_and_another_confidence(self) -> None:
        assert differ(USUAL, first_objective(USUAL, points=46))
        assert differ(USUAL, first_objective(USUAL, confidence=(1.0, *USUAL.objectives[0].confidence[1:])))

    def test_no_data_otherwise_than_the_lowest_confidence(self) -> None:
        rest = USUAL.objectives[0].confidence[1:]
        assert differ(first_objective(USUAL, confidence=(None, *rest)), first_objective(USUAL, confidence=(1.0, *rest)))

    def test_which_way_a_guess_was_off(self) -> None:
        hopeful, careful = (first_objective(USUAL, guesses=(Guess(4, 5.0, result),)) for result in (20, 80))
        assert differ(hopeful, careful)

    def test_this_cycle_otherwise_than_those_before(self) -> None:
        same = replace(USUAL, achievement=USUAL.earlier[-1])
        assert differ(same, replace(same, achievement=replace(same.achievement)))


class TestItsWords:
    def test_say_what_it_shows(self) -> None:
        assert alt_text(USUAL) == (
            "Explore, Q3 2026: You achieved 5 of 8 key results and milestones: 62 %, much as in the 3 cycles before "
            "(61 %). Q4 2025: 44 %. Q1 2026: 60 %. Q2 2026: 75 %. Make the first week seamless and confidence-boost…: "
            "confidence from 6.9 to 7.4, score 0.45. At week 4 you believed 7.8 of 10; you reached 0.45: far too "
            "hopeful, by 33 points. At week 8 you believed 5.8 of 10; you reached 0.45: about right. At week 12 you "
            "believed 7.1 of 10; you reached 0.45: a bit too hopeful, by 26 points. Let people try the product before "
            "they talk to us: confidence from 5.5 to 9.1, score 0.90. At week 4 you believed 6.1 of 10; you reached "
            "0.90: a bit too careful, by 29 points. At week 8 you believed 7.3 of 10; you reached 0.90: a bit too "
            "careful, by 17 points. At week 12 you believed 8.8 of 10; you reached 0.90: about right"
        )

    @settings(max_examples=15, deadline=None)
    @given(st.text(max_size=60))
    def test_may_be_anything_that_people_can_type(self, words: str) -> None:
        named = replace(USUAL, team=words, cycle=replace(USUAL.cycle, name=words))
        assert draw(first_objective(named, title=words)).png

    @pytest.mark.parametrize(
        "text", ["$x$", "$$", "\\$\\alpha$", "^_{}", "沈黙", "𞹧", "🧑‍🚀", "\x07\x00", "שלום", "\u202e"]
    )
    def test_are_never_read_as_formulas_and_never_drawn_as_boxes(self, text: str) -> None:
        """A missing glyph would be a warning, and a warning is an error here."""
        named = replace(USUAL, team=text, achievement=replace(USUAL.achievement, cycle=text))
        assert draw(first_objective(named, title=text)).png

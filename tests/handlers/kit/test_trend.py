"""The picture: the right size for a phone, the same bytes for the same facts, and whatever people write."""

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from handlers.digest.views_picture import chart_data, picture
from handlers.kit.trend import MOST_BARS, MOST_LINES, ChartData, ConfidenceLine, ProgressBar, draw
from okra.confidence import WeekConfidence
from okra.digest import team_digest
from tests.okra.reports import NOW, WEEK, kr, objective, team, weeks

PLAIN = ChartData(
    title="Explore",
    weeks=["W33", "W34", "W35 ×", "W36"],
    lines=[ConfidenceLine("Matches come back", [6, 6.5, None, 5]), ConfidenceLine("Bookings", [4, 5, None, 7.5])],
    bars=[ProgressBar("Completion", 0.24, "▲ at risk · 24 %"), ProgressBar("Silence", None, "○ no data · – %")],
    elapsed=0.67,
)


def image(data: ChartData) -> Image.Image:
    return Image.open(io.BytesIO(draw(data).png)).convert("L")


def difference(one: ChartData, other: ChartData) -> tuple[int, int, int, int] | None:
    """Where two pictures differ: left, top, right, bottom."""
    return ImageChops.difference(image(one), image(other)).getbbox()


def named(part: str, name: str) -> Image.Image:
    """The picture with another name for its only line or bar."""
    if part == "lines":
        return image(replace(PLAIN, lines=[ConfidenceLine(name, [5.0])]))
    return image(replace(PLAIN, bars=[ProgressBar(name, 0.5, "● on track · 50 %")]))


class TestThePicture:
    def test_is_as_wide_as_a_phone_can_show_well_and_not_too_tall(self) -> None:
        width, height = image(PLAIN).size
        assert width == 960
        assert 700 < height < 1_400

    def test_is_one_that_slack_takes(self) -> None:
        drawn = draw(PLAIN)
        assert drawn.png.startswith(b"\x89PNG")
        assert drawn.filename.endswith(".png")
        assert len(drawn.png) < 500_000

    def test_is_the_same_for_the_same_facts(self) -> None:
        assert draw(PLAIN).png == draw(PLAIN).png

    def test_is_the_same_when_several_senders_draw_at_once(self) -> None:
        with ThreadPoolExecutor(4) as senders:
            assert len(set(senders.map(lambda _: draw(PLAIN).png, range(12)))) == 1

    @pytest.mark.parametrize("part", ["lines", "bars"])
    def test_has_capitals_of_seven_pixels_where_it_is_shown_360_wide(self, part: str) -> None:
        """As tall as those of a ten-pixel font: only a name changes, so what differs is its letters' ink."""
        capitals, dots = named(part, "MMMM"), named(part, "....")
        _, top, _, bottom = ImageChops.difference(capitals, dots).getbbox() or (0, 0, 0, 0)
        assert (bottom - top) * 360 / 960 >= 7

    def test_shows_a_fall_as_a_fall(self) -> None:
        high = replace(PLAIN, lines=[ConfidenceLine("Calm", [9, 9, 9, 9])])
        low = replace(PLAIN, lines=[ConfidenceLine("Calm", [9, 9, 9, 2])])
        assert difference(high, low) is not None

    def test_tells_no_data_from_zero(self) -> None:
        none = replace(PLAIN, bars=[ProgressBar("Silence", None, "○ no data · – %")])
        zero = replace(PLAIN, bars=[ProgressBar("Silence", 0.0, "▲ at risk · 0 %")])
        assert difference(none, zero) is not None

    def test_tells_lines_apart_without_colour(self) -> None:
        """In shades of grey the markers still differ: two lines that swap their values make another picture."""
        first, second = PLAIN.lines
        swapped = [replace(first, values=second.values), replace(second, values=first.values)]
        assert difference(PLAIN, replace(PLAIN, lines=swapped)) is not None

    @pytest.mark.parametrize("elapsed", [0.0, 0.001, 0.5, 0.999, 1.0])
    def test_keeps_todays_mark_inside_at_any_time_of_the_cycle(self, elapsed: float) -> None:
        drawn = image(replace(PLAIN, elapsed=elapsed))
        width, height = drawn.size
        margin = drawn.crop((width - 16, 0, width, height))
        assert margin.getextrema() == (255, 255)

    @pytest.mark.parametrize("count", [1, 2, 13, 26])
    def test_has_room_for_the_weeks_of_any_cycle(self, count: int) -> None:
        labels = [f"W{number}" for number in range(1, count + 1)]
        lines = [ConfidenceLine("Calm", [None] * (count - 1) + [5.0])]
        assert draw(ChartData("Explore", labels, lines, [], 0.5)).png

    def test_shows_how_far_apart_answers_lie_where_it_may(self) -> None:
        apart = [(5, 8), (4, 9), (None, None), (2, 7)]
        (first, second) = PLAIN.lines
        shown = replace(PLAIN, lines=[replace(first, apart=apart), second])
        hidden = replace(PLAIN, lines=[replace(first, apart=[(None, None)] * 4), second])
        assert draw(hidden).png == draw(PLAIN).png
        assert image(shown).size[1] > image(PLAIN).size[1], "a row of the legend says what the upright lines are"
        assert "confidence 5, from 6 at first, answers from 2 to 7." in draw(shown).alt

    def test_draws_no_more_than_can_be_read(self) -> None:
        lines, bars = [*PLAIN.lines] * 10, [*PLAIN.bars] * 10
        many, capped = (
            replace(PLAIN, lines=lines, bars=bars),
            replace(PLAIN, lines=lines[:MOST_LINES], bars=bars[:MOST_BARS]),
        )
        assert draw(many).png == draw(capped).png


class TestItsWords:
    def test_say_what_the_picture_shows(self) -> None:
        assert draw(PLAIN).alt == (
            "Explore, 67 % of the cycle gone. Matches come back: confidence 5, from 6 at first. "
            "Bookings: confidence 7.5, from 4 at first. Completion: ▲ at risk · 24 %. Silence: ○ no data · – %"
        )

    def test_fit_into_what_slack_keeps_of_them(self) -> None:
        long = [ConfidenceLine("x" * 3_000, [5.0])] * 40
        assert len(draw(ChartData("y" * 3_000, ["W1"], long, [], 0.5)).alt) <= 1_000

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.text(max_size=60), min_size=1, max_size=3), st.sampled_from([0.0, 0.31, 1.0]))
    def test_may_be_anything_that_people_can_type(self, words: Sequence[str], elapsed: float) -> None:
        lines = [ConfidenceLine(word, [5.0, None, 7.0]) for word in words]
        bars = [ProgressBar(word, 0.3, "◐ behind · 30 %") for word in words]
        assert draw(ChartData(words[0], ["W1", "W2 ×", "W3"], lines, bars, elapsed)).png

    @pytest.mark.parametrize(
        "text", ["$x$", "$$", "\\$\\alpha$", "^_{}", "a$b$c", "沈黙", "𞹧", "🧑‍🚀", "\x07\x00", "שלום", "\u202e"]
    )
    def test_are_never_read_as_formulas_and_never_drawn_as_boxes(self, text: str) -> None:
        """A missing glyph would be a warning, and a warning is an error here."""
        lines, bars = [ConfidenceLine(text, [5.0])], [ProgressBar(text, 0.5, "● on track · 50 %")]
        assert draw(ChartData(text, ["W1"], lines, bars, 0.5)).png


class TestWhatATeamsPictureShows:
    def test_every_week_of_the_cycle_with_missed_ones_marked(self) -> None:
        past = (*weeks(6.0, 7.0), WeekConfidence(WEEK.next(), missed=True))
        data = chart_data(team_digest(team(objective("Calm", past, kr(1, "Reach", "40"))), NOW))
        assert data.weeks == ["W35", "W36", "W37 ×"]
        assert data.lines == [ConfidenceLine("Calm", [6.0, 7.0, None])]
        assert data.bars == [ProgressBar("Reach", 0.4, "● on track · 40 %")]

    def test_the_most_serious_where_there_are_too_many(self) -> None:
        fine = [objective(f"Fine {number}", weeks(9.0), kr(number, "Reach", "100")) for number in range(2, 12)]
        bad = objective("Worrying", weeks(1.0), kr(99, "Fall", "1"))
        data = chart_data(team_digest(team(*fine, bad), NOW))
        assert len(data.lines) == MOST_LINES
        assert data.lines[-1].name == "Worrying"
        assert data.bars[-1].name == "Fall"
        assert len(data.bars) <= MOST_BARS

    def test_nothing_before_anybody_has_answered(self) -> None:
        assert picture(team_digest(team(objective("Calm", weeks(None))), NOW)) is None

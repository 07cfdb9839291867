"""The report's page and its thread at their extremes: within Slack's limits, without names, with the one thing first."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from demo.gallery.cycles import empty, long_words, of_length, one_objective, running, told, usual, very_full
from handlers.kit.elements import Message
from handlers.kit.fit import MOST_CHARACTERS, characters
from handlers.report.values import Told
from handlers.report.views import report
from handlers.report.views_details import details
from okra.cycle_report import CycleReport
from okra.cycle_report_words import headline
from sandbox.blockkit import validate_message
from sandbox.render import render_message
from sandbox.text import pings

ALL: dict[str, Callable[[], CycleReport]] = {
    "empty": lambda: told(empty()),
    "one": lambda: told(one_objective()),
    "usual": lambda: told(usual()),
    "very full": lambda: told(very_full()),
    "long words": lambda: told(long_words()),
    "running": running,
    "two weeks": lambda: told(of_length(2)),
    "half a year": lambda: told(of_length(26)),
}
NASTY = (
    "<!channel> <@U1> *bold* _so_ `code` :tada: & <https://example.org|link> @here #general",
    "🧑‍🤝‍🧑🦊👩🏽‍🚀" * 60,
    "مرحبا بالعالم שלום" * 20,
    "x" * 3_000,
    "\u202eevil",
)


def payload(message: Message) -> dict[str, Any]:
    """What Slack gets."""
    blocks = [block.to_dict() for block in message.blocks]
    if message.picture is not None:
        image = {"type": "image", "slack_file": {"id": "F012345678"}, "alt_text": message.picture.alt}
        blocks.insert(message.picture_after, image)
    return {"text": message.notification, "blocks": blocks}


def read(message: Message) -> str:
    """The message as a person reads it, after Slack's own check."""
    said = payload(message)
    assert not validate_message(said)
    assert not pings(said)
    return " ".join(render_message(said, lambda _: None, width=2_000).replace("┊", "").split())


def written(words: str) -> CycleReport:
    """The fullest report, in words that people might choose."""
    full = told(very_full())
    objectives = tuple(
        replace(one, title=words, why=words, key_results=tuple(
            replace(kr, title=words, hypotheses=tuple(replace(h, text=words, evidence=words) for h in kr.hypotheses))
            for kr in one.key_results
        ))
        for one in full.objectives
    )  # fmt: skip
    return replace(
        full, team=words, cycle=replace(full.cycle, name=words), objectives=objectives, learnings=(words,) * 9,
        milestones=tuple(replace(one, title=words, why=words) for one in full.milestones),
        events=tuple(replace(one, said=words) for one in full.events),
    )  # fmt: skip


@pytest.mark.parametrize("name", ALL)
class TestEveryPage:
    def test_says_the_one_thing_to_know_first(self, name: str) -> None:
        found = ALL[name]()
        message = report(Told(found, "Fri 2 Oct"))
        assert read(message).startswith(headline(found))
        assert headline(found) in message.text

    def test_has_room_to_spare(self, name: str) -> None:
        message = report(Told(ALL[name](), "Fri 2 Oct"))
        assert len(message.blocks) <= 15
        assert sum(map(characters, message.blocks)) < MOST_CHARACTERS / 2

    def test_s_thread_fits(self, name: str) -> None:
        message = details(Told(ALL[name](), "Fri 2 Oct", "1.2"))
        assert read(message)
        assert message.under == "1.2"


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_what_people_wrote_harms_nothing(words: str) -> None:
    found = Told(written(words), "Fri 2 Oct", "1.2")
    assert read(report(found))
    assert read(details(found))


class TestThePage:
    def test_of_a_cycle_that_runs_judges_no_guess(self) -> None:
        text = read(report(Told(running(), "Fri 7 Aug")))
        assert "foresaw" not in text
        assert "So far • Key results: 3 of 5" in text

    def test_without_anything_to_draw_has_no_picture(self) -> None:
        assert report(Told(told(empty()), "Fri 2 Oct")).picture is None

    def test_of_a_small_team_says_why_there_is_no_share(self) -> None:
        assert "With fewer than 4 people a share would point" in read(report(Told(told(one_objective()), "Fri 2 Oct")))

    def test_keeps_objectives_in_the_teams_order(self) -> None:
        found = told(very_full())
        text = read(report(Told(found, "Fri 2 Oct")))
        places = [text.rindex(one.title) for one in found.objectives]
        assert places == sorted(places)

    def test_leaves_the_rest_to_the_thread(self) -> None:
        full = told(very_full())
        many = replace(full, objectives=full.objectives * 2)
        text = read(report(Told(many, "Fri 2 Oct")))
        assert "… and 4 more, in the thread" in text
        assert "… and 7 more, in the thread" in text


class TestTheThread:
    def test_has_every_key_result_with_what_was_believed_of_it(self) -> None:
        text = read(details(Told(told(usual()), "Fri 2 Oct", "1.2")))
        assert "● delivered · 0.90 Increase onboarding completion (88 %, 65 % → 90 %) · by its last value 0.92" in text
        assert "– refuted: 38 s or 3 min: no difference" in text
        assert "○ no score Reduce support tickets about account set-up (no value, reduce by 30 %)" in text
        assert "A tutorial of one minute: dropped (Nobody watches it, however short)" in text
        assert "Week 7, issue raised: Nobody owns the tutorial" in text

    def test_says_where_the_rest_is(self) -> None:
        assert read(details(Told(told(very_full()), "Fri 2 Oct", "1.2"))).endswith("… the rest is in the file.")

    def test_of_nothing_says_so(self) -> None:
        assert read(details(Told(told(empty()), "Fri 2 Oct", "1.2"))) == "There is nothing more to tell."

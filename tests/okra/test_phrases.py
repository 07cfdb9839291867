"""What a key result's sentence says, and what had to be assumed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.measure_words import exact_words, read_exact
from okra.okr import Measure, MeasureKind, check_measure, describe
from okra.phrases import read_phrase
from tests.okra.measures import MEASURES_WITH_UNITS


class TestSentencesThatSayEverything:
    @pytest.mark.parametrize(
        ("sentence", "title", "measure"),
        [
            ("Increase onboarding completion from 65% to 90%.", "Increase onboarding completion", "65 % → 90 %"),
            ("Boost tutorial engagement from 15% to 50%.", "Boost tutorial engagement", "15 % → 50 %"),
            ("Increase overall first-week NPS from 20 to 35.", "Increase overall first-week NPS", "20 → 35"),
            ("Reduce support tickets by 30%", "Reduce support tickets", "reduce by 30 %"),
            ("Reduce first-week customer drop-off rate by 25%", None, "reduce by 25 %"),
            ("Lower average support call time for new users by 15%.", None, "reduce by 15 %"),
            ("Grow weekly posts by at least 40 percent", "Grow weekly posts", "raise by 40 %"),
            ("Checkout clicks 9 -> 4", "Checkout clicks", "9 → 4"),
            ("Checkout time 9s→4s", "Checkout time", "9 s → 4 s"),
            ("Get checkout from 9 clicks to 4 clicks", "Get checkout", "9 clicks → 4 clicks"),
            ("Grow revenue from $10k to $20k", "Grow revenue", "10\u202f000 $ → 20\u202f000 $"),
            ("Grow revenue from €0.9M to €1.2M", "Grow revenue", "900\u202f000 € → 1\u202f200\u202f000 €"),
            ("Grow the list from 8 000 to 12 000 readers", "Grow the list", "8000 readers → 12\u202f000 readers"),
            ("Shorten the queue from 9 m to 4m", "Shorten the queue", "9 m → 4 m"),
            ("Cool the hall from −5 to 10 degrees", "Cool the hall", "−5 degrees → 10 degrees"),
            ("Move first-week NPS to 35 from 20", "Move first-week NPS", "20 → 35"),
            ("Increase activation to 40% (currently 25%)", "Increase activation", "25 % → 40 %"),
            ("Increase activation (currently 25%) to 40%", "Increase activation", "25 % → 40 %"),
            ("Increase activation from 25% to at least 40%", "Increase activation", "25 % → 40 %"),
            ("Keep availability above 99.9%", None, "stay above 99.9 %"),
            ("Stay at or above 99.9 % uptime", None, "stay above 99.9 %"),
            ("Keep page load under 300 ms for everyone", None, "stay below 300 ms"),
            ("Maintain at most 2 open incidents", None, "stay below 2 open incidents"),
            ("Double weekly active teams", None, "raise by 100 %"),
            ("Halve the time to first answer", None, "reduce by 50 %"),
            ("Guides published (done / not done)", "Guides published", "done / not done"),
            ("Tickets (reduce by 30 %)", "Tickets", "reduce by 30 %"),
        ],
    )
    def test_need_no_assumption(self, sentence: str, title: str | None, measure: str) -> None:
        phrase = read_phrase(sentence)
        assert describe(phrase.measure) == measure
        assert phrase.assumptions == ()
        assert title is None or phrase.title == title

    def test_keep_their_words_as_the_title_where_the_measure_stands_in_the_middle(self) -> None:
        sentence = "Grow NPS from 20 to 35 among new users"
        assert read_phrase(sentence).title == sentence

    def test_keep_their_words_where_nothing_but_a_verb_would_be_left(self) -> None:
        assert read_phrase("Grow from 20 to 35").title == "Grow from 20 to 35"


class TestSentencesThatLeaveSomethingOpen:
    @pytest.mark.parametrize(
        ("sentence", "measure", "assumption"),
        [
            ("80% of matches have at least 6 confirmed players 12h before start", "0 % → 80 %", "taken as 0 %"),
            ("95% of matches send a reminder 24h before kickoff", "0 % → 95 %", "taken as 0 %"),
            ("Answer 95 percent of questions in 24 hours", "0 % → 95 %", "taken as 0 %"),
            ("Reach 500 users", "0 users → 500 users", "taken as 0 users"),
            (
                "Reach 500 active users per month by 2026",
                "0 active users → 500 active users",
                "taken as 0 active users",
            ),
            ("Interview 10 customers in 2 weeks", "0 customers → 10 customers", "taken as 0 customers"),
            ("At least 80% of teams check in", "0 % → 80 %", "taken as 0 %"),
            ("Increase 7-day retention to 40%", "0 % → 40 %", "taken as 0 %"),
            ("Increase retention in the first 3 weeks to 40%", "0 % → 40 %", "taken as 0 %"),
            ("Reduce churn to 5%", "stay below 5 %", "reached at 5 % or below"),
            ("Page load under 2 s", "stay below 2 s", "reached at 2 s or below"),
            ("Reach 0 open incidents", "stay below 0 open incidents", "reached at 0 open incidents or below"),
            ("Maintain 99.9% uptime", "stay above 99.9 %", "at least 99.9 %"),
            ("Increase NPS by 10 points", "0 points → 10 points", "how far it has risen"),
            ("Cut open bugs by 20 bugs", "0 bugs → 20 bugs", "how far it has fallen"),
            ("Change conversion by 30%", "raise by 30 %", "not say up or down"),
            ("Reduce fallout of increased limits by 30%", "reduce by 30 %", "names both directions"),
        ],
    )
    def test_say_what_was_assumed(self, sentence: str, measure: str, assumption: str) -> None:
        phrase = read_phrase(sentence)
        assert describe(phrase.measure) == measure
        assert phrase.title == sentence or phrase.title == sentence.rpartition(" by ")[0]
        assert [assumption in said for said in phrase.assumptions] == [True]


class TestSentencesWithoutAMeasure:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Every newcomer gets a buddy",
            "Launch version 2 of the app",
            "Launch the app by June 30",
            "Publish the guide by 30 June",
            "Ship onboarding by 2026-12-01",
            "Open the shop from 9:00 to 17:00",
            "Compare the year from 2024 to 2025",
            "Hold 5–10 interviews",
            "Reach 1e999 users",
            "Be ready in Q3",
            "🚀",
        ],
    )
    def test_are_done_or_not_done(self, sentence: str) -> None:
        phrase = read_phrase(sentence)
        assert (phrase.title, phrase.measure.kind) == (sentence, MeasureKind.DONE)
        assert phrase.assumptions == ("No clear number found, so it counts as done or not done.",)

    @pytest.mark.parametrize(
        ("sentence", "reason"),
        [
            ("Grow NPS from 20 to 20", "nothing would move"),
            ("Reduce tickets by 150%", "more than 100 %"),
            ("Grow the list from 1,000 to 2,500", "“1,000”"),
        ],
    )
    def test_say_why_a_measure_makes_no_sense(self, sentence: str, reason: str) -> None:
        phrase = read_phrase(sentence)
        assert (phrase.title, phrase.measure.kind) == (sentence, MeasureKind.DONE)
        assert reason in phrase.assumptions[0]


class TestAnySentence:
    @given(st.text(max_size=60) | st.from_regex(r"(Keep|Reduce|Grow) .{0,9} (by|from|to) \d{1,9}%?( to \d+.?)?"))
    def test_gives_a_measure_that_can_be_kept(self, sentence: str) -> None:
        check_measure(read_phrase(sentence).measure)


class TestTheExactSpelling:
    @given(MEASURES_WITH_UNITS)
    def test_is_read_back_without_loss(self, measure: Measure) -> None:
        assert read_exact(exact_words(measure)) == measure

    @given(st.text(max_size=30))
    def test_is_not_seen_in_other_text(self, text: str) -> None:
        assert read_exact(f"~{text}") is None

"""Themes: what people write about, without who wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.themes import Theme, themes, without_names

NAMES = {"U1": "Ada Lovelace", "U2": "Ben", "U34": "Cleo de Wit"}


class TestNames:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("Ada Lovelace waits for Ben", "somebody waits for somebody"),
            ("Ask Ada, or Cleo!", "Ask somebody, or somebody!"),
            ("<@U1> and @Ben and <@U34>", "somebody and somebody and somebody"),
            ("Benefits and Adapters stay", "Benefits and Adapters stay"),
            ("U12 is another", "U12 is another"),
            ("Ben's laptop", "somebody's laptop"),
        ],
    )
    def test_of_people_and_their_ids_become_somebody(self, text: str, shown: str) -> None:
        assert without_names(text, NAMES) == shown

    def test_leave_the_text_alone_where_there_are_none(self) -> None:
        assert without_names("Ben waits", {}) == "Ben waits"

    @given(st.lists(st.sampled_from(["Ada", "Ben", "waits", "for", "@Ben", "<@U1>", ",", "tests"])))
    def test_are_in_no_theme(self, words: list[str]) -> None:
        said = " ".join(theme.text for theme in themes([" ".join(words)], NAMES))
        assert not {"Ada", "Ben", "U1"} & set(said.replace("<@", " ").replace(">", " ").replace("@", " ").split())


class TestThemes:
    def test_put_texts_together_that_share_their_words(self) -> None:
        texts = [
            "The staging server is down",
            "Legal has not answered",
            "Staging server was down again on Monday",
            "staging server down",
        ]
        assert themes(texts, {}) == (Theme("staging server down", 3), Theme("Legal has not answered", 1))

    def test_ignore_blank_texts(self) -> None:
        assert themes(["", "  \n"], {}) == ()

    def test_are_at_most_five_the_most_frequent_first(self) -> None:
        texts = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "foxtrot"]
        found = themes(texts, {})
        assert [theme.text for theme in found] == ["foxtrot", "alpha", "bravo", "charlie", "delta"]

    @given(st.lists(st.text(max_size=20), max_size=5))
    def test_count_every_text_once(self, texts: list[str]) -> None:
        assert sum(theme.count for theme in themes(texts, {})) == sum(1 for text in texts if text.strip())

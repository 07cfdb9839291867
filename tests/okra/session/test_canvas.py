"""A session as one document: all that it brought forth, in Markdown that Slack's canvases take."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from okra.canvas import CUT, MOST_BYTES, THREAD, Occasion, as_canvas, title_of
from okra.export import EMPTY, FILES
from okra.items import Item, ItemKind
from okra.markdown import escaped, one_line
from okra.plan import QuarterPlan
from okra.plan_items import plan_from
from okra.script import built_in
from okra.session import Mode, Phase, replay, start
from sandbox.canvas import MARKDOWN, fault_in, links_in, mentions_in, words_of

NOW = datetime(2026, 9, 2, 9, 0, tzinfo=UTC)
OBJECTIVE = Item("o", ItemKind.OBJECTIVE, "Match reliability")
RESULT = Item("k", ItemKind.KEY_RESULT, "Six confirmed players", ("o",), {"measure": "from 55% to 80%"})
HYPOTHESIS = Item("h", ItemKind.HYPOTHESIS, "Reminders help", ("k",))
MILESTONE = Item("m", ItemKind.MILESTONE, "Send reminders", ("h",))
PLACED = Item("p", ItemKind.PLACEMENT, "Week 2", ("m",), {"week": 2})
NASTY = (
    "![](@U123)", "![](#C123)", "<@U123>", "<!channel>", "[x](https://example.com)", "<https://example.com>", "# a",
    "#### a", "> - a", "- a", "--", "---", "***", "1. a", "1) a", "+ a", "- [ ] a", "| a | b |", "|-|-|", "```", "~~~",
    "`a`", "**a**", "_a_", "~~a~~", "<b>a</b>", "&lt;b&gt;", "&#64;", "a\\", "\\", "[a]: /b", "[a]", "a  \n\n# b",
    "=", "===", ":tada:",
)  # fmt: skip
words = st.one_of(st.sampled_from(NASTY), st.text(max_size=40), st.text("#*_-+`~<>![]()@&;|\\ \n1.=aU", max_size=20))
kinds = st.sampled_from([kind for _, group in FILES.values() for kind in group])


@st.composite
def brought(draw: st.DrawFn) -> list[Item]:
    """Some items, each of which may hang on earlier ones, and on ones that nobody knows."""
    found: list[Item] = []
    for number in range(draw(st.integers(0, 8))):
        above = draw(st.lists(st.sampled_from(["gone", *(one.key for one in found)]), max_size=2, unique=True))
        facts = {"measure": draw(words)} if draw(st.booleans()) else {}
        found.append(Item(f"i{number}", draw(kinds), draw(words), tuple(above), facts))
    return found


def occasion(script: str = "session-1", names: Sequence[str] = ("Ada", "Ben"), team: str = "Explore") -> Occasion:
    """A session that has just begun."""
    people = [f"U{number}" for number in range(len(names))]
    session = replay(built_in()[script], start(built_in()[script], people[0], people, Mode.LIVE, NOW))
    return Occasion(session, team, date(2026, 9, 2), dict(zip(people, names, strict=True)))


def headings(markdown: str) -> list[str]:
    """Its headings, with their signs."""
    return [line for line in markdown.split("\n") if line.startswith("#")]


def lines_of_lists(markdown: str) -> list[str]:
    """What is read in list items."""
    tokens = MARKDOWN.parse(markdown)
    return [words_of(one.content) for one in tokens if one.type == "inline" and one.level > 2]


def as_read(item: Item) -> str:
    """An item's line: with its kind where others stand in the same section."""
    groups = [THREAD, *(group for _, group in FILES.values())]
    group = next(one for one in groups if item.kind in one)
    kind = f"{item.kind.replace('_', ' ').capitalize()}: " if len(group) > 1 else ""
    return f"{kind}{_shown(item.text) or EMPTY}"


class TestTheDocument:
    def test_says_what_the_session_was_and_where_it_is(self) -> None:
        text = words_of(as_canvas(occasion(), []))
        assert built_in()["session-1"].purpose in text
        assert "Explore on 2 September 2026, with Ada and Ben." in text
        assert "Ada facilitates. It is at step 1 of 8: Listen first." in text
        assert "Nothing has been written yet." in text

    def test_says_when_it_is_over(self) -> None:
        over = occasion()
        over = replace(over, session=replace(over.session, phase=Phase.ENDED))
        assert "Ada facilitated. It is over." in words_of(as_canvas(over, [OBJECTIVE]))

    def test_follows_the_golden_thread(self) -> None:
        markdown = as_canvas(occasion(), [MILESTONE, HYPOTHESIS, RESULT, OBJECTIVE])
        assert markdown.split("## The golden thread\n\n")[1] == (
            "- Objective: Match reliability\n"
            "  - Key result: Six confirmed players (from 55% to 80%)\n"
            "    - Hypothesis: Reminders help\n"
            "      - Milestone: Send reminders\n"
        )

    def test_names_what_an_item_of_an_earlier_session_is_for(self) -> None:
        assert "- Milestone: Send reminders\n  - for: Reminders help" in as_canvas(
            occasion(), [MILESTONE], [HYPOTHESIS]
        )

    def test_has_its_sections_in_the_order_of_the_method(self) -> None:
        every = [Item(kind, kind, f"a {kind}") for kind in reversed(ItemKind) if kind is not ItemKind.PLACEMENT]
        found = headings(as_canvas(occasion("session-4"), every, (), plan_from([], 13, 2)))
        wanted = ["The company's goals", "Vision", "The golden thread", "Pains and gains", "Metrics", "Blockers", "Votes",
                  "Plan", "What was agreed", "Notes"]  # fmt: skip
        assert [one for one in found if one.removeprefix("## ") in wanted] == [f"## {one}" for one in wanted]

    def test_has_the_plan_in_words(self) -> None:
        plan = plan_from([OBJECTIVE, RESULT, HYPOTHESIS, MILESTONE, PLACED], 13, 4)
        markdown = as_canvas(occasion("session-4"), [PLACED], [MILESTONE], plan)
        assert "## Plan\n\n### Six confirmed players" in markdown
        assert "- **Week 2**: **Send reminders**" in markdown


class TestPeoplesWords:
    @given(brought(), st.lists(words, min_size=1, max_size=3), words)
    def test_ping_nobody_link_nowhere_and_are_taken_by_slack(
        self, items: list[Item], names: list[str], team: str
    ) -> None:
        markdown = as_canvas(occasion(names=names, team=team), items, (), _planned(items))
        assert mentions_in(markdown) == []
        assert links_in(markdown) == []
        assert fault_in(markdown) == ""

    @given(brought())
    def test_stand_there_once_each_and_as_they_were_written(self, items: list[Item]) -> None:
        markdown = as_canvas(occasion(), [replace(one, facts={}) for one in items])
        read = [line for line in lines_of_lists(markdown) if not line.startswith("for:")]
        assert sorted(read) == sorted(map(as_read, items))

    @given(brought(), st.lists(words, min_size=1, max_size=2), words)
    def test_make_no_form_of_their_own(self, items: list[Item], names: list[str], team: str) -> None:
        plain = as_canvas(
            occasion(names=["Ada"] * len(names)),
            [replace(one, text="a" if one.text.strip() else "", facts={}) for one in items],
        )
        nasty = as_canvas(occasion(names=names, team=team), [replace(one, facts={}) for one in items])
        assert _form(nasty) == _form(plain)

    @given(words, words)
    def test_are_plain_in_the_title(self, team: str, title: str) -> None:
        about = occasion(team=team)
        said = title_of(
            replace(about, session=replace(about.session, script=replace(built_in()["session-1"], title=title)))
        )
        assert not mentions_in(said)
        assert not links_in(said)
        assert said.endswith("2 September 2026")
        assert "\n" not in said
        assert len(said) < 200


class TestTheLimit:
    def test_is_slacks(self) -> None:
        notes = [Item(f"n{number}", ItemKind.NOTE, f"{number} " + "ä" * 3_000) for number in range(500)]
        markdown = as_canvas(occasion(), [OBJECTIVE, *notes])
        assert len(markdown.encode()) <= MOST_BYTES
        assert markdown.endswith(f"\n\n{CUT}\n")
        assert "Match reliability" in markdown

    @given(brought(), st.integers(200, 900))
    def test_cuts_whole_lines_and_says_so(self, items: list[Item], most: int) -> None:
        whole = as_canvas(occasion(), items)
        markdown = as_canvas(occasion(), items, most=most)
        assert len(markdown.encode()) <= most
        if markdown != whole:
            assert markdown.endswith(f"\n\n{CUT}\n")
            assert set(markdown.removesuffix(f"{CUT}\n").split("\n")) <= set(whole.split("\n"))
        assert fault_in(markdown) == ""


@given(words)
def test_escaped_words_read_as_they_were_written(typed: str) -> None:
    markdown = f"- {escaped(typed)}"
    assert words_of(markdown) == _shown(typed)
    assert [token.type for token in MARKDOWN.parse(markdown) if token.type not in ("inline", "paragraph_open",
            "paragraph_close")] == ["bullet_list_open", "list_item_open", "list_item_close", "bullet_list_close"]  # fmt: skip


def _shown(text: str) -> str:
    """Words as CommonMark reads them: it knows no NUL."""
    return one_line(text).replace("\0", "\ufffd")


def _form(markdown: str) -> list[str]:
    """What it is made of, without what is written in it."""
    return [
        token.type
        for token in MARKDOWN.parse(markdown)
        if token.type not in ("inline", "paragraph_open", "paragraph_close")
    ]


def _planned(items: Sequence[Item]) -> QuarterPlan:
    milestones = [one for one in items if one.kind is ItemKind.MILESTONE]
    placements = [Item(f"p{one.key}", ItemKind.PLACEMENT, "", (one.key,), {"week": 1}) for one in milestones]
    return plan_from([*items, *placements], 13, 2)

"""Replies under a reveal count as notes: each once, as its words are now, however Slack tells of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.items import ASKED, ItemKind
from okra.proceedings import applied
from okra.refusal import Refused
from okra.script import read_script
from okra.session import What
from okra.steps.reveal import Reply, Withdraw
from okra.steps.step import Ask, Who
from okra.steps.write import Write
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, Hall, Table, item, script_text

ASKS = (Ask(ItemKind.ATTRACTOR, "What pulled"), Ask(ItemKind.DETRACTOR, "What pushed"))
PULL, PUSH = 0, 1
NOTES = (
    item("s1/both/1", "The mentors", ItemKind.ATTRACTOR, asked="What pulled"),
    item("s1/both/2", "The vendor is slow", ItemKind.DETRACTOR, asked="What pushed"),
)


def step(*, threads: bool = True, objective: str | None = None) -> Table:
    """A reveal with two threads."""
    options = {"of": "both", "threads": threads}
    return Table("reveal", options, inputs=NOTES, objective=objective, asks={"both": ASKS})


def said(table: Table) -> list[str]:
    """The replies that count."""
    return [reply.text for reply in table.state.replies]


def at(second: float) -> str:
    """Slack's timestamp of a second."""
    return f"{1_788_000_000 + second:.6f}"


class TestAReply:
    def test_is_a_note_of_what_its_thread_asks_in_its_writers_name(self) -> None:
        table = step(objective="okr/o1")
        table.do(Reply(at(1), at(1), PUSH, "  We wait for the bank "), CLEO)
        (note,) = table.handed_on
        assert (note.kind, note.text, note.hangs_on) == (ItemKind.DETRACTOR, "We wait for the bank", ("okr/o1",))
        assert note.facts == {"author": CLEO, ASKED: "What pushed"}
        assert note.key == f"s1/step/reply:{at(1)}"

    @pytest.mark.parametrize("text", ["The mentors", " the  MENTORS\n", "THE\tmentors"])
    def test_that_says_what_a_note_says_does_not_count_twice(self, text: str) -> None:
        table = step()
        table.do(Reply(at(1), at(1), PULL, text), CLEO)
        assert said(table) == []

    def test_may_say_in_one_thread_what_a_note_says_in_the_other(self) -> None:
        table = step()
        table.do(Reply(at(1), at(1), PUSH, "The mentors"), CLEO)
        assert said(table) == ["The mentors"]

    def test_that_says_what_another_says_counts_once_whoever_wrote_it(self) -> None:
        table = step()
        table.do(Reply(at(2), at(2), PULL, "the bank"), DAN)
        table.do(Reply(at(1), at(1), PULL, "The bank"), CLEO)
        assert [(reply.author, reply.text) for reply in table.state.replies] == [(CLEO, "The bank")]
        table.do(Withdraw(at(1), at(3), PULL), CLEO)
        assert [(reply.author, reply.text) for reply in table.state.replies] == [(DAN, "the bank")]

    @pytest.mark.parametrize("text", ["", "   ", "👍", "+1", "…", "!!!", "\u200b"])
    def test_without_a_word_is_no_note(self, text: str) -> None:
        table = step()
        table.do(Reply(at(1), at(1), PULL, text), CLEO)
        assert said(table) == []

    def test_too_long_is_not_cut_and_counts_once_it_is_shorter(self) -> None:
        table = step()
        table.do(Reply(at(1), at(1), PULL, "x" * 601), CLEO)
        assert said(table) == []
        assert "xxx" not in str(table.rows)
        table.do(Reply(at(1), at(2), PULL, "x" * 600), CLEO)
        assert said(table) == ["x" * 600]

    def test_that_is_taken_away_leaves_neither_words_nor_writer(self) -> None:
        table = step()
        table.do(Reply(at(1), at(1), PULL, "In anger"), CLEO)
        table.do(Withdraw(at(1), at(2), PULL), CLEO)
        assert said(table) == []
        assert [(row.author, "anger" in str(row.body)) for row in table.rows] == [(None, False)]

    def test_comes_from_somebody_in_the_session(self) -> None:
        with pytest.raises(Refused, match="not in this session"):
            step().do(Reply(at(1), at(1), PULL, "Let me in"), EVE)

    @pytest.mark.parametrize("ask", [-1, 2])
    def test_belongs_to_a_thread_that_is_there(self, ask: int) -> None:
        with pytest.raises(Refused, match="for reading"):
            step().do(Reply(at(1), at(1), ask, "Where am I?"), CLEO)

    def test_is_talk_where_there_are_no_threads(self) -> None:
        with pytest.raises(Refused, match="for reading"):
            step(threads=False).do(Reply(at(1), at(1), PULL, "A question"), CLEO)


def test_each_thread_has_the_notes_of_its_box() -> None:
    state = step().state
    assert [[note.text for note in state.under(ask)] for ask in (PULL, PUSH)] == [
        ["The mentors"],
        ["The vendor is slow"],
    ]


@dataclass(frozen=True)
class Message:
    """All that happened to one message in a thread: its wordings, the last one first deleted if `gone`."""

    number: int
    author: str
    ask: int
    wordings: tuple[str, ...]
    gone: bool

    @property
    def ts(self) -> str:
        """When it was written."""
        return at(self.number)

    def deeds(self) -> list[tuple[str, Reply | Withdraw]]:
        """What Slack tells of it, in its order."""
        happened: list[tuple[str, Reply | Withdraw]] = [
            (self.author, Reply(self.ts, at(self.number + version / 1_000), self.ask, text))
            for version, text in enumerate(self.wordings)
        ]
        return [*happened, (self.author, Withdraw(self.ts, at(self.number + 0.5), self.ask))] if self.gone else happened


WORDS = st.sampled_from(["The mentors", "the mentors ", "Lunch", "lunch", "The bank", "👍", "", "y" * 700, "Noise "])
MESSAGES = st.lists(
    st.tuples(
        st.sampled_from([ADA, BEN, CLEO, DAN]),
        st.sampled_from([PULL, PUSH]),
        st.lists(WORDS, min_size=1, max_size=4).map(tuple),
        st.booleans(),
    ),
    max_size=7,
).map(lambda found: [Message(number, *one) for number, one in enumerate(found, 1)])


def model(messages: Sequence[Message]) -> list[tuple[str, int, str]]:
    """What counts when all is said: the last wording of each that is there, the first of those that say the same."""
    seen = {(PULL, "the mentors"), (PUSH, "the vendor is slow")}
    found = []
    for one in messages:
        text = one.wordings[-1].strip()
        folded = (one.ask, " ".join(text.lower().split()))
        if one.gone or not any(sign.isalpha() for sign in text) or len(text) > 600 or folded in seen:
            continue
        seen.add(folded)
        found.append((one.author, one.ask, text))
    return found


@given(MESSAGES, st.data())
def test_however_often_and_in_whatever_order_slack_tells_it_all_that_counts_is_what_stands_there(
    messages: list[Message], data: st.DataObject
) -> None:
    once = [deed for message in messages for deed in message.deeds()]
    again = data.draw(st.lists(st.sampled_from(once), max_size=8)) if once else []
    table = step()
    for author, deed in data.draw(st.permutations([*once, *again])):
        table.do(deed, author)
    assert [(reply.author, reply.ask, reply.text) for reply in table.state.replies] == model(messages)
    assert all("y" * 700 not in str(row.body) for row in table.rows)


@given(MESSAGES)
def test_at_every_moment_what_counts_is_what_slack_has_told_so_far(messages: list[Message]) -> None:
    table = step()
    happened = sorted((deed.at, author, deed) for message in messages for author, deed in message.deeds())
    for number, (_, author, deed) in enumerate(happened, 1):
        table.do(deed, author)
        told = [entry[2] for entry in happened[:number]]
        so_far = [
            Message(
                one.number,
                one.author,
                one.ask,
                tuple(each.text for each in told if isinstance(each, Reply) and each.ts == one.ts),
                any(isinstance(each, Withdraw) and each.ts == one.ts for each in told),
            )
            for one in messages
            if any(each.ts == one.ts for each in told)
        ]
        assert [(reply.author, reply.ask, reply.text) for reply in table.state.replies] == model(so_far)


SCRIPT = read_script(
    script_text(
        ("both", "write", "{asks: [{kind: attractor, label: What pulled}, {kind: detractor, label: What pushed}]}"),
        ("read", "reveal", "{of: both, threads: true}"),
        ("group", "cluster", "{of: [attractor, detractor]}"),
        ("vote", "vote", "{of: [cluster]}"),
        gives="attractor, detractor",
    ),
    "test.yaml",
)


class TestWhileTheSessionGoesOn:
    def hall(self) -> Hall:
        """At the vote; Cleo wrote a note."""
        hall = Hall(SCRIPT)
        hall.do(Write("n1", "The mentors", PULL))
        hall.go_to("vote")
        return hall

    def replies(self, hall: Hall, deed: Reply | Withdraw) -> None:
        """Dan replies in a thread of the reveal."""
        changes = hall.proceedings.act(deed, Who(DAN), "read")
        hall.rows["read"] = applied(hall.rows.get("read", ()), changes)

    def test_a_reply_counts_in_later_steps_where_it_stands_alone(self) -> None:
        hall = self.hall()
        self.replies(hall, Reply(at(1), at(1), PUSH, "We wait for the bank"))
        assert [one.text for one in hall.state.items] == ["The mentors", "We wait for the bank"]
        self.replies(hall, Withdraw(at(1), at(2), PUSH))
        assert [one.text for one in hall.state.items] == ["The mentors"]

    def test_a_step_that_was_not_reached_takes_no_reply(self) -> None:
        with pytest.raises(Refused, match="has gone on"):
            self.replies(Hall(SCRIPT), Reply(at(1), at(1), PULL, "Too early"))

    def test_a_reply_is_taken_also_when_the_session_went_back(self) -> None:
        hall = self.hall()
        hall.go_to("both")
        self.replies(hall, Reply(at(1), at(1), PULL, "And lunch"))
        hall.go_to("group")
        assert [note.text for note in hall.state.notes] == ["The mentors", "And lunch"]

    def test_no_reply_is_taken_once_the_session_is_over(self) -> None:
        hall = self.hall()
        hall.command(What.ENDED)
        with pytest.raises(Refused, match="is over"):
            self.replies(hall, Reply(at(1), at(1), PULL, "Too late"))

    def test_what_is_no_lasting_deed_is_refused_elsewhere(self) -> None:
        with pytest.raises(Refused, match="has gone on"):
            self.hall().proceedings.act(Write("n2", "Late"), Who(CLEO), "both")

    def test_a_reply_with_the_words_of_a_note_that_is_still_hidden_shows_nothing_of_it(self) -> None:
        hall = self.hall()
        self.replies(hall, Reply(at(1), at(1), PULL, "the mentors"))
        hall.go_to("both")
        assert [one.text for one in hall.proceedings.items() if one.kind is ItemKind.ATTRACTOR] == ["the mentors"]

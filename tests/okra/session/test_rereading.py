"""A thread is read again after a silence: what was not heard is made up for, whatever comes late or meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from okra.rereading import Found, missed
from okra.steps.reveal import Reply, Withdraw
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, Table
from tests.okra.session.test_replies import PULL, PUSH, WORDS, Message, at, model, said, step

Told = tuple[str, Reply | Withdraw]


@dataclass(frozen=True)
class Deed:
    """Something that somebody does in the thread: writes, or edits or deletes one of what is there, by its place."""

    author: str
    text: str
    which: int | None = None
    deletes: bool = False
    fate: str = "heard"


@dataclass
class Thread:
    """What really stands in Slack, and what Slack would tell of each deed."""

    there: dict[str, Message]
    edited: dict[str, str]
    seconds: int = 0

    def do(self, deed: Deed) -> Told | None:
        """Do it, some seconds after the last one. None where nothing is there to be edited or deleted."""
        self.seconds += 7
        now = at(self.seconds + 0.25)
        if deed.which is None:
            self.there[now] = Message(self.seconds, deed.author, PULL, (deed.text,), gone=False)
            return deed.author, Reply(now, now, PULL, deed.text)
        if not self.there:
            return None
        ts = sorted(self.there)[deed.which % len(self.there)]
        if deed.deletes:
            del self.there[ts]
            return "", Withdraw(ts, now, PULL)
        message = self.there[ts]
        self.there[ts] = replace(message, wordings=(deed.text,))
        self.edited[ts] = at(self.seconds)
        return message.author, Reply(ts, now, PULL, deed.text)

    def read(self) -> list[Found]:
        """What it shows."""
        return [Found(ts, self.edited.get(ts, ts), one.author, one.wordings[0]) for ts, one in self.there.items()]


DEEDS = st.builds(
    Deed,
    st.sampled_from([ADA, BEN, CLEO, DAN]),
    WORDS,
    st.one_of(st.none(), st.integers(0, 5)),
    st.booleans(),
    st.sampled_from(["heard", "heard", "lost", "late"]),
)


def fates(thread: Thread, deeds: Sequence[Deed]) -> list[tuple[str, Told]]:
    """What Slack tells of deeds, and when: of a message of which something is told late, what came after is not lost.

    Slack gives each event the same time, and the later one was told later.
    """
    late: set[str] = set()
    found = []
    for deed in deeds:
        told = thread.do(deed)
        if told is None:
            continue
        fate = "late" if deed.fate == "lost" and told[1].ts in late else deed.fate
        if fate == "late":
            late.add(told[1].ts)
        found.append((fate, told))
    return found


def hears(table: Table, told: Sequence[Told | None]) -> None:
    """What Slack tells reaches us."""
    for one in told:
        if one is not None:
            author, deed = one
            table.do(deed, author or None)


def reads_again(table: Table, found: Sequence[Found], knew: Sequence[str] | None = None, **more: Any) -> list[Told]:
    """A thread is read again; what was missed, which is made up for."""
    before = table.state.known(PULL) if knew is None else knew
    made_up = list(missed(table.state, PULL, found, {one.ts for one in found}, before, **more))
    hears(table, made_up)
    return made_up


def counting(table: Table) -> list[tuple[str, int, str]]:
    """The replies that count."""
    return [(reply.author, reply.ask, reply.text) for reply in table.state.replies]


@given(st.lists(DEEDS, max_size=10), st.lists(DEEDS, max_size=4), st.data())
def test_whatever_was_lost_what_counts_afterwards_is_what_stands_there(
    before: list[Deed], meanwhile: list[Deed], data: st.DataObject
) -> None:
    thread, table = Thread({}, {}), step()
    told = fates(thread, before)
    hears(table, data.draw(st.permutations([one for fate, one in told if fate == "heard"])))
    knew, found = table.state.known(PULL), thread.read()
    hears(table, [thread.do(deed) for deed in meanwhile])
    reads_again(table, found, knew)
    hears(table, data.draw(st.permutations([one for fate, one in told if fate == "late"])))
    assert counting(table) == model(list(thread.there.values()))


@given(st.lists(DEEDS, max_size=10))
def test_reading_a_second_time_finds_nothing_more(deeds: list[Deed]) -> None:
    thread, table = Thread({}, {}), step()
    hears(table, [told for deed in deeds if (told := thread.do(deed)) and deed.fate == "heard"])
    reads_again(table, thread.read())
    assert reads_again(table, thread.read()) == []


def test_two_wordings_of_one_second_are_told_apart_by_what_stands_there() -> None:
    table = step()
    table.do(Reply(at(1.2), at(1.4), PULL, "In haste"), CLEO)
    reads_again(table, [Found(at(1.2), at(1), CLEO, "At leisure")])
    assert said(table) == ["At leisure"]
    table.do(Reply(at(1.2), at(1.6), PULL, "At last"), CLEO)
    assert said(table) == ["At last"]


def test_what_is_too_long_is_noticed_once() -> None:
    table = step()
    long = Found(at(1), at(1), CLEO, "x" * 601)
    assert len(reads_again(table, [long])) == 1
    assert reads_again(table, [long]) == []
    assert said(table) == []


def test_the_other_thread_is_left_alone() -> None:
    table = step()
    table.do(Reply(at(1), at(1), PUSH, "We wait for the bank"), CLEO)
    assert reads_again(table, []) == []
    assert said(table) == ["We wait for the bank"]


def test_a_reply_of_somebody_whose_replies_count_no_longer_stays_as_long_as_it_stands_there() -> None:
    table = step()
    table.do(Reply(at(1), at(1), PULL, "Lunch"), CLEO)
    assert list(missed(table.state, PULL, [], {at(1)}, {at(1)})) == []


class TestASessionThatIsOver:
    def test_takes_what_was_written_before_its_end_and_nothing_after_it(self) -> None:
        table = step()
        found = [Found(at(1), at(1), CLEO, "Lunch"), Found(at(9), at(9), DAN, "After the end")]
        reads_again(table, found, until=at(5))
        assert said(table) == ["Lunch"]

    def test_follows_no_edit_after_its_end_but_takes_words_that_it_never_heard(self) -> None:
        table = step()
        table.do(Reply(at(1), at(1), PULL, "Lunch"), CLEO)
        found = [Found(at(1), at(9), CLEO, "Dinner"), Found(at(2), at(9), DAN, "The bank")]
        reads_again(table, found, until=at(5))
        assert said(table) == ["Lunch", "The bank"]

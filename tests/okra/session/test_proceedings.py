"""A whole session from its rows: what may be seen when, and who was quicker."""

from dataclasses import replace

import pytest

from okra.items import ItemKind
from okra.proceedings import applied
from okra.refusal import Refused
from okra.script import read_script
from okra.session import What
from okra.steps.blockers import Name
from okra.steps.cluster import Group
from okra.steps.draft import Write as Draft
from okra.steps.pair import Form
from okra.steps.pair import Write as Entry
from okra.steps.present import Bring
from okra.steps.step import Contribution, Drop, Put, QuickerError, Who
from okra.steps.vote import Spend
from okra.steps.write import Done, Write
from tests.okra.session.hall import ADA, BEN, CLEO, DAN, EVE, WHOLE, Hall, item, texts


def with_notes() -> Hall:
    hall = Hall()
    hall.go_to("ideas")
    hall.do(Write("a", "idea a"), CLEO)
    hall.go_to("silent")
    hall.do(Write("b", "worry b"), None, pad="key")
    return hall


def test_notes_are_handed_on_from_their_reveal_and_not_before() -> None:
    hall = with_notes()
    assert hall.proceedings.items() == ()
    assert hall.state.setting.room.inputs == ()
    hall.go_to("read")
    assert texts(hall.proceedings.items()) == {"idea a"}
    hall.go_to("hear")
    assert texts(hall.proceedings.items()) == {"idea a", "worry b"}


def test_no_later_step_can_be_looked_at_to_see_them_early() -> None:
    hall = with_notes()
    for index in range(len(hall.script.steps)):
        assert hall.proceedings.state(index).setting.room.inputs == ()


def test_a_note_written_after_going_back_waits_for_its_reveal_again() -> None:
    hall = with_notes()
    hall.go_to("group")
    hall.go_to("ideas")
    hall.do(Write("c", "idea c"), DAN)
    assert "idea c" not in texts(hall.proceedings.items())
    hall.go_to("group")
    assert "idea c" in texts(hall.proceedings.items())


@pytest.mark.parametrize("step", ["vote", "pairs"])
def test_what_people_contribute_for_themselves_is_handed_on_when_the_step_is_over(step: str) -> None:
    hall = with_notes()
    hall.go_to(step)
    (topic, *_) = (item.key for item in hall.proceedings.items() if item.kind is ItemKind.CLUSTER)
    if step == "pairs":
        hall.do(Form(), BEN)
        writer = next(group.people[0] for group in hall.state.groups if topic in group.topics)
        hall.do(Entry("e", topic, 0, "told early"), writer)
    else:
        hall.do(Spend({topic: 2}), CLEO)
    before = len(hall.proceedings.items())
    hall.move()
    assert len(hall.proceedings.items()) == before + 1


def test_a_blocker_is_seen_by_all_as_soon_as_it_is_named() -> None:
    hall = with_notes()
    hall.go_to("blockers")
    hall.do(Name("x", "s1/ideas/a", "told at once"), CLEO)
    assert "told at once" in texts(hall.proceedings.items())


def test_the_end_hands_on_everything_wherever_the_session_stood() -> None:
    hall = with_notes()
    hall.go_to("draft")
    hall.do(Draft("o", ItemKind.OBJECTIVE, "an objective"), CLEO)
    hall.go_to("ideas")
    assert "an objective" in texts(hall.proceedings.items())
    hall.command(What.ENDED)
    assert {"idea a", "worry b", "an objective"} <= texts(hall.proceedings.items())


def test_a_session_that_ends_in_silence_loses_nobodys_words() -> None:
    hall = with_notes()
    hall.command(What.ENDED)
    assert texts(hall.proceedings.items()) == {"idea a", "worry b"}


def test_who_acts_in_a_step_that_is_gone_is_told_where_the_session_is() -> None:
    hall = with_notes()
    with pytest.raises(Refused, match="The session has gone on: it is at “silent” now"):
        hall.proceedings.act(Write("z", "late"), Who(CLEO), "ideas")
    hall.command(What.ENDED)
    with pytest.raises(Refused, match="over"):
        hall.proceedings.act(Write("z", "late"), Who(CLEO), "silent")


def test_a_pause_stops_the_clock_not_the_pens() -> None:
    hall = Hall()
    hall.go_to("ideas")
    hall.command(What.PAUSED)
    hall.do(Write("a", "still writing"), CLEO)
    assert hall.rows["ideas"]


def test_latecomers_count_as_soon_as_they_join() -> None:
    hall = Hall()
    hall.go_to("ideas")
    hall.do(Done(), CLEO)
    assert (hall.proceedings.turnout().done, hall.proceedings.turnout().of) == (1, 4)
    hall.command(What.JOINED, EVE)
    hall.do(Done(), EVE)
    assert (hall.proceedings.turnout().done, hall.proceedings.turnout().of) == (2, 5)


def test_the_lead_may_do_what_the_facilitator_may() -> None:
    hall = Hall()
    hall.do(Bring("our goals"), ADA)
    assert hall.state.text == "our goals"


def test_going_back_and_undoing_a_group_gives_nobodys_dots_to_another_group() -> None:
    hall = with_notes()
    hall.go_to("group")
    hall.do(Group(("s1/ideas/a",), "one"), BEN)
    made = hall.state.clusters[0]
    hall.go_to("vote")
    hall.do(Spend({f"s1/group/{made.id}": 2}), CLEO)
    hall.go_to("group")
    hall.rows["group"] = ()
    hall.do(Group(("s1/silent/b",), "another"), BEN)
    hall.go_to("vote")
    assert hall.state.own(CLEO) == {}


def row(key: str, text: str = "") -> Contribution:
    return Contribution(key, CLEO, {"text": text})


def test_rows_are_written_over_dropped_and_written_fresh() -> None:
    rows = applied((), [Put(row("a", "1")), Put(row("b"), fresh=True)])
    rows = applied(rows, [Put(row("a", "2")), Drop("b"), Drop("gone")])
    assert rows == (row("a", "2"),)


def test_a_fresh_row_whose_key_is_taken_writes_nothing_at_all() -> None:
    rows = (row("a"),)
    with pytest.raises(QuickerError, match="a"):
        applied(rows, [Put(row("b")), Put(row("a", "theirs"), fresh=True)])


def test_of_two_who_edit_one_draft_at_once_the_second_is_told_the_newer_text() -> None:
    hall = with_notes()
    hall.go_to("draft")
    hall.do(Draft("o", ItemKind.OBJECTIVE, "first"), CLEO)
    seen = hall.proceedings
    theirs = seen.act(Draft("o", ItemKind.OBJECTIVE, "theirs", version=1), Who(DAN), "draft")
    hall.do(Draft("o", ItemKind.OBJECTIVE, "mine", version=1), CLEO)
    with pytest.raises(QuickerError):
        applied(hall.rows["draft"], theirs)
    with pytest.raises(Refused, match="It now says “mine”"):
        hall.do(Draft("o", ItemKind.OBJECTIVE, "theirs", version=1), DAN)


@pytest.mark.parametrize(
    ("about", "objectives", "hangs_on"),
    [("objective", 1, ("o0",)), ("objective", 2, ()), ("cycle", 1, ()), ("plan", 1, ()), ("objective", 0, ())],
)
def test_notes_of_a_retro_hang_on_the_objective_that_it_is_about(
    about: str, objectives: int, hangs_on: tuple[str, ...]
) -> None:
    hall = Hall(read_script(f"about: {about}\n{WHOLE}", "test.yaml"))
    hall.go_to("ideas")
    hall.do(Write("a", "idea a"), CLEO)
    carried = [item(f"o{number}", kind=ItemKind.OBJECTIVE) for number in range(objectives)]
    hall.go_to("read")
    course = replace(hall.proceedings, carried=(*carried, item("k", kind=ItemKind.KEY_RESULT)))
    assert [one.hangs_on for one in course.items()] == [hangs_on]

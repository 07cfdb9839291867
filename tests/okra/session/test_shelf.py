"""The shelf: what a team can begin, and what is its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.script import built_in, built_in_text
from okra.shelf import Listed, called, shelf, short
from tests.okra.session.hall import WHOLE

ONE = built_in_text("session-1")


def by_name(own: dict[str, str]) -> dict[str, Listed]:
    """The shelf by name; no name stands there twice."""
    listed = shelf(own)
    assert len({one.name for one in listed}) == len(listed)
    return {one.name: one for one in listed}


def test_without_own_scripts_there_are_those_that_come_with_okra() -> None:
    found = by_name({})
    assert set(found) == set(built_in())
    assert not any(one.is_own or one.instead or one.fault for one in found.values())
    assert found["session-1"].minutes == built_in()["session-1"].minutes


def test_own_ones_come_first() -> None:
    listed = shelf({"zebra": WHOLE, "aunt": WHOLE})
    assert [one.name for one in listed][:2] == ["aunt", "zebra"]
    assert [one.is_own for one in listed] == [True, True] + [False] * len(built_in())


@pytest.mark.parametrize(
    ("text", "changed"), [(ONE, False), (ONE + "# a remark\n", False), (ONE.replace("objectives", "aims", 1), True)]
)
def test_one_of_the_same_name_stands_in_place_of_ours(text: str, changed: bool) -> None:
    one = by_name({"session-1": text})["session-1"]
    assert (one.is_own, one.instead, one.changed) == (True, True, changed)


def test_one_that_is_faulty_now_is_listed_with_what_is_wrong_first() -> None:
    found = by_name({"old": ONE.replace("kind: present", "kind: song"), "session-1": "a: ["})
    assert found["old"].title == "old"
    assert found["old"].fault.startswith("line ")
    assert "steps[1].kind: is none of" in found["old"].fault
    assert found["session-1"].instead
    assert "cannot be read" in found["session-1"].fault


@given(st.sampled_from([*built_in(), "warm-up", "session-5", "session-", "12"]))
def test_what_people_say_for_a_script_means_that_script(name: str) -> None:
    assert called(short(name)) == name


@pytest.mark.parametrize(("said", "name"), [("1", "session-1"), ("5", "5"), ("Time-Machine", "time-machine")])
def test_numbers_are_short_for_the_method_s_own_sessions(said: str, name: str) -> None:
    assert called(said) == name

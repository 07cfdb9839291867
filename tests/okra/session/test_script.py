"""Scripts: data that a team may change, with every fault named at once."""

from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.items import ItemKind
from okra.script import About, ScriptFaultsError, built_in, built_in_text, read_script
from okra.script_writer import write_script
from tests.okra.session.hall import WHOLE, script_text

MINUTES = {
    "session-0": 30, "session-1": 60, "session-2": 75, "session-3": 90, "session-4": 75, "time-machine": 45, "retro": 45,
    "retro-end": 85, "start-stop-continue": 36, "four-ls": 45, "sailboat": 50,
}  # fmt: skip
IDEAS = ("ideas", "write", "{asks: [{label: An idea}]}")
READ = ("read", "reveal", "{of: ideas}")
GROUP = ("group", "cluster", "{of: [note]}")


def faults(text: str) -> list[str]:
    with pytest.raises(ScriptFaultsError) as refused:
        read_script(text, "ours.yaml")
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize(("name", "minutes"), MINUTES.items())
def test_the_sessions_of_the_method_take_as_long_as_they_should(name: str, minutes: int) -> None:
    text = (files("okra") / "scripts" / f"{name}.yaml").read_text("utf-8")
    script = read_script(text, f"{name}.yaml")
    assert (script.name, script.minutes) == (name, minutes)
    assert read_script(write_script(script), "copy.yaml") == script


def test_each_session_finds_what_it_takes_in_an_earlier_one() -> None:
    folder = files("okra") / "scripts"
    given: set[ItemKind] = set()
    for number in range(5):
        script = read_script((folder / f"session-{number}.yaml").read_text("utf-8"), "")
        assert set(script.takes) <= given or number == 0, number
        given.update(script.gives)


def test_a_script_with_every_kind_of_step_is_read_and_written_back_to_the_same() -> None:
    script = read_script(WHOLE, "whole.yaml")
    used = {step.kind for name in MINUTES for step in built_in()[name].steps}
    assert used <= {step.kind for step in script.steps}
    assert read_script(write_script(script), "copy.yaml") == script


def test_options_that_the_script_leaves_out_have_their_defaults() -> None:
    script = read_script(script_text(IDEAS), "ours.yaml")
    assert (script.step("ideas").options["most"], script.step("ideas").options["anonymous"]) == (10, False)


def test_a_round_is_anonymous_where_its_script_says_so() -> None:
    script = read_script(WHOLE, "whole.yaml")
    assert [step.id for step in script.steps if step.anonymous] == ["silent", "pulse"]


def test_every_fault_is_named_at_once_with_file_line_and_field() -> None:
    text = script_text(IDEAS, ("read", "reveel", "{of: ideas}")).replace("minutes: 20", "minutes: 25")
    text = text.replace("title: A test\n", "titel: A test\n").replace("live: 10", "live: soon", 1)
    said = faults(text)
    assert any(one.startswith("ours.yaml, line 1, title: is missing") for one in said)
    assert any(one.startswith("ours.yaml, line 2, titel: is not known here") for one in said)
    assert any("line 13, steps[1].live: should be a whole number" in one for one in said)
    assert any("steps[2].kind: is none of" in one for one in said)
    assert len(said) == len(set(said)) == 4


def test_what_the_whole_shows_is_told_together_with_the_faults_of_its_parts() -> None:
    text = script_text(IDEAS, READ).replace("minutes: 20", "minutes: 25").replace("purpose: To see.", "purpose: ''")
    said = faults(text)
    assert [one.split(": ")[0] for one in said] == ["ours.yaml, line 3, purpose", "ours.yaml, line 7, minutes"]


@pytest.mark.parametrize(
    ("steps", "gives", "fault"),
    [
        ([IDEAS, IDEAS], "note", "id: is used twice"),
        ([IDEAS, ("read", "reveal", "{of: idea}")], "note", "of: names idea, which is no earlier write step"),
        ([IDEAS, GROUP], "note", "kind: comes before the notes of ideas are revealed"),
        ([IDEAS, ("show", "present", "{shows: [note]}"), READ], "note", "kind: comes before the notes of ideas are revealed"),
        ([IDEAS, READ], "vision", "gives: names vision, but no step makes one"),
        ([("vote", "vote", "{of: [cluster]}")], "votes", "of: names cluster, but no step before this one makes any"),
        ([("pair", "pair", "{over: [cluster], asks: [{kind: pain, label: P}]}")], "pain", "over: names cluster"),
        ([("ideas", "write", "{asks: [{label: An idea}], mots: 3}")], "note", "mots: is not known here"),
        ([("ideas", "write", "{asks: [{label: An idea}], most: 0}")], "note", "most: should be a whole number from 1 to 20"),
        ([("ideas", "write", "{}")], "note", "asks: is missing"),
        ([("Ideas!", "write", "{asks: [{label: An idea}]}")], "note", "id: should be small letters"),
    ],
)  # fmt: skip
def test_a_script_that_could_not_be_run_is_refused(steps: list[tuple[str, str, str]], gives: str, fault: str) -> None:
    assert any(fault in one for one in faults(script_text(*steps, gives=gives)))


def test_what_is_taken_along_can_be_worked_on() -> None:
    text = script_text(("score", "score", "{of: [milestone]}"), gives="score", takes="milestone")
    assert read_script(text, "ours.yaml").takes == (ItemKind.MILESTONE,)


def test_our_own_are_there_as_they_stand_in_their_files() -> None:
    for name, script in built_in().items():
        assert f"\nname: {name}\n" in f"\n{built_in_text(name)}"
        assert read_script(built_in_text(name), "copy.yaml") == script
    with pytest.raises(KeyError):
        built_in_text("../script")


def test_a_name_is_no_number_alone() -> None:
    text = script_text(IDEAS).replace("name: test\n", "name: 1\n")
    assert faults(text) == ["ours.yaml, line 1, name: is a number alone; put a word to it, as in session-1"]


def test_more_steps_than_anybody_would_run_are_counted_and_not_read() -> None:
    steps = [(f"ideas-{number}", "write", "{asks: [{label: An idea}]}") for number in range(41)]
    assert faults(script_text(*steps)) == ["ours.yaml, line 9, steps: has 41 entries; 40 fit"]
    assert len(read_script(script_text(*steps[:40]), "ours.yaml").steps) == 40


@pytest.mark.parametrize("text", ["[" + "a," * 29_000 + "]", "steps: [" + "{}," * 19_000 + "]", "- a\n" * 14_000])
def test_what_has_more_parts_than_any_script_is_not_read_to_its_end(text: str) -> None:
    (said,) = faults(text)
    assert said.endswith("cannot be read: it has more than 6000 parts")


@pytest.mark.parametrize("text", ["a: &x [1]\nb: *x", "a: &a [*a]", "a: &a {<<: *a}"])
def test_no_part_stands_for_another_so_that_a_script_is_as_large_as_it_looks(text: str) -> None:
    (said,) = faults(text)
    assert said.endswith("stands for another part here; write that part out")


def test_a_few_lines_that_stand_for_billions_are_refused_at_once() -> None:
    letters = "abcdefghijkl"
    bomb = "a: &a [x]\n" + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in pairwise(letters))
    assert len(faults(bomb + "name: *l\nsteps: *l\n")) == 1


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("purpose: Remember: to breathe", "a sentence with a colon in it needs quotes around it"),
        ("\tpurpose: To see.", "indent with spaces, a tab is not understood"),
    ],
)
def test_the_commonest_slips_are_told_in_plain_words(line: str, advice: str) -> None:
    text = script_text(IDEAS).replace("purpose: To see.", line)
    assert faults(text) == [f"ours.yaml, line 3: cannot be read: {advice}"]


def test_a_name_that_stands_twice_is_a_fault() -> None:
    assert "ours.yaml, line 2, name: stands here twice" in faults("name: a\nname: b\n")


@pytest.mark.parametrize(
    "text",
    [
        "", "- a", "a: [", "a: b: c", "\x00", "title: 2026-02-31", "name: !!python/object:os.system x", "[" * 3000, "{" * 3000,
        "title: &a [*a]", "steps: &a [*a]", "? [a, b]\n: c", "minutes: 1e999", "minutes: 0x", "steps: {a: 1}", "options: {[1]: 2}",
        "a: 1\n---\nb: 2", "title: !!int abc", "x" * 60_001, "steps:\n  - {kind: write, options: {asks: {[1]: 2}}}",
    ],
)  # fmt: skip
def test_no_text_is_too_odd_for_a_clear_answer(text: str) -> None:
    assert faults(text)


lines = WHOLE.splitlines()
mutations = st.tuples(
    st.integers(0, len(lines) - 1),
    st.sampled_from(["", "x", "  - a", "minutes: -1", "  options: {of: 3}", "    options: {asks: [{}], from: {a: b}}", "    live: yes",
                     "    options: {shows: x, over: [], makes: [note, 1], of: [[a]]}", "takes: {a: b}", "    kind: 2026-01-01", "    id: ~"]),
)  # fmt: skip


@given(st.lists(mutations, min_size=1, max_size=4))
def test_a_script_changed_anywhere_is_read_or_refused_with_a_line_that_exists(changes: list[tuple[int, str]]) -> None:
    changed = list(lines)
    for at, line in changes:
        changed[at] = line
    try:
        script = read_script("\n".join(changed), "ours.yaml")
    except ScriptFaultsError as refused:
        assert all(1 <= fault.line <= len(changed) + 1 for fault in refused.faults)
    else:
        assert read_script(write_script(script), "copy.yaml") == script


@pytest.mark.parametrize("about", ["objective", "cycle", "plan"])
def test_a_script_says_what_it_works_on(about: str) -> None:
    script = read_script(f"about: {about}\n{script_text(IDEAS)}", "ours.yaml")
    assert script.about == about
    assert read_script(write_script(script), "copy.yaml") == script


def test_a_script_that_says_nothing_of_it_works_on_the_plan() -> None:
    assert read_script(script_text(IDEAS), "ours.yaml").about is About.PLAN
    assert "about: is none of" in faults(f"about: life\n{script_text(IDEAS)}")[0]

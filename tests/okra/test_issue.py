"""Issues: how old, in which order, and what people's words do to them."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from okra.issue import Issue, IssueState, Raised, Said, age_in_weeks, in_order_for, lines, revise, standing

NOW = datetime(2026, 9, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def an_issue(number: int, owner: str = "UBEN", days_old: int = 0) -> Issue:
    return Issue(number, 1, owner, f"issue {number}", IssueState.OPEN, NOW - days_old * DAY)


def test_the_age_counts_full_weeks_and_is_never_negative() -> None:
    assert [age_in_weeks(an_issue(1, days_old=days), NOW) for days in (-3, 0, 6, 7, 20, 21)] == [0, 0, 0, 1, 2, 3]


def test_own_issues_come_first_and_the_oldest_of_each() -> None:
    issues = [an_issue(1, "UADA", 2), an_issue(2, "UBEN", 1), an_issue(3, "UADA", 9), an_issue(4, "UBEN", 8)]
    assert [issue.id for issue in in_order_for("UBEN", issues)] == [4, 2, 3, 1]


def test_each_line_is_an_issue_without_list_marks_blanks_and_repetitions() -> None:
    assert lines("- No designer\n\n  * Legal review\r\n• مرحبا\nNo designer\n-5 % traffic\n") == (
        "No designer",
        "Legal review",
        "مرحبا",
        "-5 % traffic",
    )


@given(st.text(max_size=300))
def test_no_typed_word_gets_lost_between_lines(text: str) -> None:
    assert {word for line in lines(text) for word in line.split()} >= {
        word for word in text.split() if word not in ("-", "*", "•")
    }


def test_an_issue_of_which_nothing_was_said_is_open() -> None:
    assert standing([]).state is IssueState.OPEN


def test_the_newest_word_counts() -> None:
    said = [Said(NOW + DAY, IssueState.SOLVED), Said(NOW, IssueState.NEEDS_HELP, "Legal")]
    stands = standing(said)
    assert (stands.state, stands.help_from, stands.solved_at) == (IssueState.SOLVED, "", NOW + DAY)


def test_a_solved_issue_that_comes_back_is_open_without_a_date() -> None:
    stands = standing([Said(NOW, IssueState.SOLVED), Said(NOW + DAY, IssueState.OPEN)])
    assert (stands.state, stands.solved_at) == (IssueState.OPEN, None)


def test_a_colleagues_still_open_leaves_the_request_for_help() -> None:
    said = [Said(NOW, IssueState.NEEDS_HELP, "Legal", by_owner=True), Said(NOW + DAY, IssueState.OPEN)]
    assert standing(said).help_from == "Legal"


def test_the_owner_takes_the_request_for_help_back() -> None:
    said = [Said(NOW, IssueState.NEEDS_HELP, "Legal"), Said(NOW + DAY, IssueState.OPEN, by_owner=True)]
    assert standing(said).state is IssueState.OPEN


def test_a_request_that_names_nobody_keeps_the_name_that_is_known() -> None:
    said = [Said(NOW, IssueState.NEEDS_HELP, "Legal"), Said(NOW + DAY, IssueState.NEEDS_HELP)]
    assert standing(said).help_from == "Legal"


def test_the_same_lines_again_change_nothing() -> None:
    revision = revise([Raised(1, "a"), Raised(2, "b", touched=True)], ["a", "b"])
    assert (revision.changed, revision.removed, revision.added) == ((), (), ())


def test_a_line_in_new_words_stays_the_same_issue() -> None:
    revision = revise([Raised(1, "No desinger"), Raised(2, "Legal review")], ["No designer", "Legal review"])
    assert (revision.changed, revision.removed, revision.added) == (((1, "No designer"),), (), ())


def test_a_removed_line_goes_if_nobody_has_touched_it() -> None:
    assert revise([Raised(1, "a"), Raised(2, "b")], ["b"]).removed == (1,)


def test_a_removed_line_stays_if_a_colleague_has_spoken_of_it() -> None:
    assert revise([Raised(1, "a", touched=True)], []).removed == ()


def test_a_touched_issue_does_not_become_another_one() -> None:
    revision = revise([Raised(1, "No designer", touched=True)], ["The build is slow"])
    assert (revision.changed, revision.removed, revision.added) == ((), (), ("The build is slow",))


def test_a_touched_issue_may_be_spelled_better() -> None:
    assert revise([Raised(1, "No desinger", touched=True)], ["No designer!"]).changed == ((1, "No designer!"),)


@given(st.lists(st.text(min_size=1, max_size=8), unique=True), st.lists(st.text(min_size=1, max_size=8), unique=True))
def test_after_a_revision_every_wanted_line_is_an_issue_once(old: list[str], wanted: list[str]) -> None:
    raised = [Raised(number, text) for number, text in enumerate(old)]
    revision = revise(raised, wanted)
    changed = dict(revision.changed)
    kept = [changed.get(one.id, one.text) for one in raised if one.id not in revision.removed]
    assert sorted([*kept, *revision.added]) == sorted(wanted)


@given(st.lists(st.text(min_size=1, max_size=8), unique=True), st.lists(st.text(min_size=1, max_size=8), unique=True))
def test_no_touched_issue_is_ever_removed(old: list[str], wanted: list[str]) -> None:
    assert revise([Raised(number, text, touched=True) for number, text in enumerate(old)], wanted).removed == ()

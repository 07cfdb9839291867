"""Which notes say much the same."""

from itertools import combinations
from random import Random
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okra.similarity import suggest

ALIKE = [
    ("The checkout takes nine clicks", "Checkout takes nine clicks, too many"),
    ("Search is slow", "slow SEARCH!"),
    ("Checkuot is slow", "The checkout is too slow"),
    ("Customers cannot find their invoices", "Invoices are hard to find for customers"),
    ("Support answers late", "Support takes too long to answer"),
    ("Login fails on mobile", "Mobile login is broken"),
    ("We deploy once a month", "Deployments happen only once a month"),
    ("Reports are exported by hand", "We export reports manually"),
    ("Teams wait for legal review", "Legal review blocks teams"),
    ("More revenue from partners", "Partner revenue grows"),
    ("Data quality is poor", "Poor quality of data costs us trust"),
    ("The API documentation is outdated", "Outdated docs of the API"),
    ("Nobody owns the design system", "The design system has no owner"),
    ("Password reset does not work", "Resetting the password is broken"),
    ("Refunds", "refund"),
    ("Why not?", "why NOT"),
]
DIFFERENT = [
    ("Checkout is slow", "Checkout is ugly"),
    ("Login is slow", "Search is slow"),
    ("The team is too small", "The office is too small"),
    ("Too many meetings", "Too many tools"),
    ("Support answers late", "Ratings are not visible"),
    ("Customers love the new search", "Customers hate the old invoices"),
    ("Build pipeline is flaky", "Pipeline of sales leads is empty"),
    ("Customers with contract churn", "New contract for customer success"),
    ("Hire two designers", "Hire two engineers for the platform"),
    ("No time for refactoring", "No time for customer interviews"),
    ("Password reset does not work", "Our stand-up does not work"),
    ("Notifications are too noisy", "Notifications arrive late"),
    ("Pricing", "Pricing page confuses customers when comparing plans"),
    ("late", "rate"),
    ("", ""),
    ("!!!", "!!!"),
    ("", "Search is slow"),
]
BEYOND_US = [
    ("Search is slow", "Finding anything takes ages"),
    ("Prices are not visible on mobile", "Mobile users don't see prices"),
]
TOO_EAGER = [("Users leave because of price", "Users leave because of bugs"), ("Login works", "Login does not work")]
SAID = ["checkout", "slow", "button", "customer", "invoice", "mobile", "search", "the", "is", "broken", "export"]
notes = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3),
    st.lists(st.sampled_from(SAID), max_size=5).map(" ".join) | st.text(max_size=12),
    max_size=12,
)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_copies_slips_and_rewordings_are_grouped(one: str, other: str) -> None:
    assert suggest({"a": one, "b": other}) == (("a", "b"),)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_shares_a_word_or_a_turn_of_phrase_is_not(one: str, other: str) -> None:
    assert suggest({"a": one, "b": other}) == ()


@pytest.mark.parametrize(("one", "other"), BEYOND_US)
def test_what_shares_too_few_words_is_left_to_the_facilitator(one: str, other: str) -> None:
    assert suggest({"a": one, "b": other}) == ()


@pytest.mark.parametrize(("one", "other"), TOO_EAGER)
def test_what_differs_in_the_one_word_that_counts_is_suggested_and_left_to_the_facilitator(
    one: str, other: str
) -> None:
    assert suggest({"a": one, "b": other}) == (("a", "b"),)


def test_all_alike_pairs_of_the_table_are_found_among_all_its_notes() -> None:
    table = {
        f"{number}{side}": text for number, pair in enumerate(ALIKE) for side, text in zip("ab", pair, strict=True)
    }
    together = {key: group for group in suggest(table) for key in group}
    assert all(f"{number}b" in together[f"{number}a"] for number in range(len(ALIKE)))


def test_one_note_in_the_middle_does_not_chain_strangers_together() -> None:
    chain = {"a": "checkout button slow", "b": "slow button search", "c": "search button broken"}
    assert suggest({key: chain[key] for key in "ab"}) == (("a", "b"),)
    assert suggest({key: chain[key] for key in "bc"}) == (("b", "c"),)
    assert suggest({key: chain[key] for key in "ac"}) == ()
    assert suggest(chain) in {(("a", "b"),), (("b", "c"),)}


def test_the_largest_group_comes_first_then_the_first_key() -> None:
    texts = {"z": "flaky tests", "y": "tests are flaky", "d": "slow search", "c": "search is slow"}
    assert suggest(texts) == (("c", "d"), ("y", "z"))
    assert suggest(texts | {"x": "Flaky tests!"}) == (("x", "y", "z"), ("c", "d"))


def test_other_alphabets_are_words_too() -> None:
    assert suggest({"a": "Поиск медленный", "b": "медленный поиск!", "c": "検索", "d": "検索"}) == (
        ("a", "b"),
        ("c", "d"),
    )
    assert suggest({"a": "Caf\u00e9 bestellen", "b": "Cafe\u0301 bestellen"}) == (("a", "b"),)


@given(notes, st.randoms())
def test_the_order_of_the_notes_changes_nothing(texts: dict[str, str], chance: Random) -> None:
    mixed = list(texts)
    chance.shuffle(mixed)
    assert suggest({key: texts[key] for key in mixed}) == suggest(texts)


@given(notes)
def test_each_note_is_in_one_group_at_most_and_groups_are_in_order(texts: dict[str, str]) -> None:
    groups = suggest(texts)
    keys = [key for group in groups for key in group]
    assert len(keys) == len(set(keys))
    assert set(keys) <= set(texts)
    assert all(len(group) > 1 and list(group) == sorted(group) for group in groups)
    assert list(groups) == sorted(groups, key=lambda group: (-len(group), group))


@given(notes)
def test_every_two_in_a_group_are_alike_on_their_own(texts: dict[str, str]) -> None:
    for group in suggest(texts):
        for one, other in combinations(group, 2):
            assert suggest({one: texts[one], other: texts[other]}) == ((one, other),)


@given(notes)
def test_two_groups_never_could_be_one(texts: dict[str, str]) -> None:
    for one, other in combinations(suggest(texts), 2):
        assert any(not suggest({a: texts[a], b: texts[b]}) for a in one for b in other)


@pytest.mark.parametrize("words", [3, 60, 2_000])
def test_five_hundred_notes_take_well_under_a_second(words: int) -> None:
    chance = Random(1)
    said = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(words)]
    texts = {f"n{number}": " ".join(chance.choices(said, k=chance.randint(1, 15))) for number in range(500)}
    suggest({"a": "warm", "b": "up"})
    began = thread_time()
    suggest(texts)
    assert thread_time() - began < 1

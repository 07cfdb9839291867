"""What was typed and not sent is kept in the order of typing, until its window is submitted."""

import itertools
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.drafts import Draft
from storage.store import Store
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, NOW, at_once, settle


def keep(store: Store, view_id: str, typed_at: float, words: str, user_id: str = ADA) -> None:
    """Somebody types."""
    with store.begin(HERE) as unit:
        unit.drafts.keep(user_id, "checkin/17", view_id, typed_at, {"plan": words}, NOW)


def submit(store: Store, view_id: str) -> None:
    """Ada submits a window."""
    with store.begin(HERE) as unit:
        unit.drafts.seal(ADA, "checkin/17", view_id, NOW)


def find(store: Store, user_id: str = ADA, workspace: str = HERE) -> Draft | None:
    """What is kept."""
    with store.begin(workspace) as unit:
        return unit.drafts.find(user_id, "checkin/17")


def words(store: Store) -> Any:
    """The words that are kept for Ada, None where there are none."""
    draft = find(store)
    return draft and draft.body["plan"]


def test_the_last_word_counts_however_the_echoes_arrive(store: Store) -> None:
    settle(store)
    for typed_at in (1.0, 3.0, 2.0):
        keep(store, "V1", typed_at, f"typed at {typed_at}")
    assert words(store) == "typed at 3.0"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), key=st.uuids().map(str))
def test_any_order_of_echoes_ends_with_the_newest(sqlite_store: Store, order: list[int], key: str) -> None:
    settle(sqlite_store)
    with sqlite_store.begin(HERE) as unit:
        for typed_at in order:
            unit.drafts.keep(ADA, key, "V1", float(typed_at), {"plan": str(typed_at)}, NOW)
        draft = unit.drafts.find(ADA, key)
    assert draft is not None
    assert draft.body == {"plan": "5"}


def test_a_submitted_window_is_forgotten_and_its_late_echoes_too(store: Store) -> None:
    settle(store)
    keep(store, "V1", 1.0, "half a")
    submit(store, "V1")
    assert words(store) is None
    keep(store, "V1", 2.0, "half a sentence")
    assert words(store) is None


def test_a_window_that_was_never_drafted_is_sealed_all_the_same(store: Store) -> None:
    settle(store)
    submit(store, "V1")
    keep(store, "V1", 2.0, "too late")
    assert words(store) is None


def test_a_new_window_starts_a_new_draft_and_the_old_one_cannot_undo_it(store: Store) -> None:
    settle(store)
    keep(store, "V1", 1.0, "first")
    submit(store, "V1")
    keep(store, "V2", 5.0, "second")
    keep(store, "V1", 2.0, "an echo of the first")
    draft = find(store)
    assert draft is not None
    assert (draft.view_id, draft.body, draft.saved_at) == ("V2", {"plan": "second"}, NOW)


def test_the_body_of_a_submitted_draft_is_not_kept_anywhere(store: Store) -> None:
    settle(store)
    keep(store, "V1", 1.0, "a secret")
    submit(store, "V1")
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT body FROM draft").all()
    assert "secret" not in str(rows)


def test_a_draft_is_its_writers_alone(store: Store) -> None:
    settle(store, HERE, ELSEWHERE)
    keep(store, "V1", 1.0, "mine")
    assert find(store, BEN) is None
    assert find(store, workspace=ELSEWHERE) is None


def test_a_draft_can_be_dropped_and_begun_again(store: Store) -> None:
    settle(store)
    keep(store, "V1", 9.0, "old")
    with store.begin(HERE) as unit:
        unit.drafts.drop(ADA, "checkin/17")
    assert words(store) is None
    keep(store, "V1", 1.0, "new")
    assert words(store) == "new"


def test_quick_typing_is_kept_whichever_thread_is_faster(store: Store) -> None:
    settle(store)
    at_once(8, lambda number: keep(store, "V1", float(number), str(number)))
    assert words(store) == "7"


def test_any_text_survives(store: Store) -> None:
    settle(store)
    texts = ["", "👩‍👩‍👧 äöü \u202eabc", "<!channel> & <@U1>", "x" * 3_000, '"; DROP TABLE draft; --', "\n\t\\"]
    for typed_at, text in zip(itertools.count(1), texts, strict=False):
        keep(store, "V1", float(typed_at), text)
        assert words(store) == text

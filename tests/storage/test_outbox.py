"""What we owe people is owed once, whatever is asked for on the way."""

from datetime import datetime

from storage import outbox
from storage.store import Store
from tests.storage.sending import claim, claimed, find, post, send
from tests.storage.setting import ELSEWHERE, HERE, HOUR, MINUTE, NOW, SECOND, at_once, settle


def test_what_is_owed_is_claimed_once_sent_and_owed_no_more(store: Store) -> None:
    settle(store)
    post(store)
    taken = claimed(store)
    assert (taken.identity, taken.lane, taken.ts, taken.uncertain) == ("card/1", "C1", None, False)
    assert claim(store) is None
    outbox.sent(store, taken, "C1", "1.1", NOW)
    assert claim(store, NOW + HOUR) is None
    message = find(store).message
    assert message is not None
    assert (message.channel_id, message.ts, message.first_sent_at) == ("C1", "1.1", NOW)
    with store.begin(HERE) as unit:
        assert unit.outbox.sent_ts("card", "1") == "1.1"
        assert unit.outbox.sent_ts("card", "2") is None


def test_nothing_is_claimed_before_it_is_due_and_the_oldest_first(store: Store) -> None:
    settle(store)
    post(store, "future", NOW + SECOND)
    post(store, "second", NOW)
    post(store, "first", NOW - HOUR)
    assert [claimed(store).key, claimed(store).key] == ["first", "second"]
    assert claim(store) is None
    assert claimed(store, NOW + SECOND).key == "future"


def test_what_is_there_already_is_edited_in_place(store: Store) -> None:
    settle(store)
    post(store)
    send(store)
    post(store, due=NOW + MINUTE)
    assert claim(store) is None
    again = send(store, NOW + MINUTE)
    assert (again.ts, again.channel_id) == ("1.1", "C1")
    message = find(store).message
    assert message is not None
    assert message.first_sent_at == NOW


def test_an_answer_that_arrives_while_the_card_is_on_its_way_is_not_lost(store: Store) -> None:
    settle(store)
    post(store)
    taken = claimed(store)
    post(store)
    outbox.sent(store, taken, "C1", "1.1", NOW)
    assert find(store).pending
    assert send(store).ts == "1.1"
    assert not find(store).pending


def test_ten_quick_answers_make_one_or_two_edits(store: Store) -> None:
    settle(store)
    post(store)
    send(store)
    for number in range(10):
        post(store)
        if number == 3:
            taken = claimed(store)
    outbox.sent(store, taken, "C1", "1.1", NOW)
    send(store)
    assert claim(store) is None
    assert (find(store).wanted, find(store).shown) == (11, 11)


def test_posting_at_once_from_many_threads_loses_nothing(store: Store) -> None:
    settle(store)
    at_once(8, lambda _: post(store))
    assert find(store).wanted == 8


def test_what_is_withdrawn_is_not_sent_until_it_is_posted_again(store: Store) -> None:
    settle(store)
    post(store)
    with store.begin(HERE) as unit:
        unit.outbox.withdraw("card", "1")
        assert not unit.outbox.repost("card", "1", NOW)
    assert claim(store) is None
    post(store)
    assert claimed(store).key == "1"


def test_what_turns_out_unneeded_is_withdrawn_unless_it_was_posted_meanwhile(store: Store) -> None:
    settle(store)
    post(store)
    outbox.withdrawn(store, claimed(store), "everybody is away")
    assert (find(store).state, find(store).reason, find(store).pending) == ("withdrawn", "everybody is away", False)
    post(store)
    taken = claimed(store)
    post(store)
    outbox.withdrawn(store, taken, "everybody is away")
    assert claimed(store).wish == 3


def test_what_is_withdrawn_while_it_is_on_its_way_stays_withdrawn(store: Store) -> None:
    settle(store)
    post(store)
    taken = claimed(store)
    with store.begin(HERE) as unit:
        unit.outbox.withdraw("card", "1")
    outbox.sent(store, taken, "C1", "1.1", NOW)
    assert claim(store, NOW + HOUR) is None
    assert find(store).message is not None


def test_what_is_stuck_waits_until_its_lane_is_mended(store: Store) -> None:
    settle(store)
    for key, lane in (("1", "C1"), ("2", "C2")):
        post(store, key, lane=lane)
        outbox.stuck(store, claimed(store), "not_in_channel")
    post(store, "1")
    assert claim(store, NOW + HOUR) is None
    assert (find(store, "1").state, find(store, "1").reason) == ("stuck", "not_in_channel")
    with store.begin(HERE) as unit:
        assert unit.outbox.mend("C1", NOW) == 1
        assert unit.outbox.mend("C1", NOW) == 0
    taken = claimed(store)
    assert (taken.key, taken.failures, taken.wish) == ("1", 0, 2)
    assert claim(store) is None
    with store.begin(HERE) as unit:
        assert unit.outbox.mend_all(NOW) == 1
    assert claimed(store).key == "2"


def test_mending_wakes_the_senders(store: Store) -> None:
    settle(store)
    post(store)
    outbox.stuck(store, claimed(store), "is_archived")
    woken: list[None] = []
    store.on_post = lambda: woken.append(None)
    with store.begin(HERE) as unit:
        unit.outbox.mend("C1", NOW)
    assert len(woken) == 1


def test_what_has_expired_is_withdrawn_as_too_late(store: Store) -> None:
    settle(store)
    post(store, "waiting", expires=NOW + MINUTE)
    post(store, "stuck", lane="C2", due=NOW - SECOND, expires=NOW + MINUTE)
    outbox.stuck(store, claimed(store), "not_in_channel")
    with store.begin(HERE) as unit:
        assert unit.outbox.mend("C2", NOW + MINUTE) == 0
    assert claim(store, NOW + MINUTE) is None
    for key in ("waiting", "stuck"):
        assert (find(store, key).state, find(store, key).reason) == ("withdrawn", "too late")


def test_a_kind_that_nobody_speaks_any_more_blocks_nobody(store: Store) -> None:
    settle(store)
    post(store, "old", NOW - HOUR, kind="forgotten")
    post(store)
    assert claimed(store).key == "1"
    assert find(store, "old", kind="forgotten").reason == "unknown kind"


def test_a_message_that_was_deleted_in_slack_is_sent_anew(store: Store) -> None:
    settle(store)
    post(store)
    send(store)
    post(store)
    outbox.forget_message(store, claimed(store), NOW)
    assert find(store).message is None
    assert send(store, ts="2.2").ts is None
    message = find(store).message
    assert message is not None
    assert message.ts == "2.2"


def test_an_errand_leaves_no_message(store: Store) -> None:
    settle(store)
    post(store)
    outbox.sent(store, claimed(store), None, None, NOW)
    assert (find(store).pending, find(store).message) == (False, None)


def test_reposting_brings_up_to_date_what_is_owed_and_nothing_else(store: Store) -> None:
    settle(store)
    post(store, due=NOW + HOUR)
    with store.begin(HERE) as unit:
        assert not unit.outbox.repost("card", "2", NOW)
        assert unit.outbox.repost("card", "1", NOW)
    assert claim(store) is None, "not sent yet: it keeps its time"
    send(store, NOW + HOUR)
    with store.begin(HERE) as unit:
        assert unit.outbox.repost("card", "1", NOW + HOUR)
    assert claimed(store, NOW + HOUR).ts == "1.1"


def test_an_errand_is_owed_again_as_often_as_something_changes_until_it_expires(store: Store) -> None:
    settle(store)
    post(store, "U1", kind="home", expires=NOW + HOUR)
    outbox.sent(store, claimed(store), None, None, NOW)
    refresh(store, NOW + MINUTE, "U1", "U_NEVER_OPENED")
    assert claim(store, NOW) is None
    outbox.sent(store, claimed(store, NOW + MINUTE), None, None, NOW + MINUTE)
    refresh(store, NOW + 2 * HOUR, "U1")
    assert claim(store, NOW + 2 * HOUR) is None
    assert find(store, "U1", "home").state == "withdrawn"
    refresh(store, NOW + 3 * HOUR, "U1")
    assert claim(store, NOW + 3 * HOUR) is None


def test_many_who_ask_for_the_same_soon_ask_once_and_the_earliest_instant_counts(store: Store) -> None:
    settle(store)
    post(store, "U1", kind="home")
    outbox.sent(store, claimed(store), None, None, NOW)
    for second in (20, 25, 30):
        refresh(store, NOW + second * SECOND, "U1")
    assert find(store, "U1", "home").due == NOW + 20 * SECOND
    refresh(store, NOW + SECOND, "U1")
    outbox.sent(store, claimed(store, NOW + SECOND), None, None, NOW + SECOND)
    assert claim(store, NOW + MINUTE) is None


def test_many_who_change_something_at_once_never_wait_for_each_other_in_a_circle(store: Store) -> None:
    settle(store)
    people = [f"U{number}" for number in range(6)]
    for user in people:
        post(store, user, kind="home")

    def change(index: int) -> None:
        own, others = people[index], people[index:] + people[:index]
        with store.begin(HERE) as unit:
            unit.outbox.refresh("home", [own], NOW)
            unit.outbox.post("card", "1", "C1", NOW)
            unit.outbox.refresh("home", others, NOW + MINUTE)

    for _ in range(5):
        at_once(len(people), change)
    assert [find(store, user, "home").wanted for user in people] == [1 + 5 * 6] * 6


def refresh(store: Store, due: datetime, *keys: str) -> None:
    """Something changed that these people's Home tabs show."""
    with store.begin(HERE) as unit:
        unit.outbox.refresh("home", keys, due)


def test_the_same_picture_is_known_again(store: Store) -> None:
    settle(store)
    post(store)
    taken = claimed(store)
    outbox.picture_sent(store, taken, "F1", "abc")
    outbox.sent(store, taken, "C1", "1.1", NOW)
    post(store)
    again = claimed(store)
    assert (again.picture_id, again.picture_hash) == ("F1", "abc")


def test_another_workspace_sees_and_changes_nothing_of_it(store: Store) -> None:
    settle(store, HERE, ELSEWHERE)
    post(store)
    with store.begin(ELSEWHERE) as unit:
        assert unit.outbox.find("card", "1") is None
        assert not unit.outbox.repost("card", "1", NOW)
        unit.outbox.withdraw("card", "1")
    assert claimed(store).workspace_id == HERE

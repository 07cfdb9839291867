"""Sending survives crashes, failures and slow colleagues, and keeps Slack's pace."""

from storage import outbox, pacing
from storage.engine import build_engine
from storage.pacing import Tempo
from storage.store import Store
from tests.storage.sending import LEASE, QUICK, SLOW, claim, claimed, find, post, send
from tests.storage.setting import ELSEWHERE, HERE, HOUR, MINUTE, NOW, SECOND, at_once, settle


def test_of_eight_senders_one_gets_the_message(store: Store) -> None:
    settle(store)
    for number in range(5):
        post(store, str(number))
        taken = [one for one in at_once(8, lambda _: claim(store)) if one is not None]
        assert len(taken) == 1


def test_a_sender_that_dies_is_followed_by_one_who_knows_that_the_end_is_unknown(store: Store) -> None:
    settle(store)
    post(store)
    claimed(store)
    assert claim(store, NOW + LEASE - SECOND) is None
    second = claimed(store, NOW + LEASE)
    assert second.uncertain
    assert second.attempted_at == NOW
    third = claimed(store, NOW + 2 * LEASE)
    assert third.attempted_at == NOW, "the first attempt may be the one that arrived"
    outbox.sent(store, third, "C1", "1.1", NOW + 2 * LEASE)
    post(store)
    assert not claimed(store, NOW + 2 * LEASE).uncertain


def test_a_failure_that_surely_did_nothing_leaves_no_doubt_and_another_does(store: Store) -> None:
    settle(store)
    post(store)
    outbox.put_off(store, claimed(store), NOW + SECOND, certain=True, failure=True)
    assert claim(store) is None
    second = claimed(store, NOW + SECOND)
    assert (second.uncertain, second.failures) == (False, 1)
    outbox.put_off(store, second, NOW + MINUTE, certain=False, failure=True)
    third = claimed(store, NOW + MINUTE)
    assert (third.attempted_at, third.failures) == (NOW + SECOND, 2)
    outbox.put_off(store, third, NOW + MINUTE, certain=True, failure=False)
    assert claimed(store, NOW + MINUTE).attempted_at == NOW + SECOND, "the doubt about the second attempt stays"


def test_posting_again_does_not_hurry_what_failed_but_what_was_only_put_off(store: Store) -> None:
    settle(store)
    post(store, "failed")
    outbox.put_off(store, claimed(store), NOW + HOUR, certain=True, failure=True)
    post(store, "failed")
    assert claim(store) is None
    post(store, "waiting")
    outbox.put_off(store, claimed(store), NOW + HOUR, certain=True, failure=False)
    post(store, "waiting")
    assert claimed(store).key == "waiting"


def test_what_is_posted_while_another_sender_decides_to_wait_is_not_made_to_wait(store: Store) -> None:
    settle(store)
    post(store)
    taken = claimed(store)
    post(store)
    outbox.put_off(store, taken, NOW + HOUR, certain=True, failure=False)
    assert claimed(store).wish == 2


def test_whoever_is_late_with_bad_news_disturbs_nobody(store: Store) -> None:
    settle(store)
    post(store)
    slow = claimed(store)
    quick = claimed(store, NOW + LEASE)
    outbox.put_off(store, slow, NOW, certain=True, failure=True)
    outbox.stuck(store, slow, "not_in_channel")
    outbox.withdrawn(store, slow, "not needed")
    assert claim(store, NOW + LEASE) is None, "the quick one still has its lease"
    outbox.sent(store, quick, "C1", "1.1", NOW + LEASE)
    assert (find(store).state, find(store).pending) == ("owed", False)


def test_whoever_is_late_with_good_news_is_believed(store: Store) -> None:
    settle(store)
    post(store)
    slow = claimed(store)
    quick = claimed(store, NOW + LEASE)
    outbox.sent(store, slow, "C1", "1.1", NOW + LEASE)
    assert find(store).message is not None
    post(store)
    assert claim(store, NOW + LEASE) is None, "the quick one still has its lease"
    outbox.put_off(store, quick, NOW + LEASE, certain=True, failure=False)
    assert claimed(store, NOW + LEASE).ts == "1.1"


def test_a_conversation_gets_its_messages_at_its_own_pace_and_holds_up_no_other(store: Store) -> None:
    settle(store)
    for number in range(4):
        post(store, str(number), lane="C1")
    post(store, "other", lane="C2")
    assert [taken and taken.key for taken in (claim(store, lane=SLOW) for _ in range(4))] == ["0", "1", "other", None]
    assert outbox.next_due(store, NOW) == NOW + SECOND
    following = claim(store, NOW + SECOND, lane=SLOW)
    assert following is not None
    assert following.key == "2"


def test_a_method_that_is_used_up_holds_up_only_what_needs_it(store: Store) -> None:
    settle(store, HERE, ELSEWHERE)
    post(store, "old", lane="C9")
    send(store)
    tempi = {"chat.postMessage": SLOW, "chat.update": SLOW}
    for number in range(3):
        post(store, str(number), NOW - SECOND, lane=f"C{number}")
    post(store, "old", lane="C9")
    post(store, "1", workspace=ELSEWHERE)
    taken = [claim(store, tempi=tempi) for _ in range(5)]
    assert [one and (one.workspace_id, one.key) for one in taken] == [
        (HERE, "0"),
        (HERE, "1"),
        (HERE, "old"),
        (ELSEWHERE, "1"),
        None,
    ]
    last = claim(store, NOW + SECOND, tempi=tempi)
    assert last is not None
    assert last.key == "2"


def test_what_slack_forbids_for_a_while_waits_as_long(store: Store) -> None:
    settle(store)
    post(store)
    pacing.hold(store, HERE, "chat.postMessage", NOW + MINUTE)
    assert claim(store, tempi={"chat.postMessage": QUICK}) is None
    assert outbox.next_due(store, NOW) == NOW + MINUTE
    assert claim(store, NOW + MINUTE, tempi={"chat.postMessage": QUICK}) is not None


def test_two_processes_share_one_pace_and_send_nothing_twice(database_url: str) -> None:
    stores = [settle(Store(build_engine(database_url))) for _ in range(2)]
    for number in range(30):
        post(stores[0], str(number), lane=f"C{number}")
    tempi = {"chat.postMessage": Tempo(per_minute=60, burst=20)}
    got: list[str] = []

    def work(number: int) -> None:
        while (taken := claim(stores[number % 2], tempi=tempi)) is not None:
            outbox.sent(stores[number % 2], taken, taken.lane, f"1.{taken.key}", NOW)
            got.append(taken.key)

    at_once(4, work)
    assert len(got) == len(set(got)) == 20
    for store in stores:
        store.engine.dispose()


def test_the_next_instant_worth_waking_for_is_known(store: Store) -> None:
    settle(store)
    assert outbox.next_due(store, NOW) is None
    post(store, "later", NOW + HOUR)
    assert outbox.next_due(store, NOW) == NOW + HOUR
    post(store, "now", lane="C2")
    assert outbox.next_due(store, NOW) == NOW
    taken = claimed(store)
    assert outbox.next_due(store, NOW) == NOW + LEASE
    outbox.sent(store, taken, "C2", "1.1", NOW)
    assert outbox.next_due(store, NOW) == NOW + HOUR

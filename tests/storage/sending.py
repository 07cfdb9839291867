"""How the tests of the outbox owe, claim and send."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from storage import outbox
from storage.outbox import Claim, Delivery
from storage.pacing import Tempo
from storage.store import Store
from tests.storage.setting import HERE, NOW

LEASE = timedelta(seconds=45)
QUICK = Tempo(per_minute=60_000, burst=1_000)
SLOW = Tempo(per_minute=60, burst=2)


def method_of(kind: str, already_sent: bool) -> str:
    """As handlers say it: "forgotten" is a kind that nobody speaks any more."""
    if kind == "forgotten":
        raise KeyError(kind)
    return "chat.update" if already_sent else "chat.postMessage"


def post(
    store: Store,
    key: str = "1",
    due: datetime = NOW,
    *,
    kind: str = "card",
    lane: str = "C1",
    expires: datetime | None = None,
    workspace: str = HERE,
) -> None:
    """Owe something."""
    with store.begin(workspace) as unit:
        unit.outbox.post(kind, key, lane, due, expires)


def claim(
    store: Store, now: datetime = NOW, lane: Tempo = QUICK, tempi: Mapping[str, Tempo] | None = None
) -> Claim | None:
    """Take what is next; nothing is paced unless the test says so."""
    return outbox.claim(store, now, LEASE, method_of, lane, tempi or {})


def claimed(store: Store, now: datetime = NOW) -> Claim:
    """What is next, which must be there."""
    taken = claim(store, now)
    assert taken is not None
    return taken


def send(store: Store, now: datetime = NOW, ts: str = "1.1") -> Claim:
    """Claim what is next and say that it is there."""
    taken = claimed(store, now)
    outbox.sent(store, taken, taken.channel_id or "C1", taken.ts or ts, now)
    return taken


def find(store: Store, key: str = "1", kind: str = "card", workspace: str = HERE) -> Delivery:
    """The delivery, which must be there."""
    with store.begin(workspace) as unit:
        found = unit.outbox.find(kind, key)
    assert found is not None
    return found

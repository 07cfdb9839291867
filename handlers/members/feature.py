"""Absences, timing, and who is in a team: what is answered by what."""

from datetime import date, datetime

from handlers.kit.elements import Message
from handlers.kit.feature import Errand, Feature, Spoken
from handlers.kit.ids import Delivery, Press
from handlers.members import ids, listeners, use_cases, views
from handlers.members.values import WentAway
from storage.store import Unit


def _load_saved(unit: Unit, key: str, now: datetime) -> tuple[WentAway, date]:
    said_by, user_id, first, last = key.split("/")
    name = None if said_by == user_id else unit.people.name(user_id)
    stored = WentAway(name, date.fromisoformat(first), date.fromisoformat(last))
    return stored, use_cases.today_of(unit, said_by, now)


def _say_saved(loaded: tuple[WentAway, date]) -> Message:
    stored, today = loaded
    return views.away_set(stored.name, stored.first, stored.last, today)


MEMBERS = Feature(
    prefix="members",
    commands={"away": listeners.away, "back": listeners.back, "timing": listeners.timing},
    takes_words=frozenset({"away"}),
    clicks={
        Press.AWAY: listeners.away_pressed,
        Press.BACK: listeners.back_pressed,
        Press.TIMING: listeners.timing_pressed,
    },
    submits={ids.AWAY_FORM: listeners.away_submitted, ids.TIMING_FORM: listeners.timing_submitted},
    events={
        "member_joined_channel": listeners.joined,
        "member_left_channel": listeners.left,
        "user_change": listeners.person_changed,
        "channel_unarchive": listeners.unarchived,
        "group_unarchive": listeners.unarchived,
        "channel_id_changed": listeners.channel_id_changed,
    },
    after_silence=use_cases.after_silence,
    deliveries={
        Delivery.SYNC_TEAM: Errand(run=listeners.sync_team, method="conversations.members"),
        Delivery.AWAY_SAVED: Spoken(load=_load_saved, view=_say_saved),
    },
)

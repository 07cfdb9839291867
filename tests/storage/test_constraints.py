"""What must not be is refused by the database itself, in plain SQL, whoever writes it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Table, insert
from sqlalchemy.exc import IntegrityError, StatementError

from storage import machinery
from storage.columns import METADATA
from storage.store import Store
from tests.storage.setting import ADA, BEN, ELSEWHERE, HERE, HOUR, NOW, a_cycle, a_team, settle, sql

GOOD: dict[str, Mapping[str, Any]] = {
    "objective": {"title": "Grow", "position": 0, "created_at": NOW},
    "key_result": {
        "title": "Clicks", "kind": "move", "start": Decimal(9), "target": Decimal(4), "unit": "",
        "position": 0, "created_at": NOW,
    },
    "hypothesis": {"text": "Fewer fields", "position": 0, "verdict": None, "evidence": ""},
    "checkin": {"week": "2026-W36", "state": "open", "opens_at": NOW, "reminds_at": NOW, "closes_at": NOW + HOUR},
    "expectation": {"user_id": ADA, "presence": "expected", "reason": ""},
    "answer": {"user_id": ADA, "submitted_at": NOW},
    "confidence": {"value": 7},
    "reading": {"value": None, "unchanged": False, "note": "", "wrong_measure": False},
    "key_result_value": {"user_id": ADA, "value": Decimal(7), "at": NOW},
    "plan": {"text": "Ship it"},
    "issue": {
        "owner_id": ADA, "text": "No tester", "state": "open", "help_from": "", "raised_at": NOW, "solved_at": None,
    },
    "issue_update": {"state": "open", "help_from": "", "at": NOW},
    "member": {"user_id": "U_CLEO", "role": "member", "timing": "team", "active": True, "joined_at": NOW},
    "day_off": {"day": date(2026, 9, 7), "name": "Bridge"},
    "cycle": {"name": "Q4", "start": date(2026, 10, 1), "end": date(2026, 12, 31)},
    "away": {"user_id": ADA, "first": date(2026, 9, 4), "last": date(2026, 9, 4), "set_by": ADA, "created_at": NOW},
    "strategic_okr": {"title": "Win", "start": date(2026, 1, 1), "end": date(2026, 12, 31), "created_at": NOW},
    "team": {
        "channel_id": "C_OTHER", "name": "Other", "zone": "UTC", "weekday": 4, "at": time(14), "reminder_weekday": 4,
        "reminder_at": time(16), "close_weekday": 0, "close_at": time(10), "created_at": NOW,
        "notice_drop": 2, "notice_low": 4, "notice_low_weeks": 2, "notice_flat_weeks": 3,
    },
    "session": {
        "script_name": "session-1", "script": "…", "place": "C_EXPLORE", "seed": 1, "started_at": NOW,
        "about": "plan",
    },
    "session_event": {"number": 0, "at": NOW, "by": ADA, "what": "started", "data": {}},
    "contribution": {"step": "ideas", "key": "note:1", "author": None, "body": {}},
    "item": {
        "key": "s1/ideas/1", "position": 0, "kind": "note", "text": "Nine clicks", "hangs_on": [], "facts": {},
    },
    "script": {"name": "ours", "text": "…", "saved_by": ADA, "saved_at": NOW},
    "action": {
        "item_key": "s1/actions/1", "owner_id": ADA, "text": "Ask legal", "due": date(2026, 9, 11), "state": "open",
        "made_at": NOW,
    },
    "action_update": {"state": "done", "at": NOW},
    "action_word": {"user_id": ADA, "state": "done", "at": NOW},
    "retro_offer": {"key": "1/drop/2026-W36", "reason": "drop", "sentence": "It fell.", "made_at": NOW},
    "okr_change": {"what": "changed", "said": "Target 90 % → 80 %", "at": NOW},
    "appointment": {"kind": "close", "key": "1", "due": NOW, "appointed": NOW, "outcome": "", "failures": 0},
    "delivery": {
        "kind": "card", "key": "1", "lane": "C1", "wanted": 1, "shown": 0, "pending": True, "due": NOW, "failures": 0,
        "state": "owed", "reason": "",
    },
}  # fmt: skip
PARENTS = {
    "objective": ("team", "cycle"),
    "key_result": ("objective",),
    "hypothesis": ("key_result",),
    "checkin": ("team", "cycle"),
    "expectation": ("checkin",),
    "answer": ("checkin",),
    "confidence": ("answer", "objective"),
    "reading": ("answer", "key_result"),
    "key_result_value": ("key_result", "answer"),
    "plan": ("answer",),
    "issue": ("team",),
    "issue_update": ("answer", "issue"),
    "member": ("team",),
    "day_off": ("team",),
    "cycle": ("team",),
    "session": ("team", "cycle", "objective"),
    "session_event": ("session",),
    "contribution": ("session",),
    "item": ("session",),
    "script": ("team",),
    "action": ("team", "session", "objective"),
    "action_update": ("answer", "action"),
    "action_word": ("action",),
    "retro_offer": ("team", "cycle", "objective"),
    "okr_change": ("cycle", "objective", "key_result"),
}
HOUSE = ("objective", "key_result", "checkin", "answer", "issue", "session", "action")


def table(name: str) -> Table:
    """The table of that name."""
    assert machinery.AppointmentRow.metadata is METADATA
    return METADATA.tables[name]


class House:
    """A workspace with one of everything that others hang on."""

    def __init__(self, store: Store, workspace: str) -> None:
        self.store, self.workspace = store, workspace
        settle(store, workspace)
        with store.begin(workspace) as unit:
            team = a_team(unit)
            self.ids = {"team": team.id, "cycle": a_cycle(unit, team)}
        for name in HOUSE:
            self.ids[name] = self.add(name)

    def fill(self) -> None:
        """Insert a good row into every other table too."""
        for name in GOOD:
            if name not in HOUSE:
                self.add(name)

    def add(self, name: str, **changed: Any) -> int:
        """Insert a good row, with some columns changed; its id, if it has one."""
        row = table(name)
        parents = {f"{parent}_id": self.ids[parent] for parent in PARENTS.get(name, ())}
        values = {"workspace_id": self.workspace, **GOOD[name], **parents, **changed}
        with self.store.engine.begin() as connection:
            key = connection.execute(insert(row).values(values)).inserted_primary_key
        assert key is not None
        return 0 if isinstance(key[0], str) else int(key[0])


def test_good_rows_are_taken(store: Store) -> None:
    House(store, HERE).fill()
    for name in GOOD:
        assert sql(store, f"SELECT count(*) FROM {name}") != [(0,)], name


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("objective", {"title": ""}),
        ("key_result", {"title": ""}),
        ("key_result", {"kind": "wish"}),
        ("key_result", {"start": Decimal("4.0"), "target": Decimal(4)}),
        ("hypothesis", {"verdict": "perhaps"}),
        ("checkin", {"state": "ajar", "week": "2026-W37"}),
        ("checkin", {"week": "2026-W36"}),
        ("checkin", {"week": "2026-W37", "closes_at": NOW}),
        ("expectation", {"presence": "hiding"}),
        ("answer", {"user_id": ADA}),
        ("confidence", {"value": 0}),
        ("confidence", {"value": 11}),
        ("confidence", {"value": None}),
        ("issue", {"text": ""}),
        ("issue", {"state": "forgotten"}),
        ("issue", {"state": "solved"}),
        ("issue", {"solved_at": NOW}),
        ("issue_update", {"state": "forgotten"}),
        ("member", {"role": "boss"}),
        ("member", {"timing": "never"}),
        ("member", {"user_id": BEN}),
        ("cycle", {"end": date(2026, 10, 1)}),
        ("cycle", {"start": date(2026, 7, 1)}),
        ("away", {"last": date(2026, 9, 3)}),
        ("strategic_okr", {"end": date(2026, 1, 1)}),
        ("team", {"channel_id": "C_EXPLORE"}),
        ("team", {"weekday": 7}),
        ("team", {"reminder_weekday": -1}),
        ("team", {"close_weekday": 7}),
        ("team", {"digest_weekday": 0}),
        ("team", {"digest_at": time(9)}),
        ("team", {"workspace_id": "T_NOWHERE"}),
        ("team", {"channel_id": "C_THIRD", "notice_drop": 0}),
        ("team", {"channel_id": "C_THIRD", "notice_low": 11}),
        ("team", {"channel_id": "C_THIRD", "notice_low_weeks": 0}),
        ("team", {"channel_id": "C_THIRD", "notice_flat_weeks": 1}),
        ("session", {"place": "C_OTHER", "about": "life"}),
        ("action", {"item_key": "s1/actions/2", "text": ""}),
        ("action", {"item_key": "s1/actions/2", "state": "forgotten"}),
        ("action", {"item_key": "s1/actions/2", "state": "done"}),
        ("action", {"item_key": "s1/actions/1"}),
        ("action_update", {"state": "forgotten"}),
        ("retro_offer", {"reason": "mood"}),
        ("retro_offer", {"reply": "perhaps", "replied_at": NOW}),
        ("retro_offer", {"reply": "taken"}),
        ("okr_change", {"what": "forgotten"}),
        ("delivery", {"state": "lost"}),
        ("delivery", {"state": "stuck"}),
        ("delivery", {"shown": 2}),
        ("appointment", {"due": None}),
    ],
)
def test_what_cannot_be_is_refused(store: Store, name: str, changed: Mapping[str, Any]) -> None:
    house = House(store, HERE)
    with pytest.raises(IntegrityError):
        house.add(name, **changed)


@pytest.mark.parametrize("name", ["appointment", "delivery"])
def test_what_and_when_is_unique_in_a_workspace(store: Store, name: str) -> None:
    house, other = House(store, HERE), House(store, ELSEWHERE)
    house.add(name)
    other.add(name)
    with pytest.raises(IntegrityError):
        house.add(name)


@pytest.mark.parametrize(("name", "parent"), [(name, parent) for name in PARENTS for parent in PARENTS[name]])
def test_nothing_hangs_on_a_row_of_another_workspace(store: Store, name: str, parent: str) -> None:
    house, other = House(store, HERE), House(store, ELSEWHERE)
    with pytest.raises(IntegrityError):
        house.add(name, **{f"{parent}_id": other.ids[parent]})


def test_what_hangs_on_a_team_goes_with_it(store: Store) -> None:
    house, other = House(store, HERE), House(store, ELSEWHERE)
    house.fill()
    other.fill()
    sql(store, "DELETE FROM team WHERE id = :team", team=house.ids["team"])
    for name in PARENTS:
        assert sql(store, f"SELECT count(*) FROM {name} WHERE workspace_id = :here", here=HERE) == [(0,)], name
        assert sql(store, f"SELECT count(*) FROM {name} WHERE workspace_id = :there", there=ELSEWHERE) != [(0,)], name


def test_a_workspace_goes_with_all_that_is_in_it(store: Store) -> None:
    House(store, HERE).fill()
    sql(store, "DELETE FROM workspace")
    for name in METADATA.tables:
        assert sql(store, f"SELECT count(*) FROM {name}") == [(0,)], name


@pytest.mark.parametrize("name", ["issue", "team", "objective", "key_result", "checkin", "answer"])
def test_a_new_row_never_answers_for_one_that_was_deleted(store: Store, name: str) -> None:
    house = House(store, HERE)
    gone = house.ids[name]
    sql(store, f"DELETE FROM {name} WHERE id = :gone", gone=gone)
    fresh = House(store, ELSEWHERE)
    assert fresh.ids[name] > gone


def test_every_instant_has_a_zone(store: Store) -> None:
    with pytest.raises(StatementError, match="naive datetime"):
        House(store, HERE).add("appointment", due=datetime(2026, 9, 4))

"""The window from opening to storing: drafts, pages, double clicks, and what changed while it was open."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from slack_sdk import WebClient
from slack_sdk.models.views import View

from handlers.checkin import listeners, use_cases, views_modal
from handlers.checkin.feature import CHECKIN
from handlers.kit.deps import Deps
from handlers.kit.payload import Command
from handlers.kit.reply import Close, Reply, Show
from handlers.register import name_of
from okra.calendar import Week
from okra.checkin import Answer
from okra.okr import Measure
from okra.people import Actor
from okra.refusal import Refused, RefusedFields
from storage.store import Store
from tests.handlers.checkin.setting import (
    ADA,
    BEN,
    CHANNEL,
    CLEO,
    DAY,
    EVE,
    HERE,
    HOUR,
    MINUTE,
    OPENS,
    RHYTHM,
    TUESDAY,
    WEEK,
    Mail,
    Scene,
    a_scene,
    actor,
    deliver,
    read,
    read_window,
    tick,
)
from tests.handlers.checkin.windows import keystroke, state_of, submitted

RATED = {"checkin.confidence:1": "7", "checkin.confidence:2": "6"}


@pytest.fixture
def scene(sqlite_store: Store) -> Scene:
    scene = a_scene(sqlite_store)
    tick(sqlite_store, OPENS)
    return scene


def deps(scene: Scene) -> Deps:
    """The doors' arguments; Slack is never spoken to here."""
    return Deps(scene.store, WebClient(base_url="http://127.0.0.1:9/"), lambda: OPENS)


def window(scene: Scene, user_id: str, now: datetime = OPENS) -> View:
    """The window as it opens for somebody."""
    with scene.store.begin(HERE) as unit:
        return views_modal.modal(listeners.opened(unit, actor(user_id), scene.about, now))


def send(scene: Scene, user_id: str, view: View, typed: Mapping[str, object], now: datetime = OPENS + MINUTE) -> Reply:
    return listeners.submit(deps(scene), submitted(view, user_id, now, typed))


def answer_of(scene: Scene, user_id: str) -> Answer | None:
    with scene.store.begin(HERE) as unit:
        this = unit.rounds.of_week(scene.team.id, WEEK)
        return unit.rounds.answer(this.id, user_id) if this else None


def test_every_field_and_button_of_the_window_has_a_handler(scene: Scene) -> None:
    for block in window(scene, CLEO).blocks or []:
        shown = block.to_dict()
        if shown["type"] == "input":
            assert name_of(shown["element"]["action_id"]) in CHECKIN.clicks
            assert shown["dispatch_action"] is True


def test_what_is_sent_is_stored_and_the_window_closes(scene: Scene) -> None:
    reply = send(scene, BEN, window(scene, BEN), RATED | {"checkin.value:1": "71", "checkin.plan": "ship it"})
    answer = answer_of(scene, BEN)
    assert isinstance(reply, Close)
    assert answer is not None
    assert (answer.confidences, answer.plan) == ({1: 7, 2: 6}, "ship it")


def test_a_double_click_leaves_one_answer_and_no_edit(scene: Scene) -> None:
    view = window(scene, BEN)
    for _ in range(3):
        send(scene, BEN, view, RATED | {"checkin.raised": "No designer"})
    answer = answer_of(scene, BEN)
    assert answer is not None
    assert (answer.new_issues, answer.edited_at) == (("No designer",), None)


def test_a_fault_stores_nothing(scene: Scene) -> None:
    with pytest.raises(RefusedFields):
        send(scene, BEN, window(scene, BEN), RATED | {"checkin.value:1": "abc"})
    assert answer_of(scene, BEN) is None


def test_what_was_typed_is_there_when_the_window_opens_again(scene: Scene) -> None:
    view = window(scene, BEN)
    listeners.keep_draft(
        deps(scene), keystroke(view, BEN, OPENS, {"checkin.plan": "ship", "checkin.confidence:1": "4"})
    )
    again = state_of(window(scene, BEN))
    assert again["checkin.plan"]["checkin.plan"]["value"] == "ship"
    assert again["checkin.confidence:1"]["checkin.confidence:1"]["selected_option"]["value"] == "4"
    assert state_of(window(scene, ADA))["checkin.plan"]["checkin.plan"]["value"] is None


def test_echoes_of_typing_that_arrive_out_of_order_change_nothing(scene: Scene) -> None:
    view = window(scene, BEN)
    for at, text in ((2.0, "ship"), (1.0, "sh")):
        listeners.keep_draft(deps(scene), keystroke(view, BEN, OPENS, {"checkin.plan": text}, at=at))
    assert state_of(window(scene, BEN))["checkin.plan"]["checkin.plan"]["value"] == "ship"


def test_after_sending_a_late_echo_brings_no_draft_back(scene: Scene) -> None:
    view = window(scene, BEN)
    send(scene, BEN, view, RATED | {"checkin.plan": "ship it"})
    listeners.keep_draft(deps(scene), keystroke(view, BEN, OPENS, {"checkin.plan": "shi"}))
    assert state_of(window(scene, BEN))["checkin.plan"]["checkin.plan"]["value"] == "ship it"


def test_a_draft_of_an_edit_is_kept_beside_the_answer(scene: Scene) -> None:
    send(scene, BEN, window(scene, BEN), RATED | {"checkin.plan": "ship it"})
    view = window(scene, BEN)
    listeners.keep_draft(deps(scene), keystroke(view, BEN, OPENS, {"checkin.plan": "ship it on"}, view_id="V2"))
    assert state_of(window(scene, BEN))["checkin.plan"]["checkin.plan"]["value"] == "ship it on"
    answer = answer_of(scene, BEN)
    assert answer is not None
    assert answer.plan == "ship it"


def test_an_untouched_value_does_not_overwrite_what_a_colleague_sent_meanwhile(scene: Scene) -> None:
    send(scene, ADA, window(scene, ADA), RATED | {"checkin.value:1": "70"})
    view = window(scene, BEN)
    send(scene, CLEO, window(scene, CLEO), RATED | {"checkin.value:1": "75"})
    send(scene, BEN, view, RATED, OPENS + HOUR)
    with scene.store.begin(HERE) as unit:
        key_result = unit.okrs.key_result(1)
    assert key_result is not None
    assert str(key_result.current) == "75"


def test_a_key_result_that_is_removed_meanwhile_loses_no_word(scene: Scene) -> None:
    view = window(scene, BEN)
    with scene.store.begin(HERE) as unit:
        unit.okrs.remove_key_result(1, OPENS)
    send(scene, BEN, view, RATED | {"checkin.value:1": "71", "checkin.note:1": "we measure it wrongly"})
    mail = deliver(scene.store, OPENS + MINUTE, Mail())
    copy = " ".join(mail.of("checkin.receipt")[f"1/{BEN}"].split())
    assert "71 % · we measure it wrongly · removed from the OKRs meanwhile; your words are kept" in copy


def test_all_objectives_removed_meanwhile_lose_no_word(scene: Scene) -> None:
    view = window(scene, BEN)
    with scene.store.begin(HERE) as unit:
        for objective in (1, 2):
            unit.okrs.remove_objective(objective, OPENS)
    assert isinstance(send(scene, BEN, view, RATED | {"checkin.plan": "find new goals"}), Close)
    answer = answer_of(scene, BEN)
    assert answer is not None
    assert (answer.confidences, answer.plan) == ({1: 7, 2: 6}, "find new goals")


def test_what_is_said_of_an_issue_that_was_taken_back_is_shown_once_more(scene: Scene) -> None:
    send(scene, BEN, window(scene, BEN), RATED | {"checkin.raised": "No designer"})
    view = window(scene, ADA)
    send(scene, BEN, window(scene, BEN), RATED | {"checkin.raised": ""}, OPENS + HOUR)
    reply = send(scene, ADA, view, RATED | {"checkin.issue:1": "needs_help"}, OPENS + HOUR)
    assert isinstance(reply, Show)
    assert "No designer · needs help" in read_window(reply.view)
    assert answer_of(scene, ADA) is not None


def test_somebody_outside_the_team_gets_a_sentence(scene: Scene) -> None:
    with pytest.raises(Refused, match="for the team's members"):
        send(scene, EVE, window(scene, BEN), RATED)
    assert answer_of(scene, EVE) is None


def test_somebody_who_has_left_meanwhile_gets_a_sentence_and_keeps_the_draft(scene: Scene) -> None:
    view = window(scene, BEN)
    listeners.keep_draft(deps(scene), keystroke(view, BEN, OPENS, {"checkin.plan": "ship"}))
    with scene.store.begin(HERE) as unit:
        unit.teams.leave(scene.team.id, BEN)
    with pytest.raises(Refused, match="for the team's members"):
        send(scene, BEN, view, RATED)
    with scene.store.begin(HERE) as unit:
        assert unit.drafts.find(BEN, use_cases.purpose(scene.team.id, WEEK)) is not None


def test_a_team_of_another_workspace_cannot_be_reached(scene: Scene) -> None:
    with scene.store.begin("TELSEWHERE") as unit:
        unit.workspaces.remember(name="Elsewhere", bot_user_id="UOKRA", now=TUESDAY)
    stranger = submitted(window(scene, BEN), BEN, OPENS, RATED)
    elsewhere = type(stranger)(Actor(BEN, "TELSEWHERE"), OPENS, "trigger", stranger.view)
    with pytest.raises(Refused):
        listeners.submit(deps(scene), elsewhere)


def test_after_the_cycle_the_answer_stays_as_it_was(scene: Scene) -> None:
    send(scene, BEN, window(scene, BEN), RATED)
    october = datetime(2026, 10, 1, tzinfo=UTC)
    with pytest.raises(Refused, match="cycle is over"):
        send(scene, BEN, window(scene, BEN), RATED | {"checkin.plan": "too late"}, october)
    assert isinstance(
        send(scene, BEN, window(scene, BEN), RATED | {"checkin.plan": "in time"}, october - 3 * HOUR), Close
    )


def test_somebody_in_several_teams_chooses_one_in_a_direct_message(scene: Scene) -> None:
    with scene.store.begin(HERE) as unit:
        other = unit.teams.save("CCHECKOUT", "Checkout", RHYTHM, None, None, TUESDAY)
        unit.teams.join(other.id, BEN, TUESDAY)
    said = Command(actor(BEN), OPENS, "D1", "trigger", "checkin", "")
    choice = listeners.command(deps(scene), said)
    assert choice is not None
    assert "[ Checkout ]  [ Explore ]" in read(choice)


@pytest.mark.parametrize("channel", [CHANNEL, "CNOWHERE", "D1"])
def test_an_outsider_is_told_so_wherever_they_ask(scene: Scene, channel: str) -> None:
    with pytest.raises(Refused):
        listeners.command(deps(scene), Command(actor(EVE), OPENS, channel, "trigger", "checkin", ""))


def a_large_team(scene: Scene) -> None:
    """Forty more key results: more than Slack's hundred blocks."""
    with scene.store.begin(HERE) as unit:
        for number in range(40):
            unit.okrs.add_key_result(2, f"Large {number}", Measure.done(), None, TUESDAY)


def shown(reply: Reply) -> View:
    assert isinstance(reply, Show)
    return reply.view


def test_pages_follow_each_other_and_the_last_one_stores_all(scene: Scene) -> None:
    a_large_team(scene)
    first = window(scene, BEN)
    second = shown(send(scene, BEN, first, {"checkin.confidence:1": "3", "checkin.confidence:2": "4"}))
    assert answer_of(scene, BEN) is None
    assert "Page 2 of 2" in read_window(second)
    assert isinstance(send(scene, BEN, second, {"checkin.plan": "ship it"}), Close)
    answer = answer_of(scene, BEN)
    assert answer is not None
    assert (answer.confidences, answer.plan, len(answer.readings)) == ({1: 3, 2: 4}, "ship it", 43)


def test_a_fault_on_a_page_is_told_there(scene: Scene) -> None:
    a_large_team(scene)
    with pytest.raises(RefusedFields) as refused:
        send(scene, BEN, window(scene, BEN), RATED | {"checkin.value:1": "abc"})
    assert refused.value.sentences.keys() == {"checkin.value:1"}


def test_all_pages_are_there_when_the_window_opens_again(scene: Scene) -> None:
    a_large_team(scene)
    second = shown(send(scene, BEN, window(scene, BEN), RATED | {"checkin.note:1": "page one"}))
    listeners.keep_draft(deps(scene), keystroke(second, BEN, OPENS, {"checkin.plan": "page two"}))
    again = window(scene, BEN)
    assert state_of(again)["checkin.note:1"]["checkin.note:1"]["value"] == "page one"
    following = shown(listeners.submit(deps(scene), submitted(again, BEN, OPENS + HOUR, view_id="V9")))
    assert state_of(following)["checkin.plan"]["checkin.plan"]["value"] == "page two"


def test_an_echo_of_a_page_that_was_left_is_not_newer_than_the_page(scene: Scene) -> None:
    a_large_team(scene)
    first = window(scene, BEN)
    send(scene, BEN, first, RATED | {"checkin.note:1": "whole"})
    listeners.keep_draft(deps(scene), keystroke(first, BEN, OPENS, {"checkin.note:1": "who"}))
    assert state_of(window(scene, BEN))["checkin.note:1"]["checkin.note:1"]["value"] == "whole"


def test_before_the_prompt_the_answer_makes_an_early_round(sqlite_store: Store) -> None:
    scene = a_scene(sqlite_store)
    send(scene, BEN, window(scene, BEN, TUESDAY), RATED, TUESDAY)
    assert answer_of(scene, BEN) is not None


def test_the_current_week_is_the_one_that_is_open_else_the_next(scene: Scene) -> None:
    weeks = []
    with scene.store.begin(HERE) as unit:
        for now in (TUESDAY, OPENS, OPENS + 2 * DAY, OPENS + 4 * DAY):
            weeks.append(use_cases.this_week(unit, actor(BEN), scene.team, now).week)
    assert weeks == [WEEK, WEEK, WEEK, Week(2026, 37)]

"""What an answer and its edits do to the team's numbers, issues, card, result and digest."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from handlers.checkin import use_cases, use_cases_asked
from handlers.kit.ids import Delivery
from okra.action import ActionState, ActionUpdate
from okra.checkin import IssueUpdate, Reading
from okra.grip import Contribution
from okra.issue import IssueState
from okra.refusal import Refused
from okra.report import TeamWeek
from storage.store import Store
from storage.weeks import seen_from, team_week
from tests.handlers.checkin.setting import (
    ADA,
    BEN,
    CHANNEL,
    CLEO,
    CLOSES,
    DAN,
    DAY,
    EVE,
    HERE,
    HOUR,
    MINUTE,
    OPENS,
    TUESDAY,
    WEEK,
    Mail,
    Scene,
    a_scene,
    actor,
    deliver,
    saying,
    tick,
)
from tests.storage.setting import at_once


@pytest.fixture
def scene(store: Store) -> Scene:
    scene = a_scene(store)
    tick(store, OPENS)
    deliver(store, OPENS, Mail())
    return scene


def answer(scene: Scene, user_id: str, said: Contribution, now: datetime = OPENS + MINUTE) -> use_cases.Stored:
    with scene.store.begin(HERE) as unit:
        return use_cases.submit(unit, actor(user_id), scene.about, said, now)


def week(scene: Scene, now: datetime) -> TeamWeek:
    with scene.store.begin(HERE) as unit:
        found = team_week(unit, scene.team, WEEK, seen_from(unit, scene.team, WEEK, now))
    assert found is not None
    return found


def sent(scene: Scene, now: datetime) -> Mail:
    return deliver(scene.store, now, Mail())


def test_an_answer_owes_a_private_copy_a_new_count_and_an_answered_prompt(scene: Scene) -> None:
    answer(scene, BEN, saying(scene))
    mail = sent(scene, OPENS + MINUTE)
    assert mail.of("checkin.receipt").keys() == {f"1/{BEN}"}
    assert "1 of 4 have answered" in mail.of("checkin.card")["1"]
    prompt = mail.of("checkin.prompt")[f"1/{BEN}"]
    assert "answered, thank you" in prompt
    assert "[" not in prompt


def test_the_prompt_is_brought_up_to_date_however_late_the_answer(scene: Scene) -> None:
    answer(scene, BEN, saying(scene), OPENS + 2 * DAY)
    assert "answered, thank you" in sent(scene, OPENS + 2 * DAY).of("checkin.prompt")[f"1/{BEN}"]


def test_ten_quick_answers_make_one_update_of_the_card(scene: Scene) -> None:
    for user_id in (ADA, BEN, CLEO, DAN):
        answer(scene, user_id, saying(scene))
    assert [kind for kind, _, _ in sent(scene, OPENS + MINUTE).log].count("checkin.card") == 1


def test_the_card_never_tells_what_anybody_said(scene: Scene) -> None:
    answer(scene, BEN, saying(scene, 1, 10, plan="secret plan", new_issues=("secret issue",)))
    card = sent(scene, OPENS + MINUTE).of("checkin.card")["1"]
    assert "secret" not in card
    assert "Confidence" not in card


def test_when_everybody_has_answered_there_is_no_new_message_and_no_name(scene: Scene) -> None:
    for user_id in (ADA, BEN, CLEO, DAN):
        answer(scene, user_id, saying(scene))
    mail = sent(scene, OPENS + MINUTE)
    assert "4 of 4 have answered" in mail.of("checkin.card")["1"]
    assert [how for kind, _, how in mail.log if kind == "checkin.card"] == ["edit"]
    assert not any(name in mail.of("checkin.card")["1"] for name in ("Ada", "Ben", "Cleo", "Dan", "everyone"))


def test_saying_the_same_again_owes_nothing(scene: Scene) -> None:
    said = saying(scene, plan="ship", new_issues=("No designer",))
    answer(scene, BEN, said)
    sent(scene, OPENS + MINUTE)
    answer(scene, BEN, said, OPENS + HOUR)
    assert sent(scene, OPENS + HOUR).log == []


def test_an_edit_says_that_it_is_one(scene: Scene) -> None:
    answer(scene, BEN, saying(scene))
    assert answer(scene, BEN, saying(scene, 3), OPENS + HOUR).editing
    copy = sent(scene, OPENS + HOUR).of("checkin.receipt")[f"1/{BEN}"]
    assert "3 of 10 · at risk" in copy
    assert "Edited." in copy


def test_the_result_sums_up_confidence_with_its_spread_values_issues_and_plans(scene: Scene) -> None:
    number = scene.key_results[0]
    answer(scene, ADA, saying(scene, 9, plan="Talk to Legal"))
    answer(scene, BEN, saying(scene, 3, readings=(Reading(number, Decimal(71), wrong_measure=True),)))
    answer(scene, CLEO, saying(scene, 6, new_issues=("No designer <!channel>",)))
    answer(scene, DAN, saying(scene, 6))
    tick(scene.store, CLOSES)
    assert sent(scene, CLOSES).of("checkin.card")["1"] == RESULT


RESULT = """\
Explore's check-in  4 of 4 answered.

New users love the first hour
Confidence 6 of 10 · wavering · 6 points apart
• Onboarding completion  ▲ at risk · 24 % · now 71 % · 1 says that it measures
  the wrong thing
• Tutorial shipped  ○ no data · – %

Support is never a bottleneck
Confidence 6 of 10 · wavering · all of one mind
• Answers within a day  ○ no data · – %

In the way
• No designer <!channel> · Cleo, new

What comes next
• Ada: Talk to Legal

[ Answer late ]
┊ A late answer is welcome: this message is brought up to date."""


def test_a_late_answer_belongs_to_its_round_and_brings_result_and_digest_up_to_date(scene: Scene) -> None:
    answer(scene, ADA, saying(scene))
    with scene.store.begin(HERE) as unit:
        unit.outbox.post(Delivery.DIGEST_LEAD, f"{ADA}/{WEEK}", ADA, CLOSES)
        unit.outbox.post(Delivery.DIGEST_CHANNEL, "1", CHANNEL, CLOSES)
    tick(scene.store, CLOSES)
    sent(scene, CLOSES)
    with scene.store.begin(HERE) as unit:
        unit.outbox.post(Delivery.DIGEST_LEAD, f"{ADA}/{WEEK}", ADA, CLOSES)
        wanted = unit.outbox.find(Delivery.DIGEST_LEAD, f"{ADA}/{WEEK}")
    answer(scene, BEN, saying(scene, 3), CLOSES + HOUR)
    with scene.store.begin(HERE) as unit:
        again = unit.outbox.find(Delivery.DIGEST_LEAD, f"{ADA}/{WEEK}")
    assert wanted is not None
    assert again is not None
    assert again.wanted > wanted.wanted
    card = sent(scene, CLOSES + HOUR).of("checkin.card")["1"]
    assert "2 of 5 answered" not in card
    assert "2 of 4 answered; 1 answer came or changed after the close." in " ".join(card.split())
    assert week(scene, CLOSES + HOUR).turnout.changed_late == 1


def test_a_late_answer_does_not_change_a_later_weeks_value(scene: Scene) -> None:
    number = scene.key_results[0]
    tick(scene.store, CLOSES)
    tick(scene.store, OPENS + 7 * DAY)
    with scene.store.begin(HERE) as unit:
        later = type(scene.about)(scene.team, WEEK.next())
        use_cases.submit(
            unit, actor(ADA), later, saying(scene, readings=(Reading(number, Decimal(80)),)), OPENS + 7 * DAY
        )
    answer(scene, BEN, saying(scene, readings=(Reading(number, Decimal(70)),)), OPENS + 8 * DAY)
    with scene.store.begin(HERE) as unit:
        key_result = unit.okrs.key_result(number)
    assert key_result is not None
    assert key_result.current == Decimal(80)
    this = week(scene, OPENS + 8 * DAY).objectives[0].objective.key_results[0]
    assert this.current == Decimal(70)


def test_an_older_week_is_shown_as_it_stood_then(scene: Scene) -> None:
    answer(scene, BEN, saying(scene, new_issues=("No designer",)))
    tick(scene.store, CLOSES)
    tick(scene.store, OPENS + 7 * DAY)
    later = type(scene.about)(scene.team, WEEK.next())
    solved = (IssueUpdate(1, IssueState.SOLVED),)
    with scene.store.begin(HERE) as unit:
        said = saying(scene, 2, issue_updates=solved, new_issues=("Newer",))
        use_cases.submit(unit, actor(BEN), later, said, OPENS + 7 * DAY)
    then = week(scene, OPENS + 8 * DAY)
    assert [(issue.text, issue.state) for issue in then.issues] == [("No designer", IssueState.OPEN)]
    assert then.objectives[0].weeks[-1].average == 7
    assert then.elapsed == pytest.approx(68 / 92)


def test_the_weeks_run_from_the_cycles_first_round_and_know_the_missed(scene: Scene) -> None:
    answer(scene, BEN, saying(scene, 8))
    tick(scene.store, CLOSES)
    tick(scene.store, OPENS + 9 * DAY)
    tick(scene.store, OPENS + 14 * DAY)
    with scene.store.begin(HERE) as unit:
        about = type(scene.about)(scene.team, WEEK.plus(2))
        use_cases.submit(unit, actor(BEN), about, saying(scene, 5), OPENS + 14 * DAY)
        found = team_week(unit, scene.team, about.week, OPENS + 14 * DAY)
    assert found is not None
    assert [(one.average, one.missed) for one in found.objectives[0].weeks] == [(8, False), (None, True), (5, False)]


def test_the_next_check_in_asks_about_last_weeks_words(scene: Scene) -> None:
    answer(scene, BEN, saying(scene, 8, plan="ship it", new_issues=("No designer",)))
    tick(scene.store, CLOSES)
    with scene.store.begin(HERE) as unit:
        about = type(scene.about)(scene.team, WEEK.next())
        questions = use_cases_asked.asked(unit, about, BEN)
    assert questions.last_plan == "ship it"
    assert [objective.last_confidence for objective in questions.objectives] == [8, 6]
    assert [one.issue.text for one in questions.issues] == ["No designer"]
    assert not questions.editing


def test_an_edit_shows_solved_issues_again_and_ones_own_lines_in_their_box(scene: Scene) -> None:
    answer(scene, ADA, saying(scene, new_issues=("Legal review",)))
    answer(scene, BEN, saying(scene, new_issues=("No designer",), issue_updates=(IssueUpdate(1, IssueState.SOLVED),)))
    with scene.store.begin(HERE) as unit:
        questions = use_cases_asked.asked(unit, scene.about, BEN)
    assert [(one.issue.text, one.said) for one in questions.issues] == [
        ("Legal review", IssueUpdate(1, IssueState.SOLVED))
    ]
    assert questions.raised == ("No designer",)


def an_action(scene: Scene, owner: str, text: str = "Ask legal") -> int:
    with scene.store.begin(HERE) as unit:
        return unit.actions.make(scene.team.id, f"{owner}/{text}", owner, text, TUESDAY).id


def asked_about(scene: Scene, user_id: str) -> list[tuple[str, bool]]:
    with scene.store.begin(HERE) as unit:
        return [(one.action.text, one.mine) for one in use_cases_asked.asked(unit, scene.about, user_id).actions]


def test_each_is_asked_about_their_own_actions_and_all_about_those_whose_owner_left(scene: Scene) -> None:
    an_action(scene, BEN)
    an_action(scene, DAN, "Tidy the wiki")
    assert asked_about(scene, BEN) == [("Ask legal", True)]
    assert asked_about(scene, CLEO) == []
    with scene.store.begin(HERE) as unit:
        unit.teams.leave(scene.team.id, DAN)
    assert asked_about(scene, BEN) == [("Ask legal", True), ("Tidy the wiki", False)]
    assert asked_about(scene, CLEO) == [("Tidy the wiki", False)]


def test_a_done_action_is_news_in_the_copy_the_result_and_the_week_and_can_be_taken_back(scene: Scene) -> None:
    number = an_action(scene, BEN)
    answer(scene, BEN, saying(scene, action_updates=(ActionUpdate(number, ActionState.DONE),)))
    assert "Ask legal · done" in sent(scene, OPENS + MINUTE).of("checkin.receipt")[f"1/{BEN}"]
    assert asked_about(scene, BEN) == [("Ask legal", True)], "the answer that closed it can be edited"
    assert asked_about(scene, CLEO) == []
    tick(scene.store, CLOSES)
    result = sent(scene, CLOSES).of("checkin.card")["1"]
    assert "Actions: 1 done this week" in result
    assert "✓ done: Ask legal" in result
    answer(scene, BEN, saying(scene), CLOSES + HOUR)
    assert [action.state for action in week(scene, CLOSES + HOUR).actions] == [ActionState.OPEN]
    assert "Actions: 1 new" in sent(scene, CLOSES + HOUR).of("checkin.card")["1"]


def test_two_clicks_on_send_close_an_action_once(scene: Scene) -> None:
    number = an_action(scene, BEN)
    said = saying(scene, action_updates=(ActionUpdate(number, ActionState.DONE),))
    at_once(2, lambda at: answer(scene, BEN, said, OPENS + (1 + at) * MINUTE))
    (action,) = week(scene, OPENS + HOUR).actions
    assert action.state is ActionState.DONE
    with scene.store.begin(HERE) as unit:
        only = unit.rounds.answer(1, BEN)
    assert only is not None
    assert only.action_updates == (ActionUpdate(number, ActionState.DONE),)


def test_the_next_check_in_asks_about_what_is_still_to_do_only(scene: Scene) -> None:
    done, dropped, still = (an_action(scene, BEN, text) for text in ("One", "Two", "Three"))
    updates = ((done, ActionState.DONE), (dropped, ActionState.DROPPED), (still, ActionState.OPEN))
    answer(scene, BEN, saying(scene, action_updates=tuple(ActionUpdate(*update) for update in updates)))
    with scene.store.begin(HERE) as unit:
        following = use_cases_asked.asked(unit, type(scene.about)(scene.team, WEEK.next()), BEN)
    assert [(one.action.text, one.said) for one in following.actions] == [("Three", None)]


def test_without_okrs_or_a_cycle_the_sentence_says_what_to_do(store: Store) -> None:
    scene = a_scene(store, okrs=False)
    with store.begin(HERE) as unit, pytest.raises(Refused, match="/okra okrs"):
        use_cases_asked.asked(unit, scene.about, BEN)
    with store.begin(HERE) as unit, pytest.raises(Refused, match="/okra setup"):
        use_cases_asked.asked(unit, type(scene.about)(scene.team, WEEK.plus(20)), BEN)


@pytest.mark.parametrize("act", [use_cases.snooze, use_cases.sit_out])
def test_buttons_of_a_prompt_answer_outsiders_late_comers_and_those_who_are_done(scene: Scene, act: object) -> None:
    assert callable(act)
    with scene.store.begin(HERE) as unit, pytest.raises(Refused, match="for the team's members"):
        act(unit, actor(EVE), scene.about, OPENS + MINUTE)
    answer(scene, BEN, saying(scene))
    with scene.store.begin(HERE) as unit:
        assert "answered already" in act(unit, actor(BEN), scene.about, OPENS + HOUR)
    tick(scene.store, CLOSES)
    with scene.store.begin(HERE) as unit:
        assert "has closed" in act(unit, actor(ADA), scene.about, CLOSES + HOUR)


def test_the_copy_says_until_when_it_can_be_edited_and_stops_offering_it_then(scene: Scene) -> None:
    answer(scene, BEN, saying(scene))
    assert "before Thu 1 Oct" in sent(scene, OPENS + HOUR).of("checkin.receipt")[f"1/{BEN}"]
    october = datetime(2026, 10, 2, tzinfo=UTC)
    with scene.store.begin(HERE) as unit:
        unit.outbox.repost(Delivery.CHECKIN_RECEIPT, f"1/{BEN}", october)
    assert "[ Edit ]" not in sent(scene, october).of("checkin.receipt")[f"1/{BEN}"]


def test_two_who_answer_at_once_open_a_missed_week_once(store: Store) -> None:
    scene = a_scene(store)
    tick(store, OPENS + DAY + HOUR)
    people = (ADA, BEN, CLEO, DAN)
    at_once(4, lambda number: answer(scene, people[number], saying(scene), OPENS + DAY + 2 * HOUR))
    assert "4 of 4 have answered" in sent(scene, OPENS + DAY + 2 * HOUR).of("checkin.card")["1"]


def test_an_early_answer_owes_its_copy_and_nothing_else(store: Store) -> None:
    scene = a_scene(store)
    answer(scene, BEN, saying(scene), TUESDAY)
    assert [kind for kind, _, _ in sent(scene, TUESDAY).log] == ["checkin.receipt"]

"""From sessions' items to the plan."""

from okra.items import Item, ItemKind
from okra.milestone import Effort, MilestoneKind
from okra.plan import ELSEWHERE, NO_KEY_RESULT, Lane
from okra.plan_items import plan_from
from okra.plan_text import as_text

GOAL = Item("s1/g", ItemKind.STRATEGY, "Win the weekend players")
OBJECTIVE = Item("s1/o", ItemKind.OBJECTIVE, "Match reliability", ("s1/g",))
RESULT = Item("s1/k", ItemKind.KEY_RESULT, "Six confirmed players", ("s1/o",), {"measure": "from 55% to 80%"})
BELIEF = Item("s1/h", ItemKind.HYPOTHESIS, "Reminders help", ("s1/k",))
SEND = Item("s2/m", ItemKind.MILESTONE, "Send reminders", ("s1/h",))
TEST = Item("s2/t", ItemKind.MILESTONE, "Test two wordings", ("s1/h",), {"kind": "experiment"})
LOGO = Item("s2/l", ItemKind.MILESTONE, "New logo")
SCORED = Item("s3/of:m", ItemKind.SCORE, "effort M", ("s2/m",), {"effort": "M", "business": 4})
RISK = Item("s3/r", ItemKind.RISK, "Texts annoy", ("s2/m",))
FIRST = Item("s4/of:t", ItemKind.PLACEMENT, "week 2", ("s2/t",), {"week": 2, "needs": [], "risk": ""})
THEN = Item("s4/of:m", ItemKind.PLACEMENT, "week 4", ("s2/m",), {"week": 4, "needs": ["s2/t"], "risk": "Legal"})
ALL = (GOAL, OBJECTIVE, RESULT, BELIEF, SEND, TEST, LOGO, SCORED, RISK, FIRST, THEN)


def test_a_lane_is_a_key_result_under_its_objective_and_the_company_s_goal() -> None:
    (lane,) = plan_from(ALL, 13, 4).lanes
    assert lane == Lane(
        "s1/k", "Six confirmed players (from 55% to 80%)", "Match reliability", "Win the weekend players"
    )
    assert "For: Win the weekend players › Match reliability" in as_text(plan_from(ALL, 13, 4))


def test_key_results_of_one_objective_stand_together_however_they_were_written() -> None:
    courts = Item("s1/c", ItemKind.OBJECTIVE, "Courts for all")
    full = Item("s1/f", ItemKind.KEY_RESULT, "Half of all courts are full", ("s1/c",))
    second = Item("s1/2", ItemKind.KEY_RESULT, "No match is called off", ("s1/o",))
    lanes = plan_from((*ALL[:3], courts, full, second), 13, 4).lanes
    assert [lane.key for lane in lanes] == ["s1/k", "s1/2", "s1/f"]


def test_what_serves_an_objective_without_a_key_result_stands_under_that_objective() -> None:
    belief = Item("s1/b", ItemKind.HYPOTHESIS, "A list helps", ("s1/o",))
    lists = Item("s2/i", ItemKind.MILESTONE, "A list of all", ("s1/b",))
    placed = Item("s4/of:i", ItemKind.PLACEMENT, "week 1", ("s2/i",), {"week": 1})
    made = plan_from((*ALL, belief, lists, placed), 13, 4)
    assert made.lanes[-1] == Lane("s1/o", NO_KEY_RESULT, "Match reliability", "Win the weekend players")
    assert [(bar.milestone.key, bar.milestone.tests) for bar in made.bars_in("s1/o")] == [("s2/i", "A list helps")]


def test_milestones_bring_their_kind_their_effort_what_they_need_and_every_risk() -> None:
    bars = {bar.milestone.key: bar for bar in plan_from(ALL, 13, 4).bars}
    test, send = bars["s2/t"].milestone, bars["s2/m"].milestone
    assert (test.kind, test.effort, bars["s2/t"].first) == (MilestoneKind.EXPERIMENT, None, 2)
    assert (send.kind, send.effort, bars["s2/m"].last) == (MilestoneKind.FEATURE, Effort.M, 5)
    assert send.needs == ("s2/t",)
    assert send.risks == ("Legal", "Texts annoy")


def test_what_has_no_week_is_not_lost_and_what_serves_no_key_result_is_told_apart() -> None:
    (loose,) = plan_from(ALL, 13, 4).loose
    assert (loose.key, loose.lane) == ("s2/l", ELSEWHERE)


def test_the_latest_placement_counts() -> None:
    moved = Item("s5/of:t", ItemKind.PLACEMENT, "week 7", ("s2/t",), {"week": 7, "needs": [], "risk": ""})
    bars = {bar.milestone.key: bar.first for bar in plan_from((*ALL, moved), 13, 4).bars}
    assert bars["s2/t"] == 7


def test_a_session_without_a_plan_draws_an_empty_one() -> None:
    assert plan_from((), 13, 4).bars == ()

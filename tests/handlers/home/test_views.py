"""The Home tab: what it says, from nothing at all to more than Slack can hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.home import views
from handlers.home.values import Checkin, Home, InTheWay, KnownTeam, Offered, Running, TeamPage, ToDo
from okra.action import Action, ActionState
from okra.action_report import report_actions
from okra.digest import order_teams, team_digest
from okra.issue import IssueState
from okra.offer import Offer, Reason
from okra.okr import KeyResult, Measure, Objective
from okra.report import ObjectiveWeeks, TeamWeek, report_issues, report_objectives
from okra.turn import Turn
from sandbox.blockkit import validate_view
from sandbox.render import render_view
from sandbox.text import pings
from tests.handlers.digest.test_views import HOSTILE
from tests.okra.reports import NOW, issue, kr, objective, team, weeks

NAMES = {"U1": "Ada", "U2": "Ben", "C1": "explore"}
NOTHING = Home("U1", NOW)


def read(home: Home) -> str:
    """The page as somebody reads it, after Slack's own check; nothing on it pings anybody."""
    payload = views.home(home).to_dict()
    assert not (problems := validate_view(payload)), problems
    assert not (notified := pings(payload)), notified
    return render_view(payload, names=NAMES.get)


def a_to_do(number: int = 1, text: str = "Ask legal", *, mine: bool = True, due: date | None = None) -> ToDo:
    action = Action(number, 7, "U1" if mine else "U2", text, ActionState.OPEN, NOW - timedelta(weeks=3), due)
    return ToDo("Explore", report_actions([action], NAMES, NOW, NOW.date())[0], mine)


def closed(number: int, state: ActionState = ActionState.DONE) -> ToDo:
    action = Action(number, 7, "U1", "Tidy the wiki", state, NOW - timedelta(weeks=3), None, NOW)
    return ToDo("Explore", report_actions([action], NAMES, NOW, NOW.date())[0], True)


def page(week: TeamWeek, *, decides: bool = False) -> TeamPage:
    subtitle = "Q3 2026 · week 10 of 13 · 74 % of the cycle is gone"
    return TeamPage(week.team_id, week.team, subtitle, report_objectives(week, NOW), decides)


def explore() -> TeamWeek:
    """A week of the Explore team in which Ada owns one of two key results."""
    mine = replace(kr(1, "Completion", "71"), owner_id="U1")
    return team(objective("Calm", weeks(7.0, 5.0), mine, kr(2, "Silence", None)), elapsed=0.74)


def test_somebody_in_no_team_reads_how_to_get_into_one() -> None:
    text = read(NOTHING)
    assert "You are not in a team yet" in text
    assert "/okra setup" in text
    assert "workspace" not in text


@pytest.mark.parametrize(
    ("turn", "said", "buttons"),
    [
        (Turn.ASKED, "open until Mon 10:00", ["[• Check in ]", "[ I'm away ]"]),
        (Turn.NOT_YET, "opens Fri 14:00", ["[ Check in early ]"]),
        (Turn.ANSWERED, "You have checked in this week", ["[ Edit my check-in ]"]),
        (Turn.AWAY, "You are away", ["[ Check in ]", "[ I'm back ]"]),
        (Turn.SITTING_OUT, "sitting this check-in out", ["[ Check in ]"]),
        (Turn.UNASKED, "Nobody is asked this week", ["[ Check in ]"]),
        (Turn.NO_OKRS, "No OKRs yet", ["[ Our OKRs ]"]),
        (Turn.NO_CYCLE, "No cycle at the moment", []),
    ],
)
def test_the_check_in_is_first_with_the_button_that_fits(turn: Turn, said: str, buttons: list[str]) -> None:
    text = read(replace(NOTHING, checkins=[Checkin(7, "Explore", turn, "Fri 14:00", "Mon 10:00")]))
    assert text.startswith("This week")
    assert said in " ".join(text.split())
    assert [button for button in buttons if button not in text] == []
    assert ("Check in" in text) == (turn not in (Turn.NO_OKRS, Turn.NO_CYCLE, Turn.ANSWERED))


def test_a_session_that_is_on_leads_to_its_channel_and_an_offer_can_be_answered() -> None:
    offer = Offer(3, 7, 1, 2, "2026-W36", Reason.DROP, "Confidence in “Calm” fell by 2 in a week.", NOW)
    text = read(
        replace(
            NOTHING,
            checkins=[Checkin(7, "Explore", Turn.ASKED, "", "Mon 10:00")],
            running=[Running("Explore", "C1", "Purpose & Vision", "Ben")],
            offered=[Offered("Explore", offer)],
        )
    )
    assert "“Purpose & Vision” is on, with Ben. Join in: #explore" in text
    assert "fell by 2 in a week." in text
    assert "[• Start a retro ]  [ Not now ]" in text


def test_actions_have_their_age_their_day_and_their_buttons() -> None:
    late = a_to_do(due=NOW.date() - timedelta(days=3))
    text = read(replace(NOTHING, to_do=[late, a_to_do(2, "Ring up Sam", mine=False)], closed=[closed(3)]))
    assert "Ask legal\nExplore · for 3 weeks · due Fri 4 Sep, ▲ overdue by 3 days" in text
    assert "Explore · Ben is not in the team · for 3 weeks" in text
    assert "[ I'll take it ]  [ Done ]  [ Drop ]" in text
    assert "✓ done: Tidy the wiki" in text
    assert "[ Still on it ]" in text


def test_ones_own_key_results_stand_apart_and_the_teams_below() -> None:
    text = read(replace(NOTHING, teams=[page(explore())]))
    mine, _, teams = text.partition("Explore's OKRs")
    assert "Completion: 71 %" in mine
    assert "Silence" not in mine
    assert "Calm" in teams
    assert "Silence" in teams
    assert "Confidence 5 of 10" in teams


def test_issues_say_for_how_long_and_whose_help_is_asked() -> None:
    slow = replace(issue("No tester", 2, IssueState.NEEDS_HELP, "platform"), owner_id="U1")
    reports = report_issues(team(issues=(slow,)), NOW)
    text = read(replace(NOTHING, issues=[InTheWay("Explore", report) for report in reports]))
    assert "• No tester – Explore, for 2 weeks, help asked for from platform" in text


def test_a_lead_reads_first_where_they_are_needed() -> None:
    calm = team(objective("Sound", weeks(8.0), kr(1, "Done", "100")), name="Calm team")
    led = order_teams([team_digest(calm, NOW), team_digest(replace(explore(), team="Worried team"), NOW)])
    text = read(replace(NOTHING, led=led))
    assert text.index("Worried team") < text.index("Calm team")
    assert "[ Digest, as of now ]" in text


def test_an_administrator_sees_every_team_and_how_to_set_one_up() -> None:
    known = [KnownTeam(7, "Explore", "C1", ["Ada"]), KnownTeam(8, "Orphans", "C1", [])]
    text = read(replace(NOTHING, workspace=known))
    assert "• Explore  #explore, led by Ada" in text
    assert "▲ led by nobody" in text
    assert "[ Explore ]  [ Orphans ]" in text
    assert "/okra setup" in read(replace(NOTHING, workspace=[]))


def test_only_who_decides_sees_settings() -> None:
    assert "[ Settings ]" in read(replace(NOTHING, teams=[page(explore(), decides=True)]))
    assert "[ Settings ]" not in read(replace(NOTHING, teams=[page(explore())]))


def big(teams: int, objectives: int, key_results: int, actions: int, words: Sequence[str]) -> Home:
    """Somebody with very much of everything."""

    def said(number: int) -> str:
        return words[number % len(words)]

    def week(number: int) -> TeamWeek:
        parts = []
        for place in range(objectives):
            results = tuple(
                KeyResult(
                    each, place, f"KR {number}/{place}/{each} {said(each)}",
                    Measure.move(Decimal(0), Decimal(100), said(each)[:20]), "U1", Decimal(each), NOW,
                )
                for each in range(key_results)
            )  # fmt: skip
            whole = Objective(place, number, 1, said(place), key_results=results)
            parts.append(ObjectiveWeeks(whole, weeks(9.0, 8.0, 3.5, 1.5, spread=9)))
        issues = tuple(
            replace(issue(said(place), 3, IssueState.NEEDS_HELP, said(place)), id=place) for place in range(9)
        )
        return replace(team(*parts, name=said(number), issues=issues), team_id=number)

    every = [week(number) for number in range(teams)]
    offer = Offer(3, 7, 1, 2, "2026-W36", Reason.DROP, said(1), NOW)
    return Home(
        "U1",
        NOW,
        checkins=[Checkin(one.team_id, one.team, Turn.ASKED, "Fri 14:00", "Mon 10:00") for one in every],
        running=[Running(one.team, "C1", said(1), said(2)) for one in every],
        offered=[Offered(one.team, offer) for one in every],
        to_do=[a_to_do(number, said(number), mine=number % 2 == 0, due=date(2026, 9, 1)) for number in range(actions)],
        closed=[closed(100 + number, ActionState.DROPPED) for number in range(actions)],
        issues=[InTheWay(one.team, report) for one in every for report in report_issues(one, NOW)],
        teams=[page(one, decides=True) for one in every],
        led=[team_digest(one, NOW) for one in every],
        workspace=[KnownTeam(one.team_id, one.team, "C1", [said(3)] * 4) for one in every],
    )


def test_five_teams_and_thirty_key_results_are_all_there() -> None:
    seen = replace(big(5, 2, 3, 4, ["plain words"]), workspace=None)
    text = read(seen)
    titles = {kr.key_result.title for one in seen.teams for each in one.objectives for kr in each.key_results}
    assert len(titles) == 30
    assert [title for title in titles if text.count(title) < 2] == [], "once among one's own, once among the team's"


def test_who_has_too_many_teams_reaches_each_by_a_button() -> None:
    seen = big(12, 3, 4, 0, ["plain words"])
    assert "More of your teams" in read(seen)


@pytest.mark.parametrize("words", [[text] for text in HOSTILE], ids=lambda words: words[0][:12])
def test_whatever_people_write_slack_takes_it(words: list[str]) -> None:
    read(big(5, 3, 3, 6, words))


@settings(max_examples=25)
@given(st.integers(0, 40), st.integers(0, 9), st.integers(0, 9), st.integers(0, 60))
def test_however_much_there_is_slack_takes_it(teams: int, objectives: int, key_results: int, actions: int) -> None:
    read(big(teams, objectives, key_results, actions, ["plain words", "more words"]))


def test_what_a_screen_reader_says_of_a_button_holds_what_is_written_on_it() -> None:
    page = views.home(big(3, 1, 1, 4, ["plain words"])).to_dict()
    buttons = [one for block in page["blocks"] if block["type"] == "actions" for one in block["elements"]]
    assert len(buttons) > 20
    for one in buttons:
        assert one["text"]["text"] in one.get("accessibility_label", one["text"]["text"])

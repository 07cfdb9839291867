"""What a lead and a channel read, from nothing at all to more than Slack can hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from handlers.digest import views, views_channel, views_details
from handlers.kit.elements import Message
from okra.action import Action, ActionState
from okra.bulletin import Bulletin, ChannelBulletin, Details, StillOpen, TeamDetails, Update
from okra.checkin import RoundState
from okra.confidence import WeekConfidence, WeekValue
from okra.digest import digest, gather, team_digest
from okra.issue import Issue, IssueState
from okra.okr import KeyResult, Measure, Objective
from okra.report import ObjectiveWeeks, Plan, TeamWeek, Turnout, report_issues
from tests.handlers.digest.setting import read
from tests.okra.reports import NOW, PERCENT, WEEK, issue, kr, objective, team, weeks

TITLE = "Weekly digest · week 36, 31 Aug – 6 Sep"
UP = Measure.move(Decimal(65), Decimal(90), "%")
HOSTILE = (
    "<!channel> <@U1> *bold* `code` https://evil.example & more",
    "🧑‍🧑‍🧒‍🧒" * 700,
    "ﷺ שלום عليكم " * 200,
    "x" * 3_000,
    "$\\alpha$ & <b> \x07 \u202e",
    "沈黙" * 1_000,
)


def bulletin(*teams: TeamWeek, **more: object) -> Bulletin:
    return replace(Bulletin(digest(teams, NOW), TITLE, NOW), **more)  # type: ignore[arg-type]


def lead(*teams: TeamWeek, **more: object) -> str:
    return read(views.weekly(bulletin(*teams, **more)))


def channel(one: TeamWeek) -> str:
    return read(views_channel.channel(ChannelBulletin(team_digest(one, NOW), TITLE, NOW)))


def details_of(*teams: TeamWeek) -> Message:
    def one(week: TeamWeek) -> TeamDetails:
        issues = tuple(report for report in report_issues(week, NOW) if not report.solved)
        return TeamDetails(team_digest(week, NOW), issues, (), week.notes, week.plans)

    by_team = {week.team_id: one(week) for week in teams}
    ordered = gather(team_digest(week, NOW) for week in teams).teams
    return views_details.details(Details(tuple(by_team[each.team_id] for each in ordered), NOW, "1.2"))


def explore() -> TeamWeek:
    """A week with a bit of everything."""
    return team(
        objective(
            "Matches come back",
            weeks(6.0, 6.5, None, 7.0, 7.0, 5.0, spread=6),
            kr(1, "Completion", "71", UP),
            kr(2, "Silence", None),
            kr(3, "Contract signed", "1", Measure.done()),
            wrong_measure={1: 2, 2: 1},
        ),
        objective("Bookings without a call", weeks(4.0, 5.0, 5.5, 6.0, 6.5, 7.5), kr(5, "Online", "80")),
        elapsed=0.67,
        issues=(issue("Legal is slow", 5, IssueState.NEEDS_HELP, "legal"), issue("Staging is down", 1)),
        notes=("staging down", "staging is down a lot"),
        plans=(Plan("U1", "Call legal"),),
    )


def an_action(number: int, text: str, weeks_old: int = 3, due: date | None = date(2026, 9, 4)) -> Action:
    state = tuple(ActionState)[number % 3]
    closed_at = None if state is ActionState.OPEN else NOW
    return Action(number, 1, "U2", text, state, NOW - timedelta(weeks=weeks_old), due, closed_at)


def crowd(count: int, words: Sequence[str] = ("plain words",), objectives: int = 10, krs: int = 5) -> list[TeamWeek]:
    """Teams with very many objectives, key results, issues, notes and plans, in people's own words."""

    def said(number: int) -> str:
        return words[number % len(words)]

    def one(number: int) -> TeamWeek:
        parts = tuple(an_objective(number, place) for place in range(objectives))
        issues = tuple(
            Issue(place, number, "U1", said(place), IssueState.NEEDS_HELP, NOW, said(place + 1)) for place in range(30)
        )
        plans = tuple(Plan("U1", said(place)) for place in range(30))
        names = {"U1": said(number), "U2": "Ben"}
        turnout = Turnout(5, 30, away=tuple(words) * 4, sitting_out=tuple(words) * 4)
        made = team(*parts, name=said(number), issues=issues, notes=tuple(words) * 9, plans=plans, turnout=turnout)
        return replace(
            made, team_id=number, names=names, actions=tuple(an_action(place, said(place)) for place in range(30))
        )

    def an_objective(number: int, place: int) -> ObjectiveWeeks:
        ids = range(place * krs, place * krs + krs)
        results = tuple(
            KeyResult(
                each, place, said(each), Measure.move(Decimal(0), Decimal(10**11), said(each)), "U1", Decimal(each)
            )
            for each in ids
        )
        results = tuple(replace(result, current_at=NOW) for result in results)
        flat = {result.id: [WeekValue(week.week, Decimal(1)) for week in weeks(1.0, 1.0, 1.0)] for result in results}
        whole = Objective(place, number, 1, said(place), key_results=results)
        past = weeks(9.0, 8.0, 7.5, 6.5, 3.5, 1.5, spread=9)
        return ObjectiveWeeks(whole, past, flat, dict.fromkeys(ids, 17))

    return [one(number) for number in range(count)]


class TestTheLeadsDigest:
    def test_says_the_one_thing_to_know_first_and_in_bold(self) -> None:
        message = views.weekly(bulletin(explore()))
        first = message.blocks[0].to_dict()["elements"][0]["elements"][0]
        assert first == {
            "type": "text",
            "text": "Help is wanted from legal with “Legal is slow”.",
            "style": {"bold": True},
        }

    def test_reads_as_a_whole(self) -> None:
        assert lead(explore(), update=Update("Mon 14:05", late=1)).splitlines() == [
            "Help is wanted from legal with “Legal is slow”.",
            f"┊ Explore · {TITLE} · 5 of 8 answered, 1 away (Dan) · 67 % of the cycle is gone"
            " · Updated Mon 14:05: 1 late answer",
            "",
            "🖼 Explore, 67 % of the cycle gone. Matches come back: confidence 5, from 6 at first. Bookings without a"
            " call: confidence 7.5, from 4 at first. Completion: ▲ at risk · 24 %. Silence: ○ no data · – %. Contract"
            " signed: ● on track · 100 %. Online: ● on track · 80 %",
            "",
            "▲ at risk · 41 %  Matches come back",
            "Confidence 5 of 10 · wavering · ↘ −2 · 6 points apart · ▅▅·▆▆▄ (6, 6.5, no data, 7, 7, 5)",
            "• ▲ at risk · 24 %  Completion: 71 % (65 % → 90 %), 43 points behind the calendar"
            " ⚑ 2 people say this measures the wrong thing",
            "• ○ no data · – %  Silence: no value yet (0 % → 100 %) ⚑ 1 person says this measures the wrong thing",
            "• ● on track · 100 %  Contract signed: done",
            "",
            "● on track · 80 %  Bookings without a call",
            "Confidence 7.5 of 10 · wavering · ↗ +1 · ▃▄▅▅▅▆ (4, 5, 5.5, 6, 6.5, 7.5)",
            "• ● on track · 80 %  Online: 80 % (0 % → 100 %)",
            "",
            "Where to look",
            "• Help asked for from legal: “Legal is slow” – Ada, for 5 weeks, the oldest issue.",
            "• Biggest drop: “Matches come back” ↘ −2 to 5.",
            "• Widest disagreement: “Matches come back”, 6 points apart.",
            "┊ Issues, actions, notes and plans are in the thread.",
            "",
            "[ As of now ]",
        ]

    def test_is_read_in_half_a_minute(self) -> None:
        """People read about 240 words a minute; numbers in brackets after a strip are for those who hear it."""
        spoken = [word for word in lead(explore()).split() if word.strip("•┊·▲○●↘↗()").isalpha()]
        assert len(spoken) < 150

    def test_notifies_with_the_one_thing_and_the_turnout(self) -> None:
        text = views.weekly(bulletin(explore())).notification
        assert text == "Help is wanted from legal with “Legal is slow”. 5 of 8 answered, 1 away."

    def test_shows_when_a_value_is_outdated_and_since_when(self) -> None:
        old = replace(kr(1, "Completion", "71", UP), current_at=NOW.replace(month=8))
        text = read(
            views.weekly(Bulletin(digest([team(objective("Calm", weeks(7.0), old))], NOW.replace(day=14)), TITLE, NOW))
        )
        assert "◌ outdated · 24 %  Completion: 71 % (65 % → 90 %), last value 4 weeks ago" in text

    def test_shows_missed_weeks_as_such(self) -> None:
        past = (*weeks(6.0, 7.0)[:1], WeekConfidence(WEEK, missed=True))
        text = lead(team(objective("Calm", past), state=RoundState.MISSED))
        assert "This week's check-in did not take place" in text
        assert "Confidence: no data this week · ▅× (6, missed)" in text

    @pytest.mark.parametrize(
        ("state", "turnout", "said"),
        [
            (RoundState.OPEN, Turnout(3, 8), "3 of 8 answered so far"),
            (RoundState.EARLY, Turnout(1, 0), "Nobody was asked yet, 1 early answer"),
            (RoundState.DAY_OFF, Turnout(0, 0), "A day off for everybody"),
            (RoundState.CLOSED, Turnout(3, 5, ("Ada", "Ben"), ("Cleo",)), "2 away (Ada and Ben), 1 sitting out (Cleo)"),
            (RoundState.CLOSED, Turnout(0, 1, tuple("ABCDEFG")), "7 away (A, B, C, D and 3 more)"),
        ],
    )
    def test_says_who_answered_as_the_week_stands(self, state: RoundState, turnout: Turnout, said: str) -> None:
        assert said in lead(team(objective("Calm", weeks(7.0)), state=state, turnout=turnout))

    def test_names_each_notice_in_a_sentence_without_a_button(self) -> None:
        values = {1: [WeekValue(week.week, Decimal(40)) for week in weeks(3.0, 3.0, 3.0)]}
        message = views.weekly(bulletin(team(objective("Calm", weeks(3.5, 3.0), kr(1, "Reach", "40"), values=values))))
        text = read(message)
        assert "“Calm”: confidence has been below 4 for 2 weeks, now at 3." in text
        assert "“Reach”: has not moved for 3 weeks, still at 40 %." in text
        assert text.count("[ ") == 1

    def test_has_no_picture_before_there_is_anything_to_draw(self) -> None:
        assert views.weekly(bulletin(team(objective("Calm", weeks(None))))).picture is None
        assert views.weekly(bulletin(team())).picture is None

    def test_has_its_picture_below_the_first_lines(self) -> None:
        message = views.weekly(bulletin(explore()))
        assert message.picture is not None
        assert message.picture_after == 2

    def test_says_so_when_there_is_no_team(self) -> None:
        assert lead().splitlines()[0] == "You lead no team with a check-in yet."

    def test_names_teams_that_are_open_without_a_cycle_or_without_a_lead(self) -> None:
        text = lead(
            explore(),
            still_open=(StillOpen("Beta", "Mon 17:00"),),
            without_cycle=("Gamma",),
            stands_in_for=("Explore",),
        )
        assert "Still open: Beta (until Mon 17:00)." in text
        assert "Without a cycle: Gamma; /okra setup sets one." in text
        assert "You get this as a facilitator: nobody leads Explore at the moment." in text

    def test_tells_three_teams_in_full_and_the_others_in_a_line(self) -> None:
        calm = [
            replace(team(objective("Calm", weeks(8.0)), name=f"Team {number}"), team_id=number) for number in range(4)
        ]
        text = lead(explore(), *calm)
        assert text.splitlines()[0].startswith("Explore: Help is wanted")
        assert text.count("Confidence ") == 4
        assert "Also\n• Team 2  A quiet week: nothing new. 5 of 8 answered, 1 away." in text

    def test_leaves_out_the_least_serious_and_says_how_much(self) -> None:
        fine = [kr(number, f"Fine {number}", "100") for number in range(1, 8)]
        text = lead(team(objective("Calm", weeks(8.0), *fine, kr(9, "Worrying", "1"))))
        assert "Worrying: 1 %" in text
        assert "Fine 7: 100 %" not in text
        assert "… and 3 more key results in the thread." in text


class TestActions:
    """Open ones with their owner and age, late ones with word and shape, done ones as good news."""

    def test_late_ones_and_the_oldest_are_where_to_look(self) -> None:
        said = lead(replace(explore(), actions=(an_action(0, "Ask legal"), an_action(3, "Tidy up", 5, None))))
        assert "Action: “Ask legal” – Ben, for 3 weeks, due Fri 4 Sep, ▲ overdue by 3 days." in joined(said)
        assert "Oldest action: “Tidy up” – Ben, for 5 weeks." in joined(said)

    def test_young_ones_that_are_not_late_are_left_to_the_thread(self) -> None:
        week = replace(explore(), actions=(an_action(0, "Ask legal", 1, date(2026, 9, 11)),))
        assert "Ask legal" not in lead(week)
        assert "To do\n• Ask legal – Ben, for 1 week, due Fri 11 Sep" in read(details_of(week))

    def test_what_was_solved_and_done_is_said(self) -> None:
        solved = issue("No desk", 3, IssueState.SOLVED)
        said = lead(replace(explore(), issues=(solved,), actions=(an_action(1, "Ask legal"), an_action(2, "Tidy up"))))
        assert "Out of the way\n• ✓ solved: “No desk”\n• ✓ done: “Ask legal” – Ben" in said
        assert "Tidy up" not in said, "what was dropped is no news for a glance"

    def test_the_thread_tells_how_each_was_closed(self) -> None:
        week = replace(explore(), actions=(an_action(1, "Ask legal"), an_action(2, "Tidy up")))
        assert "Closed actions\n• ✓ done: “Ask legal” – Ben\n• – dropped: “Tidy up” – Ben" in read(details_of(week))

    def test_more_than_there_is_room_for_are_counted(self) -> None:
        late = tuple(replace(an_action(0, f"Late {number}"), id=number) for number in range(9))
        done = tuple(replace(an_action(1, f"Done {number}"), id=20 + number) for number in range(9))
        said = lead(replace(explore(), actions=(*late, *done)))
        assert "… and 5 more actions overdue, in the thread." in said
        assert "… and 5 more, in the thread." in said

    def test_a_channel_hears_numbers_and_nobodys_name_or_words(self) -> None:
        solved = issue("No desk", 3, IssueState.SOLVED)
        said = channel(
            replace(explore(), issues=(solved,), actions=(an_action(0, "Ask legal"), an_action(1, "Tidy up")))
        )
        assert "1 issue is solved. Actions: 1 done this week, 1 open for 3 weeks, 1 ▲ overdue." in joined(said)
        assert not any(word in said for word in ("Ask legal", "Tidy up", "Ben", "No desk"))


def joined(text: str) -> str:
    """The text as one line."""
    return " ".join(text.split())


class TestTheDetails:
    def test_have_issues_notes_and_plans_by_name(self) -> None:
        assert read(details_of(explore())).splitlines() == [
            "Explore",
            "═══════",
            "",
            "In the way",
            "• Legal is slow – Ada, for 5 weeks, help asked for from legal",
            "• Staging is down – Ada, for 1 week",
            "Notes",
            "• staging down",
            "• staging is down a lot",
            "What comes next",
            "• Ada: Call legal",
        ]

    def test_have_every_key_result_that_the_digest_left_out(self) -> None:
        def of(key_results: int) -> TeamWeek:
            many = tuple(kr(number, f"Number {number:02d}.", "1") for number in range(key_results))
            return team(*(objective(f"Aim {place}", weeks(7.0), *many) for place in range(9)))

        one = of(12)
        digest_text, thread = lead(one), read(details_of(one))
        told = sum(digest_text.count(f"Number {number:02d}.: 1 %") for number in range(12))
        assert f"… and {9 * 12 - told} more key results in the thread." in digest_text
        assert told + sum(thread.count(f"Number {number:02d}.: 1 %") for number in range(12)) == 9 * 12
        assert all(f"Aim {place}" in digest_text + thread for place in range(9))

    def test_say_so_when_there_is_nothing(self) -> None:
        assert "No issues, actions, notes or plans this week." in read(details_of(team(objective("Calm", weeks(8.0)))))

    def test_count_what_finds_no_room_even_here(self) -> None:
        text = read(details_of(*crowd(3, ["words " * 60])))
        assert "… and " in text
        assert text.count("more") >= 3


class TestTheChannel:
    def test_names_nobody_and_quotes_nobody_alone(self) -> None:
        one = explore()
        text = channel(replace(one, notes=(*one.notes, "Ada cannot do it alone")))
        for hidden in ("Ada", "Ben", "Dan", "Legal is slow", "legal", "Call legal", "cannot do it"):
            assert hidden not in text

    def test_has_the_themes_that_more_than_one_person_wrote_of(self) -> None:
        assert "What comes up\n• “staging down” ×3" in channel(explore())

    def test_reads_like_a_conversation_starter(self) -> None:
        lines = channel(explore()).splitlines()
        assert lines[0] == "Explore: Help is wanted with 1 issue."
        assert lines[-8:] == [
            "Worth a conversation",
            "• The oldest issue has been open for 5 weeks.",
            "• Biggest drop: “Matches come back” ↘ −2 to 5.",
            "• Widest disagreement: “Matches come back”, 6 points apart.",
            "• Worth a talk with the team: what pulls you toward it, and what pushes you away?",
            "",
            "What comes up",
            "• “staging down” ×3",
        ]

    def test_shows_no_spread_below_four_answers(self) -> None:
        assert "apart" not in channel(team(objective("Calm", weeks(8.0, 5.0))))

    def test_tells_a_solved_issue_in_nobodys_words(self) -> None:
        solved = replace(issue("Ben mended staging", 1, IssueState.SOLVED), solved_at=NOW)
        assert channel(team(objective("Calm", weeks(8.0)), issues=(solved,))).startswith(
            "Explore: A calm week: nothing urgent."
        )


class TestExtremes:
    """`read` holds every message against Slack's limits, and against pings."""

    @pytest.mark.parametrize("count", [1, 3, 12])
    @pytest.mark.parametrize("words", [("plain words",), *((each,) for each in HOSTILE), HOSTILE], ids=range(8))
    def test_whatever_people_write_and_however_many_teams(self, count: int, words: Sequence[str]) -> None:
        teams = crowd(count, words)
        message = replace(views.weekly(bulletin(*teams)), picture=None)
        assert read(message)
        assert read(details_of(*teams))
        for one in teams[:1]:
            read(replace(views_channel.channel(ChannelBulletin(team_digest(one, NOW), TITLE, NOW)), picture=None))

    def test_twelve_teams_are_all_named(self) -> None:
        teams = [replace(one, team=f"Team {number:02d}") for number, one in enumerate(crowd(12))]
        text = lead(*teams)
        assert all(f"Team {number:02d}" in text for number in range(12))

    def test_a_lead_of_forty_is_told_how_many_more_there_are(self) -> None:
        assert "… and 28 more teams in the thread." in lead(*crowd(40, objectives=1, krs=1))

    def test_a_key_result_without_a_value_or_a_unit(self) -> None:
        assert "no value yet (0 % → 100 %)" in lead(team(objective("Calm", weeks(7.0), kr(1, "Reach", None, PERCENT))))

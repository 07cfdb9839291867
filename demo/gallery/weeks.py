"""Weeks of the Explore team and of others, as results and digests are made of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from demo.gallery.team import (
    ANDROID,
    BEN,
    CHIARA,
    CLOSED,
    DANA,
    DIEGO,
    EMRE,
    EXPORT_BROKEN,
    FATIMA,
    GORAN,
    HANA,
    LEGAL_SLOT,
    NAMES,
    TEAM,
    TEAM_ID,
    WEEK,
    ago,
    completion,
    engagement,
    objective,
    second_objective,
    tickets,
)
from okra.action import Action, ActionState
from okra.calendar import Week
from okra.checkin import RoundState
from okra.confidence import WeekConfidence, WeekValue
from okra.issue import Issue, IssueState
from okra.okr import KeyResult, Measure, Objective
from okra.report import ObjectiveWeeks, Plan, TeamWeek, Turnout

ELAPSED = 0.74
"""How much of the third quarter is over when week 36 closes."""

PLANS = (
    Plan(BEN, "Roll the progress bar out to everyone"),
    Plan(DANA, "Ask legal for the copy review slot"),
    Plan(EMRE, "Cut the tutorial to one minute"),
    Plan(FATIMA, "Answer the top question inside the form"),
    Plan(HANA, "Find out why Android drops people at step two"),
)
NOTES = (
    "The progress bar works: +3 among those who see it.",
    "Nobody watches it to the end. Is it the right thing to count?",
)


def an_issue(
    number: int, owner: str, text: str, weeks: int, state: IssueState = IssueState.OPEN, help_from: str = ""
) -> Issue:
    """An issue that was raised so many weeks before the close."""
    solved_at = CLOSED - timedelta(days=1) if state is IssueState.SOLVED else None
    return Issue(number, TEAM_ID, owner, text, state, ago(weeks, CLOSED), help_from, solved_at)


LEGAL = an_issue(1, DANA, LEGAL_SLOT, 5)
LEGAL_HELP = replace(LEGAL, state=IssueState.NEEDS_HELP, help_from="Marta from legal")
EXPORT = an_issue(2, EMRE, EXPORT_BROKEN, 0)
ANDROID_DROPS = an_issue(3, HANA, ANDROID, 2)
STAGING_SOLVED = an_issue(4, GORAN, "Staging is down", 1, IssueState.SOLVED)


def an_action(
    number: int, owner: str, text: str, weeks: int, due: date | None = None, state: ActionState = ActionState.OPEN
) -> Action:
    """An action that a retro agreed on so many weeks before the close."""
    closed_at = None if state is ActionState.OPEN else CLOSED - timedelta(days=1)
    return Action(number, TEAM_ID, owner, text, state, ago(weeks, CLOSED), due, closed_at)


LEGAL_ACTION = an_action(1, EMRE, "Agree with legal on words that need no review", 3, date(2026, 9, 2))
TUTORIAL_ACTION = an_action(2, EMRE, "Show a one-minute tutorial to three people who skipped it", 1, date(2026, 9, 11))
PHONES_DONE = an_action(3, GORAN, "Get two test phones with an old Android", 2, None, ActionState.DONE)
WELCOME_DROPPED = an_action(4, HANA, "Rewrite the welcome mail", 4, None, ActionState.DROPPED)
ACTIONS = (LEGAL_ACTION, TUTORIAL_ACTION, PHONES_DONE, WELCOME_DROPPED)


def confidences(*averages: float | None, spread: int | None = None, missed: bool = False) -> tuple[WeekConfidence, ...]:
    """One average a week up to week 36, oldest first; `spread` is the last week's, `missed` marks weeks without one."""
    first = WEEK.plus(1 - len(averages))
    weeks = [
        WeekConfidence(first.plus(at), missed=missed) if average is None else _answered(first.plus(at), average, 2)
        for at, average in enumerate(averages)
    ]
    return (*weeks[:-1], weeks[-1] if averages[-1] is None else _answered(WEEK, averages[-1], spread))


def _answered(week: Week, average: float, spread: int | None) -> WeekConfidence:
    """Six answers around an average."""
    if spread is None:
        return WeekConfidence(week, average, None, 3)
    low = max(1, min(10 - spread, round(average - spread / 2)))
    return WeekConfidence(week, average, spread, 6, low=low, high=low + spread)


def history(*values: float | None) -> Sequence[WeekValue]:
    """One value a week up to week 36, oldest first."""
    first = WEEK.plus(1 - len(values))
    return [
        WeekValue(first.plus(at), None if value is None else Decimal(str(value))) for at, value in enumerate(values)
    ]


def reported(key_result: KeyResult, value: int) -> KeyResult:
    """With a value from the Friday before the close."""
    return replace(key_result, current=Decimal(value), current_at=CLOSED - timedelta(days=3))


def first_week_objective(*values: int) -> Objective:
    """The team's objective with this week's three values."""
    return objective(*map(reported, (completion(), engagement(), tickets()), values))


def a_week(turnout: Turnout, *parts: ObjectiveWeeks, **more: object) -> TeamWeek:
    """A closed week of the Explore team."""
    closes = tuple(ago(weeks, CLOSED) for weeks in range(6))
    week = TeamWeek(TEAM_ID, TEAM, WEEK, RoundState.CLOSED, turnout, ELAPSED, closes, parts, names=NAMES)
    return replace(week, **more)  # type: ignore[arg-type]


def calm() -> TeamWeek:
    """Everybody answered, everything on its way."""
    doing_well = ObjectiveWeeks(
        first_week_objective(86, 43, 26),
        confidences(6.4, 6.9, 7.1, 7.5, 7.8, 8.4, spread=2),
        {11: history(70, 74, 77, 80, 83, 86)},
    )
    actions = (TUTORIAL_ACTION, PHONES_DONE)
    return a_week(Turnout(8, 8), doing_well, issues=(STAGING_SOLVED,), actions=actions, plans=PLANS[:2])


def at_risk() -> TeamWeek:
    """The story's second week: confidence falls, people see it differently, help is asked for."""
    slipping = ObjectiveWeeks(
        first_week_objective(74, 19, 11),
        confidences(7.2, 7.4, None, 7.1, 7.1, 5.0, spread=5),
        {11: history(66, 68, None, 70, 71, 74), 12: history(16, 18, None, 19, 19, 19)},
        {12: 3},
    )
    return a_week(
        Turnout(6, 7, away=("Chiara",), sitting_out=("Goran",), changed_late=1),
        slipping,
        issues=(LEGAL_HELP, EXPORT, ANDROID_DROPS, STAGING_SOLVED),
        actions=ACTIONS,
        plans=PLANS,
        notes=(*NOTES, "Analytics export is broken", "The export from analytics is still broken"),
    )


def first_ever() -> TeamWeek:
    """The first check-in of a new team: little to compare with, few answers."""
    new = objective(reported(completion(), 66), engagement(None), tickets(None))
    return a_week(Turnout(3, 8), ObjectiveWeeks(new, confidences(7.0)), elapsed=0.08, plans=PLANS[:1])


def silent() -> TeamWeek:
    """Nobody answered, and some values have grown old."""
    stale = objective(completion(), engagement(), tickets())
    stale = replace(stale, key_results=tuple(replace(kr, current_at=ago(4, CLOSED)) for kr in stale.key_results))
    return a_week(Turnout(0, 8), ObjectiveWeeks(stale, confidences(7.2, 7.1, None, None)), issues=(LEGAL,))


def missed() -> TeamWeek:
    """The bot was down for the whole check-in."""
    parts = ObjectiveWeeks(first_week_objective(71, 19, 8), confidences(7.2, 7.1, None, missed=True))
    return a_week(Turnout(0, 8), parts, state=RoundState.MISSED)


def day_off() -> TeamWeek:
    """A public holiday for everybody."""
    parts = ObjectiveWeeks(first_week_objective(86, 43, 26), confidences(7.8, 8.1, None))
    return a_week(Turnout(0, 0), parts, state=RoundState.DAY_OFF)


def still_open() -> TeamWeek:
    """In the middle of the check-in, for whoever asks for the digest as of now."""
    return replace(at_risk(), state=RoundState.OPEN, turnout=Turnout(3, 7, away=("Chiara",)))


def no_objectives() -> TeamWeek:
    """A team that has written nothing down yet."""
    return a_week(Turnout(0, 8), state=RoundState.EARLY)


def early() -> TeamWeek:
    """A new team before its check-in opens; somebody could not wait."""
    return replace(first_ever(), state=RoundState.EARLY, turnout=Turnout(1, 8))


def very_full() -> TeamWeek:
    """More objectives, issues and plans than one message holds."""
    titles = (
        "Make the first week seamless and confidence-boosting for new users",
        "Let people try the product before they talk to us",
        "Turn support from a last resort into a reason to stay",
        "Bring back the people who left in their first month",
        "Make our numbers something that everybody trusts",
        "Be ready for the second country by the end of the year",
    )
    parts = tuple(_a_full_objective(number, title) for number, title in enumerate(titles, start=1))
    texts = (
        LEGAL_SLOT,
        EXPORT_BROKEN,
        ANDROID,
        "Staging is down",
        "Nobody owns the welcome mail",
        "No budget for tests",
    )
    issues = tuple(
        an_issue(
            number,
            (DANA, EMRE, HANA, GORAN)[number % 4],
            f"{texts[number % len(texts)]}, seen in release {number // len(texts) + 1}",
            number % 9,
            IssueState.NEEDS_HELP if number % 3 == 0 else IssueState.OPEN,
            "the platform team" if number % 2 else "",
        )
        for number in range(90)
    )
    long_plan = " Then talk it through with support, write down what we learn and bring it to the Monday meeting."
    plans = tuple(
        Plan(user_id, (PLANS[at % len(PLANS)].text + "." + long_plan * 4)) for at, user_id in enumerate(NAMES)
    )
    actions = tuple(replace(ACTIONS[number % 4], id=number) for number in range(30))
    return a_week(Turnout(8, 8, changed_late=2), *parts, issues=issues, actions=actions, plans=plans, notes=NOTES * 4)


def _a_full_objective(number: int, title: str) -> ObjectiveWeeks:
    measure = Measure.move(Decimal(0), Decimal(100), "%")
    names = (
        "Share of new people who reach their first success on day one",
        "Answers in the help centre that people call useful",
        "Teams that invite a second colleague within a week",
        "Calls to support that end without a follow-up",
    )
    key_results = tuple(
        KeyResult(
            number * 10 + at, number, name, measure, (BEN, CHIARA, DIEGO, FATIMA)[at],
            Decimal(20 * at + 5 * number), CLOSED - timedelta(days=3),
        )
        for at, name in enumerate(names)
    )  # fmt: skip
    whole = Objective(number, TEAM_ID, 3, title, key_results=key_results)
    return ObjectiveWeeks(whole, confidences(8.0, 7.5, 7.0, 6.5, 6.0, max(1.5, 6.0 - number), spread=number))


def limits() -> TeamWeek:
    """An objective with a limit to keep and something to finish, beside the usual one."""
    kept = second_objective()
    kept = replace(kept, key_results=(reported(kept.key_results[0], 3), reported(kept.key_results[1], 0)))
    usual = ObjectiveWeeks(first_week_objective(86, 43, 26), confidences(7.8, 8.4, spread=1))
    return a_week(Turnout(7, 8), usual, ObjectiveWeeks(kept, confidences(6.0, 6.5, spread=3)), plans=PLANS[:2])


def long_words() -> TeamWeek:
    """People who write in whole paragraphs: titles, an issue and a plan that are longer than there is room for."""
    key_results = (
        replace(
            completion(74),
            title="Increase the share of people who come through all seven steps of onboarding, from the invitation "
            "mail to the first project that they share with a colleague, counted within their first seven days",
        ),
        replace(
            tickets(11),
            title="Reduce support tickets about account set-up, single sign-on and forgotten passwords, whichever "
            "form, mail address or chat they reach us through",
        ),
    )
    title = (
        "Make the first week seamless and confidence-boosting for new users, for those who were invited by a colleague "
        "as much as for those who found us on their own and have nobody to ask when they are stuck"
    )
    long = ObjectiveWeeks(replace(objective(*key_results), title=title), confidences(7.1, 5.0, spread=5))
    text = (
        "Legal needs two weeks for every change of the copy, and two more when somebody is on holiday, so that each "
        "experiment with words takes a month before a single person has seen it"
    )
    plan = (
        "Sit down with Marta from legal, go through the twelve texts that we change most often, and agree on words "
        "that need no review; then write the rest of them down as a list that anybody in the team can use"
    )
    issue = replace(LEGAL_HELP, text=text, help_from="Marta from legal, or whoever stands in for her in September")
    action = replace(LEGAL_ACTION, text=f"{plan}, and say so in the channel")
    return a_week(Turnout(7, 8), long, issues=(issue,), actions=(action,), plans=(Plan(DANA, plan),))


def other_team(number: int, name: str, week: TeamWeek) -> TeamWeek:
    """The same week, told of another team with an objective of its own."""
    first, *rest = week.objectives
    own = replace(first, objective=replace(first.objective, title=f"Make {name} something that people look forward to"))
    return replace(week, team_id=number, team=name, objectives=(own, *rest))

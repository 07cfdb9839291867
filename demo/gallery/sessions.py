"""Sessions: each step's card, the facilitator's view, the notes at their reveal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from demo.gallery.exhibit import Exhibit
from demo.gallery.plans import LANES, LARGE
from demo.gallery.team import (
    BEN,
    CHANNEL,
    CHIARA,
    DANA,
    EMRE,
    NAMES,
    NOW,
    RHYTHM,
    TEAM,
    TEAM_ID,
)
from handlers.kit.elements import Message
from handlers.sessions import views, views_cockpit, views_over, views_pair, views_plan, views_start
from handlers.sessions.values import (
    CanvasTold,
    Cockpit,
    Line,
    News,
    PairPlace,
    PlanChart,
    PlanTold,
    Revealed,
    Shown,
)
from okra.golden_thread import Orphan
from okra.items import Item, ItemKind
from okra.milestone import Effort, Scored
from okra.plan import plan
from okra.plan_items import plan_from
from okra.proceedings import Proceedings, applied
from okra.script import built_in, built_in_text
from okra.session import Event, Mode, What, replay, start
from okra.shelf import shelf
from okra.steps import agree, blockers, cluster, draft, pair, place, present, score, vote, write
from okra.steps.step import Who
from okra.team import Team

PEOPLE = (DANA, BEN, CHIARA, EMRE)
EXPLORE = Team(TEAM_ID, "T0", CHANNEL, TEAM, RHYTHM)
NOTES = ("Show people how far they have come", "Let people see their progress", "Cut the tutorial to one minute")
FIRST = Item("s0/vision", ItemKind.VISION, "New users get started alone, in ten minutes")
GOAL = Item("s1/g", ItemKind.STRATEGY, "Delight new customers in their first week")
OBJECTIVE = Item("s1/o", ItemKind.OBJECTIVE, "Make the first week seamless and confidence-boosting for new users")
RESULT = Item("s1/k", ItemKind.KEY_RESULT, "Increase onboarding completion", ("s1/o",), {"measure": "from 65% to 90%"})
BELIEF = Item("s1/h", ItemKind.HYPOTHESIS, "People who see how far they have come finish the set-up", ("s1/k",))
MILESTONES = (
    Item("s2/bar", ItemKind.MILESTONE, "A progress bar for half of new users", ("s1/h",)),
    Item("s2/cut", ItemKind.MILESTONE, "A tutorial of one minute", ("s1/h",)),
)
SCORED = Item("s3/bar", ItemKind.SCORE, "effort L", ("s2/bar",), {"effort": "L"})
CARRIED = (FIRST, OBJECTIVE, RESULT, BELIEF, *MILESTONES)
"""What earlier sessions gave."""


def at(
    script: str,
    step: str,
    *done: tuple[str, str | None, Any],
    ended: bool = False,
    carried: tuple[Item, ...] = CARRIED,
) -> Shown:
    """A session at a step, after some deeds: the step's id, who did it, what. `carried` is what it works on."""
    chosen = built_in()[script]
    index = [one.id for one in chosen.steps].index(step)
    events = list(start(chosen, DANA, PEOPLE, Mode.LIVE, NOW))
    course = Proceedings(replay(chosen, events), {}, "s9", 9, carried)
    for number in range(index + 1):
        if number:
            events.append(Event(NOW + timedelta(minutes=number), DANA, What.MOVED, {"to": number}))
            course = replace(course, session=replay(chosen, events))
        for where, user_id, deed in done:
            if where == chosen.steps[number].id:
                course = _after(course, where, user_id, deed)
    if ended:
        events.append(Event(NOW + timedelta(hours=1), DANA, What.ENDED))
        course = replace(course, session=replay(chosen, events))
    return Shown(9, EXPLORE, course, course.state(), course.turnout(), NAMES, "14:08", NOW.date(), left="8 min left")


def _after(course: Proceedings, step: str, user_id: str | None, deed: Any) -> Proceedings:
    hidden = course.session.now_at.anonymous
    who = Who(None if hidden else user_id, user_id == DANA, f"the pad of {user_id}")
    rows = applied(course.rows.get(step, ()), course.act(deed, who, step))
    return replace(course, rows={**course.rows, step: rows})


WRITTEN = tuple(
    ("ideas", who, write.Write(f"n{number}", text))
    for number, (who, text) in enumerate(zip((BEN, CHIARA, EMRE), NOTES, strict=True))
)
GROUPED = ("cluster", DANA, cluster.Group(("s9/ideas/n0", "s9/ideas/n1"), "People see their progress"))


def _card(name: str, about: str, *args: Any, **more: Any) -> Exhibit:
    return Exhibit(f"sessions / {name}", about, views.card, lambda: views.card(at(*args, **more)))


def _cockpit(name: str, about: str, *args: Any, **more: Any) -> Exhibit:
    def show() -> Any:
        shown = at(*args, **more)
        return views_cockpit.cockpit(Cockpit(shown, shown.proceedings.problems(), (BEN, CHIARA)))

    return Exhibit(f"sessions / {name}", about, views_cockpit.cockpit, show)


def _reveal(name: str, about: str, texts: Sequence[str]) -> Exhibit:
    notes = [Line("", text, "") for text in texts]
    revealed = Revealed("Read them all", notes, "1.2", 1, 1, len(notes))
    return Exhibit(f"sessions / {name}", about, views.reveal, lambda: views.reveal(revealed))


def _place(name: str, about: str, *, is_open: bool = True) -> Exhibit:
    def show() -> Any:
        formed = at("session-1", "pairs", *WRITTEN, GROUPED, ("pairs", DANA, pair.Form()))
        topics = formed.state.groups[formed.state.group_of(CHIARA)].topics
        writes = pair.Write("e1", topics[0], 0, "They do not know what is left to do")
        shown = at("session-1", "pairs", *WRITTEN, GROUPED, ("pairs", DANA, pair.Form()), ("pairs", CHIARA, writes))
        number = shown.state.group_of(CHIARA)
        people = sorted(shown.state.groups[number].people)
        return views_pair.place(PairPlace(shown, "Pains and gains", shown.state, number, people, is_open))

    return Exhibit(f"sessions / {name}", about, views_pair.place, show)


def _plan(name: str, about: str, *placed: place.Place) -> Exhibit:
    def show() -> Any:
        shown = at("session-4", "place", *(("place", BEN, one) for one in placed))
        supporting = replace(OBJECTIVE, hangs_on=(GOAL.key,))
        made = plan_from((GOAL, *CARRIED, supporting, SCORED, *shown.proceedings.items()), 13, len(PEOPLE))
        return views_plan.plan(PlanTold(PlanChart(f"{TEAM}: the quarter's plan", made, NOW.date()), "1.2"))

    return Exhibit(f"sessions / {name}", about, views_plan.plan, show)


def _large_plan(name: str, about: str, part: int) -> Exhibit:
    def show() -> Any:
        made = plan(LARGE, LANES, 13, 6)
        return views_plan.plan(PlanTold(PlanChart(f"{TEAM}: the quarter's plan", made, NOW.date(), part), "1.2"))

    return Exhibit(f"sessions / {name}", about, views_plan.plan, show)


def _parted() -> Message:
    shown = at("session-1", "pairs")
    return views_pair.place(PairPlace(shown, "Pains and gains", shown.state, None, (BEN, CHIARA), False))


PAIRS_WROTE = (
    Line("Pain", "They do not know what is left to do", "People see their progress"),
    Line("Hypothesis", "If people see how far they have come, they finish", "People see their progress"),
)


EXHIBITS = (
    _card("listening", "The team reads it while somebody presents.", "session-1", "listen",
          ("listen", DANA, present.Bring("Delight new customers in their first week"))),
    _card("writing", "The team reads it in a silent round.", "session-1", "ideas", *WRITTEN,
          ("ideas", BEN, write.Done())),
    _card("reading", "The team reads it at the reveal.", "session-1", "read", *WRITTEN),
    _card("grouping", "The team reads it while notes are grouped.", "session-1", "cluster", *WRITTEN, GROUPED),
    _card("blockers", "The team reads it at the blocker check.", "session-1", "blockers", *WRITTEN,
          ("blockers", BEN, blockers.Name("b1", "s9/ideas/n0", "Only the agency can edit it", "The brand team"))),
    _card("pairs", "The team reads it while pairs write.", "session-1", "pairs", *WRITTEN, GROUPED,
          ("pairs", DANA, pair.Form())),
    _place("pair's place", "The two of a pair read it in their group conversation."),
    Exhibit("sessions / pair's place, parted", "Two who were a pair read it when somebody came to them.",
            views_pair.place, _parted),
    _place("pair's place, over", "The two of a pair read it when the step is over.", is_open=False),
    _card("drafting", "The team reads it while drafts are written.", "session-1", "draft", *WRITTEN,
          ("draft", BEN, draft.Write("o1", ItemKind.OBJECTIVE, "Make the first week seamless")),
          ("draft", BEN, draft.Write("k1", ItemKind.KEY_RESULT, "Increase onboarding completion", "s9/draft/o1",
                                     "from 65% to 90%"))),
    _card("agreeing", "The team reads it at the end of a session.", "session-1", "agree", *WRITTEN,
          ("draft", BEN, draft.Write("o1", ItemKind.OBJECTIVE, "Make the first week seamless")),
          ("agree", BEN, agree.Say(agree.Choice.AGREE)),
          ("agree", EMRE, agree.Say(agree.Choice.OBJECT, "Nobody owns the tutorial"))),
    _card("voting", "The team reads it while dots are put.", "session-2", "first",
          ("milestones", BEN, draft.Write("m1", ItemKind.MILESTONE, "A tutorial of one minute", "s1/h"))),
    _card("scoring", "The team reads it once the scores are shown.", "session-3", "score",
          ("score", BEN, score.Score("s2/bar", Scored(Effort.S, 4, 5))),
          ("score", EMRE, score.Score("s2/bar", Scored(Effort.L, 2, 5))), ("score", DANA, score.Show())),
    _card("placing", "The team reads it while the plan is made.", "session-4", "place",
          ("place", BEN, place.Place("s2/cut", 2, (), "The agency is slow"))),
    _plan("plan", "The team finds it in the session's thread when milestones are placed.",
          place.Place("s2/cut", 2, (), "The agency is slow"), place.Place("s2/bar", 3, ("s2/cut",))),
    _plan("plan, empty", "The same before anything is placed."),
    _large_plan("plan, of a large team", "The same of a plan that takes two messages.", 1),
    _large_plan("plan, second part", "The rest of it.", 2),
    _large_plan("plan, part that is gone", "What becomes of it when the plan gets shorter.", 3),
    Exhibit("sessions / canvas", "The team finds it in the session's thread after an export.", views.canvas,
            lambda: views.canvas(CanvasTold("Session 1: our objectives · Explore · 2 September 2026",
                                            "https://example.slack.com/docs/T0/F0", "Wed 14:08", "1.2"))),
    Exhibit("sessions / over", "The team reads it when a session has ended.", views_over.over,
            lambda: views_over.over(at("session-1", "agree", *WRITTEN, GROUPED, ended=True))),
    _cockpit("cockpit, first step", "The facilitator reads it in private.", "session-1", "listen"),
    _cockpit("cockpit, votes", "The facilitator reads it in private at a vote.", "session-2", "first",
             ("milestones", BEN, draft.Write("m1", ItemKind.MILESTONE, "A tutorial of one minute", "s1/h")),
             ("first", BEN, vote.Spend({"s9/milestones/m1": 2}))),
    _cockpit("cockpit, over", "The facilitator reads it when the session has ended.", "session-1", "agree",
             ("draft", BEN, draft.Write("o1", ItemKind.OBJECTIVE, "Make the first week seamless")), ended=True),
    Exhibit("sessions / news", "The team hears of a new step where people are hours apart.", views.news,
            lambda: views.news(News(at("session-1", "ideas"), "1.2"))),
    Exhibit("sessions / news, after an absence", "The team hears of a step that stays open, since okra was away.",
            views.news, lambda: views.news(News(at("session-1", "ideas"), "1.2", again=True))),
    Exhibit("sessions / last call", "The facilitator of people who are hours apart hears that the time is up.",
            views_cockpit.last_call, lambda: views_cockpit.last_call(at("session-1", "agree"))),
    _card("milestones", "The team reads it while milestones are written.", "session-2", "milestones",
          ("milestones", BEN, draft.Write("m1", ItemKind.MILESTONE, "A tutorial of one minute", "s1/h",
                                          facts=(("kind", "experiment"),)))),
    _reveal("reveal", "The team reads it in the card's thread.", NOTES),
    Exhibit("sessions / what pairs wrote", "The team reads it in the card's thread when pairs are done.", views.reveal,
            lambda: views.reveal(Revealed("Value and hypotheses", PAIRS_WROTE, "1.2", 1, 1, 2, silent=False))),
    Exhibit("sessions / reveal, taken back", "The team reads it where notes were taken back after a reveal.",
            views.reveal, lambda: views.reveal(Revealed("Read them all", (), "1.2", 2, 1, 12))),
    _reveal("reveal, nothing", "The team reads it when nobody wrote.", ()),
    Exhibit("sessions / handed over", "Who facilitated before reads it.", views_cockpit.handed_over,
            lambda: views_cockpit.handed_over("Session 1: our objectives", "Ben")),
    Exhibit("sessions / end", "The facilitator presses End while something is open.", views_cockpit.end_form,
            lambda: views_cockpit.end_form(9, [Orphan("s9/o", "The objective “Fewer calls” has no key result.")])),
    Exhibit("sessions / hand over", "The facilitator chooses who goes on.", views_cockpit.hand_over_form,
            lambda: views_cockpit.hand_over_form(9, [(BEN, "Ben"), (CHIARA, "Chiara")])),
    Exhibit("sessions / to begin", "Somebody types /okra session where none runs.", views_start.to_begin,
            lambda: views_start.to_begin(TEAM_ID, shelf({"our-way": built_in_text("session-1")}))),
    Exhibit("sessions / running", "Somebody types /okra session where one runs.", views_cockpit.running,
            lambda: views_cockpit.running(at("session-1", "ideas"), BEN, may_take_over=True)),
)  # fmt: skip

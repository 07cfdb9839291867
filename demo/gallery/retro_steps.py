"""Looking back: the steps of retros as people see them, cards and windows."""

from datetime import timedelta
from typing import Any

from slack_sdk.models.views import View

from demo.gallery.exhibit import Exhibit
from demo.gallery.sessions import PEOPLE, at
from demo.gallery.team import BEN, CHIARA, DANA, EMRE, NOW, objective
from handlers.kit.elements import modal
from handlers.sessions import ids, views
from handlers.sessions.steps import DOORS
from handlers.sessions.steps.door import Eyes
from handlers.sessions.values import Shown
from okra.items import ItemKind, of_kind
from okra.okr_items import items_of
from okra.steps import actions, cluster, grade, judge, pulse, vote, write
from okra.steps.hindrances import Raise

STANDING = items_of((objective(),))
"""The team's OKRs, as a retro finds them."""
FORCES = (
    ("forces", BEN, write.Write("n0", "Chiara answers every question within the hour", 0)),
    ("forces", EMRE, write.Write("n1", "Support pulls two of us out every Tuesday", 1)),
    ("forces", CHIARA, write.Write("n2", "Every Tuesday is a support day", 1)),
    ("forces", DANA, write.Write("n3", "We never saw a user fail", 1)),
)
TUESDAYS = "s9/forces/n1", "s9/forces/n2"
GROUPED = ("group", DANA, cluster.Group(TUESDAYS, "Support eats our Tuesdays"))
ALONE = "s9/group/of:s9/forces/n3"
LOUD = (("vote", BEN, vote.Spend({ALONE: 3})), ("vote", EMRE, vote.Spend({ALONE: 1})))
IN_A_WEEK = NOW.date() + timedelta(days=7)
ACTED = (
    *FORCES, GROUPED, *LOUD,
    ("act", BEN, actions.Write("a1", "Watch three people set up their account", CHIARA, IN_A_WEEK, ALONE)),
    ("act", EMRE, actions.Write("a2", "Ask support which questions a better text would answer", EMRE, None, ALONE)),
    ("act", DANA, Raise(ALONE, BEN, "Nobody here sees users fail")),
)  # fmt: skip


def _card(name: str, about: str, script: str, step: str, *done: Any) -> Exhibit:
    def show() -> Any:
        return views.card(at(script, step, *done, carried=STANDING))

    return Exhibit(f"sessions / {name}", about, views.card, show)


def _window(name: str, about: str, opened: str, script: str, step: str, *done: Any) -> Exhibit:
    return Exhibit(
        f"sessions / {name}", about, window, lambda: window(at(script, step, *done, carried=STANDING), opened)
    )


def window(shown: Shown, name: str, about: str = "") -> View:
    """A window of a step as Ben opens it."""
    form = DOORS[shown.session.now_at.kind].form(shown, Eyes(BEN, False, "a key"), name, about)
    return modal(form.title, ids.WINDOW, form.blocks, submit=form.submit)


(HYPOTHESIS,) = (item.key for item in of_kind(STANDING, ItemKind.HYPOTHESIS))
KEY_RESULT, SECOND_RESULT, _ = (item.key for item in of_kind(STANDING, ItemKind.KEY_RESULT))
JUDGED = (
    (
        "verdicts",
        CHIARA,
        judge.Judge(HYPOTHESIS, "confirmed", "12 of 14 people who saw the bar finished, 7 of 15 without it"),
    ),
)
GRADES = {KEY_RESULT: (70, 60, 80, 70), SECOND_RESULT: (30, 10, 60, 20)}
GRADED = (
    *(
        ("scores", who, grade.Give(key, one))
        for key, given in GRADES.items()
        for who, one in zip(PEOPLE, given, strict=True)
    ),
    ("scores", DANA, grade.Show()),
)
MARKS = ((4, 5, 3), (4, 4, 3), (5, 5, 2), (3, 4, 4))
ANSWERED = tuple(
    ("pulse", who, pulse.Answer({asked.question: one for asked, one in zip(pulse.USUAL, marks, strict=True)}))
    for who, marks in zip(PEOPLE, MARKS, strict=True)
)

EXHIBITS = (
    _card(
        "actions, none yet", "The team reads it when a retro comes to its actions.", "retro", "act", *FORCES, GROUPED
    ),
    _card("actions", "The team reads it while it decides what to do.", "retro", "act", *ACTED),
    _window("an action", "Somebody adds what will be done.", "new", "retro", "act", *FORCES, GROUPED, *LOUD),
    _window("an issue", "Somebody makes an issue of what is in the way.", "issue", "retro", "act", *FORCES, GROUPED),
    _card("scores, hidden", "The team reads it while everybody scores.", "retro-end", "scores", *GRADED[:5]),
    _card("scores", "The team reads it once the scores are shown.", "retro-end", "scores", *GRADED),
    _window("my scores", "Somebody scores the key results.", "main", "retro-end", "scores", *GRADED[:5]),
    _card("verdicts, none yet", "The team reads it when it comes to its hypotheses.", "retro-end", "verdicts"),
    _card("verdicts", "The team reads it when its hypotheses are judged.", "retro-end", "verdicts", *JUDGED),
    _window("a verdict", "Somebody says whether a hypothesis was true.", "next", "retro-end", "verdicts"),
    _card("outcomes, no plan", "The team reads it where no milestones were planned.", "retro-end", "milestones"),
    _window("a decision", "Somebody says what becomes of an objective.", "next", "retro-end", "decide", *GRADED),
    _card("pulse", "The team reads it while everybody answers.", "retro-end", "pulse", *ANSWERED[:3]),
    _card(
        "pulse, shown",
        "The team reads it when it is closed.",
        "retro-end",
        "pulse",
        *ANSWERED,
        ("pulse", DANA, pulse.Show()),
    ),
    _window("my pulse", "Somebody answers without their name.", "main", "retro-end", "pulse"),
)

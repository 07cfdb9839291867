"""Retros: how they are begun, and the numbers that they begin with."""

from collections.abc import Callable

from demo.gallery.exhibit import Exhibit
from demo.gallery.sessions import at
from demo.gallery.team import BEN, CLOSED, CYCLE, SECOND_TITLE, TEAM, TEAM_ID, TITLE
from demo.gallery.weeks import at_risk, first_ever, no_objectives, very_full
from handlers.sessions import views, views_begin, views_cockpit, views_numbers
from handlers.sessions.values import Choices, Numbers, ThreadHead
from okra.items import Item, ItemKind
from okra.report import TeamWeek, report_objectives
from okra.script import About, built_in

PLANS = tuple(sorted(built_in().values(), key=lambda script: script.title))


def _choice(name: str, about: str, choices: Choices) -> Exhibit:
    return Exhibit(f"sessions / {name}", about, views_begin.begin_form, lambda: views_begin.begin_form(choices))


def _numbers(name: str, about: str, week: Callable[[], TeamWeek]) -> Exhibit:
    def show() -> Numbers:
        told = week()
        return Numbers(TEAM, TITLE, report_objectives(told, CLOSED), told.elapsed, CLOSED, "1.2")

    return Exhibit(f"sessions / {name}", about, views_numbers.numbers, lambda: views_numbers.numbers(show()))


def _thread(name: str, about: str, *texts: str, hears: bool = True, part: int = 1, parts: int = 1) -> Exhibit:
    notes = [Item(f"s9/both/{number}", ItemKind.ATTRACTOR, text) for number, text in enumerate(texts)]
    under = None if part == 1 else "1.2"
    head = ThreadHead("What pulled us toward it?", notes, under, part, parts, len(notes), hears)
    return Exhibit(f"sessions / {name}", about, views.thread, lambda: views.thread(head))


EXHIBITS = (
    _choice("choose a session", "Somebody presses Run a session.", Choices(TEAM_ID, TEAM, About.PLAN, PLANS)),
    _choice("choose a retro", "Somebody types /okra retro.",
            Choices(TEAM_ID, TEAM, About.OBJECTIVE, PLANS[:1], ((1, TITLE), (2, SECOND_TITLE)))),
    _choice("choose a retro at the end", "Somebody types /okra retro end.",
            Choices(TEAM_ID, TEAM, About.CYCLE, PLANS[:1], ((1, CYCLE),))),
    Exhibit("sessions / begun", "Somebody begins a retro with a button in their digest.", views_begin.begun,
            lambda: views_begin.begun("Attractors and Detractors", TEAM)),
    Exhibit("sessions / runs already", "Somebody wants to begin one where one runs.", views_begin.runs_already,
            lambda: views_begin.runs_already(
                views_cockpit.running(at("session-1", "ideas"), BEN, may_take_over=False), TEAM)),
    _thread("thread", "The team reads it in the channel at the reveal, and replies.",
            "The mentors", "Everybody tests on Fridays", "The tutorial got shorter"),
    _thread("thread, continued", "It stands below where there are too many notes for one message.", "And lunch",
            part=2, parts=2),
    _thread("thread, nothing", "The team reads it where nobody wrote on one of the questions."),
    _thread("thread, unheard", "The team reads it where okra was not granted to hear of replies.", "The mentors",
            hears=False),
    _numbers("numbers", "The team finds it in the thread when a retro begins.", at_risk),
    _numbers("numbers of many", "The same of a team with six objectives.", very_full),
    _numbers("numbers, the first ones", "The same after a new team's first check-in.", first_ever),
    _numbers("numbers, none", "The same before there is anything to tell.", no_objectives),
)  # fmt: skip

"""What is chosen in a window of a session is what is meant, whatever others did while it was open."""

from dataclasses import replace
from typing import Any

import pytest

from demo.gallery.sessions import GROUPED, WRITTEN
from demo.gallery.team import BEN, CHIARA, DANA, EMRE
from handlers.sessions import forms
from handlers.sessions.steps import DOORS
from handlers.sessions.steps.choices import sign
from handlers.sessions.steps.lines import BOX, remembered
from handlers.sessions.values import Shown
from okra.items import Item, ItemKind
from okra.milestone import Effort, Scored
from okra.proceedings import applied
from okra.refusal import Refused
from okra.steps import agree, blockers, cluster, draft, pair, place, score, vote, write
from okra.steps.step import Contribution, Who
from tests.handlers.opened import Opened, at

OBJECTIVE = ItemKind.OBJECTIVE
ONE = ("draft", BEN, draft.Write("n", OBJECTIVE, "Match reliability"))
BEFORE_IT = ("draft", EMRE, draft.Write("a", OBJECTIVE, "Courts for all"))


def filled(shown: Shown, step: str, count: int, text: str = "Idea") -> Shown:
    """The same with so many notes in a silent round, and what was done in later steps done on them."""
    rows = tuple(
        Contribution(f"note:n{n:03}", BEN, {"text": f"{text} {n:03}", "ask": 0, "pad": f"pad {n}"})
        for n in range(count)
    )
    course = replace(shown.proceedings, rows={**shown.proceedings.rows, step: rows})
    return replace(shown, proceedings=course, state=course.state())


def with_notes(count: int, *moves: Any) -> Shown:
    """Session 1 with so many notes, where they are grouped, after some moves."""
    shown = filled(at("session-1", "cluster"), "ideas", count)
    for move in moves:
        course = shown.proceedings
        made = applied(course.rows.get("cluster", ()), course.act(move, Who(DANA, drives=True), "cluster"))
        course = replace(course, rows={**course.rows, "cluster": made})
        shown = replace(shown, proceedings=course, state=course.state())
    return shown


def milestones(*names: str) -> tuple[Any, ...]:
    """Session 2's milestones."""
    made = (draft.Write(name.lower(), ItemKind.MILESTONE, name, "s1/h") for name in names)
    return tuple(("milestones", BEN, one) for one in made)


def test_a_key_result_hangs_on_the_objective_that_was_chosen_although_another_came_before_it() -> None:
    window = Opened(at("session-1", "draft", ONE), CHIARA, "new-key_result")
    window.fill("Key result", "80 % of matches").choose("Which objective", "Match reliability")
    (written,) = window.sent_to(at("session-1", "draft", ONE, BEFORE_IT))
    assert written.under == "s9/draft/n"


def test_what_was_chosen_and_is_gone_is_told_and_never_replaced_by_something_else() -> None:
    window = Opened(at("session-1", "draft", ONE), CHIARA, "new-key_result")
    window.fill("Key result", "80 % of matches").choose("Which objective", "Match reliability")
    with pytest.raises(Refused, match="gone meanwhile"):
        window.sent_to(at("session-1", "draft", BEFORE_IT))


def test_a_draft_that_was_taken_out_while_somebody_had_it_open_is_told() -> None:
    window = Opened(at("session-1", "draft", ONE), CHIARA, "choose", "n").fill("Objective", "Reliable matches")
    with pytest.raises(Refused, match="took this out meanwhile"):
        window.sent_to(at("session-1", "draft", ONE, ("draft", BEN, draft.Remove("n", 1))))


def test_a_draft_says_what_it_was_made_from_and_keeps_it_when_it_is_changed() -> None:
    grouped = at("session-1", "draft", *WRITTEN, GROUPED)
    window = Opened(grouped, CHIARA, "new-objective").fill("Objective", "People see how far they are")
    (written,) = window.choose("made from", "Cluster: People see their progress").sent_to(grouped)
    assert [item.text for item in grouped.state.sources if item.key in written.made_of] == ["People see their progress"]
    after = at("session-1", "draft", *WRITTEN, GROUPED, ("draft", CHIARA, written))
    (again,) = Opened(after, EMRE, "choose", written.id).fill("Objective", "All see it").sent_to(after)
    assert again.made_of == written.made_of


def test_of_a_suggestion_that_is_opened_twice_the_second_yes_takes_no_other_one() -> None:
    ideas = ("Remind players before the match", "Remind the players before a match", "Rate a player", "Rate one player")
    notes = tuple(("ideas", BEN, write.Write(f"n{n}", text)) for n, text in enumerate(ideas))
    shown = at("session-1", "cluster", *notes)
    assert len(shown.state.suggestions) == 2
    first, second = Opened(shown, DANA, "suggestion"), Opened(shown, DANA, "suggestion")
    (taken,) = first.sent_to(shown)
    with pytest.raises(Refused, match="settled already"):
        second.sent_to(at("session-1", "cluster", *notes, ("cluster", DANA, taken)))


def test_the_notes_that_were_ticked_are_grouped_although_others_were_grouped_before_them() -> None:
    window = Opened(with_notes(4), DANA, "group").choose("Which notes?", "Idea 002", "Idea 003")
    (made,) = window.sent_to(with_notes(4, cluster.Group(("s9/ideas/n000",))))
    assert made.keys == ("s9/ideas/n002", "s9/ideas/n003")


def test_every_one_of_five_hundred_notes_can_be_grouped() -> None:
    window = Opened(with_notes(500), DANA, "group")
    assert len(window.options("Which notes?")) == 500
    (made,) = window.choose("Which notes?", "Idea 007", "Idea 499").sent_to(with_notes(500))
    assert made.keys == ("s9/ideas/n007", "s9/ideas/n499")


@pytest.mark.parametrize(
    ("what", "label", "deed"),
    [
        ("split", "Which notes?", cluster.Split("c", ("s9/ideas/n001",))),
        ("alone", "Which notes?", cluster.Split("c", ("s9/ideas/n001",), alone=True)),
        ("add", "Which notes?", cluster.Add("c", "s9/ideas/n002")),
    ],
)
def test_a_group_is_changed_note_by_note(what: str, label: str, deed: Any) -> None:
    shown = with_notes(3, cluster.Group(("s9/ideas/n000", "s9/ideas/n001")))
    group = shown.state.clusters[0].id
    window = Opened(shown, DANA, "change", f"{what}:{group}")
    note = "Idea 002" if what == "add" else "Idea 001"
    assert list(window.choose(label, note).sent_to(shown)) == [replace(deed, cluster=group)]


def test_two_groups_become_one_and_get_another_name() -> None:
    shown = with_notes(2, *(cluster.Group((f"s9/ideas/n00{n}",), f"Group {n}") for n in range(2)))
    one, other = (group.id for group in shown.state.clusters)
    merged = Opened(shown, DANA, "change", f"merge:{one}").choose("to put into it", "Group 1").sent_to(shown)
    assert list(merged) == [cluster.Merge(one, other)]
    named = Opened(shown, DANA, "change", f"rename:{one}").fill("new name", "Reminders").sent_to(shown)
    assert list(named) == [cluster.Rename(one, "Reminders")]


def test_a_group_that_is_gone_is_told() -> None:
    shown = with_notes(2, cluster.Group(("s9/ideas/n000", "s9/ideas/n001")))
    with pytest.raises(Refused, match="gone meanwhile"):
        Opened(shown, DANA, "change", "rename:c7-none")


def test_dots_stay_on_what_they_were_put_on_although_milestones_were_added_meanwhile() -> None:
    window = Opened(at("session-2", "first", *milestones("Reminders")), BEN).choose("Reminders", "●●")
    (spent,) = window.sent_to(at("session-2", "first", *milestones("Alarms", "Reminders")))
    assert {key: count for key, count in spent.dots.items() if count} == {"s9/milestones/reminders": 2}


def test_all_of_many_notes_can_be_voted_for_part_by_part_within_one_budget() -> None:
    before = filled(at("session-0", "weigh"), "know", 120)
    assert len(before.state.items) == 120
    asked = Opened(before, BEN)
    assert asked.form.asks_first
    assert len(asked.options("Which of them?")) == 3
    seen = {label for part in range(3) for label in Opened(before, BEN, about=str(part)).labels()}
    assert len(seen) == 120
    (first,) = Opened(before, BEN, about="2").choose("Idea 119", "●●").sent_to(before)
    after = filled(at("session-0", "weigh"), "know", 120)
    rows = applied((), before.proceedings.act(first, Who(BEN), "weigh"))
    course = replace(after.proceedings, rows={**after.proceedings.rows, "weigh": rows})
    after = replace(after, proceedings=course, state=course.state())
    assert "You have 3 dots, 2 of them elsewhere." in str(Opened(after, BEN, about="0").form.blocks[0].to_dict())
    (both,) = Opened(after, BEN, about="0").choose("Idea 000", "●").sent_to(after)
    assert sorted(count for count in both.dots.values() if count) == [1, 2]
    (over,) = Opened(after, BEN, about="0").choose("Idea 000", "●●").sent_to(after)
    with pytest.raises(Refused, match="You have 3 dots, and these are 4"):
        after.proceedings.act(over, Who(BEN), "weigh")


def test_scores_stay_with_what_was_scored_although_another_milestone_came_meanwhile() -> None:
    carried = at("session-3", "score")
    more = replace(
        carried.proceedings, carried=(Item("s2/aa", ItemKind.MILESTONE, "Alarms"), *carried.proceedings.carried)
    )
    window = Opened(carried, BEN).choose("A tutorial of one minute: effort", "M")
    sent = window.sent_to(replace(carried, proceedings=more, state=more.state()))
    assert [one for one in sent if one.scored != Scored()] == [score.Score("s2/cut", Scored(Effort.M))]
    assert "s2/aa" not in {one.on for one in sent}


def test_what_somebody_leaves_out_is_left_to_others_and_takes_no_score_back() -> None:
    fresh = at("session-3", "score")
    sent = Opened(fresh, BEN).choose("A tutorial of one minute: effort", "M").sent_to(fresh)
    assert {one.on: one.scored for one in sent} == {"s2/cut": Scored(Effort.M), "s2/bar": Scored()}
    scored = at("session-3", "score", ("score", BEN, score.Score("s2/bar", Scored(Effort.L))))
    assert [one.on for one in Opened(fresh, BEN).sent_to(scored)] == ["s2/cut"]


def test_all_of_sixty_milestones_can_be_scored() -> None:
    shown = at("session-3", "score")
    many = tuple(Item(f"s2/{n:02}", ItemKind.MILESTONE, f"Milestone {n:02}") for n in range(60))
    course = replace(shown.proceedings, carried=many)
    full = replace(shown, proceedings=course, state=course.state())
    parts = Opened(full, BEN).options("Which of them?")
    seen = {label for part in range(len(parts)) for label in Opened(full, BEN, about=str(part)).labels()}
    assert len(seen) == 180
    *_, last = Opened(full, BEN, about="2").choose("Milestone 59: effort", "L").sent_to(full)
    assert last == score.Score("s2/59", Scored(Effort.L))


def test_one_of_many_milestones_is_settled_by_what_was_chosen() -> None:
    shown = at("session-3", "score", ("score", DANA, score.Show()))
    window = Opened(shown, DANA, "settle").choose("Which one?", "A tutorial").choose("Effort", "S")
    assert list(window.sent_to(shown)) == [score.Settle("s2/cut", Scored(Effort.S))]


def test_whoever_places_a_milestone_reads_what_was_said_of_it_before() -> None:
    shown = at("session-4", "place")
    said = (
        Item("s3/score", ItemKind.SCORE, "effort L, business value 4, user value ?", ("s2/bar",)),
        Item("s3/need", ItemKind.DEPENDENCY, "Legal says yes", ("s2/bar",)),
        Item("s3/other", ItemKind.RISK, "Texts take long", ("s2/cut",)),
    )
    course = replace(shown.proceedings, carried=(*shown.proceedings.carried, *said))
    shown = replace(shown, proceedings=course, state=course.state())
    window = str([block.to_dict() for block in Opened(shown, BEN, "main", sign("s2/bar")).form.blocks])
    assert all(words in window for words in ("Effort and value: ", "effort L", "Dependency: ", "Legal says yes"))
    assert "Texts take long" not in window


def test_who_agreed_to_an_earlier_wording_reads_on_the_card_that_they_are_asked_again() -> None:
    before = at("session-1", "agree", ONE, ("agree", BEN, agree.Say(agree.Choice.AGREE)))
    assert "1 agrees" in card_of(before)
    assert "changed since" not in card_of(before)
    said = before.proceedings.rows["agree"]
    course = at("session-1", "agree", ONE, BEFORE_IT).proceedings
    course = replace(course, rows={**course.rows, "agree": said})
    after = replace(before, proceedings=course, state=course.state(), turnout=course.turnout())
    assert "It has been changed since 1 person spoke: please say it once more." in card_of(after)


def test_a_plan_that_is_agreed_on_says_what_begins_when() -> None:
    shown = at("session-4", "agree", ("place", BEN, place.Place("s2/bar", 3)))
    assert all(words in card_of(shown) for words in ("Week 3: ", "A progress bar"))
    assert "Begins in" not in card_of(shown)


def card_of(shown: Shown) -> str:
    """What the step's card says, as Slack gets it."""
    return str([block.to_dict() for block in DOORS[shown.session.now_at.kind].card(shown)])


def test_a_place_keeps_what_it_needs_and_knows_its_weeks_by_month() -> None:
    shown = at("session-4", "place")
    asked = Opened(shown, BEN, "choose")
    first = asked.choose("Milestone", "A tutorial").state["sessions.choice"]["selected_option"]["value"]
    window = Opened(shown, BEN, "main", first)
    assert "Week 13" in window.options("The week")
    (placed,) = window.choose("The week", "Week 4").choose("before?", "A progress bar").sent_to(shown)
    assert placed == place.Place("s2/cut", 4, ("s2/bar",))
    again = Opened(at("session-4", "place", ("place", BEN, placed)), EMRE, "main", first)
    assert again.form.version == 1
    (moved,) = again.choose("The week", "Not in this plan").sent_to(shown)
    assert moved == place.Place("s2/cut", None, ("s2/bar",), "", 1)


def test_ones_own_blocker_is_changed_and_taken_back_and_nobody_elses() -> None:
    named = ("blockers", BEN, blockers.Name("b1", "s9/ideas/n0", "Only the agency can edit it"))
    shown = at("session-1", "blockers", *WRITTEN, named)
    assert Opened(shown, BEN, "mine").options("Which one?") == ["Only the agency can edit it"]
    (changed,) = Opened(shown, BEN, "mine", "b1").fill("What could stop", "The agency is on leave").sent_to(shown)
    assert changed == blockers.Name("b1", "s9/ideas/n0", "The agency is on leave")
    assert list(Opened(shown, BEN, "mine", "b1").fill("What could stop", " ").sent_to(shown)) == [blockers.Remove("b1")]
    for about in ("", "b1"):
        with pytest.raises(Refused):
            Opened(shown, CHIARA, "mine", about)


def test_a_box_that_two_have_filled_to_the_brim_loses_nothing_when_it_is_opened_and_sent() -> None:
    formed = (*WRITTEN, GROUPED, ("pairs", DANA, pair.Form()))
    paired = at("session-1", "pairs", *formed).state
    topic = paired.groups[paired.group_of(CHIARA)].topics[0]
    long = [("pairs", CHIARA, pair.Write(f"e{n}", topic, 0, f"{n} {'x' * 597}")) for n in range(5)]
    full = at("session-1", "pairs", *formed, *long)
    window = Opened(full, CHIARA, "choose", sign(topic))
    assert 0 < len(window.text("What hurts them today?")) <= BOX
    assert list(window.sent_to(full)) == []


def test_more_lines_than_anybody_may_write_are_refused_with_a_sentence() -> None:
    window = Opened(at("session-1", "ideas"), BEN).fill("An idea", "\n".join("ab" for _ in range(900)))
    deeds = window.sent_to(at("session-1", "ideas"))
    assert len(deeds) == 901


def test_what_was_typed_comes_back_beside_what_somebody_else_wrote_since() -> None:
    shown = at("session-1", "draft", ONE, ("draft", EMRE, draft.Write("n", OBJECTIVE, "Theirs", version=1)))
    form = Opened(shown, CHIARA, "choose", "n").form
    words = forms.Typed({"sessions.text": "Mine"}, (), 1)
    blocks, _ = forms.live(form, words)
    said = str([block.to_dict() for block in blocks])
    assert "'initial_value': 'Mine'" in said
    assert "It says now: “Theirs”" in said


def test_an_entry_that_did_not_fit_beside_what_was_typed_is_not_taken_out() -> None:
    form = Opened(at("session-1", "ideas", ("ideas", BEN, write.Write("a" * 16, "x" * 600))), BEN).form
    words = forms.Typed({"sessions.text:0": "y" * 2_900}, (), 0)
    _, stood = forms.live(form, words)
    assert stood == []
    assert remembered(form.lines) == ["a" * 8]


def test_votes_and_scores_say_what_each_thing_is_for() -> None:
    for shown in (at("session-2", "first", *milestones("Reminders")), at("session-3", "score")):
        hints = [told.get("hint", {}).get("text", "") for told in Opened(shown, BEN).inputs.values()]
        assert any(hint.startswith("for “People who see") for hint in hints)


def test_a_spent_dot_on_something_that_was_taken_out_is_free_again() -> None:
    spent = ("first", BEN, vote.Spend({"s9/milestones/reminders": 3}))
    shown = at("session-2", "first", *milestones("Reminders"), spent)
    gone = replace(shown.proceedings, rows={**shown.proceedings.rows, "milestones": ()})
    assert gone.state().own(BEN) == {}

"""Editing OKRs as people do it: the real bot against the local Slack, in the words that they see."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from slack_sdk import WebClient

from handlers.kit.payload import Submission, Values, View
from handlers.kit.reply import Close, Show
from handlers.okrs import listeners, use_cases
from handlers.okrs.values import Place
from okra.people import Actor
from okra.team import Team
from sandbox.modal import Modal
from sandbox.people import Person
from storage.store import Unit
from tests.e2e.scene import Scene, open_scene
from tests.handlers.okrs.samples import values


@pytest.fixture
def scene(sqlite_url: str) -> Iterator[Scene]:
    """Ada leads, Ben is in the team, and they have no OKRs yet."""
    with open_scene(sqlite_url) as opened:
        ada = opened.person("Ada")
        opened.person("Ben")
        ada.command("/okra setup", opened.channel)
        ada.submit()
        opened.settle()
        yield opened


@pytest.fixture
def ada(scene: Scene) -> Person:
    """The lead."""
    return scene.people["Ada"]


def window(person: Person) -> Modal:
    """What is open."""
    assert person.modal is not None, "nothing is open"
    return person.modal


def team_of(unit: Unit, scene: Scene) -> Team:
    """The channel's team."""
    team = unit.teams.by_channel(scene.channel.id)
    assert team is not None
    return team


def add_objective(ada: Person, scene: Scene, title: str = "Seamless") -> None:
    """From the channel; the list is open afterwards."""
    ada.command("/okra okrs add", scene.channel)
    ada.fill("Objective", title)
    ada.submit()


def add_key_result(ada: Person, title: str = "Completion", start: str = "65", target: str = "90") -> None:
    """From the list, which is open afterwards."""
    ada.menu("Add key result", beside="Objective: Seamless")
    ada.fill("Key result", title)
    ada.fill("From", start)
    ada.fill("To", target)
    ada.fill("Unit", "%")
    ada.submit()


class TestWriting:
    def test_an_objective_and_a_key_result_from_the_list(self, scene: Scene, ada: Person) -> None:
        ada.command("/okra okrs", scene.channel)
        assert window(ada).title == "OKRs of Explore"
        assert "No OKRs yet" in window(ada).text
        ada.press("Add objective")
        ada.fill("Objective", "Seamless")
        ada.submit()
        assert window(ada).depth == 1
        ada.menu("Add key result", beside="Objective: Seamless")
        ada.fill("Key result", "Completion")
        ada.fill("From", "65")
        ada.fill("To", "90 %")
        ada.choose("Owner", scene.people["Ben"])
        ada.fill("Hypotheses", "If we guide, they finish\nIf it is short, they stay")
        ada.submit()
        said = window(ada).text
        assert "•  Completion" in said
        assert "65 % → 90 % · Ben" in said
        assert "Hypothesis: If it is short, they stay" in said

    def test_okrs_add_opens_the_window_and_then_shows_the_list(self, scene: Scene, ada: Person) -> None:
        add_objective(ada, scene)
        assert (window(ada).title, window(ada).depth) == ("OKRs of Explore", 1)
        assert "Objective: Seamless" in window(ada).text

    def test_choosing_a_kind_changes_the_fields_and_loses_no_words(self, scene: Scene, ada: Person) -> None:
        add_objective(ada, scene)
        ada.menu("Add key result", beside="Seamless")
        for label, typed in (("Key result", "Tickets"), ("From", "40"), ("Unit", "tickets"), ("Hypotheses", "If so")):
            ada.fill(label, typed)
        ada.choose("How does it move?", "Done / not done")
        assert window(ada).labels == ["Key result", "How does it move?", "Owner", "Hypotheses"]
        ada.choose("How does it move?", "Reduce by %")
        ada.fill("Reduce by how many per cent?", "30")
        ada.choose("How does it move?", "Move a number from … to …")
        standing = {label: window(ada).value(label) for label in window(ada).labels}
        assert standing == {
            "Key result": "Tickets",
            "How does it move?": "Move a number from … to …",
            "From": "40",
            "To": "30",
            "Unit": "tickets",
            "Owner": None,
            "Hypotheses": "If so",
        }

    def test_every_fault_stands_beside_its_field_and_the_words_stay(self, scene: Scene, ada: Person) -> None:
        add_objective(ada, scene)
        add_key_result(ada, "Completion", "abc", "12.000,50")
        assert set(window(ada).errors) == {"From", "To"}
        assert window(ada).value("Key result") == "Completion"
        ada.fill("From", "90")
        ada.fill("To", "90")
        ada.submit()
        assert "nothing would move" in window(ada).errors["To"]
        ada.fill("From", "65")
        ada.submit()
        assert "65 % → 90 %" in window(ada).text

    def test_editing_shows_what_is_there_and_changes_it(self, scene: Scene, ada: Person) -> None:
        add_objective(ada, scene)
        add_key_result(ada)
        ada.menu("Edit", beside="Completion")
        assert [window(ada).value(label) for label in ("Key result", "From", "To", "Unit")] == [
            "Completion",
            "65",
            "90",
            "%",
        ]
        ada.fill("To", "95")
        ada.submit()
        assert "65 % → 95 %" in window(ada).text
        ada.menu("Edit", beside="Objective: Seamless")
        ada.fill("Objective", "Seamless indeed")
        ada.submit()
        assert "Objective: Seamless indeed" in window(ada).text

    def test_moving_up_changes_the_order(self, scene: Scene, ada: Person) -> None:
        for title in ("First", "Seamless"):
            add_objective(ada, scene, title)
        ada.menu("Move up", beside="Objective: Seamless")
        assert window(ada).text.index("Seamless") < window(ada).text.index("First")
        add_key_result(ada, "Completion")
        add_key_result(ada, "Tickets", "9", "4")
        ada.menu("Move up", beside="Tickets")
        assert window(ada).text.index("Tickets") < window(ada).text.index("Completion")


class TestRemoving:
    def test_it_asks_first_and_keeping_keeps(self, scene: Scene, ada: Person) -> None:
        add_objective(ada, scene)
        add_key_result(ada)
        ada.menu("Remove", beside="Completion")
        assert "stays in past check-ins" in window(ada).text
        ada.close()
        assert "Completion" in window(ada).text
        ada.menu("Remove", beside="Completion")
        ada.submit()
        assert "Completion" not in window(ada).text
        ada.menu("Remove", beside="Objective: Seamless")
        ada.submit()
        assert "No OKRs yet" in window(ada).text

    def test_saving_what_somebody_removed_meanwhile_shows_the_words_back(self, scene: Scene, ada: Person) -> None:
        root = scene.person("Root", admin=True)
        add_objective(ada, scene)
        add_key_result(ada)
        ada.menu("Edit", beside="Completion")
        ada.fill("Key result", "Words that took an hour")
        root.command("/okra okrs", scene.channel)
        root.menu("Remove", beside="Objective: Seamless")
        root.submit()
        ada.submit()
        assert "removed this key result meanwhile" in window(ada).errors["Key result"]
        assert window(ada).value("Key result") == "Words that took an hour"

    def test_a_list_that_is_out_of_date_says_so_and_is_mended(self, scene: Scene, ada: Person) -> None:
        root = scene.person("Root", admin=True)
        add_objective(ada, scene)
        root.command("/okra okrs", scene.channel)
        ada.menu("Remove", beside="Objective: Seamless")
        ada.submit()
        root.menu("Edit", beside="Objective: Seamless")
        scene.slack.wait_until(lambda: "Somebody removed that meanwhile" in window(root).text)
        root.close()
        assert "No OKRs yet" in window(root).text


TEXT = """\
Objective: Make the first week seamless
KR1: Increase onboarding completion from 65% to 90%
KR2: 80% of users finish the tutorial
Lunch is at noon"""


class TestPasting:
    def test_it_is_shown_back_and_stored_when_it_is_right(self, scene: Scene, ada: Person) -> None:
        ada.command("/okra okrs paste", scene.channel)
        ada.fill("Your OKRs", TEXT)
        ada.submit()
        said = window(ada).text
        assert "The start is not stated, so it is taken as 0 %." in said
        assert "Not understood, so not stored:\n│ > Lunch is at noon" in said
        ada.submit()
        assert window(ada).title == "OKRs of Explore"
        assert "65 % → 90 %" in window(ada).text
        assert "Lunch" not in window(ada).text

    def test_back_brings_the_text_and_it_can_be_mended(self, scene: Scene, ada: Person) -> None:
        ada.command("/okra okrs", scene.channel)
        ada.press("Paste OKRs")
        ada.fill("Your OKRs", TEXT)
        ada.submit()
        ada.press("← Back to the text")
        assert window(ada).value("Your OKRs") == TEXT
        ada.fill("Your OKRs", TEXT.replace("90%", "95%"))
        ada.submit()
        ada.press("← Back to the text")
        assert "95%" in window(ada).value("Your OKRs")
        ada.submit()
        ada.submit()
        assert window(ada).depth == 1
        assert "65 % → 95 %" in window(ada).text

    def test_what_was_not_stored_is_there_next_time_and_then_no_more(self, scene: Scene, ada: Person) -> None:
        ada.command("/okra okrs paste", scene.channel)
        ada.fill("Your OKRs", TEXT)
        ada.submit()
        ada.close(all_of_it=True)
        ada.command("/okra okrs paste", scene.channel)
        assert window(ada).value("Your OKRs") == TEXT
        assert "did not store it" in window(ada).text
        ada.submit()
        ada.submit()
        ada.press("Paste OKRs")
        assert window(ada).value("Your OKRs") is None

    def test_where_nothing_is_understood_the_text_stays_and_is_kept(self, scene: Scene, ada: Person) -> None:
        ada.command("/okra okrs paste", scene.channel)
        ada.fill("Your OKRs", "Hello there!")
        ada.submit()
        assert "I found no objective" in window(ada).errors["Your OKRs"]
        assert window(ada).value("Your OKRs") == "Hello there!"
        ada.close()
        ada.command("/okra okrs paste", scene.channel)
        assert window(ada).value("Your OKRs") == "Hello there!"

    def test_only_the_text_that_is_shown_is_stored(self, scene: Scene, ada: Person) -> None:
        ada.command("/okra okrs paste", scene.channel)
        ada.fill("Your OKRs", TEXT)
        ada.submit()
        later = scene.bot.deps.clock() + timedelta(minutes=1)
        with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
            team, on_the_phone = team_of(unit, scene), Actor(ada.id, scene.slack.workspace.id)
            use_cases.keep_paste(unit, on_the_phone, Place(team.id), "V_PHONE", "Objective: Another", later)
        ada.submit()
        assert "stored already, or you pasted another one since" in " ".join(window(ada).text.split())
        ada.close(all_of_it=True)
        ada.command("/okra okrs", scene.channel)
        assert "No OKRs yet" in window(ada).text


class TestWhatCanGoWrongBetweenStoringAndShowing:
    """Submissions that no window of the local Slack can make: the list beneath is gone, or Slack itself is."""

    def sent(self, scene: Scene, ada: Person, typed: Values, objective_id: int | None = None) -> Submission:
        with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
            here = Place(team_of(unit, scene).id, objective_id=objective_id)
        view = View("V_TOP", "", "", here.packed(), "V_GONE", typed)
        return Submission(Actor(ada.id, scene.slack.workspace.id), scene.bot.deps.clock(), "", view)

    @pytest.mark.parametrize("slack_is_there", [True, False])
    def test_what_is_stored_never_looks_as_if_it_were_not(
        self, scene: Scene, ada: Person, slack_is_there: bool
    ) -> None:
        deps = scene.bot.deps
        if not slack_is_there:
            deps = replace(deps, slack=WebClient("xoxb-none", base_url="http://127.0.0.1:9/"))
        assert listeners.objective_saved(deps, self.sent(scene, ada, values(title="Seamless"))) == Close()
        ada.command("/okra okrs", scene.channel)
        assert "Objective: Seamless" in window(ada).text

    def test_a_window_that_lags_behind_the_chosen_kind_catches_up_and_keeps_the_words(
        self, scene: Scene, ada: Person
    ) -> None:
        add_objective(ada, scene)
        lagging = values(title="Completion", kind="move", target="90", owner=None, hypotheses="If so")
        answer = listeners.key_result_saved(scene.bot.deps, self.sent(scene, ada, lagging, 1))
        assert isinstance(answer, Show)
        fields = {block["block_id"]: block["element"] for block in answer.view.to_dict()["blocks"]}
        assert {"okrs.start", "okrs.target", "okrs.unit"} <= fields.keys()
        assert fields["okrs.target"]["initial_value"] == "90"
        assert fields["okrs.hypotheses"]["initial_value"] == "If so"


class TestWhoSeesWhat:
    def test_a_member_reads_an_outsider_is_told(self, scene: Scene, ada: Person) -> None:
        add_objective(ada, scene)
        add_key_result(ada)
        ben, eve = scene.people["Ben"], scene.person("Eve", joins=False)
        ben.command("/okra okrs", scene.channel)
        assert "65 % → 90 %" in window(ben).text
        assert window(ben).buttons == []
        assert "⋯" not in window(ben).text
        answer = ben.command("/okra okrs paste", scene.channel)
        assert answer is not None
        assert "Only the lead, a facilitator or a workspace admin can edit these OKRs." in answer.text
        refused = eve.command("/okra okrs", scene.channel)
        assert refused is not None
        assert "Only the team's members can see its OKRs." in refused.text

    def test_words_that_look_like_pings_are_only_words(self, scene: Scene, ada: Person) -> None:
        words = "<!channel> *now* & <@U1>"
        add_objective(ada, scene, words)
        assert f"Objective: {words}" in window(ada).text

    def test_a_long_list_is_turned_over_and_the_page_stays_after_an_edit(self, scene: Scene, ada: Person) -> None:
        for go in range(3):
            ada.command("/okra okrs paste", scene.channel)
            goals = [f"Objective: O{go}{number}\nKR: Ship it\nKR: Sell it" for number in range(12)]
            ada.fill("Your OKRs", "\n".join(goals))
            ada.submit()
            ada.submit()
            ada.close(all_of_it=True)
        ada.command("/okra okrs", scene.channel)
        ada.press("More")
        assert "Objective: O00" not in window(ada).text
        ada.menu("Edit", beside="Objective: O211")
        ada.fill("Objective", "The very last")
        ada.submit()
        assert "The very last" in window(ada).text
        ada.press("← Earlier")
        assert "Objective: O00" in window(ada).text

"""A session on one canvas: made where Slack allows it, written anew with each export, and never a word where not."""

import logging
from datetime import timedelta

import pytest

from handlers.start import remember_workspace
from sandbox.documents import Document
from sandbox.find import NotSeenError
from sandbox.people import Person, Seen
from tests.e2e.scene import Scene, open_scene
from tests.e2e.test_export import at_the_drafts, begins, ends, exports, zips
from tests.e2e.test_session_one import OBJECTIVE, card, drafts, drives

NASTY = "![](@U1) <!channel> # no **heading** [link](https://example.com) ``` | a | b |"


def links(scene: Scene) -> list[Seen]:
    """The messages in the card's thread that lead to the canvas."""
    return [seen for seen in scene.channel.thread(card(scene)) if "one canvas" in seen.text]


def canvas(scene: Scene, reader: Person | None = None) -> Document:
    """The session's canvas, as Ben or somebody else opens it from the thread."""
    (message,) = links(scene)
    (address,) = message.links
    return (reader or scene.people["Ben"]).canvas(address)


def exported(scene: Scene) -> None:
    """Ben exports the session that runs."""
    exports(scene, scene.people["Ben"])


class TestOnAPaidPlan:
    def test_an_export_gives_a_canvas_with_the_drafts_and_its_link_in_the_thread(self, scene: Scene) -> None:
        at_the_drafts(scene)
        exported(scene)
        document = canvas(scene)
        assert document.title == "Session 1: our objectives · Explore · 2 September 2026"
        assert f"Objective: {OBJECTIVE}" in document.text
        assert "Explore on 2 September 2026, with Ada and Ben." in document.text
        assert document.title in " ".join(links(scene)[0].text.split())
        assert len(zips(scene, card(scene))) == 1

    def test_the_team_may_read_it_and_others_may_not(self, scene: Scene) -> None:
        at_the_drafts(scene)
        scene.channel.conversation.kind = "private"
        exported(scene)
        assert canvas(scene).canvas.access == {scene.channel.id: "read"}
        with pytest.raises(NotSeenError):
            canvas(scene, scene.person("Zoe", joins=False))

    def test_a_second_export_writes_the_same_canvas_anew(self, scene: Scene) -> None:
        at_the_drafts(scene)
        exported(scene)
        drafts(scene, "Ben", "Add a key result", "Key result", "Six confirmed players", under=OBJECTIVE)
        scene.travel_to(scene.clock.now() + timedelta(minutes=7))
        exported(scene)
        document = canvas(scene)
        assert "Key result: Six confirmed players" in document.text
        assert document.versions == 2
        assert len(scene.slack.world.canvases) == 1
        assert "As of Wed 09:07" in links(scene)[0].text
        assert len(zips(scene, card(scene))) == 2

    def test_the_end_of_the_session_and_a_restart_keep_it(self, scene: Scene) -> None:
        at_the_drafts(scene)
        exported(scene)
        (message,) = links(scene)
        ends(scene)
        remember_workspace(scene.bot.deps)
        exports(scene, scene.people["Ben"])
        document = scene.people["Ben"].canvas(message.links[0])
        assert "It is over." in document.text
        assert len(scene.slack.world.canvases) == 1

    def test_another_session_has_a_canvas_of_its_own(self, scene: Scene) -> None:
        at_the_drafts(scene)
        exported(scene)
        ends(scene)
        begins(scene, "/okra session 0")
        exports(scene, scene.people["Ben"])
        assert len(scene.slack.world.canvases) == 2

    def test_where_somebody_deleted_it_the_next_export_makes_another(self, scene: Scene) -> None:
        at_the_drafts(scene)
        exported(scene)
        del scene.slack.world.canvases[canvas(scene).canvas.id]
        exported(scene)
        assert f"Objective: {OBJECTIVE}" in canvas(scene).text
        assert len(scene.slack.world.canvases) == 1

    def test_the_plan_stands_in_it_in_words(self, scene: Scene) -> None:
        scene.set_up("Ada", "Ben")
        begins(scene, "/okra session 4")
        drives_to_the_last_step(scene)
        exports(scene, scene.people["Ben"])
        (message,) = [seen for seen in _replies(scene) if "one canvas" in seen.text]
        markdown = scene.people["Ben"].canvas(message.links[0]).markdown
        assert "## Plan" in markdown
        assert "### Week by week" in markdown


class TestPeoplesWords:
    def test_in_a_canvas_ping_nobody_and_break_nothing(self, scene: Scene) -> None:
        at_the_drafts(scene)
        drafts(scene, "Ben", "Add an objective", "Objective", NASTY)
        drafts(scene, "Ben", "Add an objective", "Objective", f"![](@{scene.people['Ada'].id})")
        exported(scene)
        document = canvas(scene)
        assert f"Objective: {NASTY}" in document.text.split("\n")
        assert f"Objective: ![](@{scene.people['Ada'].id})" in document.text.split("\n")
        assert scene.slack.world.pings == []
        assert document.links == []

    def test_of_a_silent_round_are_not_in_it_before_the_reveal(self, scene: Scene) -> None:
        scene.set_up("Ada", "Ben")
        begins(scene, "/okra session 1")
        drives(scene, "Next")
        ben = scene.people["Ben"]
        ben.press("Write", on=card(scene))
        ben.fill("An idea", "Remind players")
        ben.submit()
        scene.settle()
        exported(scene)
        assert "Remind players" not in canvas(scene).text
        drives(scene, "Next")
        exported(scene)
        assert "Remind players" in canvas(scene).text


class TestWhereItIsNotAllowed:
    @pytest.mark.parametrize(("plan", "word"), [
        ("free", "free_teams_cannot_create_non_tabbed_canvases"), ("off", "canvas_disabled_user_team"),
    ])  # fmt: skip
    def test_by_the_plan_or_an_administrator_the_zip_comes_alone_and_nothing_is_said_of_trouble(
        self, scene: Scene, caplog: pytest.LogCaptureFixture, plan: str, word: str
    ) -> None:
        scene.slack.workspace.canvases = plan  # type: ignore[assignment]
        at_the_drafts(scene)
        before = private(scene)
        with caplog.at_level(logging.INFO):
            said = exports(scene, scene.people["Ben"])
        assert "canvas" not in said
        only_the_zip(scene, before)
        assert reasons(caplog) == [word]

    def test_by_a_missing_scope_likewise(self, sqlite_url: str, caplog: pytest.LogCaptureFixture) -> None:
        with open_scene(sqlite_url, frozenset({"canvases:write"})) as scene:
            at_the_drafts(scene)
            before = private(scene)
            exported(scene)
            only_the_zip(scene, before)
            assert reasons(caplog) == ["missing_scope"]
            scene.slack.world.violations.clear()

    def test_it_is_not_tried_again_that_day_and_then_it_is(self, scene: Scene) -> None:
        scene.slack.workspace.canvases = "free"
        at_the_drafts(scene)
        exported(scene)
        exported(scene)
        ends(scene)
        begins(scene, "/okra session 0")
        exports(scene, scene.people["Ben"])
        assert scene.slack.world.calls.count("canvases.create") == 1
        scene.slack.workspace.canvases = "paid"
        scene.travel_to(scene.clock.now() + timedelta(days=1, minutes=1))
        exports(scene, scene.people["Ben"])
        assert len(scene.slack.world.canvases) == 1

    def test_a_restart_tries_again_at_once(self, scene: Scene) -> None:
        scene.slack.workspace.canvases = "free"
        at_the_drafts(scene)
        exported(scene)
        scene.slack.workspace.canvases = "paid"
        remember_workspace(scene.bot.deps)
        exported(scene)
        assert f"Objective: {OBJECTIVE}" in canvas(scene).text

    def test_any_longer_an_older_canvas_stays_as_it_was(self, scene: Scene) -> None:
        at_the_drafts(scene)
        exported(scene)
        before = links(scene)[0].versions
        scene.slack.workspace.canvases = "free"
        exported(scene)
        assert canvas(scene).versions == 1
        assert links(scene)[0].versions == before
        assert len(zips(scene, card(scene))) == 2


class TestWhenSomethingBreaks:
    @pytest.mark.parametrize("how", ["500", "429", "reset"])
    @pytest.mark.parametrize("method", ["canvases.access.set", "canvases.create", "auth.test"])
    def test_before_slack_acted_it_is_done_again_and_there_is_one(self, scene: Scene, method: str, how: str) -> None:
        at_the_drafts(scene)
        scene.slack.fail(method, how)  # type: ignore[arg-type]
        exported(scene)
        assert f"Objective: {OBJECTIVE}" in canvas(scene).text
        assert len(scene.slack.world.canvases) == 1

    def test_while_it_is_written_anew_the_next_try_writes_it(self, scene: Scene) -> None:
        at_the_drafts(scene)
        exported(scene)
        drafts(scene, "Ben", "Add an objective", "Objective", "Another one")
        scene.slack.fail("canvases.edit", "500", after_effect=True)
        exported(scene)
        assert "Objective: Another one" in canvas(scene).text
        assert len(scene.slack.world.canvases) == 1

    def test_while_the_link_is_told_it_is_told_once(self, scene: Scene) -> None:
        at_the_drafts(scene)
        scene.slack.fail("chat.postMessage", "500", after_effect=True)
        exported(scene)
        assert len(links(scene)) == 1
        assert len(scene.slack.world.canvases) == 1

    def test_and_slack_s_answer_is_lost_people_see_one_canvas_and_nobody_sees_the_other(self, scene: Scene) -> None:
        at_the_drafts(scene)
        scene.slack.fail("canvases.create", "500", after_effect=True)
        exported(scene)
        lost, told = scene.slack.world.canvases.values()
        assert canvas(scene).canvas is told
        assert lost.access == {}
        exported(scene)
        assert len(scene.slack.world.canvases) == 2

    def test_for_hours_it_is_let_go_and_nobody_is_bothered(self, scene: Scene) -> None:
        at_the_drafts(scene)
        scene.slack.fail("canvases.create", "500", times=100)
        before = private(scene)
        exported(scene)
        for _ in range(14):
            scene.travel_to(scene.clock.now() + timedelta(hours=1, minutes=1))
        only_the_zip(scene, before)
        assert 5 < scene.slack.world.calls.count("canvases.create") < 20

    def test_two_who_export_at_once_get_one_canvas(self, scene: Scene) -> None:
        at_the_drafts(scene)
        for name in ("Ada", "Ben"):
            scene.people[name].command("/okra export", scene.channel)
        scene.settle()
        assert len(scene.slack.world.canvases) == 1
        assert len(links(scene)) == 1


def drives_to_the_last_step(scene: Scene) -> None:
    """Ada moves on until there is no next step."""
    ada = scene.people["Ada"]
    while any("Next" in seen.buttons for seen in ada.dm()):
        drives(scene, "Next")


def _replies(scene: Scene) -> list[Seen]:
    return [reply for seen in scene.channel.messages for reply in scene.channel.thread(seen)]


def only_the_zip(scene: Scene, before: list[str]) -> None:
    """The thread has the zip and no canvas, and since `before` nobody was told anything in private."""
    assert len(zips(scene, card(scene))) == 1
    assert scene.slack.world.canvases == {}
    assert not [seen for seen in _replies(scene) if "canvas" in seen.text]
    assert private(scene) == before


def private(scene: Scene) -> list[str]:
    """Which private messages everybody has."""
    return [seen.ts for person in scene.people.values() for seen in person.dm()]


def reasons(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Why deliveries were not sent, as the log tells the operator."""
    found = [record.__dict__ for record in caplog.records if record.__dict__.get("action") == "delivery.failed"]
    assert {str(one["kind"]) for one in found} <= {"session.canvas"}
    return [str(one["reason"]) for one in found]

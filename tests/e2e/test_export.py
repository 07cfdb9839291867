"""Taking along what a session brought forth: in its thread, for every member, at any moment."""

import io
import zipfile

import pytest

from sandbox.people import Person, Seen
from tests.e2e.scene import Scene
from tests.e2e.test_session_one import OBJECTIVE, card, drafts, drives

NUMBERS_OF_STEPS = 6
"""From the first step of session 1 to its drafts."""


def at_the_drafts(scene: Scene) -> None:
    """Session 1 runs, and an objective is drafted."""
    scene.set_up("Ada", "Ben")
    begins(scene, "/okra session 1")
    for _ in range(NUMBERS_OF_STEPS):
        drives(scene, "Next")
    drafts(scene, "Ben", "Add an objective", "Objective", OBJECTIVE)


def begins(scene: Scene, typed: str) -> None:
    """Ada begins a session."""
    scene.people["Ada"].command(typed, scene.channel)
    scene.settle()


def ends(scene: Scene) -> None:
    """Ada ends the session, and accepts what is open."""
    drives(scene, "End")
    scene.people["Ada"].submit()
    scene.settle()


def exports(scene: Scene, person: Person, typed: str = "/okra export") -> str:
    """Somebody asks for the export; what they are told."""
    said = person.command(typed, scene.channel)
    assert said is not None
    scene.settle()
    return said.text


def zips(scene: Scene, under: Seen) -> list[dict[str, str]]:
    """The files of each zip in a card's thread, by path."""
    found: list[dict[str, str]] = []
    for file in (picture for seen in scene.channel.thread(under) for picture in seen.pictures):
        with zipfile.ZipFile(io.BytesIO(file["data"])) as archive:
            found.append({name: archive.read(name).decode() for name in archive.namelist()})
    return found


class TestTheCommand:
    def test_every_member_gets_what_there_is_so_far_while_the_session_runs(self, scene: Scene) -> None:
        at_the_drafts(scene)
        assert "into its thread" in exports(scene, scene.people["Ben"])
        (files,) = zips(scene, card(scene))
        assert OBJECTIVE in files["okra/session-1/draft-objectives.md"]

    def test_when_it_is_over_the_newest_session_is_meant(self, scene: Scene) -> None:
        at_the_drafts(scene)
        over = card(scene)
        ends(scene)
        assert "Session 1" in exports(scene, scene.people["Ben"])
        (files,) = zips(scene, over)
        assert OBJECTIVE in files["okra/session-1/draft-objectives.md"]

    @pytest.mark.parametrize("typed", ["/okra export 1", "/okra export session-1", "/okra EXPORT Session-1"])
    def test_an_earlier_session_is_chosen_by_its_name(self, scene: Scene, typed: str) -> None:
        at_the_drafts(scene)
        first = card(scene)
        ends(scene)
        begins(scene, "/okra session 0")
        assert "Session 1" in exports(scene, scene.people["Ada"], typed)
        assert len(zips(scene, first)) == 1

    def test_where_none_has_run_it_says_how_to_begin_one(self, scene: Scene) -> None:
        scene.set_up("Ada", "Ben")
        assert "/okra session 1" in exports(scene, scene.people["Ben"])

    def test_of_a_script_that_has_not_run_it_says_so_and_brings_no_other(self, scene: Scene) -> None:
        at_the_drafts(scene)
        assert "“3” has run here yet" in exports(scene, scene.people["Ben"], "/okra export 3")
        assert zips(scene, card(scene)) == []

    def test_people_outside_the_team_get_nothing(self, scene: Scene) -> None:
        at_the_drafts(scene)
        stranger = scene.person("Zoe", joins=False)
        assert "into its thread" not in exports(scene, stranger)
        assert zips(scene, card(scene)) == []

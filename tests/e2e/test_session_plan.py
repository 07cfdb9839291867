"""The quarter's plan of a large team: several messages and pictures, and what is taken out again does not stay there."""

from collections.abc import Iterable
from typing import Any

from handlers.sessions import use_cases
from okra.items import ItemKind, of_kind
from okra.steps import draft, place
from okra.steps.step import Who
from sandbox.people import Seen
from tests.e2e.scene import Scene
from tests.e2e.workshop import Workshop

MANY = 20


def test_a_plan_of_many_milestones_is_told_in_parts_that_follow_the_plan(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    shop = Workshop(scene)
    shop.begin("2", "Session 2")
    shop.drives(*["Next"] * 4)
    _do(shop, "milestones", (draft.Write(f"m{n:02}", ItemKind.MILESTONE, f"Milestone {n:02}") for n in range(MANY)))
    shop.ends()
    shop.begin("4", "Session 4")
    shop.drives("Next")
    keys = _milestones(shop)
    _do(shop, "place", (place.Place(key, n % 12 + 1) for n, key in enumerate(keys)))
    shop.drives("Next")
    first, second = _told(shop)
    assert "(1 of 2): 20 milestones over 13 weeks" in first.notification
    words = f"{first.text} {second.text}"
    assert [f"Milestone {n:02} (feature" in words for n in range(MANY)] == [True] * MANY
    names = [picture["name"] for one in (first, second) for picture in one.pictures]
    assert names == ["quarter-plan.png", "quarter-plan-2.png"]

    shop.drives("Back")
    _do(shop, "place", (place.Place(key, None, version=1) for key in keys[2:]))
    shop.drives("Next")
    first, second = _told(shop)
    assert "18 milestones have no week yet." in first.text
    assert "2 milestones over 13 weeks" in first.notification
    assert "nothing is left of this part" in second.text
    assert second.pictures == []


def _do(shop: Workshop, step: str, deeds: Iterable[Any]) -> None:
    """Ada does in one go what would take many windows."""
    with shop.scene.bot.deps.store.begin(shop.scene.slack.workspace.id) as unit:
        newest = unit.sessions.newest_in(shop.scene.channel.id)
        assert newest is not None
        stored = use_cases.held(unit, newest)
        ada = Who(shop.people["Ada"].id, True, None)
        course = use_cases.proceedings(unit, stored)
        use_cases.do(unit, stored, course, list(deeds), ada, step, shop.scene.clock.now())
    shop.scene.settle()


def _milestones(shop: Workshop) -> list[str]:
    with shop.scene.bot.deps.store.begin(shop.scene.slack.workspace.id) as unit:
        return sorted(item.key for item in of_kind(unit.sessions.items_of(1), ItemKind.MILESTONE))


def _told(shop: Workshop) -> list[Seen]:
    return [seen for seen in shop.thread if "the quarter's plan" in seen.text]

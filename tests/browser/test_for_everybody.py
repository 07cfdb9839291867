"""The page for everybody: no serious accessibility fault, light and dark, narrow and wide."""

import json
from typing import Any

import pytest

from demo.gallery.hanging import pieces
from tests.browser.chromium import axe_script
from tests.browser.conftest import Opener, exported, friday
from tests.browser.tab import Tab
from tests.e2e.scene import MONDAY_10AM, Scene
from tests.e2e.test_actions import agrees_on

BAD = ("serious", "critical")


def faults(tab: Tab) -> list[str]:
    """What axe finds that is serious or worse, with where."""
    tab.page.evaluate(axe_script())
    found: dict[str, Any] = tab.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']} {json.dumps([node['target'] for node in one['nodes']][:4])}"
        for one in found["violations"]
        if one["impact"] in BAD
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [400, 1600])
def test_conversations_and_windows_have_no_serious_fault(scene: Scene, look: Opener, width: int, dark: bool) -> None:
    friday(scene)
    for name, confidence in (("Ada", 7), ("Cleo", 3)):
        scene.answers(scene.people[name], confidence, onboarding="71")
    tab = look("Ben", width=width, dark=dark)
    assert faults(tab) == []
    tab.press("Check in")
    tab.field("Anything new?").fill("x")
    tab.window.get_by_label("Increase onboarding completion (optional)", exact=True).fill("abc")
    tab.press("Send")
    tab.page.locator("[aria-invalid=true]").wait_for()
    assert faults(tab) == []
    assert tab.too_wide() == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_digest_the_thread_and_the_settings_have_no_serious_fault(scene: Scene, look: Opener, dark: bool) -> None:
    friday(scene)
    scene.answers(scene.people["Ben"], 8, onboarding="71")
    scene.travel_to(MONDAY_10AM)
    tab = look("Ada", dark=dark)
    assert faults(tab) == []
    tab.go("explore")
    tab.page.locator(".replies").last.click()
    tab.page.get_by_role("log", name="Replies").wait_for()
    assert faults(tab) == []
    tab.say("/okra setup")
    tab.window.wait_for()
    assert faults(tab) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [400, 1600])
def test_the_home_tab_has_no_serious_fault(scene: Scene, look: Opener, width: int, dark: bool) -> None:
    agrees_on(scene, scene.people["Ada"], "Ask legal")
    friday(scene)
    tab = look("Ada", width=width, dark=dark)
    tab.page.get_by_role("link", name="Home", exact=True).click()
    tab.page.locator(".home").get_by_text("Ask legal").wait_for()
    assert tab.too_wide() == 0
    assert faults(tab) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [400, 1600])
def test_a_canvas_has_no_serious_fault(scene: Scene, look: Opener, width: int, dark: bool) -> None:
    tab = look("Ada", width=width, dark=dark, path=exported(scene))
    tab.sees("Ada facilitates.")
    assert tab.too_wide() == 0
    assert faults(tab) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [400, 1600])
def test_no_message_or_window_of_the_gallery_has_a_serious_fault(
    scene: Scene, look: Opener, width: int, dark: bool
) -> None:
    hanging = pieces()  # made before a browser waits for them: a busy machine takes longer than it waits
    tab = look("Ada", width=width, dark=dark, path="/gallery")
    assert tab.page.get_by_role("region").count() == len(hanging)
    assert tab.page.locator("[data-unknown]").count() == 0
    assert tab.too_wide() == 0
    assert faults(tab) == []

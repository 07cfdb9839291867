"""A member checks in: with the mouse, with the keyboard alone, on a narrow screen; and what goes wrong is said."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opener, friday
from tests.browser.tab import Tab
from tests.e2e.scene import Scene

CONFIDENCE = "How confident are we to reach it?"
COMPLETION = re.compile(r"^Increase onboarding completion \(optional\)$")


def test_a_check_in_takes_one_click_one_modal_and_one_submit(scene: Scene, look: Opener) -> None:
    friday(scene)
    tab = look("Ben")
    tab.press("Check in")
    tab.field(CONFIDENCE).select_option(label="8 · confident")
    tab.field(COMPLETION).fill("71")
    tab.press("Send")
    expect(tab.window).to_have_count(0)
    expect(tab.posts.last).to_contain_text("71")
    assert tab.clicks == 2
    assert scene.people["Ben"].modal is None
    scene.settle()
    assert "1 of 4" in scene.channel.messages[-1].text


def test_a_check_in_is_done_with_the_keyboard_alone(scene: Scene, look: Opener) -> None:
    friday(scene)
    tab = look("Ben")
    tab_to(tab, "Check in")
    tab.page.keyboard.press("Enter")
    expect(tab.field(CONFIDENCE)).to_be_focused()
    tab.page.keyboard.type("8")
    tab.page.keyboard.press("Tab")
    expect(tab.field(COMPLETION)).to_be_focused()
    tab.page.keyboard.type("72")
    tab_to(tab, "Send")
    tab.page.keyboard.press("Enter")
    expect(tab.window).to_have_count(0)
    expect(tab.posts.last).to_contain_text("72")


def test_escape_closes_the_window_and_gives_the_focus_back(scene: Scene, look: Opener) -> None:
    friday(scene)
    tab = look("Ben")
    tab_to(tab, "Check in")
    tab.page.keyboard.press("Enter")
    expect(tab.field(CONFIDENCE)).to_be_focused()
    tab.page.keyboard.press("Escape")
    expect(tab.window).to_have_count(0)
    expect(tab.button("Check in").last).to_be_focused()


def test_a_typed_error_stands_beside_its_field_and_nothing_typed_is_lost(scene: Scene, look: Opener) -> None:
    friday(scene)
    tab = look("Ben")
    tab.press("Check in")
    tab.field(CONFIDENCE).select_option(label="8 · confident")
    tab.field(COMPLETION).fill("abc")
    tab.field("Anything new?").fill("The export is broken")
    tab.press("Send")
    expect(tab.field(COMPLETION)).to_have_attribute("aria-invalid", "true")
    expect(tab.field(COMPLETION)).to_be_focused()
    error = tab.page.locator(f"#{(tab.field(COMPLETION).get_attribute('aria-describedby') or '').split()[-1]}")
    expect(error).to_contain_text("abc")
    expect(tab.field(COMPLETION)).to_have_value("abc")
    expect(tab.field("Anything new?")).to_have_value("The export is broken")
    tab.field(COMPLETION).fill("71")
    tab.press("Send")
    expect(tab.window).to_have_count(0)
    tab.sees("The export is broken")


def test_what_is_typed_and_not_sent_is_there_when_the_window_opens_again(scene: Scene, look: Opener) -> None:
    friday(scene)
    tab = look("Ben")
    tab.press("Check in")
    tab.field("Anything new?").press_sequentially("half a thou", delay=1)
    scene.slack.wait_until(lambda: "half a thou" in str(scene.slack.world.stacks[scene.people["Ben"].id]))
    tab.button("Cancel").click()
    expect(tab.window).to_have_count(0)
    tab.press("Check in")
    expect(tab.field("Anything new?")).to_have_value("half a thou")


def test_a_check_in_works_on_a_screen_400_pixels_wide(scene: Scene, look: Opener) -> None:
    friday(scene)
    tab = look("Ben", width=400, height=760)
    assert tab.too_wide() == 0
    tab.press("Check in")
    assert tab.too_wide() == 0
    tab.field(CONFIDENCE).select_option(label="8 · confident")
    tab.press("Send")
    expect(tab.window).to_have_count(0)
    expect(tab.posts.last).to_contain_text("8 of 10")
    tab.page.get_by_role("navigation", name="Panels").get_by_role("link", name=re.compile("Conversations")).click()
    tab.go("explore")
    tab.sees("1 of 4")
    assert tab.too_wide() == 0


def tab_to(tab: Tab, name: str) -> None:
    """Press Tab until a button of that name has the focus."""
    for _ in range(60):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("(document.activeElement?.innerText || '').trim()") == name:
            return
    raise AssertionError(f"Tab never reaches {name}")

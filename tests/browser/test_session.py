"""Session 1 on the page, with simulated colleagues: one click in the guide, and its first steps by hand."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from demo.calendar import BEGINNING
from demo.guide import BEGIN, Guide
from demo.quarter import Quarter
from demo.stage import Stage
from demo.workshop.words import GOALS, IDEAS
from sandbox.page.app import serve_page
from tests.browser.tab import Tab

QUICK = 0.05


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tab]:
    """The page on the quarter's first afternoon, looked at as Dana."""
    with Stage(BEGINNING) as stage:
        quarter = Quarter(stage, 0)
        guide = Guide(quarter, pace=QUICK)
        serve_page(stage.slack, guide)
        guide.begin()
        context = chromium.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
        opened = Tab(context.new_page(), stage.slack.base, stage.people["Dana"].id)
        opened.open()
        yield opened
        context.close()
    assert quarter.trouble == []
    assert opened.troubles == []
    assert stage.slack.world.violations == []


def test_one_click_begins_it_and_colleagues_take_part_as_it_is_moved(tab: Tab) -> None:
    guide = tab.page.get_by_role("complementary", name="Guide")
    tab.press(BEGIN)
    expect(guide.get_by_role("heading", level=2)).to_have_text("You facilitate session 1")
    expect(tab.posts.last).to_contain_text("You facilitate: Listen first")
    expect(tab.posts.last).to_contain_text("7 here")
    tab.press("Bring: The company's OKRs")
    tab.field("The company's OKRs").fill(GOALS)
    tab.press("Show it")
    expect(tab.window).to_have_count(0)
    guide.get_by_role("button", name="Go to #explore").click()
    expect(tab.posts.last).to_contain_text("Help comes before the call")
    tab.go("3 replies")
    expect(tab.page.get_by_role("log", name="Replies")).to_contain_text("once by mistake?")
    guide.get_by_role("button", name="Open your cockpit").click()
    tab.press("Next")
    expect(tab.posts.last).to_contain_text("You facilitate: How we could contribute")
    expect(tab.posts.last).to_contain_text("6 of 8 done")
    guide.get_by_role("button", name="Go to #explore").click()
    tab.press("Write")
    tab.field("An idea").fill("A postcard from the branch")
    tab.press("I'm done")
    expect(tab.window).to_have_count(0)
    expect(tab.posts.last).to_contain_text("7 of 8 done")
    expect(guide).to_contain_text("7 of 8 are done")
    guide.get_by_role("button", name="Open your cockpit").click()
    tab.press("Next")
    guide.get_by_role("button", name="Go to #explore").click()
    tab.page.locator(".replies").last.click()
    replies = tab.page.get_by_role("log", name="Replies")
    expect(replies).to_contain_text("A postcard from the branch")
    expect(replies).to_contain_text(IDEAS["Emre"][0].note)
    assert tab.too_wide() == 0

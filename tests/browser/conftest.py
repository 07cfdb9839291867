"""What browser tests need: one Chromium, and a scene whose page stands open in it."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, expect

from demo.browser import launched
from demo.gallery.hanging import hung
from sandbox.page.app import serve_page
from sandbox.page.companion import Card, Deed, Offer, Stop
from tests.browser.chromium import chromium_or_skip
from tests.browser.tab import Tab
from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene, open_scene

PATIENCE_MS = 30_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this test process."""
    expect.set_options(timeout=PATIENCE_MS)
    with launched(chromium_or_skip()) as browser:
        yield browser


class Guide:
    """A companion that can travel to a scene's great moments."""

    def __init__(self) -> None:
        """Beside a scene that is about to open."""
        self.scene: Scene | None = None
        self._stops = {"friday": FRIDAY_2PM, "monday": MONDAY_10AM}
        self.taken: list[tuple[str, str]] = []
        self.tabs: list[int] = []

    def card(self, user_id: str) -> Card:
        """Two stops, and two offers of which one cannot be taken up."""
        stops = [Stop(key, key.capitalize(), moment) for key, moment in self._stops.items()]
        tea = Offer("Make tea", "There is time for tea.", Deed(take="tea"))
        cake = Offer("Bake a cake", "Or for a cake.", Deed(take="cake"), "The oven is cold.")
        return Card("You are in a test", "Two moments to travel to.", offers=[tea, cake], stops=stops)

    def travel(self, stop: str) -> None:
        """Go there, and let the bot do what is due."""
        if self.scene is not None:
            self.scene.travel_to(self._stops[stop])

    def take(self, offer: str, user_id: str) -> None:
        """Write down what was taken up, and by whom."""
        self.taken.append((offer, user_id))

    def watched(self, tabs: int) -> None:
        """Write down how many look."""
        self.tabs.append(tabs)

    def first(self) -> Deed:
        """Whoever comes first."""
        return Deed()


@pytest.fixture
def guide() -> Guide:
    """Who stands beside the page."""
    return Guide()


@pytest.fixture
def scene(sqlite_url: str, guide: Guide) -> Iterator[Scene]:
    """The local Slack with its page, the real bot, and a team of Ada (lead), Ben, Cleo and Dan."""
    with open_scene(sqlite_url) as opened:
        opened.set_up("Ada", "Ben", "Cleo", "Dan")
        guide.scene = opened
        serve_page(opened.slack, guide, hung())
        yield opened


Opener = Callable[..., Tab]


@pytest.fixture
def look(chromium: Browser, scene: Scene) -> Iterator[Opener]:
    """Opens the page as somebody: `look("Ben", width=400, dark=True)`. Fails where the page's own script failed."""
    tabs: list[Tab] = []

    def opened(name: str, *, width: int = 1400, height: int = 850, dark: bool = False, path: str = "") -> Tab:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        tabs.append(Tab(context.new_page(), scene.slack.base, scene.people[name].id))
        tabs[-1].open(path)
        return tabs[-1]

    yield opened
    for tab in tabs:
        tab.page.context.close()
    assert [trouble for tab in tabs for trouble in tab.troubles] == []


def exported(scene: Scene) -> str:
    """Ada begins session 0 and exports it; the canvas's address, without the server."""
    for typed in ("/okra session 0", "/okra export"):
        scene.people["Ada"].command(typed, scene.channel)
        scene.settle()
    (canvas,) = scene.slack.world.canvases
    return f"/docs/{scene.slack.workspace.id}/{canvas}"


def friday(scene: Scene) -> datetime:
    """Friday 14:00: the prompts have come."""
    scene.travel_to(FRIDAY_2PM)
    return FRIDAY_2PM

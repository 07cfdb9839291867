"""The page in a browser tab, by what a person finds on it: roles and names, not markup."""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, expect

from sandbox.page.parts import initials

CONNECTED = "[data-phx-main].phx-connected"


@dataclass
class Tab:
    """One browser tab, looking as one person. `clicks` counts what the mouse did."""

    page: Page
    base: str
    me: str
    troubles: list[str] = field(default_factory=list)
    clicks: int = 0

    def open(self, path: str = "") -> None:
        """Go there, and wait until the page is live."""
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._hear)
        self.page.goto(f"{self.base}{path or f'/?as={self.me}'}")
        if not path:
            self.live()

    def live(self) -> None:
        """Wait until the page answers."""
        self.page.wait_for_selector(CONNECTED)

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.troubles.append(message.text)

    def become(self, name: str) -> None:
        """Be somebody else, and wait until the page shows what that person sees."""
        self.page.get_by_label("You are").select_option(label=name)
        expect(self.page.locator("#be .face")).to_have_text(initials(name))

    def button(self, name: str, within: Locator | None = None) -> Locator:
        """A button by its whole name."""
        return (within or self.page).get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        """Press the last button of that name: the newest message stands at the bottom."""
        self.button(name).last.click()
        self.clicks += 1

    def go(self, name: str) -> None:
        """Open a conversation, a tab or a thread by its link."""
        self.page.get_by_role("link", name=re.compile(rf"^{re.escape(name)}( \d+ unread)?$")).first.click()

    @property
    def window(self) -> Locator:
        """The modal."""
        return self.page.get_by_role("dialog")

    def field(self, label: str | re.Pattern[str]) -> Locator:
        """A field of the modal by its label."""
        return self.window.get_by_label(label)

    def sees(self, words: str) -> Locator:
        """Wait until words stand somewhere."""
        found = self.page.get_by_text(words).last
        expect(found).to_be_visible()
        return found

    @property
    def posts(self) -> Locator:
        """The messages of the open conversation."""
        return self.page.get_by_role("log", name="Messages").get_by_role("article")

    def say(self, words: str) -> None:
        """Type in the composer and press Enter."""
        box = self.page.locator("#text-talk")
        box.fill(words)
        box.press("Enter")

    def too_wide(self) -> int:
        """By how many pixels the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

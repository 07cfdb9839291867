"""`make screenshots`: the pictures in the README and in docs/, taken of the real bot in a real browser."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page
from rich.console import Console

from demo.browser import MISSING, find, launched
from demo.calendar import BEGINNING
from demo.guide import Guide
from demo.quarter import Quarter
from demo.stage import Stage
from sandbox.page.app import serve_page

OUT: Final = Path("docs/pictures")
WIDE: Final = (1440, 900)
PHONE: Final = (400, 800)


def main(argv: list[str] | None = None) -> int:
    """Live to week 6, take the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help=f"where they are put (default {OUT})")
    out = parser.parse_args(argv).out
    console = Console(highlight=False)
    executable = find()
    if executable is None:
        console.print(MISSING)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    with Stage(BEGINNING) as stage, console.status("Living to week 6 …") as status:
        guide = Guide(Quarter(stage), lambda progress: status.update(progress.doing if progress else "Looking around"))
        address = serve_page(stage.slack, guide)
        guide.begin()
        with launched(executable) as browser:
            _take(browser, address, stage, guide, out)
    for taken in sorted(out.glob("*.png")):
        console.print(str(taken))
    return 0


def _take(browser: Browser, address: str, stage: Stage, guide: Guide, out: Path) -> None:
    dana = f"{address}?as={stage.people['Dana'].id}"
    explore = f"{dana}&in={stage.channel.id}"
    _shot(browser, dana, out / "quarter.png", lambda page: None)
    _shot(browser, dana, out / "check-in.png", _open_check_in, of="#window")
    _shot(browser, dana, out / "phone.png", _open_check_in, size=PHONE, dark=True)
    _shot(browser, dana, out / "home.png", _open_home, of="#main")
    guide.travel("digest")
    _shot(
        browser, dana, out / "digest.png", lambda page: None, of=".post:has(img.picture) >> nth=-1", size=(1440, 1800)
    )
    _shot(browser, explore, out / "result.png", lambda page: None, of=".post:has-text('answered') >> nth=-1")
    _shot(browser, explore, out / "dark.png", lambda page: page.locator(".replies").last.click(), dark=True)


def _shot(
    browser: Browser,
    address: str,
    file: Path,
    before: Callable[[Page], object],
    *,
    of: str = "",
    size: tuple[int, int] = WIDE,
    dark: bool = False,
) -> None:
    """One picture: of the whole page, or of one thing on it; twice as fine as a screen of old."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light",
        device_scale_factor=1.5, reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".phx-connected")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    before(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement?.blur()")
    (page.locator(of) if of else page).screenshot(path=str(file))
    if page.locator("#window").count():
        page.keyboard.press("Escape")
        page.wait_for_selector("#window", state="detached")
    context.close()


def _open_check_in(page: Page) -> None:
    page.get_by_role("button", name="Check in", exact=True).last.click()
    page.wait_for_selector("#window")


def _open_home(page: Page) -> None:
    page.get_by_role("link", name="Home", exact=True).click()
    page.wait_for_selector(".home")


if __name__ == "__main__":
    sys.exit(main())

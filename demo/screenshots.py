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
from demo.gallery.hanging import hung
from demo.guide import Guide
from demo.quarter import Quarter
from demo.stage import Stage
from demo.workshop.colleagues import Colleagues
from demo.workshop.driving import NEXT
from demo.workshop.hints import SESSION
from demo.workshop.room import Turn
from demo.workshop.words import THREE_TAPS
from sandbox.page.app import serve_page

OUT: Final = Path("docs/pictures")
WIDE: Final = (1440, 900)
PHONE: Final = (400, 800)
PLAN: Final = "sessions-plan-of-a-large-team"
"""The quarter's plan in the gallery."""
QUICK: Final = 0.02
"""Seconds of a colleague's hesitation in a session."""
ENOUGH: Final = {
    "listen": "7 here",
    "ideas": "7 of 8",
    "blockers": "8 of 8",
    "pairs": "3 of 4",
    "draft": THREE_TAPS,
}
"""What the card says of a step when all that there is to see in the picture is there."""


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
        address = serve_page(stage.slack, guide, hung())
        guide.begin()
        with launched(executable) as browser:
            _take(browser, address, stage, guide, out)
    with Stage(BEGINNING) as stage, console.status("Running session 1 …"):
        guide = Guide(Quarter(stage, 0), pace=QUICK)
        address = serve_page(stage.slack, guide)
        guide.begin()
        _run_session(stage, guide)
        with launched(executable) as browser:
            explore = f"{address}?as={stage.people['Dana'].id}&in={stage.channel.id}"
            _shot(browser, explore, out / "session.png", lambda page: None)
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
    _shot(browser, explore, out / "dark.png", _open_thread, dark=True)
    gallery = f"{address}gallery"
    _shot(browser, gallery, out / "plan.png", lambda page: None, of=f"#{PLAN} img.picture", ready=f"#{PLAN}")


def _run_session(stage: Stage, guide: Guide) -> None:
    """Session 1 up to the objection; Dana, too, is simulated for once, and moves on when all is there to be seen."""
    guide.take(SESSION, stage.people["Dana"].id)
    dana = Colleagues(stage, lambda: set(stage.people) - {"Dana"}, lambda trouble: None)

    def now() -> tuple[str, Turn | None]:
        return (dana.moment.text if dana.moment else "", dana.next())

    while (moment := dana.moment) is not None and moment.step != "agree":
        seen, turn = now()
        moves = turn is not None and turn.name.endswith(f": {NEXT}")
        if (
            turn is not None
            and turn.name.startswith(moment.step)
            and (not moves or ENOUGH.get(moment.step, "") in seen)
        ):
            dana.act(turn)
        else:
            stage.wait_for(lambda before=seen, name=turn and turn.name: _differs(now(), before, name))  # type: ignore[misc]
    stage.wait_for(lambda: "7 of 8" in now()[0])


def _differs(now: tuple[str, Turn | None], text: str, name: str | None) -> bool:
    return now[0] != text or (now[1] and now[1].name) != name


def _shot(
    browser: Browser,
    address: str,
    file: Path,
    before: Callable[[Page], object],
    *,
    of: str = "",
    size: tuple[int, int] = WIDE,
    dark: bool = False,
    ready: str = ".phx-connected",
) -> None:
    """One picture: of the whole page, or of one thing on it; twice as fine as a screen of old."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light",
        device_scale_factor=1.5, reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(ready)
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


def _open_thread(page: Page) -> None:
    page.locator(".replies").last.click()
    page.wait_for_selector("#thread .post >> nth=1")


def _open_home(page: Page) -> None:
    page.get_by_role("link", name="Home", exact=True).click()
    page.wait_for_selector(".home")


if __name__ == "__main__":
    sys.exit(main())

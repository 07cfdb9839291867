"""`make demo`: a made-up team in a local Slack, with the real bot; you open it in a browser, and may be anybody."""

import argparse
import os
import signal
import sys
import threading
import webbrowser
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.text import Text

from demo import session_story, story
from demo.calendar import BEGINNING, say
from demo.gallery.hanging import hung
from demo.guide import Guide
from demo.ports import HIGHEST, free_port
from demo.quarter import Quarter
from demo.stage import Stage
from demo.workshop.hints import SESSION
from sandbox.page import companion
from sandbox.page.app import serve_page

OUT = Path("out")
PORT = 8765
NOW = "now"
STOPS = (NOW, "next-prompt", "digest", "next-friday", "midpoint", "end")


def main(argv: list[str] | None = None) -> int:
    """Open the page, or tell the story; returns the exit code."""
    arguments = _read(argv)
    console = Console(width=100, highlight=False) if arguments.headless else Console(highlight=False)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if arguments.headless:
            (_tell_session if arguments.session else _tell)(console, arguments.out)
        else:
            _open(console, arguments)
    except KeyboardInterrupt:
        console.print("Stopped. Nothing is left running.")
    except OSError as trouble:
        console.print(str(trouble))
        return 1
    return 0


def _read(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="demo", description=__doc__)
    parser.add_argument("--headless", action="store_true", help="print two Fridays as a conversation instead")
    parser.add_argument(
        "--session", action="store_true",
        help="open with session 1, the others simulated; with --headless: print one that is facilitated by itself",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, default=OUT, help="with --headless: where pictures and files are put")
    parser.add_argument("--port", type=_port, default=PORT, help=f"the page's port, 0 for any (default {PORT})")
    parser.add_argument("--at", choices=STOPS, default=NOW, help="travel there first (default: week 6 of 13)")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    arguments = parser.parse_args(argv)
    if arguments.session and arguments.at != NOW:
        parser.error("--at and --session are two beginnings: choose one")
    return arguments


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= HIGHEST:
        raise ValueError
    return number


def _tell(console: Console, out: Path) -> None:
    with Stage(story.THURSDAY) as stage:
        with console.status("Starting the bot …"):
            stage.start_bot()
        story.tell(stage, console, out)


def _tell_session(console: Console, out: Path) -> None:
    with Stage(BEGINNING) as stage:
        with console.status("Starting the bot …"):
            quarter = Quarter(stage, stands_in=0)
            quarter.begin(lambda _: None)
        session_story.tell(quarter, console, out)


def _open(console: Console, arguments: argparse.Namespace) -> None:
    port = free_port(arguments.port)
    if port != arguments.port:
        console.print(f"Port {arguments.port} is taken; this demo takes {port}.")
    with Stage(BEGINNING, port) as stage:
        quarter = Quarter(stage, 0) if arguments.session else Quarter(stage)
        watch = _Watch(console)
        guide = Guide(quarter, watch, opens=SESSION if arguments.session else "")
        address = serve_page(stage.slack, guide, hung())
        console.print(f"\n  Explore's Slack is at  {address}\n", soft_wrap=True)
        if not arguments.no_browser and _has_display():
            webbrowser.open(address)
        with watch.bar:
            guide.begin()
            if arguments.at != NOW:
                guide.travel(arguments.at)
        for trouble in quarter.trouble:
            _complain(console, trouble)
        quarter.on_trouble = lambda trouble: _complain(console, trouble)
        console.print(f"It is {say(quarter.now())} for the team. Open the page and be Dana. Ctrl-C ends it.")
        threading.Event().wait()


def _complain(console: Console, trouble: str) -> None:
    console.print(Text(f"Not as told: {trouble}"))


class _Watch:
    """Shows in the terminal how far the story is."""

    def __init__(self, console: Console) -> None:
        self.bar = Progress(BarColumn(), TextColumn("{task.description}"), console=console, transient=True)
        self._task = self.bar.add_task("Starting", total=1.0)

    def __call__(self, progress: companion.Progress | None) -> None:
        """Something goes on, or nothing does."""
        share, doing = (progress.share, progress.doing) if progress else (1.0, "")
        self.bar.update(self._task, completed=share, description=doing)


def _has_display() -> bool:
    """Whether a browser that we open would be seen."""
    shown = sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return sys.stdout.isatty() and shown


if __name__ == "__main__":
    sys.exit(main())

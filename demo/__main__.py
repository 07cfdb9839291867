"""`make demo`: a made-up team lives two Fridays against the local Slack, through the real bot, and you read along."""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from demo.stage import Stage
from demo.story import THURSDAY, tell

OUT = Path("out")


def main(argv: list[str] | None = None) -> int:
    """Tell the story; returns the exit code."""
    parser = argparse.ArgumentParser(prog="demo", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="where the digest's picture is put")
    arguments = parser.parse_args(argv)
    console = Console(width=100, highlight=False)
    with Stage(THURSDAY) as stage:
        with console.status("Starting the bot …"):
            stage.start_bot()
        tell(stage, console, arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`make bench`: speed, as ratios against a floor measured in the same run, so that noisy machines do not lie."""

import sys

from rich.console import Console
from rich.table import Table

from bench.measures import MEASURES


def main() -> int:
    """Measure everything and print one row each; returns the exit code."""
    console = Console()
    table = Table("what", "median", "floor", "ratio", "floor is")
    for measure in MEASURES:
        with console.status(f"{measure.what} …"):
            result = measure.run()
        table.add_row(measure.what, _ms(result.median), _ms(result.floor), f"{result.ratio:.2f}", measure.floor)
    console.print(table)
    return 0


def _ms(seconds: float) -> str:
    return f"{seconds * 1_000:.2f} ms"


if __name__ == "__main__":
    sys.exit(main())

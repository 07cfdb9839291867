"""What a report's messages show besides the report."""

from dataclasses import dataclass

from okra.cycle_report import CycleReport


@dataclass(frozen=True, slots=True)
class Told:
    """A report, and the day that it is of, in words ("Fri 2 Oct"). `under` is the ts of the message above a thread."""

    report: CycleReport
    as_of: str
    under: str = ""

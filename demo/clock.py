"""One clock for two processes: a file says how far from real time the story is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path


def real() -> datetime:
    """The real time, aware UTC."""
    return datetime.now(UTC)  # noqa: TID251 the demo's one look at the real clock


class SharedClock:
    """Real time plus the offset in a file, so that the story's time goes on by itself between its jumps."""

    def __init__(self, file: Path) -> None:
        """Read, or be written, at `file`."""
        self.file = file

    def now(self) -> datetime:
        """The story's time, aware UTC."""
        seconds = float(self.file.read_text(encoding="ascii")) if self.file.exists() else 0.0
        return real() + timedelta(seconds=seconds)

    def travel_to(self, moment: datetime) -> None:
        """From now on the story is at `moment`. Never backwards: a bot cannot unsay things."""
        seconds = (moment - real()).total_seconds()
        part = self.file.with_suffix(".part")
        part.write_text(str(seconds), encoding="ascii")
        part.replace(self.file)

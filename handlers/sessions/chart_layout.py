"""Where everything stands in the plan's picture, in inches from its upper left corner; nothing is drawn here.

Every milestone has a line of words and, below it, its bar: so a bar has nothing beside it, and an arrow leaves and
reaches it there without running through words.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto
from typing import Final, Protocol

from handlers.kit.text import plural, trim
from handlers.sessions.chart_routes import Box, Route, routes
from handlers.sessions.values import PlanChart
from okra.milestone import Effort, MilestoneKind
from okra.plan import QuarterPlan
from okra.plan_parts import Head, Level, Part, Row, numbers, parts, under_heads

WIDTH: Final = 6.0
LEFT, RIGHT = 0.24, 5.76
"""Where the weeks begin and end; beside them arrows find a way that is always free."""
TITLE, DATES, WEEKS, LINE, FOOT = 0.5, 0.24, 0.24, 0.26, 0.26
"""Heights: of the title, the weeks' dates and numbers, a line of a heading, a line at the bottom."""
WORDS, BAR, ROW = 0.2, 0.17, 0.45
"""Heights: of letters' room, a bar, both with the space around them."""
BAND_GAP, GAP, SPACE = 0.12, 0.05, 0.07
"""Above an objective; above a key result; between words that stand for themselves."""
INSET: Final = 0.03
"""Of a bar in its weeks, on both sides."""
MOST_NUMBERS: Final = 16
"""With more weeks only every second one has its number."""
HIGH: Final = 4.0
"""Inches of rows from which on the weeks are numbered below them too."""
INSTEAD: Final = "see the text"
"""For words that the font cannot draw."""
SIGNS: Final[Mapping[MilestoneKind, str]] = {
    MilestoneKind.FEATURE: "■",
    MilestoneKind.EXPERIMENT: "◆",
    MilestoneKind.SPIKE: "?",
    MilestoneKind.PLATFORM: "▲",
}
MOST_NAMED: Final = 3
"""Numbers of other parts' milestones that are told beside one."""


class Look(Enum):
    """How words look."""

    TITLE = auto()
    STRONG = auto()
    PLAIN = auto()
    SIGN = auto()
    """In the colour of a milestone's kind."""
    ON_BAR = auto()


class Type(Protocol):
    """What is known of letters."""

    def width(self, words: str, look: Look) -> float:
        """Inches that words take."""

    def drawable(self, words: str) -> str:
        """The words on one line without what cannot be drawn; "" where too little would be left."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a box that is as wide as they are; `kind` is a milestone's, for its colour."""

    text: str
    box: Box
    look: Look
    kind: MilestoneKind | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A milestone's bar."""

    box: Box
    row: Row


@dataclass(slots=True)
class Sheet:
    """The whole picture; `top` and `bottom` are those of the weeks' lines."""

    height: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    weeks: tuple[float, ...] = ()
    """Where each week begins, and the last one ends."""
    crowded: tuple[int, ...] = ()
    words: list[Words] = field(default_factory=list)
    bands: list[Box] = field(default_factory=list)
    """Behind each objective."""
    pieces: list[Piece] = field(default_factory=list)
    routes: tuple[Route, ...] = ()


def sheet(data: PlanChart, part: Part, letters: Type) -> Sheet:
    """One part of a plan, laid out."""
    return _Layout(data, part, letters).done()


class _Layout:
    """Goes down the sheet."""

    def __init__(self, data: PlanChart, part: Part, letters: Type) -> None:
        self._data, self._part, self._letters = data, part, letters
        self._plan = data.plan
        self._numbered = numbers(data.plan)
        self._drawn = {row.milestone.key for row in part.rows if row.bar and row.milestone}
        week = (RIGHT - LEFT) / self._plan.weeks
        self._sheet = Sheet(
            weeks=tuple(LEFT + week * at for at in range(self._plan.weeks + 1)), crowded=self._plan.overcommitted
        )
        self._y = 0.1

    def done(self) -> Sheet:
        """All of it, from the top."""
        self._title()
        self._dates()
        self._numbers()
        self._sheet.top = self._y
        for above, row in under_heads(self._part.rows):
            for head in above:
                self._head(head)
            self._row(row)
        self._y += GAP
        self._sheet.bottom = self._y
        if self._sheet.bottom - self._sheet.top > HIGH:
            self._numbers()
        boxes = {piece.row.milestone.key: piece.box for piece in self._sheet.pieces if piece.row.milestone}
        self._sheet.routes = routes(self._plan.arrows, boxes, [words.box for words in self._sheet.words], LEFT, RIGHT)
        self._y += 0.06
        for line in _flowed(self._legend(), RIGHT - LEFT, self._width):
            self._say(line, LEFT, FOOT)
            self._y += FOOT
        self._sheet.height = self._y + 0.1
        return self._sheet

    def _width(self, words: str) -> float:
        return self._letters.width(words, Look.PLAIN)

    def _say(
        self, words: str, left: float, height: float, look: Look = Look.PLAIN, kind: MilestoneKind | None = None
    ) -> float:
        """Words in the middle of a line that begins here; returns where they end."""
        right = left + self._letters.width(words, look)
        top = self._y + (height - WORDS) / 2
        self._sheet.words.append(Words(words, Box(left, top, right, top + WORDS), look, kind))
        return right

    def _title(self) -> None:
        part = f" ({self._part.number} of {self._part.of})" if self._part.of > 1 else ""
        title = self._letters.drawable(self._data.title) or "The quarter's plan"
        room = RIGHT - LEFT - self._letters.width(part, Look.TITLE)
        self._say(f"{cut(title, room, lambda said: self._letters.width(said, Look.TITLE))}{part}",
                  LEFT, TITLE - 0.1, Look.TITLE)  # fmt: skip
        self._y += TITLE - 0.1

    def _dates(self) -> None:
        """Every fourth week's first day, and what the numbers below are."""
        end = RIGHT - self._width("week")
        for at in range(0, self._plan.weeks, 4) if self._data.start else ():
            said = _day(self._data.start, at)
            if self._sheet.weeks[at] + self._width(said) < end - 0.1:
                self._say(said, self._sheet.weeks[at], DATES)
        self._say("week", end, DATES)
        self._y += DATES

    def _numbers(self) -> None:
        every = 1 if self._plan.weeks <= MOST_NUMBERS else 2
        for at in range(0, self._plan.weeks, every):
            self._in_week(str(at + 1), at, Look.STRONG if at + 1 in self._sheet.crowded else Look.PLAIN)
        self._y += WEEKS
        if self._sheet.crowded:
            for week in self._sheet.crowded:
                self._in_week("!", week - 1, Look.STRONG)
            self._y += WEEKS - 0.04

    def _in_week(self, words: str, at: int, look: Look) -> None:
        middle = (self._sheet.weeks[at] + self._sheet.weeks[at + 1]) / 2
        self._say(words, middle - self._letters.width(words, look) / 2, WEEKS, look)

    def _head(self, head: Head) -> None:
        look = Look.STRONG if head.level in (Level.OBJECTIVE, Level.KEY_RESULT, Level.LOOSE) else Look.PLAIN
        words = head._replace(words=self._letters.drawable(head.words) or INSTEAD).said
        self._y += {Level.OBJECTIVE: BAND_GAP, Level.HYPOTHESIS: 0.0, Level.SUPPORTS: 0.0}.get(head.level, GAP)
        top = self._y
        for line in wrapped(words, RIGHT - LEFT, lambda said: self._letters.width(said, look)):
            self._say(line, LEFT, LINE, look)
            self._y += LINE
        if head.level in (Level.OBJECTIVE, Level.SUPPORTS):
            self._sheet.bands.append(Box(0.12, top, WIDTH - 0.12, self._y))

    def _row(self, row: Row) -> None:
        if row.milestone is None:
            self._say("Nothing is planned for this yet.", LEFT, LINE)
            self._y += LINE
            return
        left = right = LEFT
        if row.bar:
            left = self._sheet.weeks[row.bar.first - 1] + INSET
            right = self._sheet.weeks[row.bar.last] - INSET
        self._label(row, left)
        self._y += WORDS + 0.02
        if row.bar:
            box = Box(left, self._y, right, self._y + BAR)
            self._sheet.pieces.append(Piece(box, row))
            self._on_bar(row, box)
            self._y += ROW - WORDS - 0.02
        else:
            self._y += LINE - WORDS

    def _label(self, row: Row, left: float) -> None:
        """A milestone's sign, number, name and what else is to be known, from its bar's beginning where they fit."""
        one = row.milestone
        assert one is not None
        lead = (SIGNS[one.kind], Look.SIGN), (str(row.number), Look.STRONG)
        after = self._after(row)
        taken = [self._letters.width(said, look) for said, look in (*lead, (after, Look.PLAIN))]
        room = RIGHT - LEFT - sum(taken) - SPACE * len(taken)
        name = cut(self._letters.drawable(one.title) or INSTEAD, room, self._width)
        at = min(left, LEFT + room - self._width(name))
        for said, look in (*lead, (name, Look.PLAIN), *([(after, Look.PLAIN)] if after else [])):
            at = self._say(said, at, WORDS, look, one.kind) + SPACE

    def _after(self, row: Row) -> str:
        """The marks behind a milestone's name: a risk, and what it needs of other parts."""
        one = row.milestone
        assert one is not None
        late = {arrow.needed for arrow in self._plan.arrows if arrow.by == one.key and arrow.late}
        needed = sorted((set(one.needs) & set(self._numbered)) - self._drawn, key=self._numbered.__getitem__)
        said = [f"{self._numbered[key]}{' (late)' if key in late else ''}" for key in needed]
        more = "…" if len(said) > MOST_NAMED else ""
        after = f"· after {', '.join(said[:MOST_NAMED])}{more}" if said and row.bar else ""
        return f"{'⚠ ' if one.risks else ''}{after}".rstrip()

    def _on_bar(self, row: Row, box: Box) -> None:
        assert row.bar is not None
        assert row.milestone is not None
        said = f"{row.milestone.effort or ''}{'►' if row.bar.cut else ''}"
        if said:
            room = box.right - box.left
            said = said if self._letters.width(said, Look.ON_BAR) <= room else said[0]
            left = (box.left + box.right - self._letters.width(said, Look.ON_BAR)) / 2
            right = left + self._letters.width(said, Look.ON_BAR)
            self._sheet.words.append(Words(said, Box(left, box.top, right, box.bottom), Look.ON_BAR))

    def _legend(self) -> Iterator[str]:
        """What the signs mean, as far as they are there."""
        here = [row for row in self._part.rows if row.milestone]
        kinds = {row.milestone.kind for row in here if row.milestone}
        yield from (f"{sign} {kind}" for kind, sign in SIGNS.items() if kind in kinds)
        if any(row.milestone and row.milestone.effort for row in here):
            yield "bar: " + ", ".join(f"{effort} {effort.weeks}" for effort in Effort) + " weeks"
        if any(row.bar and row.milestone and not row.milestone.effort for row in here):
            yield "dotted: no effort yet"
        if any(row.bar and row.bar.cut for row in here):
            yield "► goes on after the cycle"
        if any(not route.late for route in self._sheet.routes):
            yield "→ is needed for"
        if any(route.late for route in self._sheet.routes):
            yield "⇢ needed, but too late"
        if any(row.milestone and row.milestone.risks for row in here):
            yield "⚠ risk"
        if self._plan.overcommitted:
            yield f"! too much at once for {plural(self._plan.people, 'person', 'people')}"


def _day(start: date | None, weeks: int) -> str:
    return f"{start + timedelta(weeks=weeks):%-d %b}" if start else ""


def cut(words: str, room: float, width: Callable[[str], float]) -> str:
    """The words as far as they fit into so many inches, with "…" where something is missing."""
    if width(words) <= room:
        return words
    least, most = 1, len(words)
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if width(trim(words, middle)) <= room else (least, middle - 1)
    return trim(words, least)


def wrapped(words: str, room: float, width: Callable[[str], float], most: int = 2) -> list[str]:
    """The words in so many lines at most; where there are more, the last line says so with "…"."""
    lines: list[str] = []
    rest = words
    while rest and len(lines) < most - 1 and width(rest) > room:
        head = cut(rest, room, width).removesuffix("…")
        at = head.rfind(" ") if rest[len(head) : len(head) + 1] != " " else len(head)
        head = head[:at] if at > 0 else head
        lines.append(head)
        rest = rest[len(head) :].lstrip()
    return [*lines, cut(rest, room, width)]


def _flowed(pieces: Iterator[str], room: float, width: Callable[[str], float]) -> list[str]:
    """Pieces one behind the other, in as many lines as they take."""
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]} · {piece}" if lines else piece
        if lines and width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def part_of(data: PlanChart) -> Part | None:
    """The part that is wanted; None where the plan has become shorter than that."""
    found = parts(data.plan)
    return found[data.part - 1] if data.part <= len(found) else None


def overview(plan: QuarterPlan) -> str:
    """How large a plan is."""
    return f"{plural(len(plan.bars), 'milestone')} over {plural(plan.weeks, 'week')}"

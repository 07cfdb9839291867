"""The quarter's plan as a picture: what hangs on what from the company's goal down, and when each milestone is due.

Never colour alone: each kind has its own sign, each effort its letter and width, crowded weeks are hatched and marked,
what comes too late is a dashed arrow. The paper has an edge, so that it stands as well in dark surroundings.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from handlers.kit.drawing import BAND, INK, INKS, PAPER, TRACK, drawable, figure_of, halo, png_of, width_of
from handlers.kit.elements import Picture
from handlers.kit.text import listing, one_line, plural, trim
from handlers.sessions.chart_layout import WIDTH, Look, Piece, Sheet, Words, overview, sheet
from handlers.sessions.chart_routes import HEAD, Point, Route
from handlers.sessions.values import PlanChart
from okra.milestone import MilestoneKind
from okra.plan import Bar
from okra.plan_parts import Part, Row, numbers, under_heads

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZES: Final[Mapping[Look, int]] = {Look.TITLE: 15}
SMALLEST: Final = 12
"""Points: 10 pixels where the picture is shown 360 wide."""
INK_OF: Final[Mapping[MilestoneKind, str]] = {
    MilestoneKind.FEATURE: INKS[0],
    MilestoneKind.EXPERIMENT: INKS[1],
    MilestoneKind.SPIKE: INKS[3],
    MilestoneKind.PLATFORM: INKS[2],
}
LATE: Final = INKS[4]
OBJECTIVE: Final = "#e4eaf2"
"""Behind an objective: dark words on it are as readable as on paper."""
LONGEST_ALT: Final = 2_000
"""Slack's limit of an image's alt text (slack.dev: image block)."""


class _Letters:
    """The letters that pictures are written in."""

    def width(self, words: str, look: Look) -> float:
        return width_of(words, SIZES.get(look, SMALLEST), strong=look is not Look.PLAIN)

    def drawable(self, words: str) -> str:
        return drawable(words, "", 400)


LETTERS: Final = _Letters()


def draw(data: PlanChart, part: Part) -> Picture:
    """A PNG of a part of the plan, 960 px wide, that reads at 360 px too."""
    laid_out = sheet(data, part, LETTERS)
    figure = figure_of(WIDTH, laid_out.height)
    figure.patch.set_edgecolor(TRACK)
    figure.patch.set_linewidth(4)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(laid_out.height, 0)
    _draw_weeks(axes, laid_out)
    for piece in laid_out.pieces:
        _draw_bar(axes, piece)
    for route in laid_out.routes:
        _draw_arrow(axes, route)
    for words in laid_out.words:
        _draw_words(axes, words, on_paper=not any(band.meets(words.box) for band in laid_out.bands))
    return Picture(png=png_of(figure), alt=alt_text(data, part), filename=_name(part))


def _name(part: Part) -> str:
    return "quarter-plan.png" if part.number == 1 else f"quarter-plan-{part.number}.png"


def _draw_weeks(axes: "Axes", laid_out: Sheet) -> None:
    """Lines between the weeks, hatches in those that are too full, and a band behind each objective."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415 260 ms that only a picture needs

    top, height = laid_out.top, laid_out.bottom - laid_out.top
    for week in laid_out.crowded:
        left, right = laid_out.weeks[week - 1 : week + 1]
        axes.add_patch(
            Rectangle(
                (left, top), right - left, height, facecolor=BAND, edgecolor=TRACK, hatch="//", linewidth=0, zorder=0
            )
        )
    axes.vlines(laid_out.weeks, top, laid_out.bottom, color=TRACK, linewidth=0.8, zorder=0)
    for band in laid_out.bands:
        wide, high = band.right - band.left, band.bottom - band.top
        axes.add_patch(Rectangle((band.left, band.top), wide, high, facecolor=OBJECTIVE, linewidth=0, zorder=1))
    axes.hlines((top, laid_out.bottom), laid_out.weeks[0], laid_out.weeks[-1], color=TRACK, linewidth=0.8, zorder=1)


def _draw_bar(axes: "Axes", piece: Piece) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415 as above

    box, milestone = piece.box, piece.row.milestone
    if milestone is not None:
        ink, known = INK_OF[milestone.kind], milestone.effort is not None
        axes.add_patch(Rectangle(
            (box.left, box.top), box.right - box.left, box.bottom - box.top, facecolor=ink if known else PAPER,
            edgecolor=ink, linewidth=1.4, linestyle="-" if known else ":", zorder=3,
        ))  # fmt: skip


def _draw_arrow(axes: "Axes", route: Route) -> None:
    from matplotlib.patches import Polygon  # noqa: PLC0415 as above

    ink = LATE if route.late else INK
    (before, tip), line = route.points[-2:], list(route.points)
    back = _towards(tip, before)
    line[-1] = Point(tip.x + back.x * HEAD * 0.8, tip.y + back.y * HEAD * 0.8)
    axes.plot([point.x for point in line], [point.y for point in line], color=ink, linewidth=1.5, zorder=4,
              linestyle=(0, (3, 1.5)) if route.late else "-", solid_joinstyle="round")  # fmt: skip
    base = Point(tip.x + back.x * HEAD, tip.y + back.y * HEAD)
    half = HEAD * 0.42
    corners = (tip, (base.x + back.y * half, base.y + back.x * half), (base.x - back.y * half, base.y - back.x * half))
    axes.add_patch(Polygon(corners, facecolor=ink, linewidth=0, zorder=4))


def _towards(one: Point, other: Point) -> Point:
    """The direction, of length 1, for a way that goes straight across or straight down."""
    across, down = other.x - one.x, other.y - one.y
    return Point((across > 0) - (across < 0), (down > 0) - (down < 0))


def _draw_words(axes: "Axes", words: Words, *, on_paper: bool) -> None:
    box, on_bar = words.box, words.look is Look.ON_BAR
    ink = INK_OF[words.kind] if words.look is Look.SIGN and words.kind is not None else INK
    axes.text(
        box.left, (box.top + box.bottom) / 2 + 0.065 * SIZES.get(words.look, SMALLEST) / SMALLEST, words.text,
        fontsize=SIZES.get(words.look, SMALLEST), color=PAPER if on_bar else ink,
        fontweight="normal" if words.look is Look.PLAIN else "bold", va="baseline", parse_math=False,
        zorder=5 if on_bar else 2, path_effects=[halo()] if on_paper and not on_bar else [],
    )  # fmt: skip


def alt_text(data: PlanChart, part: Part) -> str:
    """The picture in words, for those who cannot see it: what hangs on what, and when."""
    plan = data.plan
    of = f", part {part.number} of {part.of}" if part.of > 1 else ""
    said = [f"{one_line(data.title, 150)}{of}: {overview(plan)}"]
    if plan.overcommitted:
        weeks = listing([str(week) for week in plan.overcommitted])
        many = "s" if len(plan.overcommitted) > 1 else ""
        said.append(f"Too much at once for {plural(plan.people, 'person', 'people')} in week{many} {weeks}")
    if late := sum(arrow.late for arrow in plan.arrows):
        said.append(f"{plural(late, 'milestone')} would come too late for what needs {'it' if late == 1 else 'them'}")
    known = numbers(plan)
    for above, row in under_heads(part.rows):
        said += [_capital(one_line(head.said, 90)) for head in above]
        said.append(_told(row, known))
    return trim(". ".join(said), LONGEST_ALT)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _told(row: Row, known: Mapping[str, int]) -> str:
    if row.milestone is None:
        return "Nothing is planned for this yet"
    when = f", {_when(row.bar)}" if row.bar else ""
    needs = sorted(known[key] for key in set(row.milestone.needs) if key in known)
    after = f", after {', '.join(map(str, needs))}" if needs and row.bar else ""
    risk = ", at risk" if row.milestone.risks else ""
    return f"{row.number}, {one_line(row.milestone.title, 60)}: {row.milestone.kind}{when}{after}{risk}"


def _when(bar: Bar) -> str:
    """A bar's weeks."""
    return f"week {bar.first}" if bar.first == bar.last else f"weeks {bar.first} to {bar.last}"

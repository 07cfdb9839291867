"""Team Explore as the samples see it: who is in it, where its OKRs stand, and which Friday it is."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from okra.calendar import Rhythm, Week
from okra.okr import Hypothesis, KeyResult, Measure, MeasureKind, Objective

TEAM_ID = 7
TEAM = "Explore"
CYCLE = "Q3 2026"
CHANNEL = "C0EXPLORE"
DANA, BEN, CHIARA, DIEGO, EMRE, FATIMA, GORAN, HANA = (
    f"U0{name}" for name in ("DANA", "BEN", "CHIARA", "DIEGO", "EMRE", "FATIMA", "GORAN", "HANA")
)
NAMES = {
    DANA: "Dana",
    BEN: "Ben",
    CHIARA: "Chiara",
    DIEGO: "Diego",
    EMRE: "Emre",
    FATIMA: "Fatima",
    GORAN: "Goran",
    HANA: "Hana",
}

WEEK = Week(2026, 36)
NOW = datetime(2026, 9, 4, 12, tzinfo=UTC)
"""Friday, 14:00 in Berlin: the check-in opens."""
CLOSED = datetime(2026, 9, 7, 8, tzinfo=UTC)
"""Monday, 10:00 in Berlin: it closes."""
CLOSES = "Mon 10:00"
RHYTHM = Rhythm(zone="Europe/Berlin")

TITLE = "Make the first week seamless and confidence-boosting for new users"
SECOND_TITLE = "Let people try the product before they talk to us"
HYPOTHESIS = "If people see how far they have come, they finish the set-up."
EXPORT_BROKEN = "The analytics export has been broken since Tuesday"
LEGAL_SLOT = "Legal needs two weeks for every change of the copy"
ANDROID = "Android drops people at step two"


def ago(weeks: int, before: datetime = NOW) -> datetime:
    """So many weeks earlier."""
    return before - timedelta(weeks=weeks)


def completion(current: int | None = 71) -> KeyResult:
    """From 65 % to 90 %, Ben's, with its hypothesis."""
    return KeyResult(
        11,
        1,
        "Increase onboarding completion",
        Measure.move(Decimal(65), Decimal(90), "%"),
        owner_id=BEN,
        current=None if current is None else Decimal(current),
        current_at=None if current is None else ago(1),
        hypotheses=(Hypothesis(1, 11, HYPOTHESIS),),
    )


def engagement(current: int | None = 19) -> KeyResult:
    """From 15 % to 50 %, Emre's."""
    return KeyResult(
        12,
        1,
        "Boost tutorial engagement",
        Measure.move(Decimal(15), Decimal(50), "%"),
        owner_id=EMRE,
        current=None if current is None else Decimal(current),
        current_at=None if current is None else ago(1),
    )


def tickets(current: int | None = 8) -> KeyResult:
    """Down by 30 %, Fatima's."""
    return KeyResult(
        13,
        1,
        "Reduce support tickets about account set-up",
        Measure.reduce_by(Decimal(30)),
        owner_id=FATIMA,
        current=None if current is None else Decimal(current),
        current_at=None if current is None else ago(1),
    )


def objective(*key_results: KeyResult) -> Objective:
    """The team's objective; without key results given, with the usual three."""
    return Objective(1, TEAM_ID, 3, TITLE, key_results=key_results or (completion(), engagement(), tickets()))


def second_objective() -> Objective:
    """Another one, with a limit to keep and something to finish."""
    return Objective(
        2,
        TEAM_ID,
        3,
        SECOND_TITLE,
        key_results=(
            KeyResult(21, 2, "Keep sign-up under two minutes", Measure.stay_below(Decimal(2), "min"), CHIARA),
            KeyResult(22, 2, "Open the sandbox to everybody", Measure.done(), GORAN, Decimal(0), ago(2)),
        ),
    )


EVERY_KIND = {
    MeasureKind.MOVE: completion(),
    MeasureKind.RAISE_BY: KeyResult(14, 1, "Raise the number of invited colleagues", Measure.raise_by(Decimal(20))),
    MeasureKind.REDUCE_BY: tickets(),
    MeasureKind.STAY_ABOVE: KeyResult(15, 1, "Keep the store rating", Measure.stay_above(Decimal("4.5"), "stars")),
    MeasureKind.STAY_BELOW: second_objective().key_results[0],
    MeasureKind.DONE: second_objective().key_results[1],
}
"""One key result of each kind."""

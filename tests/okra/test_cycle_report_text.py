"""A cycle's report as a file: everything in it, nobody's name, and no word that means anything to Markdown."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from okra.cycle_facts import CycleFacts, Held, InTheWay
from okra.cycle_report import cycle_report
from okra.cycle_report_text import as_text
from tests.okra.cycles import (
    FRIDAYS,
    OVER,
    believed,
    decision,
    earlier,
    facts,
    friday,
    grade,
    kr,
    learning,
    milestone,
    objective,
    pulse,
)

LINE = (7.0, 7.0, 7.5, 7.8, None, 6.0, 5.5, 5.0, 5.0, 5.5, 6.0, 6.2, None)


def whole() -> CycleFacts:
    """A cycle with something of everything."""
    items = (
        *milestone("A progress bar", "done", 3),
        *milestone("A tutorial", "dropped", 5, "Nobody watches it"),
        grade(8, 0.62, 0.4),
        decision(1, "change", "Measure first success"),
        learning("a", "Short is good"),
        pulse("autonomy", 6, 4.2),
    )
    return facts(
        objective(
            1,
            kr(8, 48, believed("People finish what they see", "refuted", "The same with and without")),
            kr(20, title="Calm"),
        ),
        items=items,
        confidences={1: LINE},
        turnouts=dict.fromkeys(FRIDAYS[:2], (4, 5)),
        retros=(Held(friday(7), 1), Held(friday(13), None, closing=True)),
        issues=(InTheWay("Legal needs two weeks", friday(2), friday(6)),),
        earlier=(earlier("Q2 2026", kr(3, 80), kr(4, 10), items=(pulse("autonomy", 5, 3.9),)),),
    )


def test_it_says_everything() -> None:
    assert as_text(cycle_report(whole(), OVER)) == (
        """\
# Explore: Q3 2026

1 Jul – 30 Sep 2026

**You achieved 1 of 4 key results and milestones: 25 %, down from 50 % in the cycle before.**

## Achieved

- Key results: 0 of 2 (0 %)
- Milestones: 1 of 2 (50 %)
- 1 key result has neither a score nor a value: not achieved

| cycle | key results | milestones | together |
|---|---|---|---|
| Q2 2026 | 1 of 2 | – | 50 % |
| Q3 2026 | 0 of 2 | 1 of 2 | 25 % |

## Objectives and key results

### Delight

Score 0.31 · 0 of 2 achieved · change (Measure first success)

- **Completion** (48 %, 0 % → 100 %): ◐ progress · 0.62, by its last value 0.48, scores 0.40 apart
  - Hypothesis “People finish what they see” – refuted: The same with and without
- **Calm** (no value, 0 % → 100 %): ○ no score
- At week 4 you believed 7.8 of 10; you reached 0.31: far too hopeful, by 47 points
- At week 8 you believed 5 of 10; you reached 0.31: a bit too hopeful, by 19 points
- At week 12 you believed 6.2 of 10; you reached 0.31: far too hopeful, by 31 points

For the next cycle: change 1.

## Milestones

- A progress bar: done
- A tutorial: dropped (Nobody watches it)

## How well you foresaw it

All in all far too hopeful: you believed 32 points of 100 more than came; a single guess was 32 points off on average.

- At week 4 you believed 7.8 of 10; you reached 0.31: far too hopeful, by 47 points
- At week 8 you believed 5 of 10; you reached 0.31: a bit too hopeful, by 19 points
- At week 12 you believed 6.2 of 10; you reached 0.31: far too hopeful, by 31 points

## Confidence, week by week

| objective | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| Delight | 7 | 7 | 7.5 | 7.8 | – | 6 | 5.5 | 5 | 5 | 5.5 | 6 | 6.2 | – |

## What happened on the way

- Week 2, issue raised: Legal needs two weeks
- Week 6, issue solved: Legal needs two weeks
- Week 7, retro held (Delight)
- Week 13, retro held

## Who took part

80 % of the answers came: 8 of 10 in 2 check-ins.

| week | answered | expected |
|---|---|---|
| 1 | 4 | 5 |
| 2 | 4 | 5 |

## Hypotheses

1 refuted.

## What we learned

- Short is good

## Pulse

- Autonomy: 4.2 of 5 · ↗ +0.3 (before: 3.9)
"""
    )


def test_of_an_empty_cycle_it_is_short_and_whole() -> None:
    text = as_text(cycle_report(facts(), OVER))
    assert "nothing to count" in text
    assert "No check-in is over yet." in text
    assert "| cycle |" not in text


@settings(max_examples=50)
@given(st.text(min_size=1, max_size=80))
def test_what_people_wrote_stays_words(words: str) -> None:
    """A heading, a table's edge or a list mark in somebody's words makes no line and no column more."""
    plain = as_text(cycle_report(renamed("words"), OVER))
    text = as_text(cycle_report(renamed(words), OVER))
    for mark in ("\n# ", "\n## ", "\n### ", "\n- ", "\n  - ", "\n| "):
        assert text.count(mark) == plain.count(mark)


def renamed(words: str) -> CycleFacts:
    """The whole cycle, in other words."""
    cycle = whole()
    named = tuple(replace(one, title=words) for one in cycle.record.objectives)
    items = (*cycle.record.items, learning("b", words), decision(1, "keep", words))
    issues = (InTheWay(words, friday(2), friday(6)),)
    return replace(cycle, record=replace(cycle.record, objectives=named, items=items), issues=issues)

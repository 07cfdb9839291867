"""What a session brought forth, as the seeds lay it out: a small tree of Markdown files, and the same as one zip.

The same items always give the same bytes. Source: seed 3, "Session layout suggestion".
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from okra.fact_words import details, lead
from okra.items import Item, ItemKind, by_key, of_kind
from okra.markdown import escaped
from okra.script import Script
from okra.spreadsheet import sheet

LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip: the earliest that there is, so that the same content is the same bytes."""
EMPTY: Final = "(empty)"
"""For an item without words: a bare "-" under a line of text would make a heading of that line."""

ABOUT_ANOTHER: Final = (ItemKind.PLACEMENT, ItemKind.SCORE)
"""Kinds whose words say nothing without what they hang on."""

NOBODY: Final[Mapping[str, str]] = {}
"""Names of nobody: then nobody is named."""

FILES: Final[Mapping[str, tuple[str, tuple[ItemKind, ...]]]] = {
    "company-goals.md": ("The company's goals", (ItemKind.STRATEGY,)),
    "vision.md": ("Vision", (ItemKind.VISION,)),
    "draft-objectives.md": ("Draft objectives", (ItemKind.OBJECTIVE, ItemKind.KEY_RESULT)),
    "pains-gains.md": ("Pains and gains", (ItemKind.PAIN, ItemKind.GAIN)),
    "metrics.md": ("Metrics", (ItemKind.METRIC,)),
    "hypotheses.md": ("Hypotheses", (ItemKind.HYPOTHESIS,)),
    "blockers.md": ("Blockers", (ItemKind.BLOCKER,)),
    "milestones.md": ("Milestones", (ItemKind.MILESTONE,)),
    "scores.md": ("Effort and value", (ItemKind.SCORE,)),
    "skills.md": ("Skills", (ItemKind.SKILL,)),
    "dependencies.md": ("Dependencies", (ItemKind.DEPENDENCY,)),
    "risks.md": ("Risks", (ItemKind.RISK,)),
    "votes.md": ("Votes", (ItemKind.VOTES,)),
    "clusters.md": ("Groups", (ItemKind.CLUSTER,)),
    "notes.md": ("Notes", (ItemKind.NOTE,)),
    "agreement.md": ("Agreement", (ItemKind.AGREEMENT,)),
    "attractors-detractors.md": ("Attractors and detractors", (ItemKind.ATTRACTOR, ItemKind.DETRACTOR)),
    "learnings.md": ("What we learned", (ItemKind.LEARNING,)),
    "actions.md": ("Actions and issues", (ItemKind.ACTION, ItemKind.ISSUE)),
    "grades.md": ("Scores of the key results", (ItemKind.GRADE,)),
    "verdicts.md": ("Verdicts on the hypotheses", (ItemKind.VERDICT,)),
    "outcomes.md": ("What became of the milestones", (ItemKind.OUTCOME,)),
    "decisions.md": ("Keep, change or drop", (ItemKind.DECISION,)),
    "pulse.md": ("Pulse", (ItemKind.PULSE,)),
}


def tree(
    script: Script, items: Sequence[Item], known: Iterable[Item] = (), names: Mapping[str, str] = NOBODY
) -> dict[str, str]:
    """Path → Markdown of all that a session handed on.

    `known` are items of earlier sessions that these hang on, `names` what to call people by id.
    """
    every = by_key([*known, *items])
    found: dict[str, str] = {}
    for name, (title, kinds) in FILES.items():
        mine = of_kind(items, *kinds)
        if mine:
            found[f"okra/{script.name}/{name}"] = f"# {title}\n\n{listed(mine, kinds, every, names)}\n"
    return found


def as_data(script: Script, items: Sequence[Item]) -> dict[str, str]:
    """The same for programs: JSON with everything, CSV with one line an item."""
    rows = [{"key": one.key, "kind": str(one.kind), "text": one.text, "hangs_on": list(one.hangs_on),
             "facts": dict(one.facts)} for one in items]  # fmt: skip
    whole = json.dumps({"session": script.name, "items": rows}, ensure_ascii=False, indent=1, sort_keys=True)
    return {f"okra/{script.name}/items.json": f"{whole}\n", f"okra/{script.name}/items.csv": sheet(rows)}


def listed(
    mine: Sequence[Item], kinds: Sequence[ItemKind], every: Mapping[str, Item], names: Mapping[str, str] = NOBODY
) -> str:
    """Items as a Markdown list: each under the nearest that it hangs on, or, where that is not among `mine`, with what
    it is for, as far as `every` knows it. Where `kinds` are several, each says what it is, and they follow each other.
    """
    keys = {one.key for one in mine}
    tops = sorted((item for item in mine if keys.isdisjoint(item.hangs_on[:1])), key=lambda one: kinds.index(one.kind))
    said = {item.key: _said(item, names, several=len(kinds) > 1) for item in mine}
    return "\n".join(line for item in tops for line in _lines(item, mine, every, said, 0))


def _said(item: Item, names: Mapping[str, str], *, several: bool) -> str:
    kind = f"{item.kind.replace('_', ' ').capitalize()}: " if several else ""
    words = ": ".join(filter(None, (escaped(lead(item)), escaped(item.text)))) or EMPTY
    more = "; ".join(details(item, names))
    return f"{kind}{words}{f' ({escaped(more)})' if more else ''}"


def _lines(
    item: Item, mine: Sequence[Item], every: Mapping[str, Item], said: Mapping[str, str], depth: int
) -> list[str]:
    margin = "  " * depth
    lines = [f"{margin}- {said[item.key]}"]
    above = [_named(every[key], every) for key in item.hangs_on if key in every and every[key] not in mine]
    told = [one for one in above if one.strip()]
    if told and depth == 0:
        lines.append(f"{margin}  - for: {escaped('; '.join(told[:3]))}")
    for below in mine:
        if below.hangs_on[:1] == (item.key,):
            lines += _lines(below, mine, every, said, depth + 1)
    return lines


def _named(item: Item, every: Mapping[str, Item]) -> str:
    """An item's words; of what only says something of another, a week or a score, the other's before them."""
    of = next((every[key].text for key in item.hangs_on if key in every), "") if item.kind in ABOUT_ANOTHER else ""
    return ": ".join(filter(None, (of, item.text)))


def zipped(files: Mapping[str, str]) -> bytes:
    """The tree as a zip: the same files are the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[path].encode())
    return packed.getvalue()

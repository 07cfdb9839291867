"""Which notes say much the same: suggestions for a facilitator, who accepts them one by one.

Deterministic whatever the order of the notes. A group is as alike as its least alike pair, so that one note in the
middle never chains strangers together.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process

ALIKE: Final = 62.0
"""How alike two notes are at least, of 100: near copies and rewordings that share most of their telling words."""
_SMALL: Final = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "for", "from", "get", "has", "have", "how", "i",
    "if", "in", "is", "it", "its", "more", "most", "of", "on", "or", "our", "so", "that", "the", "their", "them",
    "they", "this", "to", "us", "was", "we", "what", "when", "which", "who", "will", "with", "you", "your", "not",
    "no", "less",
})  # fmt: skip
_WORD: Final = re.compile(r"[^\W_]+")


def suggest(texts: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Keys of notes that say much the same, two or more a group, the largest group first; each note in one at most."""
    keys = [key for key in sorted(texts) if telling(texts[key])]
    if len(keys) < 2:
        return ()
    table = _likeness([" ".join(telling(texts[key])) for key in keys])
    groups = _joined(len(keys), table)
    named = [tuple(keys[at] for at in sorted(group)) for group in groups if len(group) > 1]
    return tuple(sorted(named, key=lambda group: (-len(group), group)))


def telling(text: str) -> list[str]:
    """The words of a text that say something, small words left out, the plural's s cut off."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return [_stem(word) for word in words if word not in _SMALL]


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _likeness(texts: Sequence[str]) -> list[list[float]]:
    """How alike each two are: words in common count whatever their order, but a short note is not like any long one."""
    table = process.cdist(texts, texts, scorer=fuzz.token_sort_ratio)
    shared = process.cdist(texts, texts, scorer=fuzz.token_set_ratio)
    lengths = [max(1, len(text.split())) for text in texts]
    return [
        [_together(float(table[i][j]), float(shared[i][j]), lengths[i], lengths[j]) for j in range(len(texts))]
        for i in range(len(texts))
    ]


def _together(whole: float, shared: float, one: int, other: int) -> float:
    share = min(one, other) / max(one, other)
    return max(whole, shared * (0.55 + 0.45 * share) if min(one, other) > 1 else 0.0)


def _joined(count: int, table: Sequence[Sequence[float]]) -> list[set[int]]:
    """Groups, the most alike joined first, as long as every two in a group are alike."""
    pairs = sorted(
        ((table[i][j], i, j) for i in range(count) for j in range(i + 1, count) if table[i][j] >= ALIKE),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    groups = {at: {at} for at in range(count)}
    for _, i, j in pairs:
        one, other = groups[i], groups[j]
        if one is not other and all(table[a][b] >= ALIKE for a in one for b in other):
            one |= other
            for at in other:
                groups[at] = one
    return list({id(group): group for group in groups.values()}.values())

"""What people write about, without who wrote it: for a digest that a whole channel can read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

MOST: Final = 5
"""More themes than this are no themes."""
ALIKE: Final = 0.5
"""The share of the shorter text's words that two texts must have in common to be about the same thing."""
SOMEBODY: Final = "somebody"
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_COMMON_WORDS: Final = """
about after again also because been before being could does doing down each every first from have having into just know
last like made make many more most much must need needs next only other over same should since some somebody still such
take than that their them then there these they this those through today very want week weeks well were what when where
which while will with without would yesterday your
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Theme:
    """Something that came up: in the shortest words that were used for it, and how many times."""

    text: str
    count: int


def themes(texts: Iterable[str], names: Mapping[str, str]) -> tuple[Theme, ...]:
    """Group texts that share their words; the most frequent first, at most five. `names` maps user ids to names.

    Deterministic: each text joins the first earlier group that it resembles.
    """
    groups: list[tuple[set[str], list[str]]] = []
    for text in filter(None, (" ".join(without_names(text, names).split()) for text in texts)):
        words = _words(text)
        group = next((group for group in groups if _alike(words, group[0])), None)
        if group is None:
            groups.append((words, [text]))
        else:
            group[1].append(text)
    found = [Theme(min(texts, key=len), len(texts)) for _, texts in groups]
    return tuple(sorted(found, key=lambda theme: -theme.count)[:MOST])


def without_names(text: str, names: Mapping[str, str]) -> str:
    """The text with every name, first name and user id of `names` replaced by "somebody"."""
    called = {each for user_id, name in names.items() for each in (user_id, name, *name.split()[:1]) if each.strip()}
    if not called:
        return text
    longest_first = sorted(called, key=lambda each: (-len(each), each))
    either = "|".join(re.escape(each) for each in longest_first)
    return re.sub(rf"<?@?(?<!\w)(?:{either})(?!\w)>?", SOMEBODY, text)


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in _COMMON} or {text.casefold()}


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) / min(len(one), len(other)) > ALIKE

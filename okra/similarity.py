"""Which notes say much the same: suggestions for a facilitator, who accepts them one by one.

Two notes are as alike as the mean of two views: the share of their telling words that they have in common, and their
letters once the words are sorted. Words alone would miss what is misspelt and half said, letters alone would take "the
team is too small" for "the office is too small". A group is as alike as its least alike pair, so that one note in the
middle never chains strangers together. Deterministic whatever the order of the notes.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALIKE: Final = 64.0
"""How alike two notes are at least, of 100: the value that parts the pairs in the tests best."""
ONE_WORD: Final = 80.0
"""How alike two words are at least to be taken for one: a slip of the pen, "price" and "pricing"."""
SHORTEST: Final = 4
"""Words with fewer letters are taken for one only if they are equal."""
_SMALL_WORDS: Final = """
a about after again all also an and are as at be because been before being but by can cannot could did do does doing
don every for from get gets go had happen happens has have how i if in into is isn it its just less make makes many
more most much need needs no not now of on only or our out over should so some still take takes than that the their
them then there these they this those through to too up us very want wants was we were what when where which who why
will with would you your
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_WORD: Final = re.compile(r"[^\W_]+")
_ENDING: Final = re.compile(r"(?<=\w{4})(?:ments?|ations?|ings?|ers?|ed|es|ly|(?<!s)s)$")


def suggest(texts: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Keys of notes that say much the same, two or more a group, the largest group first; each note in one at most.

    500 notes take half a second, and one look at a session asks several times: what was found last is kept.
    """
    return _suggested(tuple(sorted(texts.items())))


@lru_cache(maxsize=8)
def _suggested(texts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], ...]:
    words = {key: telling(text) for key, text in texts}
    keys = [key for key, told in words.items() if told]
    if len(keys) < 2:
        return ()
    groups = _joined(_likeness([words[key] for key in keys]))
    named = [tuple(keys[at] for at in sorted(group)) for group in groups if len(group) > 1]
    return tuple(sorted(named, key=lambda group: (-len(group), group)))


def telling(text: str) -> list[str]:
    """The words of a text that say something, without their endings; all its words where only small ones are left."""
    words = _WORD.findall(normalize("NFKC", text).casefold())
    return [_ENDING.sub("", word) for word in words if word not in _SMALL] or words


def _likeness(notes: Sequence[Sequence[str]]) -> "NDArray[np.float32]":
    """How alike each two notes are, from 0 to 100."""
    import numpy as np  # noqa: PLC0415 120 ms that only a clustering needs

    lines = [" ".join(sorted(note)) for note in notes]
    letters = process.cdist(lines, lines, scorer=fuzz.ratio, dtype=np.float32)
    likeness: NDArray[np.float32] = (letters + _in_common([set(note) for note in notes])) / np.float32(2)
    return likeness


def _in_common(notes: Sequence[set[str]]) -> "NDArray[np.float32]":
    """The share of each two notes' words, from 0 to 100, that have their like in the other."""
    import numpy as np  # noqa: PLC0415

    words = sorted(set().union(*notes))
    number = {word: at for at, word in enumerate(words)}
    has = np.zeros((len(notes), len(words)), dtype=np.float32)
    for row, note in enumerate(notes):
        has[row, [number[word] for word in note]] = 1
    shared, sizes = has @ _with_likes(has, words).T, has.sum(axis=1)
    share: NDArray[np.float32] = np.float32(100) * (shared + shared.T) / (sizes[:, None] + sizes[None, :])
    return share


def _with_likes(has: "NDArray[np.float32]", words: Sequence[str]) -> "NDArray[np.float32]":
    """Which words each note has, where a word stands for all that are nearly it and begin with the same letter."""
    import numpy as np  # noqa: PLC0415

    found = has.copy()
    long = [at for at, word in enumerate(words) if len(word) >= SHORTEST]
    for _, group in groupby(long, key=lambda at: words[at][0]):
        at = list(group)
        some = [words[one] for one in at]
        near = process.cdist(some, some, scorer=fuzz.ratio, score_cutoff=ONE_WORD, dtype=np.float32) > 0
        found[:, at] = has[:, at] @ near > 0
    return found


def _joined(likeness: "NDArray[np.float32]") -> list[list[int]]:
    """Groups, the most alike joined first, as long as every two in a group are alike."""
    import numpy as np  # noqa: PLC0415

    alike = likeness >= ALIKE
    ones, others = np.nonzero(np.triu(alike, 1))
    best_first = np.argsort(-likeness[ones, others], kind="stable")
    group_of = list(range(len(likeness)))
    groups = [[at] for at in group_of]
    for pair in best_first.tolist():
        one, other = group_of[ones[pair]], group_of[others[pair]]
        if one != other and alike[one, other]:
            alike[one] &= alike[other]
            alike[:, one] = alike[one]
            for at in groups[other]:
                group_of[at] = one
            groups[one] += groups[other]
            groups[other] = []
    return groups

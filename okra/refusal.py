"""The only exceptions whose words people see."""

import unicodedata
from collections.abc import Mapping


class Refused(Exception):  # noqa: N818 the method's word for "no, and here is why"
    """Something that cannot be done, in one sentence for the person who asked.

    `field` names the form field or value that the sentence is about, None where it is about the whole.
    """

    def __init__(self, sentence: str, field: str | None = None) -> None:
        """Keep the sentence and what it is about."""
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class RefusedFields(Refused):
    """Several faults of one form at once: field → sentence."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        """Keep all sentences; the first one speaks for the whole."""
        field, sentence = next(iter(sentences.items()))
        super().__init__(sentence, field)
        self.sentences = dict(sentences)


def visible(text: str) -> str:
    """One line of `text` without what nobody sees or can send: controls, direction marks, halves of characters."""
    return "".join(c for c in " ".join(text.split()) if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})


def quoted(text: str, limit: int = 30) -> str:
    """What somebody typed, to stand in a sentence: in quotes, on one line, shortened to `limit` characters."""
    shown = visible(text)
    return f"“{shown if len(shown) <= limit else shown[: limit - 1] + '…'}”" if shown else "an empty field"

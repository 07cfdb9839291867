"""Long texts in the OKR windows: in pieces that Slack takes, with nothing lost."""

from collections.abc import Iterator

from handlers.kit.text import size


def pieces(text: str, limit: int) -> Iterator[str]:
    """`text` in pieces of at most `limit` UTF-16 units, broken between lines where that is possible."""
    piece = ""
    for line in text.splitlines(keepends=True):
        for part in _short(line, limit):
            if size(piece) + size(part) > limit:
                yield piece
                piece = ""
            piece += part
    if piece:
        yield piece


def _short(line: str, limit: int) -> Iterator[str]:
    while size(line) > limit:
        # A character has one or two units: half as many characters always fit.
        yield line[: limit // 2]
        line = line[limit // 2 :]
    yield line

"""Text of people is data: escaped once, when shown; cut where Slack would refuse it.

Slack counts characters in a way that it does not document; we count UTF-16 units after escaping, the largest of the
known readings (slack.dev: formatting message text).
"""

ELLIPSIS = "…"
_JOINERS = {"\u200d", "\ufe0f"}


def escape(text: str) -> str:
    """Make the three control characters of Slack's mrkdwn harmless: no text can ping or link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo what Slack did to a command's text, exactly once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def size(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def trim(text: str, limit: int) -> str:
    """`text` in at most `limit` UTF-16 units, cut with "…", never inside an emoji sequence."""
    if size(text) <= limit:
        return text
    kept: list[str] = []
    used = 0
    for character in text:
        used += 2 if character > "\uffff" else 1
        if used > limit - 1:
            break
        kept.append(character)
    following = text[len(kept)]
    while kept and (following in _JOINERS or kept[-1] in _JOINERS):
        following = kept.pop()
    return "".join(kept).rstrip() + ELLIPSIS


def one_line(text: str, limit: int = 150) -> str:
    """`text` on one line, trimmed."""
    return trim(" ".join(text.split()), limit)


def full_stop(text: str) -> str:
    """`text` with a full stop, unless it ends as a sentence does: a title may be a question."""
    return text if text.endswith((".", "!", "?", ELLIPSIS)) else f"{text}."


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 answer", "2 answers"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listing(names: list[str]) -> str:
    """ "Ana", "Ana and Ben", "Ana, Ben and Cleo"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"

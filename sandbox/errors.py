"""Slack's refusals, as they travel."""

from typing import Any


class SlackError(Exception):
    """`{"ok": false, "error": word, …}`."""

    def __init__(self, word: str, **extra: Any) -> None:
        """The error word, and what stands beside it in the answer."""
        super().__init__(word)
        self.word = word
        self.extra = extra

    @property
    def body(self) -> dict[str, Any]:
        """The answer's body."""
        return {"ok": False, "error": self.word, **self.extra}


class WholeError(SlackError):
    """An error whose body is made elsewhere."""

    def __init__(self, body: dict[str, Any]) -> None:
        """Exactly this body."""
        super().__init__(str(body["error"]))
        self._body = body

    @property
    def body(self) -> dict[str, Any]:
        """The answer's body."""
        return self._body

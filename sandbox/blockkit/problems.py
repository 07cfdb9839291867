"""What is wrong with a payload, said the way Slack says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One rule of Block Kit that a payload breaks.

    `code` is the error word that Slack answers with, `pointer` a JSON pointer (RFC 6901) from the root of the
    call's arguments (`/blocks/0/text`, `/view/title`), `message` Slack's sentence about it.
    """

    code: str
    pointer: str
    message: str

    @property
    def line(self) -> str:
        """The sentence with its place, as it stands in `errors` of Slack's answer."""
        return f"{self.message} [json-pointer:{self.pointer}]"


def error_body(problems: Sequence[Problem]) -> dict[str, Any]:
    """Slack's answer to a payload with these problems (at least one); the first gives the error word."""
    code = problems[0].code
    lines = [problem.line for problem in problems]
    body: dict[str, Any] = {"ok": False, "error": code}
    if code == "invalid_blocks":
        body["errors"] = lines
    body["response_metadata"] = {"messages": [f"[ERROR] {line}" for line in lines]}
    return body


class Report:
    """Collects problems while a payload is walked, and what can only be judged at its end.

    One report belongs to one message or one view. `code` is the error word for whatever a block breaks.
    """

    def __init__(self, surface: Surface, code: str) -> None:
        self.surface: Surface = surface
        self.code = code
        self.problems: list[Problem] = []
        self.block_ids: set[str] = set()
        self.action_ids: set[str] = set()
        self.block_types: list[str] = []
        self.focused: list[str] = []
        self.in_input = False
        self.text_length = 0
        self.markdown_length = 0
        self.table_length = 0

    def say(self, pointer: str, message: str, code: str | None = None) -> None:
        """Add a problem; `code` overrides the report's error word."""
        self.problems.append(Problem(code or self.code, pointer, message))

    def enter_block(self, kind: str, block_id: object, pointer: str) -> None:
        """Begin a block: its id must be new in the payload, its action ids new in the block."""
        self.block_types.append(kind)
        self.action_ids.clear()
        if not isinstance(block_id, str):
            return
        if block_id in self.block_ids:
            self.say(f"{pointer}/block_id", f"block_id `{block_id}` already exists")
        self.block_ids.add(block_id)

    def claim_action(self, action_id: object, pointer: str) -> None:
        """Note an element's action id, which must be new in its block."""
        if not isinstance(action_id, str):
            return
        if action_id in self.action_ids:
            self.say(f"{pointer}/action_id", f"action_id `{action_id}` already exists for this block")
        self.action_ids.add(action_id)

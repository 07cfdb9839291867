"""How a call's arguments travel: in the query, a form, several parts, or JSON where the method reads JSON."""

import json
from typing import Any

from starlette.requests import Request

from sandbox.errors import SlackError

STRUCTURED = {
    "attachments": "invalid_attachments",
    "blocks": "invalid_blocks_format",
    "changes": "invalid_arguments",
    "criteria": "invalid_arguments",
    "document_content": "invalid_arguments",
    "files": "invalid_arguments",
    "message": "invalid_arguments",
    "metadata": "invalid_metadata_format",
    "view": "invalid_arguments",
}
"""Arguments that are JSON inside a form, and what a call is told whose JSON is broken."""


async def arguments_of(request: Request, *, reads_json: bool) -> dict[str, Any]:
    """What a call was given; JSON sent to a method that takes forms only is not seen. Raises Slack's refusals."""
    given: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        body = await request.body()
        if body and reads_json:
            given |= _object(body)
    elif request.method == "POST":
        form = await request.form()
        given |= {key: value for key, value in form.items() if isinstance(value, str)}
    for name, word in STRUCTURED.items():
        if isinstance(given.get(name), str):
            given[name] = _loaded(given[name], word)
    given["_base"] = f"{request.url.scheme}://{request.url.netloc}"
    return given


def _object(body: bytes) -> dict[str, Any]:
    found = _loaded(body, "invalid_json")
    if not isinstance(found, dict):
        raise SlackError("json_not_object")
    return found


def _loaded(text: str | bytes, word: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise SlackError(word) from None

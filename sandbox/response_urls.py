"""response_url: five answers within thirty minutes, wherever somebody acted (slack.dev: handling user interaction)."""

from datetime import timedelta
from typing import Any

from sandbox.api.chat import take_away, whisper
from sandbox.blockkit import error_body, validate_message
from sandbox.text import normalise
from sandbox.world import App, Message, World, with_ids

USES, LIFE = 5, timedelta(minutes=30)


def new_key(world: World, app: App, user: str, channel: str, message: Message | None) -> str:
    """A new address' last part; `message` is the one that was acted on, None for a slash command."""
    key = world.new_id("R")
    world.response_urls[key] = {
        "app": app.id,
        "user": user,
        "channel": channel,
        "message": message,
        "at": world.clock.now(),
        "left": USES,
    }
    return key


def answer(world: World, key: str, body: dict[str, Any]) -> tuple[int, str]:
    """What the app posts to a response_url: status and text."""
    with world.lock:
        known = world.response_urls.get(key)
        if known is None or known["left"] < 1 or world.clock.now() - known["at"] > LIFE:
            return 404, "expired_url"
        spoken = {name: body[name] for name in ("text", "blocks", "attachments") if body.get(name)}
        problems = validate_message(spoken) if spoken else []
        if problems:
            world.violate("bad response", "; ".join(problem.line for problem in problems))
            return 400, str(error_body(problems)["error"])
        known["left"] -= 1
        _act(world, known, body, spoken)
        world.notify()
        return 200, "ok"


def _act(world: World, known: dict[str, Any], body: dict[str, Any], spoken: dict[str, Any]) -> None:
    original: Message | None = known["message"]
    there = original is not None and original in world.messages[known["channel"]]
    if body.get("delete_original") and original is not None and there:
        take_away(world, original)
        there = False
    if not spoken:
        return
    if body.get("replace_original") and original is not None and there:
        _replace(world, original, spoken)
    else:
        how = {name: body[name] for name in ("response_type", "thread_ts") if body.get(name)}
        whisper(world, world.apps[known["app"]], known["channel"], known["user"], spoken | how)


def _replace(world: World, original: Message, spoken: dict[str, Any]) -> None:
    """Who sees it stays as it was: what was whispered to one person is never told to all."""
    original.text = normalise(str(spoken.get("text", "")))
    original.blocks = with_ids(spoken.get("blocks") or [], world)
    original.attachments, original.state = spoken.get("attachments") or [], {}
    original.versions += 1

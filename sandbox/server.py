"""The Web API over HTTP: reads what clients send, in every way that they send it, and answers as Slack does."""

import asyncio
from contextlib import suppress
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox import files, response_urls
from sandbox.api.arguments import arguments_of
from sandbox.api.table import METHODS, Method
from sandbox.blockkit import LIMITS
from sandbox.errors import SlackError
from sandbox.faults import Fault, Faults
from sandbox.limits import RateLimits
from sandbox.sockets import Sockets
from sandbox.world import App, World

TIMEOUT_SECONDS = 30.0
DOWNLOAD = "url_private"
"""What to order a fault for that meets whoever fetches a file's bytes."""

__all__ = ["LIMITS", "create_app"]


def create_app(world: World, sockets: Sockets, limits: RateLimits, faults: Faults) -> Starlette:
    """The HTTP side of the local Slack."""

    async def call(request: Request) -> Response:
        name = request.path_params["method"]
        method = METHODS.get(name)
        try:
            arguments = await arguments_of(request, reads_json=method is None or method.reads_json)
        except SlackError as error:
            return JSONResponse(error.body)
        return await _answer(world, sockets, limits, faults, name, _token(request, arguments), arguments)

    async def upload(request: Request) -> Response:
        data = await request.body()
        done = files.receive(world, request.path_params["file_id"], data)
        return PlainTextResponse(f"OK - {len(data)}") if done else PlainTextResponse("length mismatch", 400)

    async def download(request: Request) -> Response:
        fault = faults.next(DOWNLOAD)
        if fault is not None:
            return await _fail(fault)
        app = world.app_by(_token(request, {}))
        if app is None or not files.may_download(app):
            return RedirectResponse(f"/signin?redir={request.url.path}", 302)
        found = files.download(world, app, request.path_params["file_id"])
        if found is None:
            return PlainTextResponse("not found", 404)
        data, kind = found
        return Response(data, media_type=kind)

    async def sign_in(_: Request) -> Response:
        return HTMLResponse("<!DOCTYPE html><title>Sign in | Slack</title><p>Sign in to see this file.</p>")

    async def respond(request: Request) -> Response:
        body = await request.json()
        status, said = response_urls.answer(world, request.path_params["key"], body)
        return PlainTextResponse(said, status)

    return Starlette(
        routes=[
            Route("/api/{method}", call, methods=["GET", "POST"]),
            Route("/upload/{file_id}", upload, methods=["POST"]),
            Route("/files/{file_id}", download),
            Route("/files/{file_id}/download", download),
            Route("/signin", sign_in),
            Route("/response/{key}", respond, methods=["POST"]),
        ]
    )


def _token(request: Request, arguments: dict[str, Any]) -> str:
    header = request.headers.get("authorization", "")
    return header.removeprefix("Bearer ").strip() or str(arguments.get("token") or "")


async def _answer(
    world: World,
    sockets: Sockets,
    limits: RateLimits,
    faults: Faults,
    name: str,
    token: str,
    arguments: dict[str, Any],
) -> Response:
    world.calls.append(name)
    fault = faults.next(name)
    if fault is not None and not fault.after_effect:
        return await _fail(fault)
    app: App | None = None
    try:
        with world.lock:
            app = _authorised(world, name, token)
            body = await sockets.open(app) if name == "apps.connections.open" else None
            if body is None:
                body = _run(world, limits, app, name, arguments)
    except SlackError as error:
        body = error.body
        if error.word == "missing_scope":
            world.violate("missing_scope", f"{name} needs {body.get('needed')}")
        if error.word == "ratelimited":
            return _throttle(world, int(body["retry_after"]))
    if fault is not None:
        return await _fail(fault)
    scopes = ",".join(sorted(app.scopes)) if app is not None else ""
    return JSONResponse(body, headers={"x-oauth-scopes": scopes})


def _authorised(world: World, name: str, token: str) -> App:
    if not token:
        raise SlackError("not_authed")
    app = world.app_by(token)
    if app is None:
        raise SlackError("invalid_auth")
    wants_app_token = name == "apps.connections.open"
    if wants_app_token != (token == app.app_token):
        raise SlackError("not_allowed_token_type")
    return app


def _run(world: World, limits: RateLimits, app: App, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    method: Method | None = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    if method.scope is not None and method.scope not in app.scopes:
        raise SlackError("missing_scope", needed=method.scope, provided=",".join(sorted(app.scopes)))
    if method.needs_team and app.enterprise_id and not arguments.get("team_id"):
        raise SlackError("missing_argument", arg="team_id")
    _check_team(world, app, arguments)
    for argument in method.needs:
        if not arguments.get(argument):
            raise SlackError("missing_argument", arg=argument)
    lane = str(arguments.get("channel")) if name == "chat.postMessage" else None
    wait = limits.wait_for((app.team_id, app.id), name, method.per_minute, lane)
    if wait:
        raise SlackError("ratelimited", retry_after=wait)
    return method.answer(world, app, arguments)


def _check_team(world: World, app: App, arguments: dict[str, Any]) -> None:
    team = arguments.get("team_id")
    if team and (team not in world.workspaces or not world.serves(app, team)):
        raise SlackError("team_access_not_granted")


def _throttle(world: World, seconds: int) -> Response:
    """429; now and then Slack's body is empty."""
    world.throttled += 1
    headers = {"Retry-After": str(seconds)}
    if world.throttled % 3 == 0:
        return Response(b"", 429, headers)
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers)


async def _fail(fault: Fault) -> Response:
    match fault.how:
        case "500":
            return PlainTextResponse("internal error", 500)
        case "429":
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(fault.retry_after)})
        case "timeout":
            with suppress(asyncio.CancelledError):  # Slack closes; whoever asked may be long gone
                await asyncio.sleep(TIMEOUT_SECONDS)
            return PlainTextResponse("too late", 504)
        case _:
            return _Reset()


class _Reset(Response):
    """The connection breaks in the middle of the answer."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Promise a hundred bytes, and hang up."""
        headers = [(b"content-length", b"100"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": False})

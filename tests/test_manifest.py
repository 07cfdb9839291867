"""manifest.yml against Slack's rules, and against the code: it asks for all that is used, and for nothing else."""

import ast
import copy
import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from slack_sdk import WebClient

from bot.manifest import manifest, scopes
from handlers.kit.slack import METHOD_SCOPES
from handlers.register import COMMANDS, EVENTS

ROOT = Path(__file__).parent.parent
RULES = Draft7Validator(json.loads((ROOT / "tests" / "data" / "manifest_rules.json").read_text(encoding="utf-8")))

EVENT_SCOPES = {
    "app_home_opened": set[str](),
    "app_uninstalled": set[str](),
    "channel_archive": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "channel_id_changed": {"channels:read", "groups:read"},
    "channel_rename": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_deleted": {"groups:read"},
    "group_rename": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "tokens_revoked": set[str](),
    "user_change": {"users:read"},
}
"""What a subscription needs (slack.dev: events reference)."""

WITHOUT_A_BOT_SCOPE = {"apps.connections.open"}
"""Called with the app-level token."""


def methods_called() -> dict[str, str]:
    """Web API method → where our code calls it. A call is an attribute of something that is named `slack`."""
    found: dict[str, str] = {}
    for file in sorted([*(ROOT / "handlers").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value).rpartition(".")[2].lstrip("_")
                if owner in ("slack", "client") and hasattr(WebClient, node.func.attr):
                    for method in behind(node.func.attr):
                        found[method] = f"{file.relative_to(ROOT)}:{node.lineno}"
    return found


def behind(function: str) -> Iterator[str]:
    """The Web API methods that a function of slack_sdk's client calls."""
    if function.startswith("files_upload_v2"):
        yield from ("files.getUploadURLExternal", "files.completeUploadExternal")
        return
    source = inspect.getsource(getattr(WebClient, function))
    yield from re.findall(r'self\.api_call\(\s*"([\w.]+)"', source)


def given_to(method: str) -> set[str]:
    return set(METHOD_SCOPES.get(method, ()))


class TestSlacksRules:
    def test_slack_accepts_it(self) -> None:
        assert [error.message for error in RULES.iter_errors(manifest())] == []

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (("display_information", "name"), "o" * 36),
            (("display_information", "description"), "d" * 141),
            (("display_information", "long_description"), "too short"),
            (("display_information", "background_color"), "green"),
            (("features", "bot_user", "display_name"), "Okra!"),
            (("features", "slash_commands", 0, "command"), "okra"),
            (("features", "user_connections"), {}),
            (("settings", "interactivity"), {}),
            (("settings", "event_subscriptions", "bot_events"), ["user_change", "user_change"]),
            (("compliance",), {}),
        ],
    )
    def test_the_rules_refuse_what_slack_refuses(self, path: tuple[Any, ...], value: Any) -> None:
        broken = copy.deepcopy(manifest())
        place: Any = broken
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        assert list(RULES.iter_errors(broken)) != []

    def test_nothing_waits_at_an_address_in_socket_mode(self) -> None:
        assert manifest()["settings"]["socket_mode_enabled"] is True
        assert "url:" not in (ROOT / "manifest.yml").read_text(encoding="utf-8")


class TestAgainstTheCode:
    def test_the_commands_are_those_that_are_registered(self) -> None:
        assert {entry["command"] for entry in manifest()["features"]["slash_commands"]} == set(COMMANDS)

    def test_the_events_are_those_that_are_registered(self) -> None:
        assert sorted(manifest()["settings"]["event_subscriptions"]["bot_events"]) == sorted(EVENTS)

    def test_every_method_that_is_called_says_which_scopes_it_needs(self) -> None:
        called = methods_called()
        assert len(called) > 8
        unknown = {method: place for method, place in called.items() if method not in METHOD_SCOPES}
        assert set(unknown) <= WITHOUT_A_BOT_SCOPE, unknown

    def test_no_method_is_listed_that_is_not_called(self) -> None:
        assert set(METHOD_SCOPES) - set(methods_called()) == set()

    def test_all_scopes_that_are_used_are_asked_for_and_no_other(self) -> None:
        used = {scope for method in methods_called() for scope in given_to(method)}
        used |= {scope for event in EVENTS for scope in EVENT_SCOPES[event]}
        used |= {"commands"} if COMMANDS else set()
        assert scopes().required | scopes().optional == used

    def test_the_optional_scopes_are_those_that_okra_can_do_without(self) -> None:
        assert scopes().optional == {
            "canvases:write",
            "channels:history",
            "files:read",
            "files:write",
            "groups:history",
            "mpim:history",
            "mpim:write",
        }
        asked = manifest()["oauth_config"]["scopes"]
        assert set(asked["bot_optional"]) <= set(asked["bot"])

    def test_what_is_switched_on_is_used(self) -> None:
        home = manifest()["features"]["app_home"]
        assert home["home_tab_enabled"] is ("views.publish" in methods_called())
        assert home["messages_tab_enabled"] is True
        assert manifest()["settings"]["token_rotation_enabled"] is False

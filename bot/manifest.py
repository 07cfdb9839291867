"""manifest.yml: what okra asks Slack for."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

FILE: Final = Path(__file__).parent.parent / "manifest.yml"


@dataclass(frozen=True, slots=True)
class Scopes:
    """Bot scopes: without a required one okra does not work, without an optional one a part of it does not."""

    required: frozenset[str]
    optional: frozenset[str]


def manifest(file: Path = FILE) -> dict[str, Any]:
    """The app manifest (slack.dev: app manifest reference)."""
    read: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return read


def scopes(file: Path = FILE) -> Scopes:
    """The scopes that it asks for."""
    asked = manifest(file)["oauth_config"]["scopes"]
    optional = frozenset(asked["bot_optional"])
    return Scopes(frozenset(asked["bot"]) - optional, optional)

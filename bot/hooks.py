"""What the Slack CLI asks a project (slack.dev: Slack CLI, hooks), so that `slack run` works with manifest.yml.

Slack's own hook package reads manifest.json only.
"""

import json
import os
import sys
from collections.abc import MutableMapping
from typing import Any, Final

from bot.manifest import manifest

PYTHON: Final = ".venv/bin/python"
GIVEN_BY_CLI: Final = {"SLACK_CLI_XOXB": "SLACK_BOT_TOKEN", "SLACK_CLI_XAPP": "SLACK_APP_TOKEN"}


def hooks() -> dict[str, Any]:
    """Which commands answer which question, and what to watch while `slack run` runs."""
    return {
        "hooks": {"get-manifest": f"{PYTHON} -m bot.hooks get-manifest", "start": f"{PYTHON} -m bot.hooks start"},
        "config": {
            "protocol-version": ["default"],
            "sdk-managed-connection-enabled": True,
            "watch": {
                "manifest": {"paths": ["manifest.yml"]},
                "app": {"paths": ["bot/", "handlers/", "storage/", "okra/"], "filter-regex": "\\.py$"},
            },
        },
    }


def adopt_tokens(around: MutableMapping[str, str]) -> None:
    """The CLI hands over the tokens of the app that it made, under names of its own. Ours win where both are given."""
    for theirs, ours in GIVEN_BY_CLI.items():
        if around.get(theirs) and not around.get(ours):
            around[ours] = around[theirs]


def main(argv: list[str]) -> int:
    """Answer one hook; the answer is JSON on standard output."""
    match argv:
        case ["get-hooks"]:
            print(json.dumps(hooks()))
        case ["get-manifest", *_]:
            print(json.dumps(manifest()))
        case ["start", *_]:
            from bot.__main__ import main as okra  # noqa: PLC0415 the other hooks need not wait for it

            adopt_tokens(os.environ)
            return okra(["run"])
        case _:
            print("usage: python -m bot.hooks get-hooks | get-manifest | start", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

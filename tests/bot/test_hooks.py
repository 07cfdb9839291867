"""The Slack CLI's hooks: commands of this project, run as the CLI runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.hooks import adopt_tokens

ROOT = Path(__file__).parent.parent.parent


def answer(command: str) -> Any:
    """Run a hook's command with this Python, and read its answer."""
    words = command.split()
    assert words[0] == ".venv/bin/python"
    done = subprocess.run([sys.executable, *words[1:]], cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_cli_finds_the_manifest_and_how_to_start() -> None:
    file = json.loads((ROOT / ".slack" / "hooks.json").read_text(encoding="utf-8"))
    told = answer(file["hooks"]["get-hooks"])
    assert set(told["hooks"]) == {"get-manifest", "start"}
    assert told["config"]["sdk-managed-connection-enabled"] is True
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    assert answer(told["hooks"]["get-manifest"]) == manifest


def test_started_by_the_cli_okra_uses_the_tokens_that_it_hands_over() -> None:
    around = {"SLACK_CLI_XOXB": "xoxb-cli", "SLACK_CLI_XAPP": "xapp-cli", "SLACK_APP_TOKEN": "xapp-mine"}
    adopt_tokens(around)
    assert around["SLACK_BOT_TOKEN"] == "xoxb-cli"
    assert around["SLACK_APP_TOKEN"] == "xapp-mine"


@pytest.mark.parametrize("words", [[], ["deploy"]])
def test_a_hook_that_we_do_not_have_is_refused(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.hooks", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "get-manifest" in done.stderr


def test_start_runs_the_bot_with_its_settings_judged(tmp_path: Path) -> None:
    environment = {**os.environ, "SLACK_CLI_XOXB": "xoxp-wrong-kind", "SLACK_CLI_XAPP": "xapp-1-A1-2-abc"}
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "bot.hooks", "start"],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "SLACK_BOT_TOKEN starts with xoxp-" in done.stderr

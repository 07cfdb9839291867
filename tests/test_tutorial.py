"""docs/write-a-script.md is true: its files, put into a copy of the repository, work as it says."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "write-a-script.md"
CODE = ("bot", "handlers", "okra", "sandbox", "storage", "tests", "demo")
FILES = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository with the page's files in it."""
    there = tmp_path_factory.mktemp("tutorial")
    for folder in CODE:
        shutil.copytree(ROOT / folder, there / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "manifest.yml"):
        shutil.copy(ROOT / name, there)
    for path, text in FILES.findall(PAGE.read_text(encoding="utf-8")):
        assert not (there / path).exists(), f"{path} would replace something"
        (there / path).write_text(text, encoding="utf-8")
    return there


def run(copy: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=copy, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-2_000:]


def test_its_tests_pass_through_slack_s_door_too(copy: Path) -> None:
    paths = ("tests/okra/session/test_weather.py", "tests/e2e/test_warm_up.py", "tests/okra/session/test_script.py")
    run(copy, "pytest", "-q", "-n0", "-p", "no:cacheprovider", *paths)


def test_its_steps_stay_within_slack_s_limits(copy: Path) -> None:
    run(copy, "pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests/handlers/test_session_limits.py", "-k", "warm-up")


def test_its_code_is_as_clean_as_ours(copy: Path) -> None:
    made = [path for path, _ in FILES.findall(PAGE.read_text(encoding="utf-8")) if path.endswith(".py")]
    run(copy, "ruff", "check", *made)
    run(copy, "ruff", "format", "--check", *made)

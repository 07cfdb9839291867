"""What is documented is what there is."""

import re
from pathlib import Path

import pytest

from bot.config import SETTINGS
from handlers.command import commands_of
from handlers.here.views import HELP
from handlers.register import FEATURES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(name for name in commands_of(FEATURES) if name)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_in_the_readme_with_its_meaning(setting: object) -> None:
    assert f"`{setting.name}`" in README  # type: ignore[attr-defined]
    assert setting.meaning in README  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_subcommand_is_in_the_readme_and_in_the_help(name: str) -> None:
    assert f"`/okra {name}" in README
    assert any(said.startswith(name) for said, _ in HELP) or name == "okrs add"


def test_every_file_that_the_readme_names_is_there() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize(
    "page", [*sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name
)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for named in re.findall(
        r"`((?:bot|handlers|storage|okra|sandbox|demo|tests|docs)/[\w/.]+\.(?:py|md|yml|toml|png))`", text
    ):
        assert (ROOT / named).exists(), named

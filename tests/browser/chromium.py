"""Debian's Chromium, driven as a person would: found on the machine, or the tests say why they do not run."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
AXE = Path(".node/node_modules/axe-core/axe.min.js")
"""Where .ci/run puts the npm package axe-core."""


def missing(what: str) -> None:
    """Skip, with the reason; in CI it is a failure, since nothing may be left out there."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium with an empty profile."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        missing("no Chromium on this machine: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def axe_script() -> str:
    """The accessibility checker's script."""
    if not AXE.exists():
        missing("no axe-core: npm install --prefix .node --no-save axe-core@4.14.1")
    return AXE.read_text(encoding="utf-8")

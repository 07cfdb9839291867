"""Debian's Chromium and the accessibility checker: found on the machine, or the tests say why they do not run."""

import os
from pathlib import Path

import pytest

from demo.browser import MISSING, find

AXE = Path(".node/node_modules/axe-core/axe.min.js")
"""Where .ci/run puts the npm package axe-core."""


def missing(what: str) -> None:
    """Skip, with the reason; in CI it is a failure, since nothing may be left out there."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


def chromium_or_skip() -> str:
    """Where Chromium is."""
    found = find()
    if found is None:
        missing(MISSING)
    return str(found)


def axe_script() -> str:
    """The accessibility checker's script."""
    if not AXE.exists():
        missing("no axe-core here: npm install --prefix .node --no-save axe-core@4.14.1")
    return AXE.read_text(encoding="utf-8")

"""A file is chosen in a window of the page: read by the browser, shown, taken out again, sent to the app."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from sandbox.local_slack import LocalSlack
from sandbox.page.app import serve_page
from tests.browser.tab import Tab
from tests.sandbox.speaking import listening
from tests.sandbox.test_file_inputs import SCOPES, Heard, fetched

DATA = bytes(range(256)) * 400
"""A hundred kilobytes of everything that a byte can be."""


@pytest.fixture
def heard() -> Iterator[Heard]:
    """An app that answers /file with a window."""
    with LocalSlack(speed=1_000) as slack:
        made = Heard(slack, slack.install_app("helper", scopes=SCOPES, commands=["/file"]))
        with listening(slack, made.app, made.bolt):
            yield made


@pytest.fixture
def tab(heard: Heard, chromium: Browser) -> Iterator[Tab]:
    """Ada with the window open in her browser."""
    slack = heard.slack
    ada = slack.add_person("Ada")
    slack.add_channel("general", [ada])
    serve_page(slack)
    context = chromium.new_context(reduced_motion="reduce")
    opened = Tab(context.new_page(), slack.base, ada.id)
    opened.open()
    opened.say("/file")
    expect(opened.window).to_be_visible()
    yield opened
    context.close()
    assert opened.troubles == []


def choose(tab: Tab, name: str, data: bytes) -> None:
    """Choose a file."""
    file = {"name": name, "mimeType": "text/plain", "buffer": data}
    tab.field("Your file").set_input_files(file)  # type: ignore[arg-type]


def test_every_byte_of_it_reaches_the_app(heard: Heard, tab: Tab) -> None:
    choose(tab, "first.yaml", b"")
    tab.sees("first.yaml")
    choose(tab, "notes.yaml", DATA)
    tab.sees("notes.yaml")
    expect(tab.window.get_by_text("first.yaml")).to_have_count(0)
    tab.press("Save")
    expect(tab.window).to_have_count(0)
    assert heard.file["name"] == "notes.yaml"
    assert fetched(heard.file["url_private"], heard.app).content == DATA


def test_it_can_be_taken_out_and_chosen_again(heard: Heard, tab: Tab) -> None:
    choose(tab, "notes.yaml", DATA)
    tab.press("Remove notes.yaml")
    expect(tab.window.get_by_text("notes.yaml")).to_have_count(0)
    tab.press("Save")
    tab.sees("Please complete this required field.")
    expect(tab.field("Your file")).to_be_focused()
    assert heard.sent == []
    choose(tab, "notes.yaml", b"x")
    tab.sees("notes.yaml")
    tab.press("Save")
    expect(tab.window).to_have_count(0)
    assert heard.file["size"] == 1


def test_what_slack_would_not_take_is_said_beside_the_field(heard: Heard, tab: Tab, tmp_path: Path) -> None:
    choose(tab, "notes.exe", b"x")
    tab.sees("Please choose a file of these types: yaml, txt.")
    large = tmp_path / "large.yaml"
    large.write_bytes(b"x" * 10_000_001)
    tab.field("Your file").set_input_files(large)
    tab.sees("Please choose a file of 10 MB or less.")


def test_it_stays_beside_what_the_app_says_is_wrong(heard: Heard, tab: Tab) -> None:
    heard.answer = {"response_action": "errors", "errors": {"file": "Line 4 is odd"}}
    choose(tab, "notes.yaml", DATA)
    tab.sees("notes.yaml")
    tab.press("Save")
    tab.sees("Line 4 is odd")
    tab.sees("notes.yaml")
    heard.answer = {}
    choose(tab, "notes.yaml", b"better")
    expect(tab.window.get_by_text("Line 4 is odd")).to_have_count(0)
    tab.press("Save")
    expect(tab.window).to_have_count(0)
    assert heard.file["size"] == len(b"better")

"""A lead takes a script along, breaks it, mends it and brings it back, in the browser."""

from playwright.sync_api import expect

from okra.script import built_in_text
from sandbox.people import Person
from tests.browser.conftest import Opener
from tests.browser.tab import Tab
from tests.e2e.scene import Scene

MINE = built_in_text("session-1").replace("name: session-1", "name: our-way")


def choose(tab: Tab, text: str) -> None:
    """Choose a file of this text."""
    file = {"name": "ours.yaml", "mimeType": "application/yaml", "buffer": text.encode()}
    tab.field("Your script").set_input_files(file)  # type: ignore[arg-type]
    tab.sees("ours.yaml")


def test_a_script_is_downloaded_changed_and_uploaded(scene: Scene, look: Opener) -> None:
    ada: Person = scene.people["Ada"]
    tab = look("Ada")
    tab.go("explore")
    tab.say("/okra scripts session-1")
    tab.sees("session-1.yaml comes into our conversation")
    scene.settle()
    tab.go("okra")
    link = tab.page.get_by_role("link", name="session-1.yaml").last
    file = tab.page.request.get(f"{tab.base}{link.get_attribute('href')}")
    assert file.text() == built_in_text("session-1")

    tab.go("explore")
    tab.say("/okra scripts")
    tab.press("Upload a script")
    expect(tab.window).to_be_visible()
    choose(tab, MINE.replace("minutes: 60", "minutes: 61"))
    tab.press("Upload")
    tab.sees("minutes: says 61, but the steps' live minutes add up to 60.")
    expect(tab.field("Your script")).to_be_focused()
    choose(tab, MINE)
    tab.press("Upload")
    expect(tab.window).to_have_count(0)
    assert ada.modal is None
    scene.settle()
    assert "/okra session our-way" in ada.dm()[-1].text

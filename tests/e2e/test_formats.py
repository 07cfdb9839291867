"""The other formats of a retro, each from the choice of it to the Friday that asks what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from sandbox.people import Person, Seen
from tests.e2e.habits import double_clicks, sends_twice
from tests.e2e.looking_back import acts
from tests.e2e.scene import FRIDAY_2PM, MONDAY_10AM, Scene, fill_in
from tests.e2e.test_retro import FIRST, SECOND, second_objective
from tests.e2e.workshop import Workshop, fills, read

TOKYO = "Asia/Tokyo"
ALL = "All of them"


@dataclass(frozen=True)
class Format:
    """One format, as a team lives through it.

    `notes` is what is written in each box: Ben's, which he writes twice, Cleo's, and what Dan only says in the thread;
    `alike` are two notes, of the box `alike_in`, that become one group; `issue` is what is in the way. `files` are those
    of the export in which the notes are.
    """

    title: str
    about: str
    together: str
    notes: Mapping[str, tuple[str, str, str]]
    alike: tuple[str, str]
    group: str
    issue: str
    action: str
    name: str
    files: tuple[str, ...]
    alike_in: int = 0

    @property
    def boxes(self) -> Sequence[str]:
        """What is asked."""
        return tuple(self.notes)


FORMATS = (
    Format(
        "Start, Stop, Continue",
        SECOND,
        "Everybody at the same time",
        {
            "Start": ("Call three users a week", "Call users every week", "Write down what users say"),
            "Stop": ("Meetings without an agenda", "", "The daily report"),
            "Continue": ("Pairing on Tuesdays", "Short demos", ""),
        },
        ("Call three users a week", "Call users every week"),
        "Talk to users",
        "Meetings without an agenda",
        "Call the first three users",
        "start-stop-continue",
        ("notes.md", "attractors-detractors.md"),
    ),
    Format(
        "Four Ls",
        ALL,
        "Everybody at the same time",
        {
            "Liked": ("The mentors", "The mentors' patience", ""),
            "Learned": ("Users skip the tour", "", "People read the first line only"),
            "Lacked": ("Time to test", "A test account", ""),
            "Longed for": ("A week without support", "", "A quiet room"),
        },
        ("The mentors", "The mentors' patience"),
        "Mentors",
        "Time to test",
        "Ask for two test accounts",
        "four-ls",
        ("notes.md", "attractors-detractors.md", "learnings.md"),
    ),
    Format(
        "Sailboat",
        FIRST,
        "Hours apart: each step waits for people",
        {
            "Wind": ("The new tutorial", "", "A customer who waits for it"),
            "Anchors": ("Old set-up code", "The old set-up", ""),
            "Rocks": ("The vendor changes its prices", "", ""),
            "The island": ("", "Nobody asks how to begin", ""),
        },
        ("Old set-up code", "The old set-up"),
        "The old set-up",
        "The vendor changes its prices",
        "Ask the vendor for its prices",
        "sailboat",
        ("notes.md", "attractors-detractors.md", "risks.md"),
        alike_in=1,
    ),
)


@pytest.mark.parametrize("format_", FORMATS, ids=[one.name for one in FORMATS])
def test_a_format_is_chosen_lived_through_and_asked_about_whatever_peoples_habits(
    scene: Scene, format_: Format
) -> None:
    """Ada clicks twice, Ben writes it anew, Cleo sends it twice, Dan in Tokyo is silent until all can read."""
    scene.person("Dan", TOKYO)
    scene.set_up("Ada", "Ben", "Cleo")
    second_objective(scene)
    shop = Workshop(scene)
    shop.title = format_.title
    _ada_chooses_it(shop, format_)
    _they_write_in_silence(shop, format_)
    _they_read(shop, format_)
    _they_group_and_vote(shop, format_)
    _they_act(shop, format_)
    _it_ends_and_is_taken_along(shop, format_)
    _the_next_check_in_asks(shop, format_)


def _ada_chooses_it(shop: Workshop, format_: Format) -> None:
    ada = shop.people["Ada"]
    assert ada.command("/okra retro", shop.scene.channel) is None
    ada.choose("About which objective?", format_.about)
    ada.choose("In which format?", format_.title)
    ada.choose("Are people there at the same time?", format_.together)
    shop.sends(ada)
    assert f"About {'all 2 objectives' if format_.about == ALL else format_.about}" in shop.says
    (numbers,) = shop.thread
    assert "where it stands" in read(numbers)
    double_clicks(shop.scene, ada, "Next", shop.cockpit)
    assert "step 2 of 6" in shop.says


def _they_write_in_silence(shop: Workshop, format_: Format) -> None:
    ben, cleo, dan = (shop.people[name] for name in ("Ben", "Cleo", "Dan"))
    shop.does("Ben", "Write", fills(**{format_.boxes[0]: "Something else"}))
    ben.press("Write", on=shop.card)
    for box, (written, _, _) in format_.notes.items():
        ben.fill(box, written)
    shop.sends(ben)
    cleo.press("Write", on=shop.card)
    for box, (_, written, _) in format_.notes.items():
        cleo.fill(box, written)
    sends_twice(shop.scene, cleo)
    dan.press("Write", on=shop.card)
    dan.close()
    shop.scene.settle()
    assert "2 of 4 done" in shop.says
    assert not [seen for seen in shop.scene.channel.messages if format_.issue in seen.text]


def _they_read(shop: Workshop, format_: Format) -> None:
    scene, dan = shop.scene, shop.people["Dan"]
    double_clicks(scene, shop.people["Ada"], "Next", shop.cockpit)
    for box, (bens, cleos, dans) in format_.notes.items():
        head = _head(shop, box)
        written = [note for note in (bens, cleos) if note]
        assert all(note in head.text for note in written)
        assert head.text.count("• ") == len(written)
        assert "Something else" not in head.text
        if dans:
            dan.says(dans, scene.channel, under=head)
            scene.settle()


def _head(shop: Workshop, box: str) -> Seen:
    return next(seen for seen in reversed(shop.scene.channel.messages) if seen.text.startswith(box))


def _they_group_and_vote(shop: Workshop, format_: Format) -> None:
    shop.drives("Next")
    shop.decides("Make a group", lambda ada: _ticks(ada, format_))
    assert format_.group in shop.says
    shop.drives("Next")
    shop.does("Ben", "Vote", fills(**{format_.group: "→●●"}))
    shop.does("Cleo", "Vote", fills(**{format_.issue: "→●"}))
    shop.drives("Show the counts", "Next")
    assert f"●● 2: {format_.group}" in shop.says


def _ticks(ada: Person, format_: Format) -> None:
    for note in format_.alike:
        ada.tick("Which notes?", note)
    ada.fill("Its name", format_.group)


def _they_act(shop: Workshop, format_: Format) -> None:
    acts(shop.scene, "Ben", format_.action, format_.group, owner="Cleo", due="2026-09-11")
    shop.does("Cleo", "Make it an issue", fills(**{"What is in the way?": f"→{format_.issue}"}))
    assert f"{format_.action} – Cleo, until Fri 11 Sep · for “{format_.group}”" in shop.says
    assert f"Check-ins will ask about • {format_.issue} – Cleo" in shop.says


def _it_ends_and_is_taken_along(shop: Workshop, format_: Format) -> None:
    shop.ends()
    assert "is over" in shop.says
    assert format_.action in shop.says
    files = {path.partition("/")[2]: text for path, text in shop.exports().items() if path.endswith(".md")}
    assert f"- Action: {format_.action} (Cleo; until 2026-09-11)\n  - for: {format_.group}" in files["actions.md"]
    assert f"- Issue: {format_.issue} (Cleo)" in files["actions.md"]
    assert f"- {format_.group}\n  - for: " in files["clusters.md"]
    assert f"- 1 dot\n  - for: {format_.issue}" in files["votes.md"]
    said = "\n".join(files[name] for name in format_.files)
    for box, notes in format_.notes.items():
        for note in filter(None, notes):
            assert f"{note} ({box})" in said, said
    about = "" if format_.about == ALL else f"\n  - for: {format_.about}"
    assert f"{format_.alike[0]} ({format_.boxes[format_.alike_in]}){about}\n" in said


def _the_next_check_in_asks(shop: Workshop, format_: Format) -> None:
    scene, cleo = shop.scene, shop.people["Cleo"]
    scene.travel_to(FRIDAY_2PM)
    cleo.press("Check in", on=scene.prompt_of(cleo))
    assert cleo.modal is not None
    asked = " ".join(cleo.modal.text.replace("│", "").split())
    assert f"What is in the way? ═══════════════════ {format_.issue}" in asked
    assert f"What did you set out to do? ═══════════════════════════ {format_.action}" in asked
    assert "new · due Fri 11 Sep" in asked
    fill_in(cleo, 7, {})
    cleo.choose(format_.action, "Done")
    cleo.submit()
    scene.travel_to(MONDAY_10AM)
    result = read(scene.channel.messages[-1])
    assert f"✓ done: {format_.action}" in result
    assert f"In the way • {format_.issue} · Cleo" in result

"""`okra export` and `okra import`: a team moves to another database, and goes on there."""

from pathlib import Path

import pytest

from bot.__main__ import main
from handlers.kit.ids import Appointment
from storage.engine import build_engine
from storage.store import Store
from tests.databases import SqliteFiles
from tests.e2e.scene import FRIDAY_2PM, Scene
from tests.e2e.workshop import Workshop, fills


@pytest.fixture
def lived(scene: Scene) -> Scene:
    """A team with OKRs, an answered check-in and a session that brought something forth."""
    scene.set_up("Ada", "Ben")
    scene.travel_to(FRIDAY_2PM)
    scene.answers(scene.people["Ben"], 4)
    shop = Workshop(scene)
    shop.begin("0", "Session 0")
    for _ in range(3):
        shop.drives("Next")
    shop.does("Ben", "Add a vision", fills(Vision="Whoever wants to play plays"))
    shop.ends()
    return scene


def okra(monkeypatch: pytest.MonkeyPatch, url: str, *typed: str) -> int:
    monkeypatch.setenv("DATABASE_URL", url)
    return main(list(typed))


def url_of(scene: Scene) -> str:
    return scene.bot.deps.store.engine.url.render_as_string(hide_password=False)


@pytest.mark.parametrize("name", ["all.json", "all.zip"])
def test_what_is_imported_gives_the_same_export_byte_for_byte(
    lived: Scene, sqlite_files: SqliteFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    first, again, elsewhere = tmp_path / name, tmp_path / f"again-{name}", sqlite_files.new_url()
    assert okra(monkeypatch, url_of(lived), "export", str(first)) == 0
    assert okra(monkeypatch, elsewhere, "import", str(first)) == 0
    assert okra(monkeypatch, elsewhere, "export", str(again)) == 0
    assert first.read_bytes() == again.read_bytes()


def test_the_next_check_in_is_appointed_in_the_new_database_too(
    lived: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = f"sqlite:///{tmp_path}/new.db"
    file = tmp_path / "all.json"
    assert okra(monkeypatch, url_of(lived), "export", str(file)) == 0
    assert okra(monkeypatch, elsewhere, "import", str(file)) == 0
    engine = build_engine(elsewhere)
    workspace = lived.slack.workspace.id
    with Store(engine).begin(workspace) as there, lived.bot.deps.store.begin(workspace) as here:
        assert there.agenda.pending(Appointment.CHECKIN_OPEN) == here.agenda.pending(Appointment.CHECKIN_OPEN) != []
        assert there.sessions.items_of(1) == here.sessions.items_of(1)
    engine.dispose()


def test_a_database_that_is_not_empty_is_left_alone(
    lived: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "all.json"
    assert okra(monkeypatch, url_of(lived), "export", str(file)) == 0
    assert okra(monkeypatch, url_of(lived), "import", str(file)) == 1
    assert "This database is not empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"), [(b"hello", "no JSON"), (b"PK\x03\x04", "not an archive"), (b"\xff", "not an")]
)
def test_a_file_that_is_no_archive_is_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    file = tmp_path / "all.json"
    file.write_bytes(content)
    assert okra(monkeypatch, f"sqlite:///{tmp_path}/new.db", "import", str(file)) == 1
    assert said in capsys.readouterr().err
    assert okra(monkeypatch, f"sqlite:///{tmp_path}/new.db", "import", str(tmp_path / "nothing")) == 1


def test_a_file_that_cannot_be_written_is_told(lived: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    assert okra(monkeypatch, url_of(lived), "export", "/nowhere/at/all.json") == 1

"""`okra` on the command line: a process of its own, with its exit codes, signals and what it says."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.local_slack import LocalSlack
from tests.bot.running import Process, environment, given, install, okra
from tests.databases import Postgres

STOP_SECONDS = 5.0
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1-2-abcdefgh", "SLACK_APP_TOKEN": "xapp-1-A1-2-abc"}


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(speed=1_000) as local:
        yield local


def test_it_says_its_version(tmp_path: Path) -> None:
    said = okra(tmp_path, "--version")
    assert re.fullmatch(r"okra \d+\.\d+\.\d+\n", said.stdout)
    assert said.returncode == 0


class TestRun:
    @pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
    def test_it_gets_ready_and_stops_cleanly_when_told(
        self, slack: LocalSlack, tmp_path: Path, how: signal.Signals
    ) -> None:
        app = install(slack)
        with Process(tmp_path, given(slack, app, tmp_path)) as process:
            process.ready()
            assert slack.connected(app)
            code, seconds = process.stop(how)
        assert (code, seconds < STOP_SECONDS) == (0, True), process.log
        slack.wait_until(lambda: not slack.connected(app))
        assert "Traceback" not in process.log
        assert app.bot_token not in process.log

    def test_every_fault_is_one_sentence_without_a_traceback(self, tmp_path: Path) -> None:
        said = okra(tmp_path, "run", SLACK_BOT_TOKEN="xoxp-1-secret", OKRA_SENDERS="many")
        assert said.returncode == 2
        assert [line.split()[0] for line in said.stderr.splitlines()] == [
            "SLACK_BOT_TOKEN",
            "SLACK_APP_TOKEN",
            "OKRA_SENDERS",
            "Every",
        ]
        assert "secret" not in said.stderr + said.stdout

    def test_settings_come_from_the_file_that_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "mine").write_text("SLACK_BOT_TOKEN=xoxp-1-2-3\n")
        assert "SLACK_BOT_TOKEN starts with xoxp-" in okra(tmp_path, "run", "--env-file", "mine").stderr
        assert "cannot read settings from other" in okra(tmp_path, "run", "--env-file", "other").stderr

    def test_a_token_that_slack_does_not_know_is_one_sentence(self, slack: LocalSlack, tmp_path: Path) -> None:
        settings = {**given(slack, install(slack), tmp_path), "SLACK_BOT_TOKEN": TOKENS["SLACK_BOT_TOKEN"]}
        said = okra(tmp_path, "run", **settings)
        assert said.returncode == 2
        assert "Slack does not know SLACK_BOT_TOKEN (invalid_auth)" in said.stderr
        assert "Traceback" not in said.stderr

    def test_a_database_that_does_not_answer_is_one_sentence(self, tmp_path: Path) -> None:
        said = okra(tmp_path, "run", **TOKENS, DATABASE_URL="postgresql://okra:secret@127.0.0.1:9/okra")
        assert said.returncode == 2
        assert "does not answer" in said.stderr
        assert "Traceback" not in said.stderr
        assert "secret" not in said.stderr

    def test_a_port_that_is_taken_is_one_sentence(self, slack: LocalSlack, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = str(other.getsockname()[1])
            settings = given(slack, install(slack), tmp_path, OKRA_HTTP_PORT=port, SLACK_SIGNING_SECRET="8f742231")
            said = okra(tmp_path, "run", **settings)
        assert said.returncode == 2
        assert f"I cannot listen on port {port}" in said.stderr
        assert "Traceback" not in said.stderr

    def test_while_slack_is_away_it_waits_and_stops_when_told(self, slack: LocalSlack, tmp_path: Path) -> None:
        app = install(slack)
        slack.fail("auth.test", "500", times=1_000)
        with Process(tmp_path, given(slack, app, tmp_path)) as process:
            process.wait(lambda: process.log.count("start.waiting") >= 2)
            assert process.stop()[0] == 0
        assert "Traceback" not in process.log

    def test_when_slack_is_back_it_starts(self, slack: LocalSlack, tmp_path: Path) -> None:
        app = install(slack)
        slack.fail("auth.test", "500", times=1)
        with Process(tmp_path, given(slack, app, tmp_path)) as process:
            process.ready()
        assert "start.waiting" in process.log

    def test_variables_that_would_turn_bolt_to_oauth_are_left_out(self, slack: LocalSlack, tmp_path: Path) -> None:
        app = install(slack)
        settings = given(slack, app, tmp_path, SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET="s")
        with Process(tmp_path, settings) as process:
            process.ready()
            ada = slack.add_person("Ada")
            answer = ada.command("/okra help", slack.add_channel("explore", [ada], apps=[app]))
        assert answer is not None
        assert "settings.ignored names=SLACK_CLIENT_ID,SLACK_CLIENT_SECRET" in process.log

    def test_signed_http_requests_instead_of_a_socket(self, slack: LocalSlack, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        url = f"http://127.0.0.1:{port}/slack/events"
        app = slack.install_app("okra", scopes=["commands"], commands=["/okra"], request_url=url)
        settings = given(slack, app, tmp_path, OKRA_HTTP_PORT=str(port), SLACK_SIGNING_SECRET=app.signing_secret)
        with Process(tmp_path, {**settings, "SLACK_APP_TOKEN": ""}) as process:
            process.ready()
            ada = slack.add_person("Ada")
            assert ada.command("/okra help", slack.add_channel("explore", [ada], apps=[app])) is not None
            code, seconds = process.stop()
        assert (code, seconds < STOP_SECONDS) == (0, True), process.log

    def test_what_hangs_does_not_keep_it_from_stopping(self, tmp_path: Path) -> None:
        hanging = (
            "import threading, types, bot.__main__ as main\n"
            "threading.Thread(target=threading.Event().wait).start()\n"
            "main._stop(types.SimpleNamespace(stop=threading.Event().wait), 0.3)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", hanging],
            cwd=tmp_path,
            env=environment({}),
            capture_output=True,
            timeout=10,
            check=False,
        )
        assert done.returncode == 1


class TestDatabase:
    def test_an_sqlite_file_is_made_and_brought_up_to_date(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path}/new/okra.db"
        behind = okra(tmp_path, "db", "check", DATABASE_URL=url)
        assert (behind.returncode, "Run `okra db upgrade`" in behind.stderr) == (1, True)
        assert okra(tmp_path, "db", "upgrade", DATABASE_URL=url).stdout.endswith("The database is up to date.\n")
        assert okra(tmp_path, "db", "check", DATABASE_URL=url).returncode == 0

    def test_on_postgresql_the_operator_decides_when_to_upgrade(
        self, slack: LocalSlack, tmp_path: Path, postgres: Postgres
    ) -> None:
        with postgres.empty_database() as url:
            settings = {**given(slack, install(slack), tmp_path), "DATABASE_URL": url}
            refused = okra(tmp_path, "run", **settings)
            assert refused.returncode == 2
            assert "Run `okra db upgrade` once, or set OKRA_MIGRATE=1" in refused.stderr
            with Process(tmp_path, {**settings, "OKRA_MIGRATE": "1"}) as process:
                process.ready()
                assert process.stop()[0] == 0
            assert okra(tmp_path, "db", "check", DATABASE_URL=url).returncode == 0

    def test_an_address_that_is_none_is_one_sentence(self, tmp_path: Path) -> None:
        said = okra(tmp_path, "db", "check", DATABASE_URL="okra.db")
        assert said.returncode == 2
        assert "DATABASE_URL has to be an address" in said.stderr

    def test_a_database_that_does_not_answer_is_one_sentence(self, tmp_path: Path) -> None:
        said = okra(tmp_path, "db", "upgrade", DATABASE_URL="postgresql://okra:secret@127.0.0.1:9/okra")
        assert said.returncode == 1
        assert len(said.stderr.splitlines()) == 1
        assert "secret" not in said.stderr


class TestDoctorsExitCode:
    def test_nothing_wrong(self, slack: LocalSlack, tmp_path: Path) -> None:
        said = okra(tmp_path, "doctor", **given(slack, install(slack), tmp_path))
        assert said.returncode == 0, said.stdout + said.stderr
        assert "✗" not in said.stdout

    def test_something_wrong(self, tmp_path: Path) -> None:
        said = okra(tmp_path, "doctor")
        assert said.returncode == 1
        assert "✗ wrong  settings: SLACK_BOT_TOKEN is missing" in said.stdout
        assert "Traceback" not in said.stderr

"""`make demo`: the page that comes first, the port that is taken, the end that leaves nothing, the transcript."""

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # four calls are not worth another package
import pytest

from demo.ports import free_port

STOP_SECONDS = 20


@contextmanager
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        yield int(somebody.getsockname()[1])


@contextmanager
def demo(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`python -m demo` as a process, killed with what it started if it is still there afterwards."""
    command = [sys.executable, "-m", "demo", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        watchdog = threading.Timer(60, process.kill)
        watchdog.start()
        try:
            yield process
        finally:
            watchdog.cancel()
            if process.poll() is None:
                process.kill()


def read_until(process: subprocess.Popen[str], words: str) -> str:
    """What it prints, up to the line with these words."""
    read = ""
    for line in process.stdout or ():
        read += line
        if words in line:
            break
    assert words in read, read
    return read


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_page_is_there_before_the_team_has_lived_and_a_signal_leaves_nothing(how: signal.Signals) -> None:
    with taken_port() as port, demo("--port", str(port), "--no-browser") as process:
        said = read_until(process, "http://")
        assert f"Port {port} is taken" in said
        address = next(word for word in said.split() if word.startswith("http://127.0.0.1:"))
        assert address != f"http://127.0.0.1:{port}/"
        page = urllib.request.urlopen(address, timeout=10).read().decode()
        assert "Starting" in page or "Dana sets up" in page or "Week 1 of 13" in page
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(how)
        rest, _ = process.communicate(timeout=STOP_SECONDS)
        assert process.returncode == 0
        assert "Stopped." in rest
        assert "Traceback" not in rest
        assert psutil.wait_procs(family, timeout=STOP_SECONDS)[1] == []


def test_the_bot_does_not_outlive_a_stage_that_was_killed() -> None:
    with demo("--port", "0", "--no-browser") as process:
        read_until(process, "http://")
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.communicate(timeout=STOP_SECONDS)
        assert psutil.wait_procs(family, timeout=STOP_SECONDS)[1] == []


@pytest.mark.parametrize(
    ("argument", "value"), [("--port", "70000"), ("--port", "eight"), ("--at", "yesterday"), ("--port", "-1")]
)
def test_what_cannot_be_is_refused_in_words(argument: str, value: str) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "demo", argument, value], capture_output=True, text=True, timeout=30, check=False
    )
    assert said.returncode == 2
    assert argument in said.stderr
    assert "Traceback" not in said.stderr


def test_two_beginnings_at_once_are_refused() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "demo", "--session", "--at", "digest"], capture_output=True, text=True, timeout=30,
        check=False,
    )  # fmt: skip
    assert said.returncode == 2
    assert "two beginnings" in said.stderr


def test_a_free_port_is_kept_and_zero_means_any() -> None:
    assert free_port(0) == 0
    with taken_port() as port:
        assert port < free_port(port) <= port + 50


def test_it_can_open_with_session_1_on_the_first_day() -> None:
    with demo("--session", "--port", "0", "--no-browser") as process:
        said = read_until(process, "Open the page and be Dana")
        assert "It is Tue 1 Sep 14:00" in said
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=STOP_SECONDS)
        assert process.returncode == 0
        assert "Traceback" not in rest


def test_headless_tells_session_1_facilitated_by_itself_and_saves_its_files(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "demo", "--headless", "--session", "--out", str(tmp_path)],
        capture_output=True, text=True, timeout=110, check=False, env={**os.environ, "COLUMNS": "100"},
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr
    for words in (
        "Dana types /okra session 1",
        "Only Dana reads: Say: All of us write, whatever our role.",
        "Goran types “Confetti, but only when”, and looks out of the window.",
        "7 of 8 done",
        "Read them all: 12 notes, shuffled",
        "4 of 4 pairs are done.",
        "Emre objects: “45 % is a guess",
        "3 key results",
        "Did I get it right?",
        "Questions of week two that the app answers itself (optional)",
        "Your turn: README.md, “Install”.",
    ):
        assert words in " ".join(said.stdout.replace("┊", " ").replace("│", " ").split()), words
    (saved,) = tmp_path.glob("okra-session-1-*.zip")
    assert zipfile.is_zipfile(saved)


def test_headless_prints_the_conversation_and_saves_the_picture(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "demo", "--headless", "--out", str(tmp_path)],
        capture_output=True, text=True, timeout=110, check=False, env={**os.environ, "COLUMNS": "100"},
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr
    for words in (
        "Thursday: Dana sets up her team, in #explore",
        "I can't read “about the same” as a number.",
        "4 of 7 have answered.",
        "I won't ask again this week.",
        "Monday, 10:00: Dana's digest",
        "Updated Mon 11:00: 1 late answer",
        "Your turn: README.md, “Install”.",
    ):
        assert words in " ".join(said.stdout.replace("┊", " ").split()), words
    assert (tmp_path / "digest.png").read_bytes().startswith(b"\x89PNG")

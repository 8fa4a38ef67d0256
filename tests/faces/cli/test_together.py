"""Several programs run as one: whatever ends them, nothing is left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from donghanh.faces.cli.together import run_together

SLEEP = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf'); time.sleep(60)"
WITH_A_CHILD = (
    "import pathlib, subprocess, sys, time;"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "pathlib.Path(sys.argv[1]).write_text(str(child.pid)); time.sleep(60)"
)

LONG = "import os, pathlib, sys, time;pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)"
SHORT = (
    "import pathlib, sys, time\nwhile not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.05)\nsys.exit(3)"
)


def python(code, *words):
    return [sys.executable, "-c", code, *map(str, words)]


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition, *, seconds=15):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    assert condition()


def test_when_one_ends_all_end_and_it_is_told_which(tmp_path):
    note = tmp_path / "pid"

    ended = run_together(commands=[python(LONG, note), python(SHORT, note)])

    assert ended == (1, 3)
    assert not is_alive(int(note.read_text()))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whoever_stops_us_stops_them_and_the_children_that_they_started(tmp_path, number):
    note = tmp_path / "pid"
    run = (
        "import sys; from donghanh.faces.cli.together import run_together;"
        f"print(run_together(commands=[[sys.executable, '-c', {WITH_A_CHILD!r}, {str(note)!r}]]))"
    )
    ours = subprocess.Popen(python(run), stdout=subprocess.PIPE, text=True)
    wait_for(lambda: note.exists() and note.read_text())

    ours.send_signal(number)
    told, _ = ours.communicate(timeout=20)

    assert (told.strip(), ours.returncode) == ("None", 0)
    wait_for(lambda: not is_alive(int(note.read_text())))


def test_one_that_does_not_listen_is_killed_when_patience_ends():
    began = time.monotonic()

    ended = run_together(commands=[python(DEAF), python("import time; time.sleep(1)")], patience_seconds=0.5)

    assert ended == (1, 0)
    assert time.monotonic() - began < 10


def test_a_command_that_does_not_exist_leaves_the_other_not_running():
    mark = "import time; time.sleep(47.11)"

    with pytest.raises(FileNotFoundError):
        run_together(commands=[python(mark), ["no-such-program-here"]])

    lines = [path for path in Path("/proc").glob("[0-9]*/cmdline") if mark.encode() in _read(path)]
    assert lines == []


def _read(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_afterwards_signals_mean_what_they_meant_before():
    before = signal.getsignal(signal.SIGTERM)

    run_together(commands=[python("pass")])

    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("after_seconds", [0.0, 0.01, 0.03, 0.08])
def test_a_signal_in_the_midst_of_the_start_loses_nobody(after_seconds):
    """Whoever still holds the pipe of our output is somebody that was lost."""
    run = (
        "import sys; from donghanh.faces.cli import together; print('ready', flush=True);"
        f"together.run_together(commands=[[sys.executable, '-c', {SLEEP!r}]] * 4)"
    )
    ours = subprocess.Popen(python(run), stdout=subprocess.PIPE, text=True)
    ours.stdout.readline()
    time.sleep(after_seconds)

    ours.send_signal(signal.SIGTERM)

    assert ours.communicate(timeout=20) == ("", None)

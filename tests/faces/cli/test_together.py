"""Several programs run as one: whatever ends them, nothing is left behind."""

from __future__ import annotations

import os
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
    long_one = (
        f"import os, pathlib, time; pathlib.Path({str(note)!r}).write_text(str(os.getpid())); time.sleep(60)"
    )
    ends_when_noted = f"import pathlib, sys, time\nwhile not pathlib.Path({str(note)!r}).exists(): time.sleep(0.05)\nsys.exit(3)"

    ended = run_together(commands=[python(long_one), python(ends_when_noted)])

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
    before = set(os.listdir("/proc"))

    with pytest.raises(FileNotFoundError):
        run_together(commands=[python(SLEEP), ["no-such-program-here"]])

    left = [pid for pid in set(os.listdir("/proc")) - before if pid.isdigit() and _is_ours(pid)]
    assert left == []


def _is_ours(pid):
    try:
        return SLEEP.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def test_afterwards_signals_mean_what_they_meant_before():
    before = signal.getsignal(signal.SIGTERM)

    run_together(commands=[python("pass")])

    assert signal.getsignal(signal.SIGTERM) is before

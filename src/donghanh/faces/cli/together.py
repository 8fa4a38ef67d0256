"""
Runs several programs as one: when one of them ends, or somebody stops us, all end, and nothing is left.

Each program leads a group of its own, so that Ctrl-C reaches us alone and we end them in good order; one
that does not end in time is killed with all that it started.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK_SECONDS = 0.3


def run_together(
    *, commands: Sequence[Sequence[str]], hand_over: Sequence[int] = (), patience_seconds: float = 12
) -> tuple[int, int] | None:
    """
    Run the commands until one of them ends or somebody stops us; then end them all.

    hand_over        : open files that every command gets, under the same numbers
    patience_seconds : what all of them together get to end in good order, before they are killed
    returns          : None when somebody stopped us, else (place of the command that ended, its status)
    """
    processes: list[subprocess.Popen[bytes]] = []
    with _signals_noted() as asked:
        try:
            processes.extend(
                subprocess.Popen(command, start_new_session=True, pass_fds=hand_over) for command in commands
            )
            return _first_to_end(processes, asked)
        finally:
            _end(processes, patience_seconds)


def _first_to_end(processes: Sequence[subprocess.Popen[bytes]], asked: list[int]) -> tuple[int, int] | None:
    while not asked:
        for place, process in enumerate(processes):
            if (status := process.poll()) is not None:
                return place, status
        time.sleep(LOOK_SECONDS)
    return None


def _end(processes: Sequence[subprocess.Popen[bytes]], patience_seconds: float) -> None:
    for process in processes:
        process.terminate()
    until = time.monotonic() + patience_seconds
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, until - time.monotonic()))
        with suppress(ProcessLookupError):  # nobody of the group is left: as it should be
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def _signals_noted() -> Iterator[list[int]]:
    """Note what asks us to end; raised in the midst of a start, it would lose what was just started."""
    asked: list[int] = []
    before = {number: signal.signal(number, lambda got, _: asked.append(got)) for number in STOPPING}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

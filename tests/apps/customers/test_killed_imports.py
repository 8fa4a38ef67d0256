"""`kill -9` in the middle of an import: nothing is left behind, and the next run does it whole, once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from tests.apps.customers.customer_files import csv_bytes, good_row

from donghanh.apps.customers import operations
from donghanh.apps.customers.models import Customer, ImportFile, MonthlyEnergy

pytestmark = pytest.mark.django_db(transaction=True)
VICTIM = Path(__file__).with_name("import_victim.py")


@pytest.fixture
def waiting_import(uploads, actors, product_now):
    """A file of 500 customers whose load was asked for; nobody has begun."""
    data = csv_bytes([good_row(number) for number in range(500)])
    number = operations.receive_file(actor=actors.business, blocks=[data], name="a.csv", at=product_now)
    operations.ask_for_load(actor=actors.business, import_file_id=number, at=product_now, queue=False)
    return number


@pytest.fixture
def start_victim(uploads):
    """Start a process that works on an import up to a place, and waits there; it is killed anyway."""
    started: list[subprocess.Popen[str]] = []

    def start(number: int, place: str) -> subprocess.Popen[str]:
        database = connection.settings_dict
        where = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
        url = f"postgresql://{quote(database['USER'])}:{quote(database['PASSWORD'], safe='')}@{where}"
        process = subprocess.Popen(
            [sys.executable, str(VICTIM), str(number), place],
            env={**os.environ, "DATABASE_URL": url, "UPLOADS": uploads},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().strip() == place
        return process

    yield start
    for process in started:
        process.kill()
        process.wait(timeout=10)


@pytest.mark.parametrize("place", ["checking", "loading"])
def test_a_killed_import_leaves_nothing_and_is_done_whole_by_the_next_run(
    waiting_import, start_victim, product_now, place
):
    victim = start_victim(waiting_import, place)
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait(timeout=10)
    assert ImportFile.objects.get().state == place
    assert not Customer.objects.exists()

    outcome = run_when_the_dead_are_gone(waiting_import, product_now)

    assert outcome.state == "loaded"
    assert (Customer.objects.count(), MonthlyEnergy.objects.count()) == (500, 1000)


def test_two_processes_never_work_on_one_import(waiting_import, start_victim, product_now):
    start_victim(waiting_import, "checking")

    with pytest.raises(operations.AlreadyRunning):
        operations.run_import(import_file_id=waiting_import, at=product_now)


def test_what_a_killed_run_spooled_is_cleared_away(waiting_import, start_victim, product_now, uploads):
    victim = start_victim(waiting_import, "checking")
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait(timeout=10)
    left = list(Path(uploads, "spool").rglob("*.arrow"))
    run_when_the_dead_are_gone(waiting_import, product_now)

    assert left
    assert not list(Path(uploads, "spool").rglob("*"))


def run_when_the_dead_are_gone(number, at):
    """The server notices within a moment that the killed process has hung up; only then its lock falls."""
    import time

    for _ in range(100):
        try:
            return operations.run_import(import_file_id=number, at=at)
        except operations.AlreadyRunning:
            time.sleep(0.1)
    raise AssertionError("the dead process still holds its lock")

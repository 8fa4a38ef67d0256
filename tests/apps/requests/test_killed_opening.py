"""`kill -9` in the middle of `donghanh requests open`: the same key again opens one case, nothing is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections, transaction
from tests.apps.billing.test_killed_runs import address

from donghanh.apps.requests.models import Case, CaseMove, IntakeKey

pytestmark = pytest.mark.django_db(transaction=True)
MOST_WAIT = 120  # [s] for a process to start on a busy machine
WORDS = (
    "requests", "open", "--service", "BILL_QUERY", "--name", "Hộ thử", "--phone", "0912345678", "--unit",
    "PA01ND", "--received", "2021-12-20T09:00+07:00", "--key", "k-1", "--json",
)  # fmt: skip
WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE NOT granted AND datname = current_database()
"""
OTHERS = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend'
"""


def start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "donghanh", *WORDS], env={**os.environ, "DATABASE_URL": address()},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def asked(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])


def wait_until(is_so: Callable[[], Any]) -> None:
    until = time.monotonic() + MOST_WAIT
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.005)


def kill(victim: subprocess.Popen[str]) -> None:
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait(timeout=10)
    for stream in (victim.stdout, victim.stderr):
        stream.close()


@contextmanager
def held(statement: str) -> Iterator[None]:
    """Hold a lock, so that the process stands still in the middle of its transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        yield


def test_a_case_whose_opening_is_killed_before_and_after_it_is_written_is_opened_once(
    transactional_db, product_now
):
    from tests.conftest import Actors

    Actors(at=product_now)
    dice = random.Random(20211220)
    before = asked(OTHERS)
    with held(
        f"LOCK TABLE {IntakeKey._meta.db_table} IN SHARE MODE"
    ):  # case and move are written, the key is not
        victim = start()
        wait_until(lambda: asked(WAITING))
        kill(victim)
    wait_until(lambda: asked(OTHERS) <= before)
    assert not Case.objects.exists()
    assert not IntakeKey.objects.exists()

    # It dies once the case is written, before or while it says so: the answer is lost, the case is not.
    victim = start()
    wait_until(Case.objects.exists)
    time.sleep(dice.random() * 0.02)
    kill(victim)
    said, problem = start().communicate(timeout=MOST_WAIT)
    connections.close_all()

    told = json.loads(said)
    assert (told["code"], told["is_again"]) == (Case.objects.get().code, True), problem
    assert told["code"].endswith("-000001")
    assert len(told["tracking_code"]) == 14
    assert IntakeKey.objects.count() == CaseMove.objects.filter(move="open").count() == 1

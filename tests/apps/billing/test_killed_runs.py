"""`kill -9` at ten moments of a run: the restart gives the rows and numbers of an undisturbed run, no gap."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from tests.apps.billing.street import ISSUED, NOVEMBER, build

from donghanh.apps.billing import queries
from donghanh.apps.billing.models import BillingRun, Invoice
from donghanh.apps.billing.operations import run_billing
from donghanh.apps.billing.refusals import CannotRun

pytestmark = pytest.mark.django_db(transaction=True)
VICTIM = Path(__file__).with_name("run_victim.py")
COUNT, MOMENTS = 120, 10


def address() -> str:
    database = connection.settings_dict
    where = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return f"postgresql://{quote(database['USER'])}:{quote(database['PASSWORD'], safe='')}@{where}"


def start(unit: str = "PA01ND") -> subprocess.Popen[str]:
    victim = subprocess.Popen(
        [sys.executable, str(VICTIM), unit], env={**os.environ, "DATABASE_URL": address()},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert victim.stdout is not None
    assert victim.stdout.readline().strip() == "begun"
    return victim


def rows_of(unit: str) -> list[tuple[object, ...]]:
    """All that an invoice says but keys and who it is for, which another unit's run cannot share."""
    own = {
        "id",
        "series_id",
        "run_id",
        "bill",
        "unit_code",
        "code",
        "name",
        "address",
        "metered",
        "lines_check",
    }
    names = [field.attname for field in Invoice._meta.concrete_fields if field.attname not in own]
    return list(Invoice.objects.filter(unit_code=unit).order_by("number").values_list(*names))


HELD = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND datname = current_database()
"""


def wait_until_the_dead_are_gone() -> None:
    """The server notices within a moment that the killed process has hung up; only then its lock falls."""
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute(HELD)
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("the dead process still holds its lock")


def test_a_run_killed_at_ten_moments_gives_the_rows_of_an_undisturbed_run(actors):
    build(actors=actors, count=COUNT)
    build(actors=actors, count=COUNT, unit="PA01XT")
    run_billing(actor=actors.console, unit_code="PA01XT", month=NOVEMBER, at=ISSUED, chunk=3)
    dice = random.Random(20211101)
    done = []

    for _ in range(MOMENTS):
        victim = start()
        for _ in range(dice.randrange(4)):
            victim.stdout.readline()
        time.sleep(dice.random() * 0.05)
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait(timeout=10)
        done.append(Invoice.objects.filter(unit_code="PA01ND").count())
        wait_until_the_dead_are_gone()
    later = ISSUED.replace(day=5)
    told = run_billing(actor=actors.console, unit_code="PA01ND", month=NOVEMBER, at=later, chunk=3)

    assert any(0 < count < COUNT for count in done), done
    assert (told.state, told.number, told.rated) == ("done", 1, COUNT)
    assert BillingRun.objects.get(unit_code="PA01ND").issued_at == ISSUED
    assert rows_of("PA01ND") == rows_of("PA01XT")
    assert queries.gaps() == ()
    assert [row[0] for row in Invoice.objects.filter(unit_code="PA01ND").values_list("number")] == list(
        range(1, COUNT + 1)
    )


def test_the_second_of_two_starts_is_told_who_runs_it(actors):
    build(actors=actors, count=60)
    victim = start()
    os.kill(victim.pid, signal.SIGSTOP)
    try:
        with pytest.raises(CannotRun, match="is being run by console") as refused:
            run_billing(actor=actors.business, unit_code="PA01ND", month=NOVEMBER, at=ISSUED)
    finally:
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait(timeout=10)
    assert refused.value.facts["who"] == "console"

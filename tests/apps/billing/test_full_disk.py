"""The database's disk fills up in the middle of a run: whole chunks stand, and with room it goes on alike."""

from __future__ import annotations

import os
import pwd
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from tests.apps.billing.street import ISSUED, NOVEMBER, build
from tests.small_disk import fill, small_disk

from donghanh.apps.billing import queries
from donghanh.apps.billing.models import BillingRun, Invoice
from donghanh.apps.billing.operations import dry_run, run_billing
from donghanh.apps.billing.refusals import CannotRun

pytestmark = pytest.mark.django_db(transaction=True)
SPACE = f"small_disk_{os.getpid()}"


@contextmanager
def invoices_on(disk: Path) -> Iterator[None]:
    """Keep the rows of invoices on a disk of their own while it lasts."""
    from donghanh.adapters.embedded_programs import runs_as

    if os.environ.get("DATABASE_URL"):
        pytest.skip("the database is a server of the user's own: its tablespaces are not ours to make")
    account = runs_as()
    if account:
        os.chown(disk, pwd.getpwnam(account).pw_uid, -1)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLESPACE {SPACE} LOCATION '{disk}'")
        try:
            cursor.execute(f"ALTER TABLE billing_invoice SET TABLESPACE {SPACE}")
            yield
        finally:
            cursor.execute("ALTER TABLE billing_invoice SET TABLESPACE pg_default")
            cursor.execute(f"DROP TABLESPACE {SPACE}")


def test_a_run_stops_with_whole_chunks_on_a_full_disk_and_ends_as_if_nothing_had_been(actors):
    build(actors=actors, count=60)
    asked = {"actor": actors.console, "unit_code": "PA01ND", "month": NOVEMBER, "at": ISSUED}
    undisturbed = dry_run(**asked)

    with (
        tempfile.TemporaryDirectory(dir="/var/tmp") as outside,
        small_disk(Path(outside) / "disk", kilobytes=1024) as disk,
    ):
        Path(outside).chmod(0o755)
        with invoices_on(disk):
            filler = fill(disk, leave_kilobytes=24)
            with pytest.raises(CannotRun, match="disk is full") as refused:
                run_billing(**asked, chunk=10)
            stood, gaps = Invoice.objects.count(), queries.gaps()
            stopped = BillingRun.objects.get().state
            filler.unlink()
            told = run_billing(**asked, chunk=10)

    assert refused.value.rule == "disk-full"
    assert (0 < stood < 60, stood % 10, gaps, stopped) == (True, 0, (), "stopped")
    assert (told.state, told.number, told.rated) == ("done", 1, 60)
    assert (told.result_digest, told.total_dong) == (undisturbed.result_digest, undisturbed.total_dong)
    assert list(Invoice.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 61))

"""A run makes each bill that is due into one invoice, once; a dry run says the same and writes nothing."""

from __future__ import annotations

from datetime import date

import psycopg
import pytest
from django.db import connection
from tests.apps.billing.street import ISSUED, NOVEMBER, build

from donghanh.apps.billing import operations
from donghanh.apps.billing.models import BillingRun, Invoice, InvoiceSeries
from donghanh.apps.billing.refusals import CannotRun
from donghanh.apps.organisation.permissions import Forbidden

pytestmark = pytest.mark.django_db


def test_a_run_makes_one_invoice_a_point_in_the_order_of_codes(street, run):
    told = run()

    assert (told.points, told.rated, told.held, told.refused) == (12, 12, 0, 0)
    assert told.holds
    rows = list(Invoice.objects.values_list("number", "code"))
    assert rows == list(enumerate(street, start=1))


def test_a_month_before_2022_is_numbered_in_an_old_series(street, run):
    run()

    series = InvoiceSeries.objects.get()
    assert (series.template, series.symbol, series.last_number) == ("01GTKT0/001", "ND/21E", 12)


def test_charges_stand_in_the_books_with_the_invoices(street, run, actors):
    from donghanh.apps.accounts.queries import check_books, statement

    told = run()

    owed = [statement(actor=actors.director, code=code, as_of=date(2021, 12, 2)) for code in street]
    assert sum(row.owed_dong for one in owed for row in one.open_invoices) == told.total_dong > 0
    assert check_books(actor=actors.director).holds


def test_a_dry_run_has_the_digest_of_the_run_and_writes_nothing(street, run, actors):
    before = operations.dry_run(actor=actors.business, unit_code="PA01ND", month=NOVEMBER, at=ISSUED)
    assert not Invoice.objects.exists()

    told = run(chunk=5)
    after = operations.dry_run(actor=actors.business, unit_code="PA01ND", month=NOVEMBER, at=ISSUED)

    assert before.result_digest == told.result_digest == after.result_digest
    assert before.total_dong == told.total_dong


def test_a_run_started_again_changes_nothing(street, run):
    first = run()
    again = run()

    assert not again.is_new
    assert again.run == first.run
    assert Invoice.objects.count() == 12
    assert BillingRun.objects.count() == 1


def test_bills_that_were_held_are_made_by_a_later_run(actors, run):
    codes = build(actors=actors, count=30)
    build(actors=actors, count=1, first=50, kwh=lambda at: 0)
    told = run()
    assert told.rated == 31

    build(actors=actors, count=2, first=90)
    more = run()

    assert (more.number, more.before, more.rated) == (2, 31, 2)
    assert more.holds
    assert len(codes) == 30


def test_numbers_have_no_gap_over_runs_of_two_units(actors, run):
    build(actors=actors, count=7)
    build(actors=actors, count=5, unit="PA01XT")
    run(chunk=2)
    run("PA01XT", chunk=2)

    for series in InvoiceSeries.objects.all():
        numbers = list(Invoice.objects.filter(series=series).values_list("number", flat=True))
        assert numbers == list(range(1, series.last_number + 1))


def test_an_error_in_the_middle_leaves_whole_chunks_and_the_next_start_goes_on(street, run, monkeypatch):
    from donghanh.apps.billing.operations import running

    ordinary = running.copy_rows
    copies = []

    def full(**rows):
        copies.append(1)
        if len(copies) == 3:
            raise psycopg.errors.DiskFull("could not extend file: No space left on device")
        ordinary(**rows)

    monkeypatch.setattr(running, "copy_rows", full)
    with pytest.raises(CannotRun, match="disk is full: 10 of 12 invoices stand") as refused:
        run(chunk=5)
    assert refused.value.rule == "disk-full"
    assert Invoice.objects.count() == 10
    assert BillingRun.objects.get().state == "stopped"

    told = run(chunk=5)

    assert (told.state, told.rated) == ("done", 12)
    assert list(Invoice.objects.values_list("number", flat=True)) == list(range(1, 13))


def test_readings_that_change_while_a_run_lies_still_end_it_and_a_new_run_does_the_rest(
    street, run, monkeypatch, actors
):
    from donghanh.apps.billing.operations import running

    ordinary = running.copy_rows
    monkeypatch.setattr(running, "copy_rows", _fails_after(1, ordinary))
    with pytest.raises(CannotRun):
        run(chunk=5)
    monkeypatch.setattr(running, "copy_rows", ordinary)
    build(actors=actors, count=1, first=70)

    told = run(chunk=5)

    assert (told.number, told.before, told.rated) == (2, 5, 8)
    assert [one.state for one in BillingRun.objects.order_by("id")] == ["cut_short", "done"]


def test_who_may_not_run_is_refused(street, run, actors):
    for actor in (actors.auditor, actors.unit_head("PA01XT"), actors.crew("PA01ND")):
        with pytest.raises(Forbidden):
            run(by=actor)
    assert not BillingRun.objects.exists()


def test_a_month_is_named_by_its_first_day(street, actors):
    with pytest.raises(CannotRun) as refused:
        operations.run_billing(actor=actors.business, unit_code="PA01ND", month=date(2021, 11, 2), at=ISSUED)
    assert refused.value.rule == "month-not-its-first-day"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE billing_invoice SET total_amount = 0",
        "DELETE FROM billing_invoice",
        "TRUNCATE billing_invoice CASCADE",
        "UPDATE billing_invoiceseries SET last_number = 3",
        "DELETE FROM billing_billingrun",
    ],
)
def test_what_was_issued_is_never_changed(street, run, statement):
    from django.db import DatabaseError, transaction

    run()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Invoice.objects.filter(total_amount__gt=0).count() == 12


def _fails_after(count, ordinary):
    copies = []

    def copy(**rows):
        copies.append(1)
        if len(copies) > count:
            raise psycopg.OperationalError("the connection broke")
        ordinary(**rows)

    return copy

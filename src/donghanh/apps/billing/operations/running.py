"""
The billing run of a unit and month: every bill that is due becomes one invoice, in order of customer code.

Numbers, rows and charges of a chunk are committed in one transaction: whatever happens, a series has no
gap, and starting again goes on behind the last chunk with the same law and moment of issue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
import psycopg
from django.db import DatabaseError, transaction
from django.db.models import F

from donghanh.apps.accounts.operations import post_charges
from donghanh.apps.billing.bridge.kept import invoiced_bills, result_digest
from donghanh.apps.billing.bridge.preparing import Prepared, prepare
from donghanh.apps.billing.bridge.rows import copy_rows, numbered
from donghanh.apps.billing.models import BillingRun, InvoiceSeries, RunRest
from donghanh.apps.billing.models.runs import OPEN
from donghanh.apps.billing.operations.locking import alone
from donghanh.apps.billing.operations.numbering import series_for, take_numbers
from donghanh.apps.billing.permissions import check_run
from donghanh.apps.billing.references import house_day, reference_column
from donghanh.apps.billing.refusals import CannotRun
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.tariffs.queries import digest_in_force, law_of
from donghanh.kernel.account_tables import CHARGES

CHUNK = 5_000
Report = Callable[[int, int], None]


@dataclass(frozen=True)
class RunTold:
    """
    What a run, or a dry run, came to.

    number   : of the run in this unit and month; null for a dry run
    points   : with a contract in the month = before + rated + held + refused + not_due
    before   : invoiced by earlier runs; rated: by this one
    is_new   : false when there was nothing left to do
    """

    unit_code: str
    month: date
    run: int | None
    number: int | None
    state: str
    is_dry: bool
    is_new: bool
    release: str
    points: int
    before: int
    rated: int
    held: int
    refused: int
    not_due: int
    total_dong: int
    input_digest: str
    result_digest: str

    @property
    def holds(self) -> bool:
        """Whether input = rated + held + refused, with what was invoiced before and what is not due."""
        return self.points == self.before + self.rated + self.held + self.refused + self.not_due


def dry_run(*, actor: Actor, unit_code: str, month: date, at: datetime) -> RunTold:
    """
    Reckon a unit's month and write nothing; the digest is that of a run on the same readings and law.

    raises : Forbidden; NoLawInForce; CannotRun
    """
    check_run(actor=actor, unit_code=unit_code)
    _check_month(month)
    last = BillingRun.objects.filter(kind="billing", unit_code=unit_code, month=month).first()
    release = last.release if last else digest_in_force(on_moment=at)
    ready = _prepared(unit_code, month, release, last.issued_at if last else at)
    return RunTold(
        unit_code, month, None, None, "dry", is_dry=True, is_new=False, release=release, points=ready.points,
        before=0, rated=ready.rows.height, held=ready.count("held"), refused=ready.count("refused"),
        not_due=ready.count("not_due"), total_dong=int(ready.rows["total_amount"].sum()),
        input_digest=ready.input_digest, result_digest=ready.result_digest,
    )  # fmt: skip


def run_billing(
    *,
    actor: Actor,
    unit_code: str,
    month: date,
    at: datetime,
    chunk: int = CHUNK,
    report: Report | None = None,
    skip_if_done: bool = False,
) -> RunTold:
    """
    Invoice what is due of a unit's month; when a run was interrupted, end it first.

    month   : first day of the bill month
    chunk   : invoices a transaction
    report  : is told (done, planned) after each chunk
    skip_if_done : when the last run was ended, answer it without looking for bills that came since
    raises  : Forbidden; NoLawInForce; CannotRun `already-running`, `month-not-its-first-day`,
              `series-missing`, `series-full`, `disk-full`, `database`
    """
    check_run(actor=actor, unit_code=unit_code)
    _check_month(month)
    with alone(unit_code=unit_code, month=month):
        last = _last(unit_code, month)
        if skip_if_done and last is not None and last.state == "done":
            return told_of(run=last, is_new=False)
        run, ready = _begun(actor, unit_code, month, at)
        if run is None:
            return told_of(run=last, is_new=False)
        with _stopping(run):
            series = series_for(unit_code=unit_code, month=month)
            rest = ready.rows.join(invoiced_bills(unit_code=unit_code, month=month), on="bill", how="anti")
            for part in rest.iter_slices(chunk):
                _issue(actor, run, series, part)
                if report:
                    report(run.done_count, run.planned_count)
            _end(actor, run, at)
    return told_of(run=run, is_new=True)


def told_of(*, run: BillingRun | None, is_new: bool) -> RunTold:
    """Say what a kept run came to."""
    assert run is not None
    return RunTold(
        run.unit_code, run.month, int(run.pk), run.number, run.state, is_dry=False, is_new=is_new,
        release=run.release, points=run.points, before=run.before_count, rated=run.planned_count,
        held=run.held_count, refused=run.refused_count, not_due=run.not_due_count, total_dong=run.total_dong,
        input_digest=run.input_digest, result_digest=run.result_digest,
    )  # fmt: skip


def _check_month(month: date) -> None:
    if month.day != 1:
        raise CannotRun("month-not-its-first-day", f"A bill month is named by its first day, not {month}.")


def _prepared(unit_code: str, month: date, release: str, issued_at: datetime) -> Prepared:
    return prepare(
        unit_code=unit_code, month=month, law=law_of(digest=release), known_on=house_day(issued_at)
    )


def _last(unit_code: str, month: date) -> BillingRun | None:
    return BillingRun.objects.filter(kind="billing", unit_code=unit_code, month=month).first()


def _begun(actor: Actor, unit_code: str, month: date, at: datetime) -> tuple[BillingRun | None, Prepared]:
    """The run to go on with, or a new one; None when a run was made and nothing came since."""
    last = _last(unit_code, month)
    if last is not None and last.state in OPEN:
        ready = _prepared(unit_code, month, last.release, last.issued_at)
        if ready.input_digest == last.input_digest:
            BillingRun.objects.filter(pk=last.pk).update(state="under_way", message="")
            last.refresh_from_db()
            return last, ready
        _cut_short(actor, last, at)
    release = digest_in_force(on_moment=at)
    ready = _prepared(unit_code, month, release, at)
    before = ready.rows.join(invoiced_bills(unit_code=unit_code, month=month), on="bill", how="semi").height
    if last is not None and last.state == "done" and before == ready.rows.height:
        return None, ready
    return _begin(actor, unit_code, month, at, release, ready, before), ready


@transaction.atomic
def _begin(
    actor: Actor, unit_code: str, month: date, at: datetime, release: str, ready: Prepared, before: int
) -> BillingRun:
    last = _last(unit_code, month)
    run = BillingRun.objects.create(
        kind="billing", unit_code=unit_code, month=month, number=last.number + 1 if last else 1,
        release=release, state="under_way", points=ready.points, before_count=before,
        planned_count=ready.rows.height - before, held_count=ready.count("held"),
        refused_count=ready.count("refused"), not_due_count=ready.count("not_due"),
        input_digest=ready.input_digest, issued_at=at, staff_id=actor.staff_id, username=actor.username,
    )  # fmt: skip
    RunRest.objects.bulk_create(
        (RunRest(run=run, **row) for row in ready.rest.iter_rows(named=True)), batch_size=2_000
    )
    record_act(actor=actor, act="billing.begin_run", subject=_subject(run), facts=_facts(run), at=at)
    return run


@transaction.atomic
def _issue(actor: Actor, run: BillingRun, series: InvoiceSeries, part: pl.DataFrame) -> None:
    """One chunk: numbers, rows, charges and progress, all or nothing."""
    first = take_numbers(series_id=int(series.pk), count=part.height)
    rows = numbered(rows=part, series=int(series.pk), first=first, run=int(run.pk), kind="original")
    copy_rows(rows=rows)
    charges = rows.with_columns(invoice=reference_column(template=series.template, symbol=series.symbol))
    post_charges(
        rows=charges.select(CHARGES.schema.names()), on=house_day(run.issued_at), by=actor, at=run.issued_at,
        subject=_subject(run),
    )  # fmt: skip
    BillingRun.objects.filter(pk=run.pk).update(
        done_count=F("done_count") + part.height,
        total_dong=F("total_dong") + int(part["total_amount"].sum()),
    )
    run.done_count += part.height


@transaction.atomic
def _end(actor: Actor, run: BillingRun, at: datetime) -> None:
    digest = result_digest(unit_code=run.unit_code, month=run.month)
    BillingRun.objects.filter(pk=run.pk).update(state="done", message="", result_digest=digest)
    run.refresh_from_db()
    facts = {**_facts(run), "result_digest": digest, "total_dong": run.total_dong}
    record_act(actor=actor, act="billing.end_run", subject=_subject(run), facts=facts, at=at)


@transaction.atomic
def _cut_short(actor: Actor, run: BillingRun, at: datetime) -> None:
    """Readings changed since it was interrupted: what it issued stands, the next run does the rest."""
    BillingRun.objects.filter(pk=run.pk).update(state="cut_short", planned_count=F("done_count"))
    record_act(actor=actor, act="billing.cut_run_short", subject=_subject(run), facts=_facts(run), at=at)


@contextmanager
def _stopping(run: BillingRun) -> Iterator[None]:
    """An error ends the run as `stopped`, with what happened; the chunk under way leaves nothing."""
    try:
        yield
    except CannotRun as error:
        _stop(run, str(error))
        raise
    except (DatabaseError, psycopg.Error) as error:
        rule, sentence = _sentence_of(error, run)
        _stop(run, sentence)
        raise CannotRun(rule, sentence, unit=run.unit_code, done=run.done_count) from error


def _sentence_of(error: Exception, run: BillingRun) -> tuple[str, str]:
    full = any(isinstance(one, psycopg.errors.DiskFull) for one in (error, error.__cause__))
    stands = f"{run.done_count} of {run.planned_count} invoices stand, nothing half is left"
    if full:
        text = (
            f"The database's disk is full: {stands}. Next: make room, then start the run again; it goes on."
        )
        return "disk-full", text
    return "database", f"The database refused: {str(error).splitlines()[0]}; {stands}. Next: start it again."


def _stop(run: BillingRun, sentence: str) -> None:
    try:
        BillingRun.objects.filter(pk=run.pk).update(state="stopped", message=sentence)
    except (DatabaseError, psycopg.Error):
        return  # On a full disk not even this can be written; an open run is gone on with all the same.


def _subject(run: BillingRun) -> str:
    return f"run:{run.unit_code}/{run.month:%Y-%m}/{run.number}"


def _facts(run: BillingRun) -> dict[str, object]:
    return {
        "release": run.release, "points": run.points, "before": run.before_count,
        "planned": run.planned_count, "done": run.done_count, "held": run.held_count,
        "refused": run.refused_count, "not_due": run.not_due_count, "input_digest": run.input_digest,
    }  # fmt: skip

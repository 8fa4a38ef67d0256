"""Runs in sight: how far they are, what they left out and why; whether the numbers of a series have a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import QuerySet

from donghanh.apps.billing.models import BillingRun
from donghanh.apps.billing.permissions import check_see_invoices, may_run, units_in_sight
from donghanh.apps.billing.refusals import NotFound
from donghanh.apps.organisation.permissions import Actor

LISTED = 100
GAPS = """
SELECT series.template, series.symbol, series.last_number, count(invoice.id)
FROM billing_invoiceseries series LEFT JOIN billing_invoice invoice ON invoice.series_id = series.id
GROUP BY series.id HAVING count(invoice.id) <> series.last_number ORDER BY 1, 2
"""


@dataclass(frozen=True)
class RestRow:
    """A bill that was not made, and why."""

    state: str
    code: str
    rule: str
    facts: str


@dataclass(frozen=True)
class BillingRunCard:
    """
    One run; points = before + planned + held + refused + not_due.

    percent : of the planned invoices that are committed
    """

    id: int
    kind: str
    unit_code: str
    month: date
    number: int
    state: str
    release: str
    points: int
    before: int
    planned: int
    done: int
    held: int
    refused: int
    not_due: int
    total_dong: int
    input_digest: str
    result_digest: str
    issued_at: datetime
    username: str
    why: str
    message: str
    may_run: bool

    @property
    def percent(self) -> int:
        """How far it is."""
        return 100 * self.done // self.planned if self.planned else 100

    @property
    def holds(self) -> bool:
        """Whether input = rated + held + refused."""
        return self.points == self.before + self.planned + self.held + self.refused + self.not_due


def runs(*, actor: Actor, kind: str = "billing") -> tuple[BillingRunCard, ...]:
    """List the last runs in sight, newest first. raises : Forbidden"""
    found = _in_sight(actor).filter(kind=kind).order_by("-month", "unit_code", "-number")
    return tuple(_card(row, actor) for row in found[:LISTED])


def run(*, actor: Actor, run: int) -> tuple[BillingRunCard, tuple[RestRow, ...]]:
    """Answer one run and what it left out (the first 500). raises : Forbidden; NotFound"""
    row = _in_sight(actor).filter(pk=run).first()
    if row is None:
        raise NotFound("run", run)
    rests = tuple(RestRow(one.state, one.code, one.rule, one.facts) for one in row.rests.all()[:500])
    return _card(row, actor), rests


def run_units(*, actor: Actor, units: tuple[str, ...]) -> tuple[str, ...]:
    """Of some units, those whose billing the actor may run."""
    return tuple(unit for unit in units if may_run(actor=actor, unit_code=unit))


def gaps() -> tuple[tuple[str, str, int, int], ...]:
    """
    Series whose invoices are not as many as the numbers given: (template, symbol, last number, invoices).

    A number comes once, for it is in the key; so none missing means no gap.
    """
    with connection.cursor() as cursor:
        cursor.execute(GAPS)
        return tuple(cursor.fetchall())


def _in_sight(actor: Actor) -> QuerySet[BillingRun]:
    check_see_invoices(actor=actor)
    units = units_in_sight(actor=actor)
    return BillingRun.objects.all() if units is None else BillingRun.objects.filter(unit_code__in=units)


def _card(row: BillingRun, actor: Actor) -> BillingRunCard:
    return BillingRunCard(
        row.pk, row.kind, row.unit_code, row.month, row.number, row.state, row.release, row.points,
        row.before_count, row.planned_count, row.done_count, row.held_count, row.refused_count,
        row.not_due_count, row.total_dong, row.input_digest, row.result_digest, row.issued_at, row.username,
        row.why, row.message, may_run(actor=actor, unit_code=row.unit_code),
    )  # fmt: skip

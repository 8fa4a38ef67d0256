"""What the reductions ask of billing: what a round gave and to whom it could not, and how the bills stand."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from donghanh.apps.billing.bridge.current import bill_of, current_of
from donghanh.apps.billing.models import BillingRun, Invoice, RunRest
from donghanh.apps.billing.queries.paid import reliefs_paid
from donghanh.apps.billing.queries.relief_bases import bases_of
from donghanh.apps.customers.bridge.copying import copy_out
from donghanh.apps.reliefs.ports import Billed, Given
from donghanh.apps.reliefs.refusals import Refused
from donghanh.apps.tariffs.queries import law_in_force, law_of

# What all invoices of a customer and price group come to: replaced ones out, adjustments in.
BILLS = """
SELECT invoice.code, invoice.category, sum(invoice.kwh)::bigint, sum(invoice.gross_amount)::bigint,
    (sum(invoice.quota_quarters) FILTER (WHERE invoice.kind IN ('original', 'replacement')))::bigint
FROM billing_invoice invoice
WHERE invoice.month = %s AND NOT EXISTS (
    SELECT FROM billing_invoice later WHERE later.kind = 'replacement'
    AND later.refers_to_id IN (invoice.id, invoice.refers_to_id) AND later.id <> invoice.id
)
GROUP BY invoice.code, invoice.category
"""
BILL_COLUMNS = {
    "code": pl.String, "category": pl.String, "kwh": pl.Int64, "gross_amount": pl.Int64,
    "quota_quarters": pl.Int64,
}  # fmt: skip


def given(*, relief_round: str, month: date) -> Given:
    """Answer what a round and month gave, whose bill was left out and why, and what bills come to."""
    paid = reliefs_paid(relief_round=relief_round, month=month)
    return Given(
        paid=paid,
        unpaid=pl.concat([_unpaid(month), _nothing_to_take_off(relief_round, month)]),
        bills=copy_out(query=BILLS, parameters=[month], schema=BILL_COLUMNS),
        bases=bases_of(relief_round=relief_round, month=month, paid=paid),
    )


def billed(*, month: date, at: datetime) -> Billed:
    """
    Answer the bills of a month as they stand, adjustments counted in.

    raises : Refused `nobody-billed`; NoLawInForce
    """
    numbers = Invoice.objects.filter(month=month, kind="original").values_list("bill", flat=True)
    rows = list(current_of(bills=list(numbers)).values())
    last = BillingRun.objects.filter(month=month, kind="billing").order_by("-id").first()
    if not rows or last is None:
        raise Refused("nobody-billed", f"No bills of {month:%m/%Y} were made.", month=f"{month:%Y-%m}")
    bill = bill_of(rows=rows)
    codes = pl.DataFrame(
        [(row["bill"], row["code"], row["unit_code"]) for row in rows],
        schema={"bill": pl.Int64, "code": pl.String, "unit_code": pl.String}, orient="row",
    )  # fmt: skip
    return Billed(
        bill.bills, bill.usage, codes, law_of(digest=last.release), law_in_force(on_moment=at), bill.quotas
    )


def _unpaid(month: date) -> pl.DataFrame:
    runs = BillingRun.objects.filter(month=month, kind="billing").order_by("unit_code", "-number")
    last = runs.distinct("unit_code").values_list("pk", flat=True)
    rests = RunRest.objects.filter(run_id__in=list(last)).exclude(code="")
    rows = [(code, f"{state}: {rule}") for code, state, rule in rests.values_list("code", "state", "rule")]
    return pl.DataFrame(rows, schema={"code": pl.String, "reason": pl.String}, orient="row")


def _nothing_to_take_off(relief_round: str, month: date) -> pl.DataFrame:
    """Who has the reduction on the bill, and a bill from which it takes nothing."""
    rows = Invoice.objects.filter(month=month, relief__startswith=f"{relief_round}/", relief_amount=0)
    kept = rows.filter(kind__in=("original", "replacement")).values_list("code", "kwh")
    reasons = [(code, "nothing-to-take-off" if kwh else "nothing-used") for code, kwh in kept]
    return pl.DataFrame(reasons, schema={"code": pl.String, "reason": pl.String}, orient="row")

"""What the reductions ask of billing: what a round gave and to whom it could not, and how the bills stand."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from donghanh.apps.billing.bridge.current import bill_of, current_of
from donghanh.apps.billing.models import BillingRun, Invoice, RunRest
from donghanh.apps.billing.queries.paid import reliefs_paid
from donghanh.apps.reliefs.ports import Billed, Given
from donghanh.apps.reliefs.refusals import Refused
from donghanh.apps.tariffs.queries import law_in_force, law_of


def given(*, relief_round: str, month: date) -> Given:
    """Answer what invoices and adjustments of a round and month gave, and whose bill was not made."""
    paid = reliefs_paid(relief_round=relief_round, month=month)
    kept = Invoice.objects.filter(month=month, kind="original", relief__startswith=f"{relief_round}/")
    quotas = pl.DataFrame(
        list(kept.values_list("code", "quota_quarters")),
        schema={"code": pl.String, "quota_quarters": pl.Int64}, orient="row",
    )  # fmt: skip
    return Given(paid, _unpaid(month), quotas)


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

"""What certificates and re-rating of reductions ask of the invoices; plugged into `apps.reliefs.ports`."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from donghanh.apps.billing.bridge.current import bill_of, current_of
from donghanh.apps.billing.models import Invoice
from donghanh.apps.billing.queries.paid import reliefs_paid
from donghanh.apps.customers.bridge.copying import copy_out
from donghanh.apps.reliefs.ports import Billed, Given
from donghanh.apps.tariffs.queries import digest_in_force, law_of

# The last run of each unit says what it left out; an invoice without anything to take off says so itself.
UNPAID = """
SELECT rest.code, 'bill-' || replace(rest.state, '_', '-') FROM billing_runrest rest
JOIN billing_billingrun run ON run.id = rest.run_id
WHERE run.kind = 'billing' AND run.month = %s AND run.number = (
    SELECT max(number) FROM billing_billingrun later
    WHERE later.kind = 'billing' AND later.month = run.month AND later.unit_code = run.unit_code
)
UNION ALL
SELECT invoice.code, CASE WHEN invoice.kwh = 0 THEN 'nothing-used' ELSE 'nothing-to-take-off' END
FROM billing_invoice invoice
WHERE invoice.month = %s AND invoice.relief LIKE %s AND invoice.relief_amount = 0
    AND invoice.kind IN ('original', 'replacement')
"""
QUOTAS = """
SELECT code, sum(quota_quarters)::bigint FROM billing_invoice
WHERE month = %s AND kind = 'original' GROUP BY code
"""


def given(*, relief_round: str, month: date) -> Given:
    """Answer what was given in a round and month, whose bill was left out and why, and the households."""
    reasons = {"code": pl.String, "reason": pl.String}
    parameters = [month, month, f"{relief_round}/%"]
    return Given(
        paid=reliefs_paid(relief_round=relief_round, month=month),
        unpaid=copy_out(query=UNPAID, parameters=parameters, schema=reasons),
        quotas=copy_out(
            query=QUOTAS, parameters=[month], schema={"code": pl.String, "quota_quarters": pl.Int64}
        ),
    )


def billed(*, month: date, at: datetime) -> Billed:
    """Answer the bills of a month as they stand, by the law of their runs and by that in force at `at`."""
    originals = Invoice.objects.filter(month=month, kind="original")
    current = current_of(bills=list(originals.values_list("bill", flat=True)))
    bill = bill_of(rows=current.values())
    codes = [(number, row["code"], row["unit_code"]) for number, row in current.items()]
    released = originals.order_by("-run_id").values_list("run__release", flat=True).first()
    now = digest_in_force(on_moment=at)
    return Billed(
        bills=bill.bills,
        usage=bill.usage,
        codes=pl.DataFrame(
            codes, schema={"bill": pl.Int64, "code": pl.String, "unit_code": pl.String}, orient="row"
        ),
        law=law_of(digest=released or now),
        law_now=law_of(digest=now),
        quotas=bill.quotas if bill.quotas.height else None,
    )

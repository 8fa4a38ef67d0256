"""The lines of an invoice: made again from what is kept and the release it names, and proved the same."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from donghanh.apps.billing.bridge.current import bill_of
from donghanh.apps.billing.bridge.rating import lines_made, made
from donghanh.apps.billing.models import Invoice
from donghanh.apps.billing.refusals import NotFound
from donghanh.apps.tariffs.queries import law_of


@dataclass(frozen=True)
class Reproduced:
    """
    Lines made again.

    lines   : LINES; of an adjustment those that hold after it
    totals  : TOTALS of these lines, one row
    bills, usage, quotas : what is kept of the bill, as rating reads it
    is_same : whether they are the lines that were issued, by 62 bits over all of them
    """

    lines: pl.DataFrame
    totals: pl.DataFrame
    bills: pl.DataFrame
    usage: pl.DataFrame
    quotas: pl.DataFrame
    release: str
    is_same: bool


def lines_of(*, invoice: int) -> Reproduced:
    """
    Make the lines of an invoice again; for papers and pages, which have checked who asks.

    raises : NotFound
    """
    row = Invoice.objects.select_related("run").filter(pk=invoice).first()
    if row is None:
        raise NotFound("invoice", invoice)
    columns = {field.attname: getattr(row, field.attname) for field in Invoice._meta.concrete_fields}
    bill = bill_of(rows=[columns])
    law = law_of(digest=row.run.release)
    again = made(law=law, bill=bill)
    check = again.totals["lines_check"]
    is_same = check.len() == 1 and check[0] == row.lines_check
    return Reproduced(
        lines_made(law=law, bill=bill), again.totals,
        bill.bills, bill.usage, bill.quotas, row.run.release, bool(is_same),
    )  # fmt: skip

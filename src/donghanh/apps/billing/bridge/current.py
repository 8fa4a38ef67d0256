"""What now holds of bills: the invoice that counts, its sum with adjustments, what they are rated from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from donghanh.apps.billing.bridge.rows import Bill, bills_of_rows
from donghanh.apps.billing.models import Invoice
from donghanh.apps.billing.references import reference

AMOUNTS = ("kwh", "gross_amount", "relief_amount", "net_amount", "vat_amount", "total_amount")
NOT_OF_A_ROW = {"series_id", "run_id", "refers_to_id", "number", "id", "kind", "lines_check"}


def current_of(*, bills: Collection[int]) -> dict[int, dict[str, Any]]:
    """
    Answer, by bill, the columns of its last state with amounts that are the sum of what was issued.

    `base` is the invoice that a further correction refers to, `root` the name of the first one in the books.
    """
    rows = Invoice.objects.filter(bill__in=list(bills)).select_related("series").order_by("run_id", "id")
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        columns = {field.attname: getattr(row, field.attname) for field in Invoice._meta.concrete_fields}
        if row.kind == "original":
            found[row.bill] = columns | {"base": row.pk, "root": reference_of(row), "first": row.pk}
        else:
            found[row.bill] = _corrected(found[row.bill], columns, row)
    return found


def reference_of(row: Invoice) -> str:
    """Name a row as the books do; it comes with its series."""
    return reference(template=row.series.template, symbol=row.series.symbol, number=row.number)


def bill_of(*, rows: Iterable[dict[str, Any]]) -> Bill:
    """Lay kept columns out for rating."""
    return bills_of_rows(rows=list(rows))


def _corrected(before: dict[str, Any], now: dict[str, Any], row: Invoice) -> dict[str, Any]:
    kept = {name: before[name] for name in ("base", "root", "first")}
    if row.kind == "replacement":
        return now | kept | {"base": row.pk}
    return now | kept | {name: before[name] + now[name] for name in AMOUNTS}

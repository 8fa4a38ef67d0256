"""An invoice for who holds its look-up code: what the paper says, with the name covered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from donghanh.apps.billing.bridge.current import reference_of
from donghanh.apps.billing.models import Invoice
from donghanh.apps.billing.queries.masks import masked_name
from donghanh.engines.billing import is_code_of, parse_code

LARGEST = 2**63


@dataclass(frozen=True)
class HeldCorrection:
    """An invoice that came after and refers to this one."""

    name: str
    kind: str
    total_amount: int


@dataclass(frozen=True)
class HeldInvoice:
    """
    What the holder of the code sees.

    is_replaced : another invoice counts instead; `corrections` are all that came after
    """

    id: int
    name: str
    kind: str
    month: date
    code_end: str
    customer_name: str
    from_on: date
    until_on: date
    kwh: int
    gross_amount: int
    relief_amount: int
    net_amount: int
    vat_percent: int
    vat_amount: int
    total_amount: int
    issued_at: datetime
    is_replaced: bool
    corrections: tuple[HeldCorrection, ...]


def invoice_by_code(*, code: str) -> HeldInvoice | None:
    """Answer the invoice of a code; None for every code that is not exactly one that was given out."""
    key = parse_code(code=code)
    if key is None or key >= LARGEST:
        return None
    row = Invoice.objects.select_related("run", "series").filter(pk=key).first()
    if row is None or not is_code_of(code=code, secret=bytes(row.series.secret), invoice=row.pk):
        return None
    later = tuple(row.corrections.select_related("series"))
    return HeldInvoice(
        row.pk, reference_of(row), row.kind, row.month, row.code[-4:], masked_name(row.name), row.from_on,
        row.until_on, row.kwh, row.gross_amount, row.relief_amount, row.net_amount, row.vat_percent,
        row.vat_amount, row.total_amount, row.run.issued_at,
        any(one.kind == "replacement" for one in later),
        tuple(HeldCorrection(reference_of(one), one.kind, one.total_amount) for one in later),
    )  # fmt: skip

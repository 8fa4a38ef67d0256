"""An invoice as it stands on paper: who, what was read, lines with their clauses, sums."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from donghanh.adapters.invoice_paper import (
    ADJUSTS,
    REPLACES,
    InvoicePaper,
    PaperLine,
    Party,
    Reading,
    Reference,
    Totals,
)
from donghanh.apps.billing.models import Invoice
from donghanh.apps.billing.references import house_day
from donghanh.engines.accounts import due_day
from donghanh.engines.billing import code_of
from donghanh.engines.rating.law import LawSource
from donghanh.lawbook.invoice_series import seller
from donghanh.lawbook.payment_terms import payment_term

REGISTERS = {"all": "KT", "normal": "BT", "peak": "CD", "off_peak": "TD"}
TIMES = {"normal": "Giờ bình thường", "peak": "Giờ cao điểm", "off_peak": "Giờ thấp điểm"}
TOTALS = ("kwh", "gross_amount", "relief_amount", "net_amount", "vat_percent", "vat_amount", "total_amount")
UNCONFIRMED = "Mã số thuế chi nhánh, mẫu số, ký hiệu: chờ xác nhận."


def paper_of(
    *, row: Invoice, lines: list[dict[str, Any]], sources: dict[str, LawSource], address: str
) -> InvoicePaper:
    """
    Lay an invoice out for XML and PDF.

    lines   : LINES made again; those of an adjustment are told as differences of the sums
    address : of the page on which the look-up code is entered
    """
    issued, sold = house_day(row.run.issued_at), seller()
    return InvoicePaper(
        seller=Party(sold.name, sold.address, sold.tax_code),
        buyer=Party(row.name, row.address, row.tax_code or "", row.code),
        template=row.series.template, symbol=row.series.symbol, number=row.number, issued_on=issued,
        due_on=due_day(issued_on=issued, term_days=payment_term(on=issued).days), month=row.month,
        from_on=row.from_on, until_on=row.until_on, readings=_readings(row),
        lines=_differences(row) if row.kind.startswith("adjust") else _lines(lines, sources),
        totals=Totals(**{name: getattr(row, name) for name in TOTALS}),
        look_up=code_of(secret=bytes(row.series.secret), invoice=row.pk), look_up_address=address,
        notes=() if sold.source.confidence == "high" else (UNCONFIRMED,), refers_to=_refers_to(row),
    )  # fmt: skip


def _readings(row: Invoice) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            one["serial"], REGISTERS.get(one["register"], one["register"]), one["old_index"],
            one["new_index"], one["multiplier"], one["kwh"],
        )
        for one in json.loads(row.metered)["registers"]
    )  # fmt: skip


def _differences(row: Invoice) -> tuple[PaperLine, ...]:
    energy = PaperLine("energy", "Điều chỉnh tiền điện", row.gross_amount)
    relief = PaperLine("relief", "Điều chỉnh phần giảm giá điện", -row.relief_amount)
    return (energy, relief) if row.relief_amount else (energy,)


def _lines(lines: list[dict[str, Any]], sources: dict[str, LawSource]) -> tuple[PaperLine, ...]:
    return tuple(_line(one, sources.get(one["source"])) for one in lines)


def _line(one: dict[str, Any], source: LawSource | None) -> PaperLine:
    return PaperLine(
        kind=one["kind"], label=_label(one), amount=one["amount"], kwh=_kwh(one), price=one["price"],
        clause=", ".join(filter(None, (source.text, source.clause))) if source else one["source"],
        from_on=one["from_on"], until_on=one["until_on"],
        is_confirmed=source.is_confirmed if source else False,
    )  # fmt: skip


def _label(one: dict[str, Any]) -> str:
    if one["kind"] == "energy":
        return TIMES.get(one["register"]) or f"Bậc {one['tier']}"
    return "Công suất phản kháng" if one["kind"] == "reactive" else "Giảm giá điện"


def _kwh(one: dict[str, Any]) -> str | None:
    if one["kwh_scaled"] is None:
        return None
    whole = Decimal(one["kwh_scaled"]) / Decimal(one["kwh_scale"] or 1)
    return (
        f"{whole:f}" if whole == whole.to_integral() else f"{whole.quantize(Decimal('0.0001')).normalize():f}"
    )


def _refers_to(row: Invoice) -> Reference | None:
    if row.refers_to is None:
        return None
    old = row.refers_to
    how = REPLACES if row.kind == "replacement" else ADJUSTS
    issued = house_day(old.run.issued_at)
    return Reference(how, old.series.template, old.series.symbol, old.number, issued, row.run.why)

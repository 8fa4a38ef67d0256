"""
The electricity invoice as PDF/A: what was read, what it costs, by which clause.

Vietnamese, with English below each label. One page for an ordinary household; the lines of a long one flow
on. An XML signed by the seller is the invoice in law; this paper shows it and says where to find it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import segno

from donghanh.adapters.invoice_paper import (
    REPLACES,
    InvoicePaper,
    PaperLine,
    Reading,
    Reference,
    check_paper,
)
from donghanh.adapters.pdf import build_pdf
from donghanh.kernel.money import format_whole

REGISTERS = {
    "KT": "Không theo giờ", "BT": "Giờ bình thường", "CD": "Giờ cao điểm", "TD": "Giờ thấp điểm",
}  # fmt: skip
"""What the short words of registers mean; another word is printed as it stands."""


def build_invoice_pdf(paper: InvoicePaper, *, signed_by: str = "", is_demo: bool = False) -> bytes:
    """
    Set an invoice; equal papers give equal bytes.

    signed_by : whose electronic signature stands on the XML, as its certificate says; "" prints no such box
    is_demo   : prints that it is a sample without legal value
    returns   : PDF/A-2b
    raises    : InvoiceDoesNotAddUp
    """
    check_paper(paper)
    dated = datetime.combine(paper.issued_on, time(0), UTC)
    values = {**paper_values(paper), "signed_by": signed_by, "is_demo": is_demo}
    return build_pdf(template="invoice", data=values, at=dated)


def paper_values(paper: InvoicePaper) -> dict[str, object]:
    """Everything that stands on the paper, as text."""
    told = paper.totals
    spans = {(line.from_on, line.until_on) for line in paper.lines if line.kind == "energy"}
    return {
        "seller": vars(paper.seller),
        "buyer": vars(paper.buyer),
        "is_old_style": paper.is_old_style,
        "template": paper.template,
        "symbol": paper.symbol,
        "number": f"{paper.number:07d}" if paper.is_old_style else str(paper.number),
        "issued": f"Ngày {paper.issued_on:%d} tháng {paper.issued_on:%m} năm {paper.issued_on:%Y}",
        "due": _day(paper.due_on) if paper.due_on else "",
        "month": f"{paper.month:%m/%Y}",
        "period": _span(paper.from_on, paper.until_on),
        "days": str((paper.until_on - paper.from_on).days),
        "readings": [_reading(one) for one in paper.readings],
        "lines": list(_lines(paper.lines, has_spans=len(spans) > 1)),
        "totals": {
            "kwh": format_whole(told.kwh),
            "gross": format_whole(told.gross_amount),
            "relief": format_whole(-told.relief_amount) if told.relief_amount else "",
            "net": format_whole(told.net_amount),
            "vat_percent": str(told.vat_percent),
            "vat": format_whole(told.vat_amount),
            "total": format_whole(told.total_amount),
        },
        "words": paper.words,
        "look_up": paper.look_up,
        "look_up_address": paper.look_up_address,
        "qr": list(_qr(paper.look_up_address or paper.look_up)) if paper.look_up else None,
        "notes": [*paper.notes, *_unconfirmed(paper.lines)],
        "reference": _reference(paper.refers_to) if paper.refers_to else "",
    }


def _lines(lines: Iterable[PaperLine], *, has_spans: bool) -> Iterable[dict[str, object]]:
    """Lines in their order; where prices changed, a heading opens each stretch of days."""
    before = None
    for line in lines:
        span = (line.from_on, line.until_on)
        if has_spans and line.kind == "energy" and span != before and line.from_on and line.until_on:
            yield {"heading": f"Từ {_span(line.from_on, line.until_on)}"}
        before = span if line.kind == "energy" else None
        yield {
            "heading": "",
            "kind": line.kind,
            "label": line.label,
            "kwh": _number(line.kwh),
            "price": format_whole(line.price) if line.price is not None else "",
            "amount": format_whole(line.amount),
            "clause": line.clause,
            "is_confirmed": line.is_confirmed,
        }


def _reading(one: Reading) -> dict[str, str]:
    return {
        "meter": one.meter,
        "register": one.register,
        "meaning": REGISTERS.get(one.register, ""),
        "old": format_whole(one.old_index),
        "new": format_whole(one.new_index),
        "multiplier": format_whole(one.multiplier),
        "kwh": format_whole(one.kwh),
    }


def _unconfirmed(lines: Iterable[PaperLine]) -> list[str]:
    names = [line.label for line in lines if not line.is_confirmed]
    return [f"Chờ xác nhận theo văn bản gốc: {'; '.join(names)}."] if names else []


def _reference(original: Reference) -> str:
    how = "thay thế" if original.how == REPLACES else "điều chỉnh"
    return (
        f"Hóa đơn này {how} cho hóa đơn mẫu số {original.template}, ký hiệu {original.symbol}, "
        f"số {original.number}, ngày {_day(original.issued_on)}. Lý do: {original.why}."
    )


def _number(kwh: str | None) -> str:
    """A quantity as bills write it: a dot between thousands, a comma before a fraction."""
    if kwh is None:
        return ""
    whole, _, fraction = kwh.partition(".")
    told = format_whole(int(whole))
    return f"{told},{fraction}" if fraction else told


def _span(from_on: date, until_on: date) -> str:
    """A half-open span as people say it: with its last day."""
    return f"{_day(from_on)} đến {_day(until_on - timedelta(days=1))}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _qr(text: str) -> bytes:
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=1, scale=4)
    return out.getvalue()

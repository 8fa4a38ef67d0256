"""Invoices for tests of papers: a household's, a reduced one, an adjustment. All people are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from donghanh.adapters.invoice_paper import (
    ADJUSTS,
    InvoicePaper,
    PaperLine,
    Party,
    Reading,
    Reference,
    Totals,
)
from donghanh.adapters.signing import make_demo_key, open_key

SELLER = Party(
    "CÔNG TY ĐIỆN LỰC NAM ĐỊNH (DEMO)", "Thành phố Nam Định, tỉnh Nam Định", tax_code="0000000000",
    phone="1900 0000",
)  # fmt: skip
BUYER = Party("Nguyễn Thị Mẫu", "Số 1 đường Minh Họa, thành phố Nam Định", code="PA01ND0000001")
QD648 = "QĐ 648/QĐ-BCT, 20/3/2019"
FROM = datetime(2021, 1, 1, tzinfo=UTC)


def household() -> InvoicePaper:
    """250 kWh in December 2021: the prices of QĐ 648, 10 % VAT."""
    tiers = (("Bậc 1", 50, 1678), ("Bậc 2", 50, 1734), ("Bậc 3", 100, 2014), ("Bậc 4", 50, 2536))
    lines = tuple(
        PaperLine("energy", label, kwh * price, str(kwh), price, QD648) for label, kwh, price in tiers
    )
    net = sum(line.amount for line in lines)
    vat = (net * 10 + 50) // 100
    return InvoicePaper(
        seller=SELLER, buyer=BUYER, template="1", symbol="K22TAA", number=1234,
        issued_on=date(2022, 1, 3), due_on=date(2022, 1, 10), month=date(2021, 12, 1),
        from_on=date(2021, 12, 1), until_on=date(2022, 1, 1),
        readings=(Reading("CT00001", "KT", 10_250, 10_500, 1, 250),), lines=lines,
        totals=Totals(250, net, 0, net, 10, vat, net + vat), look_up="7F3K9Q2M",
        look_up_address="https://donghanh.example/hoa-don/7F3K9Q2M",
    )  # fmt: skip


def reduced() -> InvoicePaper:
    """The same with a reduction that is still to be confirmed."""
    paper = household()
    relief = -((paper.totals.gross_amount * 10 + 50) // 100)
    net = paper.totals.gross_amount + relief
    vat = (net * 10 + 50) // 100
    line = PaperLine(
        "relief", "Giảm giá điện đợt 4: 10 % (trên 200 kWh)", relief,
        clause="NQ 83/NQ-CP, 31/7/2021", is_confirmed=False,
    )  # fmt: skip
    return replace(
        paper, lines=(*paper.lines, line),
        totals=Totals(250, paper.totals.gross_amount, -relief, net, 10, vat, net + vat),
        notes=("Mức giảm ghi theo nguồn báo chí, chờ xác nhận bằng văn bản gốc.",),
    )  # fmt: skip


def lowering() -> InvoicePaper:
    """An adjustment that lowers an invoice of the old style by 25.000 đồng."""
    line = PaperLine("energy", "Điều chỉnh giảm tiền điện", -25_000)
    why = Reference(ADJUSTS, "01GTKT0/001", "ND/21E", 4321, date(2021, 12, 3), "Sai chỉ số công tơ")
    return replace(
        household(), number=1300, readings=(), lines=(line,), refers_to=why, due_on=None,
        totals=Totals(0, -25_000, 0, -25_000, 10, -2_500, -27_500),
    )  # fmt: skip


def key(name: str = "CÔNG TY ĐIỆN LỰC NAM ĐỊNH"):
    return _key(name)


@cache
def _key(name: str):
    content = make_demo_key(name=name, office="Điện lực", from_at=FROM, password="mở ra")
    return open_key(content=content, password="mở ra")

"""Writes an invoice as XML: HDon > DLHDon > TTChung, NDHDon, TTKhac; the place of signatures behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple
from datetime import date

from lxml import etree

from donghanh.adapters.einvoice import words
from donghanh.adapters.invoice_paper import (
    InvoiceDoesNotAddUp,
    InvoicePaper,
    PaperLine,
    Party,
    Reference,
    check_paper,
)

Element = etree._Element
Extra = tuple[str, str, str]


def build_einvoice(paper: InvoicePaper) -> bytes:
    """
    Write an invoice; equal papers give equal bytes.

    returns : XML in UTF-8, not signed yet
    raises  : InvoiceDoesNotAddUp, also `old-style` for an invoice before Decree 123/2020
    """
    if paper.is_old_style:
        raise InvoiceDoesNotAddUp(
            "old-style", f"symbol {paper.symbol} is of the old style; this format is for K22TAA and later."
        )
    check_paper(paper)
    root = etree.Element("HDon")
    data = etree.SubElement(root, "DLHDon", Id=f"HD-{paper.template}{paper.symbol}-{paper.number}")
    _common(data, paper)
    content = etree.SubElement(data, "NDHDon")
    _seller(content, paper.seller)
    _buyer(content, paper.buyer)
    goods = etree.SubElement(content, "DSHHDVu")
    for place, line in enumerate(paper.lines, 1):
        _line(goods, place, line, paper.totals.vat_percent)
    _totals(content, paper)
    _extras(data, _own(paper))
    etree.SubElement(etree.SubElement(root, "DSCKS"), "NBan")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _common(data: Element, paper: InvoicePaper) -> None:
    common = etree.SubElement(data, "TTChung")
    _texts(
        common,
        ("PBan", words.VERSION), ("THDon", words.TITLE), ("KHMSHDon", paper.template),
        ("KHHDon", paper.symbol), ("SHDon", paper.number), ("NLap", paper.issued_on.isoformat()),
        ("DVTTe", "VND"), ("TGia", 1), ("HTTToan", words.PAYMENT),
    )  # fmt: skip
    if paper.refers_to:
        _related(common, paper.refers_to)
    _extras(common, [(words.LOOK_UP, "string", paper.look_up)] if paper.look_up else [])


def _related(common: Element, original: Reference) -> None:
    by = words.BY_OLD_DECREES if "/" in original.symbol else words.BY_DECREE_123
    _texts(
        etree.SubElement(common, "TTHDLQuan"),
        ("TCHDon", words.RELATIONS[original.how]), ("LHDCLQuan", by), ("KHMSHDCLQuan", original.template),
        ("KHHDCLQuan", original.symbol), ("SHDCLQuan", original.number),
        ("NLHDCLQuan", original.issued_on.isoformat()), ("GChu", original.why),
    )  # fmt: skip


def _seller(content: Element, seller: Party) -> None:
    _texts(
        etree.SubElement(content, "NBan"),
        ("Ten", seller.name), ("MST", seller.tax_code), ("DChi", seller.address), ("SDThoai", seller.phone),
        ("STKNHang", seller.bank_account),
    )  # fmt: skip


def _buyer(content: Element, buyer: Party) -> None:
    _texts(
        etree.SubElement(content, "NMua"),
        ("Ten", buyer.name), ("MST", buyer.tax_code), ("DChi", buyer.address), ("MKHang", buyer.code),
        ("SDThoai", buyer.phone), ("STKNHang", buyer.bank_account),
    )  # fmt: skip


def _line(goods: Element, place: int, line: PaperLine, vat_percent: int) -> None:
    is_relief = line.kind == "relief"
    one = etree.SubElement(goods, "HHDVu")
    _texts(
        one,
        ("TChat", words.DISCOUNT if is_relief else words.GOODS), ("STT", place), ("THHDVu", line.label),
        ("DVTinh", "kWh" if line.kwh is not None else ""), ("SLuong", line.kwh), ("DGia", line.price),
        ("ThTien", -line.amount if is_relief else line.amount), ("TSuat", f"{vat_percent}%"),
    )  # fmt: skip
    _extras(one, _of_line(line))


def _of_line(line: PaperLine) -> Iterable[Extra]:
    yield words.KIND, "string", line.kind
    if line.clause:
        yield words.CLAUSE, "string", line.clause
    if line.from_on:
        yield words.FROM, "date", _day(line.from_on)
    if line.until_on:
        yield words.UNTIL, "date", _day(line.until_on)
    if not line.is_confirmed:
        yield words.CONFIRMED, "string", words.NOT_CONFIRMED


def _totals(content: Element, paper: InvoicePaper) -> None:
    told = paper.totals
    sums = etree.SubElement(content, "TToan")
    group = etree.SubElement(etree.SubElement(sums, "THTTLTSuat"), "LTSuat")
    _texts(group, ("TSuat", f"{told.vat_percent}%"), ("ThTien", told.net_amount), ("TThue", told.vat_amount))
    _texts(
        sums,
        ("TgTCThue", told.net_amount), ("TgTThue", told.vat_amount), ("TgTTTBSo", told.total_amount),
        ("TgTTTBChu", paper.words),
    )  # fmt: skip


def _own(paper: InvoicePaper) -> Iterable[Extra]:
    """What an electricity bill says beyond the format, as its extension allows."""
    yield words.MONTH, "date", _day(paper.month)
    yield words.FROM, "date", _day(paper.from_on)
    yield words.UNTIL, "date", _day(paper.until_on)
    if paper.due_on:
        yield words.DUE, "date", _day(paper.due_on)
    yield words.KWH, "numeric", str(paper.totals.kwh)
    yield words.GROSS, "numeric", str(paper.totals.gross_amount)
    yield words.RELIEF, "numeric", str(paper.totals.relief_amount)
    for reading in paper.readings:
        yield words.READING, "string", json.dumps(astuple(reading), ensure_ascii=False)
    for note in paper.notes:
        yield words.NOTE, "string", note
    if paper.look_up_address:
        yield words.LOOK_UP_ADDRESS, "string", paper.look_up_address


def _extras(parent: Element, extras: Iterable[Extra]) -> None:
    told = list(extras)
    if not told:
        return
    other = etree.SubElement(parent, "TTKhac")
    for name, kind, value in told:
        _texts(etree.SubElement(other, "TTin"), ("TTruong", name), ("KDLieu", kind), ("DLieu", value))


def _texts(parent: Element, *pairs: tuple[str, object]) -> None:
    """Write child elements; what is empty is left out."""
    for tag, value in pairs:
        if value is not None and value != "":
            etree.SubElement(parent, tag).text = str(value)


def _day(day: date) -> str:
    return day.isoformat()

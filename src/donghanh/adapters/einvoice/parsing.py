"""Reads an e-invoice back into the paper it was written from; what does not hold in itself is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from lxml import etree

from donghanh.adapters.einvoice import words
from donghanh.adapters.einvoice.reading import CannotReadEInvoice, open_xml
from donghanh.adapters.invoice_paper import (
    InvoiceDoesNotAddUp,
    InvoicePaper,
    PaperLine,
    Party,
    Reading,
    Reference,
    Totals,
    check_paper,
)

Element = etree._Element
_RELATIONS = {number: how for how, number in words.RELATIONS.items()}


def parse_einvoice(content: bytes) -> InvoicePaper:
    """
    Read an e-invoice that this product wrote; whether its signature holds is asked of `check_einvoice`.

    raises : CannotReadEInvoice, as `open_xml`, also `extension-missing`, `does-not-add-up`, `words-differ`
    """
    data = open_xml(content)[0]
    try:
        paper = _paper(data)
    except (KeyError, ValueError, TypeError, IndexError) as reason:
        raise CannotReadEInvoice(
            "extension-missing", f"a value is missing or unreadable: {reason}"
        ) from reason
    try:
        check_paper(paper)
    except InvoiceDoesNotAddUp as reason:
        raise CannotReadEInvoice("does-not-add-up", str(reason)) from reason
    _check_sums(data, paper)
    return paper


def _paper(data: Element) -> InvoicePaper:
    own = _extras(data)
    common, content = data.find("TTChung"), data.find("NDHDon")
    assert common is not None
    assert content is not None
    return InvoicePaper(
        seller=_party(content, "NBan"), buyer=_party(content, "NMua"),
        template=_text(common, "KHMSHDon"), symbol=_text(common, "KHHDon"),
        number=int(_text(common, "SHDon")), issued_on=date.fromisoformat(_text(common, "NLap")),
        due_on=date.fromisoformat(own[words.DUE][0]) if words.DUE in own else None,
        month=date.fromisoformat(own[words.MONTH][0]), from_on=date.fromisoformat(own[words.FROM][0]),
        until_on=date.fromisoformat(own[words.UNTIL][0]),
        readings=tuple(Reading(*json.loads(one)) for one in own.get(words.READING, ())),
        lines=tuple(_lines(content)), totals=_totals(content, own),
        look_up=_extras(common).get(words.LOOK_UP, [""])[0],
        look_up_address=own.get(words.LOOK_UP_ADDRESS, [""])[0],
        notes=tuple(own.get(words.NOTE, ())), refers_to=_reference(common),
    )  # fmt: skip


def _party(content: Element, tag: str) -> Party:
    said = content.find(tag)
    assert said is not None
    return Party(
        name=_text(said, "Ten"), address=_text(said, "DChi"), tax_code=_text(said, "MST"),
        code=_text(said, "MKHang"), bank_account=_text(said, "STKNHang"), phone=_text(said, "SDThoai"),
    )  # fmt: skip


def _lines(content: Element) -> Iterator[PaperLine]:
    for one in content.iterfind("DSHHDVu/HHDVu"):
        own = _extras(one)
        amount, price = int(_text(one, "ThTien")), _text(one, "DGia")
        is_relief = _text(one, "TChat") == words.DISCOUNT
        yield PaperLine(
            kind=own[words.KIND][0], label=_text(one, "THHDVu"), amount=-amount if is_relief else amount,
            kwh=_text(one, "SLuong") or None, price=int(price) if price else None,
            clause=own.get(words.CLAUSE, [""])[0], from_on=_day(own, words.FROM),
            until_on=_day(own, words.UNTIL), is_confirmed=words.CONFIRMED not in own,
        )  # fmt: skip


def _totals(content: Element, own: dict[str, list[str]]) -> Totals:
    sums = content.find("TToan")
    assert sums is not None
    return Totals(
        kwh=int(own[words.KWH][0]), gross_amount=int(own[words.GROSS][0]),
        relief_amount=int(own[words.RELIEF][0]), net_amount=int(_text(sums, "TgTCThue")),
        vat_percent=int(_text(sums, "THTTLTSuat/LTSuat/TSuat").rstrip("%")),
        vat_amount=int(_text(sums, "TgTThue")), total_amount=int(_text(sums, "TgTTTBSo")),
    )  # fmt: skip


def _reference(common: Element) -> Reference | None:
    said = common.find("TTHDLQuan")
    if said is None:
        return None
    return Reference(
        how=_RELATIONS[_text(said, "TCHDon")], template=_text(said, "KHMSHDCLQuan"),
        symbol=_text(said, "KHHDCLQuan"), number=int(_text(said, "SHDCLQuan")),
        issued_on=date.fromisoformat(_text(said, "NLHDCLQuan")), why=_text(said, "GChu"),
    )  # fmt: skip


def _check_sums(data: Element, paper: InvoicePaper) -> None:
    """What is said twice is said the same: the group of the VAT rate, the words."""
    group = data.find("NDHDon/TToan/THTTLTSuat/LTSuat")
    assert group is not None
    told = (int(_text(group, "ThTien")), int(_text(group, "TThue")))
    if told != (paper.totals.net_amount, paper.totals.vat_amount):
        raise CannotReadEInvoice("does-not-add-up", f"the VAT group says {told}, not the sums.")
    said = _text(data, "NDHDon/TToan/TgTTTBChu")
    if said != paper.words:
        raise CannotReadEInvoice("words-differ", f"found {said!r}; the total reads {paper.words!r}.")


def _extras(parent: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in parent.iterfind("TTKhac/TTin"):
        found.setdefault(_text(one, "TTruong"), []).append(_text(one, "DLieu"))
    return found


def _day(own: dict[str, list[str]], name: str) -> date | None:
    return date.fromisoformat(own[name][0]) if name in own else None


def _text(parent: Element, path: str) -> str:
    return parent.findtext(path) or ""

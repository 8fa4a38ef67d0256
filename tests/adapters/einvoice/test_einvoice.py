"""An e-invoice reads back as it was written, in words too, and says the same bytes as the golden sample."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from tests.adapters.einvoice.papers import household, lowering, reduced

from donghanh.adapters.einvoice import CannotReadEInvoice, build_einvoice, parse_einvoice
from donghanh.adapters.invoice_paper import REPLACES, InvoiceDoesNotAddUp

GOLDEN = Path(__file__).with_name("golden.xml")


@pytest.mark.parametrize("make", [household, reduced, lowering])
def test_what_was_written_reads_back_the_same(make):
    assert parse_einvoice(build_einvoice(make())) == make()


def test_the_golden_sample_is_what_is_written_today():
    assert build_einvoice(reduced()) == GOLDEN.read_bytes().strip()


def test_series_number_vat_group_totals_and_words_stand_where_the_decree_wants_them():
    data = etree.fromstring(build_einvoice(household())).find("DLHDon")

    assert [data.findtext(f"TTChung/{tag}") for tag in ("KHMSHDon", "KHHDon", "SHDon")] == [
        "1",
        "K22TAA",
        "1234",
    ]
    assert data.findtext("NDHDon/TToan/THTTLTSuat/LTSuat/TSuat") == "10%"
    assert data.findtext("NDHDon/TToan/TgTTTBSo") == "548680"
    assert data.findtext("NDHDon/TToan/TgTTTBChu") == "Năm trăm bốn mươi tám nghìn sáu trăm tám mươi đồng"
    assert data.find("../MCCQT") is None


def test_an_adjustment_refers_to_its_original_and_says_what_it_lowers():
    data = etree.fromstring(build_einvoice(lowering())).find("DLHDon")
    said = {one.tag: one.text for one in data.find("TTChung/TTHDLQuan")}

    assert (said["TCHDon"], said["LHDCLQuan"], said["KHHDCLQuan"], said["SHDCLQuan"]) == (
        "2",
        "3",
        "ND/21E",
        "4321",
    )
    assert data.findtext("NDHDon/TToan/TgTTTBChu") == "Giảm hai mươi bảy nghìn năm trăm đồng"


def test_a_replacement_refers_to_its_original():
    why = replace(lowering().refers_to, how=REPLACES, template="1", symbol="K22TAA")

    assert parse_einvoice(build_einvoice(replace(household(), refers_to=why))).refers_to == why


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"vat_amount": 1}, "net-and-vat"),
        ({"net_amount": 1}, "gross-and-relief"),
        ({"gross_amount": 1, "net_amount": 1, "vat_amount": 0, "total_amount": 1}, "lines-and-gross"),
    ],
)
def test_an_invoice_whose_sums_do_not_hold_is_not_written(change, rule):
    with pytest.raises(InvoiceDoesNotAddUp) as told:
        build_einvoice(replace(household(), totals=replace(household().totals, **change)))

    assert told.value.rule == rule


def test_an_invoice_of_the_old_style_or_below_zero_without_a_reference_is_not_written():
    for paper, rule in (
        (replace(household(), symbol="ND/21E", template="01GTKT0/001"), "old-style"),
        (replace(lowering(), refers_to=None), "below-zero"),
        (replace(household(), number=100_000_000), "number"),
    ):
        with pytest.raises(InvoiceDoesNotAddUp) as told:
            build_einvoice(paper)
        assert told.value.rule == rule


LAUGHS = b'<!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE z [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def spoiled(old: bytes, new: bytes) -> bytes:
    content = build_einvoice(household())
    assert old in content
    return content.replace(old, new, 1)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (spoiled(b"<HDon>", LAUGHS + b"<HDon>"), "has-doctype"),
        (spoiled(b"<HDon>", OUTSIDE + b"<HDon>"), "has-doctype"),
        (spoiled(b"<TGia>1</TGia>", b"<TGia>&x;</TGia>"), "not-xml"),
        (spoiled(b"548680", b"548<!-- -->680"), "has-comment"),
        (spoiled(b"<HDon>", b"<HDon><?go now?>"), "has-comment"),
        (spoiled(b"<TTChung>", b"<a>" * 20 + b"</a>" * 20 + b"<TTChung>"), "too-deep"),
        (b"<a>" * 5_000 + b"</a>" * 5_000, "not-xml"),
        (b"<HDon>" + b"x" * 3_000_000 + b"</HDon>", "too-large"),
        (build_einvoice(household()).decode().replace("UTF-8", "UTF-16").encode("utf-16"), "not-utf-8"),
        (spoiled(b"UTF-8", b"UTF-7"), "not-utf-8"),
        (b"", "not-xml"),
        (b"%PDF-1.7", "not-xml"),
        (b"<HDon/>", "structure"),
        (spoiled(b"<ThTien>83900</ThTien>", b"<ThTien>83900.5</ThTien>"), "structure"),
        (spoiled(b"<ThTien>83900</ThTien>", b"<ThTien>83901</ThTien>"), "does-not-add-up"),
        (spoiled(b"<TThue>49880</TThue>", b"<TThue>49881</TThue>"), "does-not-add-up"),
        (spoiled("bốn mươi tám nghìn".encode(), "bốn mươi chín nghìn".encode()), "words-differ"),
        (spoiled(b"<KHHDon>K22TAA", b"<KHHDon>X22TAA"), "structure"),
        (spoiled(b"<DSCKS>", b"<DLHDon Id='x'/><DSCKS>"), "structure"),
        (spoiled("Kỳ hóa đơn".encode(), b"x"), "extension-missing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_xml_that_could_say_two_things_or_too_much_is_refused(content, rule):
    with pytest.raises(CannotReadEInvoice) as told:
        parse_einvoice(content)

    assert told.value.rule == rule

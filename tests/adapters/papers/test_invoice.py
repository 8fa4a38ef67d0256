"""The paper of an invoice: one page for a household, every figure on it, PDF/A, the same bytes each time."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pikepdf
import pytest
from tests.adapters.einvoice.papers import QD648, household, lowering, reduced
from tests.small_disk import fill, small_disk

from donghanh.adapters.einvoice import build_einvoice
from donghanh.adapters.invoice_paper import InvoiceDoesNotAddUp, PaperLine, Reading, Totals
from donghanh.adapters.papers.invoice import build_invoice_pdf, paper_values

CHANGES = (date(2021, 12, 1), date(2021, 12, 12), date(2021, 12, 20), date(2022, 1, 1))


def long_bill():
    """Three price periods of three times of use, two meters; the old style of 2021."""
    hours = (("Giờ bình thường", 12_345, 1555), ("Giờ cao điểm", 3_210, 2871), ("Giờ thấp điểm", 4_000, 1007))
    lines = tuple(
        PaperLine("energy", label, kwh * price, str(kwh), price, QD648, start, until)
        for start, until in pairwise(CHANGES)
        for label, kwh, price in hours
    )
    gross = sum(line.amount for line in lines)
    vat = (gross * 10 + 50) // 100
    readings = tuple(
        Reading(meter, register, 1_000, 1_500, 20, 10_000)
        for meter in ("CT1", "CT2")
        for register in ("BT", "CD", "TD")
    )
    return replace(
        household(), symbol="ND/21E", template="01GTKT0/001", number=98_765, lines=lines, readings=readings,
        totals=Totals(58_665, gross, 0, gross, 10, vat, gross + vat),
    )  # fmt: skip


def pages_of(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def test_an_ordinary_households_invoice_is_one_page_of_pdf_a_and_the_same_each_time():
    made = build_invoice_pdf(reduced())

    assert pages_of(made) == 1
    assert b"pdfaid" in made or b"<pdfaid:part>2" in pikepdf.open(io.BytesIO(made)).Root.Metadata.read_bytes()
    assert made == build_invoice_pdf(reduced())
    assert made != build_invoice_pdf(household())


def test_a_long_bill_keeps_every_line_under_the_heading_of_its_days():
    told = paper_values(long_bill())

    headings = [line["heading"] for line in told["lines"] if line["heading"]]
    assert headings == [
        "Từ 01/12/2021 đến 11/12/2021", "Từ 12/12/2021 đến 19/12/2021", "Từ 20/12/2021 đến 31/12/2021",
    ]  # fmt: skip
    assert sum(not line["heading"] for line in told["lines"]) == 9
    assert (told["is_old_style"], told["number"]) == (True, "0098765")
    assert pages_of(build_invoice_pdf(long_bill())) <= 2


def test_a_reduction_names_its_round_and_clause_and_what_is_not_confirmed():
    told = paper_values(reduced())

    (relief,) = [line for line in told["lines"] if line["kind"] == "relief"]
    assert (relief["amount"], relief["clause"]) == ("-49.880", "NQ 83/NQ-CP, 31/7/2021")
    assert not relief["is_confirmed"]
    assert told["notes"][-1].startswith("Chờ xác nhận")
    assert told["totals"]["relief"] == "-49.880"


def test_an_adjustment_names_the_invoice_that_it_changes():
    told = paper_values(lowering())

    assert (
        "điều chỉnh cho hóa đơn mẫu số 01GTKT0/001, ký hiệu ND/21E, số 4321, ngày 03/12/2021"
        in told["reference"]
    )
    assert told["words"] == "Giảm hai mươi bảy nghìn năm trăm đồng"


def test_a_fraction_of_a_kwh_is_written_with_a_comma():
    line = replace(household().lines[0], kwh="1062.5")

    assert next(iter(paper_values(replace(household(), lines=(line,)))["lines"]))["kwh"] == "1.062,5"


def test_an_invoice_whose_sums_do_not_hold_is_not_printed():
    with pytest.raises(InvoiceDoesNotAddUp):
        build_invoice_pdf(replace(household(), totals=replace(household().totals, total_amount=1)))


def test_an_invoice_needs_no_room_on_any_disk(tmp_path, monkeypatch):
    usual = build_invoice_pdf(reduced()), build_einvoice(reduced())

    with small_disk(tmp_path / "disk", kilobytes=16) as disk:
        fill(disk)
        for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME"):
            monkeypatch.setenv(name, str(disk))
        monkeypatch.setattr(tempfile, "tempdir", None)
        full = build_invoice_pdf(reduced()), build_einvoice(reduced())

    assert full == usual

"""Spreadsheets that go out: text stays text, whatever a name begins with."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
import python_calamine

from donghanh.adapters.spreadsheets.writing import WrittenSheet, build_csv, build_workbook, neutral

EVIL = ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1+1"]


@pytest.mark.parametrize("text", EVIL)
def test_a_text_that_a_program_would_run_gets_an_apostrophe_in_csv(text):
    data = build_csv(columns=["Tên"], rows=[[text]])

    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1] == [f"'{text}"]


@pytest.mark.parametrize("text", ["Nguyễn An", "12 - 3", "a=b", "0912", ""])
def test_other_text_is_left_alone(text):
    assert neutral(text) == text


def test_xlsx_holds_strings_and_no_formula():
    data = build_workbook(sheets=[WrittenSheet("Khách", ["Tên"], [[text] for text in EVIL])])

    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert b"<f" not in xml
    assert [row[0].strip() for row in rows[1:]] == [text.strip() for text in EVIL]
    assert b'quotePrefix="1"' in zipfile.ZipFile(io.BytesIO(data)).read("xl/styles.xml")


def test_an_address_of_the_web_does_not_become_a_link():
    data = build_workbook(sheets=[WrittenSheet("S", ["A"], [["http://evil.example"]])])

    assert b"hyperlink" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").lower()


def test_values_keep_their_types():
    values = [1_234_567, date(2021, 12, 1), datetime(2021, 12, 1, 8, 30, tzinfo=UTC), None, "0012", 10**16]
    data = build_workbook(sheets=[WrittenSheet("S", list("abcdef"), [values])])

    row = (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1]
    )
    assert row == [1_234_567, date(2021, 12, 1), datetime(2021, 12, 1, 8, 30), "", "0012", str(10**16)]


def test_equal_values_give_equal_bytes():
    sheets = [WrittenSheet("S", ["a"], [[1], ["x"]], notes=["ghi chú"])]

    assert build_workbook(sheets=sheets) == build_workbook(sheets=sheets)


def test_notes_stand_above_the_header_and_names_of_sheets_are_cut():
    data = build_workbook(
        sheets=[WrittenSheet("Một/tên:rất dài quá ba mươi mốt chữ", ["a"], [[1]], notes=["n"])]
    )

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["Một-tên-rất dài quá ba mươi mốt"]
    assert book.get_sheet_by_index(0).to_python() == [["n"], ["a"], [1]]


def test_csv_writes_days_the_vietnamese_way_and_nothing_for_none():
    data = build_csv(columns=["a", "b", "c"], rows=[[date(2021, 12, 1), None, -5]])

    assert data.decode("utf-8-sig").splitlines()[1] == "01/12/2021,,'-5"

"""XLSX as offices send it: types, date systems, merged cells, formulas; and packages made to do harm."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime

import polars as pl
import pytest
import xlsxwriter

from donghanh.adapters.spreadsheets.reading import open_spreadsheet
from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet, Limits

KNOWN = frozenset({"ma kh", "ngay", "kwh"})


@pytest.fixture
def read(tmp_path):
    """Open bytes as XLSX and put the chunks together: (sheet, rows, troubles)."""

    def reading(data: bytes, *, name: str = "a.xlsx", **wishes):
        path = tmp_path / "a.bin"
        path.write_bytes(data)
        sheet = open_spreadsheet(path=path, name=name, known=KNOWN, **wishes)
        chunks = list(sheet.chunks)
        rows = pl.concat([chunk.rows for chunk in chunks]) if chunks else pl.DataFrame()
        return sheet, rows, [trouble for chunk in chunks for trouble in chunk.troubles]

    return reading


def book(fill, **options) -> bytes:
    """An XLSX file whose first sheet `fill` writes below the header Mã KH, Ngày, kWh."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as made:
        sheet = made.add_worksheet("Sheet")
        sheet.write_row(0, 0, ["Mã KH", "Ngày", "kWh"])
        fill(sheet, made)
    return out.getvalue()


def refused(read, data: bytes, **wishes) -> CannotReadSpreadsheet:
    with pytest.raises(CannotReadSpreadsheet) as why:
        read(data, **wishes)
    return why.value


@pytest.mark.parametrize(("is_1904", "system"), [(False, "1900"), (True, "1904")])
def test_days_are_the_same_in_both_date_systems(read, is_1904, system):
    def fill(sheet, made):
        sheet.write_datetime(1, 1, datetime(2021, 12, 1), made.add_format({"num_format": "dd/mm/yyyy"}))

    sheet, rows, _ = read(book(fill, date_1904=is_1904))

    assert sheet.detected["date_system"] == system
    assert rows["Ngày"].item() == "2021-12-01"


def test_whole_numbers_stay_whole_and_decimals_get_a_comma(read):
    def fill(sheet, _made):
        sheet.write_column(1, 2, [1234, 1234.5, 20_000_000])

    assert read(book(fill))[1]["kWh"].to_list() == ["1234", "1234,5", "20000000"]


def test_a_number_with_three_decimals_is_not_mistaken_for_thousands(read):
    def fill(sheet, _made):
        sheet.write(1, 2, 1.234)

    assert read(book(fill))[1]["kWh"].item() == "1,234"


def test_cells_covered_by_a_merge_are_named(read):
    def fill(sheet, _made):
        sheet.merge_range("A2:A4", "PA01")
        sheet.write_column(1, 2, [1, 2, 3])

    _sheet, rows, troubles = read(book(fill))

    assert rows["Mã KH"].to_list() == ["PA01", None, None]
    assert [(one.rule, one.row, one.column) for one in troubles] == [
        ("merged-cell", 3, "Mã KH"),
        ("merged-cell", 4, "Mã KH"),
    ]


def test_a_merged_title_above_the_header_troubles_nobody(read):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet()
        sheet.merge_range("A1:C1", "DANH SÁCH")
        sheet.write_row(2, 0, ["Mã KH", "Ngày", "kWh"])
        sheet.write_row(3, 0, ["A1", "x", 5])

    opened, rows, troubles = read(out.getvalue())

    assert (opened.header_row, rows["row"].to_list(), troubles) == (3, [4], [])


def test_formulas_give_the_value_that_was_kept_and_say_when_there_is_none(read):
    def fill(sheet, _made):
        sheet.write_column(1, 0, ["A", "B", "C"])
        sheet.write_formula(1, 2, "=600*2", None, 1200)
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 2, "=A1", None, "")

    _sheet, rows, troubles = read(book(fill))

    assert rows["kWh"].to_list() == ["1200", None, None]
    assert [(one.rule, one.row, one.column) for one in troubles] == [
        ("error-cell", 3, "kWh"),
        ("uncalculated-cell", 4, "kWh"),
    ]


def test_a_sheet_that_does_not_begin_in_the_corner_keeps_its_row_numbers(read):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet()
        sheet.write_row(4, 2, ["Mã KH", "Ngày", "kWh"])
        sheet.write_row(5, 2, ["A1", "x", 5])

    opened, rows, _ = read(out.getvalue())

    assert opened.header_row == 5
    assert (rows["row"].to_list(), rows["Mã KH"].to_list()) == ([6], ["A1"])


def test_hidden_sheets_are_passed_over(read):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        hidden, shown = made.add_worksheet("Ẩn"), made.add_worksheet("Hiện")
        hidden.write_row(0, 0, ["Mã KH", "x"])
        hidden.hide()
        shown.activate()
        shown.set_first_sheet()
        shown.write_row(0, 0, ["Mã KH", "Ngày", "kWh"])
        shown.write_row(1, 0, ["A1", "x", 5])

    assert read(out.getvalue())[0].detected["sheet"] == "Hiện"


def test_values_beyond_the_header_are_named(read):
    def fill(sheet, _made):
        sheet.write_row(1, 0, ["A1", "x", 5, "thừa"])

    _sheet, _rows, troubles = read(book(fill))

    assert [(one.rule, one.row, one.found) for one in troubles] == [("row-width", 2, "4")]


@pytest.mark.parametrize("data", [b"PK\x03\x04 and then nothing", b"PK\x03\x04" + bytes(200)])
def test_what_only_begins_like_a_zip_is_refused(read, data):
    assert refused(read, data).rule == "not-xlsx"


def test_another_zip_is_not_xlsx(read):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")

    assert refused(read, out.getvalue()).rule == "not-xlsx"


def test_a_csv_name_for_an_xlsx_file_is_refused(read):
    assert refused(read, book(lambda *_: None), name="a.csv").rule == "wrong-extension"


def test_a_bomb_is_refused_by_what_it_states(read):
    data = with_part(book(lambda *_: None), "xl/media/x.bin", bytes(3_000_000))

    assert refused(read, data, limits=Limits(unpacked_bytes=1_000_000)).rule == "unpacks-too-large"


def test_a_bomb_that_lies_about_its_size_is_refused_by_what_it_is(read):
    data = with_part(book(lambda *_: None), "xl/media/x.bin", bytes(3_000_000))

    why = refused(read, stating(data, "xl/media/x.bin", 100), limits=Limits(unpacked_bytes=1_000_000))

    assert (why.rule, why.facts["stated_bytes"]) == ("unpacks-too-large", 100)


def test_one_cell_in_the_last_corner_is_refused_before_it_takes_the_memory(read):
    def fill(sheet, _made):
        sheet.write(1_048_575, 16_383, "x")

    assert refused(read, book(fill)).rule == "too-many-cells"


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The zip with one more part."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def stating(data: bytes, name: str, size: int) -> bytes:
    """The zip whose directory states another unpacked size for one part."""
    at = data.rindex(name.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


def test_a_day_of_the_header_type_is_not_needed(read):
    def fill(sheet, made):
        sheet.write_row(1, 0, ["A1", 44531, 5])
        sheet.write_datetime(
            2, 1, datetime(2021, 12, 1, 8, 30), made.add_format({"num_format": "dd/mm/yy hh:mm"})
        )

    rows = read(book(fill))[1]

    assert rows["Ngày"].to_list() == ["44531", "2021-12-01 08:30:00"]
    assert date(1899, 12, 30).toordinal() + 44531 == date(2021, 12, 1).toordinal()

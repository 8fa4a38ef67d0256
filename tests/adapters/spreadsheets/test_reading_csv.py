"""CSV as offices send it: encodings, delimiters, title rows, broken rows, and never a silent repair."""

from __future__ import annotations

import unicodedata

import polars as pl
import pytest
from tests.apps.customers.customer_files import spelled_for_1258

from donghanh.adapters.spreadsheets.reading import open_spreadsheet
from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet, Limits

KNOWN = frozenset({"ma kh", "ho ten", "dia chi"})
TEXT = "Mã KH,Họ tên,Địa chỉ\nA1,Nguyễn Thị Bích Phượng,Xã Giao Thủy\nA2,Đỗ Hữu Tuệ,\n"


@pytest.fixture
def read(tmp_path):
    """Write bytes to a file, open it and put its chunks together: (sheet, rows, troubles)."""

    def reading(data: bytes, *, name: str = "a.csv", **wishes):
        path = tmp_path / "a.bin"
        path.write_bytes(data)
        sheet = open_spreadsheet(path=path, name=name, known=KNOWN, **wishes)
        chunks = list(sheet.chunks)
        rows = pl.concat([chunk.rows for chunk in chunks]) if chunks else pl.DataFrame()
        return sheet, rows, [trouble for chunk in chunks for trouble in chunk.troubles]

    return reading


def refused(read, data: bytes, **wishes) -> CannotReadSpreadsheet:
    with pytest.raises(CannotReadSpreadsheet) as why:
        read(data, **wishes)
    return why.value


@pytest.mark.parametrize(
    ("encoding", "detected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_unicode_encodings_are_detected_and_said(read, encoding, detected):
    sheet, rows, _ = read(TEXT.encode(encoding))

    assert sheet.detected["encoding"] == detected
    assert rows["Họ tên"].to_list() == ["Nguyễn Thị Bích Phượng", "Đỗ Hữu Tuệ"]


def test_windows_1258_gives_composed_letters(read):
    sheet, rows, _ = read(spelled_for_1258(TEXT).encode("cp1258"))

    assert sheet.detected["encoding"] == "cp1258"
    assert rows["Họ tên"].to_list() == ["Nguyễn Thị Bích Phượng", "Đỗ Hữu Tuệ"]
    assert all(unicodedata.is_normalized("NFC", name) for name in (*sheet.header, *rows["Họ tên"]))


def test_decomposed_utf8_is_composed(read):
    _sheet, rows, _ = read(unicodedata.normalize("NFD", TEXT).encode())

    assert rows["Họ tên"][0] == "Nguyễn Thị Bích Phượng"


def test_a_utf8_file_with_one_broken_byte_is_refused_with_its_place(read):
    data = (TEXT * 3).encode()
    at = data.rindex(b"Giao")

    why = refused(read, data[:at] + b"\xff" + data[at + 1 :])

    assert (why.rule, why.facts["at_byte"]) == ("utf8-broken", at)


def test_tcvn3_is_not_taken_for_windows_1258(read):
    data = b"M\xb7 KH,H\xe4 t\xaan,\xa7\xdba ch\xd8\nA1,Tr\xb8ng,x\n"

    assert refused(read, data).rule == "encoding-unknown"


def test_a_binary_file_is_not_text(read):
    assert refused(read, b"\x00\x01\x02\x03garbage\x00\x00\x00" * 20).rule == "not-text"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_detected_and_said(read, delimiter):
    sheet, rows, _ = read(TEXT.replace(",", delimiter).encode())

    assert sheet.detected["delimiter"] == delimiter
    assert rows.height == 2


def test_title_rows_above_the_header_are_passed_over_and_rows_keep_their_numbers(read):
    sheet, rows, troubles = read(("DANH SÁCH KHÁCH HÀNG\n\n" + TEXT).encode())

    assert (sheet.header_row, rows["row"].to_list(), troubles) == (3, [4, 5], [])


def test_blank_cells_are_null_and_others_are_trimmed(read):
    _sheet, rows, _ = read("Mã KH,Họ tên,Địa chỉ\n A1 ,\u00a0 , x \n".encode())

    assert rows.row(0) == (2, "A1", None, "x")


@pytest.mark.parametrize(("line", "found"), [("A2,thiếu", "2"), ("A2,thừa,x,y", "4")])
def test_a_row_of_another_width_is_named_and_not_repaired(read, line, found):
    _sheet, rows, troubles = read(f"Mã KH,Họ tên,Địa chỉ\nA1,a,b\n{line}\nA3,c,d\n".encode())

    assert rows.select("row", "Mã KH").rows() == [(2, "A1"), (4, "A3")]
    assert [(one.rule, one.row, one.found, one.expected) for one in troubles] == [
        ("row-width", 3, found, "3")
    ]


def test_rows_are_records_also_after_a_cell_with_line_breaks(read):
    _sheet, rows, _ = read('Mã KH,Họ tên,Địa chỉ\nA1,"hai\ndòng",x\n\nA2,"nói ""thế"", b",y\n'.encode())

    assert rows.select("row", "Họ tên").rows() == [(2, "hai\ndòng"), (4, 'nói "thế", b')]


def test_a_last_line_without_end_is_read(read):
    assert read(TEXT.rstrip("\n").encode())[1].height == 2


def test_repeated_and_empty_column_names_are_told_apart(read):
    sheet, _rows, _ = read(b"Ma KH,,Ma KH,Ho ten\nA1,b,c,d\n")

    assert sheet.header == ["Ma KH", "Cột 2", "Ma KH (2)", "Ho ten"]


@pytest.mark.parametrize("data", [b"\n\n", b"\xef\xbb\xbf", b"  \n"])
def test_a_file_without_text_is_empty(read, data):
    assert refused(read, data).rule == "file-is-empty"


def test_too_many_rows_are_refused(read):
    lines = "".join(f"A{number},b,c\n" for number in range(20))

    assert (
        refused(read, f"Ma KH,Ho ten,Dia chi\n{lines}".encode(), limits=Limits(rows=10)).rule
        == "too-many-rows"
    )


def test_a_file_larger_than_the_limit_is_not_opened(read):
    assert refused(read, TEXT.encode(), limits=Limits(file_bytes=10)).rule == "file-too-large"


def test_many_blocks_keep_every_row_and_its_number(read, monkeypatch):
    monkeypatch.setattr("donghanh.adapters.spreadsheets.reading_csv.BLOCK", 4096)
    monkeypatch.setattr("donghanh.adapters.spreadsheets.encodings.BLOCK", 1000)
    lines = [f"A{number},Đỗ Thị {number},xã {number}" for number in range(5_000)]
    lines[2_500] = "A2500,hỏng"

    sheet, rows, troubles = read(("Mã KH,Họ tên,Địa chỉ\n" + "\n".join(lines)).encode("utf-16"))

    assert rows["row"].to_list() == [number for number in range(2, 5_002) if number != 2_502]
    assert rows.filter(pl.col("row") == 5_001)["Họ tên"].item() == "Đỗ Thị 4999"
    assert [(one.rule, one.row) for one in troubles] == [("row-width", 2_502)]
    assert sheet.progress == 1.0


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.xlsx", TEXT.encode(), "wrong-extension"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"x" * 50, "old-excel"),
        ("a.pdf", TEXT.encode(), "wrong-extension"),
        ("a.csv", b"", "file-is-empty"),
    ],
)
def test_what_a_file_holds_must_fit_its_name(read, name, data, rule):
    assert refused(read, data, name=name).rule == rule

"""A reading book says the same as CSV, as XLSX and in lines of fixed width."""

from __future__ import annotations

import pytest

from donghanh.adapters.reading_books import build_fixed_width, parse_book
from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet
from donghanh.adapters.spreadsheets.writing import WrittenSheet, build_workbook
from donghanh.lawbook.reading_books import read_layouts

LAYOUTS = read_layouts()
SAID = {"serial": "21ND0000001", "register": "BT", "read_on": "15/12/2021", "index": "12345", "kind": "DDK"}
CSV = "Số công tơ;Bộ chỉ số;Ngày đọc;Chỉ số;Loại chỉ số\n21ND0000001;BT;15/12/2021;12345;DDK\n"


def written(tmp_path, name: str):
    path = tmp_path / name
    if name.endswith("csv"):
        path.write_text(CSV)
    elif name.endswith("xlsx"):
        heads, cells = (line.split(";") for line in CSV.strip().split("\n"))
        path.write_bytes(build_workbook(sheets=[WrittenSheet(name="So", columns=heads, rows=[cells])]))
    else:
        path.write_bytes(build_fixed_width(rows=[SAID], layout=LAYOUTS.fixed_width[0]))
    return path


@pytest.mark.parametrize("name", ["so.csv", "so.xlsx", "so.gcs"])
def test_each_form_says_the_same(tmp_path, name):
    book = parse_book(path=written(tmp_path, name), name=name, layouts=LAYOUTS)

    (row,) = book.rows.to_dicts()
    assert {field: row[field] for field in SAID} == SAID
    assert row["multiplier"] is None


def test_a_line_that_is_too_long_is_a_trouble_with_its_number(tmp_path):
    path = tmp_path / "so.gcs"
    good = build_fixed_width(rows=[SAID], layout=LAYOUTS.fixed_width[0])
    path.write_bytes(good + b"x" * 70 + b"\r\n" + good)

    book = parse_book(path=path, name="so.gcs", layouts=LAYOUTS)

    assert [(one.rule, one.row) for one in book.troubles] == [("row-width", 2)]
    assert book.rows["line"].to_list() == [1, 3]


def test_a_value_that_does_not_fit_its_place_is_not_written():
    with pytest.raises(ValueError, match="longer"):
        build_fixed_width(rows=[SAID | {"register": "KTX"}], layout=LAYOUTS.fixed_width[0])


@pytest.mark.parametrize(("content", "rule"), [(b"", "file-is-empty"), (b"a;b\n1;2\n", "columns-missing")])
def test_a_file_that_is_no_book_is_refused(tmp_path, content, rule):
    path = tmp_path / "so.csv"
    path.write_bytes(content)

    with pytest.raises(CannotReadSpreadsheet) as refused:
        parse_book(path=path, name="so.csv", layouts=LAYOUTS)

    assert refused.value.rule == rule

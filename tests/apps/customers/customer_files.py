"""Customer files for tests: rows that are right, to be spoiled in one place, written in every format."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import xlsxwriter

HEADER = [
    "Mã khách hàng",
    "Tên khách hàng",
    "Địa chỉ",
    "Mã xã",
    "Điện thoại",
    "Ngày hợp đồng",
    "Loại khách hàng",
    "Nhóm giá",
    "kWh 01/2021",
    "kWh 02/2021",
]
COMMUNE_OF_CITY = "13633"
COMMUNE_OF_XUAN_TRUONG = "14089"


def good_row(number: int, *, unit: str = "PA01ND", commune: str = COMMUNE_OF_CITY, **cells: str) -> list[str]:
    """A row that passes every check; `cells` replaces columns by their header."""
    row = {
        "Mã khách hàng": f"{unit}{number:07d}",
        "Tên khách hàng": f"Nguyễn Thị Bích {number}",
        "Địa chỉ": f"Số {number} đường Trần Hưng Đạo",
        "Mã xã": commune,
        "Điện thoại": f"09{number:08d}",
        "Ngày hợp đồng": "01/02/2015",
        "Loại khách hàng": "Hộ gia đình",
        "Nhóm giá": "Sinh hoạt",
        "kWh 01/2021": "120",
        "kWh 02/2021": "1.234",
    }
    return list((row | cells).values())


def csv_bytes(
    rows: list[list[str]], *, encoding: str = "utf-8", delimiter: str = ",", header: list[str] | None = None
) -> bytes:
    """Rows as CSV; Windows-1258 gets its letters decomposed the way that encoding spells them."""
    lines = [delimiter.join(cells) for cells in [header or HEADER, *rows]]
    text = "\r\n".join(lines) + "\r\n"
    return spelled_for_1258(text).encode("cp1258") if encoding == "cp1258" else text.encode(encoding)


def spelled_for_1258(text: str) -> str:
    """Letters of the table, tone marks behind them."""
    spelled = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        spelled.append(base + tones)
    return "".join(spelled)


def xlsx_bytes(
    rows: list[list[object]], *, header: list[str] | None = None, date_1904: bool = False
) -> bytes:
    """Rows as an XLSX file with plain cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": date_1904, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Khách hàng")
        for number, cells in enumerate([header or HEADER, *rows]):
            sheet.write_row(number, 0, cells)
    return out.getvalue()


def write(folder: Path, name: str, data: bytes) -> Path:
    """Put bytes into a file of the test's own folder."""
    path = folder / name
    path.write_bytes(data)
    return path

"""Builds the template: headings, drop-down lists, columns that keep a telephone's zero, and the how-to."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

from donghanh.adapters.nomination_sheets.marks import VERSION, mark_text

FIRST_ROW = 5  # of the headings, counted from 1; what stands above it explains
ROWS_TO_FILL = 300
TEXT, DAY, NUMBER = 49, "dd/mm/yyyy", 1  # 49 and 1 are every spreadsheet program's own text and number
HEADS: tuple[tuple[str, int, int | str], ...] = (
    ("Hoạt động", 30, TEXT),
    ("Họ và tên", 28, TEXT),
    ("Đối tượng", 14, TEXT),
    ("Mã khách hàng", 17, TEXT),
    ("Địa chỉ", 34, TEXT),
    ("Điện thoại", 14, TEXT),
    ("Diện", 26, TEXT),
    ("Số lượng", 10, NUMBER),
    ("Hoàn cảnh", 44, TEXT),
    ("Ngày bình xét", 15, DAY),
)
HOW = (
    "Mỗi dòng một người (hộ, học sinh, trường học, khu vực). Không gộp ô, không thêm cột.",
    "Hoạt động và Diện: bấm vào ô rồi chọn trong danh sách.",
    "Họ và tên: chủ hộ, học sinh, hoặc tên trường, khu vực.",
    "Mã khách hàng: 13 ký tự trên hóa đơn tiền điện; để trống nếu không biết.",
    "Điện thoại: 10 hoặc 11 số, bắt đầu bằng 0.",
    "Số lượng: chỉ ghi cho khẩu trang (số chiếc); các hoạt động khác để trống.",
    "Hoàn cảnh: một câu nói vì sao đề nghị giúp.",
    "Ngày bình xét: ngày xã, phường họp xét, viết như 05/12/2021; để trống nếu chưa có.",
    "Ghi xong: lưu tệp (giữ dạng .xlsx), mở trang Đồng Hành, chọn “Nộp tệp”.",
    "Trang Đồng Hành cho xem lại từng dòng; khi anh/chị đồng ý mới nhận.",
    "Giấy tờ chứng minh (ảnh chụp, bản quét): gắn sau, ở trang của từng người.",
)
KINDS = ("Hộ gia đình", "Học sinh", "Trường học", "Khu vực")


@dataclass(frozen=True)
class Choice:
    """One activity of the list: how the sheet names it, and one line of what it asks."""

    label: str
    note: str


def build_nomination_sheet(
    *, commune_code: str, commune_name: str, campaign_code: str, campaign_name: str,
    activities: Sequence[Choice], classes: Sequence[str],
) -> bytes:  # fmt: skip
    """
    Build the template of one commune as XLSX; equal values give equal bytes.

    activities : for the drop-down list, in the plan's order
    classes    : names of the social classes, for the other list
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": datetime(2021, 1, 1)})  # noqa: DTZ001 - a fixed mark, no instant
        sheet = book.add_worksheet("Đề cử")
        _head(
            book,
            sheet,
            (commune_name, campaign_name, mark_text(commune_code=commune_code, campaign_code=campaign_code)),
        )
        _explain(book, book.add_worksheet("Hướng dẫn"), activities)
        _lists(book.add_worksheet("Danh mục"), ([one.label for one in activities], classes, KINDS))
        _choose(sheet, (len(activities), len(classes), len(KINDS)))
        sheet.activate()
    return out.getvalue()


def _head(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, said: tuple[str, str, str]
) -> None:
    commune, campaign, mark = said
    title = book.add_format({"bold": True, "font_size": 14})
    small = book.add_format({"font_color": "#555555"})
    head = book.add_format(
        {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#E8EEF7", "valign": "top"}
    )
    sheet.write_string(0, 0, f"Danh sách đề cử: {commune}", title)
    sheet.write_string(1, 0, campaign)
    sheet.write_string(2, 0, f"Tệp này chỉ dùng cho {commune}. Cách ghi: xem trang “Hướng dẫn”.")
    sheet.write_string(3, 0, f"Mã mẫu (không sửa): {mark}", small)
    for column, (name, width, form) in enumerate(HEADS):
        sheet.write_string(FIRST_ROW - 1, column, name, head)
        sheet.set_column(column, column, width, book.add_format({"num_format": form}))
    sheet.freeze_panes(FIRST_ROW, 2)


def _explain(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, activities: Sequence[Choice]
) -> None:
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 38, wrap)
    sheet.set_column(1, 1, 90, wrap)
    sheet.write_string(0, 0, f"Cách ghi (mẫu số {VERSION})", bold)
    for row, line in enumerate(HOW, start=1):
        sheet.write_string(row, 0, str(row))
        sheet.write_string(row, 1, line)
    top = len(HOW) + 2
    sheet.write_string(top, 0, "Các hoạt động", bold)
    for row, one in enumerate(activities, start=top + 1):
        sheet.write_string(row, 0, one.label)
        sheet.write_string(row, 1, one.note)


def _lists(sheet: xlsxwriter.worksheet.Worksheet, lists: Sequence[Sequence[str]]) -> None:
    for column, words in enumerate(lists):
        for row, word in enumerate(words):
            sheet.write_string(row, column, word)
    sheet.hide()


def _choose(sheet: xlsxwriter.worksheet.Worksheet, counts: tuple[int, int, int]) -> None:
    """Tie each list to its column; a word that is not on the list is refused by the program itself."""
    first, last = FIRST_ROW, FIRST_ROW + ROWS_TO_FILL
    for column, letter, count in zip((0, 6, 2), "ABC", counts, strict=True):
        sheet.data_validation(
            first, column, last, column,
            {
                "validate": "list", "source": f"='Danh mục'!${letter}$1:${letter}${max(1, count)}",
                "error_title": "Chưa đúng", "error_message": "Hãy chọn trong danh sách.",
            },
        )  # fmt: skip

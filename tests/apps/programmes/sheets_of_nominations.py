"""Words for tests of spreadsheets of nominations: filled templates, and files bad in one way each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from donghanh.adapters.nomination_sheets import mark_text

HEADS = (
    "Hoạt động", "Họ và tên", "Đối tượng", "Mã khách hàng", "Địa chỉ", "Điện thoại", "Diện", "Số lượng",
    "Hoàn cảnh", "Ngày bình xét",
)  # fmt: skip
CAMPAIGN = "tri-an-khach-hang-2021"
MY_HUNG = "13729"
GIFT, REPAIR = "M19 Quà an sinh", "M18 Sửa điện hộ gia đình"
FIRST = 6  # row of the file in which the first person stands


def person(name: str = "Trần Thị Thử", **more: Any) -> dict[str, Any]:
    """One row that is right."""
    right = {
        "Hoạt động": GIFT, "Họ và tên": name, "Địa chỉ": "Thôn Thử", "Điện thoại": "0912345678",
        "Diện": "Hộ nghèo", "Hoàn cảnh": "Nhà neo người",
    }  # fmt: skip
    return {**right, **{_HEAD.get(key, key): value for key, value in more.items()}}


_HEAD = {
    "activity": "Hoạt động", "kind": "Đối tượng", "code": "Mã khách hàng", "address": "Địa chỉ",
    "phone": "Điện thoại", "social_class": "Diện", "quantity": "Số lượng", "why": "Hoàn cảnh",
    "reviewed_on": "Ngày bình xét",
}  # fmt: skip


def sheet(
    *people: Mapping[str, Any], commune: str = MY_HUNG, campaign: str = CAMPAIGN,
    heads: Sequence[str] = HEADS,
    formulas: Mapping[tuple[int, str], tuple[str, Any]] | None = None, merged: Sequence[str] = (),
    hidden: Sequence[str] = (), marked: bool = True,
) -> bytes:  # fmt: skip
    """
    A filled template as bytes.

    formulas : (place among the people, heading) -> (formula, calculated value)
    merged   : headings whose cells of the first two people are merged
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("Đề cử")
        if marked:
            page.write_string(3, 0, f"Mã mẫu: {mark_text(commune_code=commune, campaign_code=campaign)}")
        for column, head in enumerate(heads):
            page.write_string(4, column, head)
            if head in hidden:
                page.set_column(column, column, None, None, {"hidden": True})
        for row, one in enumerate(people, start=5):
            for head, value in one.items():
                page.write(row, heads.index(head), value)
        for (place, head), (formula, value) in (formulas or {}).items():
            page.write_formula(5 + place, heads.index(head), formula, None, value)
        for head in merged:
            page.merge_range(5, heads.index(head), 6, heads.index(head), people[0][head])
    return out.getvalue()


def never_calculated(content: bytes) -> bytes:
    """The same workbook without the values of its formulas, as a program writes it that never ran them."""
    return rewritten(content, rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1")


def rewritten(content: bytes, found: bytes, by: bytes) -> bytes:
    """The same workbook with something else in its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, re.sub(found, by, old.read(name)))
    return out.getvalue()


def bomb(gigabytes: int = 2) -> bytes:
    """A zip in an XLSX's clothes that unpacks to so many gigabytes of nothing."""
    out = io.BytesIO()
    block = b" " * (1 << 24)
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(gigabytes * 64):
            part.write(block)
    return out.getvalue()

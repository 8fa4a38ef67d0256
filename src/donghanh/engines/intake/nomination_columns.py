"""Which field each column of a sheet of nominations stands for, by its heading without diacritics."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from donghanh.kernel.text import fold_column

COLUMNS: dict[str, tuple[str, ...]] = {
    "activity": ("hoat dong", "activity"),
    "name": ("ho va ten", "ho ten", "ten nguoi nhan", "ten", "name"),
    "kind": ("doi tuong", "kind"),
    "customer_code": ("ma khach hang", "ma kh", "customer code"),
    "address": ("dia chi", "thon xom to dan pho", "address"),
    "phone": ("dien thoai", "so dien thoai", "sdt", "phone"),
    "social_class": ("dien", "dien chinh sach", "social class"),
    "quantity": ("so luong", "quantity"),
    "why": ("hoan canh", "hoan canh ly do", "ly do", "why"),
    "reviewed_on": ("ngay binh xet", "ngay hop binh xet", "reviewed on"),
}
NEEDED = ("activity", "name", "social_class")


def known_names() -> frozenset[str]:
    """Folded column names that are understood, by which the header row is recognised."""
    return frozenset(name for names in COLUMNS.values() for name in names)


def columns_of(*, header: Sequence[str]) -> dict[str, str]:
    """
    Say which column holds which field; the first that bears its name.

    >>> columns_of(header=["STT", "Họ và tên", "Điện thoại"])
    {'name': 'Họ và tên', 'phone': 'Điện thoại'}
    """
    fields = {name: field for field, names in COLUMNS.items() for name in names}
    found: dict[str, str] = {}
    for name, folded in zip(header, fold_column(pl.Series(list(header), dtype=pl.String)), strict=True):
        if field := fields.get(folded):
            found.setdefault(field, name)
    return found


def missing_columns(*, header: Sequence[str]) -> list[str]:
    """The fields that must have a column and have none."""
    found = columns_of(header=header)
    return [field for field in NEEDED if field not in found]

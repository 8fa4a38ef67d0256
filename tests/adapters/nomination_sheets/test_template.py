"""The template: its lists, its text columns, its mark; and what comes back when it is read."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.apps.programmes.filled import filled
from tests.apps.programmes.sheets_of_nominations import person

from donghanh.adapters.nomination_sheets import (
    Choice,
    Mark,
    build_nomination_sheet,
    parse_nomination_sheet,
    read_mark,
)
from donghanh.engines.intake.nomination_columns import columns_of, known_names, missing_columns


@pytest.fixture
def template() -> bytes:
    return build_nomination_sheet(
        commune_code="13729", commune_name="Xã Mỹ Hưng", campaign_code="tri-an-khach-hang-2021",
        campaign_name="Tháng Tri ân", activities=[Choice("M19 Quà an sinh", "Hạn: 31/01/2022.")],
        classes=["Hộ nghèo", "Gia đình chính sách"],
    )  # fmt: skip


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(name).decode()


def test_equal_values_give_equal_bytes(template):
    again = build_nomination_sheet(
        commune_code="13729", commune_name="Xã Mỹ Hưng", campaign_code="tri-an-khach-hang-2021",
        campaign_name="Tháng Tri ân", activities=[Choice("M19 Quà an sinh", "Hạn: 31/01/2022.")],
        classes=["Hộ nghèo", "Gia đình chính sách"],
    )  # fmt: skip

    assert again == template


def test_the_lists_stand_in_a_hidden_sheet_and_are_tied_to_their_columns(template):
    page, book = part(template, "xl/worksheets/sheet1.xml"), part(template, "xl/workbook.xml")

    assert page.count('<dataValidation type="list"') == 3
    assert "'Danh mục'!$A$1:$A$1" in page
    assert "'Danh mục'!$B$1:$B$2" in page
    assert 'name="Danh mục" sheetId="3" state="hidden"' in book


def test_code_and_telephone_are_text_so_that_no_zero_is_lost(template):
    assert 'numFmtId="49"' in part(template, "xl/styles.xml")


def test_what_is_filled_in_comes_back_with_the_mark(template):
    content = filled(template, [person("Trần Một", phone="0912345678")])

    sheet = parse_nomination_sheet(content=content, name="a.xlsx", known=known_names())

    assert sheet.mark == Mark(1, "13729", "tri-an-khach-hang-2021")
    assert sheet.rows["Điện thoại"].to_list() == ["0912345678"]
    assert missing_columns(header=sheet.header) == []
    assert len(columns_of(header=sheet.header)) == len(sheet.header)


def test_an_empty_template_has_no_row(template):
    assert parse_nomination_sheet(content=template, name="a.xlsx", known=known_names()).rows.is_empty()


@pytest.mark.parametrize("cell", ["", "DE-CU/1/1372/x", "de-cu/1/13729/x", "13729"])
def test_what_is_no_mark_is_not_taken_for_one(cell):
    assert read_mark(above=[["Danh sách"], [cell]]) is None

"""The report's spreadsheet: sums that add up by formulas of their own, text that never becomes one."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
import python_calamine
from tests.adapters.programme_reports.facts import (
    DIGEST,
    EFFECT_DIGESTS,
    LIST_DIGEST,
    MONEY_DIGEST,
    full_facts,
    report_facts,
)

from donghanh.adapters.programme_reports import COLUMNS, Stamp, build_report_workbook

XML = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STAMP = Stamp(number=3, by="Trần Văn Phòng", at=datetime(2021, 12, 20, 2, 5, 7, 123456, tzinfo=UTC))
SHEETS = {
    "vi": [
        "Tổng hợp",
        "Theo đơn vị",
        "Kinh phí",
        "Hiệu quả",
        "Danh sách đã duyệt",
        "Bốc thăm",
        "Giải thích cột",
    ],
    "en": ["Summary", "By unit", "Money", "Effect", "Approved lists", "Draws", "Columns explained"],
}


def built(*, language="vi", stamp=None, **facts):
    return build_report_workbook(facts=report_facts(**facts), digest=DIGEST, language=language, stamp=stamp)


def filled(*, language="vi", **changes):
    facts = full_facts() | changes
    return build_report_workbook(facts=facts, digest=DIGEST, language=language, stamp=None)


def values(content: bytes, sheet: str) -> list[list]:
    return python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()


class Cells:
    """The cells of a file as its XML holds them: numbers, texts, formulas; and an evaluation of our own."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            book = ET.fromstring(file.read("xl/workbook.xml"))
            shared = ET.fromstring(file.read("xl/sharedStrings.xml"))
            texts = ["".join(one.itertext()) for one in shared.iter(f"{XML}si")]
            names = [one.get("name") for one in book.iter(f"{XML}sheet")]
            self.values, self.formulas = {}, {}
            for place, name in enumerate(names, start=1):
                for cell in ET.fromstring(file.read(f"xl/worksheets/sheet{place}.xml")).iter(f"{XML}c"):
                    self._keep(name, cell, texts)

    def _keep(self, sheet, cell, texts):
        at = (sheet, cell.get("r"))
        value, formula = cell.find(f"{XML}v"), cell.find(f"{XML}f")
        if value is not None:
            self.values[at] = texts[int(value.text)] if cell.get("t") == "s" else int(value.text)
        if formula is not None:
            self.formulas[at] = formula.text

    def result(self, sheet: str, cell: str):
        """Compute a formula anew, not from the value that was kept with it."""
        formula = self.formulas.get((sheet, cell))
        if formula is None:
            return self.values.get((sheet, cell), 0)
        if found := re.fullmatch(r"SUM\((.+):(.+)\)", formula):
            return sum(self.result(sheet, one) for one in self._between(*found.groups()))
        if found := re.fullmatch(r"SUM\(([A-Z0-9,]+)\)", formula):
            return sum(self._number(sheet, one) for one in found[1].split(","))
        if re.fullmatch(r"[A-Z]+\d+([+-][A-Z]+\d+)*", formula):
            signed = re.findall(r"([+-]?)([A-Z]+\d+)", formula)
            return sum((-1 if sign == "-" else 1) * self._number(sheet, one) for sign, one in signed)
        if found := re.fullmatch(r"'(.+)'!(.+)", formula):
            return self.result(*found.groups())
        if found := re.fullmatch(r'COUNTIF\((.+):(.+),"(.+)\*"\)', formula):
            first, last, begin = found.groups()
            texts = [self.values.get((sheet, one)) for one in self._between(first, last)]
            return sum(isinstance(one, str) and one.startswith(begin) for one in texts)
        raise AssertionError(f"{sheet}!{cell}: a formula of an unknown kind: {formula}")

    def _number(self, sheet, cell):
        """What SUM makes of a cell: a text counts as nothing."""
        found = self.result(sheet, cell)
        return found if isinstance(found, int) else 0

    @staticmethod
    def _between(first: str, last: str) -> list[str]:
        (column, low), (other, high) = (re.fullmatch(r"([A-Z]+)(\d+)", one).groups() for one in (first, last))
        assert column == other
        return [f"{column}{row}" for row in range(int(low), int(high) + 1)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_formula_gives_the_value_that_stands_with_it(language):
    cells = Cells(built(language=language))

    assert len(cells.formulas) > 20
    for at in cells.formulas:
        assert cells.result(*at) == cells.values[at], at


def test_the_units_sum_to_the_activity_in_every_column_that_adds_up():
    cells = Cells(built())
    (row,) = [
        cell[1:] for (sheet, cell), text in cells.values.items()
        if text == "Cộng" and cells.values[(sheet, f"A{cell[1:]}")] == "Sửa chữa điện"
    ]  # fmt: skip

    expected = {
        "target": 4_331,
        "nominated": 15,
        "approved": 11,
        "delivered": 12,
        "received": 0,
        "late_count": 2,
    }
    letters = {one.name: chr(ord("D") + place) for place, one in enumerate(COLUMNS)}
    for name, value in expected.items():
        at = ("Theo đơn vị", f"{letters[name]}{row}")
        assert cells.formulas[at].startswith("SUM(")
        assert cells.result(*at) == value
    assert ("Theo đơn vị", f"{letters['missing']}{row}") not in cells.formulas


def test_what_no_unit_has_a_share_of_is_part_of_the_sum():
    rows = [row for row in values(built(), "Theo đơn vị") if row[0] == "Khẩu trang"]

    assert [row[1] for row in rows] == [
        "Điện lực Thành phố Nam Định", "Toàn công ty, chưa giao đơn vị", "Cộng"
    ]  # fmt: skip
    assert [row[3] for row in rows] == ["", 20_000, 20_000]


def test_the_summary_draws_its_numbers_from_the_units_sheet():
    cells = Cells(built())

    drawn = [one for (sheet, _), one in cells.formulas.items() if sheet == "Tổng hợp"]
    assert sum(one.startswith("'Theo đơn vị'!") for one in drawn) == 2 * 7
    counts = {row[0]: row[3] for row in values(built(), "Tổng hợp") if str(row[0]).startswith("Số hoạt động")}
    assert counts == {"Số hoạt động trễ": 1, "Số hoạt động có nguy cơ trễ": 1}


def test_a_measure_says_where_its_number_will_come_from():
    (row,) = [row for row in values(built(), "Tổng hợp") if row[1] == "Đúng giờ đã báo"]

    assert "Số liệu sẽ lấy từ: Giờ thao tác thực tế" in row


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://x","y")', "+1+1", "-1", "@SUM(A1)", "https://x.example/"]
)
def test_a_name_that_looks_like_a_formula_stays_text(name):
    cells = Cells(built(repairs_name=name, approver=name))

    assert sum(value == name for value in cells.values.values()) >= 4
    for formula in cells.formulas.values():
        assert re.match(r"(SUM|COUNTIF)\(|'", formula)
    with zipfile.ZipFile(io.BytesIO(built(repairs_name=name))) as file:
        assert not any(b"<hyperlink" in file.read(part) for part in file.namelist())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_sheet_bears_the_digest_of_the_facts(language):
    book = python_calamine.load_workbook(io.BytesIO(built(language=language)))

    assert book.sheet_names == SHEETS[language]
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        assert DIGEST in rows[1][0]


def test_the_lists_and_the_draws_stand_with_their_digests():
    (row,) = values(built(), "Danh sách đã duyệt")[4:] or values(built(), "Danh sách đã duyệt")[-1:]
    assert row[2:] == [1, 11, "Trần Thị Duyệt", "09:00 06/12/2021", LIST_DIGEST]
    draw = values(built(), "Bốc thăm")[-1]
    assert draw[1:6] == [1, "đã công bố danh sách băm", "05/01/2022", 1_234, "ab" * 32]


def test_every_column_is_explained_with_its_unit():
    rows = values(built(), "Giải thích cột")[-len(COLUMNS) :]

    assert [row[0] for row in rows] == [one.head["vi"] for one in COLUMNS]
    assert all(row[1] and row[2] for row in rows)


def test_the_same_facts_give_the_same_bytes_and_a_draft_says_so():
    assert built(stamp=STAMP) == built(stamp=STAMP)
    assert "BẢN NHÁP" in values(built(), "Tổng hợp")[0][0]
    assert "Báo cáo số 3" in values(built(stamp=STAMP), "Tổng hợp")[0][0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_formula_of_money_and_effect_gives_the_value_that_stands_with_it(language):
    cells = Cells(filled(language=language))
    added = [at for at in cells.formulas if at[0] in ("Kinh phí", "Hiệu quả", "Money", "Effect")]

    assert len(added) >= 9
    for at in added:
        assert cells.result(*at) == cells.values[at], at


def test_units_add_up_to_the_activity_activities_to_the_programme_and_those_to_the_whole():
    cells = Cells(filled())
    rows = [row for row in values(filled(), "Kinh phí") if isinstance(row[5], int | float)]

    spent = [(row[1], row[2], row[4]) for row in rows]
    assert spent == [
        ("M18 Sửa chữa điện", "Điện lực Thành phố Nam Định", 11_000_000),
        ("M18 Sửa chữa điện", "Điện lực Xuân Trường", 2_500_001),
        ("M18 Sửa chữa điện", "Cộng", 13_500_001),
        ("M20 Khẩu trang", "Cộng", "chưa có số liệu"),
        ("Cộng", "", 13_500_001),
        ("", "", 13_500_001),
    ]
    sums = [one for (sheet, cell), one in cells.formulas.items() if sheet == "Kinh phí" and cell[0] == "E"]
    assert len(sums) == 3


def test_an_amount_changed_in_the_sheet_changes_every_sum_above_it():
    cells = Cells(filled())
    money = {at: value for at, value in cells.values.items() if at[0] == "Kinh phí" and at[1][0] == "E"}
    (at,) = [at for at, value in money.items() if value == 2_500_001]

    cells.values[at] += 7

    sums = [at for at in cells.formulas if at[0] == "Kinh phí" and at[1][0] == "E"]
    assert [cells.result(*one) for one in sums] == [13_500_008] * 3


def test_what_is_not_known_is_a_word_and_never_zero():
    flat = [cell for row in values(built(), "Hiệu quả") + values(filled(), "Kinh phí") for cell in row]

    assert "chưa có số liệu" in flat
    assert "chưa có dự toán" in flat


def test_the_effect_stands_with_its_digests_and_goods_that_do_not_balance_say_by_how_much():
    rows = values(filled(), "Hiệu quả")
    flat = [cell for row in rows for cell in row]

    for name, digest in EFFECT_DIGESTS.items():
        assert digest in flat, name
    assert MONEY_DIGEST in [cell for row in values(filled(), "Kinh phí") for cell in row]
    assert next(row for row in rows if row[0] == "Khẩu trang" and row[1] == 20_000)[7] == 0
    assert next(row for row in rows if row[0] == "Phần quà")[7] == 2
    assert "còn ít, chưa kết luận" in flat


def test_the_sample_adds_up_and_an_answer_changed_in_the_sheet_changes_the_sum():
    content = filled()
    rows = values(content, "Hiệu quả")
    first = next(place for place, row in enumerate(rows, start=1) if row[0] == "Khẩu trang")
    cells = Cells(content)

    assert cells.result("Hiệu quả", f"C{first + 2}") == 33
    cells.values["Hiệu quả", f"C{first}"] += 1

    assert cells.result("Hiệu quả", f"C{first + 2}") == 34


def test_a_households_sum_is_a_formula_only_where_the_classes_add_up():
    effects = full_facts()["effects"]
    twice = effects | {"households": effects["households"] | {"count": 1_239}}

    def sums(content):
        return [one for (sheet, _), one in Cells(content).formulas.items() if sheet == "Hiệu quả"]

    assert len(sums(filled())) == len(sums(filled(effects=twice))) + 1


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x","y")', "+1+1", "@SUM(A1)"])
def test_a_name_in_money_or_goods_that_looks_like_a_formula_stays_text(name):
    facts = full_facts()
    facts["money"]["activities"][0]["units"][0]["unit_name_vi"] = name
    facts["effects"]["goods"]["items"][0]["name_vi"] = name
    facts["effects"]["confirmations"]["activities"][0]["name_vi"] = name

    cells = Cells(build_report_workbook(facts=facts, digest=DIGEST, language="vi", stamp=None))

    assert sum(value == name for value in cells.values.values()) == 3
    for formula in cells.formulas.values():
        assert re.match(r"(SUM|COUNTIF)\(|'|[A-Z]+\d+[+-]", formula)

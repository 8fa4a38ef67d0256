"""Rows of nominations: what each cell says, what keeps a row out, what is only told."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from donghanh.engines.intake.nomination_columns import columns_of
from donghanh.engines.intake.nomination_standing import compare_with_standing
from donghanh.engines.intake.nominations import ActivityTerms, check_nominations

DAY = date(2021, 12, 20)
TERMS = {
    "gifts": ActivityTerms(
        words=("m19 qua an sinh", "m19"), kinds=("household",), classes=("poor", "policy")
    ),
    "masks": ActivityTerms(words=("m20",), kinds=("household", "school"), is_goods=True),
}
STANDING = {
    "activity": pl.String, "customer_code": pl.String, "search_key": pl.String, "kind": pl.String,
    "address": pl.String, "phone": pl.String, "quantity": pl.Int64, "reference": pl.String,
}  # fmt: skip


def check(*people: dict[str, str], date_system: str = "1900"):
    heads = (
        "Hoạt động",
        "Họ và tên",
        "Đối tượng",
        "Mã khách hàng",
        "Điện thoại",
        "Diện",
        "Số lượng",
        "Ngày bình xét",
    )
    columns = {head: [one.get(head) or None for one in people] for head in heads}
    rows = pl.DataFrame(
        {"row": range(6, 6 + len(people)), **columns},
        schema={"row": pl.Int64, **dict.fromkeys(heads, pl.String)},
    )
    return check_nominations(rows=rows, activities=TERMS, day=DAY, date_system=date_system)


def gift(name: str = "Trần Một", **more: str) -> dict[str, str]:
    return {"Hoạt động": "M19 Quà an sinh", "Họ và tên": name, "Diện": "Hộ nghèo", **more}


def rules(checked) -> list[tuple[str, str, int]]:
    return list(checked.findings.select("severity", "rule", "row").iter_rows())


def test_a_right_row_passes_and_the_only_kind_is_filled_in():
    checked = check(gift())

    assert rules(checked) == []
    assert checked.rows.select("activity", "name", "kind", "social_class", "quantity").row(0) == (
        "gifts", "Trần Một", "household", "poor", 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "kept", "told"),
    [
        ("0912345678", "0912345678", []),
        ("+84 912 345 678", "0912345678", []),
        ("912345678", "0912345678", [("note", "phone-zero-restored", 6)]),
        ("12", None, [("error", "phone-not-readable", 6)]),
    ],
)
def test_a_telephone_is_brought_home_or_named(said, kept, told):
    checked = check(gift(**{"Điện thoại": said}))

    assert rules(checked) == told
    assert checked.rows["phone"].to_list() == ([kept] if kept else [])


def test_the_day_numbers_of_either_system_are_read_as_the_workbook_counts():
    for system, number in (("1900", "44535"), ("1904", "43073")):
        checked = check(gift(**{"Ngày bình xét": number}), date_system=system)
        assert checked.rows["reviewed_on"].to_list() == [date(2021, 12, 5)]


def test_an_unreadable_code_is_named_once_and_not_also_missing():
    checked = check(gift(name="", **{"Mã khách hàng": "PA"}))

    assert [rule for _, rule, _ in rules(checked)] == ["customer-code-form"]


def test_a_customers_class_may_stay_open_for_it_stands_in_the_record():
    checked = check({"Hoạt động": "M19", "Mã khách hàng": "pa01nd 0000001"})

    assert rules(checked) == []
    assert checked.rows["customer_code"].to_list() == ["PA01ND0000001"]


def test_the_same_customer_or_the_same_words_twice_are_a_repeat_and_the_same_name_for_another_is_not():
    code = {"Mã khách hàng": "PA01ND0000001"}
    checked = check(
        gift(), gift("tran mot"), gift("A", **code), gift("B", **code),
        gift("Trần Một", **{"Hoạt động": "M20", "Đối tượng": "Hộ gia đình", "Diện": ""}),
    )  # fmt: skip

    assert rules(checked) == [("error", "row-repeated", 7), ("error", "row-repeated", 9)]


def test_pieces_are_counted_for_goods_alone():
    school = {"Hoạt động": "M20", "Họ và tên": "Trường Thử", "Đối tượng": "Trường học"}

    assert check({**school, "Số lượng": "1 200"}).rows["quantity"].to_list() == [1200]
    assert rules(check(gift(**{"Số lượng": "2"}))) == [("error", "quantity-not-possible", 6)]
    assert rules(check({**school, "Đối tượng": ""})) == [("error", "kind-not-of-activity", 6)]


def test_a_closed_activity_takes_nobody():
    closed = {"gifts": ActivityTerms(words=("m19",), kinds=("household",), is_open=False)}
    rows = pl.DataFrame({"row": [6], "Hoạt động": ["M19"], "Họ và tên": ["A"], "Diện": [None]})

    checked = check_nominations(rows=rows, activities=closed, day=DAY, date_system="1900")

    assert rules(checked) == [("error", "activity-closed", 6)]


def test_who_stands_already_is_an_error_a_warning_or_a_note():
    same = ("gifts", "", "tran mot", "household", "", "", 1, "M19-21-00001")
    standing = pl.DataFrame(
        [same, ("repairs", "", "le hai", "household", "", "", 1, "M18-21-00001")], STANDING, orient="row"
    )
    rows = check(gift(), gift("Trần  Một", **{"Điện thoại": "0912345678"}), gift("Lê Hai")).rows

    found = compare_with_standing(rows=rows, standing=standing)

    assert list(found.select("severity", "rule", "row", "found").iter_rows()) == [
        ("error", "already-nominated", 6, "M19-21-00001"),
        ("warning", "same-name-nominated", 7, "M19-21-00001"),
        ("note", "named-for-another-activity", 8, "M18-21-00001"),
    ]


def test_no_row_at_all_is_no_error():
    assert check().rows.is_empty()
    assert columns_of(header=[]) == {}

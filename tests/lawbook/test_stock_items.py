"""The list of goods: what is not known is null, and a slip of the pen is named with its line."""

from __future__ import annotations

from donghanh.lawbook.stock_items import FOLDER, check_documents, read_items, read_warehouses

TEXT = (FOLDER / "welfare-goods.yaml").read_text(encoding="utf-8")


def problems(tmp_path, old: str, new: str) -> list[str]:
    assert old in TEXT
    (tmp_path / "goods.yaml").write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return [problem.rule for problem in check_documents(folder=tmp_path)]


def test_the_lists_hold_and_values_nobody_told_us_are_null():
    assert check_documents() == []
    assert {item.value_dong for item in read_items()} == {None}
    assert not any(item.source.is_confirmed for item in read_items())
    assert next(one.unit_code for one in read_warehouses()) == "PA01"


def test_a_price_that_is_no_whole_number_is_refused(tmp_path):
    assert problems(tmp_path, "value_dong: null", "value_dong: 1.5") == ["not-whole"]


def test_a_code_given_twice_is_refused(tmp_path):
    assert problems(tmp_path, "code: tablet", "code: mask") == ["code-repeated"]


def test_a_yes_that_is_a_text_is_refused(tmp_path):
    assert problems(tmp_path, "is_serialised: true", 'is_serialised: "yes"') == ["not-yes-or-no"]


def test_a_misspelt_key_is_refused(tmp_path):
    assert problems(tmp_path, "has_expiry: true", "has_expiri: true") == ["key-missing", "key-unknown"]


def test_a_list_where_a_text_stands_is_refused(tmp_path):
    assert problems(tmp_path, "code: tablet", "code: [tablet]") == ["shape-wrong"]

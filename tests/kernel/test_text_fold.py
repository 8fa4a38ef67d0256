"""A name is found however it was typed: with or without diacritics, in any normal form."""

from __future__ import annotations

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.kernel.text import fold, fold_column

FORMS = ("NFC", "NFD", "NFKC", "NFKD")
VIETNAMESE = st.text(
    alphabet="aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoơờởỡớợưừửữứựyỳ XĐÔỐƯỬ", max_size=20
)


def slow_fold(text: str) -> str:
    """The obvious twin: decompose, drop marks, one letter at a time."""
    letters = [
        letter for letter in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(letter)
    ]
    return " ".join("".join(letters).replace("đ", "d").split())


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Trần Đăng Ninh", "tran dang ninh"),
        ("  PHAN   ĐÌNH\tPHÙNG ", "phan dinh phung"),
        ("Số 12/4, ngõ 5 - Hà Huy Tập", "so 12 4 ngo 5 ha huy tap"),
        ("Ðào Ngọc Ánh", "dao ngoc anh"),  # U+00D0, the Icelandic letter that old files have for Đ
        ("ＴＲẦＮ", "tran"),  # wide letters of an Asian keyboard
        ("Ng\u200buyễn", "nguyen"),  # a space of no width, pasted from a page
        ("", ""),
        ("---", ""),
    ],
)
def test_search_key_has_small_letters_and_single_spaces(typed: str, key: str) -> None:
    assert fold(typed) == key


@pytest.mark.parametrize("form", FORMS)
def test_every_normal_form_gives_the_same_search_key(form: str) -> None:
    typed = unicodedata.normalize(form, "Nguyễn Thị Hường, Đường Điện Biên")

    assert fold(typed) == "nguyen thi huong duong dien bien"


def test_windows_1258_spelling_gives_the_same_search_key() -> None:
    windows = "Trâ\u0300n Đư\u0301c".encode("cp1258").decode("cp1258")

    assert fold(windows) == "tran duc"


def test_a_missing_text_stays_missing() -> None:
    assert fold_column(pl.Series(["Ý Yên", None])).to_list() == ["y yen", None]


def test_a_column_keeps_its_name_and_its_rows() -> None:
    folded = fold_column(pl.Series("name", ["Vụ Bản", "Ý Yên", "Vụ Bản"]))

    assert folded.name == "name"
    assert folded.to_list() == ["vu ban", "y yen", "vu ban"]


def test_a_column_without_rows_is_folded_to_one_without_rows() -> None:
    assert fold_column(pl.Series("name", [], dtype=pl.String)).to_list() == []


@given(VIETNAMESE)
def test_search_key_agrees_with_the_slow_twin(text: str) -> None:
    assert fold(text) == slow_fold(text)


@given(st.text(max_size=20))
def test_to_fold_twice_is_to_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE, st.sampled_from(FORMS))
def test_the_normal_form_never_matters(text: str, form: str) -> None:
    assert fold(unicodedata.normalize(form, text)) == fold(text)

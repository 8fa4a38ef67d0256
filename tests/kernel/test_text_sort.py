"""Names stand in the order of the Vietnamese dictionary: letters first, then tones."""

from __future__ import annotations

import unicodedata
from itertools import product

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.kernel.text import ALPHABET, sort_key, sort_key_column

FORMS = ("NFC", "NFD", "NFKC", "NFKD")
TONES_IN_ORDER = ["a", "à", "ả", "ã", "á", "ạ"]
MARKS = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"
SYLLABLES = st.sampled_from(
    [
        unicodedata.normalize("NFC", first + vowel + mark)
        for first in ("", "b", "đ", "ngh")
        for vowel, mark in product(VOWELS, MARKS)
    ]
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join)


def slow_key(name: str) -> tuple[list[list[int]], list[list[int]]]:
    """The obvious twin: numbers of letters word by word, then numbers of tones word by word."""
    letters: list[list[int]] = []
    tones: list[list[int]] = []
    for word in unicodedata.normalize("NFC", name).lower().split():
        bare = [unicodedata.normalize("NFD", letter) for letter in word]
        tones.append([MARKS.index(mark) for part in bare for mark in part if mark in MARKS[1:]])
        plain = ["".join(mark for mark in part if mark not in MARKS[1:]) for part in bare]
        letters.append([ALPHABET.index(unicodedata.normalize("NFC", part)) for part in plain])
    return letters, tones


def in_order(*names: str) -> bool:
    backwards = list(reversed(names))  # so that equal keys show, too
    return sorted(backwards, key=lambda name: sort_key(name).encode()) == list(names)


def test_letters_follow_the_vietnamese_alphabet() -> None:
    assert in_order(*ALPHABET)


def test_marked_letters_stand_behind_every_word_of_the_bare_letter() -> None:
    assert in_order("An", "Anh", "Ay", "Ăn", "Âm", "Ba")
    assert in_order("Da", "Dung", "Dy", "Đa", "Đào", "Em")
    assert in_order("Oanh", "Ôn", "Ơn", "Phú", "Uy", "Ưng", "Vân")


def test_tones_follow_the_order_ngang_huyen_hoi_nga_sac_nang() -> None:
    assert in_order(*TONES_IN_ORDER)
    assert in_order("bê", "bề", "bể", "bễ", "bế", "bệ")


def test_tones_decide_only_among_names_of_the_same_letters() -> None:
    assert in_order("Hòa An", "Hoa Bình", "Hòa Bình", "Hoa Cúc")


def test_of_two_tones_that_differ_the_first_syllable_decides() -> None:
    assert in_order("Hoa Hồng", "Hòa Hông", "Hòa Hồng")


def test_a_short_name_stands_before_the_longer_one_that_it_begins() -> None:
    assert in_order("Lan", "Lan Anh", "Lang", "Lành")


def test_numbers_stand_before_letters() -> None:
    assert in_order("Ngõ 2", "Ngõ Cầu")


@pytest.mark.parametrize(
    ("old", "new"), [("Hoà", "Hòa"), ("Thuỷ", "Thủy"), ("TRẦN", "trần"), ("Lê-Lợi", "Lê Lợi")]
)
def test_spellings_of_one_word_share_a_key(old: str, new: str) -> None:
    assert sort_key(old) == sort_key(new)


@pytest.mark.parametrize("form", FORMS)
def test_every_normal_form_gives_the_same_sort_key(form: str) -> None:
    name = "Nguyễn Thị Hường Đặng Ưởng"

    assert sort_key(unicodedata.normalize(form, name)) == sort_key(name)


def test_the_key_of_a_vietnamese_name_is_plain_text_of_one_byte_a_letter() -> None:
    assert sort_key("Đặng Thị Ưởng 12").isascii()


def test_a_missing_name_has_no_key() -> None:
    assert sort_key_column(pl.Series([None], dtype=pl.String)).to_list() == [None]


def test_the_column_and_the_single_name_agree() -> None:
    names = ["Trần Đăng Ninh", "", "Ý Yên", "Ân", "x"]

    assert sort_key_column(pl.Series(names)).to_list() == [sort_key(name) for name in names]


@given(NAMES, NAMES)
def test_the_order_of_keys_is_the_order_of_the_slow_twin(one: str, other: str) -> None:
    by_key = sort_key(one).encode() < sort_key(other).encode()

    assert by_key == (slow_key(one) < slow_key(other))


@given(st.text(max_size=12), st.sampled_from(FORMS))
def test_any_text_of_the_world_has_a_key_in_which_no_case_or_form_matters(text: str, form: str) -> None:
    assert " " in sort_key(text)
    assert sort_key(unicodedata.normalize(form, text)) == sort_key(unicodedata.normalize("NFKC", text))

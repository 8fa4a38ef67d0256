"""An amount in words is what a clerk would write by hand, for every number."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from tests.oracles.word_reader import read_words

from donghanh.kernel.money import NotAnAmount
from donghanh.kernel.words import REDUCED_BY, dong_words, number_words

SPOKEN = {
    0: "không",
    1: "một",
    4: "bốn",
    5: "năm",
    9: "chín",
    10: "mười",
    11: "mười một",
    12: "mười hai",
    14: "mười bốn",
    15: "mười lăm",
    19: "mười chín",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    30: "ba mươi",
    31: "ba mươi mốt",
    44: "bốn mươi tư",
    45: "bốn mươi lăm",
    55: "năm mươi lăm",
    91: "chín mươi mốt",
    99: "chín mươi chín",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    110: "một trăm mười",
    111: "một trăm mười một",
    114: "một trăm mười bốn",
    115: "một trăm mười lăm",
    121: "một trăm hai mươi mốt",
    205: "hai trăm linh năm",
    500: "năm trăm",
    555: "năm trăm năm mươi lăm",
    999: "chín trăm chín mươi chín",
    1_000: "một nghìn",
    1_001: "một nghìn không trăm linh một",
    1_005: "một nghìn không trăm linh năm",
    1_010: "một nghìn không trăm mười",
    1_015: "một nghìn không trăm mười lăm",
    1_021: "một nghìn không trăm hai mươi mốt",
    1_100: "một nghìn một trăm",
    1_105: "một nghìn một trăm linh năm",
    5_000: "năm nghìn",
    10_000: "mười nghìn",
    10_001: "mười nghìn không trăm linh một",
    15_015: "mười lăm nghìn không trăm mười lăm",
    21_000: "hai mươi mốt nghìn",
    24_024: "hai mươi tư nghìn không trăm hai mươi tư",
    100_000: "một trăm nghìn",
    100_001: "một trăm nghìn không trăm linh một",
    101_000: "một trăm linh một nghìn",
    101_101: "một trăm linh một nghìn một trăm linh một",
    120_000: "một trăm hai mươi nghìn",
    347_820: "ba trăm bốn mươi bảy nghìn tám trăm hai mươi",
    505_505: "năm trăm linh năm nghìn năm trăm linh năm",
    999_999: "chín trăm chín mươi chín nghìn chín trăm chín mươi chín",
    1_000_000: "một triệu",
    1_000_005: "một triệu không trăm linh năm",
    1_000_015: "một triệu không trăm mười lăm",
    1_000_105: "một triệu một trăm linh năm",
    1_001_000: "một triệu không trăm linh một nghìn",
    1_001_001: "một triệu không trăm linh một nghìn không trăm linh một",
    1_010_000: "một triệu không trăm mười nghìn",
    1_100_000: "một triệu một trăm nghìn",
    10_000_000: "mười triệu",
    25_025_025: "hai mươi lăm triệu không trăm hai mươi lăm nghìn không trăm hai mươi lăm",
    100_000_001: "một trăm triệu không trăm linh một",
    1_000_000_000: "một tỷ",
    1_000_000_001: "một tỷ không trăm linh một",
    1_000_001_000: "một tỷ không trăm linh một nghìn",
    1_001_000_000: "một tỷ không trăm linh một triệu",
    1_015_000_024: "một tỷ không trăm mười lăm triệu không trăm hai mươi tư",
    1_234_567_890: "một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi",
    10_000_000_000: "mười tỷ",
    101_000_000_000: "một trăm linh một tỷ",
    10**12: "một nghìn tỷ",
    10**12 + 5: "một nghìn tỷ không trăm linh năm",
    1_500_000_000_000: "một nghìn năm trăm tỷ",
    16_300_000_000_000: "mười sáu nghìn ba trăm tỷ",
    1_001_000_000_000: "một nghìn không trăm linh một tỷ",
    10**15: "một triệu tỷ",
    10**18: "một tỷ tỷ",
    10**18 + 10**9: "một tỷ không trăm linh một tỷ",
    -1: "âm một",
    -15: "âm mười lăm",
    -1_000_005: "âm một triệu không trăm linh năm",
}


@pytest.mark.parametrize(("number", "words"), SPOKEN.items())
def test_a_number_is_said_as_the_schoolbook_says_it(number: int, words: str) -> None:
    assert number_words(number) == words


def test_an_amount_begins_with_a_capital_and_ends_with_the_currency() -> None:
    assert dong_words(120_000) == "Một trăm hai mươi nghìn đồng"
    assert dong_words(0) == "Không đồng"
    assert dong_words(-120_000) == "Âm một trăm hai mươi nghìn đồng"


def test_an_adjustment_that_lowers_a_bill_says_so() -> None:
    assert dong_words(-23_456, below_zero=REDUCED_BY) == "Giảm hai mươi ba nghìn bốn trăm năm mươi sáu đồng"
    assert dong_words(23_456, below_zero=REDUCED_BY) == "Hai mươi ba nghìn bốn trăm năm mươi sáu đồng"


@given(some.integers(min_value=-(10**24), max_value=10**24) | some.integers(0, 10**7))
@example(10**9 - 1)
@example(10**21 + 10**12 + 10**3)
def test_what_is_said_is_read_back_as_the_same_number(number: int) -> None:
    assert read_words(dong_words(number)) == number


def test_every_number_below_a_hundred_thousand_is_said_in_its_own_words() -> None:
    assert all(read_words(number_words(number)) == number for number in range(100_000))


@pytest.mark.parametrize("not_whole", [1.0, True, "15", None])
def test_what_is_no_whole_number_is_refused(not_whole: object) -> None:
    with pytest.raises(NotAnAmount):
        number_words(not_whole)  # type: ignore[arg-type]

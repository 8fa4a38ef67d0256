"""
Whole numbers and amounts in Vietnamese words, as a bill and an invoice must say them.

For every paper that states an amount twice. The forms are those of the schoolbook and of printed invoices:
"mốt" and "lăm" after "mươi", "tư" after "mươi" and "bốn" elsewhere, "linh" for an empty ten, "không trăm" for
an empty hundred inside a number, "nghìn", "triệu", "tỷ", and "nghìn tỷ" above. Three digits that are all zero
are passed over: 1.000.005 is "một triệu không trăm linh năm". No limit of size.
"""

from __future__ import annotations

from donghanh.kernel.money import NotAnAmount

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
BILLION = 10**9
BELOW_BILLION = ((10**6, " triệu"), (10**3, " nghìn"), (1, ""))
MINUS = "âm"
REDUCED_BY = "giảm"
"""How an adjustment that lowers a bill begins, instead of "âm"."""


def number_words(number: int, *, below_zero: str = MINUS) -> str:
    """
    Say a whole number.

    >>> number_words(1_001), number_words(24), number_words(-15)
    ('một nghìn không trăm linh một', 'hai mươi tư', 'âm mười lăm')
    """
    if isinstance(number, bool) or not isinstance(number, int):
        raise NotAnAmount(f"{number!r} is a {type(number).__name__}; only a whole number is said in words.")
    if number == 0:
        return DIGITS[0]
    said = " ".join(_words(abs(number), is_inside=False))
    return f"{below_zero} {said}" if number < 0 else said


def dong_words(amount_dong: int, *, below_zero: str = MINUS) -> str:
    """
    Say an amount as the last line of an invoice does.

    >>> dong_words(120_000), dong_words(-5_000, below_zero=REDUCED_BY)
    ('Một trăm hai mươi nghìn đồng', 'Giảm năm nghìn đồng')
    """
    said = f"{number_words(amount_dong, below_zero=below_zero)} đồng"
    return said[0].upper() + said[1:]


def _words(number: int, *, is_inside: bool) -> list[str]:
    """Billions first, by themselves; what follows a larger part says its empty hundreds."""
    billions, rest = divmod(number, BILLION)
    said = [*_words(billions, is_inside=is_inside), "tỷ"] if billions else []
    for size, name in BELOW_BILLION:
        three, rest = divmod(rest, size)
        if three:
            said.append(_three_digits(three, is_inside=is_inside or bool(said)) + name)
    return said


def _three_digits(number: int, *, is_inside: bool) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = [DIGITS[hundreds], "trăm"] if hundreds or is_inside else []
    if tens:
        said += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    elif ones and said:
        said.append("linh")
    if ones:
        said.append(_last_digit(ones, tens))
    return " ".join(said)


def _last_digit(ones: int, tens: int) -> str:
    if tens > 1:
        return AFTER_TENS.get(ones, DIGITS[ones])
    return "lăm" if ones == 5 and tens else DIGITS[ones]

"""How many SMS a text is, and what is left of one that is too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.engines.notices.parts import fitted, parts_of, without_accents


@pytest.mark.parametrize(
    ("text", "alphabet", "count"),
    [
        ("", "gsm7", 0),
        ("a" * 160, "gsm7", 1),
        ("a" * 161, "gsm7", 2),
        ("a" * 306, "gsm7", 2),
        ("a" * 307, "gsm7", 3),
        ("€" * 80, "gsm7", 1),
        ("€" * 81, "gsm7", 2),
        ("a" * 152 + "€" + "a" * 152, "gsm7", 3),  # the sign of two places begins the second part
        ("ă" * 70, "ucs2", 1),
        ("ă" * 71, "ucs2", 2),
        ("ă" * 135, "ucs2", 3),
        ("😀" * 35, "ucs2", 1),
        ("😀" * 36, "ucs2", 2),
        ("Kính gửi", "ucs2", 1),
        ("à la carte", "gsm7", 1),
    ],
)
def test_parts_are_counted_as_the_provider_counts_them(text, alphabet, count):
    assert (parts_of(text=text).alphabet, parts_of(text=text).count) == (alphabet, count)


@given(st.text(max_size=700), st.booleans(), st.integers(1, 3))
def test_whatever_is_fitted_fits(text, with_accents, most):
    made = fitted(text=text, with_accents=with_accents, most_parts=most, tail="Xem thêm")

    assert parts_of(text=made).count <= most


@given(st.text())
def test_without_accents_every_sign_is_of_the_short_alphabet(text):
    assert parts_of(text=without_accents(text=text)).alphabet == "gsm7"


def test_every_vietnamese_letter_loses_its_marks():
    assert without_accents(text="ẰẮẶẴẲ đĐ ưỨờ ỵÝ ệễ") == "AAAAA dD uUo yY ee"


def test_a_long_text_ends_after_a_word_and_keeps_its_tail():
    made = fitted(text="mot hai " * 60, with_accents=False, most_parts=1, tail="Xem: a.vn")

    assert made.endswith(" mot... Xem: a.vn")
    assert len(made) > 150

"""The words of a search, folded as the stored search keys are."""

from __future__ import annotations

import re

from donghanh.kernel.text import fold

WORDS_AT_MOST = 8
LETTERS_AT_MOST = 100
# The expression must be the one of the index in migration 0002, letter for letter.
HAS_WORDS = (
    "array_to_tsvector(array_remove(string_to_array(customers_customer.search_key, ' '), '')) @@ %s::tsquery"
)
TELEPHONE = re.compile(r"[+(]?[0-9][0-9 .()\-]{2,}")


def words_of(text: str) -> list[str]:
    """
    Fold a search into its words; a telephone number becomes one.

    >>> words_of("Nguyễn  Văn-Đạt"), words_of("+84 912.345.678")
    (['nguyen', 'van', 'dat'], ['0912345678'])
    """
    text = text.strip()[:LETTERS_AT_MOST]
    if TELEPHONE.fullmatch(text):
        digits = re.sub(r"[^0-9]", "", text)
        return [f"0{digits[2:]}" if text.startswith("+84") else digits]
    return [word for word in fold(text).split() if word.isalnum()][:WORDS_AT_MOST]

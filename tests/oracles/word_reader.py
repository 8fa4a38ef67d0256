"""
Reads a Vietnamese number back from its words, without knowing how `kernel.words` says it.

A plain reader for tests: it takes words from the left, weighs them by the last of "tỷ", and accepts only
words of numbers. It knows both "bốn" and "tư", both "một" and "mốt".
"""

from __future__ import annotations

VALUES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6,
    "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def read_words(text: str) -> int:
    """
    Give the number that the words say.

    >>> read_words("một nghìn không trăm linh một")
    1001
    """
    words = text.lower().split()
    if words and words[-1] == "đồng":
        words = words[:-1]
    if words[0] in ("âm", "giảm"):
        return -_number(words[1:])
    return _number(words)


def _number(words: list[str]) -> int:
    if "tỷ" in words:
        last = len(words) - 1 - words[::-1].index("tỷ")
        return _number(words[:last]) * 10**9 + _number(words[last + 1 :])
    for name, size in (("triệu", 10**6), ("nghìn", 10**3)):
        if name in words:
            place = words.index(name)
            return _number(words[:place]) * size + _number(words[place + 1 :])
    return _below_thousand(words)


def _below_thousand(words: list[str]) -> int:
    total = 0
    for word in words:
        if word == "trăm":
            total *= 100
        elif word == "mươi":
            total = total // 100 * 100 + total % 100 * 10
        elif word == "mười":
            total += 10
        elif word != "linh":
            total += VALUES[word]
    return total

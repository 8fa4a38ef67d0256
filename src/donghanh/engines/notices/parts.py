"""
How many parts an SMS takes, and how a text is made to fit.

A message in the letters of GSM 03.38 has 160 places, in several parts 153 each; one letter outside that
alphabet, as most Vietnamese ones are, and it is sent as UCS-2: 70 places, in several parts 67 each. Signs of
the extension table (`{}[]~\\^|€`) take two places, and none is divided between parts.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")
ALONE = {"gsm7": 160, "ucs2": 70}
JOINED = {"gsm7": 153, "ucs2": 67}
CUT = "..."
PLAIN = {
    ord(odd): said
    for odd, said in zip("“”‘’–—…đĐ₫", ('"', '"', "'", "'", "-", "-", "...", "d", "D", "d"), strict=False)
}


@dataclass(frozen=True)
class Parts:
    """alphabet: gsm7 or ucs2; places: of the whole text; count: of SMS that are paid for."""

    alphabet: str
    places: int
    count: int


def parts_of(*, text: str) -> Parts:
    """
    Count the parts of a text.

    >>> parts_of(text="Da nhan yeu cau").count, parts_of(text="Đã nhận yêu cầu").alphabet
    (1, 'ucs2')
    """
    alphabet = "gsm7" if set(text) <= BASIC | EXTENDED else "ucs2"
    places = sum(_places(sign, alphabet) for sign in text)
    if places <= ALONE[alphabet]:
        return Parts(alphabet, places, 1 if text else 0)
    return Parts(alphabet, places, _joined(text, alphabet))


def without_accents(*, text: str) -> str:
    """
    Write a text in letters that every telephone and the short alphabet have.

    >>> without_accents(text="Kính gửi Quý khách, hạn: 20/12 – “xong”")
    'Kinh gui Quy khach, han: 20/12 - "xong"'
    """
    apart = unicodedata.normalize("NFD", text.translate(PLAIN))
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return "".join(sign if sign in BASIC | EXTENDED else "?" for sign in letters)


def fitted(*, text: str, with_accents: bool, most_parts: int, tail: str = "") -> str:
    """
    Make a text fit: flat, with or without accents, cut after a word with `...` and the tail when too long.

    tail : words that stay when the rest is cut, such as where to read on

    >>> fitted(text="Kính gửi Quý khách", with_accents=False, most_parts=1)
    'Kinh gui Quy khach'
    """
    flat = " ".join(text.split())
    said, kept = (flat, tail) if with_accents else (without_accents(text=flat), without_accents(text=tail))
    said = unicodedata.normalize("NFC", said)
    if parts_of(text=said).count <= most_parts:
        return said
    end = f"{CUT} {kept}" if kept else CUT
    words = said.split(" ")
    low, high = 0, len(words)
    while low < high:  # the most words that fit
        middle = (low + high + 1) // 2
        fits = parts_of(text=" ".join(words[:middle]) + end).count <= most_parts
        low, high = (middle, high) if fits else (low, middle - 1)
    return " ".join(words[:low]) + end


def _places(sign: str, alphabet: str) -> int:
    if alphabet == "gsm7":
        return 2 if sign in EXTENDED else 1
    return 2 if ord(sign) > 0xFFFF else 1


def _joined(text: str, alphabet: str) -> int:
    """Fill part after part: a sign of two places that would be divided begins the next part."""
    count, filled = 1, 0
    for sign in text:
        places = _places(sign, alphabet)
        if filled + places > JOINED[alphabet]:
            count, filled = count + 1, 0
        filled += places
    return count

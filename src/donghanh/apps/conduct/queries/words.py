"""What customers wrote, with the numbers and addresses covered by which somebody could be found."""

from __future__ import annotations

import re

COVER = "•••"
_PATTERNS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"\bP[A-Z]\d{2}[A-Z]{2}\d{4,}\b", re.IGNORECASE),
    re.compile(r"(?:\+?\d[\s.()-]{0,2}){6,}\d"),
    re.compile(r"(?i)\b(số nhà|nhà số|ngõ|ngách|hẻm|căn hộ|phòng)\s+\d+[a-z]?(?:/\d+[a-z]?)*"),
)


def covered_words(*, text: str) -> str:
    """
    Cover addresses of e-mail, customer codes, numbers of seven digits or more, and numbers of houses.

    A name that somebody writes is not known as one and stays.

    >>> covered_words(text="Gọi 0912 345 678, mã PA01ND0000001, a.b@vd.vn")
    'Gọi •••, mã •••, •••'
    """
    for pattern in _PATTERNS:
        text = pattern.sub(COVER, text)
    return text

"""File names that lead nowhere: no folder, no control sign, no second ending."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
NOT_A_NAME = re.compile(r"[^\w .()-]+", re.UNICODE)


def neutral_name(*, name: str, ending: str) -> str:
    """
    Keep of a name what a person recognises, under the ending that the content has.

    >>> neutral_name(name="../../x.svg", ending="png")
    'x.png'
    >>> neutral_name(name="Đơn xin hỗ trợ.PDF.exe", ending="pdf")
    'Đơn xin hỗ trợ.pdf'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem = NOT_A_NAME.sub("", last.split(".")[0] if last.strip(".") else "").strip(" .")[:LONGEST]
    return f"{stem or 'tep'}.{ending}"

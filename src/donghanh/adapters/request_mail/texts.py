"""Words of a message: bytes of any charset become text, headers are decoded, pages become lines."""

from __future__ import annotations

import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header
from html.parser import HTMLParser

FALLBACKS = ("utf-8", "windows-1258", "latin-1")
"""Charsets tried in turn where the one that is named is unknown or wrong; the last reads anything."""
BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "blockquote", "table"})
SILENT = frozenset({"script", "style", "head", "title"})


def decoded(content: bytes, *, charset: str | None) -> str:
    """
    Read bytes as text, in the charset that is named or in the first that fits.

    >>> decoded("Mất điện".encode(), charset="x-unknown")
    'Mất điện'
    """
    for name in (charset or "utf-8", *FALLBACKS):
        try:
            return plain(content.decode(name))
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return plain(content.decode("latin-1"))


def header(value: object) -> str:
    """
    Read a header on one line, whatever words and bare bytes it is made of.

    >>> header("=?utf-8?q?M=E1=BA=A5t_=C4=91i=E1=BB=87n?=")
    'Mất điện'
    """
    raw = str(value or "").encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    try:
        words = decode_header(raw)
    except (HeaderParseError, ValueError, IndexError):
        words = [(raw, None)]
    return " ".join("".join(_word(text, charset) for text, charset in words).split())


def _word(text: str | bytes, charset: str | None) -> str:
    content = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    known = None if charset in (None, "unknown-8bit") else charset
    return decoded(content, charset=known)


def plain(text: str) -> str:
    """Text in one form of its letters, without signs that are not for reading."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        sign for sign in composed if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")
    )


def lines_of_page(page: str) -> str:
    """
    The words of an HTML part, a line for each block; scripts and styles say nothing.

    >>> lines_of_page("<style>p{}</style><p>Mất điện<br>từ 8 giờ</p>")
    'Mất điện\\ntừ 8 giờ'
    """
    reader = _Page()
    reader.feed(page)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).split("\n"))
    return "\n".join(line for line in lines if line)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT and not self._silent:
            self._silent = tag
        if tag in BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag in BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(re.sub(r"\s+", " ", data))

"""
In which encoding a text file stands, and its text as composed UTF-8, in bounded memory.

UTF-8 (with or without its mark), UTF-16 (with its mark, or told by the zero bytes) and Windows-1258,
in which Vietnamese programs of the nineties wrote: letters, and tone marks after them, so every text is
composed (NFC) here. Files in TCVN3 (ABC) or VNI are refused: nothing in them says so for certain.
"""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet

BLOCK = 1 << 22
# In TCVN3 these places hold Vietnamese vowels; in Windows-1258 they are signs, never inside a word.
NOT_IN_WORDS = re.compile(r"[A-Za-z][¡¢¤¥¦§¨©¬®µ¶¸¹»¼½¾]|[¨©¬®µ¶¸¹»¼½¾][a-z]")


def detect_encoding(*, path: Path) -> str:
    """
    Say which encoding the file stands in: utf-8, utf-8-sig, utf-16-le, utf-16-be or cp1258.

    raises : CannotReadSpreadsheet, `not-text` for binary files, `utf8-broken` with the byte that breaks a
             file otherwise in UTF-8
    """
    with path.open("rb") as file:
        head = file.read(BLOCK)
    marked = _by_mark(head) or _by_zeros(head)
    if marked:
        return marked
    if b"\x00" in head:
        raise CannotReadSpreadsheet("not-text", found="zero bytes", at_byte=head.index(b"\x00"))
    breaks_at, letters = _utf8_until(path)
    if breaks_at is None:
        return "utf-8"
    # Chance does not write twenty valid letters of several bytes: the file is UTF-8 with one broken place.
    if letters >= 20:
        raise CannotReadSpreadsheet("utf8-broken", at_byte=breaks_at, expected="UTF-8 to the end")
    return "cp1258"


def text_blocks(
    *, path: Path, encoding: str, passed: Callable[[int], None] = lambda _: None
) -> Iterator[str]:
    """
    Give the file's text, composed, in blocks that end with a line (the last one excepted).

    passed : called with the number of bytes read so far
    raises : CannotReadSpreadsheet, `not-in-encoding` with the byte that has no letter in this encoding
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    rest, done = "", 0
    with path.open("rb") as file:
        while True:
            block = file.read(BLOCK)
            try:
                text = rest + decoder.decode(block, final=not block)
            except UnicodeDecodeError as reason:
                raise CannotReadSpreadsheet(
                    "not-in-encoding", encoding=encoding, at_byte=done + reason.start, found=reason.reason
                ) from reason
            done += len(block)
            passed(done)
            cut = text.rfind("\n") + 1 if block else len(text)
            rest = text[cut:]
            if cut:
                yield _composed(text[:cut], encoding)
            if not block:
                return


class Utf8Blocks(io.RawIOBase):
    """The blocks of `text_blocks` as a readable stream of UTF-8 bytes."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self._blocks = blocks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = memoryview(block.encode())
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def _by_mark(head: bytes) -> str | None:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _by_zeros(head: bytes) -> str | None:
    """Latin letters in UTF-16 leave a zero in every other byte."""
    sample = head[:4000]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.3 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _utf8_until(path: Path) -> tuple[int | None, int]:
    """Where UTF-8 breaks (None: nowhere), and how many letters of several bytes were right before."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    done = letters = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            pending = len(decoder.getstate()[0])
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError as reason:
                right = block[: max(0, reason.start - pending)].decode("utf-8", "ignore")
                return done - pending + reason.start, letters + _several_bytes(right)
            letters += _several_bytes(text)
            done += len(block)
    return (done, letters) if decoder.getstate()[0] else (None, letters)


def _several_bytes(text: str) -> int:
    return 0 if text.isascii() else len(text.encode()) - len(text)


def _composed(text: str, encoding: str) -> str:
    if text.isascii():
        return text
    if encoding == "cp1258" and (strange := NOT_IN_WORDS.search(text)):
        raise CannotReadSpreadsheet(
            "encoding-unknown",
            found=text[max(0, strange.start() - 20) : strange.end() + 20],
            guessed=encoding,
        )
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)

"""
Words, names and numbers that all checks of a template ask for alike.

For `programme_checks` and its parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from donghanh.lawbook.documents import Document, Problem

MOST = 2_147_483_647  # what a database keeps as a whole number


def names_in(document: Document, part: str) -> tuple[str, ...]:
    """List the names, or codes, that a part of the document gives."""
    said = document.content[part]
    return tuple(said) if isinstance(said, Mapping) else tuple(str(entry.get("code")) for entry in said)


def is_whole(value: Any, *, most: int = MOST) -> bool:
    """Answer whether a value is a whole number from 0 to `most`; yes and no are not numbers."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def unknown_word(document: Document, key: str, found: Any, known: Sequence[str], *at: str | int) -> Problem:
    """Report a word, or a name of something that this document should hold."""
    return document.problem("word-unknown", f"`{key}` is {found!r}; expected one of {', '.join(known)}.", *at)

"""Covers the names of people who received something: the ledger's readers need the reference alone."""

from __future__ import annotations

COVER = "•••"


def covered_name(name: str) -> str:
    """
    Leave the first letters of all words but the last, which stays: enough to compare with a signature.

    >>> covered_name("Trần Thị Mai")
    'T••• T••• Mai'
    """
    words = name.split()
    return " ".join([*(f"{word[0]}{COVER}" for word in words[:-1]), *words[-1:]])

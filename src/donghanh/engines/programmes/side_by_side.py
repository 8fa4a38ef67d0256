"""
Two texts word by word: which words both have, which differ by their marks, which are alone.

For a person who compares two names or addresses. The order of words does not count: names come turned around.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from donghanh.kernel.text import fold_column

SAME, MARKS, ALONE = "same", "marks", "alone"


@dataclass(frozen=True)
class Word:
    """One word as written; likeness: same, marks (the other has it with other diacritics), alone."""

    text: str
    likeness: str


def side_by_side(*, left: str, right: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """
    Compare two texts word by word, small and capital letters alike.

    returns : the words of each side in its own order

    >>> [
    ...     [(word.text, word.likeness) for word in side]
    ...     for side in side_by_side(left="Vũ An", right="AN Vu Thị")
    ... ]
    [[('Vũ', 'marks'), ('An', 'same')], [('AN', 'same'), ('Vu', 'marks'), ('Thị', 'alone')]]
    """
    return _marked(left.split(), right.split()), _marked(right.split(), left.split())


def _marked(words: list[str], others: list[str]) -> tuple[Word, ...]:
    written = {_bare(word) for word in others}
    folded = set(_folded(others))
    return tuple(
        Word(word, SAME if _bare(word) in written else MARKS if key and key in folded else ALONE)
        for word, key in zip(words, _folded(words), strict=True)
    )


def _bare(word: str) -> str:
    return word.casefold().strip(".,;:()-")


def _folded(words: list[str]) -> list[str]:
    return fold_column(pl.Series(words, dtype=pl.String)).to_list()

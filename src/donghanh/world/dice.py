"""
Chance that can be taken up anywhere: each (seed, subject, chunk) has a stream of its own.

Philox is counter-based: its stream is a pure function of its key, so chunk 64 alone gives what chunk 64
gives after chunks 0 to 63. The streams are those of the locked NumPy release; another release may deal
other numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

Indexes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Strings = npt.NDArray[np.object_]


def dice(*, seed: int, subject: str, chunk: int = 0) -> np.random.Generator:
    """
    The generator of one subject in one chunk.

    seed    : 0 to 2**64 - 1
    subject : a word; each word has a stream of its own
    chunk   : 0 to 2**32 - 1
    raises  : ValueError, when seed or chunk is out of its range

    >>> dice(seed=1, subject="x", chunk=7).random() == dice(seed=1, subject="x", chunk=7).random()
    True
    """
    if not 0 <= seed < 2**64:
        raise ValueError(f"The seed is {seed}; a seed is a whole number from 0 to 2^64 - 1.")
    if not 0 <= chunk < 2**32:
        raise ValueError(f"The chunk is {chunk}; chunks are numbered from 0 to 2^32 - 1.")
    key = np.array([seed, (crc32(subject.encode()) << 32) | chunk], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key))


@dataclass(frozen=True)
class Weighted:
    """Things with weights, ready to be picked from in bulk; `things` follow the order of the data."""

    things: tuple[Any, ...]
    shares: Numbers

    @classmethod
    def of(cls, weights: Mapping[Any, float]) -> Weighted:
        """Things and weights as the data gives them; the weights are brought to a sum of one."""
        shares = np.array(list(weights.values()), dtype=np.float64)
        return cls(things=tuple(weights), shares=shares / shares.sum())

    def indexes_at(self, *, points: Numbers) -> Indexes:
        """Where each point of [0, 1) falls among the things: index [into `things`], row for row."""
        inner = np.cumsum(self.shares)[:-1]
        return np.searchsorted(inner, points, side="right").astype(np.int64)

    def pick_indexes(self, *, rolls: np.random.Generator, count: int) -> Indexes:
        """`count` picks with the weights, independent of one another: index [into `things`]."""
        return self.indexes_at(points=rolls.random(count))

    def pick(self, *, rolls: np.random.Generator, count: int) -> Strings:
        """`count` picks with the weights, as the things themselves."""
        return chosen(words=self.things, at=self.pick_indexes(rolls=rolls, count=count))

    def spread(self, *, rolls: np.random.Generator, count: int) -> Indexes:
        """`count` picks in exact proportion to the weights (systematic), in shuffled order."""
        points = (np.arange(count) + 0.5) / max(count, 1)
        return rolls.permutation(self.indexes_at(points=points))


def chosen(*, words: tuple[Any, ...] | list[Any], at: Indexes) -> Strings:
    """The words at the indexes, as an array of objects."""
    return np.array(words, dtype=object)[at]


def flags(*, rolls: np.random.Generator, chances: float | Numbers, count: int) -> Flags:
    """`count` yes-or-no answers; chances: [0 to 1], one for all or one a row."""
    return np.asarray(rolls.random(count) < chances)

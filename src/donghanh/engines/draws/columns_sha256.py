"""
SHA-256 of a million short messages at once, as FIPS 180-4 defines it, written over columns.

Why not one call of hashlib per row: for messages of one block the call costs ten times the hash. Here
each of the sixteen words of a block is a column, and each step of the function is one NumPy operation
over a stretch of rows, two stretches at a time. The answers are those of hashlib,
bit for bit; the tests and the bench compare them row by row.

Used for messages of many rows and few bytes; anything long (a list, a leaf of the tree) goes to hashlib.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]

_add, _xor, _and, _or = np.add, np.bitwise_xor, np.bitwise_and, np.bitwise_or
_shift_left, _shift_right = np.left_shift, np.right_shift

STRETCH_ROWS = 131_072
THREADS = 2  # NumPy lets the interpreter's lock go inside each operation; a long stretch lets it go for long


def _root_bits(*, prime: int, power: int) -> int:
    """The first 32 bits behind the point of a prime's square or cube root, in whole numbers."""
    target, low, high = prime << (32 * power), 0, 1 << 40
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**power <= target else (low, middle - 1)
    return low & 0xFFFFFFFF


_PRIMES = list(islice((n for n in count(2) if all(n % d for d in range(2, n))), 64))
_ROUNDS = [np.array(_root_bits(prime=p, power=3), dtype=np.uint32) for p in _PRIMES]
_START = [_root_bits(prime=p, power=2) for p in _PRIMES[:8]]
_BITS = [np.array(n, dtype=np.uint32) for n in range(32)]


def _turn(source: Words, bits: int, out: Words, scratch: Words) -> None:
    _shift_right(source, _BITS[bits], out)
    _shift_left(source, _BITS[32 - bits], scratch)
    _or(out, scratch, out)


def _small_sigma(word: Words, turns: tuple[int, int], shift: int, into: Words, scratch: list[Words]) -> None:
    one, two, three = scratch
    _turn(word, turns[0], one, three)
    _turn(one, turns[1] - turns[0], two, three)
    _xor(one, two, one)
    _shift_right(word, _BITS[shift], two)
    _xor(one, two, one)
    _add(into, one, into)


def _big_sigma(word: Words, steps: tuple[int, int, int], into: Words, scratch: list[Words]) -> None:
    """Three rotations, nested: r_a(x ^ r_b(x ^ r_c(x))) turns by a, a+b and a+b+c."""
    one, two, three = scratch
    _turn(word, steps[2], one, three)
    _xor(one, word, one)
    _turn(one, steps[1], two, three)
    _xor(two, word, two)
    _turn(two, steps[0], one, three)
    _add(into, one, into)


def _next_word(words: list[Words], step: int, scratch: list[Words]) -> Words:
    word = words[step & 15]
    if step >= 16:
        _small_sigma(words[(step + 1) & 15], (7, 18), 3, word, scratch)
        _small_sigma(words[(step + 14) & 15], (17, 19), 10, word, scratch)
        _add(word, words[(step + 9) & 15], word)
    return word


def _compress(state: list[Words], words: list[Words], scratch: list[Words], spare: list[Words]) -> None:
    """One block into the state, in place; the words are used up. `spare` carries a ^ b to the next step."""
    one = scratch[0]
    a, b, c, d, e, f, g, h = (column.copy() for column in state)
    now, before = spare
    _xor(b, c, before)
    for step in range(64):
        _add(h, _next_word(words, step, scratch), h)
        _add(h, _ROUNDS[step], h)
        _big_sigma(e, (6, 5, 14), h, scratch)
        _xor(f, g, one)
        _and(one, e, one)
        _xor(one, g, one)
        _add(h, one, h)
        _add(d, h, d)
        _big_sigma(a, (2, 11, 9), h, scratch)
        _xor(a, b, now)
        _and(before, now, before)
        _xor(before, b, before)
        _add(h, before, h)
        now, before = before, now
        a, b, c, d, e, f, g, h = h, a, b, c, d, e, f, g
    for column, grown in zip(state, (a, b, c, d, e, f, g, h), strict=True):
        _add(column, grown, column)


def _workspace(rows: int, columns: int) -> list[Words]:
    """Columns that begin on a cache line, so that wide instructions never straddle two."""
    stride = -(-rows // 16) * 16
    raw = np.empty(columns * stride + 16, dtype=np.uint32)
    start = (-raw.ctypes.data % 64) // 4
    return [raw[start + k * stride : start + k * stride + rows] for k in range(columns)]


def _hash_stretch(padded: Bytes) -> Words:
    rows, blocks = len(padded), padded.shape[1] // 64
    space = _workspace(rows, 29)
    words, state, scratch, spare = space[:16], space[16:24], space[24:27], space[27:]
    big_endian = padded.view(">u4")
    for column, first in zip(state, _START, strict=True):
        column[:] = first
    for block in range(blocks):
        for k, column in enumerate(words):
            column[:] = big_endian[:, block * 16 + k]
        _compress(state, words, scratch, spare)
    return np.stack(state, axis=1)


def _padded(parts: Sequence[Bytes], low: int, rows: int, width: int) -> Bytes:
    padded = np.zeros((rows, (width + 9 + 63) // 64 * 64), dtype=np.uint8)
    at = 0
    for part in parts:
        padded[:, at : at + part.shape[1]] = part[low : low + rows]
        at += part.shape[1]
    padded[:, width] = 0x80
    padded[:, -8:] = np.frombuffer((width * 8).to_bytes(8, "big"), dtype=np.uint8)
    return padded


def sha256_rows(*, parts: Sequence[Bytes]) -> Bytes:
    """
    Hash each row of some matrices of bytes that stand side by side; all rows have the same length.

    parts   : [bytes], matrices of as many rows; row k of each, end to end, is message k
    returns : [bytes], 32 a row, row for row, as hashlib would give them

    >>> sha256_rows(parts=[np.frombuffer(b"abc", np.uint8).reshape(1, 3)]).tobytes().hex()[:16]
    'ba7816bf8f01cfea'
    """
    rows, width = len(parts[0]), sum(part.shape[1] for part in parts)
    out = np.empty((rows, 8), dtype=">u4")

    def hash_from(low: int) -> None:
        high = min(rows, low + STRETCH_ROWS)
        out[low:high] = _hash_stretch(_padded(parts, low, high - low, width))

    with ThreadPoolExecutor(max_workers=THREADS) as threads:
        list(threads.map(hash_from, range(0, rows, STRETCH_ROWS)))
    return out.view(np.uint8).reshape(rows, 32)

"""
What is announced before the draw: every entrant's salted hash, the list's SHA-256 and its Merkle root.

An entrant's hash is SHA-256(02 ‖ salt ‖ entrant): whoever holds the salt can show that they are in, and
nobody can try out customer codes against it. Salts are 32 bytes a row and come from the caller, since the
engine has no dice; an open list (names published as they are) uses salts of zeros.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

import numpy as np
import numpy.typing as npt
import polars as pl

from donghanh.engines.draws.columns_sha256 import sha256_rows
from donghanh.engines.draws.merkle import HASH_BYTES, leaves_of, root_of

SALT_BYTES = 32
ENTRANT_MARK = 2
LONGEST_ENTRANT_BYTES = 400
ASCII_DELETE = 0x7F


class BadEntrants(ValueError):
    """The list cannot be drawn from; says which row (from 1) and why."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """An announced list: `hashes` is 32 bytes an entrant in rank order, the digests are hexadecimal."""

    count: int
    hashes: bytes
    list_sha256: str
    merkle_root: str

    def hash_of(self, *, rank: int) -> str:
        """The entrant hash at a rank from 1, in hexadecimal."""
        return self.hashes[(rank - 1) * HASH_BYTES : rank * HASH_BYTES].hex()


def _plainly_fine(entrants: pl.Series) -> bool:
    """Nothing but visible ASCII, as in customer codes, needs no look at single rows; other lists get one."""
    lengths = entrants.str.len_bytes()
    if cast("int", lengths.max()) > LONGEST_ENTRANT_BYTES or lengths.min() == 0:
        return False
    data = np.frombuffer(entrants.str.join("").item().encode(), dtype=np.uint8)
    if data.min() > ord(" ") and data.max() < ASCII_DELETE:
        return True
    return not entrants.str.contains(r"^\s*$|\p{Cc}").any()


def _refuse_text(entrants: pl.Series) -> None:
    """Name the first entrant that is empty, holds a control character or is too long."""
    for row, entrant in enumerate(entrants.to_list(), start=1):
        if entrant is None or not entrant.strip():
            raise BadEntrants(f"row {row}: the entrant is empty; expected a code or a name.")
        if len(entrant.encode()) > LONGEST_ENTRANT_BYTES or re.search(r"[\x00-\x1f\x7f-\x9f]", entrant):
            raise BadEntrants(
                f"row {row}: the entrant has a control character or more than {LONGEST_ENTRANT_BYTES} bytes."
            )


def _refuse_repeated(entrants: pl.Series) -> None:
    row = int((~entrants.is_first_distinct()).arg_true()[0])
    first = int((entrants == entrants[row]).arg_true()[0])
    raise BadEntrants(
        f"row {row + 1}: {entrants[row]!r} already stands in row {first + 1}; expected each entrant once."
    )


def check_entrants(*, entrants: pl.Series) -> None:
    """
    Refuse a list with no row, an empty or over-long entrant, a control character, or the same entrant twice.

    raises : BadEntrants, naming the first row that is wrong
    """
    if not len(entrants):
        raise BadEntrants("found no entrants; expected at least one row.")
    if entrants.null_count() or not _plainly_fine(entrants):
        _refuse_text(entrants)
    if entrants.hash().n_unique() < len(entrants) and entrants.n_unique() < len(entrants):
        _refuse_repeated(entrants)


def entrant_hash(*, entrant: str, salt: bytes) -> bytes:
    """
    One entrant's hash, as in the announced list.

    >>> entrant_hash(entrant="Lee", salt=bytes(32)).hex()[:8]
    '865918a9'
    """
    return sha256(bytes([ENTRANT_MARK]) + salt + entrant.encode()).digest()


def _texts(entrants: pl.Series) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """The column's bytes end to end, and where each row begins (one more than rows)."""
    lengths = entrants.str.len_bytes().to_numpy().astype(np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    return np.frombuffer(entrants.str.join("").item().encode(), dtype=np.uint8), starts


def _hash_rows(entrants: pl.Series, salts: npt.NDArray[np.uint8]) -> bytes:
    """Rows of one length are hashed together; a list of customer codes is one such group."""
    data, starts = _texts(entrants)
    lengths = np.diff(starts)
    marks = np.full((len(entrants), 1), ENTRANT_MARK, dtype=np.uint8)
    if lengths.min() == lengths.max():
        return sha256_rows(parts=[marks, salts, data.reshape(len(entrants), lengths[0])]).tobytes()
    out = np.empty((len(entrants), HASH_BYTES), dtype=np.uint8)
    for length in np.unique(lengths):
        rows = np.flatnonzero(lengths == length)
        texts = data[starts[rows][:, None] + np.arange(length)]
        out[rows] = sha256_rows(parts=[marks[rows], salts[rows], texts])
    return out.tobytes()


def commitment_over(*, hashes: bytes) -> Commitment:
    """The digests over entrant hashes that are already known (32 bytes each, in rank order)."""
    return Commitment(
        count=len(hashes) // HASH_BYTES,
        hashes=hashes,
        list_sha256=sha256(hashes).hexdigest(),
        merkle_root=root_of(leaves=leaves_of(hashes=hashes)).hex(),
    )


def commit_entrants(*, entrants: pl.Series, salts: bytes | None = None) -> Commitment:
    """
    Freeze a list of entrants: hash each with its salt, and the hashes into one root.

    entrants : [text], one a row, in the order that gives the ranks
    salts    : [bytes], 32 a row, end to end, from a good source of random bytes; None for an open list
    returns  : Commitment; its list_sha256 is SHA-256 over the entrant hashes end to end
    raises   : BadEntrants
    """
    check_entrants(entrants=entrants)
    if salts is None:
        salts = bytes(SALT_BYTES * len(entrants))
    if len(salts) != SALT_BYTES * len(entrants):
        raise BadEntrants(
            f"found {len(salts)} bytes of salt for {len(entrants)} entrants; expected 32 a row."
        )
    column = np.frombuffer(salts, dtype=np.uint8).reshape(len(entrants), SALT_BYTES)
    return commitment_over(hashes=_hash_rows(entrants, column))

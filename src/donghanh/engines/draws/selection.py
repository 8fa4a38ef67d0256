"""
Which ranks a draw picks, by each of the two methods.

`rfc3797` follows RFC 3797 (MD5, two-byte counters, at most 65,535 entrants, the n-th of those who are
left). `sha256` is ours, for millions: the seed binds the announced list, a hash that would favour the
first ranks is thrown away and the next taken, and the pool is shuffled in place (Fisher and Yates), so
that the cost is that of the picks and not of the list. Both are written out for other implementers in
`docs/reference/draw.md`. Ranks are counted from 1, in the order of the announced list.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import md5, sha256

METHODS = ("rfc3797", "sha256")
LARGEST_POOL = {"rfc3797": 65_535, "sha256": 100_000_000}
SEED_WORDS = b"donghanh-draw/1\x00"
_WHOLE = 1 << 64


class CannotDraw(ValueError):
    """The draw asked for is impossible; says what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One step: the hash taken, how many were thrown away before it, how many were left, who was picked."""

    hash: str
    attempt: int
    divisor: int
    rank: int


def check_size(*, method: str, pool_size: int, count: int) -> None:
    """
    Refuse an unknown method, an empty pool, a pool too large for the method, or more picks than entrants.

    raises : CannotDraw
    """
    if method not in METHODS:
        raise CannotDraw(f"found method {method!r}; expected one of {', '.join(METHODS)}.")
    if not 1 <= pool_size <= LARGEST_POOL[method]:
        raise CannotDraw(
            f"found {pool_size} entrants; method {method} draws from 1 to {LARGEST_POOL[method]}."
            + (" Use method sha256." if pool_size and method == "rfc3797" else "")
        )
    if not 1 <= count <= pool_size:
        raise CannotDraw(
            f"asked for {count} picks (winners and alternates together) from {pool_size} entrants; "
            "expected at least 1 and at most one per entrant. Ask for fewer."
        )


def _picks_rfc3797(*, key: str, pool_size: int, count: int) -> list[Pick]:
    left = list(range(1, pool_size + 1))
    picks = []
    for step in range(count):
        mark = step.to_bytes(2, "big")
        digest = md5(mark + key.encode("ascii") + mark, usedforsecurity=False).digest()
        divisor = len(left)
        rank = left.pop(int.from_bytes(digest, "big") % divisor)
        picks.append(Pick(hash=digest.hex(), attempt=0, divisor=divisor, rank=rank))
    return picks


def seed_of(*, key: str, merkle_root: str, pool_size: int) -> bytes:
    """
    The 32 bytes that method `sha256` starts from: they bind the key to one announced list.

    merkle_root : [hex], as announced before the sources were drawn
    """
    return sha256(
        SEED_WORDS + bytes.fromhex(merkle_root) + pool_size.to_bytes(8, "big") + key.encode()
    ).digest()


def _fair_hash(*, seed: bytes, step: int, divisor: int) -> tuple[bytes, int]:
    """The first hash whose leading 64 bits fall below the largest multiple of the divisor."""
    limit = _WHOLE - _WHOLE % divisor
    attempt = 0
    while True:
        digest = sha256(seed + step.to_bytes(8, "big") + attempt.to_bytes(4, "big")).digest()
        if int.from_bytes(digest[:8], "big") < limit:
            return digest, attempt
        attempt += 1


def _picks_sha256(*, seed: bytes, pool_size: int, count: int) -> list[Pick]:
    moved: dict[int, int] = {}
    picks = []
    for step in range(count):
        divisor = pool_size - step
        digest, attempt = _fair_hash(seed=seed, step=step, divisor=divisor)
        place = step + int.from_bytes(digest[:8], "big") % divisor
        rank = moved.get(place, place) + 1
        moved[place] = moved.get(step, step)
        picks.append(Pick(hash=digest.hex(), attempt=attempt, divisor=divisor, rank=rank))
    return picks


def draw(*, method: str, key: str, pool_size: int, count: int, merkle_root: str) -> list[Pick]:
    """
    Pick `count` different ranks out of 1..pool_size; the winners first, then the alternates in order.

    key         : [text], from `key_of`
    merkle_root : [hex], from `commit_entrants`; method rfc3797 takes no notice of it
    returns     : one Pick a step, in the order picked
    raises      : CannotDraw

    >>> key = "9319./2.5.8.10.12./9.18.26.34.41.45./"
    >>> [p.rank for p in draw(method="rfc3797", key=key, pool_size=25, count=5, merkle_root="")]
    [17, 7, 2, 16, 25]
    """
    check_size(method=method, pool_size=pool_size, count=count)
    if method == "rfc3797":
        return _picks_rfc3797(key=key, pool_size=pool_size, count=count)
    seed = seed_of(key=key, merkle_root=merkle_root, pool_size=pool_size)
    return _picks_sha256(seed=seed, pool_size=pool_size, count=count)

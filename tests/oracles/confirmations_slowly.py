"""
The slow, obvious twin of `engines.confirmations`: loops over plain rows, and intervals found by halving.

Written from the sentences: Wilson's bounds are the shares p for which the one that was seen lies exactly z
standard errors away, so they are looked for by halving, with exact fractions and no root.
"""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from hashlib import sha256

Z2 = Fraction("1.959963984540054235524594430520551527953875634984") ** 2


def digest(frame: Sequence[Mapping[str, str]]) -> str:
    told = b""
    for row in sorted(frame, key=lambda row: row["reference"]):
        text = json.dumps(dict(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        told += text.encode() + b"\n"
    return sha256(told).hexdigest()


def sample(frame: Sequence[Mapping[str, str]], seed: bytes, share_percent: int, least: int) -> set[str]:
    """Lay the names of each stratum out in the order of their keys and take the first ones."""
    bound = digest(frame)
    strata: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in frame:
        key = sha256(b"\x00".join([seed, bound.encode(), row["reference"].encode()])).hexdigest()
        strata.setdefault((row["activity"], row["unit"]), []).append((key, row["reference"]))
    chosen = set()
    for members in strata.values():
        wanted = least
        while wanted * 100 < len(members) * share_percent:
            wanted += 1
        chosen |= {name for _, name in sorted(members)[:wanted]}
    return chosen


def wilson(share: Fraction, count: Fraction) -> tuple[int, int]:
    """Both bounds in basis points, to the nearest."""

    def too_far(p: Fraction) -> bool:
        return (share - p) ** 2 * count > Z2 * p * (1 - p)

    return _halved(Fraction(0), share, too_far), _halved(Fraction(1), share, too_far)


def _halved(outside: Fraction, inside: Fraction, too_far) -> int:
    if not too_far(outside):
        return round_half_up(outside)
    for _ in range(60):
        middle = (outside + inside) / 2
        if too_far(middle):
            outside = middle
        else:
            inside = middle
    return round_half_up(inside)


def round_half_up(value: Fraction) -> int:
    return int(value * 10_000 + Fraction(1, 2))


def weighted(strata: Sequence[Mapping[str, int]]) -> tuple[Fraction, Fraction]:
    """The share of satisfied over strata, and how many answers the weights leave."""
    told = [one for one in strata if one["answered"]]
    weights = [Fraction(one["delivered"], one["answered"]) for one in told for _ in range(one["answered"])]
    marks = [
        mark for one in told for mark in [1] * one["satisfied"] + [0] * (one["answered"] - one["satisfied"])
    ]
    share = sum((w * m for w, m in zip(weights, marks, strict=True)), Fraction()) / sum(weights)
    return share, sum(weights) ** 2 / sum((w * w for w in weights), Fraction())

"""The slow twin of the allocation: pack by pack over plain lists, with exact fractions, no columns."""

from __future__ import annotations

from fractions import Fraction


def allocate_slowly(
    *,
    requests: list[tuple[str, str, int]],
    available: int,
    order: list[str],
    pack: int,
    least: int,
    reserve: int,
) -> dict[str, int]:
    """request -> granted pieces; requests as (name, class, asked)."""
    left = max(available - reserve, 0) // pack
    granted = {name: 0 for name, _, _ in requests}
    for wanted in order:
        needs = {name: asked // pack for name, kind, asked in requests if kind == wanted and asked >= pack}
        given = needs if sum(needs.values()) <= left else _shared(needs, left, -(-least // pack))
        for name, packs in given.items():
            granted[name] = packs * pack
        left -= sum(given.values())
    return granted


def _shared(needs: dict[str, int], left: int, least: int) -> dict[str, int]:
    standing = dict(needs)
    while standing and left:
        shares = _apportioned(standing, min(left, sum(standing.values())))
        if all(shares[name] >= min(least, need) for name, need in standing.items()):
            return shares
        smallest = min(standing.values())
        del standing[max(name for name, need in standing.items() if need == smallest)]
    return {}


def _apportioned(needs: dict[str, int], total: int) -> dict[str, int]:
    whole = sum(needs.values())
    exact = {name: Fraction(total * need, whole) for name, need in needs.items()}
    shares = {name: int(share) for name, share in exact.items()}
    while sum(shares.values()) < total:
        lucky = min(needs, key=lambda name: (-(exact[name] - shares[name]), name))
        shares[lucky] += 1
    return shares

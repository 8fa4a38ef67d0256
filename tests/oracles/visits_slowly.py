"""The shortest order of at most eight visits, by trying every one of them."""

from __future__ import annotations

from itertools import permutations


def shortest(metres: list[list[int]], fits=lambda _: True) -> tuple[int, tuple[int, ...]] | None:
    """Metres and order of the shortest way that `fits`; None when no order does."""
    count = len(metres) - 1
    assert count <= 8, "more than eight take too long"
    ways = []
    for order in permutations(range(count)):
        if fits(order):
            stops = [0, *[place + 1 for place in order], 0]
            ways.append((sum(metres[stops[i]][stops[i + 1]] for i in range(count + 1)), order))
    return min(ways, default=None)

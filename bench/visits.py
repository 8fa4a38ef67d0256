"""
A crew's day: how far our arrangement goes, against what a unit has without it.

Days of 8, 12 and 40 visits in at most 24 communes, thrown over a province of 60 km by dice; where the crew
starts nobody knows. Each day is arranged by

  entry    the order in which the visits were entered, which has nothing to do with where they lie
  nearest  always the nearest next, begun at every visit in turn, the shortest of these kept
  exact    every order tried (`tests/oracles/visits_slowly`), for days of at most 8 visits
  ours     `engines.planning.arranging`

First every contestant must visit the same stops, each once. Then the metres of all days together are set
against each other, and the worst day with them. Limits: ours is as short as the exact answer on every day
that has one, never longer than nearest or entry, and at most 0.60 of entry over all days of 12 or 40 visits.
Last the seconds of one day of 40, ours against nearest, without a limit: nobody waits for it.
"""

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from common import best_of, close, insist_equal, rows_against

from donghanh.engines.planning.arranging import Stop, arrange_visits, way_of
from donghanh.engines.planning.distances import Place, distance_matrix

sys.path.append(str(Path(__file__).parents[1]))
from tests.oracles.visits_slowly import shortest

SIZES, TRIED_WHOLE = (8, 12, 40), 8
COMMUNES = 24
SOUTH, WEST, SIDE = 20_000_000, 106_000_000, 540_000  # [microdegrees]
# (contestant, base) -> the greatest ratio of the metres of all days, and of the worst day.
LIMITS = {("ours", "exact"): (1.0, 1.0), ("ours", "nearest"): (1.0, 1.0), ("ours", "entry"): (0.6, 1.0)}

Metres = Sequence[Sequence[int]]
Order = tuple[int, ...]


def day_of(*, visits: int, seed: int) -> list[list[int]]:
    """The metres of a day with at least one visit in each of its communes."""
    dice = random.Random(seed)
    lying = [
        Place(str(code), "", SOUTH + dice.randrange(SIDE), WEST + dice.randrange(SIDE))
        for code in range(min(visits, COMMUNES))
    ]
    placed = [*lying, *dice.choices(lying, k=visits - len(lying))]
    dice.shuffle(placed)
    return distance_matrix(places=placed)


def by_entry(metres: Metres) -> Order:
    return tuple(range(len(metres) - 1))


def by_nearest(metres: Metres) -> Order:
    tours = [_nearest_from(first, metres) for first in range(len(metres) - 1)]
    return min(tours, key=lambda order: way_of(order=order, metres=metres))


def by_every_order(metres: Metres) -> Order:
    found = shortest([list(row) for row in metres])
    assert found is not None
    return found[1]


def by_ours(metres: Metres) -> Order:
    stops = [Stop(str(place)) for place in range(len(metres) - 1)]
    return arrange_visits(stops=stops, metres=metres, seed=2021).order


def _nearest_from(first: int, metres: Metres) -> Order:
    order, left = [first], set(range(len(metres) - 1)) - {first}
    while left:
        at = order[-1] + 1
        order.append(min(left, key=lambda place: (metres[at][place + 1], place)))
        left.remove(order[-1])
    return tuple(order)


def contestants_of(visits: int) -> dict[str, Callable[[Metres], Order]]:
    """Who arranges days of that size."""
    found = {"entry": by_entry, "nearest": by_nearest, "ours": by_ours}
    return found | ({"exact": by_every_order} if visits <= TRIED_WHOLE else {})


def ways_of(*, visits: int, days: int) -> dict[str, list[int]]:
    """The metres of each day by each contestant, after all of them visited the same stops."""
    taken: dict[str, list[Order]] = {name: [] for name in contestants_of(visits)}
    found: dict[str, list[int]] = {name: [] for name in taken}
    for seed in range(days):
        metres = day_of(visits=visits, seed=seed)
        for name, arrange in contestants_of(visits).items():
            taken[name].append(arrange(metres))
            found[name].append(way_of(order=taken[name][-1], metres=metres))
    insist_equal(answers={name: [sorted(order) for order in orders] for name, orders in taken.items()})
    return found


def told(*, visits: int, days: int) -> bool:
    """Print the metres of days of one size; answer whether every limit is kept."""
    ways = ways_of(visits=visits, days=days)
    print(f"\n{days} days of {visits} visits: kilometres a day")
    for name, metres in ways.items():
        print(f"  {name:<8} {sum(metres) / days / 1000:8.1f}")
    checked = [_is_kept(ways, one, base, visits) for one, base in LIMITS if base in ways]
    return all(checked)


def _is_kept(ways: dict[str, list[int]], one: str, base: str, visits: int) -> bool:
    most, most_worst = LIMITS[one, base]
    most = 1.0 if visits <= TRIED_WHOLE else most
    ratio = sum(ways[one]) / sum(ways[base])
    worst = max(mine / theirs for mine, theirs in zip(ways[one], ways[base], strict=True))
    is_ok = ratio <= most and worst <= most_worst
    print(f"  {one}/{base:<8} {ratio:.3f} (limit {most:.2f}), worst day {worst:.3f} (limit {most_worst:.2f})"
          f"  {'yes' if is_ok else 'NO'}")  # fmt: skip
    return is_ok


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--days", type=int, default=20)
    days = asked.parse_args().days
    kept = [told(visits=visits, days=days) for visits in SIZES]
    longest = day_of(visits=SIZES[-1], seed=0)
    seconds = best_of(
        contestants={"nearest": lambda: by_nearest(longest), "ours": lambda: by_ours(longest)}, rounds=3
    )
    rows = rows_against(seconds=seconds, base="nearest", limits={})
    return close(title=f"Arranging one day of {SIZES[-1]} visits", rows=rows) or int(not all(kept))


if __name__ == "__main__":
    raise SystemExit(main())

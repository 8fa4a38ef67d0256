"""
The order of a day's visits with the least way to go, for one crew.

The same visits, distances and seed always give the same order: the search stops after a number of
steps, never after a time. A proposal only: whoever plans may put visits in another order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

DAY_MINUTES = 24 * 60
STEPS = 2_000


@dataclass(frozen=True, slots=True)
class Stop:
    """
    A visit.

    minutes         : how long it takes
    earliest/latest : when it may begin [minutes from the beginning of the work]; None for any time
    """

    code: str
    minutes: int = 0
    earliest: int | None = None
    latest: int | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Places of the stops in the order of visiting, and the metres of the whole way."""

    order: tuple[int, ...]
    metres: int


class NoArrangement(ValueError):
    """No order keeps every agreed hour."""


def way_of(*, order: Sequence[int], metres: Sequence[Sequence[int]]) -> int:
    """
    Add up the way: from the start through the stops and back.

    order  : places of stops, from 0
    metres : row and column 0 are the start, place p is row p + 1

    >>> way_of(order=[1, 0], metres=[[0, 5, 7], [5, 0, 2], [7, 2, 0]])
    14
    """
    path = [0, *(place + 1 for place in order), 0]
    return sum(metres[one][other] for one, other in pairwise(path))


def arrange_visits(
    *,
    stops: Sequence[Stop],
    metres: Sequence[Sequence[int]],
    seed: int = 1,
    steps: int = STEPS,
    metres_a_minute: int = 500,
) -> Arrangement:
    """
    Propose the order with the least way; the order that is given stays where nothing shorter is found.

    metres : [whole metres] one row and column more than stops, the first of them the start; a start that
             nobody knows is 0 from everywhere
    raises : NoArrangement, when the agreed hours of the stops cannot all be kept

    >>> line = [[0, 0, 0, 0], [0, 0, 9, 1], [0, 9, 0, 8], [0, 1, 8, 0]]
    >>> arrange_visits(stops=[Stop("a"), Stop("b"), Stop("c")], metres=line).metres
    9
    """
    present = tuple(range(len(stops)))
    is_timed = any(stop.earliest is not None or stop.latest is not None for stop in stops)
    if len(stops) < 2 and not is_timed:
        return Arrangement(present, way_of(order=present, metres=metres))
    found = _searched(stops, metres, seed, steps, metres_a_minute)
    if found is None:
        raise NoArrangement(f"No order of these {len(stops)} visits keeps every agreed hour.")
    before, after = way_of(order=present, metres=metres), way_of(order=found, metres=metres)
    if after >= before and keeps_hours(
        stops=stops, metres=metres, order=present, metres_a_minute=metres_a_minute
    ):
        return Arrangement(present, before)
    return Arrangement(found, after)


def keeps_hours(
    *,
    stops: Sequence[Stop],
    metres: Sequence[Sequence[int]],
    order: Sequence[int],
    metres_a_minute: int = 500,
) -> bool:
    """
    Answer whether every stop is begun within its agreed hours, when the crew starts at minute 0 and may wait.

    >>> keeps_hours(stops=[Stop("a", latest=1)], metres=[[0, 1500], [1500, 0]], order=[0])
    False
    """
    minute, at = 0, 0
    for place in order:
        stop = stops[place]
        minute = max(minute + minutes_of(metres[at][place + 1], metres_a_minute), stop.earliest or 0)
        if minute > _latest(stop):
            return False
        minute, at = minute + stop.minutes, place + 1
    return True


def minutes_of(metres: int, metres_a_minute: int) -> int:
    """Whole minutes of a way, a begun one counted."""
    return -(-metres // metres_a_minute)


def _latest(stop: Stop) -> int:
    return DAY_MINUTES if stop.latest is None else stop.latest


def _searched(
    stops: Sequence[Stop], metres: Sequence[Sequence[int]], seed: int, steps: int, speed: int
) -> tuple[int, ...] | None:
    from pyvrp import Model
    from pyvrp.stop import MaxIterations

    model: Any = Model()
    places = [model.add_location(0, 0) for _ in range(len(stops) + 1)]
    depot = model.add_depot(places[0])
    model.add_vehicle_type(1, start_depot=depot, end_depot=depot)
    for place, stop in enumerate(stops):
        model.add_client(
            places[place + 1],
            service_duration=stop.minutes,
            tw_early=stop.earliest or 0,
            tw_late=_latest(stop),
        )
    for one, row in enumerate(metres):
        for other, far in enumerate(row):
            if one != other:
                model.add_edge(places[one], places[other], distance=far, duration=minutes_of(far, speed))
    result = model.solve(MaxIterations(steps), seed=seed, collect_stats=False, display=False)
    return _order_of(result, len(stops)) if result.is_feasible() else None


def _order_of(result: Any, count: int) -> tuple[int, ...]:
    visited = [activity.idx for route in result.best.routes() for activity in route if activity.is_client()]
    return tuple(visited) if len(visited) == count else None  # type: ignore[return-value]

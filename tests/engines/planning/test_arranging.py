"""A day's order: as short as the best of all orders, the same each time, agreed hours kept."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.visits_slowly import shortest

from donghanh.engines.planning.arranging import (
    NoArrangement,
    Stop,
    arrange_visits,
    keeps_hours,
    way_of,
)
from donghanh.engines.planning.distances import Place, distance_matrix, metres_between


def matrix(count: int, seed: int) -> list[list[int]]:
    dice = random.Random(seed)
    points = [(dice.randrange(30_000), dice.randrange(30_000)) for _ in range(count + 1)]
    return [[abs(a - c) + abs(b - d) for c, d in points] for a, b in points]


def stops(count: int) -> list[Stop]:
    return [Stop(str(place)) for place in range(count)]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("count", [2, 5, 8])
def test_the_way_is_as_short_as_the_best_of_all_orders(count, seed):
    metres = matrix(count, seed)

    found = arrange_visits(stops=stops(count), metres=metres, seed=3)

    assert sorted(found.order) == list(range(count))
    assert found.metres == way_of(order=found.order, metres=metres) == shortest(metres)[0]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 50_000), min_size=6, max_size=6), min_size=6, max_size=6))
def test_ways_that_differ_there_and_back_are_arranged_as_well(rows):
    metres = [[0 if i == j else far for j, far in enumerate(row)] for i, row in enumerate(rows)]

    assert arrange_visits(stops=stops(5), metres=metres).metres == shortest(metres)[0]


def test_the_same_visits_and_seed_give_the_same_order():
    metres = matrix(25, 7)

    found = {arrange_visits(stops=stops(25), metres=metres, seed=11, steps=300) for _ in range(3)}

    assert len(found) == 1


def test_an_order_that_cannot_be_shortened_stays_as_it_is():
    same = [[0] * 5 for _ in range(5)]

    assert arrange_visits(stops=stops(4), metres=same).order == (0, 1, 2, 3)


def test_agreed_hours_are_kept_even_where_the_way_is_longer():
    metres = matrix(5, 2)
    best = shortest(metres)[1]
    timed = [Stop(str(place), minutes=20) for place in range(5)]
    timed[best[0]] = Stop(str(best[0]), minutes=20, earliest=200, latest=400)
    fits = lambda order: keeps_hours(stops=timed, metres=metres, order=order)  # noqa: E731

    found = arrange_visits(stops=timed, metres=metres)

    assert fits(found.order)
    assert found.metres >= shortest(metres)[0]


def test_hours_that_no_order_keeps_are_refused():
    timed = [Stop("a", minutes=60, latest=10), Stop("b", minutes=60, latest=10)]

    with pytest.raises(NoArrangement):
        arrange_visits(stops=timed, metres=[[0, 0, 0], [0, 0, 0], [0, 0, 0]])


@pytest.mark.parametrize("count", [0, 1])
def test_a_day_of_one_visit_or_none_has_its_order(count):
    assert arrange_visits(stops=stops(count), metres=matrix(count, 1)).order == tuple(range(count))


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres():
    one, other = Place("a", "x", 20_000_000, 106_000_000), Place("b", "x", 21_000_000, 106_000_000)

    assert metres_between(one=one, other=other) == 111_195


def test_without_positions_the_commune_is_nearer_than_the_district_than_the_rest():
    here, district, far = Place("a", "x"), Place("b", "x"), Place("c", "y")

    rows = distance_matrix(places=[here, here, district, far])

    assert rows[1][2] < rows[1][3] < rows[1][4]
    assert rows[0] == [0] * 5

"""Parts add up to the whole, and nobody is more than one piece away from an exact share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.kernel.apportion import CannotApportion, apportion

WEIGHTS = st.lists(st.integers(0, 10**12), min_size=1, max_size=30)


def test_eighteen_substations_are_shared_by_customers_of_nine_units() -> None:
    customers = [120_000, 65_000, 90_000, 75_000, 70_000, 72_000, 95_000, 60_000, 68_000]

    parts = apportion(total=18, weights=customers)

    assert sum(parts) == 18
    assert parts == [3, 2, 2, 2, 2, 2, 2, 1, 2]


def test_of_equal_remainders_the_earlier_takes_what_is_left() -> None:
    assert apportion(total=2, weights=[1, 1, 1]) == [1, 1, 0]


def test_the_largest_remainder_comes_before_an_earlier_place() -> None:
    assert apportion(total=10, weights=[5, 3, 1]) == [6, 3, 1]
    assert apportion(total=1, weights=[1, 2]) == [0, 1]


def test_when_all_weights_are_zero_the_parts_are_as_even_as_possible() -> None:
    assert apportion(total=5, weights=[0, 0, 0]) == [2, 2, 1]


def test_a_weight_of_zero_takes_nothing_while_others_weigh() -> None:
    assert apportion(total=7, weights=[0, 1, 0, 1]) == [0, 4, 0, 3]


def test_nothing_is_shared_out_as_nothing() -> None:
    assert apportion(total=0, weights=[3, 4]) == [0, 0]
    assert apportion(total=0, weights=[]) == []


def test_weights_are_left_as_they_were() -> None:
    weights = [0, 0]

    apportion(total=3, weights=weights)

    assert weights == [0, 0]


@pytest.mark.parametrize(
    ("total", "weights", "said"),
    [(-1, [1], "total is -1"), (5, [1, -2], "Weight 1 is -2"), (5, [], "nobody to take a total of 5")],
)
def test_what_cannot_be_shared_is_refused_with_the_number_at_fault(
    total: int, weights: list[int], said: str
) -> None:
    with pytest.raises(CannotApportion, match=said):
        apportion(total=total, weights=weights)


@given(st.integers(0, 10**15), WEIGHTS)
def test_parts_always_add_up_to_the_total(total: int, weights: list[int]) -> None:
    assert sum(apportion(total=total, weights=weights)) == total


@given(st.integers(0, 10**9), WEIGHTS.filter(any))
def test_each_part_is_less_than_one_piece_from_its_exact_share(total: int, weights: list[int]) -> None:
    parts = apportion(total=total, weights=weights)
    whole = sum(weights)

    assert all(
        abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True)
    )

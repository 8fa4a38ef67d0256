"""Wilson's interval: the examples that others published, the twin that halves, and what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.oracles import confirmations_slowly as slowly

from donghanh.kernel.intervals import wilson_interval


def interval(successes, count):
    found = wilson_interval(share=Fraction(successes, count), count=Fraction(count))
    return found.low_bp, found.high_bp


@pytest.mark.parametrize(
    ("successes", "count", "low", "high"),
    [
        # R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17
        # (1998), 857-872, table I, method 3 (Wilson's score without correction).
        (81, 263, 2553, 3662),
        (15, 148, 624, 1605),
        (0, 20, 0, 1611),
        (1, 29, 61, 1718),
    ],
)
def test_newcombes_table_is_met_to_its_four_digits(successes, count, low, high):
    assert interval(successes, count) == (low, high)


def test_all_of_few_is_not_told_as_certain():
    assert interval(5, 5) == (5655, 10_000)


@given(some.integers(1, 400).flatmap(lambda n: some.tuples(some.integers(0, n), some.just(n))))
def test_the_interval_is_the_one_that_halving_finds(counts):
    successes, count = counts

    assert interval(successes, count) == slowly.wilson(Fraction(successes, count), Fraction(count))


@given(some.integers(1, 300).flatmap(lambda n: some.tuples(some.integers(0, n), some.just(n))))
def test_the_share_lies_inside_and_the_other_share_is_its_mirror(counts):
    successes, count = counts
    found = wilson_interval(share=Fraction(successes, count), count=Fraction(count))
    low, high = interval(count - successes, count)

    assert 0 <= found.low_bp <= found.share_bp <= found.high_bp <= 10_000
    assert abs(10_000 - high - found.low_bp) <= 1
    assert abs(10_000 - low - found.high_bp) <= 1


@given(some.integers(1, 100), some.integers(2, 20))
def test_more_answers_of_the_same_share_say_more(count, times):
    successes = count // 2
    few, many = interval(successes, count), interval(successes * times, count * times)

    assert few[0] <= many[0] <= many[1] <= few[1]


@pytest.mark.parametrize(("share", "count"), [(Fraction(1, 2), 0), (Fraction(3, 2), 5), (Fraction(-1), 5)])
def test_no_answers_and_no_share_are_refused(share, count):
    with pytest.raises(ValueError, match="expected 0 to 1"):
        wilson_interval(share=share, count=Fraction(count))

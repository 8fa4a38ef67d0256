import numpy as np
import pytest

from donghanh.world.dice import Weighted, chosen, dice, flags


def test_the_same_key_deals_the_same_numbers():
    first = dice(seed=7, subject="names", chunk=3).random(5)
    again = dice(seed=7, subject="names", chunk=3).random(5)

    assert first.tolist() == again.tolist()


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 8, "subject": "names", "chunk": 3},
        {"seed": 7, "subject": "energy", "chunk": 3},
        {"seed": 7, "subject": "names", "chunk": 4},
    ],
)
def test_another_seed_subject_or_chunk_deals_other_numbers(other):
    first = dice(seed=7, subject="names", chunk=3).random(5)

    assert not set(first.tolist()) & set(dice(**other).random(5).tolist())


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_a_seed_outside_its_range_is_refused_by_name(seed):
    with pytest.raises(ValueError, match=f"The seed is {seed}"):
        dice(seed=seed, subject="names")


@pytest.mark.parametrize("chunk", [-1, 2**32])
def test_a_chunk_outside_its_range_is_refused_by_name(chunk):
    with pytest.raises(ValueError, match=f"The chunk is {chunk}"):
        dice(seed=1, subject="names", chunk=chunk)


def test_the_largest_seed_and_chunk_are_dealt_from():
    assert 0 <= dice(seed=2**64 - 1, subject="names", chunk=2**32 - 1).random() < 1


def test_points_fall_among_things_by_their_weights():
    table = Weighted.of({"one": 1, "three": 3})

    at = table.indexes_at(points=np.array([0.0, 0.2499, 0.25, 0.9999]))

    assert at.tolist() == [0, 0, 1, 1]


def test_picks_come_in_about_their_weights():
    table = Weighted.of({"rare": 5, "common": 95})

    picks = table.pick(rolls=dice(seed=1, subject="x"), count=20_000)

    assert 0.045 < (picks == "rare").mean() < 0.055


def test_a_spread_comes_in_exactly_its_weights():
    table = Weighted.of({"a": 1, "b": 2, "c": 7})

    at = table.spread(rolls=dice(seed=1, subject="x"), count=100)

    assert np.bincount(at).tolist() == [10, 20, 70]


def test_a_spread_of_nothing_is_empty():
    assert Weighted.of({"a": 1}).spread(rolls=dice(seed=1, subject="x"), count=0).tolist() == []


def test_chosen_words_follow_the_indexes():
    assert chosen(words=("x", "y"), at=np.array([1, 0, 1])).tolist() == ["y", "x", "y"]


def test_flags_follow_their_own_chances():
    given = flags(rolls=dice(seed=1, subject="x"), chances=np.array([0.0, 1.0]), count=2)

    assert given.tolist() == [False, True]

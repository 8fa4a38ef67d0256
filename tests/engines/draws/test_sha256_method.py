"""Method sha256: agrees with its slow twin, binds the list, and gives each entrant the same chance."""

from collections import Counter
from hashlib import sha256
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import draws_slowly

from donghanh.engines.draws import CannotDraw, draw, selection

ROOT = "ab" * 32
KEY = "1.2.3./"


def ranks(*, pool_size, count, key=KEY, root=ROOT):
    return [
        p.rank for p in draw(method="sha256", key=key, pool_size=pool_size, count=count, merkle_root=root)
    ]


@given(pool_size=st.integers(1, 300), data=st.data())
def test_any_pool_count_key_and_root_agree_with_the_shuffled_list(pool_size, data):
    count = data.draw(st.integers(1, pool_size))
    key = data.draw(st.lists(st.lists(st.integers(0, 10**9), min_size=1), min_size=1).map(draws_slowly.key))
    root = data.draw(st.binary(min_size=32, max_size=32)).hex()

    fast = ranks(pool_size=pool_size, count=count, key=key, root=root)

    assert fast == draws_slowly.ranks_sha256(key, pool_size, count, root)


def test_published_test_vector():
    """The vector of docs/reference/draw.md; a change here breaks every verifier that others have written."""
    assert ranks(pool_size=1_000_000, count=5) == [584886, 690881, 152578, 402337, 547613]


def test_another_list_gives_another_draw_from_the_same_numbers():
    assert ranks(pool_size=1000, count=10) != ranks(pool_size=1000, count=10, root="cd" * 32)


def test_everybody_is_picked_once_when_all_are_picked():
    assert sorted(ranks(pool_size=257, count=257)) == list(range(1, 258))


def test_a_first_pick_of_more_does_not_change_the_first_picks_of_fewer():
    assert ranks(pool_size=99, count=60)[:7] == ranks(pool_size=99, count=7)


def test_a_hash_that_would_favour_the_first_ranks_is_thrown_away(monkeypatch):
    """Divisor 2**63 + 1 leaves almost half of all hashes over; those are skipped, and the skip recorded."""
    divisor = 2**63 + 1
    seeds = [sha256(bytes([n])).digest() for n in range(40)]

    taken = [selection._fair_hash(seed=seed, step=0, divisor=divisor) for seed in seeds]

    assert all(int.from_bytes(digest[:8], "big") < divisor for digest, _ in taken)
    assert any(attempt > 0 for _, attempt in taken)


def test_all_orders_of_three_out_of_three_come_equally_often():
    """All 6 orders, 6,000 fixed keys: chi-square with 5 degrees of freedom below its 99.9% point."""
    seen = Counter(tuple(ranks(pool_size=3, count=3, key=f"{n}./")) for n in range(6000))

    assert set(seen) == set(permutations([1, 2, 3]))
    assert sum((found - 1000) ** 2 / 1000 for found in seen.values()) < 20.5


@pytest.mark.parametrize("method", ["rfc3797", "sha256"])
def test_each_of_ten_entrants_wins_one_of_three_prizes_equally_often(method):
    """5,000 fixed keys, 3 of 10: chi-square with 9 degrees of freedom below its 99.9% point."""
    drawn = Counter()
    for n in range(5000):
        picks = draw(method=method, key=f"{n}./", pool_size=10, count=3, merkle_root=ROOT)
        drawn.update(p.rank for p in picks)

    assert sum((drawn[rank] - 1500) ** 2 / 1500 for rank in range(1, 11)) < 27.9


@pytest.mark.parametrize(("size", "count"), [(0, 1), (5, 0), (5, 6), (5, -1)])
def test_impossible_draws_are_refused(size, count):
    with pytest.raises(CannotDraw):
        ranks(pool_size=size, count=count)


def test_an_unknown_method_is_refused_by_name():
    with pytest.raises(CannotDraw, match="'md4'"):
        draw(method="md4", key=KEY, pool_size=3, count=1, merkle_root=ROOT)

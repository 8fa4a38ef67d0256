"""Any slice alone is the slice of the whole; what a world holds does not depend on how it is asked."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from donghanh.kernel.customer_tables import CUSTOMERS, ENERGY
from donghanh.world.ordinary import BLOCK
from donghanh.world.province import World


def test_the_same_seed_deals_the_same_rows(demo_world):
    again = list(World(customers=20_000, seed=2021).chunks())

    assert_frame_equal(pl.concat([chunk.customers for chunk in again]), demo_world.customers)
    assert_frame_equal(pl.concat([chunk.energy for chunk in again]), demo_world.energy)


def test_another_seed_deals_other_rows(demo_world):
    other = World(customers=20_000, seed=2022).slice(start=0, until=1000).customers

    assert (other["name"] == demo_world.customers["name"][:1000]).mean() < 0.2
    assert not set(other["code"]) & set(demo_world.customers["code"][:1000])


@pytest.mark.parametrize(
    ("start", "until"),
    [
        pytest.param(0, 5, id="among the large"),
        pytest.param(100, 400, id="across the large and the ordinary"),
        pytest.param(10_130, 10_150, id="across two blocks"),
        pytest.param(19_990, 20_000, id="at the end"),
        pytest.param(123, 123, id="empty"),
        pytest.param(140, 10_200, id="more than a block"),
    ],
)
def test_a_slice_alone_equals_the_slice_of_the_whole(demo_world, start, until):
    alone = demo_world.world.slice(start=start, until=until)

    wanted = demo_world.customers[start:until]
    assert alone.start == start
    assert_frame_equal(alone.customers, wanted)
    assert_frame_equal(alone.energy, demo_world.energy.filter(pl.col("code").is_in(wanted["code"].implode())))


def test_an_ordinary_customer_is_the_same_in_a_larger_world(demo_world):
    larger = World(customers=650_000, seed=2021).slice(start=500, until=700)

    assert_frame_equal(larger.customers, demo_world.customers[500:700])


def test_far_customers_are_dealt_without_those_before_them():
    last = World(customers=650_000, seed=2021).slice(start=649_990, until=650_000)

    assert last.customers.height == 10
    assert last.customers["code"].n_unique() == 10


def test_chunks_follow_one_another_without_gap_or_overlap(demo_world):
    starts = [chunk.start for chunk in demo_world.chunks]
    ends = [chunk.start + chunk.customers.height for chunk in demo_world.chunks]

    assert starts == [0, *ends[:-1]]
    assert ends[-1] == 20_000


def test_chunks_are_bounded(demo_world):
    assert max(chunk.customers.height for chunk in demo_world.chunks) <= BLOCK + demo_world.world.large


@pytest.mark.parametrize("customers", [1, 7, 146, 147, 9_999, 10_000, 10_068])
def test_a_world_of_any_size_has_that_many_customers(customers):
    chunks = list(World(customers=customers, seed=3).chunks())

    assert sum(chunk.customers.height for chunk in chunks) == customers


def test_frames_fit_the_tables_of_the_kernel(demo_world):
    assert CUSTOMERS.check(demo_world.customers) == ()
    assert ENERGY.check(demo_world.energy) == ()
    assert demo_world.customers.columns == CUSTOMERS.schema.names()


@pytest.mark.parametrize("customers", [0, -1, 9_999_001])
def test_a_world_of_impossible_size_is_refused_with_its_size(customers):
    with pytest.raises(ValueError, match=f"A world of {customers} customers"):
        World(customers=customers, seed=1)


@pytest.mark.parametrize(("start", "until"), [(-1, 5), (5, 4), (0, 20_001)])
def test_a_slice_outside_the_world_is_refused(demo_world, start, until):
    with pytest.raises(ValueError, match="this world has 20000"):
        demo_world.world.slice(start=start, until=until)


def test_chunks_of_a_slice_are_the_slice(demo_world):
    chunks = list(demo_world.world.chunks(start=9_000, until=12_000))

    assert [chunk.start for chunk in chunks] == [9_000, 10_000 + demo_world.world.large]
    assert_frame_equal(pl.concat([chunk.customers for chunk in chunks]), demo_world.customers[9_000:12_000])


def test_chunks_outside_the_world_are_refused_at_once(demo_world):
    with pytest.raises(ValueError, match="this world has 20000"):
        demo_world.world.chunks(start=5, until=20_001)


def test_a_world_of_an_impossible_seed_is_refused_before_anything_is_dealt():
    with pytest.raises(ValueError, match="The seed is -1"):
        World(customers=10, seed=-1)

"""Whom a round asks: the sample is the twin's, stratum by stratum, and changes with seed and frame alone."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.oracles import confirmations_slowly as slowly

from donghanh.engines.confirmations import (
    SizeRule,
    commitment_of,
    draw_sample,
    frame_digest,
    frame_rows,
    stratum_sizes,
    verify_sample,
)

SEED = bytes(range(32))
RULE = SizeRule(share_percent=20, least=3)
members = some.lists(
    some.tuples(some.sampled_from(["masks", "repairs"]), some.sampled_from(["PA01ND", "PA01XT"])),
    min_size=1,
    max_size=60,
)


def frame_of(strata):
    return pl.DataFrame(
        [(f"M-{place:05d}", *stratum) for place, stratum in enumerate(strata, start=1)],
        schema=["reference", "activity", "unit"],
        orient="row",
    )


def names(sample):
    return set(sample["reference"].to_list())


@given(members, some.binary(min_size=1, max_size=40), some.integers(0, 100), some.integers(0, 6))
def test_the_sample_is_the_one_that_loops_draw(strata, seed, share, least):
    frame = frame_of(strata)
    rule = SizeRule(share_percent=share, least=least)

    drawn = draw_sample(frame=frame, seed=seed, rule=rule)

    assert names(drawn) == slowly.sample(frame.to_dicts(), seed, share, least)
    assert drawn.height == stratum_sizes(frame=frame, rule=rule)["size"].sum()
    assert frame_digest(frame=frame) == slowly.digest(frame.to_dicts())


@given(members, some.randoms(use_true_random=False))
def test_the_order_of_the_frame_does_not_matter(strata, chance):
    rows = frame_of(strata).rows()
    chance.shuffle(rows)
    mixed = pl.DataFrame(rows, schema=["reference", "activity", "unit"], orient="row")

    assert draw_sample(frame=mixed, seed=SEED, rule=RULE).equals(
        draw_sample(frame=frame_of(strata), seed=SEED, rule=RULE)
    )


@pytest.mark.parametrize(
    ("delivered", "size"), [(1, 1), (2, 2), (3, 3), (15, 3), (16, 4), (100, 20), (101, 21)]
)
def test_a_share_is_asked_rounded_up_and_never_fewer_than_the_least(delivered, size):
    frame = frame_of([("masks", "PA01ND")] * delivered)

    assert stratum_sizes(frame=frame, rule=RULE).rows() == [("masks", "PA01ND", delivered, size)]


def test_another_seed_or_one_more_delivery_asks_others():
    frame = frame_of([("masks", "PA01ND")] * 200)
    more = frame_of([("masks", "PA01ND")] * 201)

    drawn = names(draw_sample(frame=frame, seed=SEED, rule=RULE))

    assert drawn != names(draw_sample(frame=frame, seed=SEED[::-1], rule=RULE))
    assert drawn != names(draw_sample(frame=more, seed=SEED, rule=RULE))


def test_every_benefit_has_about_the_same_chance():
    frame = frame_of([("masks", "PA01ND")] * 20)
    times = dict.fromkeys(frame["reference"].to_list(), 0)

    for number in range(1_000):
        for name in names(draw_sample(frame=frame, seed=number.to_bytes(4, "big"), rule=SizeRule(20, 0))):
            times[name] += 1

    # 200 expected each, standard deviation 12.6: five of them to either side.
    assert min(times.values()) >= 137
    assert max(times.values()) <= 263


def kept(frame):
    return {
        "frame": frame,
        "seed": SEED,
        "rule": RULE,
        "commitment": commitment_of(seed=SEED),
        "digest": frame_digest(frame=frame),
        "sampled": names(draw_sample(frame=frame, seed=SEED, rule=RULE)),
    }


def test_what_was_drawn_verifies():
    assert verify_sample(**kept(frame_of([("masks", "PA01ND")] * 30))) == ()


def test_each_thing_that_was_changed_is_named():
    frame = frame_of([("masks", "PA01ND")] * 30)
    honest = kept(frame)
    one_more = frame_of([("masks", "PA01ND")] * 31)
    other = (set(frame["reference"].to_list()) - honest["sampled"]).pop()
    swapped = honest["sampled"] - {min(honest["sampled"])} | {other}

    def rules(**changed):
        return [breach.rule for breach in verify_sample(**{**honest, **changed})]

    assert rules(sampled=swapped) == ["sample-differs"]
    assert rules(commitment="00") == ["seed-differs"]
    assert "frame-differs" in rules(frame=one_more)
    assert rules(seed=SEED[::-1]) == ["seed-differs", "sample-differs"]


def test_an_empty_frame_asks_nobody():
    empty = frame_of([])

    assert draw_sample(frame=empty.cast(pl.String), seed=SEED, rule=RULE).height == 0
    assert frame_rows(frame=empty) == []

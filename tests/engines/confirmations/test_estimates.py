"""What answers say of all that was delivered: weighted as the twin weighs, silent where they are too few."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as some
from tests.oracles import confirmations_slowly as slowly

from donghanh.engines.confirmations import estimate, strata_of, wilson_interval


@some.composite
def stratum(draw):
    delivered = draw(some.integers(1, 500))
    sampled = draw(some.integers(0, delivered))
    answered = draw(some.integers(0, sampled))
    satisfied = draw(some.integers(0, answered))
    return {
        "delivered": delivered, "sampled": sampled, "asked": sampled, "answered": answered,
        "satisfied": satisfied, "not_received": 0,
    }  # fmt: skip


def table(strata):
    named = [{"activity": f"a{place}", "unit": "U", **one} for place, one in enumerate(strata)]
    return pl.DataFrame(named)


@given(some.lists(stratum(), min_size=1, max_size=8))
def test_the_share_is_the_one_that_weighing_each_answer_gives(strata):
    found = estimate(strata=table(strata))

    if not any(one["answered"] for one in strata):
        assert found.satisfied_share is None
        assert found.is_too_few
        return
    share, count = slowly.weighted(strata)
    assert found.satisfied_share == wilson_interval(share=share, count=count)
    assert found.satisfied_share.share_bp == slowly.round_half_up(share)


@given(stratum())
def test_one_stratum_alone_has_wilsons_own_interval(one):
    found = estimate(strata=table([one]))

    if one["answered"]:
        share, count = slowly.weighted([one])
        assert count == one["answered"]
        assert (found.satisfied_share.low_bp, found.satisfied_share.high_bp) == slowly.wilson(share, count)


def test_a_large_stratum_counts_for_more_than_a_small_one_that_answered_as_often():
    large = {"delivered": 900, "sampled": 10, "asked": 10, "answered": 10, "satisfied": 10, "not_received": 0}
    small = large | {"delivered": 100, "satisfied": 0, "not_received": 10}

    found = estimate(strata=table([large, small]))

    assert found.satisfied_share.share_bp == 9000
    assert (found.answered, found.satisfied, found.not_received) == (20, 10, 10)


def test_a_stratum_that_did_not_answer_is_told_as_not_covered():
    answered = {"delivered": 30, "sampled": 6, "asked": 6, "answered": 3, "satisfied": 3, "not_received": 0}
    silent = answered | {"delivered": 70, "answered": 0, "satisfied": 0}

    found = estimate(strata=table([answered, silent]))

    assert found.covered_bp == 3000
    assert found.response_bp == 2500
    assert found.satisfied_share.share_bp == 10_000


def test_too_few_answers_are_not_made_a_share():
    four = {"delivered": 9, "sampled": 5, "asked": 5, "answered": 4, "satisfied": 4, "not_received": 0}

    found = estimate(strata=table([four]), least_answers=5)

    assert found.is_too_few
    assert found.satisfied_share is None
    assert found.answered == 4
    assert estimate(strata=table([four]), least_answers=4).satisfied_share is not None


def test_strata_are_counted_from_frame_sample_and_answers():
    frame = pl.DataFrame(
        {"reference": ["a", "b", "c", "d"], "activity": ["x", "x", "x", "y"], "unit": ["U", "U", "V", "U"]}
    )
    sample = pl.DataFrame({"reference": ["a", "b", "d"], "is_asked": [True, False, True]})
    answers = pl.DataFrame(
        {"reference": ["a", "d"], "is_satisfied": [True, False], "is_not_received": [False, True]}
    )

    found = strata_of(frame=frame, sample=sample, answers=answers)

    assert found.rows() == [
        ("x", "U", 2, 2, 1, 1, 1, 0),
        ("x", "V", 1, 0, 0, 0, 0, 0),
        ("y", "U", 1, 1, 1, 1, 0, 1),
    ]
    assert estimate(strata=found).delivered == 4


def test_nothing_delivered_is_said_and_is_no_zero():
    nothing = pl.DataFrame(
        schema=dict.fromkeys(
            ("delivered", "sampled", "asked", "answered", "satisfied", "not_received"), pl.Int64
        )
    )

    found = estimate(strata=nothing)

    assert (found.response_bp, found.covered_bp, found.satisfied_share) == (None, None, None)

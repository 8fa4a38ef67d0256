"""Who gets how many masks: classes in order, proportion within, whole packs, the least, the reserve."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles.allocation_twin import allocate_slowly

from donghanh.engines.allocation.rules import CLASSES, AllocationRule
from donghanh.engines.allocation.sharing import allocate

RULE = AllocationRule(("locked_down", "quarantined", "school"), pack=50)
asking = st.lists(st.tuples(st.sampled_from(CLASSES), st.integers(0, 2_000)), max_size=12).map(
    lambda rows: [(f"M20-{at:02d}", kind, asked) for at, (kind, asked) in enumerate(rows)]
)


def frame(rows: list[tuple[str, str, int]]) -> pl.DataFrame:
    return pl.DataFrame(
        rows, schema={"request": pl.String, "class": pl.String, "asked": pl.Int64}, orient="row"
    )


def granted(rows, available, rule=RULE) -> dict[str, tuple[int, str]]:
    told = allocate(requests=frame(rows), available=available, rule=rule)
    return {one["request"]: (one["granted"], one["reason"]) for one in told.iter_rows(named=True)}


def test_a_locked_down_area_is_served_before_a_school_that_asked_for_more():
    told = granted([("S", "school", 900), ("L", "locked_down", 500)], 600)

    assert told == {"L": (500, "in-full"), "S": (100, "share-of-class")}


def test_within_a_class_the_shares_follow_what_was_asked():
    told = granted([("A", "school", 1000), ("B", "school", 500)], 750)

    assert told == {"A": (500, "share-of-class"), "B": (250, "share-of-class")}


def test_only_whole_packs_are_given_and_the_row_says_so():
    assert granted([("A", "school", 130), ("B", "school", 30)], 900) == {
        "A": (100, "whole-packs"), "B": (0, "below-a-pack"),
    }  # fmt: skip


def test_who_would_get_less_than_the_least_waits_and_the_others_share_again():
    rule = AllocationRule(("school",), pack=50, least=200)

    told = granted([("A", "school", 1000), ("B", "school", 300)], 600, rule)

    assert told == {"A": (600, "share-of-class"), "B": (0, "below-least")}


def test_the_reserve_is_kept_for_a_later_round():
    told = granted([("A", "school", 1000)], 600, AllocationRule(("school",), pack=50, reserve=400))

    assert told == {"A": (200, "share-of-class")}


def test_a_class_that_the_rule_does_not_name_gets_nothing_and_is_told_so():
    assert granted([("A", "other", 100)], 600) == {"A": (0, "class-not-served")}


@given(
    rows=asking, available=st.integers(0, 8_000), pack=st.sampled_from([1, 10, 50]),
    least=st.sampled_from([0, 50, 100, 300]), reserve=st.integers(0, 500), order=st.permutations(CLASSES),
)  # fmt: skip
def test_it_agrees_with_its_slow_twin_keeps_the_sum_and_does_not_mind_the_order_of_rows(
    rows, available, pack, least, reserve, order
):
    rule = AllocationRule(tuple(order[:3]), pack, least, reserve)

    told = allocate(requests=frame(rows), available=available, rule=rule)
    again = allocate(requests=frame(rows[::-1]), available=available, rule=rule)

    slow = allocate_slowly(
        requests=rows, available=available, order=list(rule.order), pack=pack, least=least, reserve=reserve
    )
    assert dict(told.select("request", "granted").iter_rows()) == slow
    assert told.equals(again)
    assert told["granted"].sum() <= max(available - reserve, 0)
    assert (told["granted"] + told["short"] == told["asked"]).all()
    assert (told["granted"] % pack == 0).all()
    assert (told["granted"] >= 0).all()
    assert (told["short"] >= 0).all()
    assert told["reason"].null_count() == 0

"""What holds for any two lists: the slow twin finds the same, and nobody's place or neighbour matters."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.small_lists import people
from tests.oracles.matching_twin import find_pairs_slowly

from donghanh.engines.matching.pairs import find_pairs, find_pairs_within
from donghanh.engines.matching.reasons import LEAST, MOST, REASONS

NAMES = [
    "Nguyễn Văn Hùng", "Nguyen Van Hung", "Nguyễn Văn Hưng", "Nguyễn Văn Dũng", "Hùng Nguyễn Văn",
    "Ng. V. Hùng",
    "Nguyễn Hùng", "Nguyễn Văn Hùg", "NguyễnVăn Hùng", "Khúc Trọng Tuyên", "Khuc Trong Tuyn", "K. T. Tuyên",
    "Bà Lê Thị Thủy", "Lê Thị Hủy", "Lê Thị Thu Thủy", "Anh Lê Thị Thủy", "",
]  # fmt: skip
ADDRESSES = [
    None, "Số 127, xóm 20", "xóm 20 - 127", "Số 128, xóm 20", "Số 127", "Số 5, đường Quang Trung",
    "5 Quang Trng",
    "Thôn Đông", "Thôn Đông Hạ", "Số 3, thôn Đông", "Thôn Tây", "1 22", "12 2",
    "1 2 3", "1 3", "12 12", "12", "",
]  # fmt: skip
PHONES = [None, "0312345678", "+84 312 345 678", "0312345679", "031234568", "0319999999", "0313245678", "?"]
PERSON = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "address": st.sampled_from(ADDRESSES),
        "commune_code": st.sampled_from([None, "14065", "14065", "13903"]),
        "phone": st.sampled_from(PHONES),
        "customer_code": st.sampled_from([None, None, None, "PA01HH0123456"]),
    }
)
LISTS = st.lists(PERSON, min_size=1, max_size=7).map(
    lambda rows: {f"p{at}": row for at, row in enumerate(rows)}
)


@settings(max_examples=60, deadline=None)
@given(left=LISTS, right=LISTS, least=st.sampled_from([1, 300, LEAST, 700]))
def test_the_slow_twin_finds_the_same_pairs(left, right, least):
    one, other = people(**left), people(**right)

    found = find_pairs(left=one, right=other, least_score=least)

    assert found.rows() == find_pairs_slowly(left=one, right=other, least_score=least)


@settings(max_examples=15, deadline=None)
@given(left=LISTS, right=LISTS, seed=st.integers(0, 99))
def test_the_order_of_rows_does_not_matter(left, right, seed):
    one, other = people(**left), people(**right)

    found = find_pairs(left=one, right=other)
    shuffled = find_pairs(
        left=one.sample(fraction=1, shuffle=True, seed=seed),
        right=other.sample(fraction=1, shuffle=True, seed=seed),
    )

    assert found.equals(shuffled)


@settings(max_examples=15, deadline=None)
@given(left=LISTS, right=LISTS)
def test_who_stands_left_does_not_matter(left, right):
    one, other = people(**left), people(**right)

    found = find_pairs(left=one, right=other, least_score=1).rows()
    turned = find_pairs(left=other, right=one, least_score=1)
    turned = turned.select("right_id", "left_id", "score", "reasons").rows()

    assert sorted(found) == sorted(turned)


@settings(max_examples=15, deadline=None)
@given(left=LISTS, right=LISTS)
def test_scores_are_bounded_and_reasons_stand_in_their_order(left, right):
    found = find_pairs(left=people(**left), right=people(**right), least_score=1)

    assert found["score"].is_between(1, MOST).all()
    for reasons in found["reasons"].to_list():
        assert reasons == sorted(reasons, key=REASONS.index)
    assert found["score"].to_list() == sorted(found["score"], reverse=True)


@settings(max_examples=15, deadline=None)
@given(rows=LISTS, stranger=PERSON)
def test_one_more_person_changes_nothing_between_the_others(rows, stranger):
    before = find_pairs_within(people=people(**rows), least_score=1)
    after = find_pairs_within(people=people(**rows, q=stranger), least_score=1)

    assert after.filter(~((pl.col("left_id") == "q") | (pl.col("right_id") == "q"))).equals(before)


@settings(max_examples=15, deadline=None)
@given(rows=LISTS)
def test_within_a_list_are_the_pairs_of_the_list_with_itself_each_once(rows):
    everybody = people(**rows)

    twice = find_pairs(left=everybody, right=everybody)
    once = find_pairs_within(people=everybody)

    assert once.equals(twice.filter(pl.col("left_id") < pl.col("right_id")))

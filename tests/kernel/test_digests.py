"""A list has one digest, whoever computes it, on whatever day."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.kernel.digests import NoCanonicalForm, canonical_rows, digest_of_rows

HANOI = timezone(timedelta(hours=7))
PLAIN = st.dictionaries(
    st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text(max_size=10), max_size=4
)


def test_rows_are_written_with_sorted_keys_no_spaces_and_a_line_feed() -> None:
    rows = [{"unit": "PA01ND", "code": "PA01ND0000001", "rank": 1}, {"unit": None, "is_alternate": True}]

    assert canonical_rows(rows) == (
        b'{"code":"PA01ND0000001","rank":1,"unit":"PA01ND"}\n{"is_alternate":true,"unit":null}\n'
    )


def test_vietnamese_text_is_utf_8_without_escapes() -> None:
    assert canonical_rows([{"name": "Trần"}]) == '{"name":"Trần"}\n'.encode()


def test_days_and_instants_have_one_spelling() -> None:
    row = {"on": date(2021, 12, 20), "at": datetime(2021, 12, 20, 8, 5, tzinfo=HANOI)}

    assert canonical_rows([row]) == b'{"at":"2021-12-20T01:05:00Z","on":"2021-12-20"}\n'


def test_one_instant_in_two_zones_has_one_spelling() -> None:
    here, there = datetime(2021, 12, 20, 8, tzinfo=HANOI), datetime(2021, 12, 20, 1, tzinfo=UTC)

    assert canonical_rows([{"at": here}]) == canonical_rows([{"at": there}])


def test_lists_and_mappings_inside_a_row_are_canonical_too() -> None:
    assert canonical_rows([{"b": [1, {"z": 1, "a": (2, 3)}]}]) == b'{"b":[1,{"a":[2,3],"z":1}]}\n'


def test_the_digest_is_the_sha_256_of_the_canonical_rows() -> None:
    rows = [{"rank": rank} for rank in range(3)]

    assert digest_of_rows(rows) == hashlib.sha256(b'{"rank":0}\n{"rank":1}\n{"rank":2}\n').hexdigest()


def test_the_order_of_rows_matters_and_the_order_of_keys_does_not() -> None:
    first, second = {"a": 1, "b": 2}, {"a": 3, "b": 4}

    assert digest_of_rows([first, second]) != digest_of_rows([second, first])
    assert digest_of_rows([{"b": 2, "a": 1}]) == digest_of_rows([first])


def test_a_digest_can_be_made_of_rows_that_come_one_by_one() -> None:
    assert digest_of_rows({"rank": rank} for rank in range(2)) == digest_of_rows([{"rank": 0}, {"rank": 1}])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1.0, "row.amount is a float"),
        (Decimal("1.5"), "row.amount is a Decimal"),
        (b"raw", "row.amount is a bytes"),
        ([1, 2.5], r"row.amount\[1\] is a float"),
        (datetime(2021, 12, 20), "row.amount is the naive instant"),
        ({1: "x"}, "row.amount has the key 1"),
    ],
)
def test_what_has_no_single_spelling_is_refused_by_name(value: object, said: str) -> None:
    with pytest.raises(NoCanonicalForm, match=said):
        canonical_rows([{"amount": value}])


@given(st.lists(PLAIN, max_size=4))
def test_canonical_rows_are_read_back_as_they_were(rows: list[dict[str, object]]) -> None:
    lines = canonical_rows(rows).decode().split("\n")

    assert [json.loads(line) for line in lines[:-1]] == rows


@given(st.lists(PLAIN, max_size=3), st.lists(PLAIN, max_size=3))
def test_different_rows_have_different_bytes(
    some: list[dict[str, object]], others: list[dict[str, object]]
) -> None:
    written = [json.dumps(rows, sort_keys=True) for rows in (some, others)]

    assert (canonical_rows(some) == canonical_rows(others)) == (written[0] == written[1])

"""The announced list: hashes, digests and root equal the slow twin's; bad lists are refused by row."""

from hashlib import sha256

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import draws_slowly

from donghanh.engines.draws import BadEntrants, commit_entrants
from donghanh.engines.draws.columns_sha256 import STRETCH_ROWS, sha256_rows

names = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=60).filter(str.strip)
lists = st.lists(names, min_size=1, max_size=200, unique=True)


def salts_for(count):
    return b"".join(sha256(f"salt {k}".encode()).digest() for k in range(count))


def slow_hashes(entrants, salts):
    return [draws_slowly.entrant_hash(e, salts[32 * k : 32 * k + 32]) for k, e in enumerate(entrants)]


@given(width=st.integers(0, 200), rows=st.integers(1, 5), fill=st.binary(min_size=1000, max_size=1000))
def test_columnar_sha256_is_hashlib_s_for_any_length(width, rows, fill):
    messages = np.frombuffer(fill[: width * rows], dtype=np.uint8).reshape(rows, width)

    cut = width // 3
    hashed = sha256_rows(parts=[messages[:, :cut], messages[:, cut:]])

    assert [row.tobytes() for row in hashed] == [sha256(row.tobytes()).digest() for row in messages]


def test_columnar_sha256_is_hashlib_s_across_the_seam_of_two_stretches():
    messages = np.arange(2 * (STRETCH_ROWS + 3), dtype=np.uint16).view(np.uint8).reshape(-1, 4)

    hashed = sha256_rows(parts=[messages])

    assert hashed.tobytes() == b"".join(sha256(row.tobytes()).digest() for row in messages)


@given(entrants=lists)
def test_any_list_has_the_hashes_and_root_of_the_slow_twin(entrants):
    salts = salts_for(len(entrants))

    commitment = commit_entrants(entrants=pl.Series(entrants), salts=salts)

    slow = slow_hashes(entrants, salts)
    assert commitment.hashes == b"".join(slow)
    assert commitment.list_sha256 == sha256(b"".join(slow)).hexdigest()
    assert commitment.merkle_root == draws_slowly.merkle_root(slow)


@pytest.mark.parametrize("count", [1, 63, 64, 65, 128, 129, 1000, 64 * 7])
def test_trees_of_every_shape_have_the_root_of_rfc_6962_s_recursion(count):
    entrants = [f"PA01ND{k:07d}" for k in range(count)]

    commitment = commit_entrants(entrants=pl.Series(entrants))

    assert commitment.merkle_root == draws_slowly.merkle_root(slow_hashes(entrants, bytes(32 * count)))


def test_order_is_part_of_the_commitment():
    there = commit_entrants(entrants=pl.Series(["Lan", "Minh"]))
    back = commit_entrants(entrants=pl.Series(["Minh", "Lan"]))

    assert there.merkle_root != back.merkle_root


def test_another_salt_hides_the_same_entrant_behind_another_hash():
    one = commit_entrants(entrants=pl.Series(["Lan"]), salts=bytes(32))
    two = commit_entrants(entrants=pl.Series(["Lan"]), salts=b"\x01" * 32)

    assert one.hash_of(rank=1) != two.hash_of(rank=1)


@pytest.mark.parametrize(
    ("entrants", "words"),
    [
        ([], "no entrants"),
        (["Lan", "Minh", "Lan"], r"row 3: 'Lan' already stands in row 1"),
        (["Lan", "  "], "row 2: the entrant is empty"),
        (["Lan", None], "row 2: the entrant is empty"),
        (["Lan", "Mi\nnh"], "row 2: .*control character"),
        (["x" * 401], "row 1: .*400 bytes"),
    ],
)
def test_lists_that_cannot_be_drawn_from_are_refused_by_row(entrants, words):
    with pytest.raises(BadEntrants, match=words):
        commit_entrants(entrants=pl.Series(entrants, dtype=pl.String))


def test_salts_must_be_one_a_row():
    with pytest.raises(BadEntrants, match="found 32 bytes of salt for 2 entrants"):
        commit_entrants(entrants=pl.Series(["Lan", "Minh"]), salts=bytes(32))

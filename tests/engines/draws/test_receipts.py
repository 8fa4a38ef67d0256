"""Receipts: each entrant of a list can show that they are in, and nobody else can."""

import copy
from hashlib import sha256

import polars as pl
import pytest

from donghanh.engines.draws import NotAProof, NotInList, build_receipt, commit_entrants, verify_receipt
from donghanh.engines.draws.receipts import BadSalt, salt_from


def entrants_of(count):
    return [f"PA01ND{k:07d}" for k in range(count)]


def salts_of(count):
    return [sha256(b"salt %d" % k).digest() for k in range(count)]


def sealed(count):
    return commit_entrants(entrants=pl.Series(entrants_of(count)), salts=b"".join(salts_of(count)))


def receipt_of(count, rank):
    entrant, salt = entrants_of(count)[rank - 1], salts_of(count)[rank - 1]
    return build_receipt(commitment=sealed(count), entrant=entrant, salt=salt)


@pytest.mark.parametrize("count", [1, 2, 64, 65, 130, 64 * 5, 64 * 6 + 1])
def test_every_entrant_s_receipt_holds_under_the_announced_root(count):
    commitment = sealed(count)

    for rank, (entrant, salt) in enumerate(zip(entrants_of(count), salts_of(count), strict=True), start=1):
        receipt = build_receipt(commitment=commitment, entrant=entrant, salt=salt)
        assert receipt["rank"] == rank
        assert verify_receipt(receipt=receipt, merkle_root=commitment.merkle_root).holds


def test_an_entrant_with_a_wrong_salt_is_not_in_the_list():
    with pytest.raises(NotInList, match="ask the organiser why"):
        build_receipt(commitment=sealed(3), entrant=entrants_of(3)[0], salt=bytes(32))


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"format": "other/1"}, "receipt_format"),
        ({"entrant": "PA01ND9999999"}, "receipt_entrant"),
        ({"salt": "00" * 32}, "receipt_entrant"),
        ({"salt": "zz"}, "receipt_entrant"),
        ({"rank": 71}, "receipt_entrant"),
        ({"rank": 1}, "receipt_path"),
        ({"rank": 0}, "receipt_rank"),
        ({"rank": 401}, "receipt_rank"),
        ({"count": 30}, "receipt_rank"),
        ({"count": 90}, "receipt_path"),
        ({"path": []}, "receipt_path"),
        ({"row": []}, "receipt_entrant"),
    ],
)
def test_a_changed_receipt_names_what_does_not_hold(change, broken):
    receipt = {**receipt_of(400, 70), **change}

    verdict = verify_receipt(receipt=receipt, merkle_root=sealed(400).merkle_root)

    assert (verdict.holds, verdict.name) == (False, broken)


def test_a_neighbour_s_changed_hash_does_not_reach_the_root():
    receipt = copy.deepcopy(receipt_of(400, 70))
    receipt["path"][0]["hash"] = "00" * 32

    verdict = verify_receipt(receipt=receipt, merkle_root=sealed(400).merkle_root)

    assert (verdict.holds, verdict.name) == (False, "merkle_root")


def test_a_receipt_says_nothing_under_another_root():
    assert not verify_receipt(receipt=receipt_of(400, 70), merkle_root=sealed(401).merkle_root).holds


def test_something_else_is_not_a_receipt():
    with pytest.raises(NotAProof, match="no key 'count'"):
        verify_receipt(receipt={"format": "x"}, merkle_root="")


def test_a_salt_is_64_hexadecimal_digits_or_absent():
    assert salt_from(text="") == bytes(32)
    assert salt_from(text="ab" * 32) == b"\xab" * 32
    for text in ("ab", "xy" * 32, "ab" * 33):
        with pytest.raises(BadSalt, match="64 hexadecimal digits"):
            salt_from(text=text)

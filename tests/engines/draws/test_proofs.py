"""Proofs: a good one holds; whatever is changed in it is found, and named."""

import copy
import json
from hashlib import sha256

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donghanh.engines.draws import (
    CannotState,
    NotAProof,
    Source,
    build_proof,
    commit_entrants,
    file_text,
    first_breach,
    holders,
    state_unclaimed,
    verify_proof,
)
from donghanh.engines.draws.proofs import digest_of

AT = "2022-01-31T17:00:00+07:00"


def proof_of(*, method="sha256", count=40, is_sealed=False, winners=5, alternates=2):
    entrants = pl.Series([f"Hộ {k}" for k in range(1, count + 1)])
    salts = b"".join(sha256(b"%d" % k).digest() for k in range(count)) if is_sealed else None
    return build_proof(
        title="Bốc thăm tháng tri ân",
        method=method,
        commitment=commit_entrants(entrants=entrants, salts=salts),
        sources=[Source("Xổ số A", "9319"), Source("Xổ số B", "2,5,12")],
        winner_count=winners,
        alternate_count=alternates,
        announced_at="2021-12-31T17:00:00+07:00",
        open_entrants=None if is_sealed else entrants,
    )


def breach_in(proof, text=None):
    breach = first_breach(checks=verify_proof(proof=proof, text=text))
    return breach.name if breach else None


@pytest.mark.parametrize("method", ["rfc3797", "sha256"])
@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_proof_holds_after_a_trip_through_its_file(method, is_sealed):
    text = file_text(proof=proof_of(method=method, is_sealed=is_sealed))

    assert breach_in(json.loads(text), text) is None


def test_a_sealed_proof_shows_no_name():
    assert "Hộ" not in file_text(proof=proof_of(is_sealed=True))


CHANGES = {
    "format": lambda p: p.update(format="other/1"),
    "method": lambda p: p.update(method="md4"),
    "list_kind": lambda p: p["list"].update(kind="half"),
    "list_count": lambda p: p["list"].update(count=41),
    "list_entrants": lambda p: p["list"]["entrants"].__setitem__(3, p["list"]["entrants"][2]),
    "list_sha256": lambda p: p["list"]["entrants"].__setitem__(3, "Hộ khác"),
    "merkle_root": lambda p: p["list"].update(merkle_root="00" * 32),
    "key": lambda p: p["sources"][0].update(drawn="9318"),
    "prizes": lambda p: p.update(prizes=6),
    "step_count": lambda p: p["steps"].pop(),
    "steps": lambda p: p["steps"][2].update(rank=1 + p["steps"][2]["rank"] % 40),
    "winners": lambda p: p["winners"].reverse(),
    "alternates": lambda p: p["alternates"].reverse(),
    "digest": lambda p: p.update(title="Another prize"),
    "unclaimed": lambda p: p.update(unclaimed=[1]),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("method", ["rfc3797", "sha256"])
def test_a_change_is_named_by_the_check_that_finds_it(name, method):
    proof = copy.deepcopy(proof_of(method=method))
    CHANGES[name](proof)

    assert breach_in(proof) == name


def test_a_forger_who_repairs_the_digest_is_found_by_the_repeated_draw():
    proof = copy.deepcopy(proof_of())
    proof["winners"][0], proof["steps"][0]["rank"] = 7, 7
    proof["digest"] = digest_of(proof=proof)

    assert breach_in(proof) == "steps"


def test_a_sealed_list_s_changed_hash_is_found():
    proof = copy.deepcopy(proof_of(is_sealed=True))
    proof["list"]["entrants"][5] = "g" * 64
    assert breach_in(proof) == "list_entrants"

    proof["list"]["entrants"][5] = "0" * 64
    assert breach_in(proof) == "list_sha256"


FILE = file_text(
    proof=state_unclaimed(proof=proof_of(), rank=proof_of()["winners"][0], reason="vắng", at=AT)
).encode()


@settings(max_examples=400)
@given(place=st.integers(0, len(FILE) - 1), byte=st.integers(0, 255))
def test_no_byte_of_a_proof_file_can_change_unnoticed(place, byte):
    changed = FILE[:place] + bytes([byte]) + FILE[place + 1 :]
    if changed == FILE:
        assert breach_in(json.loads(FILE), FILE.decode()) is None
        return

    try:
        text = changed.decode()
        noticed = breach_in(json.loads(text), text)
    except (NotAProof, ValueError):
        noticed = "not a proof"

    assert noticed


@pytest.mark.parametrize("key", list(proof_of()))
def test_a_missing_key_is_said_where(key):
    proof = proof_of()
    del proof[key]

    with pytest.raises(NotAProof, match=f"at the top: found no key '{key}'"):
        verify_proof(proof=proof)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda p: p["list"].pop("sha256"), r"at list: found no key 'sha256'"),
        (lambda p: p["steps"][1].update(rank="7"), r"at steps\[1\].rank: found str; expected whole number"),
        (lambda p: p["winners"].append(1.0), r"at winners\[5\]: found float"),
        (lambda p: p["winners"].append(True), r"at winners\[5\]: found bool"),
        (lambda p: p.update(extra=1), "an unknown key 'extra'"),
        (lambda p: p.update(title="\ud800"), "at title: found half a character"),
        (lambda p: p.update(sources={}), "at sources: found dict; expected a list"),
    ],
)
def test_another_kind_of_value_is_said_where(change, words):
    proof = copy.deepcopy(proof_of())
    change(proof)

    with pytest.raises(NotAProof, match=words):
        verify_proof(proof=proof)


@pytest.mark.parametrize("document", [None, [], 3, "proof", {}])
def test_other_documents_are_not_proofs(document):
    with pytest.raises(NotAProof):
        verify_proof(proof=document)


def unclaimed(proof, rank, reason="không đến nhận"):
    return state_unclaimed(proof=proof, rank=rank, reason=reason, at=AT)


def test_alternates_come_in_as_drawn_until_none_is_left():
    proof = proof_of(winners=3, alternates=2)
    first, second, third = proof["winners"]
    reserve = proof["alternates"]

    after = unclaimed(unclaimed(unclaimed(proof, second), reserve[0]), third)

    assert [s["replaced_by"] for s in after["statements"]] == [reserve[0], reserve[1], None]
    assert holders(winners=after["winners"], statements=after["statements"]) == [first, reserve[1]]
    assert after["unclaimed"] == [second, reserve[0], third]
    assert after["winners"] == proof["winners"]
    assert breach_in(after) is None


def test_the_proof_handed_in_stays_as_it_was():
    proof = proof_of()
    before = file_text(proof=proof)

    unclaimed(proof, proof["winners"][0])

    assert file_text(proof=proof) == before


def test_who_holds_no_prize_cannot_leave_one_unclaimed():
    proof = proof_of()
    winner = proof["winners"][0]

    with pytest.raises(CannotState, match="holds no prize"):
        unclaimed(unclaimed(proof, winner), winner)


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.update(reason="another"),
        lambda s: s.update(replaced_by=None),
        lambda s: s.update(previous="00" * 32),
        lambda s: s.update(kind="claimed"),
        lambda s: s.update(rank=0),
    ],
)
def test_a_changed_statement_is_found(change):
    proof = copy.deepcopy(unclaimed(proof_of(), proof_of()["winners"][1]))
    change(proof["statements"][0])

    assert breach_in(proof) == "statements"


def test_a_statement_left_out_is_found():
    start = proof_of(winners=3, alternates=2)
    proof = copy.deepcopy(unclaimed(unclaimed(start, start["winners"][0]), start["winners"][1]))
    del proof["statements"][0]

    assert breach_in(proof) == "statements"

"""The test vectors of docs/reference/draw.md: what others build their verifiers on must never move."""

from pathlib import Path

import polars as pl

from donghanh.engines.draws import Source, build_proof, commit_entrants, draw, verify_proof
from donghanh.engines.draws.commitments import entrant_hash
from donghanh.engines.draws.selection import seed_of

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "draw.md").read_text(encoding="utf-8")
KEY = "9319./2.5.8.10.12./"
CODES = pl.Series([f"PA01ND{number:07d}" for number in range(1, 131)])


def spelled(picks):
    return " ".join(str(pick.rank) for pick in picks)


def test_hash_of_an_entrant():
    assert entrant_hash(entrant="Lee", salt=bytes(32)).hex() in PAGE


def test_digests_of_a_short_list():
    commitment = commit_entrants(entrants=pl.Series(["Lan", "Minh", "Hoa"]))

    assert commitment.list_sha256 in PAGE
    assert commitment.merkle_root in PAGE


def test_root_seed_and_picks_of_three_leaves():
    root = commit_entrants(entrants=CODES).merkle_root
    picks = draw(method="sha256", key=KEY, pool_size=130, count=5, merkle_root=root)

    assert root in PAGE
    assert seed_of(key=KEY, merkle_root=root, pool_size=130).hex() in PAGE
    assert f"picks {spelled(picks)}," in PAGE
    assert picks[0].hash in PAGE


def test_picks_among_a_million():
    picks = draw(method="sha256", key="1.2.3./", pool_size=1_000_000, count=5, merkle_root="ab" * 32)

    assert f"`sha256`: {spelled(picks)}." in PAGE


def test_every_check_of_a_proof_is_named_on_the_page():
    commitment = commit_entrants(entrants=CODES)
    proof = build_proof(
        title="",
        method="sha256",
        commitment=commitment,
        sources=[Source("", "9319")],
        winner_count=1,
        open_entrants=CODES,
    )

    assert all(f"`{check.name}`" in PAGE for check in verify_proof(proof=proof, text=""))
